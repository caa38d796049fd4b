"""Papers of Party bodies are measured by what is known of their own rules, and by nothing else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import Mm, Pt

from caunoi.officialdocs.checking import check_document
from tests.officialdocs.checking.test_check import saved


def paper(change: Callable[[DocxDocument], object] = lambda document: None) -> bytes:
    """A plan of an organisation committee as the Party writes it, with one thing changed."""
    document = Document()
    page = document.sections[0]
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "TỈNH ỦY HÀ LÃNG\nBAN TỔ CHỨC"
    left.add_paragraph("*")
    left.add_paragraph("Số 07-KH/BTC")
    right.paragraphs[0].add_run("ĐẢNG CỘNG SẢN VIỆT NAM").font.size = Pt(15)
    right.add_paragraph("Hà Lãng, ngày 05 tháng 02 năm 2026")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("I- MỤC ĐÍCH")
    document.add_paragraph("Gọn nhẹ, đúng luật.")
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "Nơi nhận:\n- Lưu Ban."
    right.text = "T/M BAN TỔ CHỨC"
    right.add_paragraph("TRƯỞNG BAN")
    change(document)
    return saved(document)


def text(words: str, other: str) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        cells = [cell for table in document.tables for cell in table.rows[0].cells]
        everything = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
        runs = next(one for one in everything if words in one.text).runs
        for run in runs[1:]:
            run.text = ""
        runs[0].text = other

    return change


def small(document: DocxDocument) -> None:
    document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].font.size = Pt(12)


def narrow(document: DocxDocument) -> None:
    document.sections[0].left_margin = Mm(20)


def test_a_party_paper_as_it_should_be_has_no_departure() -> None:
    assert check_document(paper()) == ()
    assert check_document(paper(text("Số 07", "Số … -KH/BTC"))) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (narrow, "party_margin_left"),
        (small, "party_title_size"),
        (text("ĐẢNG", "Đảng Cộng sản Việt Nam"), "party_title"),
        (text("*", " "), "party_star"),
        (text("Số 07", "Số: 07/KH-BTC"), "party_number"),
        (text("Số 07", " "), "party_number"),
        (text("I- MỤC", "I. MỤC ĐÍCH"), "party_heading"),
        (text("T/M", "TM. BAN TỔ CHỨC"), "party_authority"),
    ],
)
def test_what_departs_is_found_and_nothing_else(change: Callable[[DocxDocument], object], code: str) -> None:
    found = check_document(paper(change))
    assert [(one.code, one.source) for one in found] == [(code, "Quy định số 66-QĐ/TW")]


def test_a_party_paper_without_a_signature_block_is_measured_too() -> None:
    document = Document(BytesIO(paper()))
    document.element.body.remove(document.tables[1]._tbl)
    assert check_document(saved(document)) == ()
