"""The side of the unit that asks: its question, its further words, its verdict on the answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.duties import DutyChanged
from caunoi.campaigns.actions.evidence import CARRIED
from caunoi.campaigns.actions.obstacles.steps import last_day, note_step, said, words
from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Assignment, Obstacle, ObstacleFile, PendingUpload
from caunoi.campaigns.obstacle_kinds import OTHER, kinds
from caunoi.campaigns.queries.obstacles import place_of, superior_of
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import User


@transaction.atomic
def ask_obstacle(
    assignment: Assignment,
    *,
    text: str,
    kind: str = OTHER,
    proposal: str = "",
    client_key: UUID | None = None,
    uploads: Iterable[PendingUpload] = (),
    by: User,
    now: datetime,
) -> Obstacle:
    """Ask the level above about what stands in the way of the duty.

    The same form (``client_key``) sent twice is one question, and so are the same words while they wait for an answer.
    ``Refused``: ``text_missing``, ``kind`` for an unknown one, ``no_superior`` where nothing stands above the unit;
    ``DutyChanged`` where the level above has dropped the duty: nothing stands in its way any more.
    """
    text = said(text, _("Write what stands in the way."), "text_missing")
    if kind not in kinds():
        raise Refused(_("Choose what kind of obstacle it is."), code="kind")
    locked = Assignment.objects.select_for_update(of=("self",))  # two of the same form at the same moment wait here
    standing = locked.select_related("duty").get(pk=assignment.pk)
    if known := _asked_already(assignment, text, client_key):
        _attach(known, uploads)
        return known
    if standing.duty.dropped_at:
        raise DutyChanged(standing)
    above = superior_of(assignment.unit_id, on=timezone.localdate(now))
    if above is None:
        raise Refused(_("No unit stands above yours that could answer."), code="no_superior")
    obstacle = Obstacle.objects.create(
        assignment=assignment, kind=kind, text=text, proposal=words(proposal), client_key=client_key,
        lies_with=above, due_on=last_day(now), asked_by=by, asked_at=now,
    )  # fmt: skip
    files = _attach(obstacle, uploads)
    note_step(obstacle, text, by=by, now=now, assignment=assignment.pk, kind=kind, files=files)
    return obstacle


def _asked_already(assignment: Assignment, text: str, client_key: UUID | None) -> Obstacle | None:
    same = Q(client_key=client_key) if client_key else Q(pk__in=[])
    return assignment.obstacles.filter(same).first() or assignment.obstacles.waiting().filter(text=text).first()


def _attach(obstacle: Obstacle, uploads: Iterable[PendingUpload]) -> int:
    rows = list(uploads)
    ObstacleFile.objects.bulk_create(
        ObstacleFile(obstacle=obstacle, **{name: getattr(row, name) for name in CARRIED}) for row in rows
    )
    PendingUpload.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@transaction.atomic
def withdraw_obstacle(obstacle: Obstacle, *, by: User, now: datetime) -> None:
    """Take the question back: it has solved itself. ``Refused`` (``not_waiting``) once it has an answer."""
    if not Obstacle.objects.waiting().filter(pk=obstacle.pk).update(state=ObstacleState.WITHDRAWN):
        raise Refused(_("This question no longer waits for an answer."), code="not_waiting")
    obstacle.refresh_from_db()
    note_step(obstacle, "", by=by, now=now)


@transaction.atomic
def reopen_obstacle(obstacle: Obstacle, *, reason: str, by: User, now: datetime) -> None:
    """The answer does not solve it: the question waits again, with the reason, where it lay. The steps keep the answer.

    ``Refused``: ``reason_missing``, ``not_answered``.
    """
    reason = said(reason, _("Say what the answer does not solve."), "reason_missing")
    values = {"answer": "", "answered_by": None, "answered_at": None, "reminded_on": None, "due_on": last_day(now)}
    values |= {"solved_at": None, "solved_by": None}
    place = place_of(obstacle, on=timezone.localdate(now))
    answered = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.ANSWERED)
    if not answered.update(state=ObstacleState.REOPENED, lies_with=place, **values):
        raise Refused(_("This question has no answer that could be doubted."), code="not_answered")
    obstacle.refresh_from_db()
    note_step(obstacle, reason, by=by, now=now)


@transaction.atomic
def explain_obstacle(obstacle: Obstacle, *, text: str, by: User, now: datetime) -> None:
    """Say more, asked back by the level above: the question waits for its answer again, with a new last day.

    ``Refused``: ``text_missing``, ``not_asked_back``.
    """
    text = said(text, _("Answer what the level above asks back."), "text_missing")
    place = place_of(obstacle, on=timezone.localdate(now))
    asked_back = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.BACK)
    if not asked_back.update(state=ObstacleState.EXPLAINED, lies_with=place, due_on=last_day(now)):
        raise Refused(_("Nothing is asked back about this question any more."), code="not_asked_back")
    obstacle.refresh_from_db()
    note_step(obstacle, text, by=by, now=now)


@transaction.atomic
def confirm_solved(obstacle: Obstacle, *, by: User, now: datetime) -> None:
    """The answer has solved it, says the unit that asked. ``Refused`` (``not_answered``) where no answer stands.

    Said twice, the first word stays.
    """
    answered = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.ANSWERED)
    if not answered.exists():
        raise Refused(_("This question has no answer that could have solved it."), code="not_answered")
    if answered.filter(solved_at__isnull=True).update(solved_at=now, solved_by=by):
        audit.record("obstacle.solved", obstacle, by=by, now=now, unit_id=obstacle.assignment.unit_id)
    obstacle.refresh_from_db()
