"""Figures of today in words that were edited by hand."""

from collections.abc import Mapping
from dataclasses import replace

from caunoi.officialdocs.report import Cell, Chart, Paragraph, Part, Report, Span, Table
from caunoi.reporting.wave_report.tags import REPORT


def with_texts(report: Report, texts: Mapping[str, str]) -> Report:
    """The report with the text of every tag in ``texts`` in its place; all other words as they are."""
    parts = tuple(_part(part, texts) for part in report.parts)
    annexes = tuple(replace(one, parts=tuple(_part(part, texts) for part in one.parts)) for one in report.annexes)
    return replace(report, parts=parts, annexes=annexes)


def revised(edited: Report, composed: Report, texts: Mapping[str, str], by_hand: Mapping[str, str]) -> Report:
    """The words of ``edited`` with the figures of today (``texts`` by tag); head, foot and annexes, which are made of data
    alone, from ``composed``. What was written over a figure by hand (``by_hand``) stays."""
    body = _with_charts(edited.parts, [part for part in composed.parts if isinstance(part, Chart)])
    head = replace(composed.paper, opening=edited.paper.opening, closing=edited.paper.closing)
    return with_texts(Report(head, body, composed.annexes), {**texts, **by_hand})


def marked(report: Report, mark: str) -> Report:
    """The report that says with ``mark`` which edition it is: in the place of a former mark, else at its first loose words."""
    spans = [span for part in report.parts if isinstance(part, Paragraph) for span in part.spans]
    former = next((span for span in spans if span.tag.startswith(REPORT)), None)
    place = former or next((span for span in spans if not span.tag and span.text), None)
    parts = tuple(_with_mark(part, place, mark) if isinstance(part, Paragraph) else part for part in report.parts)
    return replace(report, parts=parts)


def _with_mark(part: Paragraph, place: Span | None, mark: str) -> Paragraph:
    return replace(part, spans=tuple(replace(span, tag=mark) if span is place else span for span in part.spans))


def texts_of(report: Report) -> dict[str, str]:
    """By tag, as printed; the first place of each."""
    found: dict[str, str] = {}
    for part in _parts(report):
        for tag, text in _tagged(part):
            found.setdefault(tag, text)
    return found


def written_over(before: Report, after: Report) -> dict[str, str]:
    """Tags whose text was changed at any of their places, with what was written there."""
    former, found = _all_texts(before), dict[str, str]()
    for tag, texts in _all_texts(after).items():
        if new := sorted(texts - former.get(tag, set())):
            found[tag] = new[0]
    return found


def _all_texts(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for part in _parts(report):
        for tag, text in _tagged(part):
            found.setdefault(tag, set()).add(text)
    return found


def _parts(report: Report) -> list[Part]:
    return [*report.parts, *(part for annex in report.annexes for part in annex.parts)]


def _tagged(part: Part) -> list[tuple[str, str]]:
    if isinstance(part, Paragraph):
        return [(span.tag, span.text) for span in part.spans if span.tag]
    if isinstance(part, Table):
        return [(cell.tag, cell.text) for row in part.rows for cell in row if cell.tag]
    return []


def _part(part: Part, texts: Mapping[str, str]) -> Part:
    if isinstance(part, Paragraph):
        return replace(part, spans=tuple(replace(span, text=texts.get(span.tag, span.text)) for span in part.spans))
    if isinstance(part, Table):
        return replace(part, rows=tuple(tuple(_cell(cell, texts) for cell in row) for row in part.rows))
    return part


def _cell(cell: Cell, texts: Mapping[str, str]) -> Cell:
    return replace(cell, text=texts[cell.tag]) if texts.get(cell.tag, cell.text) != cell.text else cell


def _with_charts(parts: tuple[Part, ...], charts: list[Chart]) -> tuple[Part, ...]:
    """The charts of today in the places of the former ones; one that there is no more is left out."""
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, Chart):
            found.append(part)
        elif charts:
            found.append(charts.pop(0))
    return tuple(found)
