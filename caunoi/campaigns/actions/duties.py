"""The state of a duty at one unit: done, open again, not applicable."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.adapting.choices import decisions
from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, Campaign, Duty, OwnPlan
from caunoi.campaigns.schedule.own_dates import OwnDates, own_dates_of
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User

_AUDITED = {AssignmentState.DONE: "completed", AssignmentState.EXCUSED: "excused", AssignmentState.OPEN: "reopened"}


class DutyChanged(Refused):
    """The duty is no longer what the person saw; ``assignment`` as it stands, ``duty`` loaded. Nothing was overwritten."""

    def __init__(self, assignment: Assignment) -> None:
        message = _("The state of this duty has changed meanwhile. Look at it again.")
        super().__init__(message, code="changed_meanwhile")
        self.assignment = assignment


def complete_assignment(
    assignment: Assignment, *, note: str = "", seen: str = AssignmentState.OPEN, by: User | None, now: datetime
) -> None:
    """Mark the duty done. ``seen`` is the state that the person looked at and replaces; ``DutyChanged`` where another
    stands, or where the duty was dropped above. The same words sent twice count once."""
    _change(assignment, AssignmentState.DONE, note=note, seen=[seen], by=by, now=now)


def excuse_assignment(
    assignment: Assignment, *, reason: str, seen: str = AssignmentState.OPEN, by: User | None, now: datetime
) -> None:
    """Say that the duty does not apply to the unit, and why. ``seen`` as in ``complete_assignment``."""
    if not reason.strip():
        raise Refused(_("Say why the duty does not apply to your unit."), code="reason_missing")
    _change(assignment, AssignmentState.EXCUSED, note=reason, seen=[seen], by=by, now=now)


def reopen_assignment(assignment: Assignment, *, by: User | None, now: datetime) -> None:
    """Back to do, from done or not applicable."""
    closed = [AssignmentState.DONE, AssignmentState.EXCUSED]
    _change(assignment, AssignmentState.OPEN, note="", seen=closed, by=by, now=now)


@transaction.atomic(savepoint=False)
def follow_report(
    duty: Duty, unit_id: int, state: AssignmentState, *, note: str = "", by: User | None, now: datetime
) -> bool:
    """Bring the duty to report in line with the report itself: done once it is sent, to do again when it comes back, excused
    where the level above lets it go. False where the unit was not given it or it stands so already. Call in the transaction
    that changes the report."""
    given = Assignment.objects.filter(duty=duty, unit=unit_id).exclude(state=state).first()
    if given is None or duty.dropped_at:
        return False
    was, note = given.state, nfc(note)[:500]
    done_at = now if state == AssignmentState.DONE else None
    Assignment.objects.filter(pk=given.pk).update(state=state, done_at=done_at, note=note, left_out_by=None)
    audit.record(f"assignment.{_AUDITED[state]}", given, by=by, now=now, unit_id=unit_id, was=was, note=note)
    return True


@transaction.atomic
def follow_own_plans(campaign: Campaign, *, by: User | None, now: datetime, only: OwnPlan | None = None) -> int:
    """Bring the open duties of the campaign in line with what own plans in force say does not apply in their branch, and
    open again what such a plan no longer says; return how many changed. What a unit itself decided stays. Safe to run twice.

    ``only``: of that plan alone.
    """
    changed = 0
    for plan in own_dates_of(campaign, timezone.localdate(now)):
        if only is None or plan.plan == only.pk:
            changed += _follow(plan, campaign, by, now)
    return changed


def _follow(plan: OwnDates, campaign: Campaign, by: User | None, now: datetime) -> int:
    reasons = {
        int(key.partition(":")[2]): one.reason for key, one in decisions(dict(plan.choices)).items() if one.left_out
    }
    given = Assignment.objects.filter(duty__campaign=campaign)
    again = given.filter(left_out_by=plan.plan, state=AssignmentState.EXCUSED).exclude(duty__in=reasons)
    opened = again.update(state=AssignmentState.OPEN, note="", left_out_by=None)
    excused = 0
    for duty, reason in reasons.items():
        waiting = given.filter(duty=duty, state=AssignmentState.OPEN, left_out_by__isnull=True)
        waiting = waiting.filter(unit__in=plan.units(timezone.localdate(now)).values("pk"))
        excused += waiting.update(state=AssignmentState.EXCUSED, note=nfc(reason)[:500], left_out_by=plan.plan)
    if opened or excused:
        target = OwnPlan.objects.get(pk=plan.plan)
        audit.record(
            "own_plan.followed", target, by=by, now=now, unit_id=target.unit_id, excused=excused, reopened=opened
        )
    return opened + excused


@transaction.atomic
def _change(
    assignment: Assignment, state: AssignmentState, *, note: str, seen: Sequence[str], by: User | None, now: datetime
) -> None:
    """Where a person changes the state."""
    note = nfc(note)[:500]
    standing = Assignment.objects.select_for_update(of=("self",)).select_related("duty").get(pk=assignment.pk)
    if state != AssignmentState.OPEN and (standing.state, standing.note) == (state, note):
        return
    if standing.state not in seen or standing.duty.dropped_at:
        raise DutyChanged(standing)
    was = standing.state
    values: dict[str, Any] = {"state": state, "done_at": now if state == AssignmentState.DONE else None, "note": note}
    Assignment.objects.filter(pk=assignment.pk).update(**values)
    for name, value in values.items():
        setattr(assignment, name, value)
    audit.record(
        f"assignment.{_AUDITED[state]}", assignment, by=by, now=now, unit_id=assignment.unit_id, was=was, note=note
    )
