"""Telling those who have to answer a question, and those who asked it."""

import logging
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Obstacle, ObstacleStep
from caunoi.campaigns.queries.obstacles import answering_superior, name_places
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import User
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right

logger = logging.getLogger(__name__)


def answerers(obstacle: Obstacle, *, on: date) -> list[User]:
    """Those who may answer at the unit with which it lies; where nobody is there any more, at the nearest one above."""
    if obstacle.lies_with is None:
        return []
    people = list(people_with(Right.ANSWER, obstacle.lies_with, on=on))
    above = None if people else answering_superior(obstacle.lies_with_id, on=on)
    return list(people_with(Right.ANSWER, above, on=on)) if above else people


def askers(obstacle: Obstacle, *, on: date) -> set[User]:
    """Whoever asked, and those who ask in the name of the unit."""
    return {obstacle.asked_by, *people_with(Right.ASK, obstacle.assignment.unit, on=on)}


@task()
def tell_of_step(step_id: int) -> int:
    """Notices of what happened to a question; return how many are told. A withdrawn one concerns nobody further."""
    parts = ("obstacle__assignment__unit", "obstacle__asked_by", "obstacle__lies_with")
    step = ObstacleStep.objects.select_related(*parts).filter(pk=step_id).first()
    if step is None:
        logger.warning("step %s of a question is gone; nobody is told", step_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    obstacle = step.obstacle
    name_places([obstacle], on=on)
    key, page = f"obstacle.{step.state}:{step.pk}", reverse("campaigns:answer-obstacle", args=[obstacle.pk])
    told = 0
    for people, title, body in _letters(step, obstacle, on):
        told += notify(people, key=key, title=title, body=body, url=page, now=now)
    return told


def _letters(step: ObstacleStep, obstacle: Obstacle, on: date) -> list[tuple[Any, str, str]]:
    unit = obstacle.assignment.unit
    if step.state == ObstacleState.ANSWERED:
        return [(askers(obstacle, on=on), _("Your obstacle has been answered"), step.note)]
    if step.state == ObstacleState.ASKED:
        return [(answerers(obstacle, on=on), _("%(unit)s asks about an obstacle") % {"unit": unit}, obstacle.text)]
    if step.state == ObstacleState.REOPENED:
        title = _("%(unit)s: the answer does not solve the obstacle") % {"unit": unit}
        return [(answerers(obstacle, on=on), title, step.note)]
    if step.state == ObstacleState.BACK:
        return [(askers(obstacle, on=on), _("The level above asks back about your obstacle"), step.note)]
    if step.state == ObstacleState.EXPLAINED:
        return [(answerers(obstacle, on=on), _("%(unit)s says more about its obstacle") % {"unit": unit}, step.note)]
    if step.state == ObstacleState.PASSED:
        onward = _("An obstacle of %(unit)s was passed on to you") % {"unit": unit}
        lies = _("Your obstacle now lies with %(unit)s") % {"unit": obstacle.lies_with}
        return [(answerers(obstacle, on=on), onward, obstacle.text), (askers(obstacle, on=on), lies, step.note)]
    return []
