"""The record ("biên bản"): the decree's sheet, its tables, both sides' signatures."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from caunoi.officialdocs.checking import check_document
from caunoi.officialdocs.write_record import Part, Record, RecordTable, Signatory, write_record

TABLE = RecordTable(("TT", "Nội dung", "Kết quả"), (12, 113, 40), (("1", "Loa xã", "Đạt\nCó ảnh"), ("2", "Pa nô", "")))
RECORD = Record(
    parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
    issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
    symbol="      /BB-ĐKT",
    place="Bản Chang",
    date=date(2026, 11, 2),
    subject="Kiểm tra việc thực hiện kế hoạch",
    parts=(Part("I. Thành phần", ("- Lò Văn An: Trưởng đoàn;", "- Vàng Thị Mai.")), Part("II. Kết quả", (), TABLE)),
    closing="Biên bản được lập thành 02 bản./.",
    signatories=(Signatory("ĐẠI DIỆN ĐƠN VỊ"), Signatory("ĐOÀN KIỂM TRA", "Lò Văn An")),
)


def opened(record: Record = RECORD) -> DocxDocument:
    return Document(BytesIO(write_record(record)))


def test_letterhead_names_the_bodies_number_and_day() -> None:
    cells = [cell for row in opened().tables[0].rows for cell in row.cells]
    assert [[p.text.replace("\u00a0", " ") for p in cell.paragraphs if p.text] for cell in cells] == [
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG", "CÔNG ĐOÀN XÃ BẢN CHANG"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ["Số:       /BB-ĐKT"],
        ["Bản Chang, ngày 02 tháng 11 năm 2026"],
    ]


def test_title_parts_and_closing_stand_in_order() -> None:
    texts = [p.text.replace("\u00a0", " ") for p in opened().paragraphs if p.text]
    assert texts == [
        "BIÊN BẢN",
        "Kiểm tra việc thực hiện kế hoạch",
        "I. Thành phần",
        "- Lò Văn An: Trưởng đoàn;",
        "- Vàng Thị Mai.",
        "II. Kết quả",
        "Biên bản được lập thành 02 bản./.",
    ]


def test_headings_are_bold_and_stay_with_what_follows() -> None:
    heading = next(p for p in opened().paragraphs if p.text == "II. Kết quả")
    assert ([run.bold for run in heading.runs], heading.paragraph_format.keep_with_next) == ([True], True)


def test_table_repeats_its_head_and_tears_no_row() -> None:
    table = opened().tables[1]
    marks = [[child.tag.rpartition("}")[2] for child in row._tr.trPr] for row in table.rows]
    assert marks == [["tblHeader"], ["cantSplit"], ["cantSplit"]]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(TABLE.headers), *map(list, TABLE.rows)]
    assert [round(cell.width.mm) for cell in table.rows[1].cells if cell.width] == [12, 113, 40]


def test_both_sides_sign_side_by_side() -> None:
    (row,) = opened().tables[-1].rows
    assert [[p.text for p in cell.paragraphs] for cell in row.cells] == [
        ["ĐẠI DIỆN ĐƠN VỊ", "(Ký, ghi rõ họ tên)", ""],
        ["ĐOÀN KIỂM TRA", "(Ký, ghi rõ họ tên)", "Lò Văn An"],
    ]
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_record_without_a_parent_day_or_table_is_still_in_order() -> None:
    record = replace(RECORD, parent_body="", date=None, parts=RECORD.parts[:1])
    assert check_document(write_record(record)) == ()
    assert len(opened(record).tables) == 2


def test_record_has_no_departure() -> None:
    assert check_document(write_record(RECORD)) == ()
