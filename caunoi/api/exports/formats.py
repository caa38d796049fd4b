"""Writing a table. Every format takes the parts as they come and gives bytes as they are ready: memory holds one part."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from caunoi.api.exports.table import Column, Kind, Table
from caunoi.api.exports.xlsx import write_xlsx

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
FORMATS = tuple(CONTENT_TYPES)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so is a formula to a spreadsheet


def write(table: Table, name: str, *, for_people: bool = False) -> Iterator[bytes]:
    """The table as ``name`` of ``FORMATS``. ``for_people``: titles instead of codes at the top of CSV and XLSX."""
    writers: dict[str, Callable[[Table, list[str]], Iterator[bytes]]] = {
        "csv": _csv,
        "json": _json,
        "xlsx": write_xlsx,
        "parquet": _parquet,
    }
    heads = [column.title if for_people else column.code for column in table.columns]
    return writers[name](table, heads)


def _csv(table: Table, heads: list[str]) -> Iterator[bytes]:
    """UTF-8 with the mark that spreadsheets look for. A text that would be a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\r\n")
    out.writerow([_harmless(head) for head in heads])
    texts = [place for place, column in enumerate(table.columns) if column.kind == Kind.TEXT]
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    for rows in table.parts:
        buffer.seek(0)
        buffer.truncate()
        for row in rows:
            for place in texts:
                row[place] = _harmless(row[place])
        out.writerows(rows)
        yield buffer.getvalue().encode()


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(FORMULA) else text


def _json(table: Table, heads: list[str]) -> Iterator[bytes]:
    """One array with an object for each row."""
    codes = [column.code for column in table.columns]
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
    before = "[\n"
    for rows in table.parts:
        lines = [dump(dict(zip(codes, row, strict=True))) for row in rows]
        if lines:
            yield (before + ",\n".join(lines)).encode()
            before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _plain(value: Any) -> str:
    """A day as ISO writes it."""
    return str(value.isoformat())


def _parquet(table: Table, heads: list[str]) -> Iterator[bytes]:
    import pyarrow as pa  # a quarter of a second and 60 MB: only where it is asked for
    import pyarrow.parquet as pq

    types = {Kind.TEXT: pa.string(), Kind.NUMBER: pa.int64(), Kind.DAY: pa.date32()}
    fields = [pa.field(column.code, types[column.kind], metadata=_titled(column)) for column in table.columns]
    schema = pa.schema(fields)
    sink = _Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for rows in table.parts:
            if rows:
                columns = zip(*rows, strict=True)
                arrays = [pa.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.take()
    yield sink.take()


def _titled(column: Column) -> dict[str, str]:
    return {"title": column.title}


class _Sink(io.RawIOBase):
    """A file that is only ever written to, emptied by ``take``."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[bytes] = []
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting.append(bytes(data))
        self.written += len(self.waiting[-1])
        return len(self.waiting[-1])

    def tell(self) -> int:
        return self.written

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken
