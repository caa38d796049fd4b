"""The table of a branch: a unit's own figures, what stands below it, both together; each child; any day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from caunoi.campaigns.schedule.keys import Among
from caunoi.core.formatting import format_percent
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine, lines_of, rules_of
from caunoi.reporting.models import BranchTotal, Filing, FormVersion, ReportForm
from caunoi.reporting.packing import EMPTY, Grid
from caunoi.reporting.queries.grids import given_by, kept_sums, places_in, spread
from caunoi.reporting.queries.whole_tree import sums_in
from caunoi.reporting.summing import COUNTS, Contribution, Total, contribution_of, join, total_of
from caunoi.reporting.tree_sums import FUNCTIONS, Places

NEEDED = ("unit_id", "state", "values", "first_sent_on", "due_on", "excused_reason")


@dataclass(frozen=True)
class Cell:
    """One line of a table. Values are None where nobody states them; a share is its two parts, never a rounded number.

    ``stated``: how many filings below state it.
    """

    line: FormLine
    own: int | None
    below: int | None
    together: int | None
    stated: int

    @property
    def stated_together(self) -> int:
        return self.stated + (self.own is not None)


@dataclass(frozen=True)
class Share:
    """``stated``: how many units state the numerator and how many the denominator, where that is known."""

    line: FormLine
    numerator: int | None
    denominator: int | None
    stated: tuple[int, int] | None = None

    @property
    def is_uneven(self) -> bool:
        """Its two parts come from different numbers of units: to be said beside it."""
        return self.stated is not None and self.stated[0] != self.stated[1]

    @property
    def percent(self) -> float | None:
        """None without both parts, or over nothing."""
        if self.numerator is None or not self.denominator:
            return None
        return 100 * self.numerator / self.denominator

    @property
    def said(self) -> str:
        """As pages and sheets say it, and the paper too; empty where ``percent`` is None."""
        if self.numerator is None or not self.denominator:
            return ""
        return format_percent(self.numerator, self.denominator)


@dataclass(frozen=True)
class BranchTable:
    """``counts`` are of the filings below the unit (``summing.COUNTS``); ``own_sent``: the unit's own filing counts.

    ``own``: that filing, with what ``NEEDED`` names; None where the unit itself was not asked.
    """

    unit: Unit
    cells: tuple[Cell, ...]
    shares: tuple[Share, ...]
    counts: dict[str, int]
    own_sent: bool
    own: Filing | None = None


def latest_lines(form: ReportForm) -> list[FormLine]:
    """The lines of the version in force, of the first draft before any is."""
    return lines_in([form])[form.pk]


def lines_in(forms: Sequence[ReportForm]) -> dict[int, list[FormLine]]:
    """``latest_lines`` of each of ``forms``, by its key; one query."""
    rows = FormVersion.objects.filter(form__in=forms).only("form_id", "published_at", "lines").order_by("number")
    found: dict[int, FormVersion] = {}
    for row in rows:
        if row.published_at or row.form_id not in found:
            found[row.form_id] = row
    return {form.pk: lines_of(found[form.pk]) if form.pk in found else [] for form in forms}


def rules_in(form: ReportForm) -> dict[int, str]:
    return rules_of(form.versions.all())


def branch_table(form: ReportForm, unit: Unit) -> BranchTable:
    """In the tree of today; three queries however large the branch is."""
    return branch_tables([form], unit)[0]


def branch_tables(forms: Sequence[ReportForm], unit: Unit) -> list[BranchTable]:
    """The table of each of ``forms``; three queries however many they are."""
    kept = {row.form_id: total_of(row) for row in BranchTotal.objects.filter(form__in=forms, unit=unit.pk)}
    return _tables(forms, unit, kept)


def branch_table_at(form: ReportForm, unit: Unit, on: date) -> BranchTable:
    """In the tree of ``on`` (``unit`` as ``at(on)`` gives it), from the filings: about a second for the whole country."""
    total = sums_in(form, Unit.objects.at(on).under(unit.path), on).total_of(unit.pk)
    return _tables([form], unit, {form.pk: total})[0]


def _tables(forms: Sequence[ReportForm], unit: Unit, totals: Mapping[int, Total]) -> list[BranchTable]:
    asked = Filing.objects.filter(form__in=forms, unit=unit.pk).only("form_id", *NEEDED)
    own, lines = {row.form_id: row for row in asked}, lines_in(forms)
    return [_table(lines[form.pk], unit, own.get(form.pk), totals.get(form.pk, Total())) for form in forms]


def _table(lines: Sequence[FormLine], unit: Unit, filing: Filing | None, total: Total) -> BranchTable:
    own = contribution_of(filing) if filing else Contribution()
    return replace(_of_lines(lines, unit, own, total), own=filing)


def table_of(form: ReportForm, unit: Unit, own: Contribution, total: Total) -> BranchTable:
    """``own`` beside ``total``, line by line."""
    return _of_lines(latest_lines(form), unit, own, total)


def _of_lines(lines: Sequence[FormLine], unit: Unit, own: Contribution, total: Total) -> BranchTable:
    cells = tuple(_cell(line, own, total) for line in lines if line.is_typed)
    found = {cell.line.code: cell for cell in cells}
    shares = tuple(_share(line, found) for line in lines if not line.is_typed)
    return BranchTable(unit, cells, shares, total.counts, bool(own.sent))


def _share(line: FormLine, found: Mapping[str, Cell]) -> Share:
    part, whole = found.get(line.numerator), found.get(line.denominator)
    if part is None or whole is None:
        return Share(line, None, None)
    return Share(line, part.together, whole.together, (part.stated_together, whole.stated_together))


def _cell(line: FormLine, own: Contribution, total: Total) -> Cell:
    mine, below = own.values.get(line.slot), total.values.get(line.slot)
    known = [value for value in (mine, below) if value is not None]
    together = join(line.rule, *known) if len(known) == 2 else next(iter(known), None)
    own_, below_, together_ = (_shown(line, value) for value in (mine, below, together))
    return Cell(line, own_, below_, together_, stated=total.stated.get(line.slot, 0))


def _shown(line: FormLine, value: int | None) -> int | None:
    """A set is shown as how many things it holds."""
    return value.bit_count() if value is not None and line.rule == Aggregation.DISTINCT else value


@dataclass(frozen=True)
class ChildRow:
    """A direct child with its own filing and what stands below it taken together, by code of the line."""

    unit: Unit
    state: str
    values: dict[str, int | None]
    counts: dict[str, int]


def children_table(
    form: ReportForm,
    unit: Unit,
    children: UnitQuerySet | Sequence[Unit],
    *,
    lines: Sequence[FormLine] | None = None,
) -> list[ChildRow]:
    """``children`` as ``at(on)`` gives them, in the order given; two queries besides theirs, and one where ``latest_lines`` of
    the form are not given."""
    listed = list(children)
    keys = np.array([child.pk for child in listed], np.int64)
    order, asked = np.argsort(keys), Among("unit_id", keys.tolist())
    units, kept = kept_sums(BranchTotal.objects.filter(asked, form=form))
    given = given_by(Filing.objects.filter(asked, form=form))
    at, own_at = (_rows_of(keys, order, found) for found in (units, given.units))
    typed = [line for line in (latest_lines(form) if lines is None else lines) if line.is_typed]
    size, width = len(listed), max((line.slot + 1 for line in typed), default=0)
    below, own = spread(kept.values, at, size, width, EMPTY), spread(given.values, own_at, size, width, EMPTY)
    counts = spread(kept.counts, at, size, len(COUNTS)) + spread(given.counts, own_at, size, len(COUNTS))
    columns = [_together(line, own[:, line.slot], below[:, line.slot]) for line in typed]
    values = zip(*columns, strict=True) if columns else iter([()] * size)
    states, codes = [""] * size, [line.code for line in typed]
    for place, state in zip(own_at.tolist(), given.states, strict=True):
        states[place] = state
    return [
        ChildRow(child, state, dict(zip(codes, row, strict=True)), dict(zip(COUNTS, numbers, strict=True)))
        for child, state, row, numbers in zip(listed, states, values, counts.tolist(), strict=True)
    ]


def _rows_of(keys: Places, order: Places, found: Places) -> Places:
    """In which row of ``keys`` each of ``found`` stands."""
    return order[places_in(keys[order], found)]


def _together(line: FormLine, own: Grid, below: Grid) -> list[int | None]:
    known, both = (own != EMPTY) | (below != EMPTY), (np.where(one == EMPTY, 0, one) for one in (own, below))
    joined = FUNCTIONS.get(Aggregation(line.rule), np.add)(*both)
    if line.rule == Aggregation.DISTINCT:
        joined = np.bitwise_count(joined)
    return [value if there else None for value, there in zip(joined.tolist(), known.tolist(), strict=True)]
