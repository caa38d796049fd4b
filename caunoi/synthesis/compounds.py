"""Who says two things has given two opinions: which groups a submission is of, and the compounds of these."""

from typing import Any

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.grouping import same_runs

Ints = npt.NDArray[np.int64]


def compounds_of(offsets: Ints, group: Ints, groups: int) -> tuple[Ints, list[tuple[int, ...]]]:
    """The group of every pair (``offsets`` cut the claims): that of its claims where they are of one, else a compound, numbered
    behind the ``groups``; and the groups of every compound."""
    pair_group = group[offsets[:-1]]
    told, cuts = _distinct_of_each(offsets, group)
    several = np.flatnonzero(np.diff(cuts) > 1)
    bounds = np.column_stack([cuts[:-1], cuts[1:]])[several]
    which, first = same_runs(told, bounds, np.arange(groups, dtype=np.uint64))
    pair_group[several] = groups + which
    return pair_group, [tuple(told[start:end].tolist()) for start, end in bounds[first].tolist()]


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
