"""What follows when an own plan is put in force, and that nothing follows before."""

from datetime import date, timedelta

import pytest

from caunoi.campaigns.actions.duties import excuse_assignment, reopen_assignment
from caunoi.campaigns.actions.issue import extend_issue
from caunoi.campaigns.actions.own_plans import (
    add_part,
    adopt_own_plan,
    change_addition,
    decide_part,
    remove_addition,
    set_header,
    set_mandatory,
    start_own_plan,
)
from caunoi.campaigns.adapting.choices import Addition, Decision, Header
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.enums import AssignmentState, CampaignState, DutyKind
from caunoi.campaigns.models import Assignment, Campaign, DateChange, Delivery, Duty, Instrument, OwnPlan, Wave
from caunoi.campaigns.schedule import redate
from caunoi.core.errors import Refused
from caunoi.core.jobs import run_waiting
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Notice, Post
from tests.campaigns.running import NOW, Running
from tests.cast import Cast, make_unit

LATER = NOW + timedelta(hours=1)


def decide(plan: OwnPlan, part: Wave | Duty, **fields: object) -> OwnPlan:
    return decide_part(plan, key_of(part), Decision(**fields), revision=None, by=None, now=NOW)  # type: ignore[arg-type]


def adopt(plan: OwnPlan) -> OwnPlan:
    return adopt_own_plan(plan, revision=None, by=None, now=LATER)


def days(assignment: Assignment) -> tuple[date | None, date | None]:
    return assignment.starts_on, assignment.due_on


def test_nothing_exists_before_the_plan_is_adopted(plan: OwnPlan, running: Running) -> None:
    before = Assignment.objects.count()
    plan = decide(plan, running.wave, start="05/10/2026", end="20/11/2026")
    plan = add_part(plan, Addition("duty", "Treo cờ tại trụ sở."), revision=None, by=None, now=NOW)
    assert (Campaign.objects.count(), Assignment.objects.count(), DateChange.objects.count()) == (1, before, 0)
    assert plan.campaign is None


def test_adopting_makes_the_units_own_campaign_with_the_inherited_waves(
    plan: OwnPlan, running: Running, cast: Cast
) -> None:
    plan = decide(plan, running.wave, start="05/10/2026")
    plan = adopt(plan)
    campaign = plan.campaign
    assert campaign is not None
    assert (campaign.unit, campaign.state) == (cast.units.D, CampaignState.ISSUED)
    assert [(wave.ordinal, wave.title, wave.starts_on, wave.ends_on) for wave in campaign.waves.all()] == [
        (1, "Đợt 1", date(2026, 10, 5), date(2026, 11, 30)),
        (2, "Đợt 2", None, None),
    ]
    assert [basis.target for basis in campaign.instrument.bases.all()] == [running.campaign.instrument]
    assert campaign.instrument.issuer == "Liên đoàn Lao động huyện Ba Khe"


def test_adopting_leaves_the_assignments_of_the_superior_one_each(plan: OwnPlan) -> None:
    before = set(Assignment.objects.values_list("pk", flat=True))
    adopt(plan)
    assert set(Assignment.objects.values_list("pk", flat=True)) == before


def test_local_dates_redate_the_branch_and_nothing_else(plan: OwnPlan, running: Running, cast: Cast) -> None:
    adopt(decide(plan, running.wave, start="05/10/2026", end="20/11/2026"))
    own, others = (date(2026, 10, 5), date(2026, 11, 20)), (date(2026, 10, 1), date(2026, 11, 30))
    units = cast.units
    found = {unit.code: days(running.given(running.told, unit)) for unit in (units.D, units.G1, units.G2, units.G0)}
    assert found == {"D": own, "G1": own, "G2": own, "G0": others}
    assert set(DateChange.objects.values_list("unit__code", flat=True)) == {"D", "G1", "G2"}
    redate(running.campaign, by=None, now=LATER)
    assert days(running.given(running.told, units.G1)) == own


def test_units_given_later_have_the_days_of_the_own_plan_above_them(
    plan: OwnPlan, running: Running, cast: Cast
) -> None:
    adopt(decide(plan, running.told, start="05/10/2026", end="20/11/2026"))
    new = make_unit("G9", "Công đoàn cơ sở Trạm Y tế Ba Khe", UnitKind.GRASSROOTS, cast.units.D)
    extend_issue(running.campaign, by=None, now=LATER + timedelta(hours=1))
    assert days(running.given(running.told, new)) == (date(2026, 10, 5), date(2026, 11, 20))


def test_the_nearer_own_plan_decides(plan: OwnPlan, running: Running, cast: Cast) -> None:
    adopt(decide(plan, running.told, start="05/10/2026"))
    inner = start_own_plan(running.campaign, cast.units.G1, by=cast.chair, now=NOW)
    adopt(decide(inner, running.told, start="10/10/2026"))
    redate(running.campaign, by=None, now=LATER)
    starts = {
        unit.code: running.given(running.told, unit).starts_on for unit in (cast.units.D, cast.units.G1, cast.units.G2)
    }
    assert starts == {"D": date(2026, 10, 5), "G1": date(2026, 10, 10), "G2": date(2026, 10, 5)}


def test_not_applicable_excuses_the_open_duties_of_the_branch(plan: OwnPlan, running: Running, cast: Cast) -> None:
    plan = adopt(decide(plan, running.sung, left_out=True, reason="Không có đội văn nghệ"))
    found = {
        (one.unit.code, one.state, one.note)
        for one in Assignment.objects.filter(duty=running.sung).select_related("unit")
    }
    note = "Không có đội văn nghệ"
    assert found == {
        ("D", "excused", note), ("G1", "excused", note), ("G2", "excused", note), ("G0", "open", ""),
    }  # fmt: skip
    plan = decide(plan, running.sung)
    adopt(plan)
    assert set(Assignment.objects.filter(duty=running.sung).values_list("state", "note")) == {("open", "")}


def test_a_duty_opened_again_by_its_unit_stays_open(plan: OwnPlan, running: Running, cast: Cast) -> None:
    plan = adopt(decide(plan, running.sung, left_out=True, reason="Không có đội văn nghệ"))
    mine = running.given(running.sung, cast.units.G1)
    reopen_assignment(mine, by=cast.chair, now=LATER)
    extend_issue(running.campaign, by=None, now=LATER)
    mine.refresh_from_db()
    assert mine.state == AssignmentState.OPEN


def test_what_a_unit_excused_itself_stays_when_the_plan_changes(plan: OwnPlan, running: Running, cast: Cast) -> None:
    mine = running.given(running.sung, cast.units.G1)
    excuse_assignment(mine, reason="Đơn vị mới thành lập", by=cast.chair, now=NOW)
    plan = adopt(decide(plan, running.sung, left_out=True, reason="Không có đội văn nghệ"))
    adopt(decide(plan, running.sung))
    mine.refresh_from_db()
    assert (mine.state, mine.note) == ("excused", "Đơn vị mới thành lập")


def test_additions_are_new_duties_of_the_own_campaign(plan: OwnPlan, running: Running, cast: Cast) -> None:
    wave = Addition("wave", "Cao điểm tại xã", start="10/12/2026", end="20/12/2026")
    plan = add_part(plan, wave, revision=None, by=None, now=NOW)
    told = Addition("duty", "Treo cờ tại trụ sở.", wave="new:1", reach="grassroots")
    plan = add_part(plan, told, revision=None, by=None, now=NOW)
    throughout = Addition("duty", "Phân công người đưa tin.", reach="self", end="25/12/2026")
    plan = adopt(add_part(plan, throughout, revision=None, by=None, now=NOW))
    assert plan.campaign is not None
    given = Assignment.objects.filter(duty__campaign=plan.campaign).order_by("duty__position", "unit__code")
    assert [(one.duty.text, one.duty.kind, one.unit.code, *days(one)) for one in given] == [
        ("Treo cờ tại trụ sở.", DutyKind.CONTENT, "G1", date(2026, 12, 10), date(2026, 12, 20)),
        ("Treo cờ tại trụ sở.", DutyKind.CONTENT, "G2", date(2026, 12, 10), date(2026, 12, 20)),
        ("Phân công người đưa tin.", DutyKind.CHARGE, "D", date(2026, 10, 1), date(2026, 12, 25)),
    ]
    assert set(Delivery.objects.filter(campaign=plan.campaign).values_list("unit__code", flat=True)) == {"G1", "G2"}


def test_a_duty_handed_on_goes_only_to_those_that_have_not_got_it(plan: OwnPlan, running: Running) -> None:
    plan = decide(plan, running.report, hand_on=True)
    plan = adopt(decide(plan, running.told, hand_on=True))
    own = Duty.objects.filter(campaign=plan.campaign)
    assert {one.inherits: sorted(one.assignments.values_list("unit__code", flat=True)) for one in own} == {
        running.report: ["G1", "G2"],
        running.told: [],
    }


def test_changing_an_adopted_plan_changes_its_rows(plan: OwnPlan, cast: Cast) -> None:
    plan = add_part(plan, Addition("wave", "Cao điểm", start="10/12/2026"), revision=None, by=None, now=NOW)
    plan = add_part(plan, Addition("duty", "Treo cờ.", wave="new:1"), revision=None, by=None, now=NOW)
    plan = adopt(add_part(plan, Addition("duty", "Phát loa."), revision=None, by=None, now=NOW))
    campaign = plan.campaign
    assert campaign is not None
    rows = dict(campaign.duties.values_list("text", "pk"))
    plan = change_addition(
        plan, "new:2", Addition("duty", "Treo cờ Tổ quốc.", reach="self"), revision=None, by=None, now=NOW
    )
    plan = remove_addition(plan, "new:3", revision=None, by=None, now=NOW)
    plan = adopt(remove_addition(plan, "new:1", revision=None, by=None, now=NOW))
    standing = campaign.duties.filter(dropped_at__isnull=True)
    assert dict(standing.values_list("text", "pk")) == {"Treo cờ Tổ quốc.": rows["Treo cờ."]}
    assert [wave.title for wave in campaign.waves.all()] == ["Đợt 1", "Đợt 2"]
    campaign.refresh_from_db()
    assert (campaign.instrument.version, Instrument.objects.filter(unit=cast.units.D).count()) == (2, 2)


def test_adopting_what_is_in_force_already_is_refused(adopted: OwnPlan) -> None:
    with pytest.raises(Refused) as refused:
        adopt(adopted)
    assert refused.value.code == "nothing_new"


def test_adopting_is_refused_where_a_duty_was_made_mandatory_since(plan: OwnPlan, running: Running) -> None:
    plan = decide(plan, running.sung, left_out=True, reason="Không có đội văn nghệ")
    set_mandatory(running.campaign, [running.sung.pk], by=None, now=NOW)
    with pytest.raises(Refused) as refused:
        adopt(plan)
    assert refused.value.code == "mandatory"


def test_adopting_is_refused_where_the_window_above_has_moved_since(plan: OwnPlan, running: Running) -> None:
    plan = decide(plan, running.wave, start="05/10/2026")
    Wave.objects.filter(pk=running.wave.pk).update(printed_start=date(2026, 10, 10))
    with pytest.raises(Refused) as refused:
        adopt(plan)
    assert refused.value.code == "outside_window"


def test_people_who_answer_for_a_part_are_told_once(plan: OwnPlan, running: Running, cast: Cast) -> None:
    post = Post.objects.get(user=cast.owner)
    plan = adopt(decide(plan, running.told, people=[post.pk]))
    run_waiting()
    plan = set_header(plan, Header(number="07/KH-LĐLĐ"), revision=None, by=None, now=NOW)
    adopt(plan)
    run_waiting()
    told = Notice.objects.filter(key=f"own_plan.people:{plan.pk}")
    assert [(one.user, one.url) for one in told] == [(cast.owner, f"/ban-lam-viec/ke-hoach-don-vi/{plan.pk}/")]


def test_adopting_writes_one_audit_row_with_the_number_of_departures(plan: OwnPlan, running: Running) -> None:
    adopt(decide(plan, running.wave, start="05/10/2026"))
    row = AuditEntry.objects.get(action="own_plan.adopted")
    assert row.detail == {"dated": 1, "added": 0, "left_out": 0}
