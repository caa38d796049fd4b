"""What a reorganisation does to running campaigns and congresses, shown before, done once, undone exactly."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from caunoi.campaigns.actions.issue import extend_issue
from caunoi.campaigns.actions.own_plans import start_own_plan
from caunoi.campaigns.enums import AssignmentState, ImportState
from caunoi.campaigns.models import Activity, Assignment, Campaign, Delivery, Obstacle, OwnPlan, PlanImport
from caunoi.congresses.actions.dates import hold_congress, set_congress_date
from caunoi.congresses.actions.planning import open_cycle, plan_congress
from caunoi.congresses.models import Congress, CongressDate
from caunoi.core.errors import Refused
from caunoi.orgs.actions.reorganisations import (
    add_step,
    confirm_reorganisation,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.enums import Below, Operation, UnitKind
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import Reorganisation, Unit
from caunoi.orgs.reorganising.steps import Step
from tests.campaigns.running import Running, log
from tests.cast import Cast
from tests.conftest import NOW
from tests.orgs.reorganising.snapshots import everything

TODAY = date(2026, 11, 23)
MERGE = Step(0, Operation.MERGE, "G1", successor="G2")
NEW = {"successor": "M", "name": "CĐCS Liên cấp", "kind": UnitKind.GRASSROOTS, "parent": "D"}
TO_NEW = Step(0, Operation.MERGE, "G1", **NEW)  # type: ignore[arg-type]
ABOLISH = Step(0, Operation.ABOLISH, "G1")
CONTINUE = Step(0, Operation.CONTINUE, "G1", **NEW)  # type: ignore[arg-type]


def prepare(cast: Cast, *steps: Step, on: date = TODAY) -> Reorganisation:
    reorganisation = start_reorganisation(
        cast.units.P, effective_on=on, basis_number="Số 15/QĐ-LĐLĐ", by=cast.administrator, now=NOW
    )
    for step in steps:
        add_step(reorganisation, step, now=NOW)
    assert (reorganisation.problems, reorganisation.refusal) == ([], "")
    return reorganisation


def apply(cast: Cast, *steps: Step, on: date = TODAY) -> Reorganisation:
    reorganisation = confirm_reorganisation(prepare(cast, *steps, on=on), by=cast.administrator, now=NOW)
    assert (reorganisation.state, reorganisation.refusal) == (State.APPLIED, "")
    return reorganisation


def told(reorganisation: Reorganisation) -> dict[str, int]:
    """The lines about campaigns and congresses."""
    words = ("nhiệm vụ", "hoạt động", "vướng mắc", "chiến dịch", "kế hoạch", "đại hội")
    return {line[0]: line[1] for line in reorganisation.lines if any(word in line[0] for word in words)}


def open_duties(unit: str) -> int:
    return Assignment.objects.open().filter(unit__code=unit).count()


def test_open_duties_fall_away_where_the_successor_has_them(running: Running, cast: Cast) -> None:
    Assignment.objects.filter(pk=running.given(running.sung, cast.units.G1).pk).update(
        state=AssignmentState.DONE, done_at=NOW
    )
    log(running, cast.units.G1, duty=running.sung)
    done = apply(cast, MERGE)
    assert told(done) == {
        "nhiệm vụ đang thực hiện thôi giao: đơn vị kế thừa đã có": 2,
        "nhiệm vụ đã hoàn thành giữ nguyên ở đơn vị cũ": 1,
        "hoạt động giữ nguyên ở đơn vị cũ: báo cáo cũ không đổi": 1,
    }
    excused = Assignment.objects.filter(unit=cast.units.G1, state=AssignmentState.EXCUSED)
    assert set(excused.values_list("note", flat=True)) == {"Số 15/QĐ-LĐLĐ: đơn vị kế thừa đã có nhiệm vụ này."}
    assert (open_duties("G2"), Activity.objects.get().unit) == (3, cast.units.G1)


def test_open_duties_go_to_a_new_successor_with_the_campaign_and_the_question(running: Running, cast: Cast) -> None:
    asked = Obstacle.objects.create(
        assignment=running.given(running.told, cast.units.G1), text="Thiếu loa", asked_by=cast.chair, asked_at=NOW
    )
    done = apply(cast, TO_NEW, Step(0, Operation.MERGE, "G2", successor="M"))
    assert told(done) == {
        "nhiệm vụ đang thực hiện chuyển sang đơn vị kế thừa, cùng vướng mắc đã nêu": 3,
        "nhiệm vụ đang thực hiện thôi giao: đơn vị kế thừa đã có": 3,
    }
    asked.refresh_from_db()
    assert (open_duties("M"), asked.assignment.unit.code) == (3, "M")
    assert Delivery.objects.get(unit__code="M").campaign == running.campaign


def test_open_duties_without_a_successor_are_excused_and_their_questions_shown(running: Running, cast: Cast) -> None:
    Obstacle.objects.create(
        assignment=running.given(running.told, cast.units.G1), text="Thiếu loa", asked_by=cast.chair, asked_at=NOW
    )
    done = apply(cast, ABOLISH)
    assert told(done) == {
        "nhiệm vụ đang thực hiện thôi giao: không có đơn vị kế thừa": 3,
        "vướng mắc thuộc các nhiệm vụ này chưa được trả lời": 1,
    }
    assert (open_duties("G1"), running.given(running.told, cast.units.G1).note) == (
        0,
        "Đơn vị đã chấm dứt hoạt động theo Số 15/QĐ-LĐLĐ.",
    )


def test_campaigns_and_plans_of_the_old_unit_go_to_the_successor(running: Running, cast: Cast) -> None:
    own = Campaign.objects.create(
        unit=cast.units.D, instrument=running.campaign.instrument, name="Huyện", created_at=NOW
    )
    plan = PlanImport.objects.create(unit=cast.units.D, uploaded_at=NOW, state=ImportState.REVIEW)
    done = apply(cast, Step(0, Operation.CONTINUE, "D", successor="X", name="CĐ xã", kind=UnitKind.COMMUNE, parent="P"))
    assert (
        told(done)["chiến dịch của đơn vị cũ do đơn vị kế thừa điều hành"],
        told(done)["kế hoạch đang nhập chuyển sang đơn vị kế thừa"],
    ) == (1, 1)
    for row in (own, plan):
        row.refresh_from_db()
    assert (own.unit.code, plan.unit.code) == ("X", "X")
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    own.refresh_from_db()
    assert (done.state, own.unit) == (State.UNDONE, cast.units.D)


def test_campaign_that_nobody_goes_on_with_is_shown(running: Running, cast: Cast) -> None:
    Campaign.objects.create(unit=cast.units.D, instrument=running.campaign.instrument, name="Huyện", created_at=NOW)
    done = prepare(cast, Step(0, Operation.ABOLISH, "D", parent="P"))
    assert ["chiến dịch không còn đơn vị điều hành", 1, "warning"] in done.lines


SCENARIOS = [
    [MERGE],
    [TO_NEW, Step(0, Operation.MERGE, "G2", successor="M")],
    [ABOLISH],
    [CONTINUE],
    [Step(0, Operation.ABOLISH, "D", below=Below.CLOSE)],
]


@pytest.mark.parametrize("steps", SCENARIOS, ids=["merge", "merge-new", "abolish", "continue", "branch"])
def test_undoing_restores_everything(running: Running, cast: Cast, steps: list[Step]) -> None:
    Assignment.objects.filter(pk=running.given(running.told, cast.units.G1).pk).update(note="Ghi riêng")
    cycle = open_cycle(ordinal="XIV", term=(2026, 2031), name="Đại hội XIV", by=None, now=NOW)
    for unit, day in ((cast.units.G1, None), (cast.units.D, date(2027, 1, 5))):
        congress = plan_congress(unit, cycle=cycle, title="Đại hội", by=None, now=NOW)
        set_congress_date(congress, starts_on=day, ends_on=day, reason="", by=None, now=NOW)
    before = everything()
    done = apply(cast, *steps)
    assert everything() != before
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert (done.state, done.refusal) == (State.UNDONE, "")
    assert _without_digests(everything()) == _without_digests(before)


def _without_digests(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What people are told of days that moved and moved back is written once more; nothing else is."""
    return {label: values for label, values in rows.items() if label != "campaigns.DateChange"}


def worked(running: Running, cast: Cast) -> None:
    log(running, Unit.objects.get(code="M"), duty=running.told)


def finished(running: Running, cast: Cast) -> None:
    Assignment.objects.filter(unit__code="M", duty=running.told).update(state=AssignmentState.DONE, done_at=NOW)


def opened(running: Running, cast: Cast) -> None:
    Delivery.objects.filter(unit__code="M").update(opened_at=NOW)


def reopened(running: Running, cast: Cast) -> None:
    Assignment.objects.filter(unit__code="G2").update(state=AssignmentState.OPEN)


def given_away(running: Running, cast: Cast) -> None:
    Campaign.objects.filter(unit__code="M").update(unit=cast.units.P)


BUILT: list[tuple[Callable[[Running, Cast], None], str]] = [
    (worked, "Nhiệm vụ đã chuyển sang đơn vị kế thừa nay đã được thực hiện."),
    (finished, "Nhiệm vụ đã chuyển sang đơn vị kế thừa nay đã được thực hiện."),
    (reopened, "Nhiệm vụ đã chuyển sang đơn vị kế thừa nay đã được thực hiện."),
    (opened, "Đơn vị kế thừa đã mở văn bản được chuyển đến."),
    (given_away, "Chiến dịch chuyển sang đơn vị kế thừa đã thay đổi sau đó."),
]


@pytest.mark.parametrize(("build", "refusal"), BUILT, ids=lambda value: getattr(value, "__name__", "refused"))
def test_undoing_is_refused_where_the_successor_went_on(
    running: Running, cast: Cast, build: Callable[[Running, Cast], None], refusal: str
) -> None:
    Campaign.objects.create(unit=cast.units.G1, instrument=running.campaign.instrument, name="Cơ sở", created_at=NOW)
    done = apply(cast, TO_NEW, Step(0, Operation.MERGE, "G2", successor="M"))
    build(running, cast)
    before = everything()
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert (done.state, done.refusal, everything() == before) == (State.APPLIED, refusal, True)


def test_closed_unit_receives_nothing_new(running: Running, cast: Cast) -> None:
    apply(cast, ABOLISH)
    closed = Unit.objects.get(code="G1")
    before = Assignment.objects.filter(unit=closed).count()
    running.campaign.refresh_from_db()
    Assignment.objects.filter(unit=cast.units.G2, duty=running.told).delete()
    Assignment.objects.filter(unit=closed, duty=running.sung).delete()
    extend_issue(running.campaign, by=cast.superior, now=NOW)
    assert Assignment.objects.filter(unit=closed).count() == before - 1
    with pytest.raises(Refused) as refusal:
        log(running, closed)
    assert refusal.value.code == "unit_closed"
    log(running, closed, done_on=TODAY - timedelta(days=1))


def congress_of(unit: Unit, day: date | None) -> Congress:
    cycle = open_cycle(ordinal="XIV", term=(2026, 2031), name="Đại hội XIV", by=None, now=NOW)
    congress = plan_congress(unit, cycle=cycle, title="Đại hội", by=None, now=NOW)
    set_congress_date(congress, starts_on=day, ends_on=day, reason="", by=None, now=NOW)
    return Congress.objects.get(pk=congress.pk)


def test_congress_ahead_is_postponed_with_the_reason(running: Running, cast: Cast) -> None:
    dated, undated = congress_of(cast.units.G1, date(2027, 1, 5)), congress_of(cast.units.G2, None)
    done = apply(cast, ABOLISH, Step(0, Operation.ABOLISH, "G2"))
    for congress in (dated, undated):
        congress.refresh_from_db()
        assert (congress.state, congress.cause, congress.starts_on) == ("postponed", "merging", None)
        assert congress.state_reason == "Đơn vị đã chấm dứt hoạt động theo Số 15/QĐ-LĐLĐ."
    assert told(done)["đại hội chưa tổ chức được hoãn do sắp xếp tổ chức"] == 2
    assert CongressDate.objects.filter(state="postponed").count() == 2


def test_congress_ahead_goes_to_the_unit_that_continues_unless_it_has_one(running: Running, cast: Cast) -> None:
    congress = congress_of(cast.units.G1, date(2027, 1, 5))
    done = apply(cast, CONTINUE)
    congress.refresh_from_db()
    assert (congress.unit.code, congress.state) == ("M", "planned")
    hold_congress(congress, starts_on=TODAY, ends_on=TODAY, by=None, now=NOW)
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert done.refusal == "Đại hội của một trong các đơn vị này đã thay đổi sau đó."
    congress_of(cast.units.G2, None)
    again = apply(cast, Step(0, Operation.CONTINUE, "G2", successor="M"))
    assert told(again)["đại hội chưa tổ chức được hoãn do sắp xếp tổ chức"] == 1


def test_undoing_is_refused_where_a_congress_was_dated_again(running: Running, cast: Cast) -> None:
    congress = congress_of(cast.units.G1, date(2027, 1, 5))
    done = apply(cast, MERGE)
    congress.refresh_from_db()
    set_congress_date(congress, starts_on=date(2027, 3, 1), ends_on=None, reason="Lại", by=None, now=NOW)
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert done.refusal == "Đại hội của một trong các đơn vị này đã thay đổi sau đó."


def test_congress_that_was_held_stays(running: Running, cast: Cast) -> None:
    congress = congress_of(cast.units.G1, date(2026, 11, 5))
    hold_congress(congress, starts_on=date(2026, 11, 5), ends_on=None, by=None, now=NOW)
    done = apply(cast, MERGE)
    congress.refresh_from_db()
    assert (congress.state, congress.unit.code, [name for name in told(done) if "đại hội" in name]) == (
        "held",
        "G1",
        [],
    )


def test_own_plans_go_to_the_successor_once_for_each_campaign(running: Running, cast: Cast) -> None:
    for unit in (cast.units.G1, cast.units.G2):
        start_own_plan(running.campaign, unit, by=cast.chair, now=NOW)
    both = apply(cast, MERGE)
    assert "kế hoạch riêng của đơn vị chuyển cho đơn vị kế thừa" not in told(both)
    undo_reorganisation(both, by=cast.administrator, now=NOW)
    OwnPlan.objects.filter(unit=cast.units.G2).delete()
    one = apply(cast, MERGE)
    assert told(one)["kế hoạch riêng của đơn vị chuyển cho đơn vị kế thừa"] == 1
    assert OwnPlan.objects.get().unit == cast.units.G2
    undo_reorganisation(one, by=cast.administrator, now=NOW)
    assert OwnPlan.objects.get().unit == cast.units.G1
