"""The deadline of each level within a branch, with its history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Q, Value, When

from caunoi.congresses.models import Cycle, Deadline
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import path_end

CONGRESS_KINDS = tuple(kind for kind in UnitKind if kind != UnitKind.DEPARTMENT)  # boards and offices hold none


@dataclass(frozen=True)
class Held:
    """A deadline that counts, with the branch that it holds for."""

    deadline: Deadline
    path: str
    depth: int


def standing_deadlines(cycle: Cycle, *, on: date) -> list[Held]:
    """The newest decision of each unit about each level, those set nearest to the grassroots first. Two queries."""
    newest: dict[tuple[int, str], Deadline] = {}
    for row in cycle.deadlines.order_by("decided_at", "pk"):
        newest[(row.unit_id, row.kind)] = row
    setters = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={key[0] for key in newest})}
    found = [
        Held(row, setters[row.unit_id].path, setters[row.unit_id].depth)
        for row in newest.values()
        if row.unit_id in setters
    ]
    return sorted(found, key=lambda held: (-held.depth, held.deadline.pk))


def due_case(held: list[Held]) -> Any:
    """The last day of each unit's level (units as ``at`` gives them), NULL where none is set: the one set nearest above."""
    whens = [
        When(
            Q(called__kind=one.deadline.kind, place__path__gte=one.path, place__path__lt=path_end(one.path)),
            then=Value(one.deadline.due_on),
        )
        for one in held
    ]
    return Case(*whens, default=Value(None), output_field=DateField(null=True))


def deadline_of(unit: Unit, held: list[Held]) -> Deadline | None:
    """As ``due_case`` for one unit of a day."""
    for one in held:
        if one.deadline.kind == unit.kind and unit.path.startswith(one.path):
            return one.deadline
    return None


@dataclass(frozen=True)
class LevelHistory:
    """Every decision about one level that holds for a unit's branch, newest first."""

    kind: UnitKind
    decisions: list[Deadline]


def deadline_history(cycle: Cycle, unit: Unit) -> list[LevelHistory]:
    """The decisions of ``unit`` and of those above it, by level from the top down."""
    line = [int(part) for part in unit.path.split(".") if part]
    rows: dict[str, list[Deadline]] = {}
    asked = cycle.deadlines.filter(unit__in=line).select_related("decided_by")
    for row in asked.order_by("-decided_at", "-pk"):
        rows.setdefault(row.kind, []).append(row)
    return [LevelHistory(kind, rows[kind]) for kind in CONGRESS_KINDS if kind in rows]
