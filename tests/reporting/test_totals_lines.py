"""A unit of a territory and of a sector counts once; two days are compared on a common base."""

from datetime import date, timedelta
from typing import Any

import pytest

from caunoi.orgs.actions.reorganisations import add_step, confirm_reorganisation, start_reorganisation
from caunoi.orgs.enums import Line, Operation, UnitKind
from caunoi.orgs.models import Placement, Unit
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.actions.totals import follow_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import BranchTotal, Filing
from caunoi.reporting.queries.comparison import FigurePair, Moment, compare_figures
from caunoi.reporting.queries.seats import seats_of_ended
from caunoi.reporting.queries.sector import sector_table
from caunoi.reporting.queries.totals import branch_table, branch_table_at
from caunoi.reporting.queries.whole_tree import differences
from caunoi.reporting.summing import Contribution, contribution_of
from tests.campaigns.running import NOW, TODAY
from tests.cast import make_unit
from tests.reporting.filing import LINES, Filed

HEARD = LINES[0]


def standing(unit: Unit, on: date = TODAY) -> Unit:
    return Unit.objects.at(on).get(pk=unit.pk)


def heard(table: Any) -> tuple[int | None, int | None]:
    return (table.cells[0].own, table.cells[0].below)


def reorganise(filed: Filed, *steps: Step, on: date = TODAY) -> None:
    made = start_reorganisation(
        filed.cast.units.P, effective_on=on, basis_number="Số 15/QĐ-LĐLĐ", by=filed.cast.administrator, now=NOW
    )
    for step in steps:
        add_step(made, step, now=NOW)
    assert confirm_reorganisation(made, by=filed.cast.administrator, now=NOW).state == "applied"


@pytest.fixture
def sector(filed: Filed) -> Unit:
    """A sector union of P that informs on G1, which stands under D, and asks G2 nothing."""
    union = make_unit("NGD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, filed.cast.units.P)
    g1 = filed.cast.units.G1
    Placement.objects.create(
        unit=g1, line=Line.SECTOR, parent=union, path=f"{union.pk}.{g1.pk}.", depth=2, valid_from=date(2020, 1, 1)
    )
    return union


def test_a_unit_of_a_territory_and_of_a_sector_counts_once(filed: Filed, sector: Unit) -> None:
    filed.put(filed.cast.units.G1, heard=120)
    filed.put(filed.cast.units.G2, heard=7)
    assert heard(branch_table(filed.form, standing(filed.cast.units.P))) == (None, 127)
    assert heard(branch_table(filed.form, standing(sector))) == (None, None)
    told = sector_table(filed.form, standing(sector), TODAY)
    assert (heard(told.table), told.elsewhere, told.table.counts["sent"]) == ((None, 120), 1, 1)
    assert differences(filed.form, TODAY) == []


def test_a_sector_union_without_units_of_its_sector_informs_of_nothing(filed: Filed) -> None:
    told = sector_table(filed.form, standing(filed.cast.units.D), TODAY)
    assert (heard(told.table), told.elsewhere, told.table.counts["asked"]) == ((None, None), 0, 0)


def test_two_days_are_compared_on_a_common_base_with_the_mapping(filed: Filed) -> None:
    units, before = filed.cast.units, TODAY - timedelta(days=10)
    filed.put(units.G1, heard=120)
    filed.put(units.G2, heard=7)
    reorganise(filed, Step(0, Operation.MERGE, "G1", successor="G2"))
    moments = (Moment(filed.form, before), Moment(filed.form, TODAY))
    told = compare_figures(standing(units.P), *moments, HEARD, kinds=[UnitKind.GRASSROOTS])
    names = {unit: standing(getattr(units, unit), before).name for unit in ("G0", "G1", "G2")}
    assert told.pairs == (
        FigurePair((names["G2"], names["G1"]), (names["G2"],), 127, 127, changed=True),
        FigurePair((names["G0"],), (names["G0"],), None, None, changed=False),
    )
    assert [pair.difference for pair in told.pairs] == [0, None]
    assert [(link.before.code, link.after, link.share) for link in told.links] == [("G1", f"{names['G2']} (G2)", 100.0)]


def test_sets_are_compared_by_how_many_things_they_hold(filed: Filed) -> None:
    filed.put(filed.cast.units.G1, languages=0b011)
    filed.put(filed.cast.units.G2, languages=0b110)
    reorganise(filed, Step(0, Operation.MERGE, "G1", successor="G2"))
    moments = (Moment(filed.form, TODAY - timedelta(days=1)), Moment(filed.form, TODAY))
    told = compare_figures(standing(filed.cast.units.P), *moments, LINES[3], kinds=[UnitKind.GRASSROOTS])
    assert (told.pairs[0].before, told.pairs[0].after) == (3, 3)


def test_a_day_before_the_unit_stood_and_a_line_that_no_form_has_are_unknown(filed: Filed) -> None:
    province = standing(filed.cast.units.P)
    moments = (Moment(filed.form, date(2019, 1, 1)), Moment(filed.form, TODAY))
    told = compare_figures(province, *moments, HEARD, kinds=[UnitKind.GRASSROOTS])
    assert {pair.before for pair in told.pairs} == {None}
    other = FormLine(0, "unheard", "Khác", "lượt", "oral")
    assert {pair.after for pair in compare_figures(province, *moments, other, kinds=[UnitKind.GRASSROOTS]).pairs} == {
        None
    }


def test_any_day_is_summed_in_the_tree_of_that_day(filed: Filed) -> None:
    units, before = filed.cast.units, TODAY - timedelta(days=1)
    filed.put(units.G1, heard=120)
    reorganise(filed, Step(0, Operation.MOVE, "G1", parent="P"))
    assert heard(branch_table_at(filed.form, standing(units.D, before), before)) == (None, 120)
    assert heard(branch_table_at(filed.form, standing(units.D), TODAY)) == (None, None)
    assert heard(branch_table(filed.form, standing(units.P))) == (None, 120)


def test_what_an_ended_unit_has_sent_counts_below_who_goes_on_and_follows_when_it_changes(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=120, largest=90, members=50, languages=3)
    filed.put(units.G2, heard=7, largest=40)
    reorganise(filed, Step(0, Operation.MERGE, "G1", successor="G2"))
    assert heard(branch_table(filed.form, standing(units.G2))) == (7, 120)
    filed.put(units.G1, FilingState.APPROVED, heard=100, largest=10, members=9)
    assert heard(branch_table(filed.form, standing(units.D))) == (None, 107)
    assert differences(filed.form, TODAY) == []
    filed.put(units.G2, heard=7, largest=5)
    table = branch_table(filed.form, standing(units.P))
    assert (table.cells[2].together, table.cells[1].together, differences(filed.form, TODAY)) == (10, None, [])


def test_who_ends_without_a_successor_counts_where_it_stood(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G0, heard=12)
    reorganise(filed, Step(0, Operation.ABOLISH, "G0"))
    assert heard(branch_table(filed.form, standing(units.P))) == (None, 12)
    assert seats_of_ended([units.G0.pk, units.TLD.pk], TODAY) == {units.G0.pk: units.P.pk}


def test_a_heir_of_a_heir_is_found_and_a_top_that_ended_is_nowhere(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=3)
    make_unit("G9", "Công đoàn cơ sở Trạm Y tế", UnitKind.GRASSROOTS, units.D)
    reorganise(filed, Step(0, Operation.MERGE, "G1", successor="G2"))
    reorganise(filed, Step(0, Operation.MERGE, "G2", successor="G9"))
    nine = Unit.objects.get(code="G9")
    assert seats_of_ended([units.G1.pk], TODAY) == {units.G1.pk: nine.pk}
    assert heard(branch_table(filed.form, standing(nine))) == (None, 3)
    Unit.objects.filter(pk=units.TLD.pk).update(closed_on=TODAY)
    Placement.objects.filter(unit=units.TLD).update(valid_to=TODAY)
    top = Filing.objects.create(form=filed.form, version=filed.version, unit=units.TLD)
    rows = BranchTotal.objects.count()
    follow_filing(top, Contribution(), contribution_of(top), on=TODAY)
    assert BranchTotal.objects.count() == rows


def test_sums_of_a_line_of_a_former_version_are_read_by_its_own_rule(filed: Filed) -> None:
    filed.put(filed.cast.units.G1, heard=5, largest=9)
    filed.version.lines = filed.version.lines[:1]
    filing = filed.of(filed.cast.units.G1)
    filing.version = filed.version
    before = contribution_of(filing)
    filing.state = FilingState.RETURNED
    filing.save(update_fields=["state"])
    follow_filing(filing, before, contribution_of(filing), on=TODAY)
    assert branch_table(filed.form, standing(filed.cast.units.P)).cells[2].together is None
    assert differences(filed.form, TODAY) == []
