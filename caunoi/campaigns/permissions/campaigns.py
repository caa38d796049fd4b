"""Campaigns: seen by the unit that issues them, by units that received them, and by whoever stands above either."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign, Delivery, Duty, Provision
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def campaigns_for(user: Someone, *, on: date) -> QuerySet[Campaign]:
    """Campaigns that ``user`` may see. What is not issued yet has no deliveries and is seen from its own side alone."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    received = Delivery.objects.filter(campaign=OuterRef("pk"), unit__in=seen)
    return Campaign.objects.filter(Q(unit__in=seen) | Exists(received))


def may_see_campaign(user: Someone, campaign: Campaign, *, on: date) -> bool:
    return campaigns_for(user, on=on).filter(pk=campaign.pk).exists()


def provisions_for(user: Someone, *, on: date) -> QuerySet[Provision]:
    """Clauses of the papers behind these campaigns, of earlier versions too where a duty still stands on them."""
    seen = campaigns_for(user, on=on).values("pk")
    in_force = Campaign.objects.filter(instrument=OuterRef("instrument"), pk__in=seen)
    kept = Duty.objects.filter(provision=OuterRef("pk"), campaign__in=seen)
    return Provision.objects.filter(Exists(in_force) | Exists(kept))


def may_issue(user: Someone, campaign: Campaign, *, on: date) -> bool:
    return campaign.state == CampaignState.PREPARED and may(user, Right.ISSUE, campaign.unit, on=on)


def may_acknowledge(user: Someone, delivery: Delivery, *, on: date) -> bool:
    return delivery.acknowledged_at is None and may(user, Right.ACKNOWLEDGE, delivery.unit, on=on)


def may_remind(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` may remind the units below ``unit`` in its name."""
    return may(user, Right.ISSUE, unit, on=on)
