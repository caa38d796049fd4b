"""A day said by what it hangs on: "30 days before the unit's own congress". Values, their JSON, and how they become a day.

Pure: what an anchor means for one unit is told by a function that the caller gives. An expression whose anchor is not
known has no day; nothing is guessed. Every expression is monotone: a later anchor never gives an earlier day.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args

from caunoi.campaigns.schedule.workdays import add_working_days

Level = Literal["grassroots", "upper", "province"]
Side = Literal["start", "end"]
Counted = Literal["days", "working_days", "months"]
Period = Literal["month", "quarter", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
MOST = 2000  # days or months: more is a slip of the finger


@dataclass(frozen=True)
class OwnCongress:
    """The congress of the very unit whose day is asked."""


@dataclass(frozen=True)
class SuperiorCongress:
    """The congress of the unit directly above it."""


@dataclass(frozen=True)
class LevelCongress:
    """The congress of the unit of that level in its own line upward, itself included."""

    level: Level


@dataclass(frozen=True)
class BranchCongress:
    """The first or last congress of a level: in the unit's own branch, or in the whole branch of the plan's issuer.

    The last is known only once every congress of that level in the branch has a day; the first is the earliest known.
    """

    which: Literal["first", "last"]
    level: Level
    within: Literal["unit", "issuer"]


@dataclass(frozen=True)
class NationalCongress:
    """The congress of the unit at the top of the tree."""


@dataclass(frozen=True)
class Event:
    """An event that the plan names (``Anchor``), by its name."""

    name: str


@dataclass(frozen=True)
class WaveSpan:
    """A wave of the same campaign, by its number."""

    ordinal: int


@dataclass(frozen=True)
class WindowSpan:
    """The ``number``-th window (from 1) of a wave of the same campaign."""

    ordinal: int
    number: int


Anchor = (
    OwnCongress
    | SuperiorCongress
    | LevelCongress
    | BranchCongress
    | NationalCongress
    | Event
    | WaveSpan
    | WindowSpan
)  # fmt: skip
ANCHORS: tuple[type[Anchor], ...] = get_args(Anchor)
CONGRESSES = (OwnCongress, SuperiorCongress, LevelCongress, BranchCongress, NationalCongress)


@dataclass(frozen=True)
class Fixed:
    day: date


@dataclass(frozen=True)
class Edge:
    """The first or last day of an anchor."""

    anchor: Anchor
    side: Side


@dataclass(frozen=True)
class Shift:
    """``number`` days, working days or months after ``of``; before it, where negative; never 0."""

    of: "Expression"
    number: int
    counted: Counted = "days"


@dataclass(frozen=True)
class EndOf:
    """The last day of the month, quarter or year in which ``of`` lies."""

    of: "Expression"
    period: Period


@dataclass(frozen=True)
class Pick:
    """The earlier or later of two; no day while either is unknown."""

    which: Literal["earlier", "later"]
    one: "Expression"
    other: "Expression"


Expression = Fixed | Edge | Shift | EndOf | Pick
Lookup = Callable[[Anchor, Side], date | None]


def day_of(expression: Expression, find: Lookup) -> date | None:
    """The day; None while an anchor that it needs has none, or where it would lie outside the calendar."""
    try:
        return _day_of(expression, find)
    except (OverflowError, ValueError):
        return None


def _day_of(expression: Expression, find: Lookup) -> date | None:
    if isinstance(expression, Fixed):
        return expression.day
    if isinstance(expression, Edge):
        return find(expression.anchor, expression.side)
    if isinstance(expression, Pick):
        one, other = _day_of(expression.one, find), _day_of(expression.other, find)
        if one is None or other is None:
            return None
        return min(one, other) if expression.which == "earlier" else max(one, other)
    base = _day_of(expression.of, find)
    if base is None:
        return None
    if isinstance(expression, EndOf):
        return end_of(base, expression.period)
    return shifted(base, expression.number, expression.counted)


def end_of(day: date, period: Period) -> date:
    months = MONTHS[period]
    last = day.month + (-day.month) % months
    return date(day.year, last, calendar.monthrange(day.year, last)[1])


def shifted(day: date, number: int, counted: Counted) -> date:
    """A month on from the 31st is the last day of a shorter month."""
    if counted == "working_days":
        return add_working_days(day, number)
    if counted == "days":
        return day + timedelta(days=number)
    years, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def anchors_in(expression: Expression | None) -> frozenset[Anchor]:
    """What the expression hangs on."""
    if isinstance(expression, Edge):
        return frozenset({expression.anchor})
    if isinstance(expression, Shift | EndOf):
        return anchors_in(expression.of)
    if isinstance(expression, Pick):
        return anchors_in(expression.one) | anchors_in(expression.other)
    return frozenset()


_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (*ANCHORS, Fixed, Edge, Shift, EndOf, Pick)
}  # fmt: skip


def to_json(expression: Expression | None) -> dict[str, Any] | None:
    return None if expression is None else _to_json(expression)


def _to_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if type(value) not in _KINDS.values():
        return value
    return {"is": type(value).__name__} | {name: _to_json(part) for name, part in vars(value).items()}


def from_json(value: dict[str, Any] | None) -> Expression | None:
    """What ``to_json`` gave. KeyError or TypeError for anything else."""
    found: Expression | None = None if value is None else _from_json(value)
    return found


def _from_json(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    kind = _KINDS[value["is"]]
    parts = {name: _from_json(part) for name, part in value.items() if name != "is"}
    return Fixed(date.fromisoformat(parts["day"])) if kind is Fixed else kind(**parts)
