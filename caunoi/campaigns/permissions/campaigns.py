"""Campaigns: seen by the unit that issues them, by units that received them, and by whoever stands above either."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign, Delivery, Duty, Provision
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Asking, Someone, mandate_of, may, units_for
from caunoi.orgs.roles import Right


def campaigns_for(user: Asking, *, on: date) -> QuerySet[Campaign]:
    """Campaigns that ``user`` may see. What is not issued yet has no deliveries and is seen from its own side alone.

    The issuer is looked up unit by unit, first: whoever sees a whole country has no list of its units made.
    """
    seen = units_for(user, Right.VIEW, on=on)
    received = Delivery.objects.filter(campaign=OuterRef("pk"), unit__in=seen.values("pk"))
    return Campaign.objects.filter(Exists(seen.filter(pk=OuterRef("unit"))) | Exists(received))


def may_see_campaign(user: Asking, campaign: Campaign, *, on: date) -> bool:
    """Whether it is one of ``campaigns_for``. Who works where it was issued or received is told without that longer question."""
    mandate = mandate_of(user, on=on)
    here = [top.pk for top in mandate.tops(Right.VIEW)]
    if campaign.unit_id in here or Delivery.objects.filter(campaign=campaign, unit__in=here).exists():
        return True
    return campaigns_for(mandate, on=on).filter(pk=campaign.pk).exists()


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
