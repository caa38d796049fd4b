"""Obstacles: asked upward from the duty they concern, answered once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Assignment, Obstacle
from caunoi.campaigns.tasks.obstacles import tell_asker, tell_superiors
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import User


@transaction.atomic
def ask_obstacle(assignment: Assignment, *, text: str, by: User, now: datetime) -> Obstacle:
    """Ask the level above about what stands in the way of the duty. The same words asked twice are one question."""
    text = text.strip()
    if not text:
        raise Refused(_("Write what stands in the way."), code="text_missing")
    waiting = assignment.obstacles.filter(answered_at__isnull=True, text=text).first()
    if waiting:
        return waiting
    obstacle = Obstacle.objects.create(assignment=assignment, text=text, asked_by=by, asked_at=now)
    audit.record("obstacle.asked", obstacle, by=by, now=now, unit_id=assignment.unit_id, assignment=assignment.pk)
    tell_superiors.enqueue(obstacle.pk)
    return obstacle


@transaction.atomic
def answer_obstacle(obstacle: Obstacle, *, answer: str, by: User, now: datetime) -> None:
    """Answer, once. ``Refused`` (``already_answered``) when a colleague was quicker: theirs stands."""
    answer = answer.strip()
    if not answer:
        raise Refused(_("Write the answer."), code="answer_missing")
    values = {"answer": answer, "answered_by": by, "answered_at": now, "state": ObstacleState.ANSWERED}
    if not Obstacle.objects.filter(pk=obstacle.pk, answered_at__isnull=True).update(**values):
        raise Refused(_("This obstacle has already been answered."), code="already_answered")
    obstacle.answer, obstacle.answered_by, obstacle.answered_at = answer, by, now
    audit.record("obstacle.answered", obstacle, by=by, now=now, unit_id=obstacle.assignment.unit_id)
    tell_asker.enqueue(obstacle.pk)
