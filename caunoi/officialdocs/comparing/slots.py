"""The blocks of a report as they are read from the file that was written of it, each with its place in the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from caunoi.officialdocs.checking.model import Place
from caunoi.officialdocs.comparing.blocks import RECIPIENTS, Block, Grid, Line, Row, is_said, picture, recipient
from caunoi.officialdocs.comparing.text import settle
from caunoi.officialdocs.paper import Paper, dateline
from caunoi.officialdocs.report import Paragraph, Part, Report, Table
from caunoi.officialdocs.report_lines import annex_label, annex_mention, head_rows
from caunoi.officialdocs.write_docx_tables import MOTTO, NATION, PARTY, number_line

Field = Literal[
    "", "parent_body", "issuer", "number", "classification", "date", "kind", "subject", "bases", "opening", "closing",
    "recipients", "authority", "title", "name", "annex", "annex_title", "caption", "part",
]  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """``field`` of the paper or part, empty for text that the layout brings; ``part`` is the part of the report whose text,
    table, picture or caption this is."""

    block: Block
    field: Field = ""
    part: Part | None = None


def slots(report: Report) -> list[Slot]:
    """In reading order; what says nothing is left out, as the reader leaves it out."""
    return [slot for slot in _all(report) if isinstance(slot.block, Grid) or is_said(slot.block.text)]


def _all(report: Report) -> Iterator[Slot]:
    paper = report.paper
    yield from _head(paper)
    yield _slot(paper.kind, "kind")
    yield _slot(paper.subject, "subject")
    yield from (_slot(text, "bases") for text in paper.bases)
    yield _slot(paper.opening, "opening")
    for part in report.parts:
        yield from _of_part(part)
    yield _slot(paper.closing, "closing")
    yield from _foot(paper)
    for number, annex in enumerate(report.annexes, start=1):
        yield _slot(annex_label(number), "annex")
        yield _slot(annex.title, "annex_title")
        yield _slot(annex_mention(paper), "")
        for part in annex.parts:
            yield from _of_part(part)


def _slot(text: str, field: Field, place: Place = Place.BODY) -> Slot:
    return Slot(Line(*settle([(text, "")]), place), field)


def _head(paper: Paper) -> Iterator[Slot]:
    left, right = Place.HEAD_LEFT, Place.HEAD_RIGHT
    yield _slot(paper.parent_body, "parent_body", left)
    yield _slot(paper.issuer, "issuer", left)
    yield _slot(number_line(paper), "number", left)
    yield _slot(paper.classification or "", "classification", left)
    for text in (PARTY,) if paper.party else (NATION, MOTTO):
        yield _slot(text, "", right)
    yield _slot(dateline(paper.place, paper.date), "date", right)


def _foot(paper: Paper) -> Iterator[Slot]:
    left, right = Place.FOOT_LEFT, Place.FOOT_RIGHT
    if paper.recipients:
        yield _slot(RECIPIENTS, "", left)
    yield from (_slot(recipient(text), "recipients", left) for text in paper.recipients)
    yield from (_slot(text, "authority", right) for text in paper.authority)
    yield from (_slot(text, "title", right) for text in paper.title)
    yield _slot(paper.name, "name", right)


def _of_part(part: Part) -> Iterator[Slot]:
    if isinstance(part, Paragraph):
        yield Slot(Line(*settle(pieces_of(part))), "part", part)
    elif isinstance(part, Table):
        yield Slot(_slot(part.caption, "caption").block, "caption", part)
        yield Slot(grid_of(part), "part", part)
    else:
        yield Slot(_slot(picture(part.alt), "part").block, "part", part)
        yield Slot(_slot(part.caption, "caption").block, "caption", part)


def pieces_of(paragraph: Paragraph) -> list[tuple[str, str]]:
    """(text, tag) of the label and the spans."""
    label = [(f"{paragraph.label} ", "")] if paragraph.label else []
    return [*label, *((span.text, span.tag) for span in paragraph.spans)]


def grid_of(table: Table) -> Grid:
    heads = (Row(tuple(_cell(text, "") for text, _span, _down in row), is_head=True) for row in head_rows(table))
    return Grid((*heads, *(Row(tuple(_cell(cell.text, cell.tag) for cell in row)) for row in table.rows)))


def _cell(text: str, tag: str) -> Line:
    return Line(*settle([(text, tag)]), Place.TABLE)
