"""Where sentences around opinions may be: first and last ones that nobody says alone, and those of which some words vary."""

from typing import Any

import numpy as np

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.finding import holds, run_hash

ANOTHER_WAY = 1 << 20


@uncounted
def _is_seen(seen: Any, mask: Any, key: Any) -> Any:
    """Whether a key was asked for before."""
    slot = (key >> np.uint64(20)) & mask
    while seen[slot] != 0 and seen[slot] != key:
        slot = (slot + np.uint64(1)) & mask
    known = seen[slot] != 0
    seen[slot] = key
    return known


@uncounted
def _end_of(gaps: Any, start: int, end: int, most: int, marks: int) -> Any:
    """Where the first of some marks stands behind a word, or so many words on."""
    at = start + 1
    while at < end and at - start < most and not gaps[at] & marks:
        at += 1
    return at


@uncounted
def _last_of(gaps: Any, start: int, end: int, most: int) -> Any:
    """Where the last sentence begins, or so many words before the end."""
    at = end - 1
    while at > start and end - at < most and not gaps[at] & 0x3C:
        at -= 1
    return at


@uncounted
def _names_place(words: Any, at: int, end: int, flags: Any) -> Any:
    """Whether a division of the draft and its number stand there."""
    return flags[words[at]] & 16 != 0 and at + 1 < end and flags[words[at + 1]] & (1 | 16384) != 0  # "phần thứ nhất"


@compiled
def find_sentences(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    """First and last sentences, cleanly typed, that nobody says alone, as runs; once for each way in which the rest begins, or
    ends before a last one. The first also up to its comma or colon.

    ``flags``: "một" and "mấy" are no numbers here: "tôi xin có mấy lời".
    """
    mask = np.uint64((1 << max(4, int(np.log2(len(ends) + 1)) + 4)) - 1)
    seen = np.zeros(mask + np.uint64(1), np.uint64)
    found = np.zeros((3 * len(ends), 6), np.int64)
    count = 0
    for text in range(len(ends)):
        start, end = offsets[text], ends[text]
        first, stop_at = (
            _end_of(gaps, start, end, 24, 0x3F),
            _end_of(gaps, start, end, 24, 0x3C),
        )  # a comma or colon; a stop
        last = _last_of(gaps, start, end, 24)
        for way in range(3 if stop_at > first else 2):
            kind = way & 1
            begin, stop = (last, end) if kind else (start, first if way == 0 else stop_at)
            rest = last - 2 if kind else stop
            if stop - begin < 2 or end - start - (stop - begin) < 2 or not gaps[last if kind else stop] & 0x3F:
                continue
            says = False
            for at in range(begin, stop):
                denies = flags[words[at]] & 2 and (at - begin < 2 or stop - begin < 5)  # "có gì không phải mong bỏ qua"
                says = says or denies or flags[words[at]] & (1 | 4) != 0 or _names_place(words, at, stop, flags)
            run = run_hash(words, begin, stop, hashes)
            if says or holds(table, run):
                continue
            key = (run * np.uint64(2) + np.uint64(kind)) ^ run_hash(words, rest, rest + 2, hashes) | np.uint64(1)
            if not _is_seen(seen, mask, key):
                found[count, 0], found[count, 1], found[count, 2] = kind, np.int64(run), text
                found[count, 3], found[count, 4] = begin, stop
                count += 1
    return found[:count].copy()


@compiled
def find_gapped(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    """Openings up to a colon by their last words, last lines by their first; first and last sentences by both: (kind, hash, text,
    begin, end, words; of both 16 times those of the head more). First sentences once for each way in which the rest begins, last
    ones once for each way in which it ends; last lines with ANOTHER_WAY where it ends as it did before none: behind the same
    other one a proposal stands in one way."""
    mask = np.uint64((1 << max(4, int(np.log2(len(ends) + 1)) + 5)) - 1)
    seen = np.zeros(mask + np.uint64(1), np.uint64)
    found = np.zeros((20 * len(ends), 6), np.int64)
    count = 0
    for text in range(len(ends)):
        start, end = offsets[text], ends[text]
        colon = 0
        for at in range(start + 2, min(end, start + 40)):
            if gaps[at] & 2:
                colon = at
                break
            if gaps[at] & 0x1C:
                break
        if colon:
            if holds(table, run_hash(words, colon, end, hashes)):
                for size in range(3, min(7, colon - start + 1)):
                    count = _note(found, count, 0, text, start, colon, size, colon - size, words, hashes, flags)
                for size in range(3, min(6, colon - start)):
                    count = _note(found, count, 5, text, start, colon, size, start, words, hashes, flags)
        stop = _end_of(gaps, start, end, 30, 0x3C)
        if stop < end and gaps[stop] & 0x3C and not _ends_alone(words, start, stop, hashes, table):
            rest = run_hash(words, stop, min(stop + 2, end), hashes)
            count = _note_framed(found, count, 6, text, start, stop, words, hashes, flags, seen, mask, rest)
        last = _last_of(gaps, start, end, 24)
        if last > start and gaps[last] & 0x3C and end - last >= 4:
            before = run_hash(words, max(start, last - 2), last, hashes)
            if not _ends_alone(words, last, end, hashes, table):
                count = _note_framed(found, count, 7, text, last, end, words, hashes, flags, seen, mask, before)
            if holds(table, run_hash(words, start, last, hashes)):
                for size in range(3, min(6, end - last)):
                    known = count
                    count = _note(found, count, 1, text, last, end, size, last, words, hashes, flags)
                    if count > known and not _is_seen(seen, mask, np.uint64(found[known, 1]) ^ before | np.uint64(1)):
                        found[known, 5] += ANOTHER_WAY
    return found[:count].copy()


@uncounted
def _note(
    found: Any,
    count: int,
    kind: int,
    text: int,
    begin: int,
    end: int,
    size: int,
    at: int,
    words: Any,
    hashes: Any,
    flags: Any,
) -> Any:
    hashed = np.uint64(size)
    for place in range(at, at + size):
        # A number, a negation or a citation belongs to the opinion; but "tôi nhận thấy một điều", "có đôi điều suy nghĩ".
        if flags[words[place]] & 3 or (kind <= 5 and _names_place(words, place, end, flags)):
            return count
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + hashes[words[place]]
    found[count, 0], found[count, 1], found[count, 2] = kind, np.int64(hashed), text
    found[count, 3], found[count, 4], found[count, 5] = begin, end, size
    return count + 1


@uncounted
def _ends_alone(words: Any, begin: int, end: int, hashes: Any, table: Any) -> Any:
    """Whether somebody says a sentence alone, or all of it but some of its first words."""
    for at in range(begin, min(begin + 12, end - 1)):
        if holds(table, run_hash(words, at, end, hashes)):
            return True
    return False


@uncounted
def _note_framed(
    found: Any, count: int, kind: int, text: int, begin: int, end: int, words: Any, hashes: Any, flags: Any, seen: Any,
    mask: Any, rest: Any,
) -> Any:  # fmt: skip
    """A sentence by its first words and its last, some of each, where the ``rest`` does not begin as one before did."""
    for head, tail in ((2, 3), (3, 4), (4, 5)):
        if end - begin <= head + tail:
            break
        before = count
        count = _note(found, count, kind, text, begin, end, head, begin, words, hashes, flags)
        if count == before:
            break
        hashed = found[before, 1]
        count = _note(found, before, kind, text, begin, end, tail, end - tail, words, hashes, flags)
        if count == before:
            continue
        both = np.uint64(found[before, 1]) * np.uint64(31) + np.uint64(hashed)
        found[before, 1], found[before, 5] = np.int64(both), 16 * head + tail
        if _is_seen(seen, mask, (both * np.uint64(2) + np.uint64(kind & 1)) ^ rest | np.uint64(1)):
            count = before
    return count
