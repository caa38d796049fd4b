"""Where phrases may be in opinions: runs of words whose rest stands alone as a text of its own; compiled, O(texts × words)."""

from typing import Any

import numpy as np

from caunoi.synthesis.citing import place_at
from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.listing import is_numbered
from caunoi.synthesis.names import SIGNED, named_at


@compiled
def ends_of(words: Any, gaps: Any, offsets: Any, flags: Any, kinds: Any, values: Any) -> Any:
    ends = np.empty(len(offsets) - 1, np.int64)
    for text in range(len(ends)):
        start, end = offsets[text], offsets[text + 1]
        ends[text] = named_at(words, gaps, flags, kinds, values, start, max(start + 2, end - SIGNED), end)
    return ends


@uncounted
def run_hash(words: Any, begin: int, end: int, hashes: Any) -> Any:
    hashed = np.uint64(0)
    for at in range(begin, end):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + hashes[words[at]]
    return hashed


@compiled
def whole_texts(words: Any, ends: Any, offsets: Any, hashes: Any) -> Any:
    found = np.zeros(len(offsets) - 1, np.uint64)
    for text in range(len(offsets) - 1):
        found[text] = run_hash(words, offsets[text], ends[text], hashes) | np.uint64(1)
    return found


@uncounted
def fill(table: Any, keys: Any) -> None:
    mask = np.uint64(len(table) - 1)
    for key in keys:
        slot = (key >> np.uint64(20)) & mask
        while table[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = key


@uncounted
def holds(table: Any, hashed: Any) -> Any:
    key = hashed | np.uint64(1)
    mask = np.uint64(len(table) - 1)
    slot = (key >> np.uint64(20)) & mask
    while table[slot] != 0:
        if table[slot] == key:
            return True
        slot = (slot + np.uint64(1)) & mask
    return False


@compiled
def find_runs(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    room, count = 1 << 16, 0
    found = np.zeros((room, 6), np.int64)
    longest = np.int64(0)
    for text in range(len(ends)):
        longest = max(longest, ends[text] - offsets[text])
    prefix, power = np.zeros(longest + 1, np.uint64), np.ones(longest + 1, np.uint64)
    for at in range(1, len(power)):
        power[at] = power[at - 1] * np.uint64(0x9E3779B97F4A7C15)
    for text in range(len(offsets) - 1):
        start, length = offsets[text], ends[text] - offsets[text]
        if length < 3:
            continue
        for at in range(length):
            prefix[at + 1] = prefix[at] * np.uint64(0x9E3779B97F4A7C15) + hashes[words[start + at]]
        whole = prefix[length]
        if count + 6 * length + 64 > room:
            room = max(2 * room, count + 6 * length + 64)
            longer = np.zeros((room, 6), np.int64)
            longer[:count] = found[:count]
            found = longer
        for at in range(length):  # a run begins here: to the end it is a closing, from the start an opening
            for size in range(1, 25):
                end = at + size
                if end > length or flags[words[start + end - 1]] & 3:
                    break
                if at == 0 and end < length:
                    kind, rest = 0, whole - prefix[end] * power[length - end]
                elif end == length and at > 0:
                    kind, rest = 1, prefix[at]
                elif at > 0 and end < length and size <= 4:
                    kind = 2
                    rest = prefix[at] * power[length - end] + whole - prefix[end] * power[length - end]
                elif size > 4 and at > 0 and length - at > 24:
                    break
                else:
                    continue
                run = prefix[end] - prefix[at] * power[size]
                if holds(table, rest):
                    found[count, 0], found[count, 1], found[count, 2] = kind, np.int64(run), text
                    found[count, 3], found[count, 4] = start + at, start + end
                    count += 1
    return found[:count].copy()


@compiled
def find_leads(
    words: Any, gaps: Any, offsets: Any, ends: Any, hashes: Any, table: Any,
    flags: Any, kinds: Any, values: Any, units: Any, shifts: Any, masks: Any,
) -> Any:  # fmt: skip
    """Up to three words before a citation with which a text begins: (kind, hash, text, begin, end, 0)."""
    found = np.zeros((len(ends), 6), np.int64)
    count = 0
    for text in range(len(ends)):
        start, end = offsets[text], ends[text]
        at, run = start, np.uint64(3)
        while at < min(start + 3, end) and kinds[words[at]] < 0 and not flags[words[at]] & 3 and not gaps[at] & 0x1DF:
            run = run * np.uint64(0x9E3779B97F4A7C15) + hashes[words[at]]
            at += 1
        if at in (start, end) or kinds[words[at]] < 0:
            continue
        place, after = place_at(words, gaps, at, end, flags, kinds, values, units, shifts, masks)
        if place == 0:
            continue
        if holds(table, run_hash(words, after, end, hashes)):
            found[count, 0], found[count, 1], found[count, 2], found[count, 3], found[count, 4] = (
                3,
                np.int64(run),
                text,
                start,
                at,
            )
            count += 1
    return found[:count].copy()


@compiled
def find_joiners(
    words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, values: Any, table: Any
) -> Any:
    """Up to four words with which a later sentence begins, where the rest of it stands alone; or up to a comma or colon, where
    the sentence before stands alone: (kind, hash, text, begin, end, 0)."""
    found = np.zeros((1 << 12, 6), np.int64)
    count = 0
    for text in range(len(ends)):
        before = offsets[text]  # where the sentence began
        for at in range(offsets[text] + 2, ends[text] - 2):
            if not gaps[at] & 0x3D or is_numbered(words, gaps, values, flags, at, ends[text]):
                continue
            strong = (gaps[at] & 0x3C) != 0
            stop = at + 1
            while stop < ends[text] and not gaps[stop] & 0x3C:
                stop += 1
            said = at - before >= 2 and holds(table, run_hash(words, before, at, hashes))
            if strong:
                before = at
            run = np.uint64(4)
            for after in range(at + 1, min(at + 5, stop - 1)):
                if _says(words, after - 1, ends[text], flags, values):
                    break
                run = run * np.uint64(0x9E3779B97F4A7C15) + hashes[words[after - 1]]
                ends_it = (gaps[after] & 2) != 0 or (strong and (gaps[after] & 1) != 0)
                if (said and ends_it) or (strong and holds(table, run_hash(words, after, stop, hashes))):
                    if count == len(found):
                        found = np.concatenate((found, np.zeros_like(found)))
                    found[count, 0], found[count, 1], found[count, 2] = 4, np.int64(run), text
                    found[count, 3], found[count, 4] = at, after
                    count += 1
                if gaps[after] & 3:
                    break
    return found[:count].copy()


@uncounted
def _says(words: Any, at: int, end: int, flags: Any, values: Any) -> Any:
    """Whether a word belongs to the opinion wherever it stands: digits, a denial, a division with its number ("điểm hai")."""
    word = words[at]
    if flags[word] & 16:
        return at + 1 < end and (values[words[at + 1]] != 0 or (flags[words[at + 1]] & 1) != 0)
    return (flags[word] & (2 | 128)) != 0
