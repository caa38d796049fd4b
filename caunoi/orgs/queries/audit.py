"""The audit trail as an officer may read it, page by page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right

PAGE = 50


@dataclass(frozen=True)
class TrailPage:
    """``older`` is the mark from which the next page goes on (moment, row), or None at the end of the trail."""

    entries: list[AuditEntry]
    older: tuple[datetime, int] | None


def trail_of(user: User, *, on: date) -> QuerySet[AuditEntry]:
    """Entries that concern units where ``user`` may read the trail, and those of ``user``'s own hand."""
    units = units_for(user, Right.VIEW_AUDIT, on=on).values("pk")
    return AuditEntry.objects.filter(Q(unit_id__in=units) | Q(actor_id=user.pk))


def page_of_trail(
    entries: QuerySet[AuditEntry], *, before: tuple[datetime, int] | None, on: date, size: int = PAGE
) -> TrailPage:
    """The newest ``size`` entries older than the mark. Two queries whatever their number: the rows, their units' names.

    Each entry gets ``unit_name`` ("" without a unit, "#" and its number where the unit no longer stands).
    """
    if before is not None:
        moment, number = before
        entries = entries.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=number))
    rows = list(entries.order_by("-at", "-pk")[: size + 1])
    page, more = rows[:size], len(rows) > size
    names = _unit_names({row.unit_id for row in page if row.unit_id}, on)
    for row in page:
        _name(row, names)
    return TrailPage(page, (page[-1].at, page[-1].pk) if more else None)


def _unit_names(ids: set[int], on: date) -> dict[int, str]:
    return {unit.pk: unit.name for unit in Unit.objects.at(on).filter(pk__in=ids)}


def _name(row: Any, names: dict[int, str]) -> None:
    row.unit_name = names.get(row.unit_id, f"#{row.unit_id}") if row.unit_id else ""
