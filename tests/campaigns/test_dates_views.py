"""Saying on what the days of a wave, a part or a duty hang: shown first, kept by the same sentences sent again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.dating import say_dates
from caunoi.campaigns.actions.own_plans import adopt_own_plan, start_own_plan
from caunoi.campaigns.enums import CampaignState, Relation
from caunoi.campaigns.models import Anchor, Campaign, Wave, Window
from caunoi.campaigns.queries.dates import check_said, meaning_of, stretches_of
from caunoi.campaigns.schedule import Redated
from caunoi.campaigns.schedule.reading import read_expression
from caunoi.congresses.models import Congress, Cycle
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast

BEFORE_OWN = "trước đại hội của đơn vị 30 ngày"


@pytest.fixture
def cycle(cast: Cast, running: Running) -> Cycle:
    """P's paper names its term; G1 holds its congress on 15/03/2027."""
    cycle = Cycle.objects.create(name="XV", ordinal="XV", term_start=2027, term_end=2032)
    paper = running.campaign.instrument
    paper.term_start, paper.term_end = 2027, 2032
    paper.save()
    held = {"state": "planned", "starts_on": date(2027, 3, 15), "ends_on": date(2027, 3, 15)}
    Congress.objects.create(unit=cast.units.G1, cycle=cycle, title="Đại hội", **held)
    return cycle


def refused(part: Any, start: str = "", end: str = "") -> str:
    first, last = (read_expression(text) if text else None for text in (start, end))
    with pytest.raises(Refused) as refusal:
        check_said(part, first, last, on=TODAY)
    return str(refusal.value.code)


def test_check_said_refuses_what_gives_no_day(running: Running) -> None:
    Wave.objects.filter(pk=running.later.pk).update(end_expression=None)
    Anchor.objects.create(campaign=running.campaign, event="đại hội công đoàn tỉnh")
    found = [
        refused(running.wave, end="ngay sau đợt 7"),
        refused(running.wave, end="sau giai đoạn 1 của đợt 2 3 ngày"),
        refused(running.wave, end="trước sự kiện “hội diễn” 3 ngày"),
        refused(running.wave, end="sau đợt 1 3 ngày"),
        refused(running.told, "ngày 15/08/2028", "ngày 14/08/2028"),
    ]
    assert found == ["unknown_part", "unknown_part", "unknown_part", "ring", "ends_before_start"]


def test_check_said_knows_events_and_parts_of_waves(running: Running) -> None:
    Anchor.objects.create(campaign=running.campaign, event="hội diễn")
    Window.objects.create(wave=running.later, position=1, relation=Relation.BEFORE, title="Trước đại hội")
    for sentence in ("trước sự kiện “hội diễn” 3 ngày", "sau giai đoạn 1 của đợt 2 3 ngày", "ngay sau đợt 2"):
        check_said(running.told, None, read_expression(sentence), on=TODAY)


def test_say_dates_keeps_both_sentences_in_the_trail_and_dates_anew(cast: Cast, running: Running, cycle: Cycle) -> None:
    end = read_expression(BEFORE_OWN)
    said = {"start": None, "end": end, "reason": " Theo chỉ đạo ", "by": cast.superior, "now": NOW}
    moved = say_dates(running.told, **said)
    again = say_dates(running.told, **said)
    given = running.given(running.told, cast.units.G1)
    entry = AuditEntry.objects.get(action="dates.said")
    assert (given.due_on, again) == (date(2027, 2, 13), Redated())
    assert (moved.assignments, entry.detail["after"], entry.detail["reason"]) == (4, ["", BEFORE_OWN], "Theo chỉ đạo")


def test_say_dates_of_a_closed_campaign_is_refused(cast: Cast, running: Running) -> None:
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(Refused) as refusal:
        say_dates(running.told, start=None, end=None, reason="", by=cast.superior, now=NOW)
    assert refusal.value.code == "closed"


def test_stretches_name_waves_their_parts_and_what_holds_throughout(running: Running) -> None:
    Window.objects.create(wave=running.wave, position=1, relation=Relation.BEFORE, title="Trước đại hội")
    found = [
        ([line.kind for line in each.lines], len(each.duties), each.has_said_duties)
        for each in stretches_of(running.campaign)
    ]
    assert found == [(["wave", "window"], 3, False), (["wave"], 0, False), ([], 1, False)]
    running.campaign.duties.filter(wave__isnull=True).delete()
    assert len(stretches_of(running.campaign)) == 2


def test_saying_through_the_page_shows_first_then_keeps(
    client: Client, cast: Cast, running: Running, cycle: Cycle
) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:say-duty", args=[running.told.pk])
    shown = client.post(url, {"end": BEFORE_OWN, "reason": "Theo chỉ đạo"})
    meaning, seen = shown.context["meaning"], shown.context["form"].seen
    assert (meaning.end, meaning.lacks_round, running.given(running.told, cast.units.G1).due_on) == (
        BEFORE_OWN, False, date(2026, 11, 30),
    )  # fmt: skip
    changed = client.post(url, {"end": "trước đại hội của đơn vị 10 ngày", "previewed": seen})
    assert changed.context["meaning"].end == "trước đại hội của đơn vị 10 ngày"
    kept = client.post(url, {"end": BEFORE_OWN, "reason": "Theo chỉ đạo", "previewed": seen})
    assert kept.url == reverse("campaigns:list-dates", args=[running.campaign.pk])  # type: ignore[attr-defined]
    assert running.given(running.told, cast.units.G1).due_on == date(2027, 2, 13)
    assert BEFORE_OWN in client.get(kept.url).content.decode()  # type: ignore[attr-defined]
    other = client.post(url, {"end": "trước đại hội của đơn vị 10 ngày"}).context["form"].seen
    late = client.post(
        url, {"end": "trước đại hội của đơn vị 10 ngày", "previewed": other, "stood": "[null, null]", "reason": "Dời"}
    )
    assert (late.context["late"], late.context["stood"]) == (True, seen)
    assert running.given(running.told, cast.units.G1).due_on == date(2027, 2, 13)


@pytest.mark.parametrize("sentence", ["khi nào rảnh", "sau đợt 9 3 ngày"])
def test_a_sentence_that_means_nothing_comes_back_as_it_was(
    client: Client, cast: Cast, running: Running, sentence: str
) -> None:
    client.force_login(cast.superior)
    page = client.post(reverse("campaigns:say-wave", args=[running.wave.pk]), {"end": sentence})
    assert (page.status_code, sentence in page.content.decode(), page.context["meaning"]) == (422, True, None)


def test_what_hangs_on_congresses_without_a_round_says_so(client: Client, cast: Cast, running: Running) -> None:
    window = Window.objects.create(wave=running.wave, position=1, relation=Relation.BEFORE, title="Trước đại hội")
    client.force_login(cast.superior)
    page = client.post(reverse("campaigns:say-window", args=[window.pk]), {"end": BEFORE_OWN})
    assert page.context["meaning"].lacks_round is True


def test_list_dates_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:list-dates", args=[running.campaign.pk])
    first = count_queries(client, url)
    for position in (1, 2):
        Window.objects.create(wave=running.wave, position=position, relation=Relation.BEFORE, title="Trước đại hội")
    assert count_queries(client, url) == first


def test_examples_leave_out_units_whose_own_plan_decides(cast: Cast, running: Running, cycle: Cycle) -> None:
    plan = start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)
    adopt_own_plan(plan, revision=None, by=cast.owner, now=NOW)
    meaning = meaning_of(running.told, None, read_expression(BEFORE_OWN), on=TODAY)
    assert [example.unit for example in meaning.examples] == ["Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn"]
