"""Writing an own plan: what is refused and why, that decisions can be taken back, that two tabs cannot overwrite."""

from collections.abc import Callable
from datetime import date

import pytest

from caunoi.campaigns.actions.imports import StaleRevision
from caunoi.campaigns.actions.own_plans import (
    add_part,
    adopt_own_plan,
    change_addition,
    decide_part,
    discard_changes,
    remove_addition,
    set_mandatory,
    start_own_plan,
    undo_decision,
    withdraw_own_plan,
)
from caunoi.campaigns.adapting.choices import Addition, Decision, header_fields
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.models import Campaign, Duty, OwnPlan, Wave
from caunoi.campaigns.tasks.own_plans import tell_of_proposals, tell_of_refusal, tell_responsible
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from tests.campaigns.running import NOW, Running
from tests.cast import Cast


def decide(plan: OwnPlan, part: Wave | Duty | str, **fields: object) -> OwnPlan:
    key = part if isinstance(part, str) else key_of(part)
    return decide_part(plan, key, Decision(**fields), revision=None, by=None, now=NOW)  # type: ignore[arg-type]


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        work()
    return str(refused.value.code)


def test_only_what_was_received_can_be_adapted(running: Running, cast: Cast) -> None:
    stranger = lambda: start_own_plan(running.campaign, cast.units.E, by=cast.stranger, now=NOW)  # noqa: E731
    assert code_of(stranger) == "not_received"
    first = start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)
    assert start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW) == first
    assert AuditEntry.objects.filter(action="own_plan.started").count() == 1


def test_decisions_that_cannot_hold_are_refused(plan: OwnPlan, running: Running) -> None:
    Duty.objects.filter(pk=running.told.pk).update(is_mandatory=True)
    wave = key_of(running.wave)
    found = [
        code_of(lambda: decide(plan, "duty:999", start="05/10/2026")),
        code_of(lambda: decide(plan, running.told, left_out=True, reason="Không")),
        code_of(lambda: decide(plan, running.report, left_out=True, reason="Không")),
        code_of(lambda: decide(plan, running.wave, left_out=True, reason="Không")),
        code_of(lambda: decide(plan, running.sung, left_out=True)),
        code_of(lambda: decide(plan, running.sung, start="lúc rảnh")),
        code_of(lambda: decide(plan, running.sung, start="20/11/2026", end="10/11/2026")),
        code_of(lambda: decide(plan, running.wave, start="01/09/2026")),
        code_of(lambda: decide(plan, wave, end="sau đợt 1 3 ngày")),
    ]
    assert found == [
        "no_part", "mandatory", "mandatory", "mandatory", "reason_missing", "not_understood", "ends_before_start",
        "outside_window", "ring",
    ]  # fmt: skip


def test_days_outside_those_above_need_a_reason(plan: OwnPlan, running: Running) -> None:
    plan = decide(plan, running.wave, start="01/09/2026", reason="Đại hội của huyện tổ chức sớm")
    assert plan.choices["parts"][key_of(running.wave)]["start"] == "01/09/2026"


def test_additions_that_cannot_hold_are_refused(plan: OwnPlan) -> None:
    def add(**fields: str) -> object:
        return add_part(plan, Addition("duty", "Treo cờ", **fields), revision=None, by=None, now=NOW)  # type: ignore[arg-type]

    codes = [code_of(lambda: add(wave="wave:999")), code_of(lambda: add(start="lúc rảnh"))]
    gone = [
        code_of(lambda: remove_addition(plan, "new:9", revision=None, by=None, now=NOW)),
        code_of(lambda: change_addition(plan, "new:9", Addition("duty"), revision=None, by=None, now=NOW)),
    ]
    assert (codes, gone) == (["no_part", "not_understood"], ["no_part", "no_part"])


def test_the_same_decision_again_changes_nothing(plan: OwnPlan, running: Running) -> None:
    first = decide(plan, running.sung, start="05/10/2026")
    again = decide(first, running.sung, start="05/10/2026")
    assert (again.revision, len(again.history)) == (first.revision, 1)


def test_decisions_are_taken_back_one_by_one(plan: OwnPlan, running: Running) -> None:
    plan = decide(decide(plan, running.sung, start="05/10/2026"), running.told, start="06/10/2026")
    plan = undo_decision(plan, revision=plan.revision, by=None, now=NOW)
    assert set(plan.choices["parts"]) == {key_of(running.sung)}
    plan = undo_decision(plan, revision=None, by=None, now=NOW)
    assert (plan.choices, code_of(lambda: undo_decision(plan, revision=None, by=None, now=NOW))) == (
        {},
        "nothing_to_undo",
    )


def test_two_tabs_do_not_overwrite_each_other(plan: OwnPlan, running: Running) -> None:
    decide(plan, running.sung, start="05/10/2026")
    with pytest.raises(StaleRevision):
        decide_part(plan, key_of(running.told), Decision(start="06/10/2026"), revision=0, by=None, now=NOW)


def test_changes_of_an_adopted_plan_can_be_given_up_and_brought_back(adopted: OwnPlan, running: Running) -> None:
    plan = decide(adopted, running.sung, start="05/10/2026")
    plan = discard_changes(plan, revision=None, by=None, now=NOW)
    assert plan.choices == plan.adopted
    plan = undo_decision(plan, revision=None, by=None, now=NOW)
    assert set(plan.choices["parts"]) == {key_of(running.sung)}


def test_a_plan_is_given_up_only_before_it_is_in_force(plan: OwnPlan, running: Running) -> None:
    other = start_own_plan(running.campaign, plan.unit, by=None, now=NOW)
    withdraw_own_plan(other, revision=None, by=None, now=NOW)
    assert not OwnPlan.objects.exists()
    again = adopt_own_plan(
        start_own_plan(running.campaign, plan.unit, by=None, now=NOW), revision=None, by=None, now=NOW
    )
    assert code_of(lambda: withdraw_own_plan(again, revision=None, by=None, now=NOW)) == "adopted"


def test_set_mandatory_sets_exactly_these(running: Running) -> None:
    def mandatory() -> set[int]:
        return set(Duty.objects.filter(is_mandatory=True).values_list("pk", flat=True))

    first = set_mandatory(running.campaign, [running.told.pk, running.sung.pk], by=None, now=NOW)
    second = set_mandatory(running.campaign, [running.sung.pk], by=None, now=NOW)
    third = set_mandatory(running.campaign, [running.sung.pk], by=None, now=NOW)
    assert (first, second, third, mandatory()) == (2, 1, 0, {running.sung.pk})
    assert AuditEntry.objects.filter(action="campaign.mandatory_set").count() == 2


def test_tasks_of_a_plan_that_is_gone_stop(db: None) -> None:
    assert (tell_responsible.call(9), tell_of_proposals.call(9, 1, 1), tell_of_refusal.call(9)) == (0, 0, 0)


def test_the_letterhead_has_these_fields() -> None:
    assert header_fields() == ["number", "signed_on", "place", "subject", "purpose", "title", "name"]


def test_the_own_campaign_of_a_plan_stands_on_its_own_dates(adopted: OwnPlan) -> None:
    wave = Campaign.objects.get(pk=adopted.campaign_id).waves.get(ordinal=1)
    assert (wave.starts_on, wave.ends_on) == (date(2026, 10, 1), date(2026, 11, 30))
