"""Sums of branches: own and children apart, kept in the transaction of the filing, equal to counting anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from caunoi.orgs.models import Unit
from caunoi.reporting.actions.totals import follow_filing, rebuild_totals
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import FormLine, to_json
from caunoi.reporting.models import BranchTotal, Filing, FormVersion
from caunoi.reporting.queries.completeness import completeness, own_states
from caunoi.reporting.queries.totals import branch_table, branch_table_at, children_table
from caunoi.reporting.queries.whole_tree import differences
from caunoi.reporting.summing import Contribution, contribution_of
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import LINES, Filed, shaken


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def told(filed: Filed, unit: Unit) -> dict[str, tuple[int | None, int | None, int | None]]:
    table = branch_table(filed.form, standing(unit))
    return {cell.line.code: (cell.own, cell.below, cell.together) for cell in table.cells}


def test_a_share_of_a_share_has_no_parts(filed: Filed) -> None:
    over = FormLine(-1, "over", "Tỷ lệ của tỷ lệ", "%", "oral", "share", "share", "heard")
    FormVersion.objects.filter(pk=filed.version.pk).update(lines=to_json([*LINES, over]))
    found = branch_table(filed.form, standing(filed.cast.units.P)).shares[1]
    assert (found.numerator, found.denominator, found.stated, found.is_uneven) == (None, None, None, False)


def test_own_and_children_are_never_mixed_and_unknown_is_never_nought(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.D, heard=10, largest=4, languages=0b11)
    filed.put(units.G1, heard=200, members=400, largest=90, languages=0b110)
    filed.put(units.G2, heard=0)
    assert told(filed, units.D) == {
        "heard": (10, 200, 210), "members": (None, 400, 400), "largest": (4, 90, 90), "languages": (2, 2, 3),
    }  # fmt: skip
    assert told(filed, units.G1)["heard"] == (200, None, 200)
    table = branch_table(filed.form, standing(units.P))
    assert (table.shares[0].numerator, table.shares[0].denominator, table.shares[0].percent) == (210, 400, 52.5)
    assert (table.shares[0].stated, table.shares[0].is_uneven) == ((3, 1), True)
    assert (table.counts, table.own_sent) == (
        {"asked": 4, "sent": 3, "approved": 0, "in_time": 3, "excused": 0}, False,
    )  # fmt: skip
    assert [cell.stated for cell in table.cells] == [3, 1, 2, 2]


def test_a_returned_filing_leaves_the_sums_and_a_share_over_nothing_is_not_known(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=5, members=9, largest=3, languages=1)
    filed.put(units.G1, FilingState.RETURNED, heard=5, members=9, largest=3, languages=1)
    assert told(filed, units.P) == dict.fromkeys(("heard", "members", "largest", "languages"), (None, None, None))
    assert branch_table(filed.form, standing(units.P)).shares[0].percent is None


def test_a_maximum_and_a_set_that_shrink_are_counted_anew(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, largest=90, languages=0b111)
    filed.put(units.G2, largest=40, languages=0b001)
    filed.put(units.G1, largest=10, languages=0b010)
    assert told(filed, units.P)["largest"] == (None, 40, 40)
    assert told(filed, units.P)["languages"] == (None, 2, 2)


@pytest.mark.parametrize("seed", range(6))
def test_sums_brought_along_are_those_counted_anew(filed: Filed, seed: int) -> None:
    shaken(filed, seed)
    assert differences(filed.form, TODAY) == []
    for unit in (filed.cast.units.P, filed.cast.units.D):
        assert branch_table_at(filed.form, standing(unit), TODAY) == branch_table(filed.form, standing(unit))


def test_children_are_told_with_what_stands_below_them(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.D, heard=10)
    filed.put(units.G1, heard=200)
    province = standing(units.P)
    rows = children_table(filed.form, province, Unit.objects.at(TODAY).children_of(province).order_by("code"))
    assert [(row.unit.code, row.state, row.values["heard"], row.counts["sent"], row.counts["asked"]) for row in rows] == [
        ("D", "submitted", 210, 2, 3), ("G0", "not_sent", None, 0, 1),
    ]  # fmt: skip


def test_a_child_that_is_not_asked_shows_no_state(filed: Filed) -> None:
    units = filed.cast.units
    Filing.objects.filter(unit=units.G0).delete()
    rows = children_table(filed.form, standing(units.P), [standing(units.G0)])
    assert (rows[0].state, rows[0].counts["asked"]) == ("", 0)
    assert told(filed, units.G0)["heard"] == (None, None, None)


def test_who_is_excused_is_not_asked_but_counts_when_it_files(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    filing.excused_reason = "Đơn vị tạm dừng hoạt động"
    assert contribution_of(filing) == Contribution(excused=1)
    filing.state, filing.due_on = FilingState.SUBMITTED, None
    assert contribution_of(filing) == Contribution(asked=1, sent=1, in_time=1)


def test_a_unit_with_nothing_above_and_a_change_of_nothing_write_nothing(filed: Filed) -> None:
    top = Filing.objects.create(form=filed.form, version=filed.version, unit=filed.cast.units.TLD)
    rows = BranchTotal.objects.count()
    follow_filing(top, Contribution(), contribution_of(top), on=TODAY)
    follow_filing(top, Contribution(), Contribution(), on=TODAY)
    assert BranchTotal.objects.count() == rows


def test_a_form_without_lines_has_an_empty_table(filed: Filed) -> None:
    filed.form.versions.update(published_at=None)
    assert len(branch_table(filed.form, standing(filed.cast.units.P)).cells) == 4
    Filing.objects.all().delete()
    filed.form.versions.all().delete()
    assert branch_table(filed.form, standing(filed.cast.units.P)).cells == ()


def test_the_command_finds_a_wrong_sum_and_mends_it(filed: Filed) -> None:
    filed.put(filed.cast.units.G1, heard=7)
    call_command("rollup", "verify", stdout=StringIO())
    BranchTotal.objects.filter(unit=filed.cast.units.P).update(values=b"", stated=b"", sent=99)
    with pytest.raises(CommandError, match="rollup rebuild"):
        call_command("rollup", "verify", stdout=StringIO())
    out = StringIO()
    call_command("rollup", "rebuild", "--form", str(filed.form.pk), stdout=out)
    assert "1" in out.getvalue()
    assert (told(filed, filed.cast.units.P)["heard"], differences(filed.form, TODAY)) == ((None, 7, 7), [])
    assert rebuild_totals(filed.form, by=None, now=NOW) == 0


def test_the_command_refuses_a_form_that_is_not_there(filed: Filed) -> None:
    with pytest.raises(CommandError, match=str(filed.form.pk + 1)):
        call_command("rollup", "verify", "--form", str(filed.form.pk + 1), stdout=StringIO())


def test_completeness_of_every_node_is_told_at_once(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, FilingState.APPROVED, heard=7)
    told = completeness(filed.form)
    assert {unit: (each.asked, each.sent, each.approved, each.missing) for unit, each in told.items()} == {
        units.TLD.pk: (5, 1, 1, 4), units.P.pk: (4, 1, 1, 3), units.D.pk: (2, 1, 1, 1),
    }  # fmt: skip
    states = own_states(filed.form)
    assert (states[units.G1.pk], len(states)) == ("approved", 5)


def test_rows_of_units_with_nothing_below_or_that_stand_no_more_go_with_a_rebuild(filed: Filed) -> None:
    gone = Unit.objects.create(code="X9", opened_on=TODAY)
    for unit in (gone, filed.cast.units.G3):
        BranchTotal.objects.create(form=filed.form, unit=unit, sent=3)
    assert differences(filed.form, TODAY) == sorted([gone.pk, filed.cast.units.G3.pk])
    assert rebuild_totals(filed.form, by=None, now=NOW) == 2
    assert not BranchTotal.objects.filter(unit__in=[gone, filed.cast.units.G3]).exists()


def test_a_table_of_no_children_is_empty(filed: Filed) -> None:
    assert children_table(filed.form, standing(filed.cast.units.G1), []) == []
