"""Texts to tokens, letter by letter, against the plain twin."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis import between_spaces, scanning
from caunoi.synthesis import letters as t
from caunoi.synthesis.tokens import Tokeniser, Tokens, tokenise
from tests.synthesis.making import arrow
from tests.synthesis.making_texts import QUICK, texts
from tests.synthesis.plain.reading import Token, tokens_of


def _read(tokens: Tokens) -> list[tuple[list[Token], int]]:
    words = [(tokens.types[word], int(gap)) for word, gap in zip(tokens.words, tokens.gaps, strict=True)]
    cuts = tokens.offsets.tolist()
    return [
        (words[start:end], int(ending)) for start, end, ending in zip(cuts[:-1], cuts[1:], tokens.endings, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đề nghị, tăng 30%", ["đề", "nghị", "tăng", "30", "%"]),
        ("1.000.000 đồng, 2,5 và 3.", ["1.000.000", "đồng", "2,5", "và", "3"]),
        ("1,000.", ["1,000"]),
        ("k3Đ12", ["k3đ12"]),
        ("Ðoàn Ɖảng", ["đoàn", "đảng"]),
        ("c.nhân, C.đoàn; c. nhân", ["công", "nhân", "công", "đoàn", "c", "nhân"]),
        ("(c.nha\u0302n đ.vie\u0302n)", ["công", "nhân", "đoàn", "viên"]),
        ("tốt 👍 中 lắm", ["tốt", "lắm"]),
        ("đe\u0302\u0300 nghi\u0323", ["đề", "nghị"]),
        ("§Ò nghÞ bæ sung", ["đề", "nghị", "bổ", "sung"]),
        ("ñeà nghò boå sung", ["đề", "nghị", "bổ", "sung"]),
        ("a\u00d7b", ["a", "b"]),
        ("", []),
        (" … ", []),
    ],
)
def test_text_is_read_word_by_word(text: str, words: list[str]) -> None:
    assert [word for word, _gap in _read(tokenise(arrow(text)))[0][0]] == words


def test_what_stood_between_is_kept() -> None:
    said, ending = _read(tokenise(arrow("Một: (hai); ba? Bốn – “năm”\nsáu… bảy!")))[0]
    assert said == [
        ("một", t.LINE | t.CAPITAL),
        ("hai", t.COLON | t.BRACKET),
        ("ba", t.SEMICOLON | t.BRACKET),
        ("bốn", t.QUESTION | t.CAPITAL),
        ("năm", t.DASH | t.QUOTE),
        ("sáu", t.QUOTE | t.LINE),
        ("bảy", t.STOP),
    ]
    assert ending == t.STOP


def test_no_text_and_no_words() -> None:
    assert tokenise(pa.array([], pa.large_string())).types == []
    assert _read(tokenise(arrow("", ""))) == [([], t.LINE), ([], t.LINE)]


def test_slice_of_an_array_is_read_alone() -> None:
    assert _read(tokenise(arrow("một", "hai", "ba").slice(1, 1))) == [([("hai", t.LINE)], 0)]


@pytest.mark.parametrize("others", [0, 9])
def test_few_or_many_old_texts_among_others(others: int) -> None:
    array = arrow(*["lương"] * others, "®oµn viªn", *["lương"] * others)
    assert [word for word, _gap in _read(tokenise(array))[others][0]] == ["đoàn", "viên"]


def test_room_grows_with_the_words() -> None:
    """More different words than there is room for at first, and one text longer than all before."""
    many = [f"w{number}" for number in range(1 << 14)]
    array = arrow("lương", *[" ".join(many[start : start + 512]) for start in range(0, len(many), 512)], "x" * 70_000)
    tokens = tokenise(array)
    assert tokens.types == ["lương", *many, "x" * 70_000]
    assert np.array_equal(tokens.words, np.arange(len(many) + 2))


def test_words_whose_hashes_are_equal_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    token_end, key = scanning._token_end, between_spaces._key

    def same_key(data: Any, at: int, end: int) -> tuple[int, Any]:
        after, own = key(data, at, end)
        return after, np.uint64(7) if after - at > 8 else own

    monkeypatch.setattr(scanning, "_token_end", lambda *how: (*token_end(*how)[:2], np.uint64(7)))
    monkeypatch.setattr(between_spaces, "_key", same_key)
    said = "trường nghiệp trườnh một trường mốt một nghiệp nghiệpp"
    assert tokenise(arrow(said)).types == ["trường", "nghiệp", "trườnh", "một", "mốt", "nghiệpp"]


@QUICK
@given(st.lists(texts(), max_size=6))
def test_tokens_are_those_of_the_plain_twin(said: list[str]) -> None:
    assert _read(tokenise(arrow(*said))) == [tokens_of(text) for text in said]


@QUICK
@given(st.lists(st.text(st.sampled_from("aĐ1.,% ?…(ổ\n👍中"), max_size=12), max_size=4))
def test_tokens_of_any_signs_are_those_of_the_plain_twin(said: list[str]) -> None:
    assert _read(tokenise(arrow(*said))) == [tokens_of(text) for text in said]


@QUICK
@given(st.lists(texts(), min_size=1, max_size=6), st.integers(1, 3))
def test_texts_are_read_the_same_some_at_a_time(said: list[str], some: int) -> None:
    tokeniser = Tokeniser()
    found = [_read(tokeniser(arrow(*said[start : start + some]))) for start in range(0, len(said), some)]
    assert [text for texts_ in found for text in texts_] == _read(tokenise(arrow(*said)))


@QUICK
@given(st.lists(texts(), min_size=1, max_size=4), st.integers(0, 3))
def test_each_text_is_read_for_itself(said: list[str], first: int) -> None:
    whole, rest = _read(tokenise(arrow(*said))), _read(tokenise(arrow(*said[first:])))
    assert whole[first:] == rest


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("NhÊt trÝ", ["nhất", "trí"]),
        ("Ñoàng tình", ["đồng", "tình"]),
        ("coù yù kieán", ["có", "ý", "kiến"]),
        ("hoá đơn thuở xuân toét", ["hoá", "đơn", "thuở", "xuân", "toét"]),
        ("nhÁy", ["nháy"]),
        ("nªn bá nµy", ["nên", "bỏ", "này"]),
    ],
)
def test_old_fonts_are_seen_by_letters_that_no_syllable_has_there(typed: str, words: list[str]) -> None:
    assert [word for word, _gap in _read(tokenise(arrow(typed)))[0][0]] == words
