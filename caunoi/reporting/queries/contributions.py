"""What a sum is made of: the same line at each unit directly below, in the tree of today or of another day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import COUNTED, Aggregation
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import BranchTotal, Filing, ReportForm
from caunoi.reporting.queries.board import upper_first
from caunoi.reporting.queries.report_forms import LineGroup, by_group
from caunoi.reporting.queries.totals import NEEDED, BranchTable, Cell, Share
from caunoi.reporting.queries.whole_tree import sums_in
from caunoi.reporting.summing import Contribution, Total, contribution_of, join, total_of


@dataclass(frozen=True)
class Given:
    """What one child gives to a line: its own report, what stands below it, both together; None where nobody states it.

    ``filing_id``: its report where that counts or is on its way; ``state`` of it; ``asked``, ``sent``: with all below it."""

    unit: Unit
    own: int | None
    below: int | None
    together: int | None
    filing_id: int | None
    state: str
    stated: int
    asked: int
    sent: int

    @property
    def has_below(self) -> bool:
        return self.asked > int(bool(self.filing_id))


@dataclass(frozen=True)
class GivenShare:
    """The two parts of a share at one child."""

    numerator: Given
    share: Share

    @property
    def unit(self) -> Unit:
        return self.numerator.unit


def children_at(unit: Unit, on: date) -> UnitQuerySet:
    return upper_first(Unit.objects.at(on).children_of(unit))


def contributions(
    form: ReportForm, lines: Sequence[FormLine], unit: Unit, children: Sequence[Unit], *, on: date, today: date
) -> dict[str, list[Given]]:
    """By code of each of ``lines`` (typed ones), what each of ``children`` gives; those that were never asked are left out.

    Two queries today; on another day the branch is summed from its filings.
    """
    keys = [child.pk for child in children]
    filings = {row.unit_id: row for row in Filing.objects.filter(form=form, unit__in=keys).only("pk", *NEEDED)}
    totals = _totals(form, unit, keys, on, today)
    asked = [child for child in children if child.pk in filings or any(totals.get(child.pk, Total()).counts.values())]
    return {
        line.code: [_given(line, child, filings.get(child.pk), totals.get(child.pk, Total())) for child in asked]
        for line in lines
    }


def _totals(form: ReportForm, unit: Unit, keys: Sequence[int], on: date, today: date) -> Mapping[int, Total]:
    if on == today:
        return {row.unit_id: total_of(row) for row in BranchTotal.objects.filter(form=form, unit__in=keys)}
    sums = sums_in(form, Unit.objects.at(on).under(unit.path), on)
    return {key: sums.total_of(key) for key in keys}


def _given(line: FormLine, child: Unit, filing: Filing | None, total: Total) -> Given:
    own = contribution_of(filing) if filing else Contribution()
    mine, below = own.values.get(line.slot), total.values.get(line.slot)
    known = [value for value in (mine, below) if value is not None]
    together = join(line.rule, *known) if len(known) == 2 else next(iter(known), None)
    return Given(
        child, _shown(line, mine), _shown(line, below), _shown(line, together),
        filing_id=filing.pk if filing else None, state=filing.state if filing else "",
        stated=total.stated.get(line.slot, 0) + (mine is not None),
        asked=total.counts["asked"] + own.asked, sent=total.counts["sent"] + own.sent,
    )  # fmt: skip


def _shown(line: FormLine, value: int | None) -> int | None:
    return value.bit_count() if value is not None and line.rule == Aggregation.DISTINCT else value


def shares_given(line: FormLine, given: Mapping[str, Sequence[Given]]) -> list[GivenShare]:
    """Child by child, from ``contributions`` of both parts."""
    pairs = zip(given[line.numerator], given[line.denominator], strict=True)
    return [GivenShare(some, Share(line, some.together, every.together)) for some, every in pairs]


def sort_given(rows: Sequence[Given], order: str) -> list[Given]:
    """``rows`` come by name; ``order`` "value": the largest contribution first, those that state nothing last."""
    if order != "value":
        return list(rows)
    return sorted(rows, key=lambda row: (row.together is None, -(row.together or 0)))


@dataclass(frozen=True)
class TableRow:
    """A line of the table: a figure or a share, and what it was in the wave before. ``change``: since then."""

    line: FormLine
    cell: Cell | None = None
    share: Share | None = None
    former: int | None = None
    former_share: Share | None = None

    @property
    def change(self) -> int | None:
        together = self.cell.together if self.cell else None
        return None if together is None or self.former is None else together - self.former


@dataclass(frozen=True)
class TableGroup:
    group: LineGroup
    rows: list[TableRow]

    @property
    def is_empty(self) -> bool:
        return all(row.cell is None or row.cell.together is None for row in self.rows)


def table_groups(table: BranchTable, former: BranchTable | None) -> list[TableGroup]:
    """The lines of ``table`` under the titles of the catalogue, in the order of the form."""
    cells = {cell.line.code: cell for cell in table.cells}
    shares = {share.line.code: share for share in table.shares}
    before = {cell.line.code: cell.together for cell in former.cells} if former else {}
    before_shares = {share.line.code: share for share in former.shares} if former else {}
    lines = [*(cell.line for cell in table.cells), *(share.line for share in table.shares)]
    return [
        TableGroup(
            group,
            [
                TableRow(
                    line,
                    cells.get(line.code),
                    shares.get(line.code),
                    before.get(line.code),
                    before_shares.get(line.code),
                )
                for line in group.lines
            ],
        )
        for group in by_group(lines)
    ]


def former_form(form: ReportForm) -> ReportForm | None:
    """The opened form of the wave before, of the same campaign."""
    if form.wave is None:
        return None
    earlier = ReportForm.objects.filter(
        campaign=form.campaign_id, opened_at__isnull=False, wave__ordinal__lt=form.wave.ordinal
    )
    return earlier.order_by("-wave__ordinal").first()


def own_filing(form: ReportForm, unit: Unit) -> Filing | None:
    return Filing.objects.filter(form=form, unit=unit.pk).select_related("version", "form", "unit").first()


def own_state(form: ReportForm, unit: Unit) -> Filing | None:
    """``own_filing`` with its state alone."""
    return Filing.objects.filter(form=form, unit=unit.pk).only("state").first()


def counts_own(filing: Filing | None) -> bool:
    return filing is not None and filing.state in COUNTED


def asked_and_sent(table: BranchTable) -> tuple[int, int]:
    """Of the branch with its top."""
    mine = contribution_of(table.own) if table.own else Contribution()
    return table.counts["asked"] + mine.asked, table.counts["sent"] + mine.sent
