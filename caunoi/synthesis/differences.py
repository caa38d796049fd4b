"""The difference test: two wordings are one opinion only where everything that differs is explainable noise.

Noise is: marks left out or set elsewhere, one letter typed wrongly in a word that is none, words run together or torn apart, an
abbreviation of just these words, a filler, a word typed twice. Numbers, negations and citations must be equal. A word that reads
well where it stands (other opinions use it so) is meant as it stands, however near it is to the other.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.noise import abbreviates, apart_or_together, hook_or_tilde, is_beginning, is_slip, sounds_alike

SAME: Final = 0
MARKS_MISSING: Final = 1
TYPO: Final = 2
RUN_TOGETHER: Final = 3
ABBREVIATION: Final = 4
FILLER_WORD: Final = 5
TYPED_TWICE: Final = 6
MEANT: Final = 7  # a difference that is no noise

_PROTECTED = 1 | 2 | 16  # NUMBER, NEGATION, LOCATOR
_MOST = 64  # differences shown; a wording that differs more often is another anyway


class Spelling(NamedTuple):
    """Letters of every word: ``letters`` (code points of the skeletons) cut by ``ends``; by word its ``flags``, skeleton
    (``plain``), tone, and a hash of the word without its tone (``toneless``)."""

    letters: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]
    flags: npt.NDArray[np.uint16]
    plain: npt.NDArray[np.int32]
    tones: npt.NDArray[np.int8]
    toneless: npt.NDArray[np.uint32]
    currency: int  # the skeleton of "đồng"


class Contexts(NamedTuple):
    """Where words read well: of each pair of neighbors, the third words beside it as a set of 64 bits, and how often."""

    keys: npt.NDArray[np.uint64]
    thirds: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]


@uncounted
def _pair(one: int, other: int, side: int) -> Any:
    return (np.uint64(one) << np.uint64(33)) | (np.uint64(other) << np.uint64(1)) | np.uint64(side)


@uncounted
def _bare_pair(one: int, other: int, side: int) -> Any:
    """A pair without its marks, kept apart from words that have none."""
    return _pair(one, other, side) | (np.uint64(1) << np.uint64(63))


@uncounted
def _slot(keys: Any, key: Any) -> Any:
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    slot = (mixed ^ (mixed >> np.uint64(29))) & np.uint64(len(keys) - 1)
    while keys[slot] != 0 and keys[slot] != key + np.uint64(1):
        slot = (slot + np.uint64(1)) & np.uint64(len(keys) - 1)
    return slot


@compiled
def learn_contexts(words: Any, bounds: Any, wanted: Any, hashes: Any, plain: Any, size: int) -> Any:
    """Pairs of neighbors in the wanted wordings, with and without their marks, and whether each stands beside different third
    words.

    ``size`` (a power of two): how many pairs there is room for, half of which may be filled; also whether that was enough.
    """
    filled = 0
    keys, thirds, counts = np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.int32)
    for form in range(len(bounds)):
        if not wanted[form]:
            continue
        begin, end = bounds[form, 0], bounds[form, 1]
        for at in range(begin, end - 1):
            one, other = words[at], words[at + 1]
            for side in range(2):
                third = (words[at + 2] if at + 2 < end else -1) if side == 0 else (words[at - 1] if at > begin else -1)
                # The bit of the word itself, not of its number, which the order of the texts changes; however it is marked.
                mixed = hashes[plain[third]] * np.uint64(0x9E3779B97F4A7C15) if third >= 0 else np.uint64(0)
                for stripped in range(2):
                    pair = _bare_pair(plain[one], plain[other], side) if stripped else _pair(one, other, side)
                    slot = _slot(keys, pair)
                    if keys[slot] == 0:
                        filled += 1
                        if 2 * filled > size:
                            return keys, thirds, counts, False
                    keys[slot] = pair + np.uint64(1)
                    thirds[slot] |= np.uint64(1) << (mixed >> np.uint64(58))
                    counts[slot] += 1
    return keys, thirds, counts, True


@uncounted
def _at_home(contexts: Any, pair: Any, instead: Any, seldom: int) -> Any:
    """Whether a pair of neighbors stands beside different words, and not seldom (once in so many) next to the pair that might be
    meant instead."""
    keys, thirds, counts = contexts
    slot = _slot(keys, pair)
    bits = thirds[slot]
    return bits & (bits - np.uint64(1)) != 0 and counts[slot] * seldom > counts[_slot(keys, instead)]


@uncounted
def _reads_well(words: Any, begin: int, end: int, at: int, instead: int, contexts: Any, seldom: int = 12) -> Any:
    if at > begin and _at_home(contexts, _pair(words[at - 1], words[at], 0), _pair(words[at - 1], instead, 0), seldom):
        return True
    if at + 1 == end:
        return False
    return _at_home(contexts, _pair(words[at], words[at + 1], 1), _pair(instead, words[at + 1], 1), seldom)


@uncounted
def _both_read_well(
    words: Any, begin: int, one: int, one_end: int, start: int, other: int, other_end: int, contexts: Any, seldom: int
) -> Any:  # fmt: skip
    """Whether each of two words is at home where it stands, beside the other in its place."""
    if not _reads_well(words, begin, one_end, one, words[other], contexts, seldom):
        return False
    return _reads_well(words, start, other_end, other, words[one], contexts, seldom)


@uncounted
def _reads_well_bare(words: Any, begin: int, end: int, at: int, instead: int, contexts: Any, plain: Any) -> Any:
    """Without marks, where half of all slips are words: whether a pair is at home, and more often than the one meant instead.

    "ho ly" is a nurse (hộ lý) and no "thợ lò" with two slips: nobody says "tho ly". "Cao mủ" lost the mark of one word (cạo mủ).
    """
    one, meant = plain[words[at]], plain[instead]
    keys, _thirds, counts = contexts
    for side in range(2):
        if (at > begin) if side == 0 else (at + 1 < end):
            near = plain[words[at - 1 + 2 * side]]
            own = _bare_pair(near, one, 0) if side == 0 else _bare_pair(one, near, 1)
            other = _bare_pair(near, meant, 0) if side == 0 else _bare_pair(meant, near, 1)
            if _at_home(contexts, own, other, 12) and counts[_slot(keys, own)] * 4 > counts[_slot(keys, other)]:
                return True
    return False


@uncounted
def _has_context(words: Any, begin: int, end: int, at: int, flags: Any) -> Any:
    """Whether a neighbor is a word: beside nothing but slips no word reads well ("htợ lò"), whatever was meant."""
    return (at > begin and not flags[words[at - 1]] & 4) or (at + 1 < end and not flags[words[at + 1]] & 4)


@uncounted
def _meant_as(
    words: Any, begin: int, end: int, at: int, start: int, stop: int, other: int, flags: Any, contexts: Any
) -> Any:
    """Whether a few words say nothing of the matter but for one ("hất trí"), which seldom stands where the other does."""
    if flags[words[at]] & 32 or not flags[words[other]] & 32:
        return False
    for place in range(begin, end):
        if place != at and not flags[words[place]] & 32:
            return False
    counts = contexts[2]
    for side in range(2):
        if (at > begin and other > start) if side == 0 else (at + 1 < end and other + 1 < stop):
            own = _slot(contexts[0], _pair(words[at - 1 + side], words[at + side], side))
            instead = _slot(contexts[0], _pair(words[other - 1 + side], words[other + side], side))
            if counts[instead] >= max(12, 4 * counts[own]):
                return True
    return False


@uncounted
def compare(
    words: Any, one: int, one_end: int, other: int, other_end: int, bare: bool, spelling: Any, contexts: Any, scratch: Any,
    steps: Any,
) -> Any:  # fmt: skip
    """Walk both wordings at once; the number of differences written to ``steps`` (kind, place and length in each), or -1.

    -1 where something differs that is no noise: that is the last step written, ``steps[0, 0]`` counts them. ``bare``: one of
    the two carries no marks at all. O(words) but for the letters of the few words that differ.
    """
    flags, plain = spelling[2], spelling[3]
    begin, start, count = one, other, 1
    while one < one_end or other < other_end:
        if count >= len(steps):
            break
        kind, ones, others = 7, 1, 1
        if one < one_end and other < other_end:
            a, b = words[one], words[other]
            if a == b:
                one, other = one + 1, other + 1
                continue
            if plain[a] == plain[b]:
                if bare or (flags[a] | flags[b]) & 4:
                    kind = 1
                elif (
                    flags[a] & flags[b] & 8
                ):  # both carry marks, and they differ: only hỏi and ngã are taken for each other
                    if hook_or_tilde(a, b, spelling) and not _both_read_well(
                        words, begin, one, one_end, start, other, other_end, contexts, 3
                    ):
                        kind = 1
                elif not _both_read_well(words, begin, one, one_end, start, other, other_end, contexts, 12):
                    kind = 1
            else:
                # Most pairs end here, so that nothing is asked that two words of the language cannot be.
                invalid = (flags[a] | flags[b]) & 4
                if invalid or _torn(words, one, one_end, flags) or _torn(words, other, other_end, flags):
                    kind, ones, others = apart_or_together(words, one, one_end, other, other_end, spelling, scratch)
                if kind == 7 and not (flags[a] | flags[b]) & 19 and is_slip(a, b, spelling):
                    if (
                        invalid
                        or (
                            one_end - begin >= 5
                            and _has_context(words, begin, one_end, one, flags)
                            and not _reads_well(words, begin, one_end, one, b, contexts)
                            and not _reads_well_bare(words, begin, one_end, one, b, contexts, plain)
                        )
                        or _meant_as(words, begin, one_end, one, start, other_end, other, flags, contexts)
                    ):
                        kind = 2
                unfixed = kind == 7 and one_end - begin >= 5 and not (flags[a] | flags[b]) & 19
                if unfixed and sounds_alike(a, b, spelling):
                    if not _both_read_well(words, begin, one, one_end, start, other, other_end, contexts, 3):
                        kind = 2
                if kind == 7 and invalid:
                    if is_beginning(a, b, spelling):
                        kind = 4
                    else:
                        kind, ones, others = _abbreviated(words, one, one_end, other, other_end, spelling)
        if kind == 7:
            kind, ones, others = _unequal(words, begin, one, one_end, start, other, other_end, spelling)
        steps[count, 0], steps[count, 1], steps[count, 2], steps[count, 3], steps[count, 4] = (
            kind,
            one - begin,
            ones,
            other - start,
            others,
        )
        steps[0, 0] = count
        if kind == 7:
            return -1
        count += 1
        one, other = one + ones, other + others
    if one < one_end or other < other_end:
        return -1
    steps[0, 0] = count - 1
    return count - 1


@uncounted
def _counts_money(words: Any, begin: int, at: int, spelling: Any) -> Any:
    """Whether a "đồng" stands behind thousands or millions, which are money without it too: "500k", "500 nghìn đồng"."""
    if at - begin < 2 or spelling[3][words[at]] != spelling[6]:
        return False
    return spelling[2][words[at - 1]] & (1 | 128) == 1 and spelling[2][words[at - 2]] & 128 != 0


@uncounted
def _torn(words: Any, at: int, end: int, flags: Any) -> Any:
    """Whether one of the three words from ``at`` on is none, so that it may be a piece of one, or several."""
    for place in range(at, min(at + 3, end)):
        if flags[words[place]] & 4:
            return True
    return False


@uncounted
def _abbreviated(words: Any, one: int, one_end: int, other: int, other_end: int, spelling: Any) -> Any:
    """Whether one word is the first letters of the words there: (kind, words of the one, words of the other)."""
    short = abbreviates(words[one], words, other, other_end, spelling)
    if short:
        return 4, 1, short
    short = abbreviates(words[other], words, one, one_end, spelling)
    return (4, short, 1) if short else (7, 1, 1)


@uncounted
def _unequal(
    words: Any, begin: int, one: int, one_end: int, start: int, other: int, other_end: int, spelling: Any
) -> Any:  # fmt: skip
    """Noise that takes another number of words on either side: (kind, words of the one, words of the other)."""
    flags, plain = spelling[2], spelling[3]
    if one < one_end and (flags[words[one]] & 64 or _counts_money(words, begin, one, spelling)):
        return 5, 1, 0
    if other < other_end and (flags[words[other]] & 64 or _counts_money(words, start, other, spelling)):
        return 5, 0, 1
    if one < one_end and one > begin and plain[words[one]] == plain[words[one - 1]] and not flags[words[one]] & 3:
        return 6, 1, 0
    if (
        other < other_end
        and other > start
        and plain[words[other]] == plain[words[other - 1]]
        and not flags[words[other]] & 3
    ):
        return 6, 0, 1
    return 7, (1 if one < one_end else 0), (1 if other < other_end else 0)
