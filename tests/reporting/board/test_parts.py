"""The figure of a branch in parts: they come to what was recorded, and each is followed down to the activities."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caunoi.campaigns.actions.activities import withdraw_activity
from caunoi.orgs.models import Placement, Unit
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import to_json
from caunoi.reporting.models import Filing, FormVersion
from caunoi.reporting.queries.branch_parts import broken_down, part_by_unit, parts_of_branch
from tests.campaigns.running import NOW, TODAY, log
from tests.cast import make_unit
from tests.kept import kept
from tests.reporting.filing import Filed
from tests.reporting.filings.test_pages import REAL

CODE = "oral_listeners"


@pytest.fixture
@kept
def told(filed: Filed) -> Filed:
    """D, G1 and G2 have sent; G0 has not, though it has recorded something."""
    FormVersion.objects.update(lines=to_json(REAL))
    units, running = filed.cast.units, filed.running
    for unit in (units.D, units.G1, units.G2):
        filed.put(unit, heard=1)
    log(running, units.D, figures={"listeners": 10}, theme=running.theme, particulars={"meeting": "talk"})
    log(running, units.G1, figures={"listeners": 80}, theme=running.theme, particulars={"meeting": "talk"})
    log(running, units.G1, figures={"listeners": 40}, particulars={"meeting": "conference"}, cost=500)
    log(running, units.G2, figures={"listeners": 5})
    log(running, units.G2, kind="care", figures={"gifts": 3}, cost=700)
    log(running, units.G0, figures={"listeners": 999}, theme=running.theme)
    return filed


@pytest.fixture
def desk(client: Client, told: Filed) -> Client:
    client.force_login(told.cast.superior)
    return client


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def shown(told: Filed, unit: Unit, code: str = CODE) -> list[tuple[str, int, tuple[tuple[str, int], ...]]]:
    found = parts_of_branch(told.form, code, standing(unit), on=TODAY)
    return [(one.by, one.total, one.breakdown.parts) for one in found]


def url(told: Filed, **asked: str) -> str:
    address = reverse("reporting:break-down-line", args=[told.form.pk, CODE])
    if "part" in asked:
        asked["part"] = sha256(asked["part"].encode()).hexdigest()[:10]
    return address + ("?" + "&".join(f"{name}={value}" for name, value in asked.items()) if asked else "")


def test_parts_of_a_branch_come_to_what_its_reporting_units_recorded(told: Filed) -> None:
    units = told.cast.units
    whole = [
        ("theme", 135, (("Truyền thống", 90), ("Không ghi chuyên đề", 45))),
        ("meeting", 135, (("Nói chuyện chuyên đề", 90), ("Hội nghị", 40), ("Không ghi", 5))),
    ]
    assert shown(told, units.P) == whole == shown(told, units.D)
    assert shown(told, units.G2) == [
        ("theme", 5, (("Không ghi chuyên đề", 5),)), ("meeting", 5, (("Không ghi", 5),)),
    ]  # fmt: skip
    assert shown(told, units.Q) == [("theme", 0, ()), ("meeting", 0, ())]
    by_theme, by_kind = shown(told, units.P, "cost")
    assert by_theme == ("theme", 1200, (("Không ghi chuyên đề", 1200),))
    assert by_kind == ("kind", 1200, (("Chăm lo đoàn viên", 700), ("Hội nghị, tọa đàm", 500)))


def test_only_what_the_report_counts_is_in_the_parts(told: Filed) -> None:
    units, running = told.cast.units, told.running
    withdraw_activity(log(running, units.G1, figures={"listeners": 7}), reason="Nhầm", by=told.cast.chair, now=NOW)
    log(running, units.G1, figures={"listeners": 7}, wave=running.later)
    log(running, units.G1, figures={"listeners": 7}, done_on=TODAY + timedelta(days=1))
    assert shown(told, units.P)[0][1] == 135
    told.put(units.G1, FilingState.RETURNED)
    assert shown(told, units.P)[0][1] == 15


def test_what_no_register_of_activities_holds_has_no_parts(told: Filed) -> None:
    assert [broken_down(code) for code in (CODE, "cost", "members", "own_line")] == [
        ("theme", "meeting"), ("theme", "kind"), (), (),
    ]  # fmt: skip
    assert parts_of_branch(told.form, "members", standing(told.cast.units.P), on=TODAY) == []


def test_a_part_is_followed_down_unit_by_unit(told: Filed) -> None:
    units = told.cast.units

    def given(part: str, unit: Unit, *children: Unit) -> dict[int, int]:
        below = [standing(child) for child in children]
        return part_by_unit(told.form, CODE, "theme", part, standing(unit), below, on=TODAY)

    assert given("Truyền thống", units.P, units.D, units.G0) == {units.D.pk: 90}
    assert given("Truyền thống", units.D, units.G1, units.G2) == {units.D.pk: 10, units.G1.pk: 80}
    assert given("Không ghi chuyên đề", units.D, units.G2) == {units.G2.pk: 5}
    assert given("Không ghi chuyên đề", units.D) == {}


def test_languages_are_one_part_as_they_were_named_together(told: Filed) -> None:
    running, units = told.running, told.cast.units
    for spoken in (["Tiếng Thái", "Tiếng Mông"], ["Tiếng Thái"], ["Tiếng Thái"]):
        log(running, units.G1, kind="loudspeaker", figures={"loudspeaker_runs": 2}, particulars={"languages": spoken})
    found = parts_of_branch(told.form, "loudspeaker_runs", standing(units.P), on=TODAY)
    assert [one.breakdown.parts for one in found if one.by == "languages"] == [
        (("Tiếng Thái", 4), ("Tiếng Thái, Tiếng Mông", 2)),
    ]  # fmt: skip


def test_a_branch_is_that_of_the_day(told: Filed) -> None:
    units = told.cast.units
    path = f"{Placement.objects.get(unit=units.P).path}{units.G1.pk}."
    Placement.objects.filter(unit=units.G1).update(valid_to=TODAY)
    Placement.objects.create(unit=units.G1, parent=units.P, path=path, depth=3, valid_from=TODAY)
    assert shown(told, units.D)[0][1] == 15
    assert shown(told, units.P)[0][1] == 135


def test_the_page_shows_the_parts_beside_what_the_reports_state(desk: Client, told: Filed) -> None:
    told.put(told.cast.units.G2, heard=6)
    page = desk.get(url(told))
    assert (page.context["recorded"], page.context["cell"].together, page.context["apart"]) == (135, 8, -127)
    text = " ".join(page.content.decode().split())
    assert "Nói chuyện chuyên đề" in text
    line = desk.get(reverse("reporting:show-line", args=[told.form.pk, CODE])).content.decode()
    assert url(told) in line
    other = desk.get(reverse("reporting:show-line", args=[told.form.pk, "members"])).content.decode()
    assert "/chia/" not in other


def test_a_breakdown_of_one_part_is_left_out_where_another_tells_more(desk: Client, told: Filed) -> None:
    def by(**asked: str) -> list[str]:
        return [one.by for one in desk.get(url(told, **asked)).context["broken"]]

    assert (by(), by(unit="G2")) == (["theme", "meeting"], ["theme"])
    log(told.running, told.cast.units.G2, figures={"listeners": 5}, particulars={"meeting": "talk"})
    assert by(unit="G2") == ["meeting"]


def test_a_part_opens_to_the_units_that_give_it_and_further_down(desk: Client, told: Filed) -> None:
    units = told.cast.units
    page = desk.get(url(told, by="theme", part="Truyền thống"))
    assert [(row.unit.code, value) for row, value in page.context["rows"]] == [("D", 90), ("G0", None)]
    assert (page.context["own_part"], page.context["part_total"]) == (None, 90)
    below = desk.get(url(told, by="theme", part="Truyền thống", unit="D"))
    assert [(row.unit.code, value) for row, value in below.context["rows"]] == [("G2", None), ("G1", 80)]
    assert below.context["own_part"] == 10
    evidence = reverse("reporting:filing-evidence", args=[told.of(units.G1).pk, CODE])
    assert evidence in below.content.decode()
    assert reverse("reporting:filing-evidence", args=[told.of(units.D).pk, CODE]) in below.content.decode()


def test_a_part_that_is_not_there_and_a_figure_without_parts_are_not_found(desk: Client, told: Filed) -> None:
    answers = [desk.get(url(told, by="theme", part="Khác")), desk.get(url(told, by="site", part="x"))]
    answers.append(desk.get(reverse("reporting:break-down-line", args=[told.form.pk, "members"])))
    answers.append(desk.get(reverse("reporting:break-down-line", args=[told.form.pk, "press_news"])))
    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_branch_that_recorded_nothing_is_said(desk: Client, told: Filed) -> None:
    page = desk.get(url(told, unit="G0"))
    assert (page.context["recorded"], page.context["broken"]) == (0, [])
    assert "Chưa ghi nhận" in page.content.decode()


def test_many_units_take_as_many_queries_as_one(desk: Client, told: Filed) -> None:
    def asked(**more: str) -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get(url(told, **more))
        return len(found)

    part = {"by": "theme", "part": "Truyền thống", "unit": "D"}
    asked(), asked(**part)
    before = (asked(), asked(**part))
    for number in range(3):
        unit = make_unit(
            f"S{number}", f"Công đoàn cơ sở số {number}", "grassroots", told.cast.units.D, date(2020, 1, 1)
        )
        Filing.objects.create(form=told.form, version=told.version, unit=unit)
        told.put(unit, heard=1)
        log(told.running, unit, figures={"listeners": 3}, theme=told.running.theme)
    assert (asked(), asked(**part)) == before
