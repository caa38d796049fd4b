"""Answers that were given already: offered to every unit in the like situation, without naming who asked to strangers."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from caunoi.campaigns.enums import GuidanceReach, ObstacleState
from caunoi.campaigns.models import Assignment, Guidance, Obstacle
from caunoi.campaigns.permissions import obstacles_for
from caunoi.campaigns.queries.obstacles import ids_above, name_places
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone


@dataclass
class Offered:
    """``askers``: the questions it answered that the reader may see; nothing is said of the others."""

    guidance: Guidance
    askers: list[Obstacle] = field(default_factory=list)


def _offered_to(unit_id: int, on: date) -> Q:
    above = ids_above(Unit.objects.at(on).filter(pk=unit_id).first())
    return Q(reach=GuidanceReach.CAMPAIGN) | Q(reach=GuidanceReach.BRANCH, unit__in=above)


def guidance_at(assignment: Assignment, user: Someone, *, on: date, own: bool = False) -> list[Offered]:
    """What is offered to the unit of ``assignment`` about its duty, the newest first; a fixed number of queries.

    ``own``: with the answers to its own questions, else without.
    """
    mine = Obstacle.objects.filter(assignment=assignment, state=ObstacleState.ANSWERED).values("guidance")
    reached = _offered_to(assignment.unit_id, on)
    standing = Guidance.objects.filter(duty=assignment.duty_id, superseded_at__isnull=True)
    found = standing.filter(reached | Q(pk__in=mine)) if own else standing.filter(reached).exclude(pk__in=mine)
    rows = _named(found, on)
    seen = obstacles_for(user, on=on).filter(guidance__in=[row.pk for row in rows]).select_related("assignment__unit")
    askers = list(seen.order_by("pk"))
    name_places(askers, on=on)
    return [Offered(row, [each for each in askers if each.guidance_id == row.pk]) for row in rows]


def guidance_since(unit: Unit, since: datetime, *, on: date) -> QuerySet[Guidance]:
    """New answers about open duties of ``unit``, each with ``assignment_id`` of the unit's own duty; not to its questions."""
    given = Assignment.objects.open().filter(unit=unit, duty=OuterRef("duty"))
    own = Obstacle.objects.filter(assignment__unit=unit, guidance__isnull=False).values("guidance")
    rows = Guidance.objects.filter(_offered_to(unit.pk, on), superseded_at__isnull=True, given_at__gt=since)
    own_duty = rows.annotate(assignment_id=Subquery(given.values("pk")[:1]))
    return own_duty.filter(assignment_id__isnull=False).exclude(pk__in=own).select_related("duty")


def _named(rows: QuerySet[Guidance], on: date) -> list[Guidance]:
    found = list(rows.select_related("unit").order_by("-given_at", "-pk"))
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={row.unit_id for row in found})}
    for row in found:
        row.unit = units.get(row.unit_id, row.unit)
    return found
