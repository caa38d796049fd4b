"""What a made consultation is: the draft, the table of submissions, the truth about them, and how noisy they are."""

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

STANCES = ("agree", "disagree", "add", "amend", "remove", "clarify", "doubt", "other")
WHOLE = -1  # index of "the whole document" among the sections; its id is ""
BY_REF, BY_TEXT = 1, 2  # bits of `Truth.part_cite`: the article box is filled right; the text names the place
MINORITY = 3  # an opinion is of a minority when at most so many rows give it
KINDS = ("single", "whole", "here", "free", "number", "denial", "object", "clause", "condition", "stance")

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Noise:
    """Rates as shares of all rows; 0 switches a kind off.

    ``copies`` of the rows repeat a published text byte for byte, so the other kinds fall on the rest, at rates raised so
    that their share of all rows is as stated (a kind that finds nothing to work on falls short of its rate).
    """

    copies: float = 0.62  # form letters and texts passed on
    case: float = 0.06  # all capitals, all small, small first letter
    punctuation: float = 0.09  # stops and commas lost or doubled
    space: float = 0.08  # doubled, missing or unbreakable spaces, line breaks
    decomposed: float = 0.03  # Unicode NFD
    typo: float = 0.12  # a letter swapped, doubled, dropped or its neighbor on the keyboard
    bare: float = 0.05  # all marks missing
    bare_word: float = 0.05  # the marks of one word missing
    tone: float = 0.05  # the tone mark on another vowel (hoà, đựơc)
    spelling: float = 0.02  # i for y (kĩ, lí)
    telex: float = 0.015  # ddaafu tuw
    vni: float = 0.005  # d9au2
    tcvn3: float = 0.003  # the font encodings of before 2003, read as Windows-1252
    vni_font: float = 0.002
    abbreviation: float = 0.10
    greeting: float = 0.12
    closing: float = 0.10
    filler: float = 0.08
    emoji: float = 0.01
    doubled: float = 0.005  # the whole text pasted twice
    quotation: float = 0.02  # the draft's own words before the opinion
    cite_text: float = 0.08  # the text names the place
    cite_page: float = 0.01  # … by its page
    ref: float = 0.40  # the article box is filled right
    ref_wrong: float = 0.005  # … with another place of the draft
    ref_senseless: float = 0.01  # … with something that is no place

    def __post_init__(self) -> None:
        for each in fields(self):
            if not 0 <= getattr(self, each.name) <= 1:
                raise ValueError(f"Noise.{each.name} is a share between 0 and 1")

    @classmethod
    def none(cls, **rates: float) -> "Noise":
        """Every kind off but those that are named."""
        return cls(**{each.name: 0.0 for each in fields(cls)} | rates)


@dataclass(frozen=True)
class Truth:
    """Columnar. Row i of the table gives the parts ``part_*[offsets[i]:offsets[i + 1]]`` in the order in which they are said."""

    ids: pa.Array  # as in the table, in its order
    sections: tuple[str, ...]  # ids of the draft's sections in reading order
    offsets: npt.NDArray[np.int64]
    part_opinion: Ints
    part_cite: npt.NDArray[np.int8]  # bits BY_REF, BY_TEXT
    opinion_section: Ints  # index into `sections`, WHOLE for the whole document
    opinion_stance: npt.NDArray[np.int8]  # index into STANCES
    opinion_text: pa.Array  # the opinion as it would stand in the official table
    opinion_kind: npt.NDArray[np.int8]  # index into KINDS: how it came to be, for looking into mistakes
    label: Ints = field(
        init=False
    )  # the true group of each row: its opinion, or a number of its own for a set of several
    opinion_rows: npt.NDArray[np.int64] = field(init=False)  # how many rows give it, alone or beside others

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", _labels(self.offsets, self.part_opinion, len(self.opinion_section)))
        rows = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        pairs = np.unique(rows * len(self.opinion_section) + self.part_opinion)
        counts = np.bincount(pairs % max(1, len(self.opinion_section)), minlength=len(self.opinion_section))
        object.__setattr__(self, "opinion_rows", counts)

    @property
    def minority(self) -> npt.NDArray[np.bool_]:
        """For each opinion: whether it is given, but by at most MINORITY rows."""
        return (self.opinion_rows > 0) & (self.opinion_rows <= MINORITY)

    def parts(self, row: int) -> list[tuple[int, str, str, int]]:
        """(opinion, section id, stance, citation bits) of each part of a row, for reading and tests."""
        found = []
        for at in range(self.offsets[row], self.offsets[row + 1]):
            opinion = int(self.part_opinion[at])
            section = int(self.opinion_section[opinion])
            name = "" if section == WHOLE else self.sections[section]
            found.append((opinion, name, STANCES[self.opinion_stance[opinion]], int(self.part_cite[at])))
        return found


def _labels(offsets: npt.NDArray[np.int64], opinions: Ints, known: int) -> Ints:
    """The opinion of a row, or ``known`` and up for each distinct set of several; O(n log n)."""
    lengths = np.diff(offsets)
    label = np.zeros(len(lengths), np.int32)
    if len(lengths) == 0:
        return label
    label[:] = opinions[offsets[:-1]]
    several = np.flatnonzero(lengths > 1)
    if len(several) == 0:
        return label
    widest = int(lengths.max())
    sets = np.full((len(several), widest), known, np.int32)
    for place in range(widest):
        has = lengths[several] > place
        sets[has, place] = opinions[offsets[several[has]] + place]
    sets.sort(axis=1)
    for place in range(1, widest):  # the same opinion twice counts once
        sets[sets[:, place] == sets[:, place - 1], place - 1] = known
    sets.sort(axis=1)
    _sets, number = np.unique(sets, axis=0, return_inverse=True)
    alone = (sets[:, 1:] == known).all(axis=1)
    label[several] = np.where(alone, sets[:, 0], known + number.reshape(-1))
    return label


@dataclass(frozen=True)
class Consultation:
    """``table``: id, text, ref, unit, at. ``draft``: ``{"sections": [{"id", "label", "text", "page"}]}``."""

    draft: dict[str, list[dict[str, Any]]]
    table: pa.Table
    truth: Truth
