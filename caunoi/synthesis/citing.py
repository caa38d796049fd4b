"""Places of the draft cited inside texts ("mục 2 phần II"), and the numbers of lists, which are none ("điểm thứ hai:")."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis import citations
from caunoi.synthesis.citations import put
from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.trie import longest
from caunoi.synthesis.words import Lexicon

_UNITS: Final = ("triệu", "nghìn", "đồng", "phần", "người", "lần", "ngày", "tháng", "năm", "giờ", "tỷ", "buổi")


class Naming(NamedTuple):
    """Of every word: which division of a draft it names (-1: none), what it counts as behind one, whether it is a unit of measure
    ("điều 2 triệu đồng" is no citation); and how places are packed."""

    kinds: npt.NDArray[np.int8]
    values: npt.NDArray[np.int32]
    units: npt.NDArray[np.bool_]
    shifts: npt.NDArray[np.int64] = citations.SHIFT_ARRAY
    masks: npt.NDArray[np.int64] = citations.MASK_ARRAY


def naming(lexicon: Lexicon, first: int = 0) -> Naming:
    """What the words of a lexicon from ``first`` on do in citations. O(words)."""
    words = lexicon.words[first:]
    kinds = np.array([citations.kind_of(word) for word in words], np.int8)
    values = np.array([citations.value_of(word) for word in words], np.int32)
    plain = lexicon.plain
    measures = {int(plain[lexicon.number(word)]) for word in _UNITS}
    units = np.array([number in measures for number in plain[first:].tolist()], np.bool_)  # with and without marks
    return Naming(kinds, values, units)


@compiled
def is_numbered(words: Any, gaps: Any, values: Any, flags: Any, at: int, end: int) -> Any:
    """Whether a list number stands here: "1.", "2)", "a)", with words behind it."""
    if at + 1 >= end or values[words[at]] == 0 or values[words[at]] > 99:
        return False
    return (gaps[at + 1] & (8 | 256 | 64 | 2)) != 0


@compiled
def counting(words: Any, plain: Any, gaps: Any, flags: Any, kinds: Any, at: int, end: int, named: Any) -> Any:
    """How many words are "thứ hai:", "điểm thứ hai,", "vấn đề thứ nhất:", "ý 4:" with the mark behind them; 0 where none stands.

    ``named``: from the fourth on the skeletons of "nhất", "thứ", "tư", "ý".

    "Phần thứ hai:" is a place of the draft; so is "điểm thứ 2", in digits.
    """
    if (
        at + 2 < end
        and plain[at] == named[6]
        and flags[words[at + 1]] & 1
        and not gaps[at + 1] & 0x1FF
        and gaps[at + 2] & 3
    ):
        return 2
    for before in range(3):
        place = at + before
        if place + 2 >= end or (before and gaps[place] & 0x1FF) or flags[words[place]] & 3:
            return 0
        if plain[place] == named[4] and (flags[words[place + 1]] & 1 or plain[place + 1] in (named[3], named[5])):
            if not gaps[place + 2] & 3 or gaps[place + 1] & 0x1FF:
                return 0
            kind = kinds[words[place - 1]] if before else -1
            if kind >= 0 and (before > 1 or kind not in (3, 5) or flags[words[place + 1]] & 128):
                return 0
            return before + 2
    return 0


@compiled
def _new_sentence(gap: Any) -> Any:
    """Whether a stop stands there, or a new line that a capital or a dash opens."""
    return (gap & 0x1C) != 0 or ((gap & 32) != 0 and (gap & (512 | 64)) != 0)


@compiled
def place_at(
    words: Any, gaps: Any, at: int, end: int, flags: Any, kinds: Any, values: Any, units: Any, shifts: Any, masks: Any
) -> Any:
    """The place cited from ``at`` on and where the words after it begin; (0, at) where none is."""
    place, after, first = np.int64(0), at, at
    while at + 1 < end and kinds[words[at]] >= 0 and not (after > first and _new_sentence(gaps[at])):
        if (place >> shifts[kinds[words[at]]]) & masks[kinds[words[at]]]:
            break  # another place begins
        if values[words[at + 1]] == 0 and at + 2 < end and flags[words[at + 1]] & 16384:  # "trang số 13", "phần thứ 2"
            place = put(place, kinds[words[at]], values[words[at + 2]], shifts, masks)
            at += 3
            after = at if place else after
            continue
        if values[words[at + 1]] == 0:
            break
        if (
            at + 2 < end
            and units[words[at + 2]]
            and not gaps[at + 2] & 0x1FF
            and flags[words[at + 1]] & 128
            and not kinds[words[at + 2]] >= 0
        ):
            break
        place = put(place, kinds[words[at]], values[words[at + 1]], shifts, masks)
        at += 2
        after = at
        while at + 1 < end and flags[words[at]] & 2048 and kinds[words[at + 1]] >= 0:
            at += 1
    return place, after


@compiled
def leads(plain: Any, kept: Any, plain_of: Any, begin: int, count: int, at: int, runs: Any) -> Any:
    """Whether all that a segment has before the citation at ``at`` is an approved lead."""
    length = count - begin
    for place in range(length):
        if plain[at - length + place] != plain_of[kept[begin + place]]:
            return False
    return longest(runs, plain, at - length, at, 4096)[0] == length
