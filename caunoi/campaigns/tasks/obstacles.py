"""Telling those above of an obstacle, and the unit of its answer."""

import logging

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.models import Obstacle
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right

logger = logging.getLogger(__name__)


def _obstacle(pk: int) -> Obstacle | None:
    obstacle = Obstacle.objects.select_related("assignment__unit", "asked_by").filter(pk=pk).first()
    if obstacle is None:
        logger.warning("obstacle %s is gone; nobody is told", pk)
    return obstacle


@task()
def tell_superiors(obstacle_id: int) -> int:
    """A notice to the holders of the right to answer at the nearest unit above that has any; return how many are told."""
    obstacle = _obstacle(obstacle_id)
    if obstacle is None:
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    unit = Unit.objects.at(on).filter(pk=obstacle.assignment.unit_id).first()
    above = [int(part) for part in unit.path.split(".") if part][-2::-1] if unit else []
    for pk in above:
        people = list(people_with(Right.ANSWER, Unit(pk=pk), on=on))
        if people:
            title = _("%(unit)s asks about an obstacle") % {"unit": unit}
            url = reverse("campaigns:answer-obstacle", args=[obstacle.pk])
            return notify(
                people, key=f"obstacle.asked:{obstacle.pk}", title=title, body=obstacle.text, url=url, now=now
            )
    return 0


@task()
def tell_asker(obstacle_id: int) -> int:
    """A notice to whoever asked and to those who work on the unit's duties; return how many are told."""
    obstacle = _obstacle(obstacle_id)
    if obstacle is None:
        return 0
    now = timezone.now()
    people = set(people_with(Right.LOG_ACTIVITY, obstacle.assignment.unit, on=timezone.localdate(now)))
    url = reverse("campaigns:show-duty", args=[obstacle.assignment_id])
    title = _("Your obstacle has been answered")
    key = f"obstacle.answered:{obstacle.pk}"
    return notify(people | {obstacle.asked_by}, key=key, title=title, body=obstacle.answer, url=url, now=now)
