"""The board of a branch: how far the congresses are, level by level, unit by unit. A constant number of queries.

The denominator is every unit of the branch that holds congresses, whether or not its congress has been entered.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from caunoi.congresses.enums import CongressState, PostponeCause
from caunoi.congresses.models import Cycle
from caunoi.congresses.queries.deadlines import CONGRESS_KINDS, due_case, standing_deadlines
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit


class Standing(StrEnum):
    """What a unit's congress counts as on a day. Every unit is exactly one of HELD, POSTPONED, DATED, UNDATED."""

    HELD = "held"
    DATED = "dated"
    UNDATED = "undated"
    POSTPONED = "postponed"
    MOVED = "moved"  # dated, and moved before
    OVERDUE = "overdue"  # not held, and the last day of its level has passed


@dataclass(frozen=True)
class Level:
    """The numbers of one level, or of all of them."""

    label: str
    kind: str = ""
    total: int = 0
    held: int = 0
    on_time: int = 0
    judged: int = 0  # held, with a deadline known: what ``on_time`` is a part of
    dated: int = 0
    undated: int = 0
    postponed: int = 0
    moved: int = 0
    overdue: int = 0
    due_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Board:
    levels: list[Level]
    total: Level
    causes: list[tuple[str, str, int]] = field(default_factory=list)  # (code, label, units)


def branch_units(unit: Unit, cycle: Cycle, *, on: date) -> Any:
    """The units of the branch that hold congresses, each with ``due_on`` and, where entered, its congress as ``own__…``."""
    units: Any = Unit.objects.at(on).under(unit.path).of_kinds(CONGRESS_KINDS)
    return units.annotate(
        own=FilteredRelation("congresses", condition=Q(congresses__cycle=cycle)),
        due_on=due_case(standing_deadlines(cycle, on=on)),
        last_day=Coalesce(F("own__ends_on"), F("own__starts_on")),
    )


def where(standing: str, *, on: date) -> Q:
    """The condition on ``branch_units`` for a standing; everything for an unknown one."""
    is_held = Q(own__state=CongressState.HELD)
    is_postponed = Q(own__state=CongressState.POSTPONED)
    not_held = Q(own__isnull=True) | ~is_held
    running = Q(own__state__in=[CongressState.PLANNED, CongressState.MOVED])
    conditions = {
        Standing.HELD: is_held,
        Standing.POSTPONED: is_postponed,
        Standing.DATED: running & Q(own__starts_on__isnull=False),
        Standing.UNDATED: Q(own__isnull=True) | (running & Q(own__starts_on__isnull=True)),
        Standing.MOVED: Q(own__state=CongressState.MOVED),
        Standing.OVERDUE: not_held & Q(due_on__lt=on),
    }
    return conditions[Standing(standing)] if standing in set(Standing) else Q()


def read_board(unit: Unit, cycle: Cycle, *, on: date) -> Board:
    """Four queries, whatever the size of the branch."""
    units = branch_units(unit, cycle, on=on)
    judged = where(Standing.HELD, on=on) & Q(due_on__isnull=False)
    counts = {str(one): Count("pk", filter=where(one, on=on)) for one in Standing}
    counts |= {
        "judged": Count("pk", filter=judged),
        "on_time": Count("pk", filter=judged & Q(last_day__lte=F("due_on"))),
    }
    rows = units.order_by().values(level=F("called__kind"), due=F("due_on")).annotate(total=Count("pk"), **counts)
    levels = _levels(list(rows))
    return Board(levels, _sum(levels), _causes(units, on))


NUMBERS = ("total", "judged", "on_time", *map(str, Standing))


def _levels(rows: list[dict[str, Any]]) -> list[Level]:
    found = []
    for kind in CONGRESS_KINDS:
        own = [row for row in rows if row["level"] == kind]
        if own:
            days = tuple(sorted({row["due"] for row in own if row["due"]}))
            found.append(Level(str(kind.label), kind, due_on=days, **_added(own)))
    return found


def _added(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in NUMBERS}


def _sum(levels: list[Level]) -> Level:
    return Level("", "", **{name: sum(getattr(level, name) for level in levels) for name in NUMBERS})


def _causes(units: Any, on: date) -> list[tuple[str, str, int]]:
    rows = units.filter(where(Standing.POSTPONED, on=on)).order_by().values("own__cause").annotate(number=Count("pk"))
    counted = {row["own__cause"]: row["number"] for row in rows}
    found = [(cause.value, str(cause.label), counted.get(cause.value, 0)) for cause in PostponeCause]
    return [one for one in found if one[2]]


def list_units(unit: Unit, cycle: Cycle, *, on: date, standing: str = "", kind: str = "", search: str = "") -> Any:
    """The units behind the board's numbers, as dictionaries in the order of time: dated ones first, then by name."""
    units = branch_units(unit, cycle, on=on).filter(where(standing, on=on))
    if kind in UnitKind.values:
        units = units.filter(Q(called__kind=kind))
    if search:
        units = units.named_like(search)
    rows: QuerySet[Any, dict[str, Any]] = units.order_by(
        F("own__starts_on").asc(nulls_last=True), "place__depth", "called__folded", "pk"
    ).values(
        "pk",
        "code",
        "due_on",
        name_of_unit=F("called__name"),
        level=F("called__kind"),
        congress=F("own__pk"),
        starts_on=F("own__starts_on"),
        ends_on=F("own__ends_on"),
        state=F("own__state"),
        cause=F("own__cause"),
        reason=F("own__state_reason"),
        form=F("own__form"),
        result=F("own__result__state"),
    )
    return rows
