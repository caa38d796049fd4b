"""The state of a duty at one unit: done, open again, not applicable."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment
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
def _change(assignment: Assignment, state: AssignmentState, *, note: str, by: User | None, now: datetime) -> None:
    """The one place where the state changes. ``Refused`` (``changed_meanwhile``) when it is no longer what the person saw."""
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
