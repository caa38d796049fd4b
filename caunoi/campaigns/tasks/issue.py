"""Telling the units below that a campaign has come to them, and reminding them."""

import logging
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.models import Campaign, Delivery
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, User
from caunoi.orgs.roles import Right, roles_with

logger = logging.getLogger(__name__)
PEOPLE_PER_STEP = 500


def _holders(units: list[int], right: Right, on: date) -> Iterator[list[User]]:
    """Active holders of ``right`` at any of ``units``, a few hundred units at a time."""
    for start in range(0, len(units), PEOPLE_PER_STEP):
        some = units[start : start + PEOPLE_PER_STEP]
        posts = Post.objects.held_on(on).filter(unit__in=some, role__in=roles_with(right))
        yield list(User.objects.filter(is_active=True, pk__in=posts.values("user")))


def _campaign(pk: int) -> Campaign | None:
    campaign = Campaign.objects.select_related("instrument").filter(pk=pk).first()
    if campaign is None:
        logger.warning("campaign %s is gone; nobody is told", pk)
    return campaign


@task()
def tell_units(campaign_id: int) -> int:
    """A notice to everyone who may acknowledge receipt, once; return how many are newly told."""
    campaign = _campaign(campaign_id)
    if campaign is None:
        return 0
    units = list(Delivery.objects.filter(campaign=campaign).order_by("unit_id").values_list("unit_id", flat=True))
    now = timezone.now()
    title = _("New: %(instrument)s. Please acknowledge receipt.") % {"instrument": campaign.instrument}
    url = reverse("campaigns:show-campaign", args=[campaign.pk])
    key = f"campaign.issued:{campaign.pk}"
    people = _holders(units, Right.ACKNOWLEDGE, timezone.localdate(now))
    return sum(notify(some, key=key, title=title, body=campaign.name, url=url, now=now) for some in people)


@task()
def remind_officers(campaign_id: int, unit_ids: list[int], day: str) -> int:
    """A reminder of ``day`` to those of ``unit_ids`` that have still not acknowledged; return how many people are told."""
    campaign = _campaign(campaign_id)
    if campaign is None:
        return 0
    waiting = Delivery.objects.filter(campaign=campaign, unit__in=unit_ids, acknowledged_at__isnull=True)
    units = list(waiting.order_by("unit_id").values_list("unit_id", flat=True))
    now = timezone.now()
    title = _("Reminder: please acknowledge receipt of %(instrument)s.") % {"instrument": campaign.instrument}
    url = reverse("campaigns:show-campaign", args=[campaign.pk])
    key = f"campaign.reminder:{campaign.pk}:{day}"
    people = _holders(units, Right.ACKNOWLEDGE, date.fromisoformat(day))
    return sum(notify(some, key=key, title=title, body=campaign.name, url=url, now=now) for some in people)
