"""The pages of the level above: the board, the table, each figure opened downwards, the sheets."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from caunoi.orgs.models import Placement
from caunoi.reporting.actions.board import Approved
from caunoi.reporting.actions.filings import excuse_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import Filing, FilingComment, FormVersion, ReportForm
from caunoi.reporting.views.totals.deciding import tell_result
from tests.campaigns.running import NOW, TODAY, log
from tests.kept import kept
from tests.reporting.filing import Filed

NOT_YET = "chưa có trong cây tổ chức ngày 01/01/2019; đang hiển thị theo cây tổ chức hôm nay."


@pytest.fixture
@kept
def told(filed: Filed) -> Filed:
    units = filed.cast.units
    filed.put(units.D, heard=10)
    filed.put(units.G1, heard=200, members=400)
    return filed


@pytest.fixture
def desk(client: Client, told: Filed) -> Client:
    client.force_login(told.cast.superior)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"reporting:{name}", args=args)


def sheet(answer: Any) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return rows


def words(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def test_the_list_of_open_forms_tells_how_far_the_branch_is(desk: Client, told: Filed) -> None:
    ReportForm.objects.create(campaign=told.running.campaign, title="Chưa mở", created_at=NOW)
    page = desk.get(url("list-totals"))
    assert [(row, row.whole.sent, row.whole.asked) for row in page.context["rows"]] == [(told.form, 2, 4)]


def test_the_board_leads_down_the_tree_and_says_where_one_is(desk: Client, told: Filed) -> None:
    page = desk.get(url("show-board", told.form.pk))
    assert [(row.code, row.below.sent if row.below else None) for row in page.context["rows"]] == [
        ("D", 1),
        ("G0", None),
    ]
    deeper = desk.get(url("show-board", told.form.pk), {"unit": "D", "state": "not_sent", "q": "che"})
    assert [row.code for row in deeper.context["rows"]] == ["G2"]
    assert [unit.code for unit in deeper.context["trail"]] == ["P", "D"]
    assert (page.context["decides"], deeper.context["decides"]) == (True, False)
    assert desk.get(url("show-board", told.form.pk), {"unit": "E"}).status_code == 404


def test_a_grassroots_union_sees_its_own_report_and_no_board(client: Client, told: Filed) -> None:
    client.force_login(told.cast.chair)
    page = client.get(url("show-board", told.form.pk))
    assert (page.context["own"], page.context["rows"], page.context["trail"][0].code) == (
        told.of(told.cast.units.G1), [], "G1",
    )  # fmt: skip


def test_the_board_is_taken_away_as_it_is_filtered(desk: Client, told: Filed) -> None:
    Filing.objects.filter(unit=told.cast.units.G0).update(due_on=date(2026, 11, 1))
    rows = sheet(desk.get(url("download-board", told.form.pk), {"q": "nuoc sach"}))
    assert rows[3][:6] == [
        "Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn", "G0", "Chưa gửi", date(2026, 11, 1), "", "muộn hạn",
    ]  # fmt: skip
    whole = sheet(desk.get(url("download-board", told.form.pk)))
    assert [row[1:3] + row[8:10] for row in whole[3:]] == [["D", "Chờ duyệt", 2, 1], ["G0", "Chưa gửi", "", ""]]
    Filing.objects.filter(unit=told.cast.units.D).delete()
    assert sheet(desk.get(url("download-board", told.form.pk)))[3][2] == "Không thuộc diện báo cáo"


def test_the_table_stands_with_own_below_and_together(desk: Client, told: Filed) -> None:
    page = desk.get(url("show-totals", told.form.pk), {"unit": "D"})
    (group,) = page.context["groups"]
    heard = group.rows[0].cell
    assert (heard.own, heard.below, heard.together, page.context["former"]) == (10, 200, 210, None)
    assert "52,5%" in page.content.decode()
    rows = sheet(desk.get(url("download-totals", told.form.pk), {"unit": "D"}))
    assert rows[3][0] == "TUYÊN TRUYỀN MIỆNG, HỘI NGHỊ"
    assert rows[4][:6] == ["Số lượt người nghe", "lượt người", 10, 200, 210, 1]
    assert rows[8][0:2] + rows[8][6:9] == ["Tỷ lệ", "%", 210, 400, "52,5"]


def test_a_share_over_nothing_is_left_open_in_the_sheet(desk: Client, told: Filed) -> None:
    told.put(told.cast.units.G1, FilingState.RETURNED)
    assert sheet(desk.get(url("download-totals", told.form.pk)))[8][6:9] == [10, "", ""]


def test_the_wave_before_stands_beside_the_table(desk: Client, told: Filed) -> None:
    later = ReportForm.objects.create(
        campaign=told.running.campaign, wave=told.running.later, title="Đợt 2", created_at=NOW, opened_at=NOW
    )
    version = FormVersion.objects.create(
        form=later, number=1, lines=told.version.lines, created_at=NOW, published_at=NOW
    )
    Filing.objects.create(form=later, version=version, unit=told.cast.units.P)
    page = desk.get(url("show-totals", later.pk))
    assert (page.context["former"], page.context["groups"]) == (told.form, [])
    assert [row.former for row in page.context["empty_groups"][0].rows][:2] == [210, 400]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("hôm qua", "“hôm qua” không phải là ngày hợp lệ. Hãy chọn lại ngày."),
        ("2030-01-01", "Chưa biết cây tổ chức của ngày sắp tới. Hãy chọn hôm nay hoặc một ngày trước đó."),
        ("2019-01-01", f"Liên đoàn Lao động tỉnh Vĩnh Sơn {NOT_YET}"),
        ("2026-11-23", ""),
    ],
)  # fmt: skip
def test_a_day_that_has_no_tree_is_answered_with_todays(desk: Client, told: Filed, asked: str, problem: str) -> None:
    page = desk.get(url("show-totals", told.form.pk), {"on": asked})
    assert (page.context["day"].problem, page.context["is_today"]) == (problem, True)


def test_the_tree_of_an_earlier_day_is_said_and_counted(desk: Client, told: Filed) -> None:
    units = told.cast.units
    path = f"{Placement.objects.get(unit=units.P).path}{units.G1.pk}."
    Placement.objects.filter(unit=units.G1).update(valid_to=TODAY)
    Placement.objects.create(unit=units.G1, parent=units.P, path=path, depth=3, valid_from=TODAY)
    then = desk.get(url("show-totals", told.form.pk), {"unit": "D", "on": "2026-11-01"})
    assert then.context["groups"][0].rows[0].cell.below == 200
    assert "theo cây tổ chức ngày 01/11/2026" in then.content.decode()
    line = desk.get(url("show-line", told.form.pk, "heard"), {"unit": "D", "on": "2026-11-01"})
    assert [(row.unit.code, row.own) for row in line.context["rows"]] == [("G2", None), ("G1", 200)]


def test_a_figure_opens_to_the_units_and_to_what_is_behind_the_units_own(desk: Client, told: Filed) -> None:
    page = desk.get(url("show-line", told.form.pk, "heard"), {"sort": "value"})
    assert [(row.unit.code, row.own, row.below) for row in page.context["rows"]] == [("D", 10, 200), ("G0", None, None)]
    assert page.context["seen"] == {told.of(told.cast.units.D).pk, told.of(told.cast.units.G0).pk}
    assert (page.context["cell"].together, page.context["own_counts"], page.context["evidence"]) == (210, False, [])


def test_unit_that_need_not_file_is_not_called_missing(desk: Client, told: Filed) -> None:
    address = url("show-line", told.form.pk, "heard")
    assert "không phải báo cáo" not in desk.get(address).content.decode()
    excuse_filing(told.of(told.cast.units.G0), reason="Đang sáp nhập", by=told.cast.superior, now=NOW)
    assert "không phải báo cáo" in desk.get(address).content.decode()


def test_behind_the_own_figure_stand_the_activities(client: Client, told: Filed) -> None:
    lines = told.version.lines
    lines[0]["code"] = "oral_listeners"
    lines[-1]["numerator"] = "oral_listeners"
    FormVersion.objects.filter(pk=told.version.pk).update(lines=lines)
    activity = log(told.running, told.cast.units.G1, figures={"listeners": 120})
    client.force_login(told.cast.chair)
    page = client.get(url("show-line", told.form.pk, "oral_listeners"))
    assert [(row.activity_id, row.value) for row in page.context["evidence"]] == [(activity.pk, 120)]
    assert page.context["own_counts"]


def test_a_share_opens_to_its_parts_child_by_child(desk: Client, told: Filed) -> None:
    page = desk.get(url("show-line", told.form.pk, "share"))
    assert [(row.unit.code, row.share.percent) for row in page.context["rows"]] == [("D", 52.5), ("G0", None)]
    assert [line.code for line in page.context["parts"]] == ["heard", "members"]
    assert desk.get(url("show-line", told.form.pk, "unheard")).status_code == 404


def test_units_are_compared_by_the_columns_one_chooses(desk: Client, told: Filed) -> None:
    page = desk.get(url("compare-children", told.form.pk), {"c": ["share", "heard", "unheard"]})
    assert [line.code for line in page.context["lines"]] == ["share", "heard"]
    (district, cells), _other = page.context["rows"]
    assert (district.unit.code, cells[0][1].percent, cells[1][1]) == ("D", 52.5, 210)
    assert (page.context["node_sent"], page.context["node_asked"]) == (2, 5)
    first = desk.get(url("compare-children", told.form.pk), {"unit": "D", "q": "che"})
    assert [line.code for line in first.context["lines"]] == ["heard", "members", "largest", "languages"]
    assert ([row.unit.code for row, _cells in first.context["rows"]], first.context["own"][0][1]) == (["G2"], 10)


def test_every_unit_and_line_is_taken_away_with_the_sums(desk: Client, told: Filed) -> None:
    rows = sheet(desk.get(url("download-children", told.form.pk), {"unit": "D"}))
    assert rows[2][:5] == ["Đơn vị", "Mã", "Phải báo cáo", "Đã gửi", "Số lượt người nghe (lượt người)"]
    assert [row[1:6] for row in rows[3:]] == [
        ["G2", 1, 0, "", ""], ["G1", 1, 1, 200, 400], ["D", "", "", 10, ""], ["", 3, 2, 210, 400],
    ]  # fmt: skip
    assert (rows[4][8], rows[6][8]) == ("50% (200/400)", "52,5% (210/400)")
    whole = sheet(desk.get(url("download-children", told.form.pk)))
    assert [row[1] for row in whole[3:]] == ["D", "G0", ""]


def test_what_waits_is_approved_in_one_go_and_the_rest_is_named(desk: Client, told: Filed) -> None:
    units = told.cast.units
    talked = told.put(units.G0, heard=3)
    FilingComment.objects.create(filing=talked, text="Xem lại", unit=units.P, by=told.cast.superior, at=NOW)
    page = desk.get(url("approve-many", told.form.pk))
    ((candidate, key),) = page.context["clean"]
    assert (candidate.unit.code, [each.unit.code for each in page.context["held"]], page.context["waiting"]) == (
        "D", ["G0"], 2,
    )  # fmt: skip
    done = desk.post(url("approve-many", told.form.pk), {"filing": [key, f"{talked.pk}:0", "x"]}, follow=True)
    assert words(done) == ["Đã duyệt 1 báo cáo."]
    assert [told.of(unit).state for unit in (units.D, units.G0, units.G1)] == ["approved", "submitted", "submitted"]
    again = desk.post(url("approve-many", told.form.pk), {"filing": [key]}, follow=True)
    assert words(again)[0].startswith("Chưa duyệt báo cáo nào")


def test_what_changed_between_look_and_approval_is_named(told: Filed, rf: RequestFactory) -> None:
    request: Any = rf.post("/")
    request.session, request.officer = {}, SimpleNamespace(today=TODAY)
    request._messages = CookieStorage(request)
    tell_result(request, Approved(moved=[told.of(told.cast.units.D)]))
    assert [str(each) for each in request._messages] == [
        "Chưa duyệt vì báo cáo đã thay đổi sau khi đồng chí xem: Liên đoàn Lao động huyện Ba Khe."
    ]


def test_many_are_decided_for_the_own_unit_alone(desk: Client, told: Filed) -> None:
    for name in ("approve-many", "remind-missing"):
        assert desk.get(url(name, told.form.pk), {"unit": "D"}).status_code == 403


def test_those_that_are_missing_are_reminded_once(desk: Client, told: Filed) -> None:
    page = desk.get(url("remind-missing", told.form.pk))
    assert (page.context["missing"].units, page.context["missing"].direct) == (2, 1)
    assert words(desk.post(url("remind-missing", told.form.pk), follow=True)) == ["Đang gửi nhắc việc tới 2 đơn vị."]
    again = desk.post(url("remind-missing", told.form.pk), follow=True)
    assert words(again)[0].startswith("Không còn đơn vị cần nhắc")


@pytest.mark.parametrize(
    ("name", "more"), [("show-board", ()), ("show-totals", ()), ("show-line", ("heard",)), ("compare-children", ())]
)
def test_a_page_asks_the_same_queries_at_one_and_at_more_rows(
    desk: Client, told: Filed, name: str, more: tuple[str, ...]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(url(name, told.form.pk, *more), {"unit": "D"})
        return len(asked)

    many = count()
    Filing.objects.filter(unit=told.cast.units.G2).delete()
    assert count() == many


def test_the_list_of_forms_asks_the_same_queries_at_one_and_at_three(desk: Client, told: Filed) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(url("list-totals"))
        return len(asked)

    one = count()
    for wave in (told.running.later, None):
        ReportForm.objects.create(
            campaign=told.running.campaign, wave=wave, title="Thêm", created_at=NOW, opened_at=NOW
        )
    assert count() == one
