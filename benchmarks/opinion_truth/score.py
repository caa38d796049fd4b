"""Scores what an engine makes of a consultation against the truth."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.opinion_truth.aligned import Aligned, Flags, Numbers, align
from benchmarks.opinion_truth.examples import Examples
from benchmarks.opinion_truth.model import BY_REF, BY_TEXT, KINDS, WHOLE, Consultation, Truth
from benchmarks.opinion_truth.units import Cells, Units, bcubed, cells, harmonic, units


@dataclass(frozen=True)
class Score:
    """Shares between 0 and 1, counts where the name says so.

    A *unit* is a submission with one opinion, or a part of one with several, whose number of parts was found right. Rows that
    the engine lost score nothing anywhere.
    """

    rows: int
    true_opinions: int
    true_groups: int  # opinions given alone, and distinct sets given together
    groups: int
    precision: float  # B-cubed over submissions; the true group of a compound one is the set of its opinions
    recall: float
    f: float
    part_precision: float  # B-cubed over units
    part_recall: float
    part_f: float
    rows_left_out_of_parts: float  # share of the rows whose number of parts was found wrong
    split_accuracy: float
    split_accuracy_single: float
    split_accuracy_compound: float
    rows_lost: int
    rows_invented: int
    rows_doubled: int
    minority: int
    minority_lost: int  # every row of it sits in a group where another opinion has more rows
    minority_lost_by_kind: Mapping[str, int]
    attribution_rows: float  # every part of the row at its section
    attribution_uncited: float  # mean over the opinions with a section that no row cites: share of their units at it
    attribution_cited: float  # mean over the opinions with a section that some row cites
    attribution_by_ref: float  # over units with a section: the article box is right
    attribution_by_text: float  # … the text names the place
    attribution_by_none: float  # … neither
    uncited_opinions: int
    stance: float  # over units
    stance_opinions: float  # mean over opinions
    whole_precision: float  # of the units said to be about the whole document
    whole_recall: float
    examples: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def score(made: Consultation | Truth, out: pa.Table, parts: pa.Table | None = None, *, examples: int = 0) -> Score:
    """``out``: id, group_id, section_id, stance (others are not looked at), one row for each submission. ``parts``: the same and
    ``part`` (its order), one row for each part of a compound submission; groups of parts and of whole submissions share their
    numbers. ``examples``: how many of the worst mistakes of each kind to name. ValueError where a column is missing. O(n log n).
    """
    truth = made.truth if isinstance(made, Consultation) else made
    aligned = align(truth, out, parts)
    found = units(truth, aligned)
    whole_rows = cells(truth.label[aligned.present], aligned.rows.group[aligned.present])
    opinion = truth.part_opinion[found.at]
    whole_parts = cells(opinion, found.said.group)
    carried = _carriers(truth, aligned, found)
    lost = _minority_lost(truth, carried)
    true_parts = np.diff(truth.offsets)
    true_sizes = np.bincount(truth.label)
    p, r, f = bcubed(whole_rows, true_sizes)
    part_p, part_r, part_f = bcubed(whole_parts, np.bincount(opinion))
    book = Examples(truth, aligned, examples)
    return Score(
        rows=len(truth.ids),
        true_opinions=int((truth.opinion_rows > 0).sum()),
        true_groups=int((true_sizes > 0).sum()),
        groups=int((np.bincount(aligned.rows.group[aligned.present]) > 0).sum()),
        precision=p, recall=r, f=f,
        part_precision=part_p, part_recall=part_r, part_f=part_f,
        rows_left_out_of_parts=1 - _share(found.right_split),
        split_accuracy=_share(found.right_split),
        split_accuracy_single=_share(found.right_split[true_parts == 1]),
        split_accuracy_compound=_share(found.right_split[true_parts > 1]),
        rows_lost=aligned.lost, rows_invented=aligned.invented, rows_doubled=aligned.doubled,
        minority=int(truth.minority.sum()),
        minority_lost=len(lost),
        minority_lost_by_kind=_by_kind(truth, lost),
        **_attribution(truth, aligned, found),
        examples=(
            *book.lost(lost, carried), *book.merged(whole_rows), *book.split(whole_rows),
            *book.unlike(found, "section"), *book.unlike(found, "stance"),
        ),
    )  # fmt: skip


def _share(flags: Flags) -> float:
    """1 where there is nothing to get wrong."""
    return float(flags.mean()) if len(flags) else 1.0


def _carriers(truth: Truth, aligned: Aligned, found: Units) -> Cells:
    """Every unit at its group; a row split wrongly counts as one member, of its whole label, at the group of the row."""
    wrong = aligned.present & ~found.right_split
    label = np.concatenate([truth.part_opinion[found.at], truth.label[wrong]])
    return cells(label, np.concatenate([found.said.group, aligned.rows.group[wrong]]))


def _minority_lost(truth: Truth, carried: Cells) -> Numbers:
    """Minority opinions that lead no group, neither themselves nor in a set that stands for a row."""
    leading = np.zeros(int(truth.label.max(initial=0)) + len(truth.opinion_section) + 1, bool)
    leading[carried.label[carried.leads()]] = True
    kept = leading[: len(truth.opinion_section)].copy()
    several = np.repeat(leading[truth.label], np.diff(truth.offsets))
    kept[truth.part_opinion[several]] = True
    return np.flatnonzero(truth.minority & ~kept)


def _by_kind(truth: Truth, lost: Numbers) -> dict[str, int]:
    counts = np.bincount(truth.opinion_kind[lost], minlength=len(KINDS))
    return {kind: int(count) for kind, count in zip(KINDS, counts, strict=True) if count}


def _mean_over(opinion: Numbers, right: Flags, chosen: Flags) -> tuple[float, int]:
    """The mean over the chosen opinions that have units of the share of right ones; and how many such opinions there are."""
    units_of = np.bincount(opinion, minlength=len(chosen))
    right_of = np.bincount(opinion, right, minlength=len(chosen))
    counted = chosen & (units_of > 0)
    shares = right_of[counted] / units_of[counted]
    return (float(shares.mean()) if len(shares) else 1.0), int(counted.sum())


def _attribution(truth: Truth, aligned: Aligned, found: Units) -> dict[str, Any]:
    opinion = truth.part_opinion[found.at].astype(np.int64)
    section, cite = truth.opinion_section[opinion], truth.part_cite[found.at]
    right = found.said.section == section
    stance = found.said.stance == truth.opinion_stance[opinion]
    placed = section != WHOLE
    cited = np.zeros(len(truth.opinion_section), bool)
    cited[truth.part_opinion[truth.part_cite > 0]] = True
    has_section = truth.opinion_section != WHOLE
    uncited, uncited_opinions = _mean_over(opinion, right, ~cited & has_section)
    said_whole = found.said.section == WHOLE
    return {
        "attribution_rows": _rows_right(truth, aligned, found, right),
        "attribution_uncited": uncited,
        "uncited_opinions": uncited_opinions,
        "attribution_cited": _mean_over(opinion, right, cited & has_section)[0],
        "attribution_by_ref": _share(right[placed & (cite & BY_REF > 0)]),
        "attribution_by_text": _share(right[placed & (cite & BY_TEXT > 0)]),
        "attribution_by_none": _share(right[placed & (cite == 0)]),
        "stance": _share(stance),
        "stance_opinions": _mean_over(opinion, stance, np.ones(len(cited), bool))[0],
        "whole_precision": _share(right[said_whole]),
        "whole_recall": _share(right[~placed]),
    }


def _rows_right(truth: Truth, aligned: Aligned, found: Units, right: Flags) -> float:
    """Share of all rows with every part at its section; of a single opinion split wrongly the row's own section counts."""
    row_of = np.repeat(np.arange(len(truth.ids)), np.diff(truth.offsets))[found.at]
    good = np.bincount(row_of, right, minlength=len(truth.ids)) == np.diff(truth.offsets)
    single = aligned.present & ~found.right_split & (np.diff(truth.offsets) == 1)
    good[single] = aligned.rows.section[single] == truth.opinion_section[truth.part_opinion[truth.offsets[:-1][single]]]
    return _share(good)


__all__ = ["Score", "harmonic", "score"]
