"""The difference test: two wordings are one opinion only where everything that differs is explainable noise.

Noise is: marks left out or set elsewhere, one letter typed wrongly in a word that is none, words run together or torn apart, an
abbreviation of just these words, a filler, a word typed twice. Numbers, negations and citations must be equal. A word that reads
well where it stands (other opinions use it so) is meant as it stands, however near it is to the other.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled

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


class Contexts(NamedTuple):
    """Where words read well: of each pair of neighbors, the third words beside it as a set of 64 bits, and how often."""

    keys: npt.NDArray[np.uint64]
    thirds: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]


@compiled
def _pair(one: int, other: int, side: int) -> Any:
    return (np.uint64(one) << np.uint64(33)) | (np.uint64(other) << np.uint64(1)) | np.uint64(side)


@compiled
def _slot(keys: Any, key: Any) -> Any:
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    slot = (mixed ^ (mixed >> np.uint64(29))) & np.uint64(len(keys) - 1)
    while keys[slot] != 0 and keys[slot] != key + np.uint64(1):
        slot = (slot + np.uint64(1)) & np.uint64(len(keys) - 1)
    return slot


@compiled
def learn_contexts(words: Any, bounds: Any, wanted: Any, hashes: Any, size: int) -> Any:
    """Pairs of neighbors in the wanted wordings, and whether each stands beside different third words."""
    keys, thirds, counts = np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.int32)
    for form in range(len(bounds)):
        if not wanted[form]:
            continue
        begin, end = bounds[form, 0], bounds[form, 1]
        for at in range(begin, end - 1):
            for side in range(2):
                third = (words[at + 2] if at + 2 < end else -1) if side == 0 else (words[at - 1] if at > begin else -1)
                slot = _slot(keys, _pair(words[at], words[at + 1], side))
                keys[slot] = _pair(words[at], words[at + 1], side) + np.uint64(1)
                # The bit of the word itself, not of its number, which the order of the texts changes.
                mixed = hashes[third] * np.uint64(0x9E3779B97F4A7C15) if third >= 0 else np.uint64(0)
                thirds[slot] |= np.uint64(1) << (mixed >> np.uint64(58))
                counts[slot] += 1
    return keys, thirds, counts


@compiled
def _at_home(contexts: Any, pair: Any, instead: Any) -> Any:
    """Whether a pair of neighbors stands beside different words, and not seldom next to the pair that might be meant instead."""
    keys, thirds, counts = contexts
    slot = _slot(keys, pair)
    bits = thirds[slot]
    return bits & (bits - np.uint64(1)) != 0 and counts[slot] * 12 > counts[_slot(keys, instead)]


@compiled
def _reads_well(words: Any, begin: int, end: int, at: int, instead: int, contexts: Any) -> Any:
    if at > begin and _at_home(contexts, _pair(words[at - 1], words[at], 0), _pair(words[at - 1], instead, 0)):
        return True
    return at + 1 < end and _at_home(contexts, _pair(words[at], words[at + 1], 1), _pair(instead, words[at + 1], 1))


@compiled
def distance(one: Any, begin: int, end: int, other: Any, start: int, stop: int, most: int) -> Any:
    """Letters typed wrongly between two runs (dropped, doubled, changed, swapped with the next); above ``most`` any number."""
    while begin < end and start < stop and one[begin] == other[start]:
        begin, start = begin + 1, start + 1
    while begin < end and start < stop and one[end - 1] == other[stop - 1]:
        end, stop = end - 1, stop - 1
    rows, columns = end - begin, stop - start
    if rows == 0 or columns == 0:
        return rows + columns
    if abs(rows - columns) > most or min(rows, columns) > 24:
        return most + 1
    before, row, last = np.zeros(26, np.int64), np.arange(26), np.zeros(26, np.int64)
    if columns > 24:
        return most + 1
    for i in range(1, rows + 1):
        for j in range(columns + 1):
            last[j], before[j] = before[j], row[j]
        row[0] = i
        for j in range(1, columns + 1):
            cost = 0 if one[begin + i - 1] == other[start + j - 1] else 1
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + cost)
            if (
                i > 1
                and j > 1
                and one[begin + i - 1] == other[start + j - 2]
                and one[begin + i - 2] == other[start + j - 1]
            ):
                best = min(best, last[j - 2] + 1)
            row[j] = best
    return row[columns]


@compiled
def _has_vowel(letters: Any, begin: int, end: int) -> Any:
    for at in range(begin, end):
        letter = letters[at]
        if letter in (97, 101, 105, 111, 117, 121):
            return True
    return False


@compiled
def _is_slip(a: int, b: int, spelling: Any) -> Any:
    """Whether one of two words is a slip of the keyboard for the other: one of them is no word at all."""
    letters, ends = spelling[0], spelling[1]
    a_begin, b_begin = (ends[a - 1] if a else 0), (ends[b - 1] if b else 0)
    a_reads, b_reads = _has_vowel(letters, a_begin, ends[a]), _has_vowel(letters, b_begin, ends[b])
    length = max(ends[a] - a_begin, ends[b] - b_begin)
    if not (
        a_reads and b_reads
    ):  # abbreviations that differ mean different things; a word that lost its vowel does not
        if a_reads == b_reads or letters[a_begin] != letters[b_begin] or min(ends[a] - a_begin, ends[b] - b_begin) < 2:
            return False
        return distance(letters, a_begin, ends[a], letters, b_begin, ends[b], 1) <= 1
    most = 1 if length < 5 else 2
    return length >= 2 and distance(letters, a_begin, ends[a], letters, b_begin, ends[b], most) <= most


@compiled
def _abbreviates(short: int, words: Any, begin: int, end: int, spelling: Any) -> Any:
    """How many words from ``begin`` on the letters of ``short`` are the first letters of; 0 where they are not."""
    letters, ends, flags = spelling[0], spelling[1], spelling[2]
    start, stop = (ends[short - 1] if short else 0), ends[short]
    count = stop - start
    if count < 2 or begin + count > end or not flags[short] & 4:
        return 0
    for at in range(count):
        word = words[begin + at]
        first = ends[word - 1] if word else 0
        if flags[word] & 3 or letters[first] != letters[start + at]:
            return 0
    return count


@compiled
def _is_beginning(a: int, b: int, spelling: Any) -> Any:
    """Whether one word is the first consonants of the other: "tr nhiệm" for trách nhiệm."""
    letters, ends, flags = spelling[0], spelling[1], spelling[2]
    short, long = (a, b) if flags[a] & 4 else (b, a)
    if not flags[short] & 4 or flags[long] & 23:
        return False
    start, first = (ends[short - 1] if short else 0), (ends[long - 1] if long else 0)
    size = ends[short] - start
    if size > 3 or size >= ends[long] - first or _has_vowel(letters, start, ends[short]):
        return False
    for at in range(size):
        if letters[start + at] != letters[first + at]:
            return False
    return True


@compiled
def _together(words: Any, at: int, count: int, spelling: Any, out: Any) -> Any:
    letters, ends, flags = spelling[0], spelling[1], spelling[2]
    filled = 0
    for place in range(at, at + count):
        word = words[place]
        if flags[word] & 19 or filled + ends[word] - (ends[word - 1] if word else 0) > len(out):
            return 0
        for letter in range(ends[word - 1] if word else 0, ends[word]):
            out[filled] = letters[letter]
            filled += 1
    return filled


@compiled
def _run_together(words: Any, one: int, ones: int, other: int, others: int, spelling: Any, scratch: Any) -> Any:
    """Whether ``ones`` words and ``others`` words are the same letters but for the spaces (and at most one slip)."""
    first = _together(words, one, ones, spelling, scratch[0])
    second = _together(words, other, others, spelling, scratch[1])
    if first < 4 or second < 4:
        return False
    return distance(scratch[0], 0, first, scratch[1], 0, second, 1) <= 1


@compiled
def compare(
    words: Any,
    one: int,
    one_end: int,
    other: int,
    other_end: int,
    bare: bool,
    spelling: Any,
    contexts: Any,
    scratch: Any,
    steps: Any,
) -> Any:
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
                    if _hook_or_tilde(a, b, spelling) and not _reads_well(words, begin, one_end, one, b, contexts):
                        kind = 1
                elif not _reads_well(words, begin, one_end, one, b, contexts) or not _reads_well(
                    words, start, other_end, other, a, contexts
                ):
                    kind = 1
            else:
                kind, ones, others = _apart_or_together(words, one, one_end, other, other_end, spelling, scratch)
                if kind == 7 and not (flags[a] | flags[b]) & 19 and _is_slip(a, b, spelling):
                    if (flags[a] | flags[b]) & 4 or (
                        one_end - begin >= 5 and not _reads_well(words, begin, one_end, one, b, contexts)
                    ):
                        kind = 2
                if kind == 7 and _is_beginning(a, b, spelling):
                    kind = 4
        if kind == 7:
            kind, ones, others = _unequal(words, begin, one, one_end, start, other, other_end, spelling, scratch)
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


@compiled
def _unequal(
    words: Any, begin: int, one: int, one_end: int, start: int, other: int, other_end: int, spelling: Any, scratch: Any
) -> Any:
    """Noise that takes another number of words on either side: (kind, words of the one, words of the other)."""
    flags, plain = spelling[2], spelling[3]
    if one < one_end and other < other_end:
        short = _abbreviates(words[one], words, other, other_end, spelling)
        if short:
            return 4, 1, short
        short = _abbreviates(words[other], words, one, one_end, spelling)
        if short:
            return 4, short, 1
    if one < one_end and flags[words[one]] & 64:
        return 5, 1, 0
    if other < other_end and flags[words[other]] & 64:
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


@compiled
def _goes_on(words: Any, one: int, one_end: int, other: int, other_end: int, plain: Any) -> Any:
    """Whether both wordings go on alike, or both end."""
    if one >= one_end or other >= other_end:
        return one >= one_end and other >= other_end
    return plain[words[one]] == plain[words[other]]


@compiled
def _apart_or_together(
    words: Any, one: int, one_end: int, other: int, other_end: int, spelling: Any, scratch: Any
) -> Any:
    """Words run together or torn apart, so that one of them is no word: (kind, words of the one, words of the other)."""
    flags = spelling[2]
    for ones in range(1, 4):
        for others in range(1, 4):
            if (ones == 1) == (others == 1) or one + ones > one_end or other + others > other_end:
                continue
            if not (_torn(words, one, ones, flags) or _torn(words, other, others, flags)):
                continue
            if _goes_on(words, one + ones, one_end, other + others, other_end, spelling[3]) and _run_together(
                words, one, ones, other, others, spelling, scratch
            ):
                return 3, ones, others
    return 7, 1, 1


@compiled
def _hook_or_tilde(a: int, b: int, spelling: Any) -> Any:
    """Whether two words differ by hỏi and ngã only, which half of the country says alike."""
    tones, qualities = spelling[4], spelling[5]
    return qualities[a] == qualities[b] and tones[a] + tones[b] == 7 and abs(tones[a] - tones[b]) == 1


@compiled
def _torn(words: Any, at: int, count: int, flags: Any) -> Any:
    for place in range(at, at + count):
        if flags[words[place]] & 4:
            return True
    return False
