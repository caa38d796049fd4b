"""Visits: planned with notice to the unit, moved, cancelled, recorded, confirmed by both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import fold, nfc
from caunoi.orgs.models import Unit, User
from caunoi.reporting.enums import VisitState
from caunoi.reporting.models import Checklist, Visit, VisitPoint
from caunoi.reporting.tasks import tell_unit_of_visit


@dataclass(frozen=True)
class Plan:
    """What the planning form says; the first of ``inspectors`` leads."""

    planned_on: date
    purpose: str
    inspectors: Sequence[User]
    word_to_unit: str = ""
    client_key: UUID = field(default_factory=uuid4)


@transaction.atomic
def plan_visits(
    units: Iterable[Unit], plan: Plan, *, held_by: Unit, checklist: Checklist, by: User, now: datetime
) -> list[Visit]:
    """One visit to each of ``units``, with the checklist's points as they stand; the units are told.

    The same form sent twice gives the visits it gave the first time. ``Refused``: ``units_missing``,
    ``inspectors_missing``, ``day_passed``.
    """
    wanted = list(units)
    if not wanted:
        raise Refused(_("Choose at least one unit."), code="units_missing")
    if not plan.inspectors:
        raise Refused(_("Name at least one inspector."), code="inspectors_missing")
    if plan.planned_on < timezone.localdate(now):
        raise Refused(_("The day has passed. Choose today or a later day."), code="day_passed")
    visits = [_plan_one(unit, plan, held_by, checklist, by, now) for unit in wanted]
    Checklist.objects.filter(pk=checklist.pk, used_at__isnull=True).update(used_at=now)
    return visits


def _plan_one(unit: Unit, plan: Plan, held_by: Unit, checklist: Checklist, by: User, now: datetime) -> Visit:
    values = {
        "held_by": held_by,
        "campaign_id": checklist.campaign_id,
        "checklist": checklist,
        "leader": plan.inspectors[0],
        "planned_on": plan.planned_on,
        "purpose": nfc(plan.purpose)[:300],
        "word_to_unit": plan.word_to_unit.strip(),
        "planned_by": by,
        "planned_at": now,
    }
    visit, is_new = Visit.objects.get_or_create(unit=unit, client_key=plan.client_key, defaults=values)
    if not is_new:
        return visit
    visit.inspectors.set(plan.inspectors)
    points = [
        VisitPoint(visit=visit, duty_id=each.duty_id, position=each.position, text=each.text, folded=fold(each.text))
        for each in checklist.points.all()
    ]
    remark = VisitPoint(visit=visit, position=0, text=_("General remark"), is_remark=True)
    VisitPoint.objects.bulk_create([*points, remark])
    audit.record("visit.planned", visit, by=by, now=now, unit_id=unit.pk, planned_on=plan.planned_on)
    tell_unit_of_visit.enqueue(visit.pk, "planned")
    return visit


@transaction.atomic
def move_visit(visit: Visit, *, to: date, by: User, now: datetime) -> None:
    """Another day for a visit that has not begun; the unit is told."""
    if to < timezone.localdate(now):
        raise Refused(_("The day has passed. Choose today or a later day."), code="day_passed")
    planned = Visit.objects.filter(pk=visit.pk, state=VisitState.PLANNED)
    if not planned.update(planned_on=to, reminded_on=None):
        raise Refused(_("Only a visit that has not begun can be moved."), code="visit_begun")
    audit.record("visit.moved", visit, by=by, now=now, unit_id=visit.unit_id, changed=[visit.planned_on, to])
    visit.planned_on = to
    tell_unit_of_visit.enqueue(visit.pk, "moved")


@transaction.atomic
def cancel_visit(visit: Visit, *, reason: str, by: User, now: datetime) -> None:
    """Call off a visit that has not begun, with the reason; the unit is told."""
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused(_("Say why the visit is cancelled."), code="reason_missing")
    planned = Visit.objects.filter(pk=visit.pk, state=VisitState.PLANNED)
    if not planned.update(state=VisitState.CANCELLED, cancelled_reason=reason):
        raise Refused(_("Only a visit that has not begun can be cancelled."), code="visit_begun")
    visit.state, visit.cancelled_reason = VisitState.CANCELLED, reason
    audit.record("visit.cancelled", visit, by=by, now=now, unit_id=visit.unit_id, reason=reason)
    tell_unit_of_visit.enqueue(visit.pk, "cancelled")


@transaction.atomic
def record_visit(visit: Visit, *, held_on: date, present: str, by: User, now: datetime) -> None:
    """Draw up the record: from now on the findings stand and the unit is asked to confirm them.

    Sent twice it is drawn up once. ``Refused``: ``nothing_found`` without a single verdict, ``day_to_come``,
    ``not_writable`` for a cancelled visit.
    """
    if visit.is_on_record:
        return
    if held_on > timezone.localdate(now):
        raise Refused(_("The day of the visit is still to come."), code="day_to_come")
    if not visit.points.exclude(verdict="").exists():
        raise Refused(_("No point has a finding yet. Judge at least one."), code="nothing_found")
    values = {
        "state": VisitState.RECORDED,
        "held_on": held_on,
        "present": present.strip(),
        "recorded_by": by,
        "recorded_at": now,
    }
    if not Visit.objects.writable().filter(pk=visit.pk).update(**values):
        raise Refused(_("This visit was cancelled or recorded by a colleague."), code="not_writable")
    visit.refresh_from_db()
    audit.record("visit.recorded", visit, by=by, now=now, unit_id=visit.unit_id, held_on=held_on)
    tell_unit_of_visit.enqueue(visit.pk, "recorded")


@transaction.atomic
def reopen_record(visit: Visit, *, reason: str, by: User, now: datetime) -> None:
    """Take a record back for correction while the unit has not answered it."""
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused(_("Say why the record is taken back."), code="reason_missing")
    waiting = Visit.objects.filter(pk=visit.pk, state=VisitState.RECORDED)
    if not waiting.update(state=VisitState.UNDER_WAY):
        raise Refused(_("The unit has already answered this record: it stands."), code="already_confirmed")
    visit.state = VisitState.UNDER_WAY
    audit.record("visit.reopened", visit, by=by, now=now, unit_id=visit.unit_id, reason=reason)


@transaction.atomic
def confirm_record(visit: Visit, *, agrees: bool, opinion: str, by: User, now: datetime) -> None:
    """The unit's answer to the record: agreement, or its opinion, which is printed in the record. Once."""
    opinion = opinion.strip()
    if not agrees and not opinion:
        raise Refused(_("Write what your unit does not agree with."), code="opinion_missing")
    values = {
        "state": VisitState.CONFIRMED,
        "agrees": agrees,
        "opinion": opinion,
        "confirmed_by": by,
        "confirmed_at": now,
    }
    if not Visit.objects.filter(pk=visit.pk, state=VisitState.RECORDED).update(**values):
        raise Refused(_("This record has already been answered or was taken back."), code="not_waiting")
    visit.refresh_from_db()
    audit.record("visit.confirmed", visit, by=by, now=now, unit_id=visit.unit_id, agrees=agrees)
    tell_unit_of_visit.enqueue(visit.pk, "confirmed")
