"""Duties as given to units."""

from datetime import date

from django.db.models import QuerySet

from caunoi.campaigns.models import Assignment
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
