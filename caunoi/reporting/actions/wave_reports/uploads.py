"""A copy that was edited in a word processor: compared with the newest edition, taken over difference by difference."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.officialdocs.comparing import Change, Word, apply, compare, read_tags
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report_json import from_json
from caunoi.orgs.models import User
from caunoi.reporting.actions.wave_reports.writing import keep_edition, locked, marks_of
from caunoi.reporting.enums import ChangeVerdict
from caunoi.reporting.models import ReportChange, ReportEdition, ReportUpload, WaveReport
from caunoi.reporting.queries.wave_reports import composed_now
from caunoi.reporting.wave_report.letterhead import BLANK_PLACE
from caunoi.reporting.wave_report.revising import with_texts, written_over
from caunoi.reporting.wave_report.tags import report_in

NAME = 250


def receive_upload(report: WaveReport, docx: bytes, name: str, *, by: User, now: datetime) -> ReportUpload:
    """Keep the copy with its differences from the newest edition; the same file again is the same upload.

    ``Refused``: ``issued``, ``not_written`` (there is nothing to compare with), ``unreadable``, ``other_report`` (the file says
    that it is another one), ``no_changes``.
    """
    edition = report.editions.order_by("-revision").first()
    if edition is None:
        raise Refused(_("Write the report first: there is nothing to compare the file with."), code="not_written")
    try:
        named = report_in(one.tag for one in read_tags(docx))
        changes = compare(bytes(edition.docx), docx)
    except DocumentError as error:
        raise Refused(str(error), code="unreadable") from error
    if named and named[0] != report.pk:
        message = _("This file is another report. Download this report as .docx, edit that copy and send it back.")
        raise Refused(message, code="other_report")
    if not changes:
        raise Refused(_("This file does not differ from the report as it is written now."), code="no_changes")
    sha256 = hashlib.sha256(docx).hexdigest()
    with transaction.atomic():
        locked(report)
        values = {"name": name[:NAME], "docx": docx, "made_from": named[1] if named else None, "at": now, "by": by}
        upload, is_new = ReportUpload.objects.get_or_create(edition=edition, sha256=sha256, defaults=values)
        if is_new:
            rows = [ReportChange(upload=upload, position=place, found=asdict(one)) for place, one in enumerate(changes)]
            ReportChange.objects.bulk_create(rows, batch_size=500)
            detail = {"sha256": sha256, "changes": len(rows)}
            audit.record("wave_report.uploaded", report, by=by, now=now, unit_id=report.unit_id, **detail)
    return upload


def change_of(row: ReportChange) -> Change:
    found = row.found
    return Change(**found | {"words": tuple(Word(**word) for word in found["words"]), "where": tuple(found["where"])})


@transaction.atomic
def decide_changes(
    upload: ReportUpload, changes: Sequence[int] | None, verdict: str, *, by: User, now: datetime
) -> int:
    """Decide on the changes with these keys (None: on all that wait); how many. One that cannot be taken over is only refused.
    ``Refused``: ``issued``, ``settled``."""
    locked(upload.edition.report)
    found = ReportUpload.objects.select_for_update().get(pk=upload.pk)
    if found.settled_at:
        raise Refused(_("This copy is settled already. Send the edited file again."), code="settled")
    rows = (
        found.changes.filter(verdict=ChangeVerdict.WAITING) if changes is None else found.changes.filter(pk__in=changes)
    )
    if verdict == ChangeVerdict.ACCEPTED:
        rows = rows.exclude(found__takeable=False)
    return rows.update(verdict=verdict, decided_at=now, decided_by=by)


def settle_upload(upload: ReportUpload, *, by: User, now: datetime) -> ReportEdition | None:
    """Take over what was accepted, as a new edition; None where nothing was. Figures written over by hand stay marked as such.

    ``Refused``: ``issued``, ``undecided``, ``changed_meanwhile`` (settled already, or written anew since the comparison).
    """
    report = upload.edition.report
    _check_settleable(upload)
    rows = list(upload.changes.filter(verdict=ChangeVerdict.ACCEPTED))
    written = _take_over(upload.edition, rows, by=by, now=now) if rows else None
    with transaction.atomic():
        if not ReportUpload.objects.filter(pk=upload.pk, settled_at__isnull=True).update(settled_at=now):
            raise Refused(_("This copy is settled already. Send the edited file again."), code="settled")
        counts = {"taken": len(rows), "refused": upload.changes.filter(verdict=ChangeVerdict.REFUSED).count()}
        audit.record("wave_report.settled", report, by=by, now=now, unit_id=report.unit_id, **counts)
    return written


def _take_over(edition: ReportEdition, rows: Sequence[ReportChange], *, by: User, now: datetime) -> ReportEdition:
    report, before = edition.report, from_json(edition.content)
    edited = apply(before, [change_of(row) for row in rows])
    marks = marks_of(edition)
    by_hand = dict(edition.sources.exclude(by_hand="").values_list("tag", "by_hand"))
    by_hand |= {tag: text for tag, text in written_over(before, edited).items() if tag in marks}
    paper = with_texts(edited, by_hand)  # the same at every place: a paper does not contradict itself
    _follow_head(report, paper.paper)
    facts, _composed = composed_now(report, today=timezone.localdate(now), revision=report.revision)
    return keep_edition(report, paper, marks, facts, by_hand=by_hand, has_hand_edits=True, by=by, now=now)


def _follow_head(report: WaveReport, paper: Paper) -> None:
    """Number, place, day, signer and recipients as the paper has them now: the next writing prints them, too."""
    report.number, report.signed_on, report.signer = paper.number.strip(), paper.date, paper.name
    report.place = "" if paper.place == BLANK_PLACE else paper.place
    report.recipients = "\n".join(paper.recipients)
    report.save(update_fields=["number", "signed_on", "signer", "place", "recipients"])


def _check_settleable(upload: ReportUpload) -> None:
    if upload.changes.filter(verdict=ChangeVerdict.WAITING).exists():
        raise Refused(_("Some differences are not decided yet."), code="undecided")
    report = upload.edition.report
    if upload.settled_at or report.revision != upload.edition.revision:
        message = _("The report was written anew since this comparison. Send the edited file again.")
        raise Refused(message, code="changed_meanwhile")
