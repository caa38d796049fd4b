"""Reorganisations: drafted step by step or from a sheet, checked, confirmed once, applied on their day, undone the same day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import Reorganisation, ReorganisationStep, Unit, User
from caunoi.orgs.permissions import may
from caunoi.orgs.reorganising.applying import apply_now, check_now, undo_now
from caunoi.orgs.reorganising.sheet import read_sheet
from caunoi.orgs.reorganising.steps import CELLS, Step, StepProblem
from caunoi.orgs.roles import Right
from caunoi.orgs.tasks import apply_reorganisation_later, check_reorganisation_later, undo_reorganisation_later

AT_ONCE_STEPS = 1_000  # checked and written within a second or two, no worker needed


@transaction.atomic
def start_reorganisation(
    unit: Unit,
    *,
    effective_on: date,
    basis_number: str,
    by: User | None,
    now: datetime,
    basis_on: date | None = None,
    basis_text: str = "",
) -> Reorganisation:
    """An empty draft in the branch of ``unit``. ``effective_on`` is the first day on which the new shape holds."""
    reorganisation = Reorganisation.objects.create(
        unit=unit,
        effective_on=effective_on,
        basis_number=nfc(basis_number),
        basis_on=basis_on,
        basis_text=nfc(basis_text),
        created_by=by,
        created_at=now,
    )
    audit.record("orgs.reorganisation_started", reorganisation, by=by, now=now, unit_id=unit.pk, on=effective_on)
    return reorganisation


def change_reorganisation(
    reorganisation: Reorganisation,
    *,
    effective_on: date,
    basis_number: str,
    basis_on: date | None,
    basis_text: str,
    now: datetime,
) -> None:
    """Another day or another paper for a draft; its steps stay and are checked again."""
    values = {"effective_on": effective_on, "basis_on": basis_on}
    values |= {"basis_number": nfc(basis_number), "basis_text": nfc(basis_text)}  # type: ignore[dict-item]
    with transaction.atomic():
        _claim(reorganisation, State.DRAFT, State.CHECKING, **values)
    _check(reorganisation, now)


def add_step(reorganisation: Reorganisation, step: Step, *, now: datetime) -> None:
    """One step more at the end of a draft, which is checked again."""
    with transaction.atomic():
        _claim(reorganisation, State.DRAFT, State.CHECKING)
        last = reorganisation.steps.aggregate(last=Max("position"))["last"] or 0
        _write_steps(reorganisation, [step], last + 1)
    _check(reorganisation, now)


def remove_step(reorganisation: Reorganisation, step: ReorganisationStep, *, now: datetime) -> None:
    """Take one step out of a draft, which is checked again."""
    with transaction.atomic():
        _claim(reorganisation, State.DRAFT, State.CHECKING)
        reorganisation.steps.filter(pk=step.pk).delete()
    _check(reorganisation, now)


def recheck_reorganisation(reorganisation: Reorganisation, *, now: datetime) -> None:
    """Check a draft again: the tree may have changed meanwhile."""
    with transaction.atomic():
        _claim(reorganisation, State.DRAFT, State.CHECKING)
    _check(reorganisation, now)


def load_steps(reorganisation: Reorganisation, *, data: bytes, by: User | None, now: datetime) -> list[StepProblem]:
    """Replace the steps of a draft by those of a sheet and check them. A sheet with a cell that cannot be read changes
    nothing: its problems are returned."""
    steps, problems = read_sheet(data)
    if problems:
        return problems
    with transaction.atomic():
        _claim(reorganisation, State.DRAFT, State.CHECKING)
        reorganisation.steps.all().delete()
        _write_steps(reorganisation, steps, 1)
        detail = {"count": len(steps)}
        unit = reorganisation.unit_id
        audit.record("orgs.reorganisation_loaded", reorganisation, by=by, now=now, unit_id=unit, **detail)
    _check(reorganisation, now)
    return []


def confirm_reorganisation(reorganisation: Reorganisation, *, by: User, now: datetime) -> Reorganisation:
    """Apply a checked draft; one whose day has not come waits for it (``apply_due``). A second confirmation changes nothing.

    Refused unless the check found no problem.
    """
    future = reorganisation.effective_on > timezone.localdate(now)
    with transaction.atomic():
        ready = Reorganisation.objects.filter(pk=reorganisation.pk, problems=[], refusal="", checked_at__isnull=False)
        if reorganisation.state == State.DRAFT and not ready.exists():
            raise Refused(_("Mend what the check found, then confirm."), code="not_ready")
        target = State.SCHEDULED if future else State.APPLYING
        _claim(reorganisation, State.DRAFT, target, decided_by=by, decided_at=now)
        action = "orgs.reorganisation_confirmed"
        on = reorganisation.effective_on
        audit.record(action, reorganisation, by=by, now=now, unit_id=reorganisation.unit_id, on=on)
        later = not future and _is_large(reorganisation)
        if later:
            apply_reorganisation_later.enqueue(reorganisation.pk)
    if not future and not later:
        apply_now(reorganisation.pk, now=now)
    reorganisation.refresh_from_db()
    return reorganisation


@transaction.atomic
def recall_reorganisation(reorganisation: Reorganisation, *, by: User, now: datetime) -> None:
    """Make one that waits for its day a draft again."""
    _claim(reorganisation, State.SCHEDULED, State.DRAFT, decided_by=None, decided_at=None)
    unit = reorganisation.unit_id
    audit.record("orgs.reorganisation_recalled", reorganisation, by=by, now=now, unit_id=unit)


@transaction.atomic
def discard_reorganisation(reorganisation: Reorganisation, *, by: User, now: datetime) -> None:
    """Drop a draft; its steps stay readable."""
    _claim(reorganisation, State.DRAFT, State.DISCARDED)
    unit = reorganisation.unit_id
    audit.record("orgs.reorganisation_discarded", reorganisation, by=by, now=now, unit_id=unit)


def undo_reorganisation(reorganisation: Reorganisation, *, by: User, now: datetime) -> Reorganisation:
    """Bring the former tree and everything that followed back, on the day of the application only. What stands against it is
    kept in ``refusal``."""
    applied = reorganisation.applied_at
    if applied is None or timezone.localdate(applied) != timezone.localdate(now):
        raise Refused(_("A reorganisation can be undone on the day it was applied only."), code="too_late")
    with transaction.atomic():
        _claim(reorganisation, State.APPLIED, State.UNDOING)
        later = _is_large(reorganisation)
        if later:
            undo_reorganisation_later.enqueue(reorganisation.pk, by.pk)
    if not later:
        undo_now(reorganisation.pk, by=by, now=now)
    reorganisation.refresh_from_db()
    return reorganisation


def apply_due(*, now: datetime) -> int:
    """Apply those whose day has come, the oldest first; how many were. Who confirmed must still hold the right; one that
    cannot be applied goes back to the draft, and who confirmed it is told why."""
    done = 0
    due = Reorganisation.objects.filter(state=State.SCHEDULED, effective_on__lte=timezone.localdate(now))
    for reorganisation in due.select_related("unit", "decided_by").order_by("effective_on", "decided_at"):
        with transaction.atomic():
            _claim(reorganisation, State.SCHEDULED, State.APPLYING)
        done += _apply_due(reorganisation, now)
    return done


def _apply_due(reorganisation: Reorganisation, now: datetime) -> bool:
    person = reorganisation.decided_by
    on = timezone.localdate(now)
    if person is None or not may(person, Right.MANAGE_UNITS, reorganisation.unit, on=on):
        refusal = _("Who confirmed this may no longer reorganise the units.")
        Reorganisation.objects.filter(pk=reorganisation.pk).update(state=State.DRAFT, checked_at=None, refusal=refusal)
    elif apply_now(reorganisation.pk, now=now):
        return True
    reorganisation.refresh_from_db()
    key = f"reorganisation-refused-{reorganisation.pk}-{reorganisation.effective_on}"
    title = _("%(paper)s could not be applied") % {"paper": reorganisation}
    notify([person] if person else [], key=key, title=title, body=reorganisation.refusal, now=now)
    return False


def _claim(reorganisation: Reorganisation, former: State, state: State, **values: Any) -> None:
    """The one place where a person changes the state; refused unless it is ``former``."""
    if state == State.CHECKING:
        values |= {"checked_at": None, "problems": [], "numbers": {}, "lines": [], "refusal": ""}
    rows = Reorganisation.objects.filter(pk=reorganisation.pk, state=former)
    if rows.update(state=state, **values) != 1:
        raise Refused(_("This reorganisation is no longer in that state: look again."), code="wrong_state")
    reorganisation.state = state


def _is_large(reorganisation: Reorganisation) -> bool:
    return reorganisation.steps.count() > AT_ONCE_STEPS


def _check(reorganisation: Reorganisation, now: datetime) -> None:
    if _is_large(reorganisation):
        check_reorganisation_later.enqueue(reorganisation.pk)
    else:
        check_now(reorganisation.pk, now=now)
    reorganisation.refresh_from_db()


def _write_steps(reorganisation: Reorganisation, steps: Sequence[Step], first: int) -> None:
    rows = [
        ReorganisationStep(
            reorganisation=reorganisation,
            position=first + place,
            row=step.number or None,
            **{cell: getattr(step, cell) for cell in CELLS},
        )
        for place, step in enumerate(steps)
    ]
    ReorganisationStep.objects.bulk_create(rows, batch_size=1000)
