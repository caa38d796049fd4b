"""Old fonts are read as what was typed; what is Unicode already stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.encodings import _TCVN3, decode, is_odd


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("§Ò nghÞ bæ sung", "Đề nghị bổ sung"),
        ("®oµn viªn", "đoàn viên"),
        ("ñeà nghò boå sung", "đề nghị bổ sung"),
        ("Ñoaøn vieân", "Đoàn viên"),
        ("Ñoàng tình", "Đồng tình"),
        ("NhÊt trÝ", "Nhất trí"),
        ("Khoâng coù yù kieán gì", "Không có ý kiến gì"),
    ],
)
def test_old_fonts(typed: str, meant: str) -> None:
    assert is_odd(typed)
    assert decode(typed) == meant


@pytest.mark.parametrize(
    "text", ["Đề nghị bổ sung", "ĐỀ NGHỊ", "hoá đơn, khoẻ, thuở, toét, tuân thủ", "café của đoàn viên", "", "12%"]
)
def test_unicode_stays(text: str) -> None:
    assert decode(text) == text


def test_marks_that_stand_apart_are_put_on_their_letters() -> None:
    assert decode("đe\u0302\u0300 nghi\u0323") == "đề nghị"


@given(st.lists(st.sampled_from(["đoàn", "viên", "đề", "nghị", "bổ", "sung", "người", "lao", "động"]), min_size=2))
def test_tcvn3_is_read_back(words: list[str]) -> None:
    keys = {letter: key for key, letter in _TCVN3.items() if key.lower() == key}
    text = " ".join(words)
    assert decode("".join(keys.get(letter, letter) for letter in text)) == text
