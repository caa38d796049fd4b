"""A unit's own plan: written and adopted by officers of the unit, read by whoever stands above it once it is in force."""

from datetime import date

from django.db.models import Q, QuerySet

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign, OwnPlan
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right


def own_plans_for(user: Someone, *, on: date) -> QuerySet[OwnPlan]:
    """Plans that ``user`` may read; one that is still being written only where ``user`` may write it."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    return OwnPlan.objects.filter(Q(unit__in=seen, campaign__isnull=False) | Q(pk__in=own_plans_to_write(user, on=on)))


def own_plans_to_write(user: Someone, *, on: date) -> QuerySet[OwnPlan]:
    return OwnPlan.objects.filter(unit__in=units_for(user, Right.ISSUE, on=on).values("pk"))


def may_write_plan(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` may write, adopt and amend a plan in the name of ``unit``."""
    return may(user, Right.ISSUE, unit, on=on)


def may_set_mandatory(user: Someone, campaign: Campaign, *, on: date) -> bool:
    return campaign.state == CampaignState.ISSUED and may(user, Right.ISSUE, campaign.unit, on=on)
