"""Who says two things has given two opinions: which groups a submission is of, and the compounds of these."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.grouping import same_runs

Ints = npt.NDArray[np.int64]


class Compounds(NamedTuple):
    """Groups that are made of others: the number of each; ``offsets`` cut the groups that they are made of, the lowest first."""

    group: Ints
    offsets: Ints
    parts: Ints

    def numbered(self, rank: Ints) -> "Compounds":
        """The same with other numbers of the groups."""
        parts = rank[self.parts]
        return Compounds(rank[self.group], self.offsets, parts[np.lexsort((parts, self.owners()))])

    def owners(self) -> Ints:
        """The compound, by its place here, of every part."""
        return np.repeat(np.arange(len(self.group)), np.diff(self.offsets))

    def parts_of(self) -> dict[tuple[int, ...], int]:
        """Of every set of groups the compound that is made of them."""
        parts, cuts = self.parts.tolist(), self.offsets.tolist()
        sets = [tuple(parts[start:end]) for start, end in pairwise(cuts)]
        return dict(zip(sets, self.group.tolist(), strict=True))


def compounds_of(offsets: Ints, group: Ints, groups: int) -> tuple[Ints, Compounds]:
    """The group of every pair (``offsets`` cut the claims): that of its claims where they are of one, else a compound, numbered
    behind the ``groups``; and the groups of every compound."""
    pair_group = group[offsets[:-1]]
    told, cuts = _distinct_of_each(offsets, group)
    several = np.flatnonzero(np.diff(cuts) > 1)
    bounds = np.column_stack([cuts[:-1], cuts[1:]])[several]
    which, first = same_runs(told, bounds, np.arange(groups, dtype=np.uint64))
    pair_group[several] = groups + which
    return pair_group, _cut_out(told, bounds[first], groups)


def _cut_out(told: npt.NDArray[np.int32], bounds: Ints, groups: int) -> Compounds:
    """Compounds of the runs that ``bounds`` cut, numbered behind so many groups."""
    sizes = bounds[:, 1] - bounds[:, 0]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    places = np.repeat(bounds[:, 0] - offsets[:-1], sizes) + np.arange(offsets[-1])
    return Compounds(groups + np.arange(len(bounds)), offsets, told[places].astype(np.int64))


@compiled
def _distinct_of_each(offsets: Any, group: Any) -> Any:
    """The distinct groups of every pair in their order, one pair's behind the other's, and where they are cut."""
    told, cuts = np.empty(len(group), np.int32), np.zeros(len(offsets), np.int64)
    count = 0
    for pair in range(len(offsets) - 1):
        first = count
        for claim in range(offsets[pair], offsets[pair + 1]):
            place = count
            while place > first and told[place - 1] > group[claim]:
                place -= 1
            if place > first and told[place - 1] == group[claim]:
                continue
            for later in range(count, place, -1):
                told[later] = told[later - 1]
            told[place] = group[claim]
            count += 1
        cuts[pair + 1] = count
    return told[:count].copy(), cuts
