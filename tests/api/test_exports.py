"""Data taken away: the same table in four formats, read back with others' readers; streamed, within reach alone."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from caunoi.api.exports import FORMATS, Column, Table, write
from caunoi.api.exports.formats import _Sink
from caunoi.api.exports.table import Kind
from caunoi.api.exports.xlsx import TooManyRowsError, write_xlsx
from caunoi.api.queries import exports
from caunoi.api.queries.exports import activities_table, filings_table
from caunoi.api.queries.filings import lines_ever
from caunoi.campaigns.models import ActivityFigure
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.reporting.form_lines import FormLine, to_json
from caunoi.reporting.models import FormVersion
from tests.api.connecting import Connected
from tests.campaigns.running import NOW, TODAY, log
from tests.reporting.filing import LINES

COLUMNS = [Column("so", "Số", Kind.NUMBER), Column("ten", "Tên"), Column("ngay", "Ngày", Kind.DAY)]
ROWS = [
    [1, "Công đoàn <xã> & phường", date(2026, 11, 23)],
    [None, "=1+1", None],
    [0, None, date(2027, 1, 1)],
    [2**61, "  hai\ndòng\x0b ", None],
]


def sample() -> Table:
    return Table(COLUMNS, iter([[list(row) for row in ROWS[:3]], [], [list(ROWS[3])]]))


def written(name: str, **given: Any) -> bytes:
    return b"".join(write(sample(), name, **given))


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    raw = written("csv")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert raw[:3] == b"\xef\xbb\xbf"
    assert rows == [
        ["so", "ten", "ngay"], ["1", "Công đoàn <xã> & phường", "2026-11-23"], ["", "'=1+1", ""],
        ["0", "", "2027-01-01"], [str(2**61), "  hai\ndòng\x0b ", ""],
    ]  # fmt: skip


def test_json_is_one_array() -> None:
    assert json.loads(written("json")) == [
        {"so": 1, "ten": "Công đoàn <xã> & phường", "ngay": "2026-11-23"},
        {"so": None, "ten": "=1+1", "ngay": None},
        {"so": 0, "ten": None, "ngay": "2027-01-01"},
        {"so": 2**61, "ten": "  hai\ndòng\x0b ", "ngay": None},
    ]
    assert json.loads(b"".join(write(Table(COLUMNS, iter([])), "json"))) == []


def test_xlsx_reads_back_in_two_readers() -> None:
    raw = written("xlsx", for_people=True)
    assert zipfile.ZipFile(io.BytesIO(raw)).testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Số", "Tên", "Ngày"]
    assert [row[1] for row in rows[1:]] == ["Công đoàn <xã> & phường", "=1+1", None, "  hai\ndòng "]
    assert (rows[1][2].date(), sheet["C2"].number_format) == (date(2026, 11, 23), "dd/mm/yyyy")
    assert (sheet["B3"].data_type, sheet.freeze_panes, sheet["A1"].font.b) == ("s", "A2", True)
    other = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert (other[1][0], other[1][2], other[2][0], other[3][0]) == (1, date(2026, 11, 23), "", 0)


def test_xlsx_is_the_same_each_time_and_has_an_end(monkeypatch: Any) -> None:
    assert written("xlsx") == written("xlsx")
    monkeypatch.setattr("caunoi.api.exports.xlsx.ROWS", 3)
    with pytest.raises(TooManyRowsError):
        b"".join(write_xlsx(sample(), ["a", "b", "c"]))


def test_parquet_has_types_and_titles() -> None:
    table = pq.read_table(io.BytesIO(written("parquet")))
    assert [str(field.type) for field in table.schema] == ["int64", "string", "date32[day]"]
    assert table.schema.field("so").metadata == {b"title": "Số".encode()}
    assert table.to_pylist()[1] == {"so": None, "ten": "=1+1", "ngay": None}
    assert (table.num_rows, _Sink().writable()) == (4, True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_bytes_before_the_last_row_is_read(name: str) -> None:
    read = []

    def parts() -> Any:
        for number in range(3):
            read.append(number)
            yield [[number, "x" * 5000, None] for _row in range(200)]

    pieces = write(Table(COLUMNS, parts()), name)
    given = 0
    while not given or (name in ("parquet", "xlsx") and given < 100):
        given += len(next(pieces))
    assert read != [0, 1, 2]
    assert given + sum(map(len, pieces)) > 500
    assert read == [0, 1, 2]


@pytest.mark.parametrize("name", FORMATS)
def test_memory_holds_one_part(name: str) -> None:
    def parts() -> Any:
        for number in range(60):
            yield [[number, f"Đơn vị {number} {row} " + "x" * 200, TODAY] for row in range(500)]

    list(write(sample(), name))  # what is imported once does not count
    tracemalloc.start()
    size = sum(map(len, write(Table(COLUMNS, parts()), name)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 10_000
    assert peak < 6_000_000


def test_reports_are_a_row_each_with_a_column_for_each_line(connected: Connected) -> None:
    filed, units = connected.filed, connected.cast.units
    filing = filed.put(units.G1, heard=120, languages=0b1011)
    filing.narrative = {"done": "Đã họp."}
    filing.save()
    _token, secret = connected.token(units.P, connected.leader)
    answer = connected.ask(f"/report-forms/{filed.form.pk}/filings.json", secret)
    rows = json.loads(b"".join(answer.streaming_content))
    assert [row["unit_code"] for row in rows] == ["P", "D", "G0", "G1", "G2"]
    assert rows[3] == {
        "filing_id": filing.pk, "unit_code": "G1", "unit_name": "Công đoàn cơ sở Trường Tiểu học Ba Khe",
        "filing_state": "submitted", "filing_revision": 0, "due_on": "2026-11-30", "first_sent_on": "2026-11-23",
        "excused_reason": "", "heard": 120, "members": None, "largest": None, "languages": 3, "text.done": "Đã họp.",
    }  # fmt: skip
    assert answer["Content-Disposition"] == f'attachment; filename="filings-{filed.form.pk}.json"'
    assert "ETag" not in answer


def test_a_line_that_only_an_older_version_has_keeps_its_column(connected: Connected) -> None:
    filed = connected.filed
    lines = [
        FormLine(1, "members", "Số đoàn viên mới", "đoàn viên", "oral", "last"),
        FormLine(4, "new", "Mới", "tin", "oral"),
    ]
    FormVersion.objects.create(form=filed.form, number=2, lines=to_json(lines), created_at=NOW, published_at=NOW)
    FormVersion.objects.create(form=filed.form, number=3, lines=to_json(LINES), created_at=NOW)
    assert [(line.slot, line.name) for line in lines_ever(filed.form)] == [
        (1, "Số đoàn viên mới"), (4, "Mới"), (0, "Số lượt người nghe"), (2, "Hội nghị đông nhất"),
        (3, "Số tiếng được dùng"),
    ]  # fmt: skip


def test_activities_are_a_row_each_with_a_column_for_each_figure(connected: Connected) -> None:
    running, units = connected.filed.running, connected.cast.units
    activity = log(running, units.G1, title="Tọa đàm", place="Ba Khe", cost=500_000)
    ActivityFigure.objects.update_or_create(activity=activity, code="listeners", defaults={"value": 120})
    bare = log(running, units.G0, wave=None, theme=None)
    _token, secret = connected.token(units.P, connected.leader)
    answer = connected.ask(f"/campaigns/{running.campaign.pk}/activities.json", secret)
    rows = json.loads(b"".join(answer.streaming_content))
    assert sorted(row["activity_id"] for row in rows) == [activity.pk, bare.pk]
    told = {row["activity_id"]: row for row in rows}
    first = told[activity.pk]
    assert (first["unit_code"], first["title"], first["place"], first["cost"], first["listeners"], first["articles"]) == (
        "G1", "Tọa đàm", "Ba Khe", 500_000, 120, None,
    )  # fmt: skip
    assert (first["done_on"], first["logged_on"]) == (activity.done_on.isoformat(), "2026-11-23")
    assert (told[bare.pk]["wave"], told[bare.pk]["theme"]) == (None, None)


def test_parts_are_read_by_a_fixed_number_of_queries(connected: Connected, monkeypatch: Any) -> None:
    running, form = connected.filed.running, connected.filed.form
    reach = units_for(connected.leader, Right.VIEW, on=TODAY)
    for unit in (connected.cast.units.G1, connected.cast.units.G2, connected.cast.units.D):
        log(running, unit)

    def cost(at_once: int) -> tuple[int, int]:
        monkeypatch.setattr(exports, "UNITS_AT_ONCE", at_once)
        monkeypatch.setattr(exports, "ACTIVITIES_AT_ONCE", 2)
        found = []
        for table in (filings_table(form, reach, on=TODAY), activities_table(running.campaign, reach, on=TODAY)):
            with CaptureQueriesContext(connection) as queries:
                rows = [row for part in table.parts for row in part]
            found.append((len(queries), len(rows)))
        return found[0][0] if found[0][1] == 5 else 0, found[1][1]

    assert [cost(at_once) for at_once in (5, 1)] == [(3, 3), (11, 3)]
    assert Unit.objects.count() == 9
