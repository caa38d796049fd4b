"""The sheet of units: every problem by row and column, safe reading, bulk writing, and the way back out."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.unit_import import confirm_units, discard_units, upload_units
from caunoi.orgs.actions.units import count_members, move_unit, rename_unit
from caunoi.orgs.enums import ImportState, Line, UnitKind
from caunoi.orgs.models import Designation, MemberCount, Placement, Unit, UnitImport
from caunoi.orgs.queries.sheets import sheet_rows
from caunoi.orgs.tree_check import find_flaws
from caunoi.orgs.unit_import import applying, reading
from caunoi.orgs.unit_import.applying import apply_draft
from caunoi.orgs.unit_import.checking import Draft, check_sheet
from caunoi.orgs.unit_import.columns import COLUMNS, kind_named, kind_title, title_of
from caunoi.orgs.unit_import.steps import check_upload, write_upload
from caunoi.orgs.unit_import.writing import csv_lines, write_xlsx
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW

ON = date(2026, 1, 1)
HEADER = "Mã;Tên;Tên viết tắt;Loại;Mã cấp trên;Ngày thành lập;Mã ngành;Số đoàn viên;Ngày chốt;Nguồn"


def sheet(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def problems(data: bytes, under: Unit | None = None) -> list[tuple[int, str, str]]:
    return [(item.row, item.column, item.code) for item in check_sheet(data, on=ON, under=under).problems]


def standing(unit: Unit, on: date = ON) -> Unit:
    return Unit.objects.at(on).get(pk=unit.pk)


def bring_in(data: bytes, on: date = ON) -> dict[str, int]:
    return apply_draft(check_sheet(data, on=on), by=None, now=NOW)


def parents(on: date = ON, line: str = Line.TERRITORY) -> dict[str, str]:
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {unit.code: codes.get(unit.parent_id or 0, "") for unit in Unit.objects.at(on, line)}


GOOD = sheet(
    "X1;Công đoàn cơ sở Trường Mầm non;CĐCS MN;CĐCS;X;;YT;1.250;31/12/2025;Báo cáo năm",
    "X;LĐLĐ huyện Nậm Khe;;LĐLĐ huyện;P;15/04/2023;;;;",
    "YT;Công đoàn ngành Y tế;;Công đoàn ngành;P;;;;;",
    "X2;Nghiệp đoàn xe ôm;;nghiệp đoàn;X;01/03/2026;;12;28/02/2026;Sổ đoàn viên",
)


def test_import_places_units_whatever_their_order_in_the_sheet(cast: Cast) -> None:
    numbers = bring_in(GOOD)
    assert numbers == {"rows": 4, "new": 4, "moved": 0, "renamed": 0, "sectors": 1, "counted": 2}
    now = parents(date(2026, 3, 1))
    assert [now[code] for code in ("X", "YT", "X1", "X2")] == ["P", "P", "X", "X"]
    assert parents(ON, Line.SECTOR) == {"X1": "YT"}
    assert "X2" not in parents(date(2026, 2, 28))
    assert find_flaws() == []


def test_import_keeps_names_dates_counts_and_an_audit_row_for_each(cast: Cast) -> None:
    bring_in(GOOD)
    x1 = Unit.objects.at(ON).get(code="X1")
    assert (x1.name, x1.short_name, x1.kind) == ("Công đoàn cơ sở Trường Mầm non", "CĐCS MN", "grassroots")
    assert Unit.objects.get(code="X").opened_on == date(2023, 4, 15)
    assert Designation.objects.get(unit=x1).folded == "cong doan co so truong mam non cdcs mn"
    rows = MemberCount.objects.order_by("-members").values_list("unit__code", "members", "counted_on", "source")
    assert list(rows) == [
        ("X1", 1250, date(2025, 12, 31), "Báo cáo năm"),
        ("X2", 12, date(2026, 2, 28), "Sổ đoàn viên"),
    ]
    assert AuditEntry.objects.filter(action="orgs.unit_created").count() == 4


def test_import_twice_changes_nothing(cast: Cast) -> None:
    bring_in(GOOD)
    before = AuditEntry.objects.count()
    again = check_sheet(GOOD, on=date(2026, 3, 1))
    assert again.numbers() == {"rows": 4, "new": 0, "moved": 0, "renamed": 0, "sectors": 0, "counted": 0}
    assert again.problems == []
    assert AuditEntry.objects.count() == before


def test_import_moves_and_renames_from_its_day_on(cast: Cast) -> None:
    data = sheet("D;Công đoàn xã Ba Khe;CĐ xã;Công đoàn xã;Q;;;;;", "G9;CĐCS mới;;CĐCS;D;;;;;")
    assert bring_in(data) == {"rows": 2, "new": 1, "moved": 1, "renamed": 1, "sectors": 0, "counted": 0}
    assert (parents()["D"], parents(ON - timedelta(days=1))["D"]) == ("Q", "P")
    assert [standing(cast.units.D, day).kind for day in (ON - timedelta(days=1), ON)] == ["district", "commune"]
    assert parents()["G9"] == "D"
    assert find_flaws() == []


def test_import_leaves_what_a_row_does_not_say(cast: Cast) -> None:
    rename_unit(cast.units.G1, name="CĐCS A", short_name="A", on=date(2025, 1, 1), by=None, now=NOW)
    draft = check_sheet(sheet("G1;CĐCS A;;CĐCS;;;;;;"), on=ON)
    assert (draft.problems, draft.renamed, draft.moved) == ([], [], [])


def test_import_corrects_a_count_of_the_same_day_and_source(cast: Cast) -> None:
    count_members(cast.units.G1, members=5, on=ON, source="Sổ", by=None, now=NOW)
    name = standing(cast.units.G1).name
    bring_in(sheet(f"G1;{name};;CĐCS;D;;;7;01/01/2026;Sổ"))
    assert list(MemberCount.objects.values_list("members", flat=True)) == [7]


def test_sector_parents_within_the_sheet_go_round_no_order(cast: Cast) -> None:
    data = sheet(
        "A1;CĐCS bệnh viện;;CĐCS;P;;SYT;;;",
        "SYT;CĐ ngành Y tế tỉnh;;Công đoàn ngành;P;;TW;;;",
        "TW;CĐ Y tế Việt Nam;;Công đoàn ngành trung ương;TLD;;;;;",
        "A2;CĐCS phòng khám;;CĐCS;P;;TW;;;",
    )
    bring_in(data)
    assert parents(ON, Line.SECTOR) == {"A1": "SYT", "SYT": "TW", "A2": "TW"}
    assert find_flaws() == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([";Không mã;;CĐCS;D;;;;;"], [(2, "code", "missing")]),
        (["X 1/2;A;;CĐCS;D;;;;;"], [(2, "code", "bad_code")]),
        (["X1;;;CĐCS;D;;;;;"], [(2, "name", "missing")]),
        (["X1;Tên;;;D;;;;;"], [(2, "kind", "missing")]),
        (["X1;Tên;;Câu lạc bộ;D;;;;;"], [(2, "kind", "unknown_kind")]),
        (["X1;A;;CĐCS;D;;;;;", "X1;B;;CĐCS;D;;;;;"], [(3, "code", "code_twice")]),
        (["X1;A;;CĐCS;ZZ;;;;;"], [(2, "parent", "unknown_parent")]),
        (["X1;A;;CĐCS;;;;;;"], [(2, "parent", "kind_under_parent")]),
        (["X1;A;;LĐLĐ huyện;D;;;;;"], [(2, "parent", "kind_under_parent")]),
        (["X1;A;;CĐCS;X2;;;;;", "X2;B;;CĐCS;X1;;;;;"], [(2, "parent", "cycle"), (3, "parent", "cycle")]),
        (["X1;A;;CĐCS;X1;;;;;", "X2;B;;CĐCS;X1;;;;;"], [(2, "parent", "cycle")]),
        (["D;LĐLĐ huyện Ba Khe;;LĐLĐ huyện;G1;;;;;"], [(2, "parent", "cycle"), (2, "parent", "kind_under_parent")]),
        (["X1;A;;CĐCS;D;31/02/2025;;;;"], [(2, "opened_on", "bad_date")]),
        (["X1;A;;CĐCS;D;01/01/1025;;;;"], [(2, "opened_on", "bad_date")]),
        (["X1;A;;CĐCS;D;;;-3;;Sổ"], [(2, "members", "bad_number")]),
        (["X1;A;;CĐCS;D;;;12,5;;Sổ"], [(2, "members", "bad_number")]),
        (["X1;A;;CĐCS;D;;;1.25;;Sổ"], [(2, "members", "bad_number")]),
        (["X1;A;;CĐCS;D;;;12;;"], [(2, "source", "no_source")]),
        (["X1;A;;CĐCS;D;;;12;hôm qua;Sổ"], [(2, "counted_on", "bad_date")]),
        (["X1;A;;CĐCS;D;;ZZ;;;"], [(2, "sector", "unknown_parent")]),
        (["X1;A;;CĐCS;D;;G0;;;"], [(2, "sector", "kind_under_parent")]),
        (["X1;" + "A" * 251 + ";;CĐCS;D;;;;;"], [(2, "name", "too_long")]),
        (
            ["X;A;;LĐLĐ huyện;P;01/06/2026;;;;", "X1;B;;CĐCS;X;;;;;"],
            [(3, "parent", "opened_before_parent")],
        ),
        (["D;LĐLĐ huyện Ba Khe;;Ban;P;;;;;"], [(2, "kind", "kind_under_parent")]),
        (["P;LĐLĐ tỉnh;;Công đoàn ngành trung ương;TLD;;;;;"], [(2, "kind", "kind_under_parent")]),
        (
            [";;;;;xx;;yy;;"],
            [
                *((2, column, "missing") for column in ("code", "name", "kind")),
                *((2, "opened_on", "bad_date"), (2, "members", "bad_number")),
            ],
        ),
    ],
)
def test_dry_run_shows_every_problem(cast: Cast, lines: list[str], found: list[tuple[int, str, str]]) -> None:
    assert problems(sheet(*lines)) == found


def test_dry_run_in_a_branch_refuses_other_branches(cast: Cast) -> None:
    data = sheet("X1;A;;CĐCS;E;;;;;", "G3;B;;CĐCS;;;;;;", "X2;C;;CĐCS;;;;;;", "X3;D;;CĐCS;D;;;;;")
    assert problems(data, standing(cast.units.P)) == [
        (2, "parent", "other_branch"),
        (3, "code", "other_branch"),
        (4, "parent", "missing"),
    ]


def test_dry_run_in_a_branch_lets_its_top_name_what_stands_above(cast: Cast) -> None:
    data = sheet("P;Liên đoàn Lao động tỉnh Vĩnh Sơn;;LĐLĐ tỉnh;TLD;;;;;")
    assert problems(data, standing(cast.units.P)) == []


def test_dry_run_stops_what_changes_later(cast: Cast) -> None:
    move_unit(cast.units.D, parent=cast.units.Q, on=date(2026, 6, 1), by=None, now=NOW)
    data = sheet("X1;A;;CĐCS;D;;;;;", "D;Tên khác;;LĐLĐ huyện;P;;;;;", "G0;CĐCS khác;;CĐCS;P;;;;;")
    assert problems(data) == [(2, "parent", "later_change"), (3, "code", "later_change")]


def test_dry_run_refuses_the_code_of_a_unit_that_is_not_there_that_day(cast: Cast) -> None:
    assert [item[2] for item in [*check_codes(sheet("G1;A;;CĐCS;;;;;;"), SINCE - timedelta(days=1))]] == [
        "not_standing"
    ]


def check_codes(data: bytes, on: date) -> list[tuple[int, str, str]]:
    return [(item.row, item.column, item.code) for item in check_sheet(data, on=on).problems][:1]


def test_dry_run_speaks_vietnamese_and_names_the_column(cast: Cast) -> None:
    found = check_sheet(sheet("X1;A;;CĐCS;ZZ;;;;;"), on=ON).problems[0]
    assert (found.title, found.message) == ("Mã cấp trên", "không có đơn vị nào mang mã “ZZ”")


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        check_sheet(data, on=ON)
    return caught.value.code


def zip_of(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_file_is_refused_as_a_whole(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(b"\xd0\xcf\x11\xe0 old") == "old_excel"
    assert refused(b"PK\x03\x04 not a zip") == "broken"
    assert refused(zip_of("a.txt", b"no workbook")) == "broken"
    assert refused(b"\xff\x00\x12\x88") == "wrong_content"
    assert refused(b"\x89PNG\r\n\x1a\n\x00\x00") == "wrong_content"
    assert refused(b"a;b\n\x00;d") == "wrong_content"
    assert refused(b"") == "empty"
    assert refused(sheet()) == "empty"
    assert refused(sheet("1;2", header="Mã;Tên")) == "missing_columns"
    assert refused(sheet("1;2", header=HEADER + ";Mã đơn vị")) == "column_twice"
    assert refused(b'a;"' + b"x" * 200_000) == "broken"
    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    assert refused(GOOD) == "too_many_rows"
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1000)
    assert refused(zip_of("a.xml", b"0" * 5000)) == "zip_bomb"
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert refused(GOOD) == "too_large"


def test_archive_that_lies_about_its_sizes_is_refused(db: None) -> None:
    data = bytearray(zip_of("xl/workbook.xml", b"0" * 100_000))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size announced in the directory
    assert refused(bytes(data)) == "broken"


@pytest.mark.parametrize(
    "data",
    [
        "Mã,Tên,Loại,Mã cấp trên\nX1,A,CĐCS,D\n".encode(),
        "\ufeffMÃ;TÊN ĐƠN VỊ;Loại hình;Mã cha;Ghi chú\r\nX1;A;CĐCS;D;gì cũng được\r\n".encode(),
        "Ma\tTen\tLoai\tMa cap tren\nX1\tA\tcong doan co so\tD\n".encode("utf-16"),
        b'\n;;;\nMa;Ten;Loai;Ma cap tren\n"X1";"A";"grassroots";"D"',
    ],
)
def test_csv_of_every_habit_is_read(cast: Cast, data: bytes) -> None:
    draft = check_sheet(data, on=ON)
    assert draft.problems == []
    assert [(row.code, row.name, row.kind, row.parent) for row in draft.new] == [("X1", "A", "grassroots", "D")]


def test_xlsx_of_excel_types_is_read(cast: Cast) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADER.split(";"))
    page.write_row(1, 0, [1205.0, "Công đoàn cơ sở A", "", "CĐCS", "D"])
    page.write_datetime(1, 5, date(2020, 5, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_number(1, 7, 42)
    page.write_string(1, 9, "Sổ")
    book.close()
    draft = check_sheet(buffer.getvalue(), on=ON)
    assert draft.problems == []
    row = draft.new[0]
    assert (row.code, row.opened_on, row.members) == ("1205", date(2020, 5, 1), 42)


def export_csv(on: date = ON, under: Unit | None = None) -> bytes:
    return "".join(csv_lines(sheet_rows(on=on, under=under))).encode()


def export_xlsx(on: date = ON) -> bytes:
    buffer = io.BytesIO()
    write_xlsx(sheet_rows(on=on), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("export", [export_csv, export_xlsx])
def test_export_comes_back_unchanged(cast: Cast, export: Any) -> None:
    bring_in(GOOD)
    later = date(2026, 3, 1)
    draft: Draft = check_sheet(export(later), on=later)
    assert draft.problems == []
    assert draft.numbers() == {"rows": 13, "new": 0, "moved": 0, "renamed": 0, "sectors": 0, "counted": 0}


def test_export_keeps_to_a_branch_and_a_day(cast: Cast) -> None:
    bring_in(GOOD)
    codes = [row.code for row in sheet_rows(on=ON, under=cast.units.D)]
    assert codes == ["D", "G1", "G2"]
    assert len(list(sheet_rows(on=ON - timedelta(days=1)))) == 9


def test_export_holds_no_formula(cast: Cast) -> None:
    name = '=HYPERLINK("http://x.example";"bấm")'
    rename_unit(cast.units.G1, name=name, short_name="@SUM(A1)", on=ON, by=None, now=NOW)
    text = export_csv().decode()
    assert "'=HYPERLINK" in text
    assert "'@SUM" in text
    archive = zipfile.ZipFile(io.BytesIO(export_xlsx()))
    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(export_xlsx())).get_sheet_by_index(0).to_python()
    assert name in [row[1] for row in rows]
    assert check_sheet(export_csv(), on=ON).renamed == []


def test_sheet_rows_ask_two_queries_for_many(cast: Cast, django_assert_num_queries: Any) -> None:
    bring_in(GOOD)
    for under in (Unit.objects.get(code="X1"), None):
        with django_assert_num_queries(3 if under else 2):
            list(sheet_rows(on=date(2026, 3, 1), under=under))


def test_kinds_and_columns_have_names() -> None:
    assert [column for column in COLUMNS if title_of(column) == column] == []
    assert kind_named(kind_title("zone")) == "zone"


def test_apply_refuses_a_draft_with_problems_and_a_stale_one(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        apply_draft(check_sheet(sheet(";A;;CĐCS;D;;;;;"), on=ON), by=None, now=NOW)
    assert caught.value.code == "has_problems"
    draft = check_sheet(GOOD, on=ON)
    bring_in(GOOD)
    with pytest.raises(Refused) as caught:
        apply_draft(draft, by=None, now=NOW)
    assert caught.value.code == "stale"


def test_apply_goes_on_where_it_was_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 1)
    reports: list[int] = []

    def stop(done: int) -> None:
        reports.append(done)
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_draft(check_sheet(GOOD, on=ON), by=None, now=NOW, report=stop)
    assert (reports, Unit.objects.filter(code__in=["X", "YT", "X1", "X2"]).count()) == ([1, 2, 3], 2)
    assert find_flaws() == []
    bring_in(GOOD)
    assert Unit.objects.filter(code__in=["X", "YT", "X1", "X2"]).count() == 4
    assert find_flaws() == []


def upload(cast: Cast, data: bytes = GOOD) -> UnitImport:
    unit = standing(cast.units.P)
    return upload_units(data=data, name="cay.csv", unit=unit, on=ON, by=cast.administrator, now=NOW)


def test_upload_checks_and_writes_nothing(cast: Cast) -> None:
    before = Unit.objects.count()
    sent = upload(cast)
    assert (sent.state, sent.problems, sent.total) == (ImportState.READY, [], 7)
    assert sent.numbers["kinds"] == {"district": 1, "sector": 1, "grassroots": 1, "trade_group": 1}
    assert Unit.objects.count() == before


def test_upload_with_problems_cannot_be_confirmed(cast: Cast) -> None:
    sent = upload(cast, sheet("X1;A;;CĐCS;ZZ;;;;;"))
    assert sent.problems == [[2, "Mã cấp trên", "không có đơn vị nào mang mã “ZZ”"]]
    with pytest.raises(Refused) as caught:
        confirm_units(sent, by=cast.administrator, now=NOW)
    assert caught.value.code == "not_ready"


def test_upload_that_is_no_sheet_says_so(cast: Cast) -> None:
    sent = upload(cast, b"\x89PNG\x00")
    assert sent.state == ImportState.REFUSED
    assert sent.refusal.startswith("Tệp này không phải")


def test_confirm_twice_writes_once(cast: Cast) -> None:
    sent = upload(cast)
    first = confirm_units(sent, by=cast.administrator, now=NOW)
    again = confirm_units(UnitImport.objects.get(pk=sent.pk), by=cast.administrator, now=NOW)
    assert (first.state, again.state, again.done) == (ImportState.DONE, ImportState.DONE, 7)
    assert Unit.objects.filter(code="X1").count() == 1
    assert AuditEntry.objects.filter(action="orgs.units_imported").count() == 1


def test_confirm_of_a_tree_that_changed_meanwhile_shows_the_new_problems(cast: Cast) -> None:
    sent = upload(cast, sheet("G0;CĐCS Nước sạch;;CĐCS;D;;;;;"))
    move_unit(cast.units.D, parent=cast.units.Q, on=ON, by=None, now=NOW)
    after = confirm_units(sent, by=cast.administrator, now=NOW)
    assert (after.state, [item[1] for item in after.problems]) == (ImportState.REFUSED, ["Mã cấp trên"])


def test_big_sheets_are_checked_and_written_by_a_worker(cast: Cast, run_jobs: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("caunoi.orgs.actions.unit_import.AT_ONCE_BYTES", 10)
    monkeypatch.setattr("caunoi.orgs.actions.unit_import.AT_ONCE_CHANGES", 1)
    sent = upload(cast)
    assert sent.state == ImportState.CHECKING
    run_jobs()
    sent.refresh_from_db()
    assert sent.state == ImportState.READY
    assert confirm_units(sent, by=cast.administrator, now=NOW).state == ImportState.WRITING
    run_jobs()
    sent.refresh_from_db()
    assert (sent.state, sent.done) == (ImportState.DONE, 7)


def test_steps_run_twice_do_nothing_more(cast: Cast) -> None:
    sent = confirm_units(upload(cast), by=cast.administrator, now=NOW)
    before = AuditEntry.objects.count()
    check_upload(str(sent.pk))
    write_upload(str(sent.pk))
    assert AuditEntry.objects.count() == before


def test_discard_drops_the_file_once(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    sent = upload(cast)
    path = Path(sent.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        discard_units(sent, by=cast.administrator, now=NOW)
    assert not path.exists()
    with pytest.raises(Refused):
        discard_units(sent, by=cast.administrator, now=NOW)


def test_commands_import_check_and_export(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "cay.csv", tmp_path / "ra.xlsx"
    source.write_bytes(GOOD)
    call_command("units_import", str(source), "--on", "2026-01-01", "--dry-run")
    assert not Unit.objects.filter(code="X1").exists()
    call_command("units_import", str(source), "--on", "2026-01-01", "--under", "P")
    assert Unit.objects.filter(code="X1").exists()
    call_command("units_check")
    call_command("units_export", str(target), "--on", "2026-01-01", "--under", "P")
    assert len(CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()) == 9
    call_command("units_export", str(tmp_path / "ra.csv"))
    assert (tmp_path / "ra.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "command",
    [
        ["units_import", "{dir}/none.csv"],
        ["units_import", "{dir}/bad.csv"],
        ["units_import", "{dir}/bad.csv", "--under", "ZZ"],
        ["units_import", "{dir}/empty.csv"],
        ["units_export", "{dir}/x.pdf"],
        ["units_export", "{dir}/x.csv", "--under", "ZZ"],
    ],
)
def test_commands_fail_clearly(cast: Cast, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "bad.csv").write_bytes(sheet("X1;A;;CĐCS;ZZ;;;;;"))
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(CommandError):
        call_command(*(part.format(dir=tmp_path) for part in command))


def test_units_check_fails_on_a_flaw(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    Placement.objects.filter(unit=cast.units.G1).update(path="9.")
    with pytest.raises(CommandError):
        call_command("units_check")
    assert "G1: path" in capsys.readouterr().err


@pytest.mark.parametrize("piece", [1, 4])
def test_export_in_pieces_is_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    bring_in(GOOD)
    whole = export_csv(date(2026, 3, 1))
    monkeypatch.setattr("caunoi.orgs.queries.sheets.PIECE", piece)
    monkeypatch.setattr("caunoi.orgs.unit_import.writing.PIECE", 10)
    assert export_csv(date(2026, 3, 1)) == whole


def test_apply_refuses_parents_that_left_or_move_later(cast: Cast) -> None:
    data = sheet("X1;A;;CĐCS;G1;;;;;")
    draft = check_sheet(data, on=ON)
    move_unit(cast.units.G1, parent=cast.units.P, on=date(2026, 2, 1), by=None, now=NOW)
    with pytest.raises(Refused) as caught:
        apply_draft(draft, by=None, now=NOW)
    assert caught.value.code == "later_change"
    draft = check_sheet(sheet("X1;A;;CĐCS;G2;;;;;"), on=ON)
    close_unit(cast.units.G2, on=ON, by=None, now=NOW)
    with pytest.raises(Refused) as caught:
        apply_draft(draft, by=None, now=NOW)
    assert caught.value.code == "stale"
    assert not Unit.objects.filter(code="X1").exists()


def test_write_of_what_only_the_writing_refuses_goes_back(cast: Cast) -> None:
    """A row below the moved unit changes later: the dry run does not look so far, the move itself does."""
    move_unit(cast.units.G0, parent=cast.units.D, on=date(2026, 2, 1), by=None, now=NOW)
    make_unit("D9", "Liên đoàn Lao động huyện Khác", UnitKind.DISTRICT, cast.units.P)
    sent = upload(cast, sheet("G1;CĐCS khác;;CĐCS;D9;;;;;", "D;Công đoàn xã;;Công đoàn xã;P;;;;;"))
    assert sent.state == ImportState.READY
    make_unit("N1", "Công đoàn cơ sở thành viên", UnitKind.GRASSROOTS, cast.units.G1, date(2026, 3, 1))
    after = confirm_units(sent, by=cast.administrator, now=NOW)
    assert (after.state, after.refusal[:8]) == (ImportState.REFUSED, "Đơn vị G")


def test_upload_larger_than_a_sheet_may_be_is_not_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.orgs.actions.unit_import.MAX_BYTES", 10)
    with pytest.raises(Refused):
        upload(cast)
    assert UnitImport.objects.count() == 0
