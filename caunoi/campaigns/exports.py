"""Lists taken away as .xlsx."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_sheet(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: title, headers, rows. Texts are written as texts: a name that begins with "=" is no formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet()
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    amount = book.add_format({"num_format": "#,##0", "valign": "top"})
    sheet.set_column(0, len(headers) - 1, 20, wrapped)
    sheet.set_column(0, 0, 44, wrapped)
    sheet.write_string(0, 0, title, bold)
    for column, header in enumerate(headers):
        sheet.write_string(2, column, str(header), bold)
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            moment = _as_day(value)
            if moment:
                sheet.write_datetime(number, column, moment, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, amount)
            elif value:
                sheet.write_string(number, column, str(value), wrapped)
    sheet.freeze_panes(3, 1)
    book.close()
    return buffer.getvalue()


def _as_day(value: Any) -> datetime | None:
    """Midnight of the local day, as the sheet wants it; None for what is no date."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return datetime.combine(value, datetime.min.time()) if isinstance(value, date) else None


def sheet_response(name: str, title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The sheet as a download called ``name``."""
    response = HttpResponse(write_sheet(title, headers, rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
