"""Whatever happens, in whatever order: kept sums are those counted anew, own and children's are never mixed."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.orgs.actions.reorganisations import (
    add_step,
    confirm_reorganisation,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.enums import Operation
from caunoi.orgs.models import Reorganisation, Unit
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import BranchTotal, Filing
from caunoi.reporting.packing import EMPTY, pack, pack_row, unpack, unpack_many
from caunoi.reporting.queries.totals import branch_table, branch_table_at
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import LINES, Filed

STEPS = {
    "merge": Step(0, Operation.MERGE, "G1", successor="G2"),
    "merge away": Step(0, Operation.MERGE, "G2", successor="G3"),
    "abolish": Step(0, Operation.ABOLISH, "G0"),
    "move": Step(0, Operation.MOVE, "G1", parent="P"),
    "move a branch": Step(0, Operation.MOVE, "D", parent="Q"),
}
values = st.dictionaries(st.sampled_from([line.code for line in LINES if line.is_typed]), st.integers(0, 60))
states = st.sampled_from([FilingState.SUBMITTED, FilingState.APPROVED, FilingState.RETURNED])
filed_again = st.tuples(st.just("file"), st.sampled_from(["P", "D", "G0", "G1", "G2"]), st.tuples(states, values))
reorganised = st.tuples(st.just("reorganise"), st.sampled_from(sorted(STEPS)), st.booleans())
sequences = st.lists(st.one_of(filed_again, filed_again, filed_again, reorganised), min_size=3, max_size=9)


class _Back(Exception):
    """Ends an example: everything is as it was."""


def happen(filed: Filed, kind: str, what: str, detail: Any) -> Reorganisation | None:
    if kind == "file":
        unit = getattr(filed.cast.units, what)
        if Unit.objects.at(TODAY).filter(pk=unit.pk).exists():
            filed.put(unit, detail[0], **detail[1])
        return None
    made = start_reorganisation(
        filed.cast.units.TLD, effective_on=TODAY, basis_number="Số 1/QĐ", by=filed.cast.administrator, now=NOW
    )
    try:
        with transaction.atomic():
            add_step(made, STEPS[what], now=NOW)
            made = confirm_reorganisation(made, by=filed.cast.administrator, now=NOW)
    except Exception:  # a step that the tree allows no longer is refused: nothing has happened
        return None
    if detail and made.state == "applied":
        return undo_reorganisation(made, by=filed.cast.administrator, now=NOW)
    return made


@given(sequence=sequences)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_kept_sums_are_those_counted_anew_after_any_sequence(
    filed: Filed, sequence: list[tuple[str, str, Any]]
) -> None:
    with pytest.raises(_Back), transaction.atomic():
        for each in sequence:
            happen(filed, *each)
        assert differences(filed.form, TODAY) == []
        for unit in Unit.objects.at(TODAY):
            table = branch_table(filed.form, unit)
            assert branch_table_at(filed.form, unit, TODAY) == table
            _own_is_apart(filed, unit, table)
        raise _Back


def _own_is_apart(filed: Filed, unit: Unit, table: Any) -> None:
    """Own figures are those of the unit's own report, sums of children those of the other reports that count there."""
    filing = Filing.objects.filter(form=filed.form, unit=unit.pk).first()
    stated = unpack(filing.values) if filing and filing.state in (FilingState.SUBMITTED, FilingState.APPROVED) else {}
    heard = next(cell for cell in table.cells if cell.line.code == "heard")
    assert heard.own == stated.get(0)
    assert heard.together == (
        None if heard.own is None and heard.below is None else (heard.own or 0) + (heard.below or 0)
    )


def test_nothing_that_was_sent_is_lost_to_the_top_by_a_reorganisation(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=120, members=40)
    filed.put(units.G2, heard=7, members=30)
    happen(filed, "reorganise", "merge", detail=False)
    told = {cell.line.code: cell.together for cell in branch_table(filed.form, units.TLD).cells}
    assert (told["heard"], told["members"]) == (127, 30)  # a stock goes with those who hold it now


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.integers(0, 9), st.integers(0, 2**61)), max_size=6))
def test_grids_hold_what_blobs_hold(rows: list[dict[int, int]]) -> None:
    blobs = [pack(row) for row in rows]
    grid = unpack_many(blobs)
    assert [{slot: value for slot, value in enumerate(row) if value != EMPTY} for row in grid.tolist()] == rows
    assert [pack_row(row) for row in grid] == blobs


def test_a_blob_that_is_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpack_many([b"12345678", b"123"])


def test_the_rows_of_one_reorganisation_are_exactly_back_when_it_is_undone(filed: Filed) -> None:
    units = filed.cast.units
    for unit, heard in ((units.G1, 120), (units.G2, 7), (units.D, 3)):
        filed.put(unit, heard=heard, largest=heard, languages=heard % 8, members=heard)
    names = ("unit", "parent", "values", "stated", "asked", "sent", "approved", "in_time", "excused")

    def rows() -> list[Any]:
        found = BranchTotal.objects.order_by("unit").values_list(*names)
        return [[bytes(value) if isinstance(value, memoryview) else value for value in row] for row in found]

    before = rows()
    made = happen(filed, "reorganise", "move a branch", detail=True)
    assert (made and made.state, rows()) == ("undone", before)
