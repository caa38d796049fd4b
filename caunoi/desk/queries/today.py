"""What an officer can do now: a few lines, each a piece of work, never a list of forty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import CampaignState, DutyKind, ImportState
from caunoi.campaigns.models import Activity, Campaign, Delivery, Obstacle, PlanImport
from caunoi.campaigns.permissions import obstacles_to_answer
from caunoi.campaigns.queries.deliveries import Receipts, receipts_by_campaign
from caunoi.campaigns.queries.duties import Group, groups_in
from caunoi.campaigns.queries.proposals import campaigns_of
from caunoi.campaigns.queries.scope import Scope, name_units
from caunoi.campaigns.schedule import Phase
from caunoi.desk.queries.came_back import CameBack, came_back
from caunoi.orgs.models import Unit, User
from caunoi.reporting.queries.waiting import Reports, Waiting, reports_waiting_for, waiting_for

WEEK = timedelta(days=7)
ANSWER_SHOWN = timedelta(days=14)
FEW = 3


@dataclass(frozen=True)
class Line:
    """One piece of work: the duties of one stretch, or the one duty that is left of them."""

    group: Group
    url: str
    log_url: str

    @property
    def due_on(self) -> date | None:
        return self.group.next_due


@dataclass(frozen=True)
class Work:
    """The unit's own duties by urgency."""

    late: Sequence[Line] = ()
    week: Sequence[Line] = ()
    under_way: Sequence[Line] = ()
    later: Sequence[Line] = ()

    @property
    def now(self) -> int:
        return len(self.late) + len(self.week)


@dataclass(frozen=True)
class Below:
    """What waits in the units below, for one campaign; each number opens."""

    campaign: Campaign
    receipts: Receipts


@dataclass(frozen=True)
class Today:
    """Everything on the desk's home."""

    to_acknowledge: Sequence[Delivery]
    work: Work
    answered: Sequence[Obstacle]
    to_answer: Sequence[Obstacle]
    to_answer_count: int
    below: Sequence[Below]
    imports: Sequence[PlanImport]
    prepared: Sequence[Campaign]
    recent: Sequence[Activity]
    campaigns: Sequence[Campaign]
    inspections: Waiting
    reports: Reports
    back: CameBack


def today_of(user: User, unit: Unit, *, on: date) -> Today:
    """A fixed number of queries, however many units stand below and however many duties the unit has."""
    campaigns = campaigns_of(unit)
    to_answer = _to_answer(user, unit, on)
    first = list(to_answer[:FEW])
    answered = list(_answered(unit, on))
    name_units([row.assignment for row in first], on=on)
    return Today(
        to_acknowledge=list(_to_acknowledge(unit)),
        work=work_of(groups_in(campaigns, Scope(unit, on).alone), on),
        answered=answered,
        to_answer=first,
        to_answer_count=to_answer.count() if first else 0,
        below=below_of(campaigns, Scope(unit, on).below),
        imports=list(PlanImport.objects.filter(unit=unit, state__in=OPEN_IMPORTS).order_by("-uploaded_at")[:FEW]),
        prepared=list(
            Campaign.objects.filter(unit=unit, state=CampaignState.PREPARED)
            .select_related("instrument")
            .order_by("-pk")
        ),
        recent=list(Activity.objects.counted().filter(unit=unit).order_by("-logged_at", "-pk")[:FEW]),
        campaigns=campaigns,
        inspections=waiting_for(user, unit, on=on),
        reports=reports_waiting_for(user, unit, on=on),
        back=came_back(user, unit, on=on),
    )


OPEN_IMPORTS = [ImportState.WAITING, ImportState.READING, ImportState.REVIEW, ImportState.FAILED]


def _to_acknowledge(unit: Unit) -> Any:
    waiting = Delivery.objects.filter(unit=unit, acknowledged_at__isnull=True, campaign__state=CampaignState.ISSUED)
    return waiting.select_related("campaign__instrument").order_by("-sent_at")


def _answered(unit: Unit, on: date) -> Any:
    recent = Obstacle.objects.filter(assignment__unit=unit, answered_at__date__gt=on - ANSWER_SHOWN)
    return recent.select_related("assignment__duty").order_by("-answered_at")[:FEW]


def _to_answer(user: User, unit: Unit, on: date) -> Any:
    """What lies with the unit itself: a question of its branch may lie lower, or have gone higher."""
    waiting = obstacles_to_answer(user, on=on).pending().filter(lies_with=unit)
    return waiting.select_related("assignment__unit", "assignment__duty").order_by("due_on", "asked_at")


def work_of(groups: Sequence[Group], on: date) -> Work:
    """The groups that still have something to do, by urgency."""
    lines = [_line(group) for group in groups if group.open]
    late = [line for line in lines if line.due_on and line.due_on < on]
    week = [line for line in lines if line.due_on and on <= line.due_on <= on + WEEK]
    rest = [line for line in lines if line not in late and line not in week]
    later = [line for line in rest if line.group.phase(on) == Phase.NOT_BEGUN]
    return Work(late=late, week=week, under_way=[line for line in rest if line not in later], later=later)


def _line(group: Group) -> Line:
    log = reverse("campaigns:log-activity")
    if group.open == 1:
        return Line(
            group=group,
            url=reverse("campaigns:show-duty", args=[group.first_open]),
            log_url=f"{log}?assignment={group.first_open}" if group.kind != DutyKind.REPORT else "",
        )
    url = f"{reverse('campaigns:list-duties', args=[group.campaign.pk])}?own=1&{group.query}"
    return Line(group=group, url=url, log_url=f"{log}?campaign={group.campaign.pk}")


def below_of(campaigns: Sequence[Campaign], scope: Scope) -> list[Below]:
    """Campaigns that went to units below, newest first; one query."""
    counts = receipts_by_campaign(list(campaigns), scope)
    return [Below(each, counts[each.pk]) for each in campaigns if each.pk in counts]


def sentence(today: Today) -> str:
    """The day in one sentence, urgent things first; empty when nothing waits."""
    parts = []
    if number := len(today.to_acknowledge):
        parts.append(_("%(count)s document to acknowledge") % {"count": number})
    if number := len(today.work.late):
        parts.append(_("%(count)s piece of work late") % {"count": number})
    if number := len(today.work.week):
        parts.append(_("%(count)s due this week") % {"count": number})
    if number := today.reports.now:
        parts.append(_("%(count)s report of your unit to send") % {"count": number})
    if number := today.reports.to_decide:
        parts.append(_("%(count)s report waiting for approval") % {"count": number})
    if number := len(today.back.to_explain):
        parts.append(_("%(count)s question asked back") % {"count": number})
    if number := today.back.offers:
        parts.append(_("%(count)s amendment to answer") % {"count": number})
    if number := today.to_answer_count:
        parts.append(_("%(count)s obstacle to answer") % {"count": number})
    if number := today.inspections.total:
        parts.append(_("%(count)s matter of inspection") % {"count": number})
    return ", ".join(parts)
