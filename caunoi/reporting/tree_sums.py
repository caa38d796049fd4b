"""The sums below every unit of a tree at once, over grids: a row for each unit, a column for each slot (``packing``).

EMPTY is unknown. Values are never below nought, so that nought is neutral to sums, maxima and sets alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.reporting.enums import Aggregation
from caunoi.reporting.packing import EMPTY, Grid

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOWHERE = -1
FUNCTIONS: dict[str, np.ufunc] = {Aggregation.MAXIMUM: np.maximum, Aggregation.DISTINCT: np.bitwise_or}  # others: sums


@dataclass(frozen=True)
class Sums:
    """``values`` EMPTY and ``stated`` nought where nobody states the slot; ``counts`` in the order of ``summing.COUNTS``."""

    values: Grid
    stated: Grid
    counts: Grid

    def is_empty(self) -> Flags:
        """Of each row whether there is nothing at all."""
        something: Flags = np.logical_or.reduce(np.concatenate([self.counts, self.stated], axis=1) != 0, axis=1)
        return ~something

    def widened(self, width: int) -> "Sums":
        """The same over at least ``width`` slots."""
        values = np.pad(self.values, ((0, 0), (0, max(0, width - self.values.shape[1]))), constant_values=EMPTY)
        stated = np.pad(self.stated, ((0, 0), (0, max(0, width - self.stated.shape[1]))))
        return Sums(values, stated, self.counts)

    def unlike(self, other: "Sums") -> Flags:
        """Of each row whether it differs from the same row of ``other``."""
        width = max(grid.shape[1] for one in (self, other) for grid in (one.values, one.stated))
        one, two = self.widened(width), other.widened(width)
        pairs = ((one.counts, two.counts), (one.values, two.values), (one.stated, two.stated))
        unlike: Flags = np.logical_or.reduce(np.concatenate([mine != its for mine, its in pairs], axis=1), axis=1)
        return unlike


def sums_of_tree(parents: Places, own: Grid, counts: Grid, rules: Mapping[int, str]) -> Sums:
    """What stands below each unit, without itself. ``parents`` are places in the same grids (NOWHERE: nothing above), in any
    order; ``own`` and ``counts`` are what each unit gives itself.

    O(units x slots), one step for each level of the tree.
    """
    known = own != EMPTY
    values, stated = np.where(known, own, 0), known.astype(np.int64)
    below, below_stated, below_counts = np.zeros_like(values), np.zeros_like(stated), np.zeros_like(counts)
    joins = _joins(rules, values.shape[1])
    depths = _depths(parents)
    for depth in range(int(depths.max(initial=0)), 0, -1):
        rows = np.flatnonzero(depths == depth)
        rows = rows[np.argsort(parents[rows], kind="stable")]
        above = parents[rows]
        starts = np.flatnonzero(np.r_[True, above[1:] != above[:-1]])
        into = above[starts]
        for join, slots in joins:
            part = join(values[np.ix_(rows, slots)], below[np.ix_(rows, slots)])
            below[np.ix_(into, slots)] = join.reduceat(part, starts, axis=0)
        below_stated[into] = np.add.reduceat(stated[rows] + below_stated[rows], starts, axis=0)
        below_counts[into] = np.add.reduceat(counts[rows] + below_counts[rows], starts, axis=0)
    return Sums(np.where(below_stated > 0, below, EMPTY), below_stated, below_counts)


def _depths(parents: Places) -> Places:
    depths, at = np.zeros(len(parents), np.int64), parents.copy()
    while (rows := np.flatnonzero(at != NOWHERE)).size:
        depths[rows] += 1
        at[rows] = parents[at[rows]]
    return depths


def _joins(rules: Mapping[int, str], width: int) -> list[tuple[np.ufunc, Places]]:
    """How each slot is joined; a slot without a rule is summed."""
    by_function: dict[np.ufunc, list[int]] = {np.add: [], np.maximum: [], np.bitwise_or: []}
    for slot in range(width):
        by_function[FUNCTIONS.get(Aggregation(rules.get(slot, Aggregation.SUM)), np.add)].append(slot)
    return [(function, np.array(slots)) for function, slots in by_function.items() if slots]
