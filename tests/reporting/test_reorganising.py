"""What a reorganisation does to inspections: shown before, done once, undone exactly."""

from datetime import date, timedelta

from caunoi.orgs.actions.reorganisations import (
    add_step,
    confirm_reorganisation,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.enums import Operation, Role, UnitKind
from caunoi.orgs.models import Reorganisation
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.actions.charges import charge_units
from caunoi.reporting.actions.visits import confirm_record
from caunoi.reporting.models import Charge, Checklist, Recommendation, Visit
from caunoi.reporting.permissions import may_confirm, visits_for
from caunoi.reporting.queries.waiting import waiting_for
from tests.campaigns.running import NOW, TODAY
from tests.cast import make_officer, make_unit
from tests.reporting.inspecting import Inspection, at, plan

MERGE = Step(0, Operation.MERGE, "G1", successor="G2")
ABOLISH = Step(0, Operation.ABOLISH, "G1")
SOON = TODAY + timedelta(days=3)


def apply(inspection: Inspection, *steps: Step) -> Reorganisation:
    cast = inspection.cast
    made = start_reorganisation(
        cast.units.P, effective_on=TODAY, basis_number="Số 15/QĐ-LĐLĐ", by=cast.administrator, now=NOW
    )
    for step in steps:
        add_step(made, step, now=NOW)
    return confirm_reorganisation(made, by=cast.administrator, now=NOW)


def told(made: Reorganisation) -> dict[str, int]:
    words = ("kiểm tra", "kiến nghị", "phụ trách", "biên bản")
    return {line[0]: line[1] for line in made.lines if any(word in line[0] for word in words)}


def undo(inspection: Inspection, made: Reorganisation) -> None:
    undo_reorganisation(made, by=inspection.cast.administrator, now=NOW)


def charge(inspection: Inspection, *codes: str) -> None:
    units = [at(getattr(inspection.cast.units, code)) for code in codes]
    charge_units(
        units, given_by=inspection.cast.units.P, department=inspection.department, on=date(2026, 11, 1),
        by=inspection.cast.superior, now=NOW,
    )  # fmt: skip


def everything() -> list[list[object]]:
    return [
        list(Visit.objects.order_by("pk").values_list("unit__code", "state", "cancelled_reason")),
        list(Recommendation.objects.order_by("pk").values_list("unit__code", "state")),
        list(Charge.objects.order_by("pk").values_list("unit__code", "ends_on", "department__code", "given_by__code")),
        list(Visit.objects.order_by("pk").values_list("heir__code", "held_by__code")),
        list(Checklist.objects.order_by("pk").values_list("unit__code")),
    ]


def test_planned_visits_recommendations_and_charges_go_to_the_successor(inspection: Inspection) -> None:
    inspection.ask()
    charge(inspection, "G1")
    before = everything()
    later = plan(inspection, inspection.cast.units.G1, on=SOON)[0]
    made = apply(inspection, MERGE)
    assert told(made) == {
        "cuộc kiểm tra đã lên lịch chuyển sang đơn vị kế thừa": 2,
        "kiến nghị chưa khắc phục xong chuyển sang đơn vị kế thừa": 1,
        "phân công phụ trách địa bàn chuyển sang đơn vị kế thừa": 1,
    }
    g2 = inspection.cast.units.G2
    moved = (Visit.objects.get(pk=later.pk).unit, Recommendation.objects.get().unit, Charge.objects.get().unit)
    assert moved == (g2, g2, g2)
    undo(inspection, made)
    later.delete()
    assert everything() == before


def test_what_has_begun_stays_with_the_visited_unit_and_its_successor_answers_the_record(
    inspection: Inspection,
) -> None:
    visit, cast = inspection.put_on_record(), inspection.cast
    before = everything()
    successor = make_officer("chu-tich@g2.example", "Lường Thị Hoa", cast.units.G2, Role.CHAIR)
    made = apply(inspection, MERGE)
    assert told(made)["biên bản kiểm tra do đơn vị kế thừa theo dõi và xác nhận"] == 1
    visit.refresh_from_db()
    assert (visit.unit, visit.heir) == (cast.units.G1, cast.units.G2)
    assert waiting_for(successor, at(cast.units.G2), on=TODAY).to_confirm == 1
    assert may_confirm(successor, visit, on=TODAY)
    assert visits_for(successor, on=TODAY).filter(pk=visit.pk).exists()
    undo(inspection, made)
    assert everything() == before


def test_a_record_that_the_successor_has_answered_is_not_taken_back(inspection: Inspection) -> None:
    visit, cast = inspection.put_on_record(), inspection.cast
    made = apply(inspection, MERGE)
    confirm_record(visit, agrees=True, opinion="", by=cast.owner, now=NOW + timedelta(minutes=5))
    undo(inspection, made)
    made.refresh_from_db()
    assert made.refusal == "Việc kiểm tra đã chuyển sang đơn vị kế thừa và đã được thực hiện."


def test_the_heir_of_an_heir_answers_the_record(inspection: Inspection) -> None:
    visit, cast = inspection.put_on_record(), inspection.cast
    made = apply(inspection, MERGE)
    between = everything()
    third = make_unit("G9", "Công đoàn cơ sở Trạm Y tế", UnitKind.GRASSROOTS, cast.units.D)
    again = apply(inspection, Step(0, Operation.MERGE, "G2", successor="G9"))
    visit.refresh_from_db()
    assert (visit.unit, visit.heir, made.state) == (cast.units.G1, third, "applied")
    undo(inspection, again)
    assert everything() == between


def test_what_a_department_had_in_hand_goes_to_the_one_that_goes_on(inspection: Inspection) -> None:
    cast, vp = inspection.cast, inspection.department
    other = make_unit("BTG", "Ban Tuyên giáo", UnitKind.DEPARTMENT, cast.units.P)
    charge(inspection, "G1", "G2")
    charge_units([at(cast.units.G2)], given_by=cast.units.P, department=other, on=date(2026, 11, 1),
                 by=cast.superior, now=NOW)  # fmt: skip
    Visit.objects.update(held_by=vp)
    Checklist.objects.update(unit=vp)
    Charge.objects.filter(department=other).update(given_by=vp)
    before = everything()
    made = apply(inspection, Step(0, Operation.MERGE, "VP", successor="BTG"))
    assert told(made) == {
        "phân công phụ trách địa bàn chuyển sang đơn vị kế thừa": 1,
        "phân công phụ trách địa bàn kết thúc do ban chuyên môn giải thể, không có ban kế thừa": 1,
        "cuộc kiểm tra do đơn vị kết thúc hoạt động chủ trì chuyển sang đơn vị kế thừa": 1,
    }
    open_ = Charge.objects.filter(ends_on=None).order_by("unit__code").values_list("unit__code", "department__code")
    assert list(open_) == [("G1", "BTG"), ("G2", "BTG")]
    assert (Visit.objects.get().held_by, Checklist.objects.get().unit) == (other, other)
    undo(inspection, made)
    assert everything() == before


def test_where_nobody_goes_on_visits_are_cancelled_and_charges_end(inspection: Inspection) -> None:
    inspection.ask()
    charge(inspection, "G1")
    before = everything()
    made = apply(inspection, ABOLISH)
    assert told(made) == {
        "cuộc kiểm tra đã lên lịch bị hủy: đơn vị kế thừa đã có hoặc không có đơn vị kế thừa": 1,
        "kiến nghị chưa khắc phục xong không còn đơn vị thực hiện": 1,
    }
    inspection.visit.refresh_from_db()
    assert (inspection.visit.state, "15/QĐ-LĐLĐ" in inspection.visit.cancelled_reason) == ("cancelled", True)
    assert Charge.objects.get().ends_on == TODAY
    undo(inspection, made)
    assert everything() == before


def test_visits_planned_together_and_charges_of_one_holder_become_one(inspection: Inspection) -> None:
    units = inspection.cast.units
    plan(inspection, units.G1, units.G2, on=SOON)
    charge(inspection, "G1", "G2")
    before = everything()
    made = apply(inspection, MERGE)
    planned = Visit.objects.filter(unit=units.G2, state="planned")
    assert (planned.count(), Charge.objects.filter(unit=units.G2, ends_on=None).count()) == (2, 1)
    undo(inspection, made)
    assert everything() == before


def test_nothing_is_undone_where_the_successor_has_worked_on_it(inspection: Inspection) -> None:
    made = apply(inspection, MERGE)
    Visit.objects.update(state="under_way")
    undo(inspection, made)
    made.refresh_from_db()
    assert made.refusal == "Việc kiểm tra đã chuyển sang đơn vị kế thừa và đã được thực hiện."


def test_a_charge_still_to_begin_ends_on_its_first_day(inspection: Inspection) -> None:
    cast, soon = inspection.cast, TODAY + timedelta(days=5)
    charge_units([cast.units.G1], given_by=cast.units.D, person=cast.owner, on=soon, by=cast.owner, now=NOW)
    made = apply(inspection, ABOLISH)
    assert (made.state, made.refusal, Charge.objects.get().ends_on) == ("applied", "", soon)
    undo(inspection, made)
    assert Charge.objects.get().ends_on is None
