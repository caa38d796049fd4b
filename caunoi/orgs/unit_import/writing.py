"""Rows of the sheet → .xlsx or CSV, in which no text can act as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from typing import IO, Any

from caunoi.orgs.queries.sheets import SheetRow
from caunoi.orgs.unit_import.columns import COLUMNS, kind_title, title_of

_WIDTHS = (14, 48, 24, 22, 14, 14, 14, 12, 12, 36)
PIECE = 64_000  # characters sent at once
_ACTIVE = ("=", "+", "-", "@")


def _cells(row: SheetRow) -> list[Any]:
    cells = list(astuple(row))
    cells[COLUMNS.index("kind")] = kind_title(row.kind)
    return cells


def write_xlsx(rows: Iterable[SheetRow], target: IO[bytes]) -> int:
    """Write a workbook and return how many units; memory does not grow with them. Texts are written as texts."""
    import xlsxwriter

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("Đơn vị")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 1)
    for place, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title_of(column), bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(_cells(row)):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, cell)
    book.close()
    return number


def csv_lines(rows: Iterable[SheetRow]) -> Iterator[str]:
    """CSV for a Vietnamese Excel: UTF-8 with its mark, ";" between cells; a text like a formula gets a leading "'"."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    buffer.write("\ufeff")
    writer.writerow([title_of(column) for column in COLUMNS])
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in _cells(row)])
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _csv_cell(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip().startswith(_ACTIVE) else text
