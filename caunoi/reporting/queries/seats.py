"""Where the filing of a unit counts: the unit's own place, or, once it has ended, below who goes on for it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement, Succession, Unit
from caunoi.reporting.models import ReportForm

SOME = 5_000


def _chunks(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    listed = sorted(keys)
    return (listed[start : start + SOME] for start in range(0, len(listed), SOME))


def seats_of_ended(units: Collection[int], on: date) -> dict[int, int]:
    """Unit that has ended by ``on`` → the standing unit below which its filing counts: who goes on for most of its members,
    else the unit that it stood under. Those that are none of both are left out. Four queries for each step of a succession.
    """
    following: dict[int, int | None] = {}
    todo = set(units)
    while todo:
        found = _one_step(todo, on)
        following |= {unit: found.get(unit) for unit in todo}
        todo = {heir for heir in found.values() if heir not in following}
    seats = {}
    for unit in units:
        last = unit
        while (after := following[last]) is not None:
            last = after
        if last != unit:
            seats[unit] = last
    return seats


def _one_step(units: set[int], on: date) -> dict[int, int]:
    """Of those that have ended: who comes next."""
    found: dict[int, int] = {}
    for keys in _chunks(units):
        ended = Unit.objects.filter(pk__in=keys, closed_on__lte=on).values("pk")
        placed = Placement.objects.filter(unit__in=ended, line=Line.TERRITORY, parent__isnull=False)
        found |= dict(_pairs(placed.order_by("valid_from").values_list("unit", "parent")))
        heirs = Succession.objects.filter(unit__in=ended, successor__isnull=False, effective_on__lte=on)
        rows = heirs.values_list("unit", "successor", "effective_on", "part", "whole", "pk")
        ordered = sorted(rows, key=lambda row: (row[2], row[3] / row[4], -row[5]))
        found |= {unit: successor for unit, successor, *_rest in ordered}
    return found


def _pairs(rows: Any) -> Iterator[tuple[int, int]]:
    return ((unit, parent) for unit, parent in rows)


def seated_in(form: ReportForm, on: date) -> dict[int, int]:
    """The same for every ended unit that has a filing on the form."""
    ended = Unit.objects.filter(closed_on__lte=on, filings__form=form).values_list("pk", flat=True)
    return seats_of_ended(list(ended), on)
