"""What the clock does for questions: finds those without a place a new one, reminds of those past their last day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.obstacles.steps import last_day, note_step
from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.queries.obstacles import place_of, stranded_obstacles
from caunoi.campaigns.tasks.obstacles import answerers
from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify

AGAIN_AFTER = timedelta(days=7)  # between two reminders of the same question


def move_stranded_obstacles(*, now: datetime) -> int:
    """Give every question that lies with a unit no longer above the one that asks its place anew; return how many.

    After a reorganisation the old level can neither see nor answer it. Safe to run twice.
    """
    on = timezone.localdate(now)
    note = _("The level with which it lay no longer stands above the unit.")
    moved = 0
    for row in stranded_obstacles(on=on):
        above = place_of(row, on=on)
        if above is None:
            continue
        with transaction.atomic():
            here = Obstacle.objects.pending().filter(pk=row.pk, lies_with=row.lies_with_id)
            if here.update(state=ObstacleState.PASSED, lies_with=above, due_on=last_day(now), reminded_on=None):
                row.refresh_from_db()
                note_step(row, note, by=None, now=now, to=above.pk)
                moved += 1
    return moved


def remind_of_obstacles(*, now: datetime) -> int:
    """Remind those who have to answer of questions past their last day, then once a week; return how many are spoken of.

    Safe to run twice: a question is claimed for the day by a conditional update before anybody is told.
    """
    on = timezone.localdate(now)
    unclaimed = Q(reminded_on__isnull=True) | Q(reminded_on__lte=on - AGAIN_AFTER)
    late = Obstacle.objects.overdue(on).filter(unclaimed).select_related("lies_with").order_by("pk")
    spoken = 0
    for row in late.iterator(chunk_size=500):
        with transaction.atomic():
            if Obstacle.objects.overdue(on).filter(unclaimed, pk=row.pk).update(reminded_on=on):
                _remind(row, on, now)
                spoken += 1
    return spoken


def _remind(obstacle: Obstacle, on: date, now: datetime) -> None:
    title = _("An obstacle was to be answered by %(day)s") % {"day": format_day(obstacle.due_on)}
    url = reverse("campaigns:answer-obstacle", args=[obstacle.pk])
    key = f"obstacle.late:{obstacle.pk}:{on}"
    notify(answerers(obstacle, on=on), key=key, title=title, body=obstacle.text, url=url, now=now)
