"""Annexes behind the signature: label, title, mention and page numbers."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from caunoi.officialdocs.checking import check_document
from caunoi.officialdocs.write_report import write_report
from tests.officialdocs.report.small import REPORT

WRITTEN = write_report(REPORT)


def line(document: DocxDocument, words: str) -> Paragraph:
    return next(one for one in document.paragraphs if words in one.text.replace("\u00a0", " "))


def found(change: Callable[[DocxDocument], Any]) -> list[tuple[str, str]]:
    document = Document(BytesIO(WRITTEN))
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return [(one.code, one.place) for one in check_document(buffer.getvalue())]


def plain_label(document: DocxDocument) -> None:
    line(document, "Phụ lục I").runs[0].bold = False


def small_title(document: DocxDocument) -> None:
    line(document, "Danh sách buổi").runs[0].font.all_caps = False


def upright_mention(document: DocxDocument) -> None:
    line(document, "(Kèm theo").runs[0].italic = False


def drop(*words: str) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        for each in words:
            element = line(document, each)._p
            element.getparent().remove(element)

    return change


def count_on(document: DocxDocument) -> None:
    for numbers in list(document.element.body.iter(qn("w:pgNumType"))):
        numbers.getparent().remove(numbers)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (plain_label, [("annex_bold", "Phụ lục I")]),
        (small_title, [("annex_capitals", "Đoạn 15 (“Danh sách buổi tuyên truyền”)")]),
        (upright_mention, [("annex_mention_italic", "Dòng kèm theo của Phụ lục I")]),
        (drop("Danh sách buổi"), [("annex_title", "Phụ lục I")]),
        (drop("(Kèm theo"), [("annex_mention", "Phụ lục I")]),
        (drop("Ghi chú", "(Kèm theo", "(Kèm theo"), [
            ("annex_mention", "Phụ lục I"), ("annex_title", "Phụ lục II"), ("annex_mention", "Phụ lục II"),
        ]),
        (drop("(Kèm theo", "(Kèm theo", "Số liệu tính đến"), [
            ("annex_mention", "Phụ lục I"), ("annex_mention", "Phụ lục II"),
        ]),
        (count_on, [("annex_pages", "Số trang phụ lục")]),
    ],
)  # fmt: skip
def test_a_departure_in_the_head_of_an_annex_is_found(
    change: Callable[[DocxDocument], Any], wanted: list[tuple[str, str]]
) -> None:
    assert found(change) == wanted
