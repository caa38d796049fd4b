"""What is read: shapes, days, filters, pages, tags; the same number of queries at one row and at three."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.api.models import ApiToken
from caunoi.campaigns.models import ActivityFigure, ActivityLink, Theme, Window
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.models import Designation
from caunoi.reporting.models import Correction
from caunoi.reporting.packing import pack
from tests.api.connecting import Connected
from tests.campaigns.running import NOW, TODAY, log


@pytest.fixture
def secret(connected: Connected) -> str:
    return connected.token(connected.cast.units.P, connected.leader)[1]


def test_token_says_what_it_may(connected: Connected) -> None:
    _token, secret = connected.token(connected.cast.units.P, connected.leader, "units:read", days=1)
    assert connected.ask("/token", secret).json() == {
        "name": "Phần mềm bạn", "unit": "P", "scopes": ["units:read"], "expires_at": "2026-11-24T01:00:00Z",
    }  # fmt: skip


def test_units_are_told_as_they_stood_on_the_day(connected: Connected, secret: str) -> None:
    units = connected.cast.units
    units.D.designations.update(valid_to=date(2026, 11, 1))
    Designation.objects.create(unit=units.D, name="Công đoàn xã Ba Khe", kind="commune", valid_from=date(2026, 11, 1))
    today = connected.ask("/units/D", secret).json()
    before = connected.ask("/units/D?on=2026-10-31", secret).json()
    assert (today["name"], today["kind"]) == ("Công đoàn xã Ba Khe", "commune")
    assert before == {
        "code": "D", "name": "Liên đoàn Lao động huyện Ba Khe", "short_name": "", "kind": "district", "parent": "P",
        "depth": 3, "opened_on": "2020-01-01", "closed_on": None,
    }  # fmt: skip
    assert connected.ask("/units?on=2019-12-31", secret).json() == {"items": [], "next": ""}


def test_units_are_narrowed_by_branch_kind_and_words(connected: Connected, secret: str) -> None:
    def codes(query: str) -> list[str]:
        return [unit["code"] for unit in connected.ask(f"/units?{query}", secret).json()["items"]]

    assert codes("under=D") == ["D", "G1", "G2"]
    assert codes("under=E") == []
    assert codes("kind=grassroots") == ["G0", "G1", "G2"]
    assert codes("q=truong tieu hoc") == ["G1"]
    assert codes("q=" + "trường tiểu học") == ["G1"]


def test_pages_follow_each_other_without_gap_or_double(connected: Connected, secret: str) -> None:
    found, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        page = connected.ask(f"/units?limit=2&cursor={cursor}", secret).json()
        found += [unit["code"] for unit in page["items"]]
        cursor, pages = page["next"], pages + 1
    assert (found, pages) == (["P", "D", "G0", "G1", "G2"], 3)


def test_campaign_with_waves_windows_and_themes(connected: Connected, secret: str) -> None:
    running = connected.filed.running
    Window.objects.create(wave=running.wave, relation="before", position=1, title="Trước đại hội")
    Theme.objects.create(
        campaign=running.campaign, provision=running.clauses["II/1"], position=2, title="Bỏ", dropped_at=NOW
    )
    told = connected.ask(f"/campaigns/{running.campaign.pk}", secret).json()
    assert told["instrument"]["number"] == "12/KH-LĐLĐ"
    assert [(wave["title"], wave["starts_on"], len(wave["windows"])) for wave in told["waves"]] == [
        ("Đợt 1", "2026-10-01", 1), ("Đợt 2", None, 0),
    ]  # fmt: skip
    assert [theme["title"] for theme in told["themes"]] == ["Truyền thống"]
    duties = connected.ask(f"/campaigns/{running.campaign.pk}/duties", secret).json()["items"]
    assert [(duty["clause"], duty["kind"], duty["wave"]) for duty in duties] == [
        ("III/1/-1", "content", running.wave.pk), ("III/1/-2", "content", running.wave.pk), ("V/1", "charge", None),
        ("V/¶1", "report", running.wave.pk),
    ]  # fmt: skip


def test_activities_with_figures_and_links_and_without_persons(connected: Connected, secret: str) -> None:
    running, units = connected.filed.running, connected.cast.units
    activity = log(running, units.G1, title="Tọa đàm")
    ActivityFigure.objects.update_or_create(activity=activity, code="listeners", defaults={"value": 120})
    ActivityLink.objects.create(activity=activity, url="https://bao.example/1")
    gone = log(running, units.G2)
    gone.withdrawn_at, gone.withdrawn_reason = NOW, "nhầm"
    gone.save()
    told = connected.ask(f"/activities/{activity.pk}", secret).json()
    assert (told["unit"], told["title"], told["figures"]["listeners"], told["links"]) == (
        "G1", "Tọa đàm", 120, ["https://bao.example/1"],
    )  # fmt: skip
    assert {"logged_by", "note"} & set(told) == set()
    assert [row["id"] for row in connected.ask("/activities", secret).json()["items"]] == [activity.pk]


def test_activities_are_narrowed(connected: Connected, secret: str) -> None:
    running, units = connected.filed.running, connected.cast.units
    one = log(running, units.G1, done_on=date(2026, 11, 1))
    other = log(running, units.G0, done_on=date(2026, 11, 20))

    def found(query: str) -> list[int]:
        return [row["id"] for row in connected.ask(f"/activities?{query}", secret).json()["items"]]

    assert found("since=2026-11-02") == [other.pk]
    assert found("until=2026-11-01") == [one.pk]
    assert found("under=D") == [one.pk]
    assert found(f"campaign={running.campaign.pk}&kind=conference") == [one.pk, other.pk]
    assert found("kind=press") == found(f"wave={running.later.pk}") == found("campaign=999") == []


def test_catalogue_and_form(connected: Connected, secret: str) -> None:
    catalogue = connected.ask("/indicators", secret).json()
    assert len(catalogue["groups"]) == 16
    assert catalogue["indicators"][0]["computed_from"]
    form = connected.ask(f"/report-forms/{connected.filed.form.pk}", secret).json()
    assert [line["code"] for line in form["lines"]] == ["heard", "members", "largest", "languages", "share"]
    assert (form["version"], form["sections"]) == (1, [{"code": "done", "title": "Kết quả thực hiện"}])
    campaign = connected.filed.running.campaign.pk
    assert len(connected.ask(f"/report-forms?campaign={campaign}", secret).json()["items"]) == 1
    assert connected.ask("/report-forms?campaign=999", secret).json()["items"] == []


def test_a_report_with_what_the_registers_say_and_what_was_corrected(connected: Connected, secret: str) -> None:
    filing = connected.filed.put(connected.cast.units.G1, heard=120, members=0)
    filing.prefilled, filing.narrative = pack({0: 100}), {"done": "Đã họp."}
    filing.save()
    Correction.objects.create(filing=filing, code="heard", prefilled=100, value=120, reason="Thêm một buổi", at=NOW)
    Correction.objects.create(filing=filing, code="members", prefilled=1, value=0, reason="Nhầm", at=NOW, lifted_at=NOW)
    told = connected.ask(f"/filings/{filing.pk}", secret).json()
    assert told["values"] == {"heard": 120, "members": 0, "largest": None, "languages": None}
    assert (told["prefilled"], told["narrative"], told["version"]) == ({"heard": 100}, {"done": "Đã họp."}, 1)
    assert told["corrections"] == [{"code": "heard", "prefilled": 100, "value": 120, "reason": "Thêm một buổi"}]


def test_reports_are_narrowed_by_state_and_branch(connected: Connected, secret: str) -> None:
    connected.filed.put(connected.cast.units.G1, heard=1)

    def found(query: str) -> list[str]:
        path = f"/report-forms/{connected.filed.form.pk}/filings?{query}"
        return [row["unit"] for row in connected.ask(path, secret).json()["items"]]

    assert found("state=submitted") == ["G1"]
    assert found("under=D") == ["D", "G1", "G2"]
    assert found("state=approved") == []


def test_a_form_that_is_not_opened_is_not_told(connected: Connected, secret: str) -> None:
    filed = connected.filed
    filed.form.opened_at = None
    filed.form.save()
    assert connected.ask("/report-forms", secret).json()["items"] == []
    assert connected.ask(f"/filings/{filed.of(filed.cast.units.G1).pk}", secret).status_code == 404


def test_totals_keep_own_and_below_apart(connected: Connected, secret: str) -> None:
    filed, units = connected.filed, connected.cast.units
    filed.put(units.D, heard=5)
    filed.put(units.G1, heard=120, members=200)
    path = f"/report-forms/{filed.form.pk}/totals"
    told = connected.ask(f"{path}?unit=D", secret).json()
    heard = told["lines"][0]
    assert (heard["own"], heard["below"], heard["together"], heard["stated"]) == (5, 120, 125, 1)
    assert (told["unit"], told["own_sent"], told["counts"]["sent"]) == ("D", True, 1)
    assert told["shares"] == [{"code": "share", "name": "Tỷ lệ", "numerator": 125, "denominator": 200, "percent": 62.5}]
    assert connected.ask(path, secret).json()["unit"] == "P"
    rows = connected.ask(f"{path}/children", secret).json()["items"]
    assert [(row["unit"], row["state"], row["values"]["heard"], row["counts"]["sent"]) for row in rows] == [
        ("D", "submitted", 125, 2), ("G0", "not_sent", None, 0),
    ]  # fmt: skip


def test_congresses_are_narrowed(connected: Connected, secret: str) -> None:
    units = connected.cast.units
    cycle = Cycle.objects.create(name="Đại hội XIV", ordinal="XIV", term_start=2028, term_end=2033)
    for unit, state in ((units.D, "held"), (units.G0, "planned")):
        Congress.objects.create(unit=unit, cycle=cycle, title=f"Đại hội {unit.code}", state=state, starts_on=TODAY)

    def found(query: str) -> list[str]:
        return [row["unit"] for row in connected.ask(f"/congresses?{query}", secret).json()["items"]]

    assert (found(""), found("state=held"), found("under=G0")) == (["D", "G0"], ["D"], ["G0"])
    told = connected.ask("/congresses?state=held", secret).json()["items"][0]
    assert (told["cycle"], told["starts_on"], told["has_result"]) == ("Đại hội XIV", "2026-11-23", False)


def test_nothing_changed_costs_no_body(connected: Connected, secret: str) -> None:
    first = connected.ask("/units/D", secret)
    again = connected.ask("/units/D", secret, **{"If-None-Match": f'W/{first["ETag"]}, "khac"'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert connected.ask("/units/D", secret, **{"If-None-Match": "*"}).status_code == 304
    other = connected.ask("/units/D", secret, **{"If-None-Match": '"khac"'})
    assert (other.status_code, other["Cache-Control"], other["Vary"]) == (200, "private, no-cache", "Authorization")


def test_head_says_the_same_without_the_body(connected: Connected, secret: str) -> None:
    answer = connected.ask("/units", secret)
    head = connected.ask("/units", secret, "head")
    assert (head.status_code, head["ETag"], head["Content-Length"]) == (200, answer["ETag"], str(len(answer.content)))
    export = connected.ask(f"/report-forms/{connected.filed.form.pk}/filings.csv", secret, "head")
    assert (export.status_code, export["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_lists_cost_the_same_queries_at_one_row_and_at_three(connected: Connected, secret: str) -> None:
    running, units = connected.filed.running, connected.cast.units
    cycle = Cycle.objects.create(name="Đại hội XIV", ordinal="XIV", term_start=2028, term_end=2033)
    for unit in (units.D, units.G1, units.G2):
        Congress.objects.create(unit=unit, cycle=cycle, title="Đại hội")
        ActivityFigure.objects.get_or_create(activity=log(running, unit), code="sessions", defaults={"value": 1})
    form = connected.filed.form.pk
    paths = ["/units", "/activities", f"/report-forms/{form}/filings", "/congresses"]
    paths += [f"/campaigns/{running.campaign.pk}/duties", f"/report-forms/{form}/totals/children?unit=D"]
    connected.ask("/token", secret)  # its use is noted

    def cost(path: str, limit: int) -> int:
        mark = "&" if "?" in path else "?"
        with CaptureQueriesContext(connection) as queries:
            connected.ask(f"{path}{mark}limit={limit}", secret)
        return len(queries)

    ones, threes = ([cost(path, limit) for path in paths] for limit in (1, 3))
    assert ones == threes
    assert max(ones) <= 12


def test_the_secret_is_nowhere_in_the_database(connected: Connected, secret: str) -> None:
    token = ApiToken.objects.get()
    kept = {name: str(value) for name, value in vars(token).items()}
    assert [name for name, value in kept.items() if secret in value] == []
    assert token.hint == secret[-4:]


def test_a_rate_is_kept_and_told(connected: Connected, secret: str, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    answers = [connected.ask("/token", secret) for _turn in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert (answers[2].json()["code"], answers[2]["Retry-After"], answers[2]["RateLimit-Limit"]) == (
        "too_many",
        "60",
        "2",
    )
