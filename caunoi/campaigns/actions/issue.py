"""Issuing a campaign down: every duty to its audience, a delivery to every unit concerned, a notice to its officers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Assignment, Campaign, Delivery, Duty
from caunoi.campaigns.queries.issue import duty_units
from caunoi.campaigns.schedule import Calendar, calendar_of
from caunoi.campaigns.tasks.issue import tell_units
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import User

BATCH = 2000
Row = TypeVar("Row")


@dataclass(frozen=True)
class Issued:
    """What an issue created."""

    units: int
    assignments: int


@transaction.atomic
def issue_campaign(campaign: Campaign, *, by: User | None, now: datetime) -> Issued:
    """Issue the prepared campaign, once. Audiences are resolved against the tree as it stands on the day of ``now``.

    ``Refused``: ``already_issued``; ``nobody`` when no duty reaches any unit.
    """
    values = {"state": CampaignState.ISSUED, "issued_at": now}
    if Campaign.objects.filter(pk=campaign.pk, state=CampaignState.PREPARED).update(**values) != 1:
        raise Refused(_("This campaign has already been issued."), code="already_issued")
    issued = _hand_out(campaign, now)
    if not issued.assignments:
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
    concerned: set[int] = set()
    given = 0
    for duty, units in duty_units(campaign, on=on):
        concerned |= units
        held = set(Assignment.objects.filter(duty=duty).values_list("unit_id", flat=True))
        given += _assign(duty, units - held, calendar, now)
    concerned.discard(campaign.unit_id)  # nobody acknowledges receipt of the own paper
    concerned -= set(Delivery.objects.filter(campaign=campaign).values_list("unit_id", flat=True))
    rows = (Delivery(campaign=campaign, unit_id=unit, sent_at=now) for unit in sorted(concerned))
    for batch in _batches(rows):
        Delivery.objects.bulk_create(batch)
    return Issued(units=len(concerned), assignments=given)


def _assign(duty: Duty, units: set[int], calendar: Calendar, now: datetime) -> int:
    span = calendar.of_duty(duty)
    starts_on: date | None = span.starts_on
    rows = (
        Assignment(duty=duty, unit_id=unit, starts_on=starts_on, due_on=span.ends_on, assigned_at=now)
        for unit in sorted(units)
    )
    for batch in _batches(rows):
        Assignment.objects.bulk_create(batch)
    return len(units)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows made and written by the thousand: a country's campaign never stands in memory whole."""
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
