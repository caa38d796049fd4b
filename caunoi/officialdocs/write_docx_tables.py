"""The two side-by-side blocks of a paper (the letterhead, and "Nơi nhận" beside the signature), and ruled tables."""

from collections.abc import Sequence

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from caunoi.officialdocs.paper import Paper, dateline
from caunoi.officialdocs.write_docx_page import add_rule, balance_lines, write_run
from caunoi.officialdocs.write_docx_xml import set_borders, word_element

_LETTERHEAD_MM = (72, 93)
_FOOT_MM = (85, 80)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_MOTTO_RULE_MM = 61  # as long as the line above it at 13 pt bold
_PARTY_RULE_MM = 70
_ISSUER_RULE_MM = 26
_SIGNING_SPACE = Pt(70)


def add_letterhead(document: DocxDocument, paper: Paper) -> None:
    """Boxes 1 to 4 of the decree's sheet: names of the state and the bodies, number, place and date."""
    names, marks = _two_columns(document, _LETTERHEAD_MM, rows=2)
    _write_bodies(names[0], paper)
    _write_state(names[1], paper)
    number = _line(marks[0], number_line(paper), size=Pt(13))
    number.paragraph_format.space_before = Pt(6)
    day = _line(marks[1], dateline(paper.place, paper.date), size=Pt(13), italic=True)
    day.paragraph_format.space_before = Pt(6)
    if paper.classification:
        _box(_line(marks[0], paper.classification, size=Pt(13), bold=True))


def number_line(paper: Paper) -> str:
    return f"{'Số' if paper.party else 'Số:'} {paper.number}"


def _write_bodies(cell: _Cell, paper: Paper) -> None:
    if paper.parent_body:
        parent = _line(cell, paper.parent_body, size=Pt(12))
        balance_lines(parent, column_mm=_LETTERHEAD_MM[0], letter_mm=2.6)
    issuer = _line(cell, paper.issuer, size=Pt(12), bold=True)
    balance_lines(issuer, column_mm=_LETTERHEAD_MM[0], letter_mm=2.75)
    if paper.party:
        _line(cell, "*", size=Pt(13))
    else:
        add_rule(cell.add_paragraph(), width_mm=_ISSUER_RULE_MM, column_mm=_LETTERHEAD_MM[0])


def _write_state(cell: _Cell, paper: Paper) -> None:
    if paper.party:
        _line(cell, PARTY, size=Pt(15), bold=True)
        add_rule(cell.add_paragraph(), width_mm=_PARTY_RULE_MM, column_mm=_LETTERHEAD_MM[1])
        return
    _line(cell, NATION, size=Pt(12), bold=True)
    _line(cell, MOTTO, size=Pt(13), bold=True)
    add_rule(cell.add_paragraph(), width_mm=_MOTTO_RULE_MM, column_mm=_LETTERHEAD_MM[1])


def recipient_lines(paper: Paper) -> list[str]:
    """The lines of "Nơi nhận" with their bullets and end marks."""
    last = len(paper.recipients)
    return [
        f"- {one.rstrip('.;')}{'.' if index == last else ';'}" for index, one in enumerate(paper.recipients, start=1)
    ]


def add_foot(document: DocxDocument, paper: Paper) -> None:
    """Recipients on the left, the signature block on the right; neither is torn apart by a page end."""
    if not (paper.recipients or paper.authority or paper.title or paper.name):
        return
    ((left, right),) = _two_columns(document, _FOOT_MM, rows=1)
    if paper.recipients:
        _line(left, "Nơi nhận:", size=Pt(12), bold=True, italic=True, centered=False)
    for line in recipient_lines(paper):
        _line(left, line, size=Pt(11), centered=False)
    for line in (*paper.authority, *paper.title):
        _line(right, line, size=Pt(14), bold=True)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    if paper.name:
        _line(right, paper.name, size=Pt(14), bold=True).paragraph_format.space_before = _SIGNING_SPACE


def add_grid(document: DocxDocument, widths_mm: Sequence[float]) -> Table:
    """A ruled table of one empty row in the middle of the sheet; its columns are as wide as said."""
    table: Table = document.add_table(rows=1, cols=len(widths_mm))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def _line(
    cell: _Cell, text: str, *, size: Length, bold: bool = False, italic: bool = False, centered: bool = True
) -> Paragraph:
    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if len(cell.paragraphs) > 1 or first.runs else first
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centered else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = True
    write_run(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _two_columns(document: DocxDocument, widths_mm: tuple[int, int], *, rows: int) -> list[tuple[_Cell, _Cell]]:
    """A borderless table; the widths stand both in tblGrid and in each cell, or LibreOffice wraps the titles."""
    table: Table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    properties = table._tbl.tblPr
    margins = word_element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(word_element(f"w:{side}", w=0, type="dxa"))
    properties.append(margins)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(word_element("w:cantSplit"))
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    return [(row.cells[0], row.cells[1]) for row in table.rows]


def _box(paragraph: Paragraph) -> None:
    form = paragraph.paragraph_format
    form.space_before, form.left_indent, form.right_indent = Pt(6), Mm(10), Mm(10)
    set_borders(paragraph._p.get_or_add_pPr(), "top", "left", "bottom", "right", space=2)
