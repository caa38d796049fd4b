"""Tables of a .docx that are neither letterhead nor signature, and rows that content controls wrap."""

from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.readers import read_bytes
from tests.officialdocs.readers.samples import docx, paragraph, table


def read(body: str) -> tuple[Paragraph, ...]:
    return read_bytes(docx(body), "plan.docx").paragraphs


def test_table_of_three_columns_is_read_by_row() -> None:
    rows = table(
        [paragraph("Đợt"), paragraph("Từ"), paragraph("Đến")], [paragraph("1"), paragraph("01/3"), paragraph("30/4")]
    )
    assert read(rows) == (
        Paragraph("Đợt | Từ | Đến", zone=Zone.TABLE),
        Paragraph("1 | 01/3 | 30/4", zone=Zone.TABLE),
    )


def test_long_table_of_two_columns_is_no_letterhead_whatever_it_says() -> None:
    rows = table(*([paragraph(f"{number}"), paragraph("Công đoàn xã")] for number in range(1, 10)))
    assert read(rows) == tuple(Paragraph(f"{number} | Công đoàn xã", zone=Zone.TABLE) for number in range(1, 10))


def test_rows_and_cells_that_content_controls_wrap_are_read() -> None:
    def wrapped(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cells = [f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Đợt 1", "Quý I", "Treo cờ")]
    row = f"<w:tr>{cells[0]}{wrapped(cells[1])}{cells[2]}</w:tr>"
    assert read(f"<w:tbl><w:tblPr/>{wrapped(row)}</w:tbl>") == (Paragraph("Đợt 1 | Quý I | Treo cờ", zone=Zone.TABLE),)
