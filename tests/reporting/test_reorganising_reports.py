"""What a reorganisation does to wave reports: said before in numbers, done once, undone exactly."""

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command

from caunoi.orgs.actions.reorganisations import (
    add_step,
    confirm_reorganisation,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.enums import Operation, UnitKind
from caunoi.orgs.models import Reorganisation, Unit
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.actions.forms import close_form
from caunoi.reporting.actions.totals import rebuild_totals
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import BranchTotal, Filing
from caunoi.reporting.queries.totals import branch_table
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import Filed

MERGE = Step(0, Operation.MERGE, "G1", successor="G2")


def apply(filed: Filed, *steps: Step) -> Reorganisation:
    administrator = filed.cast.administrator
    made = start_reorganisation(
        filed.cast.units.P, effective_on=TODAY, basis_number="Số 15/QĐ-LĐLĐ", by=administrator, now=NOW
    )
    for step in steps:
        add_step(made, step, now=NOW)
    made = confirm_reorganisation(made, by=administrator, now=NOW)
    assert (made.state, made.refusal, made.problems) == ("applied", "", [])
    return made


def told(made: Reorganisation) -> dict[str, int]:
    return {label: number for label, number, _tone in made.lines if "báo cáo" in label or "chờ duyệt" in label}


def everything() -> list[Any]:
    sums = BranchTotal.objects.order_by("form", "unit").values_list(
        "form", "unit", "parent", "values", "stated", "asked", "sent", "approved", "in_time", "excused"
    )
    filings = Filing.objects.order_by("pk").values_list("pk", "unit", "state", "excused_reason", "due_on", "values")
    return [[bytes(v) if isinstance(v, memoryview) else v for v in row] for rows in (sums, filings) for row in rows]


def undo(filed: Filed, made: Reorganisation) -> None:
    undo_reorganisation(made, by=filed.cast.administrator, now=NOW)
    made.refresh_from_db()


def test_what_was_not_sent_falls_away_with_the_reason_and_what_was_sent_stays(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G2, heard=7)
    before = everything()
    made = apply(filed, MERGE, Step(0, Operation.ABOLISH, "G0"))
    assert told(made) == {
        "báo cáo chưa gửi không còn phải nộp: đơn vị kết thúc hoạt động": 2,
        "biểu mẫu báo cáo đang mở được cộng lại theo tổ chức mới": 1,
    }
    reasons = dict(Filing.objects.values_list("unit__code", "excused_reason"))
    assert reasons == {
        "P": "", "D": "", "G2": "", "G0": "Đơn vị đã chấm dứt hoạt động theo Số 15/QĐ-LĐLĐ.",
        "G1": "Đơn vị đã chấm dứt hoạt động theo Số 15/QĐ-LĐLĐ.",
    }  # fmt: skip
    row = BranchTotal.objects.get(unit=units.P)
    assert (row.asked, row.sent, row.excused, differences(filed.form, TODAY)) == (2, 1, 2, [])
    undo(filed, made)
    assert (made.state, everything()) == ("undone", before)


def test_the_figures_of_a_unit_that_ended_count_below_its_successor(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=120)
    filed.put(units.G2, FilingState.APPROVED, heard=7)
    before = everything()
    made = apply(filed, MERGE)
    assert told(made) == {
        "báo cáo đã gửi giữ nguyên đơn vị gửi; số liệu tính vào dưới đơn vị kế thừa": 1,
        "trong đó còn chờ duyệt: cần quyết định trước khi đơn vị kết thúc hoạt động": 1,
        "biểu mẫu báo cáo đang mở được cộng lại theo tổ chức mới": 1,
    }  # fmt: skip
    table = branch_table(filed.form, Unit.objects.at(TODAY).get(pk=units.G2.pk))
    assert (table.cells[0].own, table.cells[0].below, Filing.objects.filter(unit=units.G1).count()) == (7, 120, 1)
    undo(filed, made)
    assert everything() == before


def test_a_successor_that_was_not_asked_is_asked_by_the_last_day_of_its_predecessors(filed: Filed) -> None:
    units = filed.cast.units
    Filing.objects.filter(unit=units.G1).update(due_on=TODAY + timedelta(days=20))
    before = everything()
    steps = [
        Step(0, Operation.CREATE, "G9", name="Công đoàn cơ sở mới", kind=UnitKind.GRASSROOTS, parent="D"),
        Step(1, Operation.MERGE, "G1", successor="G9"),
        Step(2, Operation.MERGE, "G2", successor="G9"),
    ]
    made = apply(filed, *steps)
    assert told(made)["đơn vị kế thừa phải nộp thay các báo cáo này"] == 1
    asked = Filing.objects.get(unit__code="G9")
    assert (asked.state, asked.due_on, asked.form) == ("not_sent", TODAY + timedelta(days=20), filed.form)
    assert (BranchTotal.objects.get(unit=units.D).asked, differences(filed.form, TODAY)) == (1, [])
    undo(filed, made)
    assert (made.state, made.refusal, everything()) == ("undone", "", before)


def test_what_a_successor_has_begun_is_not_taken_away(filed: Filed) -> None:
    Filing.objects.filter(unit=filed.cast.units.G2).delete()
    made = apply(filed, MERGE)
    Filing.objects.filter(unit=filed.cast.units.G2).update(revision=1)
    undo(filed, made)
    assert (made.state, made.refusal) == ("applied", "Đơn vị kế thừa đã bắt đầu lập báo cáo được giao nộp thay.")


def test_a_unit_set_up_with_a_branch_below_it_can_be_taken_back(filed: Filed) -> None:
    filed.put(filed.cast.units.G1, heard=120)
    before = everything()
    made = apply(
        filed,
        Step(0, Operation.CREATE, "XA", name="Công đoàn xã Ba Khe", kind=UnitKind.COMMUNE, parent="P"),
        Step(1, Operation.MOVE, "G1", parent="XA"),
        Step(2, Operation.MOVE, "G2", parent="XA"),
    )
    assert BranchTotal.objects.get(unit__code="XA").sent == 1
    undo(filed, made)
    assert (made.state, made.refusal, everything()) == ("undone", "", before)


def test_a_closed_form_keeps_the_tree_of_its_time(filed: Filed) -> None:
    close_form(filed.form, by=filed.cast.superior, now=NOW - timedelta(days=1))
    before = everything()
    made = apply(filed, MERGE)
    assert (told(made), everything()) == ({}, before)
    assert rebuild_totals(filed.form, by=None, now=NOW) == 0
    out = StringIO()
    call_command("rollup", stdout=out)  # open forms alone
    call_command("rollup", "verify", "--form", str(filed.form.pk), stdout=out)
    call_command("rollup", "verify", "--form", str(filed.form.pk), stdout=out, verbosity=0)
    assert out.getvalue().count("\n") == 1
