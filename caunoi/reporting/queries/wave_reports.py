"""Consolidated reports: what the units say in words, and the paper as today's data make it."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import path_end
from caunoi.reporting.enums import SentenceState, SourceKind, WaveReportState
from caunoi.reporting.merging import Said, Source, sentences_of
from caunoi.reporting.models import Filing, ReportEdition, ReportForm, WaveReport
from caunoi.reporting.wave_report.composing import Composed, compose
from caunoi.reporting.wave_report.facts import Facts, day_of, gather
from caunoi.reporting.wave_report.tags import sayers_tag, sentence_tag

TAKEN = (SentenceState.ACCEPTED, SentenceState.EDITED)


def forms_of(unit: Unit) -> QuerySet[ReportForm]:
    """Opened forms on which ``unit``, or anything below it, was asked for a report; each with the unit's own ``paper``."""
    asked = Q(filings__unit=unit.pk) | Q(totals__unit=unit.pk)
    forms = ReportForm.objects.filter(asked, opened_at__isnull=False).distinct()
    papers = Prefetch("wave_reports", WaveReport.objects.filter(unit=unit.pk), to_attr="papers")
    return forms.select_related("campaign", "wave").prefetch_related(papers).order_by("-opened_at", "-pk")


def said_in(report: WaveReport, unit: Unit, *, on: date) -> dict[str, list[Said]]:
    """What the branch of ``unit`` (as ``at(on)`` gives it) tells, by section, the unit's own words first.

    Where a child has issued its report, the sentences that it took over speak for all its branch; elsewhere the filings that
    count speak for themselves.
    """
    form = report.form
    issued = WaveReport.objects.filter(form=form, state=WaveReportState.ISSUED)
    children = {child.pk: child for child in Unit.objects.at(on).filter(place__parent=unit.pk)}
    papers = list(issued.filter(unit__in=children).prefetch_related("sentences"))
    spoken = Q(pk__in=[])
    for paper in papers:
        path = children[paper.unit_id].path
        spoken |= Q(place__path__gte=path, place__path__lt=path_end(path))
    speaking = Unit.objects.at(on).under(unit.path).exclude(spoken)
    filings = Filing.objects.counted().filter(form=form, unit__in=speaking.values("pk")).exclude(narrative={})
    rows: Any = filings.order_by("pk").values_list("pk", "unit", "narrative")
    found: dict[str, list[Said]] = {}
    for pk, unit_id, narrative in sorted(rows, key=lambda row: row[1] != unit.pk):
        for section, text in narrative.items():
            found.setdefault(section, []).extend(
                Said(each, (Source(pk, unit_id, each),)) for each in sentences_of(text)
            )
    for paper in papers:
        for sentence in paper.sentences.all():
            if sentence.is_taken and sentence.gone_at is None:
                sources = tuple(Source(**source) for source in sentence.sources)
                found.setdefault(sentence.section, []).append(Said(sentence.printed, sources))
    return found


def composed_now(report: WaveReport, *, today: date, revision: int) -> tuple[Facts, Composed]:
    """The report as the data of today make it."""
    facts = gather(report, on=day_of(report, today))
    return facts, compose(facts, revision=revision)


def texts_today(report: WaveReport, *, today: date) -> dict[str, str]:
    """By tag, what the paper would print today. A sentence that nobody says any more is left out."""
    facts, composed = composed_now(report, today=today, revision=report.revision)
    texts = {tag: mark.text for tag, mark in composed.marks.items()}
    said = said_in(report, facts.unit, on=facts.on)
    standing = {(source.filing, source.text) for rows in said.values() for each in rows for source in each.sources}
    for row in facts.sentences:
        left = {source["unit"] for source in row.sources if (source["filing"], source["text"]) in standing}
        if row.sources and not left:
            texts.pop(sentence_tag(row.pk), None)
            texts.pop(sayers_tag(row.pk), None)
        elif sayers_tag(row.pk) in texts:
            texts[sayers_tag(row.pk)] = str(len(left))
    return texts


def counts_by_section(report: WaveReport) -> dict[str, dict[str, int]]:
    """How many sentences of each section are in each state; one query."""
    rows = report.sentences.filter(gone_at__isnull=True).values_list("section", "state")
    found: dict[str, dict[str, int]] = {}
    for section, state in rows:
        found.setdefault(section, dict.fromkeys(SentenceState.values, 0))[state] += 1
    return found


def latest_edition(report: WaveReport) -> ReportEdition | None:
    """Without the files themselves."""
    return report.editions.defer("docx", "pdf", "xlsx").order_by("-revision").first()


def figures_by_hand(edition: ReportEdition) -> int:
    """How many figures somebody wrote over."""
    return edition.sources.exclude(kind=SourceKind.SENTENCE).exclude(by_hand="").count()
