"""Issuing a campaign down: every duty to its audience, a delivery to every unit concerned, a notice to its officers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.duties import follow_own_plans
from caunoi.campaigns.actions.handing_out import deliver, give_duty
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Assignment, Campaign
from caunoi.campaigns.schedule import calendar_of, date_new
from caunoi.campaigns.tasks.issue import tell_units
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.audiences import resolve_audience
from caunoi.orgs.models import User


@dataclass(frozen=True)
class Issued:
    """What an issue created."""

    units: int
    assignments: int


@transaction.atomic
def issue_campaign(campaign: Campaign, *, by: User | None, now: datetime, may_reach_nobody: bool = False) -> Issued:
    """Issue the prepared campaign, once. Audiences are resolved against the tree as it stands on the day of ``now``.

    ``may_reach_nobody``: an own plan may add no duty of its own. ``Refused``: ``already_issued``; ``nobody`` when no duty
    reaches any unit.
    """
    values = {"state": CampaignState.ISSUED, "issued_at": now}
    if Campaign.objects.filter(pk=campaign.pk, state=CampaignState.PREPARED).update(**values) != 1:
        raise Refused(_("This campaign has already been issued."), code="already_issued")
    issued = _hand_out(campaign, now)
    if not issued.assignments and not may_reach_nobody:
        message = _("No duty reaches any unit today. Check whom each duty is for, then issue again.")
        raise Refused(message, code="nobody")
    campaign.state, campaign.issued_at = CampaignState.ISSUED, now
    _record(campaign, "campaign.issued", issued, by, now)
    return issued


@transaction.atomic
def extend_issue(campaign: Campaign, *, by: User | None, now: datetime) -> Issued:
    """Give the duties of an issued campaign to units that lack them: after an amendment, or for units that are new.

    Nothing that was given before is touched; running it twice creates nothing.
    """
    if campaign.state != CampaignState.ISSUED:
        raise Refused(_("This campaign is not issued."), code="not_issued")
    issued = _hand_out(campaign, now)
    if issued != Issued(0, 0):
        _record(campaign, "campaign.extended", issued, by, now)
    return issued


def _record(campaign: Campaign, action: str, issued: Issued, by: User | None, now: datetime) -> None:
    audit.record(action, campaign, by=by, now=now, unit_id=campaign.unit_id, **issued.__dict__)
    tell_units.enqueue(campaign.pk)


def _hand_out(campaign: Campaign, now: datetime) -> Issued:
    on, calendar = timezone.localdate(now), calendar_of(campaign)
    given = 0
    for duty in campaign.duties.filter(dropped_at__isnull=True).select_related("audience__base"):
        units = resolve_audience(duty.audience, on=on)
        if duty.inherits_id:  # handed on: a unit that has it from above has it once
            having = Assignment.objects.standing().filter(duty=duty.inherits_id)
            units = units.exclude(pk__in=having.values("unit"))
        given += give_duty(duty, units, calendar.of_duty(duty), now=now)
    date_new(campaign, now=now)
    follow_own_plans(campaign, by=None, now=now)
    return Issued(units=deliver(campaign, now=now), assignments=given)
