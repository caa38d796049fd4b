"""What an expression means: shifts, ends of periods, the earlier of two, working days; and that it is monotone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.campaigns.schedule import expressions as ex
from caunoi.campaigns.schedule.workdays import add_working_days, is_working_day
from tests.campaigns.schedule.strategies import DAYS, EXPRESSIONS

OWN = ex.Edge(ex.OwnCongress(), "start")
D = date
HELD = D(2027, 9, 15)


def day(expression: ex.Expression, first: date | None = HELD, last: date | None = None) -> date | None:
    return ex.day_of(expression, lambda _anchor, side: first if side == "start" else last or first)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (ex.Fixed(D(2028, 2, 29)), D(2028, 2, 29)),
        (OWN, D(2027, 9, 15)),
        (ex.Shift(OWN, -30), D(2027, 8, 16)),
        (ex.Shift(OWN, 1, "months"), D(2027, 10, 15)),
        (ex.Shift(ex.Fixed(D(2027, 1, 31)), 1, "months"), D(2027, 2, 28)),
        (ex.Shift(ex.Fixed(D(2027, 3, 31)), -1, "months"), D(2027, 2, 28)),
        (ex.Shift(ex.Fixed(D(2027, 1, 31)), -14, "months"), D(2025, 11, 30)),
        (ex.EndOf(OWN, "month"), D(2027, 9, 30)),
        (ex.EndOf(ex.Fixed(D(2027, 10, 1)), "quarter"), D(2027, 12, 31)),
        (ex.EndOf(ex.Fixed(D(2028, 2, 1)), "month"), D(2028, 2, 29)),
        (ex.EndOf(OWN, "year"), D(2027, 12, 31)),
        (ex.Pick("earlier", OWN, ex.Fixed(D(2027, 9, 16))), D(2027, 9, 15)),
        (ex.Pick("later", OWN, ex.Fixed(D(2027, 9, 16))), D(2027, 9, 16)),
        (ex.Shift(ex.Fixed(D(9999, 12, 31)), 1), None),
        (ex.Shift(ex.Fixed(D(1, 1, 1)), -1, "months"), None),
    ],
)
def test_day_of(expression: ex.Expression, expected: date | None) -> None:
    assert day(expression) == expected


@pytest.mark.parametrize("expression", [OWN, ex.Shift(OWN, 3), ex.Pick("later", ex.Fixed(D(2027, 1, 1)), OWN)])
def test_unknown_anchor_gives_no_day(expression: ex.Expression) -> None:
    assert day(expression, None) is None


@settings(deadline=None)  # the holidays of a year are worked out when first asked for
@given(EXPRESSIONS, DAYS, st.integers(0, 400))
def test_a_later_anchor_never_gives_an_earlier_day(expression: ex.Expression, first: date, later: int) -> None:
    before, after = day(expression, first), day(expression, first + timedelta(days=later))
    assert before is not None
    assert after is not None
    assert before <= after


@given(EXPRESSIONS)
def test_json_comes_back(expression: ex.Expression) -> None:
    assert ex.from_json(ex.to_json(expression)) == expression


def test_no_expression_is_no_json() -> None:
    assert (ex.to_json(None), ex.from_json(None)) == (None, None)


def test_anchors_in_every_branch() -> None:
    inner = ex.Pick("later", ex.EndOf(OWN, "month"), ex.Shift(ex.Edge(ex.WaveSpan(2), "end"), 3))
    assert ex.anchors_in(inner) == {ex.OwnCongress(), ex.WaveSpan(2)}
    assert ex.anchors_in(ex.Fixed(D(2027, 1, 1))) == frozenset()


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (D(2027, 2, 3), 1, D(2027, 2, 11)),  # Tết Đinh Mùi: 4 to 10 February
        (D(2027, 4, 29), 1, D(2027, 5, 4)),  # 30 April, 1 May on a Saturday, its day in lieu
        (D(2027, 4, 16), -1, D(2027, 4, 15)),
        (D(2027, 9, 1), 2, D(2027, 9, 7)),
        (D(2026, 8, 28), 1, D(2026, 9, 3)),  # 31 August exchanged for Saturday the 22nd
        (D(2026, 8, 21), 1, D(2026, 8, 22)),
        (D(2027, 3, 6), 0, D(2027, 3, 6)),
    ],
)
def test_working_days_leave_out_tet_and_days_in_lieu(start: date, number: int, expected: date) -> None:
    assert add_working_days(start, number) == expected


def test_working_days_of_the_settings_come_first(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DAYS_OFF, settings.DAYS_WORKED = frozenset({D(2027, 3, 1)}), frozenset({D(2027, 3, 6)})
    assert [is_working_day(D(2027, 3, number)) for number in (1, 2, 6, 7)] == [False, True, True, False]


@settings(max_examples=30, deadline=None)
@given(DAYS, st.integers(1, 40))
def test_working_days_there_and_back(start: date, number: int) -> None:
    there = add_working_days(start, number)
    assert is_working_day(there)
    assert sum(is_working_day(start + timedelta(days=n + 1)) for n in range((there - start).days)) == number
