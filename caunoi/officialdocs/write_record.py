"""Writes a record ("biên bản") as .docx: the decree's sheet and letterhead, a table of findings, a signature for each side.

Both sides sign side by side; unlike a plan, a record carries no "Nơi nhận".
"""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.write_docx_body import add_text, add_title
from caunoi.officialdocs.write_docx_page import TEXT_WIDTH_MM, prepare_page, write_run
from caunoi.officialdocs.write_docx_tables import add_grid, add_letterhead
from caunoi.officialdocs.write_docx_xml import word_element

_SIGNING_SPACE = Pt(70)


@dataclass(frozen=True)
class RecordTable:
    """``widths_mm`` add up to the text's width of 165 mm; every row has as many cells as ``headers``."""

    headers: tuple[str, ...]
    widths_mm: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """A heading with its paragraphs, then its table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: RecordTable | None = None


@dataclass(frozen=True)
class Signatory:
    """``side`` in capitals; ``name`` may stay empty for a signature by hand."""

    side: str
    name: str = ""


@dataclass(frozen=True)
class Record:
    """A record of a meeting or inspection. ``symbol`` is its number with symbol, or the symbol alone."""

    parent_body: str
    issuer: str
    symbol: str
    place: str
    date: dt.date | None
    subject: str
    parts: tuple[Part, ...]
    closing: str
    signatories: tuple[Signatory, ...]


def write_record(record: Record) -> bytes:
    """The bytes of the .docx."""
    document = Document()
    prepare_page(document)
    document.core_properties.title = f"BIÊN BẢN {record.subject}"
    document.core_properties.author = record.issuer
    add_letterhead(document, _letterhead(record))
    add_title(document, "BIÊN BẢN", record.subject)
    for part in record.parts:
        add_text(document, part.heading, bold=True).paragraph_format.keep_with_next = True
        for text in part.paragraphs:
            add_text(document, text)
        if part.table:
            _add_table(document, part.table)
    add_text(document, record.closing).paragraph_format.keep_with_next = True
    _add_signatures(document, record.signatories)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _letterhead(record: Record) -> Paper:
    return Paper(
        issuer=record.issuer,
        number=record.symbol,
        place=record.place,
        kind="BIÊN BẢN",
        subject=record.subject,
        date=record.date,
        parent_body=record.parent_body,
    )


def _add_table(document: DocxDocument, content: RecordTable) -> None:
    """Ruled, its head repeated on every sheet, no row torn apart by a page end."""
    table: Any = add_grid(document, content.widths_mm)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(word_element("w:tblHeader"))
    for cell, text in zip(head.cells, content.headers, strict=True):
        _write_cell(cell, text, bold=True)
    for row in content.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(word_element("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            _write_cell(cell, text)
    for row_ in table.rows:
        for cell, width in zip(row_.cells, content.widths_mm, strict=True):
            cell.width = Mm(width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _write_cell(cell: _Cell, text: str, *, bold: bool = False) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if bold else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_after = Pt(0)
        write_run(paragraph, line, size=Pt(13), bold=bold)


def _add_signatures(document: DocxDocument, signatories: tuple[Signatory, ...]) -> None:
    table = document.add_table(rows=1, cols=len(signatories))
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(word_element("w:cantSplit"))
    for cell, signatory in zip(table.rows[0].cells, signatories, strict=True):
        cell.width = Mm(TEXT_WIDTH_MM / len(signatories))
        side = cell.paragraphs[0]
        side.paragraph_format.space_before = Pt(6)
        write_run(side, signatory.side, bold=True)
        hint = cell.add_paragraph()
        write_run(hint, "(Ký, ghi rõ họ tên)", size=Pt(13), italic=True)
        name = cell.add_paragraph()
        name.paragraph_format.space_before = _SIGNING_SPACE
        write_run(name, signatory.name, bold=True)
        for paragraph in (side, hint, name):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
