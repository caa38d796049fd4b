"""The board of a branch: numbers, denominators, the deadline that counts, a constant number of queries."""

from datetime import date
from typing import Any

import pytest

from caunoi.congresses.actions import postpone_congress, set_congress_date, set_deadline
from caunoi.congresses.queries.board import NUMBERS, Level, list_units, read_board
from caunoi.congresses.queries.deadlines import deadline_history, deadline_of, standing_deadlines
from caunoi.congresses.queries.seats import sum_results
from caunoi.orgs.models import Unit
from tests.cast import make_unit
from tests.conftest import NOW
from tests.congresses.conftest import DAY, Maker

TODAY = date(2026, 11, 23)


def standing(code: str) -> Unit:
    return Unit.objects.at(TODAY).get(code=code)


def numbers(level: Level) -> dict[str, int]:
    return {name: getattr(level, name) for name in NUMBERS if getattr(level, name)}


def deadline(maker: Maker, unit: Unit, due_on: date, kind: str = "grassroots", source: str = "Kế hoạch số 22") -> None:
    set_deadline(maker.cycle, unit=unit, kind=kind, due_on=due_on, source=source, by=None, now=NOW)


def test_every_unit_counts_once_in_the_denominator(maker: Maker) -> None:
    units = maker.cast.units
    maker.held(units.G1)
    set_congress_date(maker.congress(units.G0), starts_on=DAY, ends_on=None, reason="", by=None, now=NOW)
    postpone_congress(maker.congress(units.G2), cause="merging", reason="Chờ sáp nhập", by=None, now=NOW)
    board = read_board(standing("P"), maker.cycle, on=TODAY)
    assert [(level.kind, numbers(level)) for level in board.levels] == [
        ("province", {"total": 1, "undated": 1}),
        ("district", {"total": 1, "undated": 1}),
        ("grassroots", {"total": 3, "held": 1, "dated": 1, "postponed": 1}),
    ]
    assert numbers(board.total) == {"total": 5, "held": 1, "dated": 1, "postponed": 1, "undated": 2}
    assert [(code, number) for code, _label, number in board.causes] == [("merging", 1)]


def test_the_deadline_set_nearest_above_counts(maker: Maker) -> None:
    units = maker.cast.units
    maker.held(units.G1)
    maker.held(units.G0)
    deadline(maker, units.TLD, date(2026, 12, 31))
    deadline(maker, units.D, date(2026, 11, 1))
    board = read_board(standing("P"), maker.cycle, on=TODAY)
    grassroots = board.levels[-1]
    assert (grassroots.held, grassroots.judged, grassroots.on_time, grassroots.overdue) == (2, 2, 1, 1)
    assert grassroots.due_on == (date(2026, 11, 1), date(2026, 12, 31))
    held = standing_deadlines(maker.cycle, on=TODAY)
    found = [deadline_of(standing(code), held) for code in ("G1", "G0", "P")]
    assert [each.due_on if each else None for each in found] == [date(2026, 11, 1), date(2026, 12, 31), None]


def test_a_moved_deadline_keeps_what_it_was(maker: Maker) -> None:
    units = maker.cast.units
    deadline(maker, units.TLD, date(2026, 3, 31), "province")
    deadline(maker, units.TLD, date(2025, 12, 31), "province", "Công văn số 513/TLĐ-QHLĐ")
    deadline(maker, units.TLD, date(2025, 12, 31), "province", "Công văn số 513/TLĐ-QHLĐ")
    deadline(maker, units.E, date(2025, 1, 1), "province")
    (level,) = deadline_history(maker.cycle, standing("P"))
    assert [(each.due_on, each.source) for each in level.decisions] == [
        (date(2025, 12, 31), "Công văn số 513/TLĐ-QHLĐ"),
        (date(2026, 3, 31), "Kế hoạch số 22"),
    ]
    assert read_board(standing("P"), maker.cycle, on=TODAY).levels[0].overdue == 1


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({}, ["G1", "P", "G0", "D", "G2"]),
        ({"standing": "held"}, ["G1"]),
        ({"standing": "undated"}, ["P", "G0", "D", "G2"]),
        ({"kind": "district"}, ["D"]),
        ({"search": "che"}, ["G2"]),
        ({"standing": "nothing", "kind": "nothing"}, ["G1", "P", "G0", "D", "G2"]),
    ],
)
def test_list_opens_what_is_behind_the_numbers(maker: Maker, filters: dict[str, str], codes: list[str]) -> None:
    maker.held(maker.cast.units.G1)
    rows = list_units(standing("P"), maker.cycle, on=TODAY, **filters)
    assert [row["code"] for row in rows] == codes


def test_seats_and_shares_come_from_approved_results_alone(maker: Maker) -> None:
    units = maker.cast.units
    maker.approved(units.G1)
    maker.entered(maker.held(units.G2))
    sums = sum_results(standing("P"), maker.cycle, on=TODAY)
    assert sums.congresses == 1
    lines = [(line.planned, line.filled, line.elected, line.ex_officio, line.vacant) for line in sums.seats]
    assert lines[0] == (7, 6, 6, 0, 1)
    assert lines[-1] == (0, 3, 2, 1, 0)
    assert [(share.part, share.whole, share.text) for share in sums.shares] == [
        (20, 48, "41,7%"), (12, 48, "25%"), (24, 48, "50%"), (3, 6, "50%"), (2, 6, "33,3%"), (4, 6, "66,7%"),
    ]  # fmt: skip


def test_board_asks_the_same_number_of_questions_for_three_units_as_for_one(
    maker: Maker, django_assert_num_queries: Any
) -> None:
    units = maker.cast.units
    maker.approved(units.G1)
    deadline(maker, units.P, TODAY)
    top = standing("P")
    for count in (1, 3):
        if count == 3:
            maker.approved(units.G2)
            maker.approved(units.G0)
            make_unit("G9", "Công đoàn cơ sở Chợ", "grassroots", units.P)
        with django_assert_num_queries(8):
            read_board(top, maker.cycle, on=TODAY)
            sum_results(top, maker.cycle, on=TODAY)
            list(list_units(top, maker.cycle, on=TODAY)[:50])
