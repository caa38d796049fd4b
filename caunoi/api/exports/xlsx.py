"""A worksheet as it is being written: the parts of the package go out one after the other, none waits for the end.

Workbook libraries keep the sheet in a file of their own until it is closed; here the first rows reach the reader at once and
a table of any length costs the memory of one part. Texts are written in their cells (no table of shared strings).
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from caunoi.api.exports.table import Kind, Table

ROWS = 1_048_576  # what a sheet may hold (ECMA-376)
CELL = 32_767  # characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = date(1899, 12, 30).toordinal()
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_RELS}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">'
    '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
    # style 1: bold; style 2: a day as people write it
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class TooManyRowsError(ValueError):
    """The table is longer than a sheet may be."""


def write_xlsx(table: Table, heads: list[str]) -> Iterator[bytes]:
    """The package in pieces. ``TooManyRowsError`` past the last row that a sheet may hold."""
    sink = _Pipe()
    makers = [_MAKERS[column.kind] for column in table.columns]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in _FIXED.items():
            package.writestr(_entry(name), _HEAD + text, compresslevel=1)
        with package.open(_entry("xl/worksheets/sheet1.xml"), "w") as sheet:
            sheet.write((_HEAD + _opening(heads)).encode())
            written = 1
            for rows in table.parts:
                written += len(rows)
                if written > ROWS:
                    raise TooManyRowsError(str(ROWS))
                sheet.write("".join(_row(row, makers) for row in rows).encode())
                yield sink.take()
            sheet.write(b"</sheetData></worksheet>")
    yield sink.take()


def _entry(name: str) -> zipfile.ZipInfo:
    """With a fixed date: the same table gives the same bytes."""
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _opening(heads: list[str]) -> str:
    cells = "".join(f'<c s="1" t="inlineStr"><is><t>{_clean(head)}</t></is></c>' for head in heads)
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(heads)}" width="18" customWidth="1"/></cols><sheetData><row>{cells}</row>'
    )


def _row(row: list[Any], makers: list[Callable[[Any], str]]) -> str:
    cells = [make(value) if value is not None else "<c/>" for make, value in zip(makers, row, strict=True)]
    return f"<row>{''.join(cells)}</row>"


def _text(value: Any) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_clean(str(value))}</t></is></c>' if value else "<c/>"


def _number(value: Any) -> str:
    return f"<c><v>{value}</v></c>"


def _day(value: date) -> str:
    return f'<c s="2"><v>{value.toordinal() - _EPOCH}</v></c>'


def _clean(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text)[:CELL])


_MAKERS: dict[Kind, Callable[[Any], str]] = {Kind.TEXT: _text, Kind.NUMBER: _number, Kind.DAY: _day}


class _Pipe:
    """What a zip file is written into; it cannot be sought, so that sizes follow what they measure."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits outside ``waiting``."""

    def close(self) -> None:
        """Nothing was opened."""

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken
