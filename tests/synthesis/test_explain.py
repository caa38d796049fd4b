"""Why two opinions are together, or why they are not, word by word."""

import pytest

from caunoi.synthesis import Difference, explain
from caunoi.synthesis.differences import MARKS_MISSING, MEANT, TYPED_TWICE, TYPO
from caunoi.synthesis.grouping import no_contexts
from tests.synthesis.making import DRAFT, phrases


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        ("Đề nghị tăng lương", "đề nghị tăng lương!", ()),
        (
            "Đề nghị tăng lương",
            "đề nghị tăng luong",
            (Difference("lương", "luong", MARKS_MISSING, "thiếu dấu hoặc đặt dấu khác chỗ"),),
        ),
        (
            "Đề nghị tănng tănng lương",
            "đề nghị tăng lương",
            (
                Difference("tănng", "tăng", TYPO, "gõ sai chữ"),
                Difference("tănng", "", TYPED_TWICE, "gõ lặp"),
            ),
        ),
    ],
)
def test_noise_is_named(one: str, other: str, differences: tuple[Difference, ...]) -> None:
    found = explain(one, other)
    assert (found.together, found.differences) == (True, differences)


def test_what_is_meant_is_named_last() -> None:
    found = explain("Tăng luong 2 bậc", "Tăng lương 3 bậc", contexts=no_contexts())
    assert (found.together, found.one, found.other) == (False, "tăng luong 2 bậc", "tăng lương 3 bậc")
    assert [one.kind for one in found.differences] == [MARKS_MISSING, MEANT]
    assert found.differences[-1] == Difference("2", "3", MEANT, "khác nghĩa")


def test_approved_phrases_and_the_draft_are_left_out_first() -> None:
    approved = phrases("opening", "kính gửi ban chấp hành")
    one = "Kính gửi ban chấp hành: đề nghị giảm đoàn phí"
    other = "“Đoàn phí hằng tháng bằng một phần trăm tiền lương”: đề nghị giảm đoàn phí"
    assert explain(one, other, phrases=approved, draft=DRAFT).together
    assert not explain(one, other).together


def test_text_without_words_is_together_with_another_such() -> None:
    assert explain("", "…").together
    assert not explain("", "tăng lương").together
