"""Visits as lists and boards show them: searched without marks, counted in the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.text import fold
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import ON_RECORD, WRITABLE, FollowUp, Verdict, VisitState
from caunoi.reporting.models import Recommendation, Visit, VisitPoint


class VisitFilter(models.TextChoices):
    """Questions asked of the list of visits."""

    COMING = "coming", _("To come or under way")
    OVERDUE = "overdue", _("Day passed, no record")
    WAITING = "waiting", pgettext_lazy("visit", "Waiting for the unit's confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("visit", "Confirmed by both sides")


class FollowUpFilter(models.TextChoices):
    """Questions asked of the list of recommendations."""

    OPEN = "open", pgettext_lazy("recommendation", "To be remedied")
    LATE = "late", pgettext_lazy("recommendation", "Late")
    REPORTED = "reported", _("Remedy reported, to be checked")
    CLOSED = "closed", pgettext_lazy("recommendation", "Closed")


def visit_condition(state: str, on: date) -> Q:
    """What a filter means on a day; no condition for an unknown one."""
    return {
        VisitFilter.COMING.value: Q(state__in=WRITABLE),
        VisitFilter.OVERDUE.value: Q(state__in=WRITABLE, planned_on__lt=on),
        VisitFilter.WAITING.value: Q(state=VisitState.RECORDED),
        VisitFilter.CONFIRMED.value: Q(state=VisitState.CONFIRMED),
    }.get(state, Q())


def follow_up_condition(state: str, on: date) -> Q:
    return {
        FollowUpFilter.OPEN.value: Q(state=FollowUp.OPEN),
        FollowUpFilter.LATE.value: Q(state=FollowUp.OPEN, due_on__lt=on),
        FollowUpFilter.REPORTED.value: Q(state=FollowUp.REPORTED),
        FollowUpFilter.CLOSED.value: Q(state=FollowUp.CLOSED),
    }.get(state, Q())


def find_visits(visits: QuerySet[Visit], scope: Scope, *, search: str) -> QuerySet[Visit]:
    """Those whose unit's name or purpose holds the words."""
    if not search:
        return visits
    named = scope.units.named_like(search).values("pk")
    return visits.filter(Q(unit__in=named) | Q(purpose__icontains=search))


def find_recommendations(rows: QuerySet[Recommendation], scope: Scope, *, search: str) -> QuerySet[Recommendation]:
    """Those whose words, or whose unit's name, hold every word whatever its marks."""
    if not search:
        return rows
    words = Q()
    for word in fold(search).split():
        words &= Q(folded__contains=word)
    return rows.filter(words | Q(unit__in=scope.units.named_like(search).values("pk")))


def counts_of(rows: QuerySet[Any], conditions: dict[str, Q]) -> dict[str, int]:
    """How many rows meet each condition, and ``all``, in one query."""
    found = rows.order_by().aggregate(
        all=Count("pk", distinct=True), **{name: Count("pk", filter=q, distinct=True) for name, q in conditions.items()}
    )
    return dict(found)


@dataclass(frozen=True)
class Board:
    """Figures of a branch, each over its own denominator.

    ``planned`` counts every visit that was not cancelled; ``units`` those directly below, ``units_visited`` those of them
    with a record; ``points`` those judged and applicable, of visits on record.
    """

    planned: int
    held: int
    confirmed: int
    overdue: int
    units: int
    units_visited: int
    points: int
    points_met: int
    recommendations: int
    closed: int
    reported: int
    late: int

    @property
    def open(self) -> int:
        return self.recommendations - self.closed


def board(scope: Scope, *, campaign: Campaign | None = None) -> Board:
    """The board of a scope, of one campaign or of all; four queries."""
    visits = Visit.objects.filter(unit__in=scope.ids).exclude(state=VisitState.CANCELLED)
    if campaign:
        visits = visits.filter(campaign=campaign)
    recorded = visits.on_record().values("pk")
    children = scope.units.children_of(scope.unit).exclude(Q(called__kind=UnitKind.DEPARTMENT)).values("pk")
    first = visits.order_by().aggregate(
        planned=Count("pk"),
        held=Count("pk", filter=Q(state__in=ON_RECORD)),
        confirmed=Count("pk", filter=Q(state=VisitState.CONFIRMED)),
        overdue=Count("pk", filter=visit_condition("overdue", scope.on)),
        units_visited=Count("unit", filter=Q(state__in=ON_RECORD, unit__in=children), distinct=True),
    )
    points = VisitPoint.objects.filter(visit__in=recorded).exclude(verdict="").order_by()
    second = points.aggregate(
        points=Count("pk", filter=~Q(verdict=Verdict.NOT_APPLICABLE)),
        points_met=Count("pk", filter=Q(verdict=Verdict.MET)),
    )
    third = (
        Recommendation.objects.filter(visit__in=recorded)
        .order_by()
        .aggregate(
            recommendations=Count("pk"),
            closed=Count("pk", filter=Q(state=FollowUp.CLOSED)),
            reported=Count("pk", filter=Q(state=FollowUp.REPORTED)),
            late=Count("pk", filter=follow_up_condition("late", scope.on)),
        )
    )
    return Board(units=children.count(), **first, **second, **third)


def points_of(visit: Visit) -> list[VisitPoint]:
    """The points in order, the general remark last, each with its photographs: two queries."""
    return list(visit.points.select_related("saved_by").prefetch_related("photos"))


def responsible_units(visit: Visit, *, on: date) -> UnitQuerySet:
    """The inspected unit and those directly below it: whom a recommendation may be addressed to."""
    direct = Q(pk=visit.unit_id) | Q(place__parent=visit.unit_id)
    return Unit.objects.at(on).filter(direct).exclude(Q(called__kind=UnitKind.DEPARTMENT)).in_tree_order()
