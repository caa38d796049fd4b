"""Activities: logged once, proposed for, changed and withdrawn with a trace, listed."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from caunoi.campaigns.actions import activities as actions
from caunoi.campaigns.actions.activities import Entry, edit_activity, log_activity, restore_activity, withdraw_activity
from caunoi.campaigns.enums import CampaignState, ChannelKind
from caunoi.campaigns.figures import FIGURES, figures_of
from caunoi.campaigns.forms.activities import ActivityForm, first_values, values_of
from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.campaigns.models import Activity, Campaign
from caunoi.campaigns.queries.activities import Filters, register
from caunoi.campaigns.queries.proposals import Proposal, campaigns_of, propose
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log, make_campaign
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def entry(**fields: Any) -> Entry:
    return Entry(**({"kind": "conference", "title": "Nói chuyện  chuyên đề", "done_on": TODAY} | fields))


def typed(running: Running, **fields: Any) -> dict[str, Any]:
    """What a phone sends."""
    values = {"client_key": str(uuid4()), "kind": "conference", "title": "Tọa đàm", "done_on": "2026-11-20"}
    return values | fields


def bound(running: Running, unit: Unit, **fields: Any) -> ActivityForm:
    return ActivityForm(typed(running, **fields), unit=unit, campaign=running.campaign, today=TODAY)


def test_log_activity_records_figures_links_and_trail(cast: Cast, running: Running) -> None:
    said = entry(figures={"sessions": 1, "listeners": 45}, links=["https://a.example/1"], cost=1_500_000)
    activity, is_new = log_activity(cast.units.G1, running.campaign, said, by=cast.chair, now=NOW)
    assert (is_new, activity.title, activity.cost) == (True, "Nói chuyện chuyên đề", 1_500_000)
    assert dict(activity.figures.values_list("code", "value")) == {"sessions": 1, "listeners": 45}
    assert [link.url for link in activity.links.all()] == ["https://a.example/1"]
    assert AuditEntry.objects.get(action="activity.logged").unit_id == cast.units.G1.pk


def test_log_activity_counts_the_same_form_once(cast: Cast, running: Running) -> None:
    said = entry()
    first, _ = log_activity(cast.units.G1, running.campaign, said, by=cast.chair, now=NOW)
    assert log_activity(cast.units.G1, running.campaign, said, by=cast.chair, now=NOW) == (first, False)
    assert Activity.objects.count() == 1


def test_log_activity_counts_once_when_both_arrive_together(
    cast: Cast, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = entry()
    first, _ = log_activity(cast.units.G1, running.campaign, said, by=cast.chair, now=NOW)
    answers = iter([None, first])
    monkeypatch.setattr(actions, "_counted", lambda unit, said: next(answers))
    assert log_activity(cast.units.G1, running.campaign, said, by=cast.chair, now=NOW) == (first, False)


def test_log_activity_hides_no_other_error(cast: Cast, running: Running) -> None:
    with pytest.raises(IntegrityError):
        log_activity(cast.units.G1, running.campaign, entry(cost=-1), by=cast.chair, now=NOW)


def test_edit_activity_says_what_changed(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, figures={"sessions": 1})
    changed = entry(title="Tọa đàm", figures={"sessions": 2}, wave=running.wave)
    edit_activity(activity, changed, by=cast.chair, now=NOW)
    activity.refresh_from_db()
    assert (activity.title, activity.folded) == ("Tọa đàm", "toa dam  ")
    detail = AuditEntry.objects.get(action="activity.edited").detail["changed"]
    assert detail == {"title": ["Nói chuyện chuyên đề", "Tọa đàm"], "figures": [{"sessions": 1}, {"sessions": 2}]}


def test_withdraw_and_restore_activity(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1)
    with pytest.raises(Refused) as silent:
        withdraw_activity(activity, reason=" ", by=cast.chair, now=NOW)
    withdraw_activity(activity, reason="Ghi nhầm", by=cast.chair, now=NOW)
    with pytest.raises(Refused) as twice:
        withdraw_activity(activity, reason="Ghi nhầm", by=cast.chair, now=NOW)
    with pytest.raises(Refused) as edited:
        edit_activity(activity, entry(), by=cast.chair, now=NOW)
    assert [refusal.value.code for refusal in (silent, twice, edited)] == ["reason_missing", "withdrawn", "withdrawn"]
    assert not Activity.objects.counted().exists()
    restore_activity(activity, by=cast.chair, now=NOW)
    with pytest.raises(Refused) as standing:
        restore_activity(activity, by=cast.chair, now=NOW)
    assert (standing.value.code, Activity.objects.counted().count()) == ("not_withdrawn", 1)


def test_every_kind_has_figures_of_its_own_and_no_box_is_shared() -> None:
    assert {kind: bool(figures_of(kind)) for kind in ChannelKind.values} == dict.fromkeys(ChannelKind.values, True)
    assert list(figures_of("loudspeaker")) == ["loudspeaker_runs", "loudspeaker_minutes"]
    assert {"news_items", "articles", "billboards", "banners", "slogans"} < set(FIGURES)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("0", 0),
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1 500 000 đồng", 1_500_000),
        ("45đ", 45),
    ],
)
def test_whole_numbers_as_people_write_them(text: str, number: int | None) -> None:
    assert WholeNumberField().clean(text) == number


@pytest.mark.parametrize("text", ["1.5", "bốn", "-3", "1,50", "9" * 14])
def test_whole_numbers_that_make_no_sense(running: Running, cast: Cast, text: str) -> None:
    form = bound(running, cast.units.G1, cost=text)
    assert (form.is_valid(), list(form.errors)) == (False, ["cost"])


def test_propose_takes_the_duty_first(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    proposal = propose(running.campaign, assignment=assignment, kind="conference", on=date(2027, 5, 1))
    assert proposal == Proposal(running.clauses["III/1/-1"], running.theme, running.wave, running.channel)


def test_propose_without_a_duty_goes_by_day_and_kind(cast: Cast, running: Running) -> None:
    by_day = propose(running.campaign, assignment=None, kind="conference", on=TODAY)
    assert by_day == Proposal(running.clauses["IV/1"], None, running.wave, running.channel)
    assert propose(running.campaign, assignment=None, kind="press", on=date(2027, 5, 1)) == Proposal()


def test_propose_finds_no_theme_for_other_words(cast: Cast, running: Running) -> None:
    sung = running.given(running.sung, cast.units.G1)
    assert propose(running.campaign, assignment=sung, kind="culture", on=TODAY).theme is None
    running.sung.text = "A b"
    sung.duty = running.sung
    assert propose(running.campaign, assignment=sung, kind="culture", on=TODAY).theme is None


def test_campaigns_of_a_unit_are_those_received_and_its_own(cast: Cast, running: Running) -> None:
    make_campaign(cast.units)
    assert campaigns_of(cast.units.G1) == [running.campaign]
    assert campaigns_of(cast.units.P) == [running.campaign]
    assert campaigns_of(cast.units.G3) == []


def test_form_proposes_and_lets_choose(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    form = bound(
        running, cast.units.G1, assignment=assignment.pk, theme="none", figure_sessions="2", links="a.example/x"
    )
    assert form.is_valid(), form.errors
    said = form.entry()
    assert (said.assignment, said.theme, said.wave, said.channel) == (assignment, None, running.wave, running.channel)
    assert (dict(said.figures), said.links) == ({"sessions": 2}, ["https://a.example/x"])


def test_form_offers_the_kinds_of_the_plan_first(cast: Cast, running: Running) -> None:
    form = ActivityForm(initial=first_values(TODAY, None), unit=cast.units.G1, campaign=running.campaign, today=TODAY)
    choices = [value for value, _ in form.fields["kind"].choices]  # type: ignore[attr-defined]
    assert (choices[0], len(choices)) == ("conference", len(ChannelKind.values))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("kind", "gossip"),
        ("done_on", "2026-11-24"),
        ("done_on", "1926-11-20"),
        ("links", "không phải địa chỉ"),
        ("links", "javascript://alert(1)"),
        ("figure_copies", "3"),
        ("assignment", "999"),
        ("client_key", "x"),
    ],
)
def test_form_names_the_field_that_is_wrong(cast: Cast, running: Running, field: str, value: str) -> None:
    form = bound(running, cast.units.G1, **{field: value})
    assert (form.is_valid(), list(form.errors)) == (False, [field])


def test_values_of_an_activity_fill_the_form(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, duty=running.told, figures={"sessions": 3}, links=["https://a.example/1"])
    values = values_of(activity)
    assert (values["figure_sessions"], values["links"], values["theme"]) == (3, "https://a.example/1", "none")
    assert (values["assignment"], values["wave"]) == (activity.assignment_id, running.wave.pk)


def test_logging_on_the_page_leads_to_the_activity(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    assignment = running.given(running.told, cast.units.G1)
    url = f"{reverse('campaigns:log-activity')}?assignment={assignment.pk}"
    page = client.get(url)
    assert page.context["form"]["title"].value() == running.told.text
    sent = typed(running, assignment=assignment.pk)
    answer = client.post(url, sent)
    activity = Activity.objects.get()
    assert answer.url == reverse("campaigns:show-activity", args=[activity.pk])  # type: ignore[attr-defined]
    assert (activity.unit, activity.assignment, activity.logged_by) == (cast.units.G1, assignment, cast.chair)
    again = client.post(url, sent, follow=True)
    assert [str(message) for message in again.context["messages"]] == [
        "Đã ghi “Tọa đàm”, tính cho Công đoàn cơ sở Trường Tiểu học Ba Khe.",
        "“Tọa đàm” đã được ghi từ trước; chỉ tính một lần.",
    ]


def test_a_refused_form_keeps_what_was_typed(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    page = client.post(reverse("campaigns:log-activity"), typed(running, title="", place="Hội trường"))
    assert page.status_code == 422
    assert page.context["form"]["place"].value() == "Hội trường"


def test_logging_for_another_units_duty_is_not_found(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    other = running.given(running.told, cast.units.G1)
    assert client.get(reverse("campaigns:log-activity"), {"assignment": other.pk}).status_code == 404


def test_logging_without_a_campaign_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:log-activity"), {"assignment": "x"})
    assert "chưa có chiến dịch" in page.content.decode()


def test_logging_chooses_among_campaigns(client: Client, cast: Cast, running: Running) -> None:
    other = make_campaign(cast.units).campaign
    own = {"state": CampaignState.ISSUED, "issued_at": NOW, "unit": cast.units.G1}
    Campaign.objects.filter(pk=other.pk).update(**own)
    client.force_login(cast.chair)
    url = reverse("campaigns:log-activity")
    assert client.get(url, {"campaign": running.campaign.pk}).context["campaign"] == running.campaign
    assert client.get(url, {"campaign": other.pk}).context["campaign"] == other


def test_show_activity_offers_to_close_its_duty(client: Client, cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, duty=running.told, figures={"listeners": 1045}, cost=1_500_000)
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-activity", args=[activity.pk]))
    text = page.content.decode()
    assert page.context["duty_open"] is True
    assert "1.045" in text
    assert "1.500.000 đồng" in text
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:show-activity", args=[activity.pk]))
    assert (page.context["may_change"], page.context["duty_open"]) == (False, False)


def test_editing_withdrawing_and_restoring_through_pages(client: Client, cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1)
    client.force_login(cast.chair)
    urls = {name: reverse(f"campaigns:{name}-activity", args=[activity.pk]) for name in ("edit", "withdraw", "restore")}
    assert client.get(urls["edit"]).context["form"]["title"].value() == "Nói chuyện chuyên đề"
    assert client.post(urls["edit"], typed(running, title="")).status_code == 422
    client.post(urls["edit"], typed(running, title="Tọa đàm"))
    client.post(urls["withdraw"], {"reason": ""})
    client.post(urls["withdraw"], {"reason": "Nhầm"})
    activity.refresh_from_db()
    assert (activity.title, activity.withdrawn_reason) == ("Tọa đàm", "Nhầm")
    assert client.get(urls["edit"]).status_code == 302
    client.post(urls["restore"])
    client.post(urls["restore"])
    activity.refresh_from_db()
    assert activity.withdrawn_at is None


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({}, ["Văn nghệ", "Nói chuyện"]),
        ({"search": "noi chuyen"}, ["Nói chuyện"]),
        ({"search": "che ba khe"}, ["Văn nghệ"]),
        ({"kind": "culture"}, ["Văn nghệ"]),
        ({"kind": "x", "wave": "x", "theme": "x"}, ["Văn nghệ", "Nói chuyện"]),
        ({"unit": "G1"}, ["Nói chuyện"]),
    ],
)
def test_register_filters_and_searches_without_marks(
    cast: Cast, running: Running, filters: dict[str, str], titles: list[str]
) -> None:
    log(running, cast.units.G1, title="Nói chuyện", theme=running.theme)
    log(running, cast.units.G2, title="Văn nghệ", kind="culture", wave=None)
    scope = Scope(Unit.objects.at(TODAY).get(pk=cast.units.P.pk), TODAY)
    found = register(running.campaign, scope, Filters(**filters))
    assert [activity.title for activity in found] == titles
    assert Filters(**filters).chosen == bool(filters)


def test_register_by_wave_and_theme(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, theme=running.theme)
    log(running, cast.units.G2, wave=None)
    scope = Scope(Unit.objects.at(TODAY).get(pk=cast.units.P.pk), TODAY)
    by_wave = register(running.campaign, scope, Filters(wave=str(running.wave.pk)))
    by_theme = register(running.campaign, scope, Filters(theme=str(running.theme.pk)))
    assert [activity.unit for activity in [*by_wave, *by_theme]] == [cast.units.G1, cast.units.G1]


def test_list_activities_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:list-activities", args=[running.campaign.pk])
    assert client.get(url).context["rows"] == []
    log(running, cast.units.G1, duty=running.told, figures={"sessions": 1})
    first = count_queries(client, url)
    log(running, cast.units.G2, duty=running.sung, figures={"sessions": 2, "listeners": 9})
    log(running, cast.units.D, duty=running.told, figures={"sessions": 2})
    assert count_queries(client, url) == first


def test_download_activities_has_a_column_for_each_figure(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, duty=running.told, title="=1+1", figures={"listeners": 45}, cost=200_000)
    client.force_login(cast.superior)
    answer = client.get(reverse("campaigns:download-activities", args=[running.campaign.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    row = dict(zip(sheet[2], sheet[3], strict=False))
    assert (row["Hoạt động"], row["Kinh phí (đồng)"], row["Người nghe, người dự (người)"]) == ("=1+1", 200_000.0, 45.0)
