"""What the units say, merged and decided on sentence by sentence."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User
from caunoi.reporting.enums import SentenceState
from caunoi.reporting.merging import Merged, key_of, merge
from caunoi.reporting.models import ReportSentence, WaveReport
from caunoi.reporting.queries.wave_reports import said_in
from caunoi.reporting.wave_report.phrases import phrases

DECISIONS = (SentenceState.ACCEPTED, SentenceState.EDITED, SentenceState.DROPPED)
FOLLOWS = ["position", "theme", "units", "sources", "gone_at"]


@transaction.atomic
def refresh_sentences(report: WaveReport, unit: Unit, *, now: datetime) -> None:
    """Merge anew what the branch says. Decisions stay; what is new waits, unless the unit itself alone says it; what nobody says
    any more is marked as gone. ``unit`` as ``at`` gives it."""
    WaveReport.objects.select_for_update().get(pk=report.pk)
    existing: dict[str, dict[str, ReportSentence]] = {}
    for row in report.sentences.all():
        existing.setdefault(row.section, {})[row.key] = row
    made: list[ReportSentence] = []
    changed: list[ReportSentence] = []
    for section, said in said_in(report, unit, on=timezone.localdate(now)).items():
        known = existing.get(section, {})
        for position, one in enumerate(merge(said, [row.text for row in known.values()])):
            found = known.pop(one.key, None)
            row = found or ReportSentence(report=report, section=section, key=one.key, text=one.text)
            if _follow(row, one, position, unit):
                (changed if found else made).append(row)
    for known in existing.values():
        for row in known.values():
            if row.gone_at is None and row.sources:  # the officer's own words have no source below
                row.gone_at = now
                changed.append(row)
    ReportSentence.objects.bulk_create(made, batch_size=500)
    ReportSentence.objects.bulk_update(changed, FOLLOWS, batch_size=500)


def _follow(row: Any, one: Merged, position: int, unit: Unit) -> bool:
    """Whether anything is new about it."""
    sources = [vars(source) for source in one.sources]
    values: dict[str, Any] = {
        "position": position, "theme": phrases().theme_of(row.text), "units": one.units, "sources": sources, "gone_at": None,
    }  # fmt: skip
    if row.pk is None and {source.unit for source in one.sources} == {unit.pk}:
        row.state = SentenceState.ACCEPTED
    is_new = row.pk is None or any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return is_new


@transaction.atomic
def decide_sentence(
    sentence: ReportSentence, state: str, *, wording: str = "", by: User, now: datetime
) -> ReportSentence:
    """Take the sentence over, with other words where ``wording`` differs, or leave it out. ``Refused``: ``issued``,
    ``no_words``, ``undecided`` for any other state."""
    found = ReportSentence.objects.select_for_update().select_related("report").get(pk=sentence.pk)
    _check_open(found.report)
    if state not in DECISIONS:
        raise Refused(_("Choose what becomes of the sentence."), code="undecided")
    words = nfc(wording)
    if state == SentenceState.EDITED and not words:
        raise Refused(_("Write the sentence as it should stand, or leave it out."), code="no_words")
    is_same = state == SentenceState.EDITED and words == nfc(found.text)
    found.state = SentenceState.ACCEPTED if is_same else state
    found.wording = words if found.state == SentenceState.EDITED else ""
    found.decided_at, found.decided_by = now, by
    found.save(update_fields=["state", "wording", "decided_at", "decided_by"])
    detail = {"sentence": found.pk, "state": found.state}
    audit.record("wave_report.sentence", found.report, by=by, now=now, unit_id=found.report.unit_id, **detail)
    return found


@transaction.atomic
def decide_rest(report: WaveReport, section: str, state: str, *, least: int = 1, by: User, now: datetime) -> int:
    """Take over, or leave out, all of a section that still waits and that ``least`` units say; how many."""
    _check_open(WaveReport.objects.select_for_update().get(pk=report.pk))
    waiting = report.sentences.filter(
        section=section, state=SentenceState.PROPOSED, gone_at__isnull=True, units__gte=least
    )
    count = waiting.update(state=state, decided_at=now, decided_by=by)
    if count:
        detail = {"section": section, "state": state, "sentences": count}
        audit.record("wave_report.sentence", report, by=by, now=now, unit_id=report.unit_id, **detail)
    return count


@transaction.atomic
def add_sentence(report: WaveReport, section: str, text: str, *, by: User, now: datetime) -> ReportSentence:
    """A sentence of the officer's own, in the unit's name: accepted, without a source below. ``Refused``: ``no_words``."""
    _check_open(WaveReport.objects.select_for_update().get(pk=report.pk))
    words = nfc(text)
    if not words:
        raise Refused(_("Write the sentence first."), code="no_words")
    values = {"text": words, "state": SentenceState.ACCEPTED, "decided_at": now, "decided_by": by, "gone_at": None}
    row, _made = report.sentences.update_or_create(section=section, key=key_of(words), defaults=values)
    detail = {"sentence": row.pk, "state": row.state}
    audit.record("wave_report.sentence", report, by=by, now=now, unit_id=report.unit_id, **detail)
    return row


def _check_open(report: WaveReport) -> None:
    if report.is_issued:
        raise Refused(_("This report is issued. Reopen it, with the reason, to change it."), code="issued")
