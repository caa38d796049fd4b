"""The grammar of syllables: words told from typing errors, one spelling for each, keyboards left half-typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.syllables import (
    Syllable,
    from_keyboard,
    is_marked,
    is_stripped,
    lacks_tone,
    parse,
    plain,
    run_together,
    split_tone,
)

WORDS = """
nghiêng giếng gì giữ quý quốc khuỷu nguyễn thuở yêu y điều đoàn người rượu khuya hoạch gia quang
""".split()  # noqa: SIM905 - a list, read as one


@pytest.mark.parametrize(
    ("word", "syllable"),
    [
        ("hoà", Syllable("h", "oa", 2)),
        ("hòa", Syllable("h", "oa", 2)),
        ("nghiêng", Syllable("ngh", "iêng", 0)),
        ("giếng", Syllable("g", "iêng", 1)),
        ("gì", Syllable("g", "i", 2)),
        ("giữ", Syllable("gi", "ư", 4)),
        ("quý", Syllable("qu", "y", 1)),
        ("quốc", Syllable("qu", "ôc", 1)),
        ("y", Syllable("", "y", 0)),
        ("điều", Syllable("đ", "iêu", 2)),
    ],
)
def test_word_is_onset_rime_and_tone(word: str, syllable: Syllable) -> None:
    assert parse(word) == syllable


@pytest.mark.parametrize("word", ["xyz", "abc", "strr", "hoàf", "đồn2", "", "quư", "cắct", "gih", "giiá"])
def test_no_syllable(word: str) -> None:
    assert parse(word) is None


@pytest.mark.parametrize(
    ("word", "stripped"),
    [
        ("thuong", True),
        ("nuoc", True),
        ("quoc", True),
        ("duong", True),
        ("cat", False),
        ("thường", False),
        ("xyz", False),
    ],
)
def test_word_that_is_a_syllable_without_its_marks(word: str, stripped: bool) -> None:
    assert is_stripped(word) is stripped


@pytest.mark.parametrize("word", ["cat\u0300", "bìch", "hỏc", "lẽp"])
def test_word_that_ends_in_a_stop_has_an_acute_or_heavy_tone_only(word: str) -> None:
    assert parse(word) is None


@pytest.mark.parametrize("word", ["cát", "bịch", "hóc", "lẹp", "cat"])
def test_word_that_ends_in_a_stop(word: str) -> None:
    assert parse(word) is not None


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuở", "thuở"),
        ("kĩ", "kỹ"),
        ("lí", "lý"),
        ("mĩ", "mỹ"),
        ("tỉ", "tỷ"),
        ("sỹ", "sĩ"),
        ("khuỷu", "khuỷu"),
        ("hoàn", "hoàn"),
        ("giếng", "giếng"),
    ],
)
def test_syllable_has_one_spelling(typed: str, spelled: str) -> None:
    assert str(parse(typed)) == spelled


@pytest.mark.parametrize("word", WORDS)
def test_spelling_is_read_as_the_same_syllable(word: str) -> None:
    syllable = parse(word)
    assert syllable is not None
    assert str(parse(str(syllable))) == str(syllable)


def test_tone_is_split_from_its_letters() -> None:
    assert split_tone("đoàn") == ("đoan", 2)
    assert split_tone("ban") == ("ban", 0)


@pytest.mark.parametrize(
    ("word", "bare"), [("kỹ", "ky"), ("kĩ", "ky"), ("ky", "ky"), ("đường", "duong"), ("xyzđ", "xyzd")]
)
def test_plain_leaves_every_mark_out(word: str, bare: str) -> None:
    assert plain(word) == bare
    assert not is_marked(bare)


def test_word_with_a_mark_is_marked() -> None:
    assert is_marked("kỹ")


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("y1", "ý"),
        ("ddaafu", "đầu"),
        ("nguwowif", "người"),
        ("coong", "công"),
        ("hoaf", "hòa"),
        ("ddax", "đã"),
        ("vieetj", "việt"),
        ("toois", "tối"),
        ("tuw", "tư"),
        ("d9au2", "đàu"),
        ("dau6", "dâu"),
        ("duong79", "đương"),
        ("viet65", "việt"),
        ("la2", "là"),
        ("tam8", "tăm"),
        ("nguoi72", "người"),
    ],
)
def test_keys_left_unconverted(keys: str, word: str) -> None:
    assert str(from_keyboard(keys)) == word


@pytest.mark.parametrize(
    "word",
    [
        "a1",
        "as",
        "s",
        "ab",
        "xin",
        "ddaass",
        "ddaafus",
        "ss",
        "wwww",
        "ng7",
        "x12",
        "đầux",
        "a55x",
        "la23",
        "1ab",
        "toiddddddddddd",
        "cana",
        "bvc9",
        "phan9",
        "tim7",
        "coongj1",
    ],
)
def test_no_keys_of_a_word(word: str) -> None:
    assert from_keyboard(word) is None


@given(st.sampled_from(WORDS), st.integers(0, 5))
def test_every_tone_that_may_stand_is_read_back(word: str, tone: int) -> None:
    syllable = parse(word)
    assert syllable is not None
    toned = syllable._replace(tone=tone)
    stopped = syllable.rime.endswith(("c", "ch", "p", "t")) and tone in (2, 3, 4)
    assert (parse(str(toned)) is None) == stopped


@given(st.text(st.sampled_from("adeghiknoptuươăâêđ6789sfrxjw"), max_size=9))
def test_keys_mean_a_syllable_or_nothing(word: str) -> None:
    found = from_keyboard(word)
    assert found is None or parse(str(found)) is not None


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("laođộngthì", "lao động thì"),
        ("trườnghợp", "trường hợp"),
        ("doanhnghiệpdưới", "doanh nghiệp dưới"),
        ("phúclợiphụcấp", "phúc lợi phụ cấp"),
        ("đóngýkiến", "đóng ý kiến"),
        ("anhchịem", ""),  # bare, or begins with a vowel in the middle
        ("đoànhợpđồng", ""),  # "đoàn hợp" or "đoà nhợp"
        ("nihệm", ""),  # rather a slip
        ("trườngkcầu", ""),
        ("nhiệmmvụ", ""),
        ("laođộng" * 50_000, ""),  # a paste without spaces: no time is spent on it
    ],
)
def test_words_without_their_spaces(word: str, syllables: str) -> None:
    assert " ".join(run_together(word)) == syllables


@pytest.mark.parametrize(
    ("word", "lacks"), [("trươc", True), ("đươc", True), ("trước", False), ("truoc", False), ("đông", False)]
)
def test_marked_word_that_ends_in_a_stop_lacks_its_tone(word: str, lacks: bool) -> None:
    assert lacks_tone(word) is lacks
