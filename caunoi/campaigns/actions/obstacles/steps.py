"""What every step of a question shares: its words, its last day, its trace."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from caunoi.campaigns.models import Obstacle, ObstacleStep
from caunoi.campaigns.schedule.workdays import add_working_days
from caunoi.campaigns.tasks.obstacles import tell_of_step
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User


def last_day(now: datetime) -> date:
    """``OBSTACLE_ANSWER_DAYS`` working days from now on, included."""
    return add_working_days(timezone.localdate(now), settings.OBSTACLE_ANSWER_DAYS)


def words(text: str) -> str:
    """``text`` in NFC, its lines kept."""
    return "\n".join(nfc(line) for line in text.splitlines()).strip()


def said(text: str, missing: str, code: str) -> str:
    """``text`` in NFC; ``Refused`` with ``missing`` where it says nothing."""
    text = words(text)
    if not text:
        raise Refused(missing, code=code)
    return text


def note_step(obstacle: Obstacle, note: str, *, by: User | None, now: datetime, **detail: Any) -> None:
    """The step and the trail of a question that has just been changed; those concerned are told."""
    step = ObstacleStep.objects.create(
        obstacle=obstacle,
        unit_id=obstacle.assignment.unit_id,
        state=obstacle.state,
        lies_with_id=obstacle.lies_with_id,
        due_on=obstacle.due_on,
        note=note,
        by=by,
        at=now,
    )
    unit_id = obstacle.assignment.unit_id
    audit.record(f"obstacle.{obstacle.state}", obstacle, by=by, now=now, unit_id=unit_id, **detail)
    tell_of_step.enqueue(step.pk)
