"""Segments to parts: one part for each proposal of a compound opinion, linked to its one submission.

A text is cut where a list number or a joiner stands, where either side is said alone by somebody else, and where two sentences
both begin like proposals. Everything else stays together: a reason belongs to what it gives reason for.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.segments import Segments
from caunoi.synthesis.words import Lexicon


class Parts(NamedTuple):
    """``bounds`` (parts × 2) cut ``words``; ``offsets`` cut the parts by text (at least one each); the rest by part."""

    words: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    hashes: npt.NDArray[np.uint64]
    offsets: npt.NDArray[np.int64]


def alone(segments: Segments, lexicon: Lexicon) -> npt.NDArray[np.uint64]:
    """What is said alone, as a table of hashes: of texts that have one segment, or none cut off for certain."""
    found = _alone(segments, lexicon.skeletons)
    table = np.zeros(1 << max(4, (2 * len(found)).bit_length()), np.uint64)
    _fill(table, found)
    return table


def assemble(segments: Segments, lexicon: Lexicon, said_alone: npt.NDArray[np.uint64]) -> Parts:
    """The parts of every text; a part that says the same at the same place as one before it is left out."""
    hashes = lexicon.skeletons
    return Parts(segments.words, *_assemble(segments, hashes, lexicon.flags, said_alone, lexicon.number("và")))


@uncounted
def hash_of(words: Any, begin: int, end: int, hashes: Any) -> Any:
    """64 bits of a run of words, in their order; never 0."""
    hashed = np.uint64(0x2545F4914F6CDD1D)
    for at in range(begin, end):
        hashed = (hashed ^ hashes[words[at]]) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(32)
    return hashed | np.uint64(1)


@uncounted
def _half(words: Any, begin: int, end: int) -> Any:
    """The end of a run without its second half, where it is the first once more (pasted twice)."""
    length = end - begin
    if length % 2 or length < 6:
        return end
    for at in range(length // 2):
        if words[begin + at] != words[begin + length // 2 + at]:
            return end
    return begin + length // 2


@compiled
def _alone(segments: Any, hashes: Any) -> Any:
    words, bounds, _places, _quoted, flags, offsets = segments
    found = np.empty(len(offsets) - 1, np.uint64)
    count = 0
    for text in range(len(offsets) - 1):
        first, last = offsets[text], offsets[text + 1]
        if first == last:
            continue
        certain = False
        for segment in range(first + 1, last):
            if not flags[segment] & 2:
                certain = True
        if certain:
            continue
        begin, end = bounds[first, 0], _half(words, bounds[first, 0], bounds[last - 1, 1])
        if end - begin >= 2:
            found[count] = hash_of(words, begin, end, hashes)
            count += 1
    return found[:count]


@uncounted
def _fill(table: Any, keys: Any) -> None:
    mask = np.uint64(len(table) - 1)
    for key in keys:
        slot = key & mask
        while table[slot] != 0 and table[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = key


@uncounted
def _holds(table: Any, key: Any) -> Any:
    mask = np.uint64(len(table) - 1)
    slot = key & mask
    while table[slot] != 0:
        if table[slot] == key:
            return True
        slot = (slot + np.uint64(1)) & mask
    return False


@uncounted
def _stands_alone(words: Any, begin: int, end: int, hashes: Any, table: Any, conjunction: int) -> Any:
    if end - begin < 2:
        return False
    if words[end - 1] == conjunction:
        end -= 1
    return _holds(table, hash_of(words, begin, end, hashes))


@uncounted
def _needs_object(words: Any, begin: int, end: int, flags: Any, place: Any) -> Any:
    """Whether words that name no place say nothing of the matter: "…, đề nghị sửa lại"."""
    for at in range(begin, end):
        if not flags[words[at]] & 32:
            return False
    return place == 0


@compiled
def _assemble(segments: Any, hashes: Any, functions: Any, table: Any, conjunction: int) -> Any:
    words, bounds, places, quoted, flags, offsets = segments
    texts = len(offsets) - 1
    room = len(bounds) + texts
    out, place_of, quote_of = np.empty((room, 2), np.int64), np.zeros(room, np.int64), np.full(room, -1, np.int32)
    mark_of, hash_of_part, cuts = np.zeros(room, np.uint8), np.zeros(room, np.uint64), np.zeros(texts + 1, np.int64)
    count = 0
    for text in range(texts):
        first, last = offsets[text], offsets[text + 1]
        begin_of_text = count
        segment = first
        while segment < last:
            begin, end = bounds[segment, 0], bounds[segment, 1]
            place, quote, mark = places[segment], quoted[segment], flags[segment]
            following = segment + 1
            while following < last:
                weak = (flags[following] & 2) != 0
                its_begin, its_end = bounds[following, 0], bounds[following, 1]
                if its_end == its_begin or end == begin:  # a citation or quotation with no words goes with its neighbor
                    joins = True
                    if end == begin and place != 0 and places[following] != 0 and places[following] != place:
                        joins = False
                elif flags[following] & 32:
                    joins = True
                elif weak:
                    joins = _needs_object(words, its_begin, its_end, functions, places[following]) or not (
                        _stands_alone(words, begin, end, hashes, table, conjunction)
                        or _stands_alone(words, its_begin, its_end, hashes, table, conjunction)
                    )
                else:
                    both = (mark & 8) != 0 and (flags[following] & 8) != 0
                    moved = place != 0 and places[following] != 0 and places[following] != place
                    joins = not (
                        (flags[following] & 1) != 0
                        or both
                        or moved
                        or _stands_alone(words, its_begin, its_end, hashes, table, conjunction)
                        or _stands_alone(words, begin, end, hashes, table, conjunction)
                    )
                if not joins:
                    break
                if place == 0:
                    place = places[following]
                if quote < 0:
                    quote = quoted[following]
                if begin == end:
                    begin = its_begin
                    mark |= flags[following]
                mark |= flags[following] & np.uint8(4)
                end = max(end, its_end)
                following += 1
            if following < last and end > begin and words[end - 1] == conjunction:
                end -= 1
            end = _half(words, begin, end)
            hashed = hash_of(words, begin, end, hashes)
            known = False
            for part in range(begin_of_text, count):
                if hash_of_part[part] == hashed and (place_of[part] == place or place == 0 or place_of[part] == 0):
                    known = True
                    if place_of[part] == 0:
                        place_of[part] = place
            if not known:
                out[count, 0], out[count, 1] = begin, end
                place_of[count], quote_of[count], mark_of[count], hash_of_part[count] = place, quote, mark, hashed
                count += 1
            segment = following
        if count == begin_of_text:  # nothing but a greeting, or nothing at all: still one part, so that nothing is lost
            where = bounds[first, 0] if first < len(bounds) else len(words)
            out[count, 0], out[count, 1] = where, where
            hash_of_part[count] = hash_of(words, where, where, hashes)
            count += 1
        cuts[text + 1] = count
    return (
        out[:count].copy(),
        place_of[:count].copy(),
        quote_of[:count].copy(),
        mark_of[:count].copy(),
        hash_of_part[:count].copy(),
        cuts,
    )
