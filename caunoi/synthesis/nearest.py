"""The leader that a wording joins: found by the rare pairs of words that both have, then tested.

Wordings are kept on shelves by their keys; a wording with the same key is tried, the earliest first, until one explains it.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.differences import compare
from caunoi.synthesis.parts import hash_of

_KEYS = 7  # the whole skeleton, rare pairs, and of a short wording its first and last word
_TRIED = 48  # leaders tried for each of them


class Shelves(NamedTuple):
    """Chains of wordings by key: ``heads`` and ``tails`` by slot lead to ``links``; ``filled`` counts these.

    A link is a key, a wording and the number of the next link as one number, and the sketch of the wording: side by side,
    because most are only glanced at.
    """

    heads: npt.NDArray[np.int32]
    tails: npt.NDArray[np.int32]
    links: npt.NDArray[np.uint64]
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
    size = 1 << max(12, (8 * count).bit_length())
    links = np.empty((_KEYS * (count + 1), 3), np.uint64)
    return Shelves(np.full(size, -1, np.int32), np.full(size, -1, np.int32), links, np.zeros(1, np.int64))


@compiled
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


@compiled
def count_pairs(words: Any, bounds: Any, hashes: Any, counts: Any) -> None:
    mask = np.uint64(len(counts) - 1)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1] - 1):
            slot = _mixed(hashes[words[at]] ^ (hashes[words[at + 1]] >> np.uint64(1))) & mask
            if counts[slot] < 65535:
                counts[slot] += np.uint16(1)


@compiled
def _keys(words: Any, begin: int, end: int, hashes: Any, counts: Any, salt: Any, keys: Any) -> Any:
    """The rarest pairs that stand in two wordings at least, with the salt; (a short text has its first and last word)."""
    mask = np.uint64(len(counts) - 1)
    filled = 0
    rarity = np.empty(len(keys), np.int64)
    for at in range(begin, end - 1):
        pair = hashes[words[at]] ^ (hashes[words[at + 1]] >> np.uint64(1))
        seen = np.int64(counts[_mixed(pair) & mask])
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
    """Of each wording one bit of 64 for each word without its marks: where more than 12 bits differ, seven words do at least.

    Of 84,000 pairs of wordings that the difference test held for one, a single one differed in more.
    """
    sketches = np.zeros(len(bounds), np.uint64)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1]):
            sketches[form] ^= np.uint64(1) << (_mixed(hashes[words[at]]) >> np.uint64(58))
    return sketches


@compiled
def _ones(bits: Any) -> Any:
    """How many bits are set: counted by twos, fours and eights at once."""
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (bits * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def _all_keys(words: Any, begin: int, end: int, hashes: Any, pairs: Any, salt: Any, keys: Any) -> Any:
    """The hash of a whole wording, and its other keys: how many they are."""
    keys[0] = hash_of(words, begin, end, hashes)
    return 1 + _keys(words, begin, end, hashes, pairs, salt, keys[1:])


@compiled
def nearest(
    form: int, known: Any, hashes: Any, pairs: Any, spelling: Any, contexts: Any, shelved: Any, tested: Any, keys: Any,
    scratch: Any, steps: Any,
) -> Any:  # fmt: skip
    """The earliest shelved wording that explains ``form``, or -1; and how many keys it has, which are written to ``keys``."""
    words, bounds, bare, sketches, salts, turns = known
    heads, _tails, links, _filled = shelved
    mask = np.uint64(len(heads) - 1)
    begin, end, sketch = bounds[form, 0], bounds[form, 1], sketches[form]
    filled = _all_keys(words, begin, end, hashes, pairs, salts[form], keys)
    best = -1
    for key in range(filled):
        link = heads[keys[key] & mask]
        tried = 0
        while link >= 0 and tried < 48:
            same_key, both, its_sketch = links[link, 0] == keys[key], links[link, 1], links[link, 2]
            link, other = np.int64(both & np.uint64(0xFFFFFFFF)) - 1, np.int64(both >> np.uint64(32))
            if not same_key or _ones(sketch ^ its_sketch) > 12:
                continue
            if best >= 0 and turns[other] >= turns[best]:
                break  # those behind it come later still
            if tested[other] == form:
                continue
            tested[other] = form
            its_begin, its_end = bounds[other, 0], bounds[other, 1]
            if abs((end - begin) - (its_end - its_begin)) > 6:
                continue
            tried += 1
            is_bare = bare[form] or bare[other]
            if compare(words, begin, end, its_begin, its_end, is_bare, spelling, contexts, scratch, steps) >= 0:
                best = other
                break
    return best, filled


@compiled
def shelve(form: int, sketch: Any, shelved: Any, keys: Any, filled: int) -> None:
    """Put a wording on the shelves of its keys, behind those that came before: the more frequent is tried first."""
    heads, tails, links, count = shelved
    mask = np.uint64(len(heads) - 1)
    for key in range(filled):
        slot, link = keys[key] & mask, count[0]
        links[link, 0], links[link, 1], links[link, 2] = keys[key], np.uint64(form) << np.uint64(32), sketch
        if heads[slot] < 0:
            heads[slot] = link
        else:
            links[tails[slot], 1] |= np.uint64(link + 1)
        tails[slot] = link
        count[0] += 1


@compiled
def lead(
    known: Any, hashes: Any, pairs: Any, spelling: Any, contexts: Any, shelved: Any, order: Any, leader: Any
) -> None:
    """The leaders of the wordings in ``order``, into ``leader``; the leaders are left on the shelves."""
    tested = np.full(len(leader), -1, np.int32)  # the form that a leader was tested for last: two keys may lead to it
    keys = np.empty(7, np.uint64)
    scratch, steps = np.zeros((2, 64), np.int32), np.zeros((64, 5), np.int64)
    for form in order:
        best, filled = nearest(form, known, hashes, pairs, spelling, contexts, shelved, tested, keys, scratch, steps)
        leader[form] = best if best >= 0 else form
        if best < 0:
            shelve(form, known[3][form], shelved, keys, filled)


@compiled
def shelve_all(known: Any, count: int, hashes: Any, pairs: Any, shelved: Any) -> None:
    """Put the first wordings, which lead, on their shelves."""
    words, bounds, _bare, sketches, salts, _turns = known
    keys = np.empty(7, np.uint64)
    for form in range(count):
        filled = _all_keys(words, bounds[form, 0], bounds[form, 1], hashes, pairs, salts[form], keys)
        shelve(form, sketches[form], shelved, keys, filled)
