"""The kit of a campaign: filled by the unit that issues it, read by whoever sees the campaign."""

from datetime import date

from django.db.models import QuerySet

from caunoi.campaigns.models import Campaign, Material
from caunoi.campaigns.permissions.campaigns import campaigns_for
from caunoi.orgs.permissions import Asking, Someone, may
from caunoi.orgs.roles import Right


def materials_for(user: Asking, *, on: date) -> QuerySet[Material]:
    return Material.objects.filter(campaign__in=campaigns_for(user, on=on).values("pk"))


def may_fill_kit(user: Someone, campaign: Campaign, *, on: date) -> bool:
    """Before the campaign is issued and while it runs: materials often come late (FACTS g)."""
    return may(user, Right.ISSUE, campaign.unit, on=on)
