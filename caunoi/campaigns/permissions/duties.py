"""Duties as given to units, and the obstacles asked about them."""

from datetime import date

from django.db.models import QuerySet

from caunoi.campaigns.models import Assignment, Obstacle
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def assignments_for(user: Someone, *, on: date) -> QuerySet[Assignment]:
    """Duties of the units that ``user`` may see."""
    return Assignment.objects.filter(unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def may_see_assignment(user: Someone, assignment: Assignment, *, on: date) -> bool:
    return assignments_for(user, on=on).filter(pk=assignment.pk).exists()


def may_work_on(user: Someone, assignment: Assignment, *, on: date) -> bool:
    """Whether ``user`` may mark the duty done, open it again or say that it does not apply."""
    return may(user, Right.LOG_ACTIVITY, assignment.unit, on=on)


def may_ask(user: Someone, assignment: Assignment, *, on: date) -> bool:
    return may(user, Right.ASK, assignment.unit, on=on)


def obstacles_for(user: Someone, *, on: date) -> QuerySet[Obstacle]:
    """Obstacles of the units that ``user`` may see, one's own included."""
    return Obstacle.objects.filter(assignment__unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def _units_answered_by(user: Someone, on: date) -> UnitQuerySet:
    """Units directly under one where ``user`` may answer: nobody answers the question of the own unit."""
    return Unit.objects.at(on).filter(place__parent__in=units_for(user, Right.ANSWER, on=on).values("pk"))


def obstacles_to_answer(user: Someone, *, on: date) -> QuerySet[Obstacle]:
    """Obstacles without an answer that ``user`` may answer."""
    below = _units_answered_by(user, on).values("pk")
    return Obstacle.objects.filter(answered_at__isnull=True, assignment__unit__in=below)


def may_answer(user: Someone, obstacle: Obstacle, *, on: date) -> bool:
    return obstacles_to_answer(user, on=on).filter(pk=obstacle.pk).exists()
