"""The side of the level above: passing a question on, asking back, answering it with those alike."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.obstacles.steps import last_day, note_step, said, words
from caunoi.campaigns.enums import GuidanceReach, ObstacleState
from caunoi.campaigns.models import Guidance, Obstacle
from caunoi.campaigns.queries.obstacles import answering_superior
from caunoi.core.errors import Refused
from caunoi.core.text import fold
from caunoi.orgs.models import User


@transaction.atomic
def pass_obstacle(obstacle: Obstacle, *, note: str, by: User, now: datetime) -> None:
    """Pass the question to the nearest unit above that can answer, with a word; the time to answer begins anew.

    ``Refused``: ``note_missing``, ``nobody_above``, ``already_answered`` when a colleague was quicker.
    """
    note = said(note, _("Say why you pass it on, and what you know already."), "note_missing")
    above = answering_superior(obstacle.lies_with_id, on=timezone.localdate(now))
    if above is None:
        raise Refused(_("No unit above yours has anybody here who could answer."), code="nobody_above")
    waiting = Obstacle.objects.waiting().filter(pk=obstacle.pk, lies_with=obstacle.lies_with_id)
    values = {"state": ObstacleState.PASSED, "lies_with": above, "due_on": last_day(now), "reminded_on": None}
    if not waiting.update(**values):
        raise Refused(_("A colleague has already answered this obstacle or passed it on."), code="already_answered")
    obstacle.refresh_from_db()
    note_step(obstacle, note, by=by, now=now, to=above.pk)


@transaction.atomic
def ask_back(obstacle: Obstacle, *, question: str, by: User, now: datetime) -> None:
    """Ask the unit for more words before answering; until it speaks, no day runs for the answer.

    ``Refused``: ``question_missing``; ``already_answered`` when a colleague has answered, passed it on or asked back.
    """
    question = said(question, _("Write what you need to know."), "question_missing")
    pending = Obstacle.objects.pending().filter(pk=obstacle.pk, lies_with=obstacle.lies_with_id)
    if not pending.update(state=ObstacleState.BACK, due_on=None, reminded_on=None):
        raise Refused(_("A colleague has already dealt with this obstacle."), code="already_answered")
    obstacle.refresh_from_db()
    note_step(obstacle, question, by=by, now=now)


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
    answer = said(answer, _("Write the answer."), "answer_missing")
    duty = obstacle.assignment.duty
    issuer = duty.campaign.unit_id
    guidance = Guidance.objects.create(
        duty=duty,
        unit_id=issuer if reach == GuidanceReach.CAMPAIGN else obstacle.lies_with_id or issuer,
        kind=obstacle.kind,
        question=words(question),
        text=answer,
        folded=fold(f"{words(question)} {answer} {duty.text}"),
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
    note_step(obstacle, guidance.text, by=by, now=now, reach=guidance.reach)
    return True
