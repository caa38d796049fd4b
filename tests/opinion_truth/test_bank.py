from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.opinion_truth.bank import NEAR, Bank, distance, easily_confused, vocabulary


def test_bank_refuses_what_differs_in_courtesy_marks_or_punctuation_only() -> None:
    bank = Bank()
    assert bank.add("Đề nghị bổ sung nhà trẻ", 3, "add", 0) == 0
    assert bank.add("Tôi xin kiến nghị bổ sung nhà trẻ.", 4, "add", 0) == -1
    assert bank.add("Đề nghị bổ sung nhà tre", 4, "add", 0) == -1
    assert bank.add("Đề nghị không bổ sung nhà trẻ", 3, "disagree", 0) == 1


def test_bank_keeps_leaning_texts_apart_by_section_and_free_ones_by_stance_too() -> None:
    bank = Bank()
    assert [bank.add("Bỏ câu này", section, "remove", 0, cites=True) for section in (1, 2, 1)] == [0, 1, -1]
    assert bank.add("Nhất trí", 1, "agree", 0, free=True) == 2
    assert bank.add("Đồng ý", 1, "agree", 0, free=True) == -1
    assert bank.add("Đồng ý", 2, "agree", 0, free=True) == 3
    assert bank.add("Không", 1, "disagree", 0, free=True) == 4


def _slow_distance(left: str, right: str) -> int:
    """Optimal string alignment, by its recursive definition."""
    if not left or not right:
        return len(left) + len(right)
    best = min(
        _slow_distance(left[:-1], right) + 1,
        _slow_distance(left, right[:-1]) + 1,
        _slow_distance(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    )
    if left[-2:] == right[-2:][::-1] and len(left) > 1 and len(right) > 1:
        best = min(best, _slow_distance(left[:-2], right[:-2]) + 1)
    return best


@given(st.text("abn", max_size=5), st.text("abn", max_size=5))
def test_distance_agrees_with_its_definition(left: str, right: str) -> None:
    assert distance(left, right) == min(NEAR + 1, _slow_distance(left, right))


def _confused(*texts: str) -> set[str]:
    return set(easily_confused(*vocabulary(texts), Random(1)))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("hỗ trợ lao động nữ", "hỗ trợ lao động nam"), {"nu", "nam"}),
        (("hỗ trợ lao động nữ", "hỗ trợ công nhân nam"), set()),
        (("nghỉ mười ngày", "nghỉ thêm ngày"), set()),
        (("nâng lương", "nâng lượng cao"), set()),
        ((), set()),
    ],
)
def test_easily_confused_names_words_of_like_contexts(texts: tuple[str, ...], found: set[str]) -> None:
    assert _confused(*texts) == found
