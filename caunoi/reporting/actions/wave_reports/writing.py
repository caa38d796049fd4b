"""Writing the paper: begun once, its sentences brought up to date, composed, given out as .docx, .pdf and .xlsx."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.officialdocs.report import Report
from caunoi.officialdocs.report_json import from_json, to_json
from caunoi.officialdocs.write_report import write_report
from caunoi.orgs.models import Unit, User
from caunoi.reporting.actions.wave_reports.sentences import refresh_sentences
from caunoi.reporting.models import ReportEdition, ReportForm, ReportSource, WaveReport
from caunoi.reporting.queries.wave_reports import composed_now, forms_of
from caunoi.reporting.wave_report.annexes import CHOICES
from caunoi.reporting.wave_report.facts import Facts, standing_unit
from caunoi.reporting.wave_report.letterhead import defaults_for
from caunoi.reporting.wave_report.marks import Mark
from caunoi.reporting.wave_report.revising import marked, revised, texts_of
from caunoi.reporting.wave_report.sheet import write_sheet
from caunoi.reporting.wave_report.tags import report_tag


@dataclass(frozen=True)
class Details:
    """What the officer says about the paper; columns by code of the line (none: all that anybody states)."""

    number: str = ""
    place: str = ""
    signed_on: date | None = None
    authority: str = ""
    title: str = ""
    signer: str = ""
    recipients: str = ""
    is_internal: bool = False
    annexes: tuple[str, ...] = CHOICES
    columns: tuple[str, ...] = ()


def locked(report: WaveReport) -> WaveReport:
    """The row, locked. ``Refused`` (``issued``) where the report is closed to changes."""
    found = WaveReport.objects.select_for_update().get(pk=report.pk)
    if found.is_issued:
        raise Refused(_("This report is issued. Reopen it, with the reason, to change it."), code="issued")
    return found


@transaction.atomic
def begin_report(form: ReportForm, unit: Unit, *, by: User | None, now: datetime) -> WaveReport:
    """The unit's report on the form, begun where there is none. ``unit`` as ``at`` gives it. ``Refused`` (``not_asked``) where
    neither the unit nor anything below it was asked for a report."""
    if not forms_of(unit).filter(pk=form.pk).exists():
        raise Refused(_("Neither this unit nor any below it was asked for a report on this form."), code="not_asked")
    on = timezone.localdate(now)
    parent = standing_unit(unit.parent_id, on) if unit.parent_id else None
    usual = defaults_for(unit, parent, on=on)
    values = {**vars(usual), "annexes": list(CHOICES), "made_at": now, "made_by": by}
    report, is_new = WaveReport.objects.get_or_create(form=form, unit=unit, defaults=values)
    if is_new:
        audit.record("wave_report.begun", report, by=by, now=now, unit_id=unit.pk)
    return report


@transaction.atomic
def save_details(report: WaveReport, details: Details, *, by: User, now: datetime) -> None:
    found = locked(report)
    kept = vars(details) | {"annexes": list(details.annexes), "columns": list(details.columns)}
    for name, value in kept.items():
        setattr(found, name, _tidy(name, value))
    found.save(update_fields=list(kept))
    audit.record("wave_report.changed", found, by=by, now=now, unit_id=found.unit_id)


def _tidy(name: str, value: Any) -> Any:
    if name == "recipients":
        return "\n".join(filter(None, (nfc(line) for line in value.splitlines())))
    return nfc(value) if isinstance(value, str) else value


def write_report_paper(
    form: ReportForm, unit: Unit, *, by: User | None, now: datetime, anew: bool = False
) -> ReportEdition:
    """The report of ``unit`` (as ``at`` gives it) from today's data, as a new edition; begun where there is none.

    Words that were taken over from an edited copy stay and get the figures of today; with ``anew`` they make way.
    ``Refused``: ``not_asked``, ``issued``, ``changed_meanwhile`` where a colleague wrote an edition at the same time.
    """
    report = begin_report(form, unit, by=by, now=now)
    if report.is_issued:
        locked(report)
    refresh_sentences(report, unit, now=now)
    today = timezone.localdate(now)
    facts, composed = composed_now(report, today=today, revision=report.revision + 1)
    last = report.editions.order_by("-revision").first()
    paper, marks, by_hand = composed.report, composed.marks, dict[str, str]()
    keeps = last is not None and last.has_hand_edits and not anew
    if last is not None and keeps:
        by_hand = dict(last.sources.exclude(by_hand="").values_list("tag", "by_hand"))
        texts = {tag: mark.text for tag, mark in composed.marks.items()}
        marks = marks_of(last) | composed.marks  # words that stay may hold what has nothing behind it any more
        paper = revised(from_json(last.content), composed.report, texts, by_hand)
    return keep_edition(report, paper, marks, facts, by_hand=by_hand, has_hand_edits=keeps, by=by, now=now)


def keep_edition(
    report: WaveReport,
    paper: Report,
    marks: Mapping[str, Mark],
    facts: Facts,
    *,
    by_hand: Mapping[str, str],
    has_hand_edits: bool,
    by: User | None,
    now: datetime,
) -> ReportEdition:
    """Lay the paper out and keep it as the next edition, with what is behind every tag that it prints."""
    from caunoi.officialdocs.write_report_pdf import (
        write_report_pdf,  # the typesetter is large: only who writes loads it
    )

    paper = marked(paper, report_tag(report.pk, report.revision + 1))
    docx, pdf, xlsx = write_report(paper), write_report_pdf(paper), write_sheet(facts)
    with transaction.atomic():
        found = locked(report)
        if found.revision != report.revision:
            raise Refused(
                _("A colleague has written this report at the same time. Look at it anew."), code="changed_meanwhile"
            )
        edition = ReportEdition.objects.create(
            report=found, revision=found.revision + 1, content=to_json(paper), docx=docx, pdf=pdf, xlsx=xlsx,
            sha256=hashlib.sha256(docx).hexdigest(), has_hand_edits=has_hand_edits, written_at=now, written_by=by,
        )  # fmt: skip
        printed = texts_of(paper)
        sources = [_source(edition, mark, printed, by_hand) for tag, mark in marks.items() if tag in printed]
        ReportSource.objects.bulk_create(sources, batch_size=1_000)
        WaveReport.objects.filter(pk=found.pk).update(revision=edition.revision)
        report.revision = edition.revision
        detail = {"revision": edition.revision, "sha256": edition.sha256}
        audit.record("wave_report.written", found, by=by, now=now, unit_id=found.unit_id, **detail)
    return edition


def marks_of(edition: ReportEdition) -> dict[str, Mark]:
    """What stood behind its tags when it was written."""
    return {
        row.tag: Mark(row.tag, row.kind, row.text, row.code, row.scope, row.unit_key, row.value, row.whole, row.sources)
        for row in edition.sources.all()
    }


def _source(edition: ReportEdition, mark: Mark, printed: Mapping[str, str], by_hand: Mapping[str, str]) -> ReportSource:
    return ReportSource(
        edition=edition, tag=mark.tag, kind=mark.kind, code=mark.code, scope=mark.scope, unit_key=mark.unit_key,
        value=mark.value, whole=mark.whole, text=printed[mark.tag], sources=mark.sources,
        by_hand=by_hand.get(mark.tag, ""),
    )  # fmt: skip
