"""The leader that a wording joins: found by the rare pairs of words that both have, then tested.

Wordings are kept on shelves by their keys; a wording with the same key is tried, the earliest first, until one explains it.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.differences import compare
from caunoi.synthesis.parts import hash_of

_KEYS = 7  # the whole skeleton, rare pairs, and of a short wording its first and last word
_TRIED = 48  # leaders tried for each of them


class Shelves(NamedTuple):
    """Wordings by key. By slot: the key, and its first and last block (-1: none); ``blocks``: where each begins, how many it has
    room for, how many it holds, the block behind it.

    A block is a run of ``sketches`` and ``members`` (wordings) side by side, because most are only glanced at: the next block of
    a key is twice as long. ``filled``: blocks, and places in them, that are in use.
    """

    keys: npt.NDArray[np.uint64]
    ends: npt.NDArray[np.int32]
    blocks: npt.NDArray[np.int32]
    sketches: npt.NDArray[np.uint64]
    members: npt.NDArray[np.int32]
    filled: npt.NDArray[np.int64]


class Known(NamedTuple):
    """Wordings as they are compared: their words and bounds, which are without marks, sketches, salts, turns in the order."""

    words: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int64]
    bare: npt.NDArray[np.bool_]
    sketches: npt.NDArray[np.uint64]
    salts: npt.NDArray[np.uint64]
    turns: npt.NDArray[np.int64]


def shelves(count: int) -> Shelves:
    """Room for so many wordings."""
    size, room = 1 << max(12, (8 * count).bit_length()), _KEYS * (count + 1)
    return Shelves(
        np.empty(size, np.uint64),
        np.full((size, 2), -1, np.int32),
        np.empty((room, 4), np.int32),
        np.empty(2 * room, np.uint64),
        np.empty(2 * room, np.int32),
        np.zeros(2, np.int64),
    )


@uncounted
def _mixed(key: Any) -> Any:
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> np.uint64(29))


@compiled
def salts_of(words: Any, bounds: Any, flags: Any, plain: Any, hashes: Any, denial: int) -> Any:
    """Numbers (whatever their order) and how often "không" stands there, with or without its mark: wordings that differ here are
    never compared. The same for all wordings with one skeleton."""
    salts = np.zeros(len(bounds), np.uint64)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1]):
            if flags[words[at]] & 128:
                salts[form] += _mixed(hashes[words[at]])
            elif plain[words[at]] == denial:
                salts[form] += np.uint64(0x632BE59BD9B4E019)
    return salts


@uncounted
def count_pairs(words: Any, bounds: Any, hashes: Any, counts: Any) -> None:
    mask = np.uint64(len(counts) - 1)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1] - 1):
            slot = _mixed(hashes[words[at]] ^ (hashes[words[at + 1]] >> np.uint64(1))) & mask
            if counts[slot] < 65535:
                counts[slot] += np.uint16(1)


@uncounted
def _keys(words: Any, begin: int, end: int, hashes: Any, counts: Any, salt: Any, keys: Any, rarity: Any) -> Any:
    """The rarest pairs that stand in two wordings at least, with the salt; (a short text has its first and last word)."""
    mask = np.uint64(len(counts) - 1)
    filled = 0
    for at in range(begin, end - 1):
        pair = hashes[words[at]] ^ (hashes[words[at + 1]] >> np.uint64(1))
        seen = np.uint64(counts[_mixed(pair) & mask])
        if seen < 2:
            continue
        place = filled
        while place > 0 and rarity[place - 1] > seen:
            if place < len(keys):
                rarity[place], keys[place] = rarity[place - 1], keys[place - 1]
            place -= 1
        if place < len(keys):
            rarity[place], keys[place] = seen, _mixed(pair ^ salt)
            filled = min(filled + 1, len(keys))
    if end - begin <= 6 and filled + 2 <= len(keys) and end > begin:
        keys[filled] = _mixed(hashes[words[begin]] ^ salt ^ np.uint64(1))
        keys[filled + 1] = _mixed(hashes[words[end - 1]] ^ salt ^ np.uint64(2))
        filled += 2
    return filled


@compiled
def sketches_of(words: Any, bounds: Any, hashes: Any) -> Any:
    """Of each wording one bit of 64 for each word without its marks: where more than 8 bits differ, five words do at least.

    Of 80,754 pairs of wordings that the difference test held for one, a single one differed in more.
    """
    sketches = np.zeros(len(bounds), np.uint64)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1]):
            sketches[form] ^= np.uint64(1) << (_mixed(hashes[words[at]]) >> np.uint64(58))
    return sketches


@uncounted
def _ones(bits: Any) -> Any:
    """How many bits are set: counted by twos, fours and eights at once."""
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (bits * np.uint64(0x0101010101010101)) >> np.uint64(56)


@uncounted
def _all_keys(words: Any, begin: int, end: int, hashes: Any, pairs: Any, salt: Any, keys: Any) -> Any:
    """The hash of a whole wording, and its other keys: how many they are. They go to ``keys[0]``; ``keys[1]`` is used up."""
    keys[0, 0] = hash_of(words, begin, end, hashes)
    return 1 + _keys(words, begin, end, hashes, pairs, salt, keys[0, 1:], keys[1, 1:])


@uncounted
def nearest(
    form: int, known: Any, hashes: Any, pairs: Any, spelling: Any, contexts: Any, shelved: Any, tested: Any, keys: Any,
    scratch: Any, steps: Any,
) -> Any:  # fmt: skip
    """The earliest shelved wording that explains ``form``, or -1; and how many keys it has, which are written to ``keys[0]``."""
    words, bounds, bare, sketches, salts, turns = known
    shelved_keys, ends, blocks, its_sketches, members, _filled = shelved
    begin, end, sketch = bounds[form, 0], bounds[form, 1], sketches[form]
    filled = _all_keys(words, begin, end, hashes, pairs, salts[form], keys)
    best = np.int64(-1)
    for key in range(filled):
        block, tried = ends[_slot(shelved_keys, ends, keys[0, key]), 0], 0
        while block >= 0:
            for place in range(blocks[block, 0], blocks[block, 0] + blocks[block, 2]):
                if _ones(sketch ^ its_sketches[place]) > 8:
                    continue
                other = members[place]
                if tried == 48 or (best >= 0 and turns[other] >= turns[best]):
                    block = -1  # those behind it come later still
                    break
                if tested[other] == form:
                    continue
                tested[other] = form
                its_begin, its_end = bounds[other, 0], bounds[other, 1]
                if abs((end - begin) - (its_end - its_begin)) > 6:
                    continue
                tried += 1
                is_bare = bare[form] or bare[other]
                if compare(words, begin, end, its_begin, its_end, is_bare, spelling, contexts, scratch, steps) >= 0:
                    best, block = np.int64(other), -1
                    break
            if block >= 0:
                block = blocks[block, 3]
    return best, filled


@uncounted
def _slot(shelved_keys: Any, ends: Any, key: Any) -> Any:
    """The slot of a key, or the free one that it would take."""
    slot = key & np.uint64(len(shelved_keys) - 1)
    while ends[slot, 0] >= 0 and shelved_keys[slot] != key:
        slot = (slot + np.uint64(1)) & np.uint64(len(shelved_keys) - 1)
    return slot


@uncounted
def shelve(form: int, sketch: Any, shelved: Any, keys: Any, filled: int) -> None:
    """Put a wording on the shelves of its keys, behind those that came before: the more frequent is tried first."""
    shelved_keys, ends, blocks, sketches, members, used = shelved
    for key in range(filled):
        slot = _slot(shelved_keys, ends, keys[key])
        last = ends[slot, 1]
        if last < 0 or blocks[last, 1] == blocks[last, 2]:
            block = np.int32(used[0])
            used[0] += 1
            blocks[block, 0], blocks[block, 1], blocks[block, 2], blocks[block, 3] = used[1], 1, 0, -1
            if last < 0:
                shelved_keys[slot], ends[slot, 0] = keys[key], block
            else:
                blocks[last, 3], blocks[block, 1] = block, 2 * blocks[last, 1]
            ends[slot, 1] = block
            used[1] += blocks[block, 1]
            last = block
        place = blocks[last, 0] + blocks[last, 2]
        sketches[place], members[place] = sketch, form
        blocks[last, 2] += 1


@compiled
def lead(
    known: Any, hashes: Any, pairs: Any, spelling: Any, contexts: Any, shelved: Any, order: Any, leader: Any
) -> None:
    """The leaders of the wordings in ``order``, into ``leader``; the leaders are left on the shelves."""
    tested = np.full(len(leader), -1, np.int32)  # the form that a leader was tested for last: two keys may lead to it
    keys = np.empty((2, 7), np.uint64)
    scratch, steps = np.zeros((2, 64), np.int32), np.zeros((64, 5), np.int64)
    for form in order:
        best, filled = nearest(form, known, hashes, pairs, spelling, contexts, shelved, tested, keys, scratch, steps)
        leader[form] = best if best >= 0 else form
        if best < 0:
            shelve(form, known[3][form], shelved, keys[0], filled)


@compiled
def shelve_all(known: Any, count: int, hashes: Any, pairs: Any, shelved: Any) -> None:
    """Put the first wordings, which lead, on their shelves."""
    words, bounds, _bare, sketches, salts, _turns = known
    keys = np.empty((2, 7), np.uint64)
    for form in range(count):
        filled = _all_keys(words, bounds[form, 0], bounds[form, 1], hashes, pairs, salts[form], keys)
        shelve(form, sketches[form], shelved, keys[0], filled)
