"""What the units of a sector report: read beside the sums, never added to them, single units by the rights of the territory."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from caunoi.campaigns.models import Delivery
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Placement, Unit
from caunoi.reporting.actions.filings import excuse_filing
from caunoi.reporting.models import Filing, FormVersion
from caunoi.reporting.queries.sector import (
    OfSector,
    joined_without,
    reports_of_sectors,
    sector_table,
    sectors_in,
    stated_by,
)
from caunoi.reporting.queries.totals import branch_table
from tests.campaigns.running import NOW, TODAY
from tests.cast import make_officer, make_unit
from tests.reporting.board.sectors import put_in_sector
from tests.reporting.filing import LINES, Filed

HEARD, LANGUAGES = LINES[0], LINES[3]


@pytest.fixture
def sector(filed: Filed) -> Unit:
    """A sector union of P that informs on G1 and G2, which stand under D."""
    units = filed.cast.units
    union = make_unit("NGD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, units.P)
    put_in_sector(units.G1, union)
    put_in_sector(units.G2, union)
    filed.put(units.G1, heard=120, members=400, languages=0b011)
    filed.put(units.G2, heard=7, languages=0b110)
    Delivery.objects.create(campaign=filed.running.campaign, unit=union, sent_at=NOW)
    return union


@pytest.fixture
def teacher(sector: Unit) -> Client:
    """An officer of the sector union: the sector line gives no rights at single units."""
    client = Client()
    client.force_login(make_officer("can-bo@nganh.example", "Đỗ Thị Nga", sector))
    return client


@pytest.fixture
def desk(client: Client, filed: Filed) -> Client:
    client.force_login(filed.cast.superior)
    return client


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def url(name: str, filed: Filed, *args: Any) -> str:
    return reverse(f"reporting:{name}", args=[filed.form.pk, *args])


def test_sector_unions_are_found_in_a_branch_with_their_reports(filed: Filed, sector: Unit) -> None:
    units = filed.cast.units
    centre = make_unit("TW", "Công đoàn Giáo dục Việt Nam", UnitKind.CENTRAL_SECTOR, units.TLD)
    assert [unit.code for unit in sectors_in(standing(units.P), TODAY)] == ["NGD"]
    assert [unit.code for unit in sectors_in(standing(units.D), TODAY)] == []
    put_in_sector(units.G0, centre)
    excuse_filing(filed.of(units.G0), reason="Đang sáp nhập", by=filed.cast.superior, now=NOW)
    found = list(sectors_in(standing(units.TLD), TODAY))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = reports_of_sectors(filed.form, found, TODAY)
    assert (told, len(asked)) == ([OfSector(centre, 0, 0), OfSector(sector, 2, 2)], 2)
    assert reports_of_sectors(filed.form, [], TODAY) == []


def test_a_sector_below_a_sector_counts_for_both(filed: Filed, sector: Unit) -> None:
    units = filed.cast.units
    centre = make_unit("TW", "Công đoàn Giáo dục Việt Nam", UnitKind.CENTRAL_SECTOR, units.TLD)
    put_in_sector(sector, centre)
    Placement.objects.filter(line="sector", unit__in=[units.G1, units.G2]).delete()
    put_in_sector(units.G1, sector)
    put_in_sector(units.G2, centre)
    told = reports_of_sectors(filed.form, [centre, sector], TODAY)
    assert told == [OfSector(centre, 2, 2), OfSector(sector, 1, 1)]
    assert sector_table(filed.form, standing(centre), TODAY).table.cells[0].below == 127


def test_who_was_excused_and_sent_all_the_same_is_asked(filed: Filed, sector: Unit) -> None:
    Filing.objects.filter(unit=filed.cast.units.G1).update(excused_reason="Đang sáp nhập")
    assert reports_of_sectors(filed.form, [sector], TODAY) == [OfSector(sector, 2, 2)]


def test_single_units_and_the_rest_come_to_the_sum(filed: Filed, sector: Unit) -> None:
    units = filed.cast.units
    informing = sector_table(filed.form, standing(sector), TODAY)
    assert stated_by(informing, HEARD, [units.G1.pk, units.G0.pk]) == {units.G1.pk: 120}
    assert joined_without(informing, HEARD, [units.G1.pk]) == (1, 7)
    assert joined_without(informing, HEARD, []) == (2, 127)
    assert joined_without(informing, LANGUAGES, []) == (2, 3)
    assert joined_without(informing, HEARD, [units.G1.pk, units.G2.pk]) == (0, None)
    assert informing.table.cells[0].below == 127


def test_a_line_that_nobody_has_come_to_yet_is_unknown(filed: Filed, sector: Unit) -> None:
    Filing.objects.update(values=b"")
    informing = sector_table(filed.form, standing(sector), TODAY)
    assert joined_without(informing, HEARD, []) == (2, None)


def test_the_page_of_a_sector_says_that_it_is_added_to_nothing(filed: Filed, sector: Unit, teacher: Client) -> None:
    before = branch_table(filed.form, standing(filed.cast.units.P))
    page = teacher.get(url("show-sector", filed))
    (group,) = page.context["groups"]
    assert [(row.line.code, row.cell.below if row.cell else row.share.percent) for row in group.rows] == [
        ("heard", 127), ("members", 400), ("largest", None), ("languages", 3), ("share", 31.75),
    ]  # fmt: skip
    text = " ".join(page.content.decode().split())
    assert "Các đơn vị trong ngành đã gửi 2/2 báo cáo. 2 đơn vị trong số này được cộng ở nhánh khác." in text
    assert "Chỉ để tham khảo bên cạnh số liệu tổng hợp, không cộng vào" in text
    assert branch_table(filed.form, standing(filed.cast.units.P)) == before


def test_units_of_other_branches_are_told_together_where_one_has_no_right(
    filed: Filed, sector: Unit, teacher: Client, desk: Client
) -> None:
    page = teacher.get(url("show-sector-line", filed, "heard"))
    assert (page.context["rows"], page.context["others"]) == ([], (2, 127))
    units = filed.cast.units
    page = desk.get(url("show-sector-line", filed, "heard"), {"unit": "NGD"})
    assert [(unit.code, *told) for unit, *told in page.context["rows"]] == [
        ("G2", 7, filed.of(units.G2).pk, True), ("G1", 120, filed.of(units.G1).pk, True),
    ]  # fmt: skip
    assert page.context["others"] == (0, None)
    assert desk.get(url("show-sector-line", filed, "heard")).status_code == 404  # P leads no sector
    assert desk.get(url("show-sector-line", filed, "unheard"), {"unit": "NGD"}).status_code == 404


def test_a_province_is_led_to_its_sector_unions(filed: Filed, sector: Unit, desk: Client) -> None:
    page = desk.get(url("show-sector", filed))
    assert (page.context["leads"], page.context["sectors"]) == (False, [OfSector(sector, 2, 2)])
    assert '<a href="?unit=NGD">Công đoàn ngành Giáo dục</a>' in page.content.decode()
    assert url("show-sector", filed) in desk.get(url("show-totals", filed)).content.decode()
    assert url("show-sector", filed) not in desk.get(url("show-totals", filed), {"unit": "D"}).content.decode()


def test_a_branch_without_a_sector_and_a_sector_without_figures_are_said(filed: Filed, desk: Client) -> None:
    assert "Không có công đoàn ngành" in desk.get(url("show-sector", filed)).content.decode()
    union = make_unit("NYT", "Công đoàn ngành Y tế", UnitKind.SECTOR, filed.cast.units.P)
    put_in_sector(filed.cast.units.G1, union)
    page = desk.get(url("show-sector", filed), {"unit": "NYT"})
    assert (page.context["leads"], page.context["groups"]) == (True, [])
    assert "Ngành chưa có số liệu" in page.content.decode()


def test_the_table_of_a_sector_is_taken_away(filed: Filed, sector: Unit, teacher: Client) -> None:
    answer = teacher.get(url("download-sector", filed))
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Báo cáo đợt 1 – Công đoàn ngành Giáo dục, theo ngành"
    assert rows[4][:4] == ["Số lượt người nghe", "lượt người", 127, 2]
    assert rows[8][:2] + rows[8][4:7] == ["Tỷ lệ", "%", 127, 400, "31,8"]
    FormVersion.objects.update(lines=[])
    assert teacher.get(url("download-sector", filed)).status_code == 200


def test_a_share_over_nothing_of_a_sector_is_left_open(filed: Filed, sector: Unit, teacher: Client) -> None:
    filed.put(filed.cast.units.G1, heard=120)
    answer = teacher.get(url("download-sector", filed))
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[8][4:7] == [127, "", ""]


def test_the_page_of_a_sector_asks_as_much_for_many_units(filed: Filed, sector: Unit, teacher: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            teacher.get(url("show-sector", filed))
            teacher.get(url("show-sector-line", filed, "heard"))
        return len(found)

    asked()
    before = asked()
    for number in range(3):
        unit = make_unit(f"S{number}", f"Công đoàn cơ sở Trường số {number}", UnitKind.GRASSROOTS, filed.cast.units.D)
        put_in_sector(unit, sector)
        Filing.objects.create(form=filed.form, version=filed.version, unit=unit)
    assert asked() == before


def test_a_sector_is_that_of_the_day(filed: Filed, sector: Unit) -> None:
    filed.cast.units.G1.placements.filter(line="sector").update(valid_to=TODAY)
    assert sector_table(filed.form, standing(sector), TODAY).table.cells[0].below == 7
    assert sector_table(filed.form, standing(sector), TODAY - timedelta(days=1)).table.cells[0].below == 127
