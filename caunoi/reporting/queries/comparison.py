"""One figure on two days on a common base: what units reported then beside what those that came of them report now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caunoi.orgs.models import Unit
from caunoi.orgs.queries.comparison import Link, Pair, Side, compare_trees
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import ReportForm
from caunoi.reporting.queries.totals import latest_lines
from caunoi.reporting.queries.whole_tree import sums_in
from caunoi.reporting.summing import join


@dataclass(frozen=True)
class FigurePair:
    """Units of the first day and those of the second that hold the same members; None where nobody states the figure."""

    names_before: tuple[str, ...]
    names_after: tuple[str, ...]
    before: int | None
    after: int | None
    changed: bool

    @property
    def difference(self) -> int | None:
        """Only where both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class FigureComparison:
    """``links`` is the mapping, to be printed under the table: what became of the units that are not simply themselves."""

    line: FormLine
    pairs: tuple[FigurePair, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Moment:
    """A form in the tree of a day."""

    form: ReportForm
    on: date


def compare_figures(
    unit: Unit, before: Moment, after: Moment, line: FormLine, *, kinds: Iterable[str]
) -> FigureComparison:
    """``line`` (found by its code and rule in each form) of each unit of ``kinds`` in the branch of ``unit`` with all below it,
    each in the tree of its own day."""
    trees = compare_trees(unit, before.on, after.on, kinds=kinds)
    values = [_values(unit, moment, line) for moment in (before, after)]
    return FigureComparison(line, tuple(_pair(pair, line, *values) for pair in trees.pairs), tuple(trees.links))


def _values(unit: Unit, moment: Moment, line: FormLine) -> dict[int, int]:
    top = Unit.objects.at(moment.on).filter(pk=unit.pk).first()
    own = next((each for each in latest_lines(moment.form) if each.code == line.code and each.rule == line.rule), None)
    if top is None or own is None:
        return {}
    return sums_in(moment.form, Unit.objects.at(moment.on).under(top.path), moment.on).together(own)


def _pair(pair: Pair, line: FormLine, before: Mapping[int, int], after: Mapping[int, int]) -> FigurePair:
    return FigurePair(
        names_before=tuple(side.name for side in pair.before),
        names_after=tuple(side.name for side in pair.after),
        before=_joined(pair.before, before, line),
        after=_joined(pair.after, after, line),
        changed=pair.changed,
    )


def _joined(sides: Iterable[Side], values: Mapping[int, int], line: FormLine) -> int | None:
    known = [values[side.key] for side in sides if side.key in values]
    if not known:
        return None
    total = known[0]
    for other in known[1:]:
        total = join(line.rule, total, other)
    return total.bit_count() if line.rule == Aggregation.DISTINCT else total
