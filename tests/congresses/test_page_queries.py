"""Whether a congress was held in time: known only where both its day and the last day of its level are."""

from datetime import date

import pytest

from caunoi.congresses.models import Congress, CongressDate, Deadline
from caunoi.congresses.queries.page import CongressPage, Entering

HELD, PLANNED = Congress.State.HELD, Congress.State.PLANNED


def page_of(due: date | None, *dated: tuple[str, date | None, date | None]) -> CongressPage:
    history = [CongressDate(state=state, starts_on=first, ends_on=last) for state, first, last in dated]
    deadline = Deadline(due_on=due) if due else None
    return CongressPage(deadline, history, [], [], Entering("none", [], 0, None), None)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (page_of(date(2026, 3, 31)), None),
        (page_of(date(2026, 3, 31), (PLANNED, date(2026, 3, 1), None)), None),
        (page_of(None, (HELD, date(2026, 3, 1), None)), None),
        (page_of(date(2026, 3, 31), (HELD, date(2026, 3, 30), date(2026, 3, 31))), True),
        (page_of(date(2026, 3, 31), (HELD, date(2026, 4, 1), None)), False),
        (page_of(date(2026, 3, 31), (HELD, None, None)), False),
    ],
)
def test_congress_is_on_time_by_its_last_day(page: CongressPage, expected: bool | None) -> None:
    assert page.is_on_time is expected
