"""Obstacles: asked upward from the duty they concern, passed on or answered, once; the answer offered to others alike."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.evidence import CARRIED
from caunoi.campaigns.enums import GuidanceReach, ObstacleState
from caunoi.campaigns.models import Assignment, Guidance, Obstacle, ObstacleFile, ObstacleStep, PendingUpload
from caunoi.campaigns.obstacle_kinds import OTHER, kinds
from caunoi.campaigns.queries.obstacles import answering_superior, place_of, superior_of
from caunoi.campaigns.schedule.workdays import add_working_days
from caunoi.campaigns.tasks.obstacles import answerers, tell_of_step
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_day
from caunoi.core.text import nfc
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import User

AGAIN_AFTER = timedelta(days=7)  # between two reminders of the same question


def _last_day(now: datetime) -> date:
    """``OBSTACLE_ANSWER_DAYS`` working days from now on, included."""
    return add_working_days(timezone.localdate(now), settings.OBSTACLE_ANSWER_DAYS)


def _note_step(obstacle: Obstacle, note: str, *, by: User | None, now: datetime, **detail: Any) -> None:
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


def _said(words: str, missing: str, code: str) -> str:
    words = nfc(words).strip()
    if not words:
        raise Refused(missing, code=code)
    return words


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
    ``Refused``: ``text_missing``, ``kind`` for an unknown one, ``no_superior`` where nothing stands above the unit.
    """
    text = _said(text, _("Write what stands in the way."), "text_missing")
    if kind not in kinds():
        raise Refused(_("Choose what kind of obstacle it is."), code="kind")
    Assignment.objects.select_for_update().get(pk=assignment.pk)  # two of the same form at the same moment wait here
    if known := _asked_already(assignment, text, client_key):
        _attach(known, uploads)
        return known
    above = superior_of(assignment.unit_id, on=timezone.localdate(now))
    if above is None:
        raise Refused(_("No unit stands above yours that could answer."), code="no_superior")
    obstacle = Obstacle.objects.create(
        assignment=assignment, kind=kind, text=text, proposal=nfc(proposal).strip(), client_key=client_key,
        lies_with=above, due_on=_last_day(now), asked_by=by, asked_at=now,
    )  # fmt: skip
    files = _attach(obstacle, uploads)
    _note_step(obstacle, text, by=by, now=now, assignment=assignment.pk, kind=kind, files=files)
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
def pass_obstacle(obstacle: Obstacle, *, note: str, by: User, now: datetime) -> None:
    """Pass the question to the nearest unit above that can answer, with a word; the time to answer begins anew.

    ``Refused``: ``note_missing``, ``nobody_above``, ``already_answered`` when a colleague was quicker.
    """
    note = _said(note, _("Say why you pass it on, and what you know already."), "note_missing")
    above = answering_superior(obstacle.lies_with_id, on=timezone.localdate(now))
    if above is None:
        raise Refused(_("No unit above yours has anybody here who could answer."), code="nobody_above")
    waiting = Obstacle.objects.waiting().filter(pk=obstacle.pk, lies_with=obstacle.lies_with_id)
    values = {"state": ObstacleState.PASSED, "lies_with": above, "due_on": _last_day(now), "reminded_on": None}
    if not waiting.update(**values):
        raise Refused(_("A colleague has already answered this obstacle or passed it on."), code="already_answered")
    obstacle.refresh_from_db()
    _note_step(obstacle, note, by=by, now=now, to=above.pk)


@transaction.atomic
def answer_obstacle(
    obstacle: Obstacle,
    *,
    answer: str,
    question: str = "",
    reach: str = GuidanceReach.ASKER,
    alike: Iterable[Obstacle] = (),
    by: User,
    now: datetime,
) -> int:
    """Answer, once, this question and those ``alike`` that still wait about the same duty; return how many.

    ``reach``: who else is offered the answer, under the words of ``question``. In the name of the unit with which the
    question lies; offered to the whole campaign, in that of the unit that issued it. An answer that was given before and
    did not solve it is no longer offered. ``Refused``: ``answer_missing``; ``already_answered`` when a colleague was
    quicker: theirs stands.
    """
    answer = _said(answer, _("Write the answer."), "answer_missing")
    duty = obstacle.assignment.duty
    issuer = duty.campaign.unit_id
    guidance = Guidance.objects.create(
        duty=duty,
        unit_id=issuer if reach == GuidanceReach.CAMPAIGN else obstacle.lies_with_id or issuer,
        kind=obstacle.kind,
        question=nfc(question).strip(),
        text=answer,
        reach=reach,
        given_by=by,
        given_at=now,
    )
    if not _answer(obstacle, guidance):
        raise Refused(_("This obstacle has already been answered."), code="already_answered")
    others = Obstacle.objects.filter(pk__in=[row.pk for row in alike], assignment__duty=duty).exclude(pk=obstacle.pk)
    return 1 + sum(_answer(row, guidance) for row in others.select_related("assignment").order_by("pk"))


def _answer(obstacle: Obstacle, guidance: Guidance) -> bool:
    by, now = guidance.given_by, guidance.given_at
    former = obstacle.guidance_id
    values = {"answer": guidance.text, "answered_by": by, "answered_at": now, "guidance": guidance}
    waiting = Obstacle.objects.waiting().filter(pk=obstacle.pk)
    if not waiting.update(state=ObstacleState.ANSWERED, **values):
        return False
    if former and guidance.reach != GuidanceReach.ASKER:
        Guidance.objects.filter(pk=former, superseded_at__isnull=True).update(superseded_at=now)
    obstacle.refresh_from_db()
    _note_step(obstacle, guidance.text, by=by, now=now, reach=guidance.reach)
    return True


@transaction.atomic
def withdraw_obstacle(obstacle: Obstacle, *, by: User, now: datetime) -> None:
    """Take the question back: it has solved itself. ``Refused`` (``not_waiting``) once it has an answer."""
    if not Obstacle.objects.waiting().filter(pk=obstacle.pk).update(state=ObstacleState.WITHDRAWN):
        raise Refused(_("This question no longer waits for an answer."), code="not_waiting")
    obstacle.refresh_from_db()
    _note_step(obstacle, "", by=by, now=now)


@transaction.atomic
def reopen_obstacle(obstacle: Obstacle, *, reason: str, by: User, now: datetime) -> None:
    """The answer does not solve it: the question waits again, with the reason, where it lay. The steps keep the answer.

    ``Refused``: ``reason_missing``, ``not_answered``.
    """
    reason = _said(reason, _("Say what the answer does not solve."), "reason_missing")
    values = {"answer": "", "answered_by": None, "answered_at": None, "reminded_on": None, "due_on": _last_day(now)}
    place = place_of(obstacle, on=timezone.localdate(now))
    answered = Obstacle.objects.filter(pk=obstacle.pk, state=ObstacleState.ANSWERED)
    if not answered.update(state=ObstacleState.REOPENED, lies_with=place, **values):
        raise Refused(_("This question has no answer that could be doubted."), code="not_answered")
    obstacle.refresh_from_db()
    _note_step(obstacle, reason, by=by, now=now)


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
