"""Tables of figures in a .docx, written as XML text: a hundred thousand rows in seconds.

Element trees of that size would cost gigabytes; the rows go into the package when it is saved (``pour``).
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from lxml import etree

from caunoi.officialdocs.report import ALIGNS, Align, Cell, Table
from caunoi.officialdocs.report_lines import head_rows
from caunoi.officialdocs.write_docx_controls import Controls, run_xml

_NAMES = {"left": "căn trái", "center": "căn giữa", "right": "căn phải"}
_SIZE = 12
_TWIPS_PER_MM = 1440 / 25.4
_PLACE = re.compile(rb"<\?rows (\d+)\?>")
_MAIN = "word/document.xml"
_CHUNK = 2000
_ROWS_WITH_TOTAL = 2  # a sum never stands alone on a sheet
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Grids:
    """Adds tables to one document and writes the document out with their rows."""

    def __init__(self, document: DocxDocument, controls: Controls) -> None:
        self._document = document
        self._controls = controls
        self._tables: list[Table] = []

    def add(self, table: Table) -> None:
        """Puts the table, with a mark in place of its rows, at the end of the document, and a thin empty line below it."""
        if not self._tables:
            _add_styles(self._document)
        element = parse_xml(_opening(table))
        element.append(etree.ProcessingInstruction("rows", str(len(self._tables))))
        self._document.element.body.insert_element_before(element, "w:sectPr")
        self._tables.append(table)
        below = self._document.add_paragraph()
        below.paragraph_format.space_after = Pt(0)
        below.paragraph_format.line_spacing = Pt(6)

    def pour(self) -> bytes:
        """The bytes of the .docx."""
        saved = BytesIO()
        self._document.save(saved)
        if not self._tables:
            return saved.getvalue()
        out = BytesIO()
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                if entry.filename != _MAIN:
                    target.writestr(entry, source.read(entry), zipfile.ZIP_DEFLATED)
                    continue
                with target.open(_MAIN, "w") as stream:
                    for piece in self._pieces(source.read(entry)):
                        stream.write(piece)
        return out.getvalue()

    def _pieces(self, main: bytes) -> Iterator[bytes]:
        for number, piece in enumerate(_PLACE.split(main)):
            if number % 2 == 0:
                yield piece
                continue
            rows = _rows(self._tables[int(piece)], self._controls)
            while some := "".join(islice(rows, _CHUNK)):
                yield some.encode()


def _style(align: Align, *, bold: bool) -> str:
    """The style of a cell's paragraphs. Bold is a style too: LibreOffice shows a control in its paragraph's type alone."""
    return f"Cell{align.capitalize()}{'Bold' if bold else ''}"


def _add_styles(document: DocxDocument) -> None:
    for align in ALIGNS:
        for bold in (False, True):
            document.styles.element.append(
                parse_xml(
                    f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{_style(align, bold=bold)}">'
                    f'<w:name w:val="Ô bảng, {_NAMES[align]}{", đậm" if bold else ""}"/><w:basedOn w:val="Normal"/>'
                    f'<w:qFormat/><w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="{align}"/></w:pPr><w:rPr>'
                    f'{"<w:b/>" if bold else ""}<w:sz w:val="{_SIZE * 2}"/><w:szCs w:val="{_SIZE * 2}"/></w:rPr></w:style>'
                )
            )


def _opening(table: Table) -> str:
    """The table with its properties, grid and column titles."""
    widths = [_twips(width) for width in table.widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="68" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_head(table, widths))}</w:tbl>"
    )


def _twips(mm: float) -> int:
    return round(mm * _TWIPS_PER_MM)


def _head(table: Table, widths: list[int]) -> Iterator[str]:
    for row in head_rows(table):
        cells, column = "", 0
        for text, span, down in row:
            width = sum(widths[column : column + span])
            joined = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            joined += {"start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>", "": ""}[down]
            run = run_xml(text) if text else ""
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{joined}<w:vAlign w:val="center"/></w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{_style("center", bold=True)}"/><w:keepNext/></w:pPr>{run}</w:p></w:tc>'
            )
            column += span
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _rows(table: Table, controls: Controls) -> Iterator[str]:
    openings = [
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        for width in table.widths_mm
    ]
    last = len(table.rows) - 1 if table.total else -1
    for number, row in enumerate(table.rows):
        held = last - _ROWS_WITH_TOTAL <= number < last
        cells = "".join(
            opening + _content(cell, controls, bold=number == last, held=held)
            for opening, cell in zip(openings, row, strict=True)
        )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _content(cell: Cell, controls: Controls, *, bold: bool, held: bool) -> str:
    """What follows the opening of the paragraph; ``held`` keeps the row on one sheet with the next."""
    style = _style(cell.align, bold=bold or cell.bold)
    start = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if held else ""}</w:pPr>'
    if not cell.text and not cell.tag:
        return f"{start}</w:p></w:tc>"
    return f"{start}{controls.wrap(cell.tag, cell.text)}</w:p></w:tc>"
