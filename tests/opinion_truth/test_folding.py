import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.opinion_truth.folding import APART, bare, fold, in_old_font, keystrokes, lowered, moved_tone, plain
from tests.golden.legacy import to_tcvn3, to_vni

VIETNAMESE = st.text(st.sampled_from([*APART, *"bcdđghklmnpqrstvx ,.%0123456789"]), max_size=40)


def test_fold_and_plain_take_marks_and_punctuation_away() -> None:
    assert fold("Đề nghị NÂNG 2%") == "de nghi nang 2%"
    assert bare("Đề nghị NÂNG") == "De nghi NANG"
    assert plain("  Kính gửi\nBan Chấp hành, “A”!") == "kinh gui ban chap hanh a"
    assert plain("Kính gửi") == plain("Ki\u0301nh gu\u031b\u0309i")


@pytest.mark.parametrize(
    ("word", "moved"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("được", "đựơc"), ("cao", "cao"), ("Điều", "Điêù"), ("má", "má"), ("b", "b")],
)
def test_moved_tone(word: str, moved: str) -> None:
    assert moved_tone(word) == moved


@given(VIETNAMESE)
def test_moved_tone_keeps_the_folded_word(text: str) -> None:
    assert fold(moved_tone(text)) == fold(text)


@pytest.mark.parametrize(
    ("vni", "tone_last", "struck"),
    [
        (False, False, "ddaafu tuw"),
        (False, True, "ddaauf tuw"),
        (True, False, "d9a62u tu7"),
        (True, True, "d9a6u2 tu7"),
    ],
)
def test_keystrokes(vni: bool, tone_last: bool, struck: str) -> None:
    assert " ".join(keystrokes(word, vni=vni, tone_last=tone_last) for word in ("đầu", "tư")) == struck


def test_keystrokes_keep_a_capital() -> None:
    assert keystrokes("Đề", vni=False, tone_last=False) == "Ddeef"


@given(VIETNAMESE)
def test_old_fonts_agree_with_an_independent_table(text: str) -> None:
    assert in_old_font(text, vni=False) == to_tcvn3(text).decode("cp1252")
    assert in_old_font(text, vni=True) == to_vni(text)


def test_old_font_leaves_what_it_cannot_write() -> None:
    assert in_old_font("Đồng ý 👍", vni=False) == "Đồng ý 👍"


@pytest.mark.parametrize(
    ("text", "inside"), [("Đề nghị", "đề nghị"), ("CĐCS xin", "CĐCS xin"), ("50 người", "50 người"), ("", "")]
)
def test_lowered(text: str, inside: str) -> None:
    assert lowered(text) == inside
