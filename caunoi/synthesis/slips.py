"""Mistyped words of greetings and closings: "xib phép được góp ý" is left out like "xin phép được góp ý".

A word is taken for one of a phrase that is one letter away. Where it is a syllable of its own, the phrase must be a sentence by
itself or three words beside it those of the phrase; where it stands in a phrase itself, three words always.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.one_letter import by_pieces, is_slip, pieces
from caunoi.synthesis.trie import Trie, slot_of
from caunoi.synthesis.words import INVALID, LOCATOR, NEGATION, NUMBER, Lexicon

MOST: Final = 16  # words of phrases that one mistyped word is tried as
_SHORTEST, _LONGEST = 2, 12  # letters
_NEVER = NUMBER | NEGATION | LOCATOR


class Slips(NamedTuple):
    """By word number: the words of phrases that it may be (``words``: × 3, -1: none), the kinds of the runs that begin with one
    of these (``begins``), and how many words a run has at least where it is mistyped (``least``; 0: as the caller says)."""

    words: npt.NDArray[np.int32]
    begins: npt.NDArray[np.uint32]
    least: npt.NDArray[np.int8]


class Slipper:
    """Finds the slips among the words of a lexicon that grows."""

    def __init__(self, runs: Trie, lexicon: Lexicon) -> None:
        names, flags = lexicon.words, lexicon.flags
        self._firsts = runs.firsts
        self._known = {int(key & 0xFFFFFFFF) for key in runs.keys.tolist() if key >= 0}
        listed = sorted(self._known, key=names.__getitem__)
        tried = {names[word]: word for word in listed if len(names[word]) >= _SHORTEST and not flags[word] & _NEVER}
        self._without = {piece: [tried[name] for name in near] for piece, near in by_pieces(tried).items()}

    def slips(self, lexicon: Lexicon, first: int = 0) -> Slips:
        """Of the words from ``first`` on. O(letters of the words)."""
        names, flags, plain = lexicon.words, lexicon.flags, lexicon.plain
        slips = np.full((len(names) - first, MOST), -1, np.int32)
        begins = np.zeros(len(slips), np.uint32)
        for number in range(first, len(names)):
            name = names[number]
            if plain[number] != number or flags[number] & _NEVER:
                continue
            if _SHORTEST <= len(name) <= _LONGEST:
                near = [word for word in dict.fromkeys(self._candidates(name)) if is_slip(name, names[word])][:MOST]
                slips[number - first, : len(near)] = near
                if number not in self._known:
                    begins[number - first] = np.bitwise_or.reduce(self._firsts[near]) if near else 0
        invalid = (flags[first:] & INVALID) != 0
        own = np.array([number in self._known for number in range(first, len(names))], np.bool_)
        return Slips(slips, begins, np.where(own, 4, np.where(invalid, 2, 0)).astype(np.int8))

    def _candidates(self, name: str) -> Iterable[int]:
        return (word for piece in pieces(name) for word in self._without.get(piece, ()))


@uncounted
def longest_mistyped(trie: Any, words: Any, start: int, end: int, wanted: int, slips: Any, least: int) -> Any:
    """The longest run of a wanted kind from ``start`` on, one word in four mistyped at most: (its length or 0, its kinds).

    ``least``: words of a run in which what was typed is a syllable of its own.
    """
    keys, nodes, kinds, _firsts, _roots = trie
    candidates, _begins, asked = slips
    node, at, last, needed = 0, start, start - 4, 2
    found, kind = 0, 0
    while at < end:
        word = np.int64(words[at])
        after = _step(keys, nodes, node, word)
        if after < 0 and at - last >= 4:
            for place in range(candidates.shape[1]):
                if after >= 0 or candidates[word, place] < 0:
                    break
                after = _step(keys, nodes, node, np.int64(candidates[word, place]))
            last = at
            needed = max(needed, asked[word] or least)
        if after < 0:
            break
        node = after
        at += 1
        if kinds[node] & wanted and at - start >= needed:
            found, kind = at - start, kinds[node]
    return found, kind


@uncounted
def _step(keys: Any, nodes: Any, node: Any, word: Any) -> Any:
    """The node behind a word, or -1."""
    key = (np.int64(node) << 32) | word
    slot = slot_of(key, len(keys))
    while keys[slot] >= 0 and keys[slot] != key:
        slot = (slot + np.uint64(1)) & np.uint64(len(keys) - 1)
    return np.int64(nodes[slot]) if keys[slot] >= 0 else np.int64(-1)
