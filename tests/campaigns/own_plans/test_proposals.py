"""Amendments from above reach a unit with its own plan as proposals that overwrite nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.own_plans import (
    adopt_own_plan,
    decide_part,
    propose_changes,
    refuse_proposal,
    take_proposals,
    unadapted,
)
from caunoi.campaigns.adapting.choices import Decision
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.enums import PlanChange, ProposalState
from caunoi.campaigns.models import Deviation, Duty, OwnPlan, PlanProposal, Wave
from caunoi.campaigns.queries.own_plans.offers import offers_of
from caunoi.core.errors import Refused
from caunoi.core.jobs import run_waiting
from caunoi.orgs.models import Notice
from tests.campaigns.running import NOW, Running
from tests.cast import Cast
from tests.kept import kept

LATER = NOW + timedelta(hours=1)


@pytest.fixture
@kept
def amended(plan: OwnPlan, running: Running) -> OwnPlan:
    """D has its own days for what is told; above, its words change, another duty is dropped, wave 1 ends earlier."""
    key = key_of(running.told)
    plan = decide_part(plan, key, Decision(start="05/10/2026"), revision=None, by=None, now=NOW)
    plan = adopt_own_plan(plan, revision=None, by=None, now=NOW)
    Duty.objects.filter(pk=running.told.pk).update(text="Tuyên truyền thành tựu của tổ chức Công đoàn.")
    Duty.objects.filter(pk=running.sung.pk).update(dropped_at=LATER)
    Wave.objects.filter(pk=running.wave.pk).update(printed_end=date(2026, 11, 20))
    assert propose_changes(running.campaign, now=LATER) == 1
    plan.refresh_from_db()
    return plan


def take(plan: OwnPlan, keys: list[int]) -> int:
    return take_proposals(plan, keys, revision=None, by=None, now=LATER)


def proposal(plan: OwnPlan, part: Any) -> PlanProposal:
    return plan.proposals.get(part=part.pk, area=type(part).__name__.lower())


def test_an_amendment_changes_nothing_before_it_is_answered(amended: OwnPlan, running: Running) -> None:
    found = {(one.area, one.part): one.change for one in amended.proposals.all()}
    assert found == {
        ("duty", running.told.pk): PlanChange.CHANGED,
        ("duty", running.sung.pk): PlanChange.DROPPED,
        ("wave", running.wave.pk): PlanChange.CHANGED,
    }
    own = amended.campaign
    assert own is not None
    assert own.waves.get(ordinal=1).ends_on == date(2026, 11, 30)


def test_proposing_twice_proposes_once_and_tells_once(amended: OwnPlan, running: Running, cast: Cast) -> None:
    assert propose_changes(running.campaign, now=LATER) == 0
    run_waiting()
    told = Notice.objects.filter(key__startswith="own_plan.proposals")
    assert ([notice.user for notice in told], amended.proposals.count()) == ([cast.owner], 3)


def test_a_change_taken_back_above_is_no_longer_proposed(amended: OwnPlan, running: Running) -> None:
    Duty.objects.filter(pk=running.sung.pk).update(dropped_at=None)
    propose_changes(running.campaign, now=LATER)
    assert not amended.proposals.filter(part=running.sung.pk).exists()


def test_offers_say_what_stood_and_what_stands_now(amended: OwnPlan, running: Running) -> None:
    offers = {one.proposal.part: one for one in offers_of(amended) if one.proposal.area == "duty"}
    wave = next(one for one in offers_of(amended) if one.proposal.area == "wave")
    told, dropped = offers[running.told.pk], offers[running.sung.pk]
    assert (told.after, told.is_adapted, told.key) == (
        "Tuyên truyền thành tựu của tổ chức Công đoàn.", True, str(told.proposal.pk),
    )  # fmt: skip
    assert (dropped.after, dropped.after_days, dropped.is_adapted) == ("", "", False)
    assert (wave.before_days, wave.after_days) == (
        "từ ngày 01/10/2026 đến ngày 30/11/2026", "từ ngày 01/10/2026 đến ngày 20/11/2026",
    )  # fmt: skip


def test_taking_keeps_what_was_adapted_and_takes_the_rest(amended: OwnPlan, running: Running, cast: Cast) -> None:
    keys = [one.pk for one in amended.proposals.all()]
    assert take(amended, keys) == 3
    amended.refresh_from_db()
    own = amended.campaign
    assert own is not None
    told = running.given(running.told, cast.units.G1)
    assert (told.starts_on, own.waves.get(ordinal=1).ends_on) == (date(2026, 10, 5), date(2026, 11, 20))
    assert set(amended.proposals.values_list("state", flat=True)) == {ProposalState.TAKEN}
    assert take(amended, keys) == 0


def test_taking_new_days_replaces_the_units_own_for_that_part(amended: OwnPlan, running: Running) -> None:
    expression = {"kind": "fixed", "day": "2026-11-01"}
    Duty.objects.filter(pk=running.told.pk).update(end_expression=None, report_when="Trước ngày 01/11/2026")
    propose_changes(running.campaign, now=LATER)
    take(amended, [proposal(amended, running.told).pk])
    amended.refresh_from_db()
    assert (key_of(running.told) in amended.adopted.get("parts", {}), expression["kind"]) == (False, "fixed")


def test_unadapted_are_those_that_cost_nothing(amended: OwnPlan, running: Running) -> None:
    safe = PlanProposal.objects.filter(pk__in=unadapted(amended)).values_list("part", "area")
    assert set(safe) == {(running.sung.pk, "duty"), (running.wave.pk, "wave")}


def test_refusing_needs_a_reason_that_is_seen_above(amended: OwnPlan, running: Running, cast: Cast) -> None:
    one = proposal(amended, running.sung)
    with pytest.raises(Refused) as wordless:
        refuse_proposal(one, " ", revision=None, by=cast.owner, now=LATER)
    refuse_proposal(one, "Đã chuẩn bị xong hội diễn", revision=None, by=cast.owner, now=LATER)
    with pytest.raises(Refused) as twice:
        refuse_proposal(one, "Lại", revision=None, by=cast.owner, now=LATER)
    run_waiting()
    kept = Deviation.objects.get(change=PlanChange.KEPT)
    told = Notice.objects.filter(key__startswith="own_plan.refused")
    assert [wordless.value.code, twice.value.code] == ["reason_missing", "answered"]
    assert (kept.part, kept.above, kept.own, kept.reason) == (
        running.sung.pk, "", running.sung.text, "Đã chuẩn bị xong hội diễn",
    )  # fmt: skip
    assert set(told.values_list("user__email", flat=True)) == {"can-bo@tinh.example"}


def test_what_was_refused_is_offered_again_only_in_other_words(amended: OwnPlan, running: Running) -> None:
    refuse_proposal(proposal(amended, running.told), "Giữ nguyên", revision=None, by=None, now=LATER)
    first = propose_changes(running.campaign, now=LATER)
    Duty.objects.filter(pk=running.told.pk).update(text="Lời khác nữa.")
    second = propose_changes(running.campaign, now=LATER)
    assert (first, second) == (0, 1)
    assert (
        amended.proposals.get(part=running.told.pk, area="duty", state=ProposalState.OPEN).after["text"]
        == "Lời khác nữa."
    )


def test_a_refusal_that_means_nothing_any_more_is_no_departure(amended: OwnPlan, running: Running) -> None:
    refuse_proposal(proposal(amended, running.told), "Giữ nguyên", revision=None, by=None, now=LATER)
    Duty.objects.filter(pk=running.told.pk).update(text=running.told.text)
    refuse_proposal(proposal(amended, running.sung), "Giữ nguyên", revision=None, by=None, now=LATER)
    kept = Deviation.objects.filter(change=PlanChange.KEPT).values_list("part", flat=True)
    assert list(kept) == [running.sung.pk]


def test_answering_through_the_pages(client: Client, amended: OwnPlan, running: Running, cast: Cast) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-proposals", args=[amended.pk])
    page = client.get(url)
    sung, told = proposal(amended, running.sung), proposal(amended, running.told)
    revision = str(page.context["plan"].revision)
    assert (len(page.context["offers"]), len(page.context["safe"])) == (3, 2)
    refuse = reverse("campaigns:refuse-proposal", args=[told.pk])
    wordless = client.post(refuse, {"revision": revision, "reason": " "})
    stale = client.post(refuse, {"revision": "0", "reason": "Đã in tài liệu"}, follow=True)
    assert (wordless.status_code, wordless.context["refused"]) == (422, told)
    assert "cửa sổ khác" in str(next(iter(stale.context["messages"])))
    client.post(refuse, {"revision": revision, "reason": "Đã in tài liệu"})
    amended.refresh_from_db()
    client.post(reverse("campaigns:take-proposals", args=[amended.pk]), {"revision": "x", "proposal": sung.pk})
    assert not amended.proposals.filter(state=ProposalState.TAKEN).exists()
    taken = {"revision": str(amended.revision), "all": "1"}
    client.post(reverse("campaigns:take-proposals", args=[amended.pk]), taken)
    states = dict(amended.proposals.values_list("pk", "state"))
    assert (states[told.pk], states[sung.pk]) == (ProposalState.REFUSED, ProposalState.TAKEN)
    assert client.get(url).context["offers"] == []
    client.force_login(cast.superior)
    answers = client.get(reverse("campaigns:list-plan-answers", args=[running.campaign.pk]))
    assert [one.reason for one in answers.context["refusals"]] == ["Đã in tài liệu"]
