"""Telling the units of a campaign that its plan has changed."""

import logging

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.models import Delivery, PlanImport
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, User
from caunoi.orgs.roles import Right, roles_with

logger = logging.getLogger(__name__)
UNITS_PER_STEP = 500


@task()
def tell_of_amendment(import_id: str, changes: int) -> int:
    """A notice to everyone who may acknowledge for a unit that received the campaign, once; return how many are told."""
    plan_import = PlanImport.objects.select_related("campaign__instrument").filter(pk=import_id).first()
    if plan_import is None or plan_import.campaign is None:
        logger.warning("amendment %s is gone; nobody is told", import_id)
        return 0
    campaign, now, told = plan_import.campaign, timezone.now(), 0
    units = list(Delivery.objects.filter(campaign=campaign).order_by("unit_id").values_list("unit_id", flat=True))
    title = _("Changed: %(instrument)s. See what is new for your unit.") % {"instrument": campaign.instrument}
    body = _("%(changes)s changes were applied to “%(name)s”.") % {"changes": changes, "name": campaign.name}
    url = reverse("campaigns:show-campaign", args=[campaign.pk])
    for start in range(0, len(units), UNITS_PER_STEP):
        some = units[start : start + UNITS_PER_STEP]
        posts = Post.objects.held_on(timezone.localdate(now)).filter(
            unit__in=some, role__in=roles_with(Right.ACKNOWLEDGE)
        )
        people = User.objects.filter(is_active=True, pk__in=posts.values("user"))
        told += notify(people, key=f"campaign.amended:{import_id}", title=title, body=body, url=url, now=now)
    return told
