"""Windows, events and duties that hold throughout, as they come along into a unit's own plan and its paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.actions.own_plans import (
    add_part,
    adopt_own_plan,
    decide_part,
    propose_changes,
    refuse_proposal,
    remove_addition,
    set_header,
    start_own_plan,
    take_proposals,
)
from caunoi.campaigns.adapting.choices import Addition, Decision, Header, expression_of
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.enums import DutyKind, PlanArea, PlanChange
from caunoi.campaigns.models import Anchor, Deviation, Duty, OwnPlan, PlanProposal, Wave, Window
from caunoi.campaigns.queries.own_plans.lines import Contents, lines_of
from caunoi.campaigns.queries.own_plans.offers import offers_of
from caunoi.campaigns.queries.own_plans.papers import contents_of
from caunoi.campaigns.queries.own_plans.parts import Days
from caunoi.campaigns.schedule import redate
from caunoi.orgs.enums import UnitKind
from tests.campaigns.running import NOW, TODAY, Running, make_audience
from tests.cast import Cast
from tests.kept import kept

LATER = NOW + timedelta(hours=1)
FACTS: dict[str, Any] = {"revision": None, "by": None, "now": NOW}


@dataclass(frozen=True)
class Staged:
    running: Running
    anchor: Anchor
    window: Window
    inner: Duty
    throughout: Duty
    plan: OwnPlan


@pytest.fixture
@kept
def staged(prepared: Running, cast: Cast) -> Staged:
    """Wave 2 has a window before an event with a duty in it; another duty is content of no wave; D has begun its plan."""
    campaign, clause = prepared.campaign, prepared.clauses["III/2"]
    days = {"starts_on": date(2026, 12, 10), "ends_on": date(2026, 12, 11)}
    anchor = Anchor.objects.create(campaign=campaign, event="Đại hội Công đoàn tỉnh", **days)
    window = Window.objects.create(
        wave=prepared.later, provision=clause, anchor=anchor, relation="before", position=1, title="Trước đại hội"
    )
    everyone = make_audience(cast.units.P, UnitKind.DISTRICT, UnitKind.GRASSROOTS)

    def duty(position: int, text: str, **fields: Any) -> Duty:
        values = {"campaign": campaign, "provision": clause, "audience": everyone, "kind": DutyKind.CONTENT} | fields
        return Duty.objects.create(position=position, text=text, **values)

    inner = duty(20, "Phát thanh trước đại hội.", wave=prepared.later, window=window)
    throughout = duty(21, "Đăng tin trên trang thông tin điện tử.")
    duty(22, "Bố trí kinh phí.", kind=DutyKind.CHARGE, audience=_named(cast, "các công đoàn cơ sở"))
    redate(campaign, by=None, now=NOW)
    issue_campaign(campaign, by=cast.superior, now=NOW)
    plan = start_own_plan(campaign, cast.units.D, by=cast.owner, now=NOW)
    return Staged(prepared, anchor, window, inner, throughout, plan)


def _named(cast: Cast, printed: str) -> Any:
    audience = make_audience(cast.units.P, UnitKind.GRASSROOTS)
    audience.printed = printed
    audience.save(update_fields=["printed"])
    return audience


def adopt(plan: OwnPlan) -> OwnPlan:
    return adopt_own_plan(plan, revision=None, by=None, now=LATER)


def test_windows_come_along_with_their_event_and_duties(staged: Staged) -> None:
    plan = decide_part(staged.plan, key_of(staged.inner), Decision(hand_on=True), **FACTS)
    campaign = adopt(plan).campaign
    assert campaign is not None
    own = Window.objects.get(wave__campaign=campaign)
    assert (own.title, own.relation, own.wave.ordinal, own.anchor.event) == (
        "Trước đại hội", "before", 2, "Đại hội Công đoàn tỉnh",
    )  # fmt: skip
    assert [(one.event, one.starts_on, one.ends_on) for one in campaign.anchors.all()] == [
        ("Đại hội Công đoàn tỉnh", date(2026, 12, 10), date(2026, 12, 11))
    ]
    assert campaign.duties.get().window == own


def test_own_days_of_a_window_date_its_duties_in_the_branch_alone(staged: Staged, cast: Cast) -> None:
    adopt(decide_part(staged.plan, key_of(staged.window), Decision(start="01/12/2026", end="05/12/2026"), **FACTS))
    found = {
        unit.code: (one.starts_on, one.due_on)
        for unit in (cast.units.G1, cast.units.G0)
        for one in [staged.running.given(staged.inner, unit)]
    }
    assert found["G1"] == (date(2026, 12, 1), date(2026, 12, 5))
    assert found["G0"] != found["G1"]


def test_the_paper_states_windows_what_holds_throughout_and_each_charge_under_its_addressee(staged: Staged) -> None:
    late = Decision(start="05/12/2026", end="05/12/2026", reason="Trùng lễ hội của xã")
    plan = decide_part(staged.plan, key_of(staged.throughout), late, **FACTS)
    plan = decide_part(plan, key_of(staged.running.wave), Decision(start="20/09/2026", reason="Làm sớm"), **FACTS)
    plan = set_header(plan, Header(purpose="Phù hợp với địa bàn vùng cao."), **FACTS)
    texts = {line.path: line.text for line in lines_of(contents_of(plan, plan.choices, on=TODAY))}
    said = "Đăng tin trên trang thông tin điện tử. Thời gian: ngày 05/12/2026."
    assert (texts["I/2"], texts["III/2/2.1"], texts["III/2/2.1/-1"], texts["IV/1"]) == (
        "Phù hợp với địa bàn vùng cao.", "Trước đại hội", "Phát thanh trước đại hội.", said,
    )  # fmt: skip
    assert (texts["VI/1"], texts["VI/2"], texts["VI/2/-1"]) == (
        "Các đơn vị", "Các công đoàn cơ sở", "Bố trí kinh phí.",
    )  # fmt: skip
    assert (texts["VII/1"], texts["VII/2"]) == (
        "Thời gian đợt 1: từ ngày 20/09/2026 đến ngày 30/11/2026. Lý do: Làm sớm.",
        "Đăng tin trên trang thông tin điện tử: ngày 05/12/2026. Lý do: Trùng lễ hội của xã.",
    )


def test_a_paper_of_a_plan_without_waves_themes_and_forms_still_stands() -> None:
    lines = lines_of(Contents(parts={}, choices={}, days=Days(), opening="Tổ chức thực hiện kế hoạch."))
    assert [line.text for line in lines if line.is_heading] == ["MỤC ĐÍCH, YÊU CẦU", "TỔ CHỨC THỰC HIỆN"]


def test_a_wave_dropped_above_and_taken_takes_its_windows_along(staged: Staged) -> None:
    plan = adopt(staged.plan)
    Wave.objects.filter(pk=staged.running.later.pk).update(dropped_at=LATER)
    propose_changes(staged.running.campaign, now=LATER)
    wave = plan.proposals.get(area=PlanArea.WAVE)
    assert take_proposals(plan, [wave.pk], revision=None, by=None, now=LATER) == 1
    plan.refresh_from_db()
    assert plan.campaign is not None
    assert [one.ordinal for one in plan.campaign.waves.all()] == [1]
    assert not Window.objects.filter(wave__campaign=plan.campaign).exists()


def test_days_said_above_are_offered_as_their_sentence(staged: Staged) -> None:
    plan = adopt(staged.plan)
    Wave.objects.filter(pk=staged.running.wave.pk).update(end_expression=expression_of("20/11/2026"))
    propose_changes(staged.running.campaign, now=LATER)
    offer = next(one for one in offers_of(plan) if one.proposal.area == PlanArea.WAVE)
    assert (offer.before_days, offer.after_days) == ("từ ngày 01/10/2026 đến ngày 30/11/2026", "ngày 20/11/2026")


def test_what_was_refused_and_is_gone_above_is_no_departure(staged: Staged) -> None:
    plan = adopt(staged.plan)
    new = Wave.objects.create(campaign=staged.running.campaign, ordinal=3, title="Đợt 3", provision=None)
    propose_changes(staged.running.campaign, now=LATER)
    refuse_proposal(plan.proposals.get(), "Đã đủ hai đợt", revision=None, by=None, now=LATER)
    kept = list(Deviation.objects.values_list("change", "above", "own"))
    Wave.objects.filter(pk=new.pk).update(dropped_at=LATER)
    plan.refresh_from_db()
    adopt(set_header(plan, Header(number="08/KH-LĐLĐ"), **FACTS))
    assert (kept, Deviation.objects.count()) == ([(PlanChange.KEPT, "Đợt 3", "")], 0)


def test_a_duty_of_a_wave_that_is_taken_out_holds_throughout(staged: Staged) -> None:
    plan = add_part(staged.plan, Addition("wave", "Cao điểm", start="10/12/2026"), **FACTS)
    plan = adopt(add_part(plan, Addition("duty", "Treo cờ.", wave="new:1"), **FACTS))
    before = Duty.objects.get(text="Treo cờ.")
    plan = adopt(remove_addition(plan, "new:1", **FACTS))
    after = Duty.objects.get(text="Treo cờ.")
    assert plan.choices["additions"]["new:2"]["wave"] == ""
    assert (before.pk, before.audience, before.kind, after.kind) == (
        after.pk, after.audience, DutyKind.CONTENT, DutyKind.CHARGE,
    )  # fmt: skip


def test_rows_of_own_plans_say_what_they_are(staged: Staged) -> None:
    plan = adopt(decide_part(staged.plan, key_of(staged.running.wave), Decision(start="05/10/2026"), **FACTS))
    proposal = PlanProposal(own_plan=plan, area=PlanArea.DUTY, change=PlanChange.DROPPED, part=1)
    assert [str(one) for one in (plan, Deviation.objects.get(), proposal)] == [
        f"{plan.unit_id}: {plan.superior_id}", "wave: dated", "duty: dropped",
    ]  # fmt: skip
