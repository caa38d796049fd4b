"""The report as .docx: sheet, tables, charts, controls, annexes."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from caunoi.officialdocs.checking import check_document
from caunoi.officialdocs.comparing.blocks import Grid
from caunoi.officialdocs.comparing.read import read_blocks
from caunoi.officialdocs.comparing.slots import slots
from caunoi.officialdocs.report import Annex, Cell, Chart, Paragraph, Report, Span, Table, plain
from caunoi.officialdocs.write_report import write_report
from tests.officialdocs.report.sample import sample
from tests.officialdocs.report.small import PAPER, REPORT, SVG, TABLE


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_report(REPORT)


@pytest.fixture(scope="module")
def document(written: bytes) -> DocxDocument:
    return Document(BytesIO(written))


@pytest.mark.parametrize("report", [REPORT, sample()], ids=["small", "long"])
def test_report_keeps_the_layout_rules(report: Report) -> None:
    assert check_document(write_report(report)) == ()


@pytest.mark.parametrize("report", [REPORT, sample(), Report(replace(PAPER, recipients=(), party=True), ())])
def test_what_is_read_is_what_was_written(report: Report) -> None:
    assert list(read_blocks(write_report(report))) == [slot.block for slot in slots(report)]


def test_each_annex_is_a_section_with_its_own_sheet_and_pages(document: DocxDocument) -> None:
    sections = [
        [round(one.mm) for one in (part.page_width, part.page_height, part.top_margin, part.left_margin) if one]
        for part in document.sections
    ]
    starts = [part._sectPr.find(qn("w:pgNumType")) for part in document.sections]
    assert sections == [[210, 297, 20, 30], [297, 210, 30, 20], [210, 297, 20, 30]]
    assert [one is not None and one.get(qn("w:start")) for one in starts] == [False, "1", "1"]
    assert [part.different_first_page_header_footer for part in document.sections] == [True, True, True]


def test_table_repeats_its_head_tears_no_row_and_holds_the_sum(document: DocxDocument) -> None:
    table = document.tables[1]._tbl
    rows = table.findall(qn("w:tr"))
    marks = [[child.tag.rpartition("}")[2] for child in row.find(qn("w:trPr"))] for row in rows]
    held = [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]
    assert marks == [["cantSplit", "tblHeader"]] * 2 + [["cantSplit"]] * 4
    assert held == [True, True, False, True, True, False]
    widths = [round(int(one.get(qn("w:w"))) / 1440 * 25.4) for one in table.iter(qn("w:gridCol"))]
    assert widths == [12, 70, 30, 30]
    styles = [one.get(qn("w:val")) for one in rows[-1].iter(qn("w:pStyle"))]
    assert styles == ["CellLeftBold", "CellLeftBold", "CellRightBold", "CellRightBold"]


def test_lines_of_a_cell_are_parted(document: DocxDocument) -> None:
    assert document.tables[1].rows[4].cells[1].text == "Công đoàn hợp tác xã\n(mới thành lập)"


def test_every_control_has_an_identifier_a_tag_and_a_title(document: DocxDocument) -> None:
    controls = list(document.element.body.iter(qn("w:sdtPr")))
    numbers = [one.find(qn("w:id")).get(qn("w:val")) for one in controls]
    named = [(one.find(qn("w:tag")).get(qn("w:val")), one.find(qn("w:alias")).get(qn("w:val"))) for one in controls]
    tags = ["f:BUOI", "f:NGUOI", "n:7", "f:A1", "f:A2", "f:B1", "f:B2", "f:C1", "f:C2", "f:T1", "f:T2"]
    assert named == [(tag, f"Nguồn: {tag}") for tag in tags]
    assert len(set(numbers)) == len(numbers)


def test_chart_is_a_vector_with_pixels_beside_it(written: bytes) -> None:
    package = zipfile.ZipFile(BytesIO(written))
    main = package.read("word/document.xml").decode()
    links = package.read("word/_rels/document.xml.rels").decode()
    assert package.read("word/media/chart1.svg").decode() == SVG
    assert [name for name in package.namelist() if name.endswith(".png")] == ["word/media/image1.png"]
    assert (main.count("svgBlip"), links.count("chart1.svg"), 'descr="Cột tăng dần"' in main) == (1, 1, True)
    assert 'ContentType="image/svg+xml"' in package.read("[Content_Types].xml").decode()


def test_chart_without_caption_stands_alone() -> None:
    report = Report(PAPER, (Chart(SVG, 50),))
    texts = [one.text for one in Document(BytesIO(write_report(report))).paragraphs if one.text]
    assert texts[-2:] == [PAPER.opening, PAPER.closing]


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be laid out"):
        write_report(Report(PAPER, (Chart("<svg", 50),)))


def test_typed_markup_stays_text() -> None:
    said = '<w:p/> & <?rows 0?> "]]>'
    table = Table((said,), (100,), ((Cell(said, "f:<&>"),),))
    data = write_report(Report(PAPER, (plain(said), table)))
    texts = [cell.text for cell in Document(BytesIO(data)).tables[1].columns[0].cells]
    assert texts[0] == said
    assert list(read_blocks(data)) == [slot.block for slot in slots(Report(PAPER, (plain(said), table)))]


def test_a_tagged_heading_is_bold_by_its_style() -> None:
    heading = Paragraph((Span("Ý kiến về "), Span("03", "f:1"), Span(" dự thảo")), "1.", 1, bold=True, italic=True)
    data = write_report(
        Report(PAPER, (heading, replace(heading, label="2."), Paragraph((Span("a", "f:2", bold=True),))))
    )
    lines = [one for one in Document(BytesIO(data)).paragraphs if one.style is not None and one.style.name != "Normal"]
    assert [one.style.name for one in lines if one.style] == ["Đoạn đậm, nghiêng"] * 2
    assert check_document(data) == ()


def test_report_without_bases_opening_closing_or_caption() -> None:
    paper = replace(PAPER, bases=(), opening="", closing="", recipients=(), authority=(), title=(), name="")
    report = Report(paper, (replace(TABLE, caption="", total=False, groups=()),), (Annex("Tên", ()),))
    assert list(read_blocks(write_report(report))) == [slot.block for slot in slots(report)]


def test_a_hundred_thousand_rows_cost_no_element_trees() -> None:
    """Two thousand here; ``benchmarks/documents.py`` writes them all."""
    rows = tuple(tuple(Cell(f"{row}.{column}") for column in range(6)) for row in range(2_001))
    data = write_report(Report(PAPER, (Table(tuple("abcdef"), (20,) * 6, rows),)))
    (grid,) = [block for block in read_blocks(data) if isinstance(block, Grid)]
    last = [cell.text for cell in grid.rows[-1].cells]
    assert (len(grid.rows), last) == (2_002, ["2000.0", "2000.1", "2000.2", "2000.3", "2000.4", "2000.5"])
