"""What is compared: single opinions and rightly split parts, each with its truth; and the counts of who stands with whom."""

from dataclasses import dataclass

import numpy as np

from benchmarks.opinion_truth.aligned import Aligned, Flags, Numbers, Said
from benchmarks.opinion_truth.model import Ints, Truth


@dataclass(frozen=True)
class Units:
    """One for each part of the rows whose number of parts was found right; ``at``: its place in the truth's parts."""

    at: Numbers
    said: Said
    right_split: Flags  # for each row


def units(truth: Truth, aligned: Aligned) -> Units:
    true_parts = np.diff(truth.offsets)
    right = aligned.present & (aligned.part_counts == true_parts)
    single = np.flatnonzero(right & (true_parts == 1))
    several = right & (true_parts > 1)
    parts = np.flatnonzero(several[aligned.part_row])
    rows = np.flatnonzero(several)
    lengths = true_parts[rows]
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.concatenate([truth.offsets[single], np.repeat(truth.offsets[rows], lengths) + within])
    return Units(at, aligned.rows.taken(single).joined(aligned.parts.taken(parts)), right)


@dataclass(frozen=True)
class Cells:
    """How many members each true label and each group share; only pairs that occur."""

    label: Numbers
    group: Numbers
    count: Numbers

    def group_sizes(self) -> Numbers:
        return np.bincount(self.group, self.count).astype(np.int64)

    def leads(self) -> Flags:
        """Whether no other label has more members in the cell's group."""
        most = np.zeros(int(self.group.max(initial=-1)) + 1, np.int64)
        np.maximum.at(most, self.group, self.count)
        leading: Flags = self.count == most[self.group]
        return leading


def cells(label: Numbers | Ints, group: Numbers) -> Cells:
    """O(n log n); both are small numbers from 0."""
    width = int(group.max(initial=0)) + 1
    pairs, count = np.unique(label.astype(np.int64) * width + group, return_counts=True)
    return Cells(pairs // width, pairs % width, count)


def bcubed(found: Cells, true_sizes: Numbers) -> tuple[float, float, float]:
    """Precision, recall and F: for a member the share of its group that is of its label, of its label that is in its group.

    ``true_sizes`` counts the members of each label, those included that the engine lost: they score nothing.
    """
    total = int(true_sizes.sum())
    if total == 0:
        return 1.0, 1.0, 1.0
    square = found.count.astype(float) ** 2
    precision = float((square / found.group_sizes()[found.group]).sum() / total)
    recall = float((square / true_sizes[found.label]).sum() / total)
    return precision, recall, harmonic(precision, recall)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
