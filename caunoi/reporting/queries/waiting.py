"""What waits for one person: the line on the desk, and the first part of the page of inspections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.reporting.enums import WRITABLE, FilingState, FollowUp, VisitState
from caunoi.reporting.models import Filing, Recommendation, Visit
from caunoi.reporting.queries.filings import filings_to_decide, open_filings
from caunoi.reporting.queries.visits import counts_of

SOON = timedelta(days=7)
AHEAD = timedelta(days=30)  # reports of the own unit that are due by then stand on the desk
FEW = 3


@dataclass(frozen=True)
class Waiting:
    """Counts. ``visits``: within a week, or overdue, on which the person is an inspector."""

    visits: int
    to_judge: int
    to_confirm: int
    to_remedy: int
    late: int

    @property
    def total(self) -> int:
        return self.visits + self.to_judge + self.to_confirm + self.to_remedy


def my_visits(user: User, *, on: date) -> Q:
    """Visits of this person that come within a week or wait for their record."""
    mine = Q(inspectors=user) | Q(leader=user)
    return mine & Q(state__in=WRITABLE, planned_on__lte=on + SOON)


def records_to_confirm(user: User, *, on: date) -> Q:
    units = units_for(user, Right.ACKNOWLEDGE, on=on).values("pk")
    return (Q(unit__in=units) | Q(heir__in=units)) & Q(state=VisitState.RECORDED)


def remedies_to_judge(user: User) -> Q:
    return Q(state=FollowUp.REPORTED, visit__inspectors=user)


def recommendations_to_remedy(user: User, *, on: date) -> Q:
    units = units_for(user, Right.LOG_ACTIVITY, on=on).values("pk")
    return Q(unit__in=units, state=FollowUp.OPEN)


def waiting_for(user: User, unit: Unit, *, on: date) -> Waiting:
    """What waits for ``user`` who works in ``unit`` today; a few queries, however many visits there are."""
    here = Q(unit=unit.pk)
    visits = counts_of(
        Visit.objects.all(),
        {"visits": my_visits(user, on=on), "to_confirm": (here | Q(heir=unit.pk)) & records_to_confirm(user, on=on)},
    )
    to_remedy = here & recommendations_to_remedy(user, on=on)
    asked = counts_of(
        Recommendation.objects.binding(),
        {"to_judge": remedies_to_judge(user), "to_remedy": to_remedy, "late": to_remedy & Q(due_on__lt=on)},
    )
    visits.pop("all")
    asked.pop("all")
    return Waiting(**visits, **asked)


@dataclass(frozen=True)
class Reports:
    """``own``: reports of the unit that are late, returned, or due within a month; ``to_decide``: how many wait from below."""

    own: Sequence[Filing]
    to_decide: int
    today: date

    @property
    def now(self) -> int:
        """Late, returned or due within a week."""
        soon = self.today + SOON
        return sum(
            one.state != FilingState.NOT_SENT or (one.due_on is not None and one.due_on <= soon) for one in self.own
        )


def reports_waiting_for(user: User, unit: Unit, *, on: date) -> Reports:
    """What of reports waits for ``user`` who works in ``unit`` today; a few queries."""
    near = Q(due_on__isnull=True) | Q(due_on__lte=on + AHEAD) | ~Q(state=FilingState.NOT_SENT)
    own = list(open_filings(unit).filter(near)[:FEW])
    return Reports(own, filings_to_decide(user, unit, on=on).count(), on)
