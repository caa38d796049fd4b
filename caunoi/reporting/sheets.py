"""A report as a protected .xlsx that is filled in without a network, and its reading back with every problem named by cell.

Only the cells to be filled in are open. The hidden sheet says, signed, whose report it is and of which version and revision;
where each line stands follows from the version alone, never from the file.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.core.text import nfc_lines
from caunoi.orgs.models import Unit
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, sections_of
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Filing
from caunoi.reporting.packing import unpack

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
MAX_REASON, MAX_TEXT = 500, 20_000
MAX_NUMBER = 10**15  # a spreadsheet keeps fifteen digits
FIGURES, MARK = "Báo cáo", "ma"
HEADERS = ("Chỉ tiêu", "Đơn vị tính", "Số liệu hệ thống ghi nhận", "Số liệu báo cáo", "Lý do nếu khác số liệu hệ thống")
FIRST_ROW = 5  # of the lines, from 1
_VALUE, _REASON = 3, 4
_FORMULA = re.compile(rb'<c\b[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<f\b')


@dataclass
class SheetReading:
    """What was typed, by code; ``problems``: (cell, what is wrong with it). ``revision``: of the filing it was made from."""

    revision: int
    values: dict[str, int | None] = field(default_factory=dict)
    narrative: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


def _places(filing: Filing) -> dict[int, FormLine | FormSection | str]:
    """What stands in which row, from 1: a group's title, a line, a section."""
    rows: list[FormLine | FormSection | str] = []
    titles, group = catalogue().groups, ""
    for line in (line for line in lines_of(filing.version) if line.is_typed):
        if line.group != group:
            group = line.group
            rows.append(titles.get(group, group))
        rows.append(line)
    return dict(enumerate([*rows, *sections_of(filing.version)], start=FIRST_ROW))


def _signer() -> Signer:
    return Signer(salt="reporting.sheet")


def _mark(filing: Filing) -> dict[str, int]:
    version, unit = filing.version_id, filing.unit_id
    return {"form": filing.form_id, "version": version, "unit": unit, "revision": filing.revision}


def write_form(filing: Filing, unit: Unit) -> bytes:
    """The filing as a sheet; ``unit`` as ``at`` gives it. Holds what is stated, else what the registers know."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, hidden = book.add_worksheet(FIGURES), book.add_worksheet(MARK)
    hidden.write_string(0, 0, _signer().sign_object(_mark(filing)))
    hidden.very_hidden()
    bold = book.add_format({"bold": True, "text_wrap": True})
    sheet.write_string(0, 0, filing.form.title, bold)
    sheet.write_string(1, 0, unit.name, bold)
    for column, (header, width) in enumerate(zip(HEADERS, (52, 14, 18, 18, 48), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(FIRST_ROW - 2, column, header, bold)
    open_ = book.add_format(
        {"locked": False, "border": 1, "num_format": "#,##0", "text_wrap": True, "bg_color": "#FFF9DB"}
    )
    for number, place in _places(filing).items():
        if isinstance(place, str):
            sheet.write_string(number - 1, 0, place, bold)
        elif isinstance(place, FormLine):
            _write_line(sheet, number - 1, place, filing, open_)
        else:
            sheet.write_string(number - 1, 0, place.title, bold)
            _write_text(sheet, number - 1, filing.narrative.get(place.code, ""), open_)
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.protect()
    book.close()
    return buffer.getvalue()


def _write_line(sheet: Any, row: int, line: FormLine, filing: Filing, open_: Any) -> None:
    stated, known = unpack(filing.values), unpack(filing.prefilled)
    sheet.write_string(row, 0, line.name)
    sheet.write_string(row, 1, line.measure)
    if line.slot in known:
        sheet.write_number(row, 2, known[line.slot])
    value = stated.get(line.slot, known.get(line.slot))
    if value is None:
        sheet.write_blank(row, _VALUE, None, open_)
    else:
        sheet.write_number(row, _VALUE, value, open_)
    sheet.write_blank(row, _REASON, None, open_)
    whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "Nhập số nguyên, không âm."}
    sheet.data_validation(row, _VALUE, row, _VALUE, whole)


def _write_text(sheet: Any, row: int, text: str, open_: Any) -> None:
    sheet.set_row(row, 90)
    sheet.write_string(row, 1, text, open_) if text else sheet.write_blank(row, 1, None, open_)


def read_sheet(data: bytes, filing: Filing) -> SheetReading:
    """What the sheet states for ``filing``. ``Refused``: ``too_large``, ``broken``, ``macros``, ``zip_bomb``, ``wrong_report``
    (not written by us, or of another form or unit), ``old_version``."""
    sheets, formulas = _open(data)
    marked = _unmark(sheets[MARK])
    if (marked["form"], marked["unit"]) != (filing.form_id, filing.unit_id):
        raise _wrong_report()
    if marked["version"] != filing.version_id:
        message = _("This sheet is of an older version of the form. Download it again and copy what you have typed.")
        raise Refused(message, code="old_version")
    reading = SheetReading(marked["revision"])
    rows = sheets[FIGURES]
    for number, place in _places(filing).items():
        cells = dict(enumerate(rows[number - 1])) if number <= len(rows) else {}
        if isinstance(place, FormLine):
            _read_line(reading, number, place, cells, formulas)
        elif isinstance(place, FormSection):
            reading.narrative[place.code] = _read_text(reading, f"B{number}", cells.get(1), MAX_TEXT, formulas)
    return reading


def _open(data: bytes) -> tuple[dict[str, list[list[Any]]], set[str]]:
    """The rows of both sheets and the cells of the first that hold a formula. Nothing is unpacked before its size is known."""
    from python_calamine import CalamineError, CalamineWorkbook

    if len(data) > MAX_BYTES:
        raise Refused(_("This file is far larger than a report. Send the sheet that you downloaded."), code="too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                message = _("This file unpacks to far more than a report needs.")
                raise Refused(message, code="zip_bomb")
            if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
                raise Refused(_("This file carries macros. Save it as .xlsx without macros."), code="macros")
            formulas = {found.decode() for found in _FORMULA.findall(archive.read("xl/worksheets/sheet1.xml"))}
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if set(book.sheet_names) != {FIGURES, MARK}:
            raise _wrong_report()
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }, formulas
    except (zipfile.BadZipFile, CalamineError, KeyError, EOFError, OSError, ValueError, NotImplementedError) as error:
        message = _("This file cannot be read as .xlsx. Open the sheet that you downloaded, save it and send it again.")
        raise Refused(message, code="broken") from error


def _unmark(rows: list[list[Any]]) -> Mapping[str, int]:
    try:
        found: Mapping[str, int] = _signer().unsign_object(str(rows[0][0]) if rows and rows[0] else "")
    except BadSignature as error:
        raise _wrong_report() from error
    return found


def _wrong_report() -> Refused:
    message = _("This sheet is not the one of this report. Download the sheet of this report and fill that in.")
    return Refused(message, code="wrong_report")


def _read_line(
    reading: SheetReading, number: int, line: FormLine, cells: Mapping[int, Any], formulas: set[str]
) -> None:
    cell = f"D{number}"
    value = cells.get(_VALUE, "")
    if cell in formulas:
        reading.problems.append((cell, _("A formula stands here. Write the number itself.")))
    elif problem := _wrong_number(value):
        reading.problems.append((cell, problem))
    else:
        reading.values[line.code] = None if _is_empty(value) else int(value)
    if reason := _read_text(reading, f"E{number}", cells.get(_REASON), MAX_REASON, formulas):
        reading.reasons[line.code] = reason


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _wrong_number(value: Any) -> str:
    if _is_empty(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("A number is wanted here, in digits alone.")
    if value < 0:
        return _("The number is below nought.")
    if value != int(value):
        return _("A whole number is wanted here.")
    return _("The number is too large.") if value >= MAX_NUMBER else ""


def _read_text(reading: SheetReading, cell: str, value: Any, limit: int, formulas: set[str]) -> str:
    """The text, or nothing where the cell has a problem."""
    text = "" if value is None else nfc_lines(str(value))
    if cell in formulas:
        reading.problems.append((cell, _("A formula stands here. Write the text itself.")))
        return ""
    if len(text) > limit:
        message = _("The text is longer than %(limit)d characters.") % {"limit": limit}
        reading.problems.append((cell, message))
        return ""
    return text
