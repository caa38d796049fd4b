"""The sums of a whole tree from the filings alone, and whether those that are kept are the same."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.utils import timezone

from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine, rules_of
from caunoi.reporting.models import BranchTotal, Filing, ReportForm
from caunoi.reporting.packing import EMPTY, Grid
from caunoi.reporting.queries.grids import given_by, kept_sums, places_in, spread
from caunoi.reporting.queries.seats import seated_in
from caunoi.reporting.summing import COUNTS, Total
from caunoi.reporting.tree_sums import FUNCTIONS, NOWHERE, Places, Sums, sums_of_tree


@dataclass(frozen=True)
class TreeSums:
    """``units`` are the keys in ascending order, ``parents`` places in them; ``sums``, of what stands below each, and
    ``own``, what its own filing gives, are in the same order."""

    units: Places
    parents: Places
    sums: Sums
    own: Grid

    def total_of(self, unit: int) -> Total:
        place = int(np.searchsorted(self.units, unit))
        row = self.sums
        known = {int(slot): int(row.stated[place, slot]) for slot in np.flatnonzero(row.stated[place])}
        values = {slot: int(row.values[place, slot]) for slot in known}
        return Total(values, known, dict(zip(COUNTS, map(int, row.counts[place]), strict=True)))

    def together(self, line: FormLine) -> dict[int, int]:
        """Unit → the line of its own filing and of all below it, where anybody states it; a set as its bits."""
        wide = self.sums.widened(line.slot + 1).values[:, line.slot]
        own = spread(self.own, np.arange(len(self.units)), len(self.units), line.slot + 1, EMPTY)[:, line.slot]
        known = (wide != EMPTY) | (own != EMPTY)
        two = (np.where(one == EMPTY, 0, one) for one in (own, wide))
        joined = FUNCTIONS.get(Aggregation(line.rule), np.add)(*two)
        return dict(zip(self.units[known].tolist(), joined[known].tolist(), strict=True))

    def parent_of(self, place: int) -> int | None:
        above = self.parents[place]
        return None if above == NOWHERE else int(self.units[above])


def sums_in(form: ReportForm, units: UnitQuerySet, on: date) -> TreeSums:
    """Below each of ``units`` (a tree or branch as ``at(on)`` gives it). Units that have ended count where ``seats`` says."""
    placed = sorted(units.order_by().values_list("pk", "parent_id"))
    keys = np.array([pk for pk, _parent in placed], np.int64)
    parents = places_in(keys, np.array([parent or 0 for _pk, parent in placed], np.int64))
    given = given_by(Filing.objects.filter(form=form))
    at = places_in(keys, given.units)
    seats = seated_in(form, on)
    seated = [(row, seats[unit]) for row, unit in enumerate(given.units.tolist()) if unit in seats]
    rows = np.array([row for row, _seat in seated], np.int64)
    above = places_in(keys, np.array([seat for _row, seat in seated], np.int64))
    rows, above = rows[above != NOWHERE], above[above != NOWHERE]
    rules = rules_of(form.versions.all())
    total = len(keys) + len(rows)  # who has ended stands behind the others, like a child of its seat
    own, counts = np.full((total, given.values.shape[1]), EMPTY), np.zeros((total, len(COUNTS)), np.int64)
    here = np.flatnonzero(at != NOWHERE)
    own[at[here]], counts[at[here]] = given.values[here], given.counts[here]
    own[len(keys) :], counts[len(keys) :] = given.values[rows], given.counts[rows]
    own[len(keys) :, [slot for slot, rule in rules.items() if rule == Aggregation.LAST and slot < own.shape[1]]] = EMPTY
    sums = sums_of_tree(np.concatenate([parents, above]), own, counts, rules)
    part = slice(0, len(keys))
    return TreeSums(keys, parents, Sums(sums.values[part], sums.stated[part], sums.counts[part]), own[part])


def unlike_units(computed: TreeSums, units: Places, kept: Sums) -> list[int]:
    """Keys of units whose kept row says otherwise; rows that are missing are as good as empty ones."""
    at, size = places_in(computed.units, units), len(computed.units)
    lost = [int(unit) for unit in units[(at == NOWHERE) & ~kept.is_empty()]]
    values, stated = spread(kept.values, at, size, 0, EMPTY), spread(kept.stated, at, size, 0)
    stored = Sums(values, stated, spread(kept.counts, at, size, 0))
    return sorted([*lost, *(int(unit) for unit in computed.units[computed.sums.unlike(stored)])])


def tree_day(form: ReportForm, now: datetime) -> date:
    """In the tree of which day the sums of the form are kept: today's; once it is closed, that of its last day."""
    return timezone.localdate(min(now, form.closed_at) if form.closed_at else now)


def differences(form: ReportForm, on: date) -> list[int]:
    """Units whose kept sums are not what the filings say in the tree of ``on``; empty when all is right."""
    return unlike_units(sums_in(form, Unit.objects.at(on), on), *kept_sums(BranchTotal.objects.filter(form=form)))
