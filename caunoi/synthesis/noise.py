"""What explains that words differ: a slip of the keyboard, an abbreviation, words run together or torn apart."""

from typing import Any

import numpy as np

from caunoi.synthesis.compiled import compiled, uncounted


@uncounted
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
    if most == 1:  # without what is alike at either end nothing else is left than one letter, or two that are swapped
        swapped = one[begin] == other[stop - 1] and one[end - 1] == other[start]
        return 1 if rows * columns == 1 or (rows == 2 and columns == 2 and swapped) else 2
    if _letters_apart(one, begin, end, other, start, stop) > 2 * most:
        return most + 1
    return most + 1 if columns > 24 else _by_table(one, begin, rows, other, start, columns)


@compiled
def _by_table(one: Any, begin: int, rows: int, other: Any, start: int, columns: int) -> Any:
    """Letters typed wrongly between two runs of 24 letters at most."""
    before, row, last = np.zeros(26, np.int64), np.arange(26), np.zeros(26, np.int64)
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


@uncounted
def _letters_apart(one: Any, begin: int, end: int, other: Any, start: int, stop: int) -> Any:
    """How many letters stand in one of two runs only: one slip changes two at most."""
    letters = np.uint32(0)
    for at in range(begin, end):
        letters |= np.uint32(1) << np.uint32(one[at] & 31)
    its_letters = np.uint32(0)
    for at in range(start, stop):
        its_letters |= np.uint32(1) << np.uint32(other[at] & 31)
    apart, count = letters ^ its_letters, 0
    while apart:
        apart &= apart - np.uint32(1)
        count += 1
    return count


@uncounted
def _has_vowel(letters: Any, begin: int, end: int) -> Any:
    for at in range(begin, end):
        letter = letters[at]
        if letter in (97, 101, 105, 111, 117, 121):
            return True
    return False


@uncounted
def is_slip(a: int, b: int, spelling: Any) -> Any:
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
    # Two words of the language are one letter apart at most: "tuan" and "thang" mean different things.
    # So are two that are none: VNeID and VssID.
    most = 2 if length >= 5 and (spelling[2][a] ^ spelling[2][b]) & 4 else 1
    if length >= 2 and distance(letters, a_begin, ends[a], letters, b_begin, ends[b], most) <= most:
        return True
    for begin, end, start, stop in ((a_begin, ends[a], b_begin, ends[b]), (b_begin, ends[b], a_begin, ends[a])):
        if _ends_in_i(letters, begin, end) and _is_slip_of_other_i(letters, begin, end, start, stop, most):
            return True
    return False


@compiled
def _is_slip_of_other_i(letters: Any, begin: int, end: int, start: int, stop: int, most: int) -> Any:
    """Whether a word that ends in i is a slip with y, or the other way: "xy" for xây was read as "xi", "hi" for khi as "hy"."""
    typed = letters[begin:end].copy()
    typed[-1] = 226 - typed[-1]  # i + y
    return distance(typed, 0, end - begin, letters, start, stop, most) <= most


@uncounted
def _ends_in_i(letters: Any, begin: int, end: int) -> Any:
    """Whether a word ends in a lone i or y, which are spelled one way."""
    return letters[end - 1] in (105, 121) and end - begin > 1 and not _has_vowel(letters, begin, end - 1)


@uncounted
def abbreviates(short: int, words: Any, begin: int, end: int, spelling: Any) -> Any:
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


@uncounted
def is_beginning(a: int, b: int, spelling: Any) -> Any:
    """Whether one word is the first consonants of the other, or all of them: "tr nhiệm" for trách nhiệm, "vc" for việc."""
    letters, ends, flags = spelling[0], spelling[1], spelling[2]
    short, long = (a, b) if flags[a] & 4 else (b, a)
    if not flags[short] & 4 or flags[long] & 23:
        return False
    start, first = (ends[short - 1] if short else 0), (ends[long - 1] if long else 0)
    size = ends[short] - start
    if size > 3 or size >= ends[long] - first or _has_vowel(letters, start, ends[short]):
        return False
    begins, bones = True, 0
    for at in range(size):
        if letters[start + at] != letters[first + at]:
            begins = False
    for at in range(first, ends[long]):
        if not _has_vowel(letters, at, at + 1):
            if bones == size or letters[start + bones] != letters[at]:
                return begins
            bones += 1
    return begins or (bones == size and size > 1)


@uncounted
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


@uncounted
def _run_together(words: Any, one: int, ones: int, other: int, others: int, spelling: Any, scratch: Any) -> Any:
    """Whether ``ones`` words and ``others`` words are the same letters but for the spaces (and at most one slip)."""
    first = _together(words, one, ones, spelling, scratch[0])
    second = _together(words, other, others, spelling, scratch[1])
    if first < 4 or second < 4:
        return False
    return distance(scratch[0], 0, first, scratch[1], 0, second, 1) <= 1


@uncounted
def _goes_on(words: Any, one: int, one_end: int, other: int, other_end: int, plain: Any) -> Any:
    """Whether both wordings go on alike, or both end."""
    if one >= one_end or other >= other_end:
        return one >= one_end and other >= other_end
    return plain[words[one]] == plain[words[other]]


@uncounted
def apart_or_together(
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


@uncounted
def hook_or_tilde(a: int, b: int, spelling: Any) -> Any:
    """Whether two words differ by hỏi and ngã only, which half of the country says alike."""
    tones, qualities = spelling[4], spelling[5]
    return qualities[a] == qualities[b] and tones[a] + tones[b] == 7 and abs(tones[a] - tones[b]) == 1


@uncounted
def sounds_alike(a: int, b: int, spelling: Any) -> Any:
    """Whether two words differ only by l and n, ch and tr or s and x before the first vowel, which whole provinces say alike."""
    letters, ends, tones = spelling[0], spelling[1], spelling[4]
    if tones[a] != tones[b]:
        return False
    a_begin, b_begin = (ends[a - 1] if a else 0), (ends[b - 1] if b else 0)
    size = ends[a] - a_begin
    if size != ends[b] - b_begin or size < 2:
        return False
    one, other = min(letters[a_begin], letters[b_begin]), max(letters[a_begin], letters[b_begin])
    same = a_begin + 1
    if one == 99 and other == 116:  # c, t
        second = letters[a_begin + 1], letters[b_begin + 1]
        if second != ((104, 114) if letters[a_begin] == 99 else (114, 104)):  # "ch", "tr"
            return False
        same += 1
    elif not (one == 108 and other == 110) and not (one == 115 and other == 120):  # l, n; s, x
        return False
    for place in range(same, ends[a]):
        if letters[place] != letters[b_begin + place - a_begin]:
            return False
    return True


@uncounted
def _torn(words: Any, at: int, count: int, flags: Any) -> Any:
    for place in range(at, at + count):
        if flags[words[place]] & 4:
            return True
    return False
