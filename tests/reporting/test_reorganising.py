"""What a reorganisation does to inspections: shown before, done once, undone exactly."""

from datetime import date, timedelta

from caunoi.orgs.actions.reorganisations import (
    add_step,
    confirm_reorganisation,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.enums import Operation
from caunoi.orgs.models import Reorganisation
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.actions.charges import charge_units
from caunoi.reporting.models import Charge, Recommendation, Visit
from tests.campaigns.running import NOW, TODAY
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
    words = ("kiểm tra", "kiến nghị", "phụ trách")
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
        list(Charge.objects.order_by("pk").values_list("unit__code", "ends_on")),
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


def test_what_has_begun_and_what_is_on_record_stays_with_the_visited_unit(inspection: Inspection) -> None:
    inspection.judge()
    apply(inspection, MERGE)
    inspection.visit.refresh_from_db()
    assert inspection.visit.unit == inspection.cast.units.G1


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
