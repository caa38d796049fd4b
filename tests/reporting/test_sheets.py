"""A report goes out as a protected sheet and comes back; what is wrong with it is named by cell."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit
from caunoi.reporting.form_lines import FormLine, to_json
from caunoi.reporting.models import Filing, FormVersion
from caunoi.reporting.packing import pack
from caunoi.reporting.sheets import MAX_BYTES, MAX_NUMBER, MAX_REASON, MAX_UNPACKED, read_sheet, write_form
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import Filed

ROWS = {"heard": 6, "members": 7, "largest": 8, "languages": 9}  # below the title of their group
TEXT = "B10"


@pytest.fixture
def filing(filed: Filed) -> Filing:
    return filed.of(filed.cast.units.G1)


def sheet_of(filing: Filing, unit: int | None = None) -> bytes:
    return write_form(filing, Unit.objects.at(TODAY).get(pk=unit or filing.unit_id))


def typed(filing: Filing, cells: dict[str, Any]) -> bytes:
    """The sheet as an officer sends it back with ``cells`` typed in."""
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(filing)))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    return saved(book)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_only_the_cells_to_fill_in_are_open_and_hold_what_is_known(filing: Filing) -> None:
    filing.values, filing.prefilled = pack({0: 12}), pack({0: 10, 1: 95})
    filing.narrative = {"done": "Đã tổ chức ba buổi."}
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(filing)))
    sheet = book.worksheets[0]
    is_open = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert is_open == {f"{column}{row}" for column in "DE" for row in ROWS.values()} | {TEXT}
    assert (sheet.protection.sheet, book.worksheets[1].sheet_state) == (True, "veryHidden")
    assert [sheet[cell].value for cell in ("A5", "C6", "D6", "D7", "D8", TEXT)] == [
        "Tuyên truyền miệng, hội nghị", 10, 12, 95, None, "Đã tổ chức ba buổi.",
    ]  # fmt: skip


numbers = st.none() | st.integers(0, MAX_NUMBER - 1)
words = st.text(st.characters(categories=("L", "N")), max_size=60)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(ROWS, numbers)), words)
def test_what_is_written_comes_back(filing: Filing, values: dict[str, int | None], text: str) -> None:
    filing.values, filing.prefilled = pack({slot: values[code] for slot, code in enumerate(ROWS)}), b""
    filing.narrative = {"done": text}
    reading = read_sheet(sheet_of(filing), filing)
    assert (reading.values, reading.reasons, reading.problems, reading.revision) == (values, {}, [], 0)
    assert reading.narrative == {"done": nfc(text)}


def test_values_reasons_and_texts_are_read_by_their_lines(filing: Filing) -> None:
    reading = read_sheet(typed(filing, {"D6": 40, "E6": " Đếm lại ", "D7": "  ", TEXT: "Tốt"}), filing)
    assert reading.values == {"heard": 40, "members": None, "largest": None, "languages": None}
    assert (reading.reasons, reading.narrative, reading.problems) == ({"heard": "Đếm lại"}, {"done": "Tốt"}, [])


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("D6", "bốn mươi", "Ô này phải là số, chỉ gồm các chữ số."),
        ("D6", True, "Ô này phải là số, chỉ gồm các chữ số."),
        ("D7", -3, "Số liệu không được âm."),
        ("D8", 2.5, "Ô này phải là số nguyên."),
        ("D9", MAX_NUMBER, "Số liệu quá lớn."),
        ("D6", "=1+2", "Ô này đang chứa công thức. Đồng chí nhập trực tiếp số liệu."),
        (TEXT, '="a"&"b"', "Ô này đang chứa công thức. Đồng chí nhập trực tiếp nội dung."),
        ("E6", "x" * (MAX_REASON + 1), "Nội dung dài quá 500 ký tự."),
    ],
)
def test_a_problem_is_named_by_its_cell(filing: Filing, cell: str, value: Any, message: str) -> None:
    assert read_sheet(typed(filing, {cell: value}), filing).problems == [(cell, message)]


def test_a_line_that_the_sheet_has_no_row_for_is_empty(filing: Filing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(filing)))
    book.worksheets[0].delete_rows(8, 5)
    reading = read_sheet(saved(book), filing)
    assert (set(reading.values.values()), reading.narrative, reading.problems) == ({None}, {"done": ""}, [])


def refused(data: bytes, filing: Filing) -> str:
    with pytest.raises(Refused) as refusal:
        read_sheet(data, filing)
    return str(refusal.value.code)


def packed(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_the_sheet_of_another_report_version_or_hand_is_refused(filing: Filing, filed: Filed) -> None:
    other = filed.of(filed.cast.units.G2)
    assert refused(sheet_of(other), filing) == "wrong_report"
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(filing)))
    book.worksheets[1]["A1"] = "tự viết"
    assert refused(saved(book), filing) == "wrong_report"
    book.worksheets[1]["A1"] = None
    assert refused(saved(book), filing) == "wrong_report"
    assert refused(saved(openpyxl.Workbook()), filing) == "wrong_report"
    former = sheet_of(filing)
    lines = to_json([FormLine(0, "heard", "Số lượt người nghe", "lượt người", "oral")])
    filing.version = FormVersion.objects.create(form=filing.form, number=2, lines=lines, created_at=NOW)
    assert refused(former, filing) == "old_version"


def test_a_file_that_is_no_sheet_or_does_harm_is_refused(filing: Filing) -> None:
    bomb = packed("xl/worksheets/sheet1.xml", b"0" * (MAX_UNPACKED + 1))
    found = [
        refused(data, filing)
        for data in (
            b"x" * (MAX_BYTES + 1),
            b"khong phai",
            packed("a.txt", b""),
            packed("xl/vbaProject.bin", b""),
            bomb,
        )
    ]
    assert found == ["too_large", "broken", "broken", "macros", "zip_bomb"]
