"""Follow-up until closed: recommendations with a last day, remedies reported, accepted or returned."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.models import PendingUpload
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User
from caunoi.reporting.actions.photographs import attach_photos
from caunoi.reporting.enums import FollowUp, RemedyVerdict
from caunoi.reporting.models import Recommendation, Remedy, Visit, VisitPoint
from caunoi.reporting.tasks import tell_of_remedy


@transaction.atomic
def recommend(
    visit: Visit,
    *,
    text: str,
    due_on: date,
    unit: Unit,
    point: VisitPoint | None = None,
    client_key: UUID,
    by: User,
    now: datetime,
) -> Recommendation:
    """Ask ``unit`` to put something right by ``due_on``. The same form sent twice asks once.

    ``Refused``: ``text_missing``, ``day_passed``, ``not_writable`` once the record is drawn up.
    """
    text = text.strip()
    if not text:
        raise Refused(_("Write the recommendation."), code="text_missing")
    known = visit.recommendations.filter(client_key=client_key).first()
    if known:
        return known
    if due_on < timezone.localdate(now):
        raise Refused(_("The day has passed. Choose today or a later day."), code="day_passed")
    if not Visit.objects.writable().filter(pk=visit.pk).exists():
        raise Refused(
            _("The record of this visit is drawn up: its findings stand. Take it back first."), code="not_writable"
        )
    row = Recommendation(
        visit=visit, point=point, unit=unit, text=text, due_on=due_on, client_key=client_key, made_by=by, made_at=now
    )
    row.save(force_insert=True)
    audit.record("recommendation.made", row, by=by, now=now, unit_id=unit.pk, due_on=due_on)
    return row


@transaction.atomic
def drop_recommendation(recommendation: Recommendation, *, by: User, now: datetime) -> None:
    """Take back what is not on record yet."""
    if not Visit.objects.writable().filter(pk=recommendation.visit_id).exists():
        raise Refused(_("It stands on record. Close it instead."), code="on_record")
    audit.record(
        "recommendation.dropped", recommendation, by=by, now=now, unit_id=recommendation.unit_id,
        text=recommendation.text,
    )  # fmt: skip
    recommendation.delete()


@transaction.atomic
def extend_recommendation(recommendation: Recommendation, *, to: date, reason: str, by: User, now: datetime) -> None:
    """A later last day, with the reason in the trail."""
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused(_("Say why the day is moved."), code="reason_missing")
    if to < timezone.localdate(now):
        raise Refused(_("The day has passed. Choose today or a later day."), code="day_passed")
    open_ = Recommendation.objects.filter(pk=recommendation.pk).exclude(state=FollowUp.CLOSED)
    if not open_.update(due_on=to, reminded_on=None):
        raise Refused(_("This recommendation is closed."), code="closed")
    audit.record(
        "recommendation.extended", recommendation, by=by, now=now, unit_id=recommendation.unit_id,
        changed=[recommendation.due_on, to], reason=reason,
    )  # fmt: skip
    recommendation.due_on = to


@transaction.atomic
def report_remedy(
    recommendation: Recommendation,
    *,
    text: str,
    client_key: UUID,
    uploads: Iterable[PendingUpload] = (),
    by: User,
    now: datetime,
) -> Remedy:
    """The unit says what it has done, with evidence; the inspectors are told. The same form sent twice counts once."""
    text = text.strip()
    if not text:
        raise Refused(_("Write what was done."), code="text_missing")
    known = recommendation.remedies.filter(client_key=client_key).first()
    if known:
        attach_photos(uploads, remedy=known)
        return known
    open_ = Recommendation.objects.binding().filter(pk=recommendation.pk, state=FollowUp.OPEN).values("pk")
    if not Recommendation.objects.filter(pk__in=list(open_.values_list("pk", flat=True)), state=FollowUp.OPEN).update(
        state=FollowUp.REPORTED
    ):
        raise Refused(_("A remedy already waits to be checked, or the recommendation is closed."), code="not_open")
    recommendation.state = FollowUp.REPORTED
    remedy = Remedy.objects.create(
        recommendation=recommendation, text=text, client_key=client_key, reported_by=by, reported_at=now
    )
    photos = attach_photos(uploads, remedy=remedy)
    audit.record("remedy.reported", remedy, by=by, now=now, unit_id=recommendation.unit_id, photos=photos)
    tell_of_remedy.enqueue(remedy.pk)
    return remedy


@transaction.atomic
def judge_remedy(remedy: Remedy, *, accepted: bool, answer: str, by: User, now: datetime) -> None:
    """Accept what the unit reported, which closes the recommendation, or return it with the reason. Once."""
    answer = answer.strip()
    if not accepted and not answer:
        raise Refused(_("Say what is still missing."), code="answer_missing")
    verdict = RemedyVerdict.ACCEPTED if accepted else RemedyVerdict.RETURNED
    waiting = Remedy.objects.filter(pk=remedy.pk, verdict=RemedyVerdict.WAITING)
    if not waiting.update(verdict=verdict, answer=answer, judged_by=by, judged_at=now):
        raise Refused(_("A colleague has already judged this remedy."), code="already_judged")
    closing = {"state": FollowUp.CLOSED, "closed_by": by, "closed_at": now} if accepted else {"state": FollowUp.OPEN}
    Recommendation.objects.filter(pk=remedy.recommendation_id).update(**closing)
    remedy.refresh_from_db()
    unit_id = remedy.recommendation.unit_id
    audit.record("remedy.judged", remedy, by=by, now=now, unit_id=unit_id, verdict=verdict)
    tell_of_remedy.enqueue(remedy.pk)
