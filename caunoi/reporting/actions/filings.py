"""The way of a report: written, sent, returned or approved, reopened. One function for each change of state.

Each locks the row, looks at its state (and, for a sending, at the revision that was read) and changes it, so that two people
never overwrite each other; the sums above follow in the same transaction. Locked in one order everywhere: the report, its
form (held by all who send, so that a closing waits for them), the unit's place, the sums. From RETURNED and REOPENED only a
new sending leads on: nothing is approved over a refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.duties import follow_report
from caunoi.campaigns.enums import AssignmentState
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.locks import hold
from caunoi.core.text import nfc, nfc_lines
from caunoi.orgs.models import User
from caunoi.reporting.actions.comments import explain_figures
from caunoi.reporting.actions.totals import follow_filing, hold_path
from caunoi.reporting.enums import COUNTED, FILABLE, FilingState
from caunoi.reporting.form_lines import lines_of, sections_of, slots_of
from caunoi.reporting.models import Correction, Filing, FilingDraft, FilingStep, FormVersion
from caunoi.reporting.packing import LIMIT, pack, unpack
from caunoi.reporting.summing import contribution_of
from caunoi.reporting.tasks import tell_of_excuse, tell_of_filing

REASON = 1000  # characters


@dataclass(frozen=True)
class Report:
    """What is sent: ``values`` and ``reasons`` by code of the line, ``narrative`` by code of the section.

    ``explanations``, by code of the line, answer what looked doubtful (``plausibility``); they stand as comments at the figure.
    """

    values: Mapping[str, int | None]
    narrative: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    explanations: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def prefill_filing(filing: Filing, values: Mapping[str, int | None], *, now: datetime) -> None:
    """Note what the registers say. What the unit has typed is not touched."""
    prefilled = _packed(filing.version, values)
    Filing.objects.filter(pk=filing.pk).update(prefilled=prefilled, prefilled_at=now)
    filing.prefilled, filing.prefilled_at = prefilled, now


@transaction.atomic
def submit_filing(
    filing: Filing, report: Report, *, client_key: UUID, revision: int, by: User, now: datetime
) -> Filing:
    """Send the report upward; with nobody above it is approved at once. The same ``client_key`` again changes nothing.

    ``Refused``: ``form_not_open``, ``not_writable`` (sent or approved already), ``changed_meanwhile`` (``revision`` is not
    the one that was read), ``bad_value``, ``missing_value``, ``reason_missing`` for a figure that differs from the registers.
    """
    before = Filing.objects.select_for_update(of=("self",)).select_related("form__duty", "version").get(pk=filing.pk)
    if before.client_key == client_key and before.state not in FILABLE:
        return before
    _check_open(before)
    if before.state not in FILABLE:
        raise Refused(_("This report was sent already. Ask the level above to reopen it."), code="not_writable")
    if before.revision != revision:
        message = _("A colleague has changed this report since you opened it. Compare both, then send again.")
        raise Refused(message, code="changed_meanwhile")
    on = timezone.localdate(now)
    values = _checked(before, report)
    path = hold_path(before.unit_id, on)
    after = {
        "values": pack(values),
        "narrative": _told(before.version, report.narrative),
        "state": FilingState.SUBMITTED if path[:-1] else FilingState.APPROVED,
        "client_key": client_key,
        "first_sent_on": before.first_sent_on or on,
        "sent_at": now,
        "sent_by": by,
        "reason": "",
    }
    _correct(before, values, report.reasons, by=by, now=now)
    explain_figures(before, report.explanations, client_key=client_key, by=by, now=now)
    FilingDraft.objects.filter(filing=filing, user=by).delete()
    return _move(before, after, by=by, now=now, path=path)


def _check_open(filing: Filing) -> None:
    """The form stays as it is until the transaction ends: who closes it waits, or was first and is seen here."""
    hold(filing.form, "opened_at", "closed_at")
    if filing.form.opened_at is None or filing.form.closed_at:
        raise Refused(_("The report form is not open now: nothing can be sent on it."), code="form_not_open")


def _packed(version: FormVersion, values: Mapping[str, int | None]) -> bytes:
    slots = slots_of(lines_of(version))
    return pack({slots[code]: value for code, value in values.items() if code in slots})


def _checked(filing: Filing, report: Report) -> dict[int, int]:
    """Values by slot. The first line that is wrong is named, with what to do."""
    lines = {line.code: line for line in lines_of(filing.version) if line.is_typed}
    values: dict[int, int] = {}
    for code, value in report.values.items():
        if code not in lines or (value is not None and not 0 <= value < LIMIT):
            named = lines[code].name if code in lines else code
            message = _("“%(line)s” must be a whole number that is not below nought.")
            raise Refused(message % {"line": named}, code="bad_value")
        if value is not None:
            values[lines[code].slot] = value
    missing = next((line for line in lines.values() if line.is_required and line.slot not in values), None)
    if missing:
        message = _("“%(line)s” is still empty. Write the figure; write 0 where there is none.")
        raise Refused(message % {"line": missing.name}, code="missing_value")
    return values


def _told(version: FormVersion, narrative: Mapping[str, str]) -> dict[str, str]:
    told = {one.code: nfc_lines(narrative.get(one.code, "")) for one in sections_of(version)}
    return {code: text for code, text in told.items() if text}


def _correct(filing: Filing, values: Mapping[int, int], reasons: Mapping[str, str], *, by: User, now: datetime) -> None:
    """A standing correction for every figure that differs from what the registers say, the others lifted."""
    prefilled = unpack(filing.prefilled)
    sent_before = filing.revision > 0  # nothing was corrected in a report that was never sent
    standing = {row.code: row for row in filing.corrections.filter(lifted_at__isnull=True)} if sent_before else {}
    for line in lines_of(filing.version):
        said, stated = prefilled.get(line.slot), values.get(line.slot)
        former = standing.get(line.code)
        differs = line.is_typed and said is not None and said != stated
        reason = nfc(reasons.get(line.code, "")).strip() or (former.reason if former else "")
        if differs and not reason:
            message = _("“%(line)s” differs from what your register says. Write the reason beside it.")
            raise Refused(message % {"line": line.name}, code="reason_missing")
        if former and not (differs and (former.prefilled, former.value, former.reason) == (said, stated, reason)):
            Correction.objects.filter(pk=former.pk).update(lifted_at=now)
            former = None
        if differs and former is None:
            Correction.objects.create(
                filing=filing, code=line.code, prefilled=said, value=stated, reason=reason[:500], at=now, by=by
            )


def _move(filing: Filing, values: dict[str, Any], *, by: User, now: datetime, path: list[int] | None = None) -> Filing:
    """Write ``values`` over the locked row, keep the step, audit, bring the sums along: last, so that those who send at the
    same time wait for each other as little as can be."""
    before = contribution_of(filing)
    values = {**values, "revision": filing.revision + 1}
    Filing.objects.filter(pk=filing.pk).update(**values)
    for name, value in values.items():
        setattr(filing, name, value)
    FilingStep.objects.create(
        filing=filing, state=filing.state, reason=filing.reason, version=filing.version, values=filing.values,
        narrative=filing.narrative, at=now, by=by,
    )  # fmt: skip
    sent = filing.state in COUNTED
    _follow_duty(filing, AssignmentState.DONE if sent else AssignmentState.OPEN, by=by, now=now)
    detail = {"state": filing.state, "reason": filing.reason}
    audit.record("filing.moved", filing, by=by, now=now, unit_id=filing.unit_id, **detail)
    tell_of_filing.enqueue(filing.pk, filing.revision)
    follow_filing(filing, before, contribution_of(filing), on=timezone.localdate(now), path=path)
    return filing


def _follow_duty(filing: Filing, state: AssignmentState, *, note: str = "", by: User, now: datetime) -> None:
    """A duty to report on every wave is not done with the report on one."""
    duty = filing.form.duty
    if duty and duty.wave_id == filing.form.wave_id:
        follow_report(duty, filing.unit_id, state, note=note, by=by, now=now)


def _decide(
    filing: Filing,
    state: FilingState,
    *,
    of: tuple[FilingState, ...],
    revision: int | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Filing:
    found = Filing.objects.select_for_update(of=("self",)).select_related("form__duty", "version").get(pk=filing.pk)
    _check_open(found)
    if found.state not in of:
        message = _("The report is “%(state)s” by now. Look at it again.")
        raise Refused(message % {"state": found.get_state_display()}, code="not_waiting")
    if revision not in (None, found.revision):
        message = _("The unit has sent its report again since you opened it. Read it as it stands now, then decide.")
        raise Refused(message, code="changed_meanwhile")
    values = {"state": state, "reason": reason, "decided_at": now, "decided_by": by}
    return _move(found, values, by=by, now=now)


def _reason(text: str) -> str:
    reason = nfc(text).strip()[:REASON]
    if not reason:
        raise Refused(_("Write the reason: the unit reads it."), code="reason_missing")
    return reason


@transaction.atomic
def approve_filing(filing: Filing, *, revision: int | None = None, by: User, now: datetime) -> Filing:
    """Lock it. ``Refused``: ``not_waiting`` for approval; ``changed_meanwhile`` where ``revision``, the one that was read, no
    longer stands."""
    return _decide(filing, FilingState.APPROVED, of=(FilingState.SUBMITTED,), revision=revision, by=by, now=now)


@transaction.atomic
def return_filing(filing: Filing, *, reason: str, revision: int | None = None, by: User, now: datetime) -> Filing:
    """Give it back to be corrected; it leaves the sums until it is sent again. Refuses as ``approve_filing`` does."""
    of, why = (FilingState.SUBMITTED,), _reason(reason)
    return _decide(filing, FilingState.RETURNED, of=of, revision=revision, reason=why, by=by, now=now)


@transaction.atomic
def reopen_filing(filing: Filing, *, reason: str, by: User, now: datetime) -> Filing:
    """Unlock an approved report; it leaves the sums until it is sent and approved again."""
    return _decide(
        filing, FilingState.REOPENED, of=(FilingState.APPROVED,), reason=_reason(reason), by=by, now=now
    )  # fmt: skip


@transaction.atomic
def excuse_filing(filing: Filing, *, reason: str, by: User, now: datetime) -> Filing:
    """The unit need not file, for a reason that the level above reads; an empty reason asks it again."""
    found = Filing.objects.select_for_update(of=("self",)).select_related("form__duty").get(pk=filing.pk)
    _check_open(found)
    before, excuse = contribution_of(found), nfc(reason)[:300]
    if excuse == found.excused_reason:
        return found
    Filing.objects.filter(pk=found.pk).update(excused_reason=excuse)
    found.excused_reason = excuse
    follow_filing(found, before, contribution_of(found), on=timezone.localdate(now))
    if found.state in FILABLE:
        state = AssignmentState.EXCUSED if excuse else AssignmentState.OPEN
        _follow_duty(found, state, note=excuse, by=by, now=now)
    audit.record("filing.excused", found, by=by, now=now, unit_id=found.unit_id, reason=excuse)
    tell_of_excuse.enqueue(found.pk, now.isoformat())
    return found
