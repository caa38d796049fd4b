"""The kit of a campaign: filled by the unit that issues it, read by whoever sees the campaign."""

from datetime import date

from django.db.models import Q, QuerySet

from caunoi.campaigns.models import Campaign, Material
from caunoi.campaigns.permissions.campaigns import campaigns_for
from caunoi.orgs.models.units import line_of
from caunoi.orgs.permissions import Asking, Someone, mandate_of, may
from caunoi.orgs.roles import Right


def materials_for(user: Asking, *, on: date) -> QuerySet[Material]:
    """Those of the campaigns seen, and those that a unit above gives to its branch with its own plan for such a campaign."""
    mandate = mandate_of(user, on=on)
    seen = campaigns_for(mandate, on=on).values("pk")
    above = {pk for top in mandate.tops(Right.VIEW) for pk in line_of(top.path)}
    branch = Q(campaign__unit__in=above, campaign__own_plan__superior__in=seen)
    return Material.objects.filter(Q(campaign__in=seen) | branch)


def may_fill_kit(user: Someone, campaign: Campaign, *, on: date) -> bool:
    """Before the campaign is issued and while it runs: materials often come late (FACTS g)."""
    return may(user, Right.ISSUE, campaign.unit, on=on)
