"""Answers that were given already: offered to every unit in the like situation, without naming who asked to strangers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from caunoi.campaigns.enums import GuidanceReach, ObstacleState
from caunoi.campaigns.models import Assignment, Guidance, GuidanceMark, Obstacle
from caunoi.campaigns.permissions import obstacles_for
from caunoi.campaigns.queries.obstacles import ids_above, name_places
from caunoi.campaigns.queries.scope import Scope, name_units
from caunoi.core.text import fold
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone


@dataclass
class Offered:
    """``askers``: the questions it answered that the reader may see; nothing is said of the others.

    ``guidance`` carries ``useful``, how many units found it useful, and ``mark``, what the own unit made of it: useful
    (True), put away (False) or nothing yet (None).
    """

    guidance: Any
    askers: list[Obstacle] = field(default_factory=list)


def _offered_to(unit_id: int, on: date) -> Q:
    above = ids_above(Unit.objects.at(on).filter(pk=unit_id).first())
    return Q(reach=GuidanceReach.CAMPAIGN) | Q(reach=GuidanceReach.BRANCH, unit__in=above)


def _with_marks(rows: QuerySet[Guidance], unit_id: int) -> QuerySet[Guidance]:
    marks = GuidanceMark.objects.filter(guidance=OuterRef("pk"))
    own = marks.filter(unit=unit_id).values("is_useful")
    number = marks.filter(is_useful=True).order_by().values("guidance").annotate(number=Count("pk"))
    return rows.annotate(
        mark=Subquery(own, output_field=BooleanField()),
        useful=Coalesce(Subquery(number.values("number"), output_field=IntegerField()), 0),
    )


def guidance_at(assignment: Assignment, user: Someone, *, on: date, own: bool = False) -> list[Offered]:
    """What is offered to the unit of ``assignment`` about its duty, the newest first; a fixed number of queries.

    ``own``: with the answers to its own questions and those that the unit has put away, else without.
    """
    mine = Obstacle.objects.filter(assignment=assignment, state=ObstacleState.ANSWERED).values("guidance")
    reached = _offered_to(assignment.unit_id, on)
    standing = Guidance.objects.filter(duty=assignment.duty_id, superseded_at__isnull=True)
    found = standing.filter(reached | Q(pk__in=mine)) if own else standing.filter(reached).exclude(pk__in=mine)
    marked = _with_marks(found, assignment.unit_id)
    shown = marked if own else marked.filter(Q(mark__isnull=True) | Q(mark=True))
    rows = list(shown.select_related("unit").order_by("-given_at", "-pk"))
    name_units(rows, on=on)
    seen = obstacles_for(user, on=on).filter(guidance__in=[row.pk for row in rows]).select_related("assignment__unit")
    askers = list(seen.order_by("pk"))
    name_places(askers, on=on)
    return [Offered(row, [each for each in askers if each.guidance_id == row.pk]) for row in rows]


def guidance_for(unit: Unit, *, on: date, words: str = "", campaign_id: int | None = None) -> QuerySet[Guidance]:
    """All that ``unit`` may read, the newest first: offered about its duties, given to or by its branch.

    Each with ``assignment_id`` of the unit's own duty (or None) and what ``Offered`` says. ``unit`` as ``at`` gives it;
    ``words``: every one occurs in question, answer or duty, whatever its marks and case.
    """
    given = Assignment.objects.filter(unit=unit, duty=OuterRef("duty")).values("pk")[:1]
    branch = Scope(unit, on).ids
    asked = Obstacle.objects.filter(assignment__unit__in=branch, guidance__isnull=False).values("guidance")
    rows = _with_marks(Guidance.objects.filter(superseded_at__isnull=True), unit.pk).annotate(
        assignment_id=Subquery(given)
    )
    offered = _offered_to(unit.pk, on) & Q(assignment_id__isnull=False)
    rows = rows.filter(offered | Q(unit__in=branch) | Q(pk__in=asked))
    if campaign_id is not None:
        rows = rows.filter(duty__campaign=campaign_id)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.select_related("unit", "duty__campaign__instrument").order_by("-given_at", "-pk")


def guidance_since(unit: Unit, since: datetime, *, on: date) -> QuerySet[Guidance]:
    """New answers about open duties of ``unit``, each with ``assignment_id`` of the unit's own duty; not to its questions."""
    given = Assignment.objects.open().filter(unit=unit, duty=OuterRef("duty"))
    own = Obstacle.objects.filter(assignment__unit=unit, guidance__isnull=False).values("guidance")
    rows = Guidance.objects.filter(_offered_to(unit.pk, on), superseded_at__isnull=True, given_at__gt=since)
    own_duty = rows.annotate(assignment_id=Subquery(given.values("pk")[:1]))
    return own_duty.filter(assignment_id__isnull=False).exclude(pk__in=own).select_related("duty")
