"""What one written word means: its one spelling, its skeleton, what is never repaired."""

import numpy as np
import pytest

from caunoi.synthesis import words as w
from caunoi.synthesis.numerals import amount, number
from caunoi.synthesis.words import Lexicon, normalise, spell


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("%", ("phần", "trăm")),
        ("cđcs", ("công", "đoàn", "cơ", "sở")),
        ("bs", ("bổ", "sung")),
        ("thg", ("tháng",)),
        ("denghi", ("đề", "nghị")),
        ("và0", ("vào",)),  # a scan took the letter for the figure
        ("ch0", ("cho",)),
        ("b0", ("b", "0")),
        ("co0", ("co", "0")),
        ("k3", ("khoản", "3")),
        ("đ05", ("điều", "5")),
        ("tr5", ("trang", "5")),
        ("khoan3", ("khoan", "3")),
        ("điều05", ("điều", "5")),
        ("2tr", ("2", "triệu")),
        ("2k", ("2", "nghìn")),
        ("5trđ", ("5", "triệu")),
        ("30ngày", ("30", "ngày")),
        ("30nlđ", ("30", "người", "lao", "động")),
        ("3xyz", ("3", "xyz")),
        ("12a3", ("12a3",)),
        ("ddaafu", ("đầu",)),
        ("hoà", ("hòa",)),
        ("xyz", ("xyz",)),
        ("quáááá", ("quá",)),
        ("iii", ("iii",)),
        ("piii", ("phần", "iii")),
        ("đồngý", ("đồng", "ý")),
        ("nhattri", ("nhat", "tri")),
        ("knhat", ("không", "nhat")),
        ("kođồng", ("không", "đồng")),
        ("laođộngthì", ("lao", "động", "thì")),
        ("nỏđồng", ("không", "đồng")),
        ("kotăng", ("không", "tăng")),
        ("khongduoc", ("khong", "duoc")),
        ("chuaxyz", ("chuaxyz",)),
        ("500.000", ("500", "nghìn")),
        ("28000đ", ("28", "nghìn", "đồng")),
        ("500k", ("500", "nghìn")),
        ("500000người", ("500000", "người")),
    ],
)
def test_word_in_the_words_that_it_means(written: str, meant: tuple[str, ...]) -> None:
    assert normalise(written) == meant


@pytest.mark.parametrize(
    ("written", "digits"),
    [("1.000.000", "1000000"), ("2,50", "2,5"), ("2.5", "2,5"), ("05", "5"), ("0", "0"), ("00", "0"), ("1,0", "1")],
)
def test_digits_one_way(written: str, digits: str) -> None:
    assert number(written) == digits


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("28000", ("28", "nghìn")),
        ("5.000", ("5", "nghìn")),
        ("5000", ("5", "nghìn")),
        ("2000", ("2000",)),
        ("1500", ("1500",)),
        ("1.500.000", ("1,5", "triệu")),
        ("2000000", ("2", "triệu")),
        ("1.250.000", ("1250", "nghìn")),
        ("12.345", ("12345",)),
        ("0912000000", ("912000000",)),
        ("2,5", ("2,5",)),
        ("0", ("0",)),
    ],
)
def test_round_figures_in_thousands_and_millions(written: str, words: tuple[str, ...]) -> None:
    assert amount(written) == words


def test_what_is_no_syllable_stays_as_it_is_spelled() -> None:
    assert (spell("kĩ"), spell("xyz")) == ("kỹ", "xyz")


@pytest.mark.parametrize(
    ("word", "flags"),
    [
        ("12", w.NUMBER | w.DIGITS),
        ("hai", w.NUMBER),
        ("mười", w.NUMBER | w.MARKED),
        ("không", w.NEGATION | w.MARKED | w.FUNCTION),
        ("khong", w.NEGATION | w.FUNCTION),
        ("xyz", w.INVALID),
        ("ii", w.NUMBER),
        ("xiv", w.NUMBER),
        ("k", w.INVALID | w.UNSURE_K),
        ("tr", w.INVALID | w.UNSURE_TR),
        ("khoản", w.LOCATOR | w.MARKED | w.FUNCTION),
        ("nguyen", w.SURNAME | w.FUNCTION | w.INVALID),
        ("ok", w.FUNCTION),
        ("quyền", w.MARKED),
        ("số", w.ORDINAL | w.MARKED),
        ("nhé", w.FILLER | w.MARKED),
    ],
)
def test_word_is_flagged(word: str, flags: int) -> None:
    lexicon = Lexicon()
    place = lexicon.add(word)
    assert int(lexicon.flags[place]) == flags


def test_lexicon_numbers_a_word_once_and_its_skeleton_with_it() -> None:
    lexicon = Lexicon()
    place = lexicon.add("quyền")
    assert lexicon.add("quyền") == place == lexicon.number("quyền")
    assert lexicon.bare(place) == "quyen"
    assert int(lexicon.plain[place]) == lexicon.number("quyen")
    assert lexicon.number("nhà") == -1
    assert len(lexicon) == len(lexicon.words) == len(lexicon.flags) == len(lexicon.plain) == len(lexicon.hashes)


def test_hashes_are_the_same_in_every_order() -> None:
    one, other = Lexicon(), Lexicon()
    one.add_all(["quyền", "nhà", "đoàn"])
    other.add_all(["đoàn", "quyền", "nhà"])
    assert {word: one.hashes[one.number(word)] for word in one.words} == {
        word: other.hashes[other.number(word)] for word in one.words
    }
    assert len(np.unique(one.hashes)) == len(one)


def test_vocabulary_is_read_by_name() -> None:
    assert "ngoài ra" in w.vocabulary("joiners")


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("bậc2", ("bậc", "2")),
        ("quý3", ("quý", "3")),
        ("covid19", ("covid", "19")),
        ("dau6", ("dâu",)),
        ("abc1.000", ("abc", "1000")),
    ],
)
def test_a_number_glued_behind_letters_stays_a_number(word: str, words: tuple[str, ...]) -> None:
    assert normalise(word) == words
