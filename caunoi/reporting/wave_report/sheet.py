"""The same figures as an .xlsx to go on calculating with: the table, every child with every line, the sentences with who says
them. Unknown is an empty cell, never a nought."""

import io
from typing import Any

import xlsxwriter

from caunoi.orgs.models import Unit
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.letterhead import subject_of

TABLE, UNITS, WORDS = "Tổng hợp", "Theo đơn vị", "Ý kiến"
_HEAD = 3  # row of the column titles, from 0


def write_sheet(facts: Facts) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    look = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "title": book.add_format({"bold": True}),
        "number": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _table(_begun(book, TABLE, facts, look), facts, look)
    if facts.children:
        _units(_begun(book, UNITS, facts, look), facts, look)
    _words(_begun(book, WORDS, facts, look), facts, look)
    book.close()
    return buffer.getvalue()


def _begun(book: Any, name: str, facts: Facts, look: dict[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, facts.unit.name, look["title"])
    sheet.write_string(1, 0, f"{subject_of(facts.report.form)}, tính đến ngày {facts.until:%d/%m/%Y}", look["title"])
    sheet.freeze_panes(_HEAD + 1, 1)
    return sheet


def _heads(sheet: Any, titles: list[tuple[str, float]], look: dict[str, Any]) -> None:
    for column, (title, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, title, look["head"])


def _table(sheet: Any, facts: Facts, look: dict[str, Any]) -> None:
    titles = [
        ("Chỉ tiêu", 52.0),
        ("Đơn vị tính", 14.0),
        ("Của đơn vị", 14.0),
        ("Cấp dưới", 14.0),
        ("Cộng", 14.0),
        ("Số đơn vị nêu", 14.0),
    ]
    _heads(sheet, titles, look)
    row = _HEAD
    for cell in facts.table.cells:
        row += 1
        sheet.write_string(row, 0, cell.line.name)
        sheet.write_string(row, 1, cell.line.measure)
        stated = cell.stated + (cell.own is not None)
        for column, value in enumerate((cell.own, cell.below, cell.together, stated), start=2):
            _number(sheet, row, column, value, look)
    for share in facts.table.shares:
        row += 1
        sheet.write_string(row, 0, share.line.name)
        sheet.write_string(row, 1, "%")
        if share.percent is not None:
            sheet.write_number(row, 4, share.percent / 100, look["share"])


def _number(sheet: Any, row: int, column: int, value: int | None, look: dict[str, Any]) -> None:
    if value is not None:
        sheet.write_number(row, column, value, look["number"])


def _units(sheet: Any, facts: Facts, look: dict[str, Any]) -> None:
    cells = facts.table.cells
    counts = (("asked", "Phải báo cáo"), ("sent", "Đã gửi"), ("approved", "Đã duyệt"), ("in_time", "Đúng hạn"))
    titles = [("Đơn vị", 46.0), *((title, 10.0) for _name, title in counts)]
    _heads(sheet, [*titles, *((f"{cell.line.name} ({cell.line.measure})", 14.0) for cell in cells)], look)
    for row, child in enumerate(facts.children, start=_HEAD + 1):
        sheet.write_string(row, 0, child.unit.name)
        values: list[int | None] = [child.counts[name] for name, _title in counts]
        values += [child.values.get(cell.line.code) for cell in cells]
        for column, value in enumerate(values, start=1):
            _number(sheet, row, column, value, look)


def _words(sheet: Any, facts: Facts, look: dict[str, Any]) -> None:
    _heads(sheet, [("Mục", 30.0), ("Nội dung", 80.0), ("Số đơn vị", 10.0), ("Đơn vị nêu", 60.0), ("Xử lý", 22.0)], look)
    keys = {source["unit"] for row in facts.sentences for source in row.sources}
    names = {unit.pk: unit.name for unit in Unit.objects.at(facts.on).filter(pk__in=keys)}
    titles = {section.code: section.title for section in facts.sections}
    for number, row in enumerate(facts.sentences, start=_HEAD + 1):
        who = sorted({names.get(source["unit"], "") for source in row.sources})
        texts = (
            titles.get(row.section, row.section),
            row.printed,
            None,
            "; ".join(filter(None, who)),
            _STATES[row.state],
        )
        for column, text in enumerate(texts):
            if text is not None:
                sheet.write_string(number, column, text[:32_000], look["text"])
        _number(sheet, number, 2, row.units, look)


_STATES = {
    "proposed": "Chưa xem xét",
    "accepted": "Đưa vào báo cáo",
    "edited": "Đưa vào, có sửa lời",
    "dropped": "Không đưa vào",
}
