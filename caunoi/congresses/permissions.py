"""Who may see, run, approve and date a congress.

Running and approving reach down the branch: a unit whose officers have no account is served by the level above.
"""

from datetime import date

from django.db.models import QuerySet

from caunoi.congresses.models import Congress, CongressFile
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def may_date(user: Someone, congress: Congress, *, on: date) -> bool:
    """Whether a paper that ``user`` confirms may date the congress: those who issue in the name of its own unit."""
    return may(user, Right.ISSUE, congress.unit, on=on)


def datable_congresses(user: Someone, *, on: date) -> QuerySet[Congress]:
    """The congresses for which ``may_date`` holds."""
    return Congress.objects.filter(unit__in=units_for(user, Right.ISSUE, on=on).values("pk"))


def congresses_for(user: Someone, *, on: date) -> QuerySet[Congress]:
    """The congresses whose unit ``user`` may see."""
    return Congress.objects.filter(unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def may_run(user: Someone, unit: Unit, *, on: date) -> bool:
    """Prepare the congress of ``unit``, date it on its own page, enter its results."""
    return may(user, Right.RUN_CONGRESS, unit, on=on)


def may_approve(user: Someone, unit: Unit, *, on: date) -> bool:
    """Approve the results of the congress of ``unit`` and publish its news."""
    return may(user, Right.APPROVE_CONGRESS, unit, on=on)


def files_for(user: Someone, *, on: date) -> QuerySet[CongressFile]:
    """Papers of the congresses that ``user`` may see; internal ones only for those who run or approve them."""
    seen = CongressFile.objects.filter(congress__unit__in=units_for(user, Right.VIEW, on=on).values("pk"))
    run = units_for(user, Right.RUN_CONGRESS, on=on).values("pk")
    approved = units_for(user, Right.APPROVE_CONGRESS, on=on).values("pk")
    inside = seen.filter(congress__unit__in=run) | seen.filter(congress__unit__in=approved)
    return (seen.filter(classification="open") | inside).distinct()
