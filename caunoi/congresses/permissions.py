"""Who may date a congress: those who issue in the name of the unit whose congress it is."""

from datetime import date

from django.db.models import QuerySet

from caunoi.congresses.models import Congress
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def may_date(user: Someone, congress: Congress, *, on: date) -> bool:
    return may(user, Right.ISSUE, congress.unit, on=on)


def datable_congresses(user: Someone, *, on: date) -> QuerySet[Congress]:
    """The congresses for which ``may_date`` holds."""
    return Congress.objects.filter(unit__in=units_for(user, Right.ISSUE, on=on).values("pk"))
