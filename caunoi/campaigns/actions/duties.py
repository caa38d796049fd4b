"""The state of a duty at one unit: done, open again, not applicable."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.adapting.choices import decisions
from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, Campaign, OwnPlan
from caunoi.campaigns.schedule.own_dates import OwnDates, own_dates_of
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User


def complete_assignment(assignment: Assignment, *, note: str = "", by: User | None, now: datetime) -> None:
    """Mark the open duty done."""
    _change(assignment, AssignmentState.DONE, note=note, by=by, now=now)


def excuse_assignment(assignment: Assignment, *, reason: str, by: User | None, now: datetime) -> None:
    """Say that the open duty does not apply to the unit, and why."""
    if not reason.strip():
        raise Refused(_("Say why the duty does not apply to your unit."), code="reason_missing")
    _change(assignment, AssignmentState.EXCUSED, note=reason, by=by, now=now)


def reopen_assignment(assignment: Assignment, *, by: User | None, now: datetime) -> None:
    """Back to do, from done or not applicable."""
    _change(assignment, AssignmentState.OPEN, note="", by=by, now=now)


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
def _change(assignment: Assignment, state: AssignmentState, *, note: str, by: User | None, now: datetime) -> None:
    """Where a person changes the state. ``Refused`` (``changed_meanwhile``) when it is no longer what the person saw."""
    before = (
        {AssignmentState.DONE, AssignmentState.EXCUSED} if state == AssignmentState.OPEN else {AssignmentState.OPEN}
    )
    done_at = now if state == AssignmentState.DONE else None
    values: dict[str, Any] = {"state": state, "done_at": done_at, "note": nfc(note)[:500]}
    if not Assignment.objects.filter(pk=assignment.pk, state__in=before).update(**values):
        message = _("The state of this duty has changed meanwhile. Look at it again.")
        raise Refused(message, code="changed_meanwhile")
    was = assignment.state
    for name, value in values.items():
        setattr(assignment, name, value)
    action = {"done": "completed", "excused": "excused", "open": "reopened"}[state]
    audit.record(
        f"assignment.{action}", assignment, by=by, now=now, unit_id=assignment.unit_id, was=was, note=values["note"]
    )
