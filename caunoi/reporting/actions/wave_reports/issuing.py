"""The report is issued: locked with its number, day and signer. Reopened only with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User
from caunoi.reporting.actions.wave_reports.writing import locked
from caunoi.reporting.enums import ChangeVerdict, SentenceState, WaveReportState
from caunoi.reporting.models import ReportChange, WaveReport
from caunoi.reporting.tasks import tell_of_wave_report

REASON = 500


def is_complete(report: WaveReport) -> bool:
    """Number, day and signer are there."""
    return bool(report.number and not report.number.startswith("/") and report.signed_on and report.signer)


@transaction.atomic
def issue_report(report: WaveReport, *, revision: int, by: User, now: datetime) -> None:
    """Lock the paper as its newest edition, which must be ``revision``: the one that was looked at. Those above and those
    whose reports are counted in it are told; the form stays open.

    ``Refused``: ``issued``, ``changed_meanwhile``, ``not_written``, ``undecided`` (sentences or differences wait), ``incomplete``
    (no number, day or signer).
    """
    found = locked(report)
    if not found.revision:
        raise Refused(_("Write the report first."), code="not_written")
    if found.revision != revision:
        raise Refused(
            _("A colleague has written this report at the same time. Look at it anew."), code="changed_meanwhile"
        )
    if found.sentences.filter(state=SentenceState.PROPOSED, gone_at__isnull=True).exists():
        raise Refused(
            _("Some sentences of the units are not looked at yet. Accept or leave out each."), code="undecided"
        )
    waiting = ReportChange.objects.filter(upload__edition__report=found, upload__edition__revision=revision)
    if waiting.filter(verdict=ChangeVerdict.WAITING).exists():
        raise Refused(_("An edited copy waits for your decision. Settle it first."), code="undecided")
    if not is_complete(found):
        raise Refused(
            _("Number, date and signer are needed to issue the report. Fill them in and write it again."),
            code="incomplete",
        )
    _check_printed(found)
    WaveReport.objects.filter(pk=found.pk).update(state=WaveReportState.ISSUED, issued_at=now, issued_by=by)
    report.refresh_from_db()
    detail = {"revision": revision, "number": found.number}
    audit.record("wave_report.issued", found, by=by, now=now, unit_id=found.unit_id, **detail)
    tell_of_wave_report.enqueue(found.pk, now.isoformat())


def _check_printed(report: WaveReport) -> None:
    """The edition was written with the number, day and signer that stand here."""
    paper = report.editions.get(revision=report.revision).content["paper"]
    day = report.signed_on.isoformat() if report.signed_on else None
    if (paper["number"], paper["date"], paper["name"]) != (report.number, day, report.signer):
        message = _("Number, date or signer were changed after the report was written. Write it again.")
        raise Refused(message, code="changed_meanwhile")


@transaction.atomic
def reopen_report(report: WaveReport, *, reason: str, by: User, now: datetime) -> None:
    """Unlock it; the edition that was issued stays. ``Refused``: ``reason_missing``, ``not_issued``."""
    why = nfc(reason)[:REASON]
    if not why:
        raise Refused(_("Write the reason for reopening."), code="reason_missing")
    issued = WaveReport.objects.filter(pk=report.pk, state=WaveReportState.ISSUED)
    if not issued.update(state=WaveReportState.DRAFT, reopened_reason=why):
        raise Refused(_("Only an issued report can be reopened."), code="not_issued")
    report.refresh_from_db()
    audit.record("wave_report.reopened", report, by=by, now=now, unit_id=report.unit_id, reason=why)
