"""Bytes of unknown origin → a table of texts. Every refusal is a ``Refused`` that says what to do.

Safe: nothing is unpacked before its announced size is looked at, formulas are never evaluated, and limits hold for rows,
columns and cells.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.core.text import nfc

MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024  # 200,000 full rows come to about 120 MB
MAX_ROWS = 200_000
MAX_CELL = 1_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_GUARDED = ("'=", "'+", "'-", "'@")  # how ``writing`` makes a text harmless in a spreadsheet


@dataclass(frozen=True)
class Table:
    """``rows``: the number of the row in the file (from 1) and its cells as texts; empty rows are left out."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(data: bytes) -> Table:
    """The first sheet of an .xlsx, or a CSV in UTF-8 or UTF-16 with "," ";" or tabs. The content decides, not the name."""
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20}, code="too_large")
    if data.startswith(_OLE):
        raise Refused(_("This is an old .xls file: save it as .xlsx and send it again."), code="old_excel")
    rows = _xlsx_rows(data) if data.startswith(_ZIP) else _csv_rows(data)
    return _table(rows)


def _table(rows: Iterator[list[str]]) -> Table:
    headers: list[str] | None = None
    kept: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(rows, 1):
        if not any(cells):
            continue
        if headers is None:
            headers = cells
            continue
        if len(kept) == MAX_ROWS:
            message = _("The file has more than %(limit)d rows: send it in parts.") % {"limit": MAX_ROWS}
            raise Refused(message, code="too_many_rows")
        kept.append((number, cells))
    if headers is None or not kept:
        raise Refused(_("The file has no units: a row of headers and at least one row are needed."), code="empty")
    return Table(headers, kept)


def _xlsx_rows(data: bytes) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    broken = Refused(_("The file cannot be read as .xlsx: open it in Excel, save it and send it again."), code="broken")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                raise Refused(_("The file unpacks to far more than a list of units needs."), code="zip_bomb")
            if archive.testzip() is not None:  # announced sizes can lie: then the check sums do not hold
                raise broken
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = sheets.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (
        zipfile.BadZipFile,
        CalamineError,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise broken from error
    return ([_text(cell) for cell in row] for row in rows)


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text(cell) for cell in row]
    except csv.Error as error:
        raise Refused(_("The file cannot be read as CSV: a cell is too long or not closed."), code="broken") from error


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("The file is not a list of units: send .xlsx, or CSV saved as “CSV UTF-8”.")
        raise Refused(message, code="wrong_content") from error
    if "\x00" in text:
        raise Refused(
            _("The file is not a list of units: send .xlsx, or CSV saved as “CSV UTF-8”."), code="wrong_content"
        )
    return text


def _text(cell: Any) -> str:
    """A cell as it was meant: whole numbers without ".0", days as ISO, texts in NFC without the guard of an export."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = nfc(str(cell)) if cell is not None else ""
    text = text[1:] if text.startswith(_GUARDED) else text
    return text[: MAX_CELL + 1]
