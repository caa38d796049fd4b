"""Activities and their evidence: seen by the own unit and those above it, changed by the own unit alone."""

from datetime import date

from django.db.models import QuerySet

from caunoi.campaigns.models import Activity, Evidence
from caunoi.campaigns.models.activities import ActivityQuerySet
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def activities_for(user: Someone, *, on: date) -> ActivityQuerySet:
    """Withdrawn ones included: a page that counts says so with ``counted()``."""
    return Activity.objects.filter(unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def evidence_for(user: Someone, *, on: date) -> QuerySet[Evidence]:
    return Evidence.objects.filter(activity__in=activities_for(user, on=on).values("pk"))


def may_log_activity(user: Someone, unit: Unit, *, on: date) -> bool:
    return may(user, Right.LOG_ACTIVITY, unit, on=on)


def may_change_activity(user: Someone, activity: Activity, *, on: date) -> bool:
    return may(user, Right.LOG_ACTIVITY, activity.unit, on=on)
