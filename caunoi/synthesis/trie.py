"""Runs of words to look for in every text at once: greetings, closings, joiners, the draft's own words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted


class Trie(NamedTuple):
    """``keys`` (node and word as one number) lead to ``nodes``; ``kinds`` by node: not 0 where a run ends; by word: the kinds of
    all runs that begin with it (``firsts``), and the node behind it there (``roots``; 0: none does)."""

    keys: npt.NDArray[np.int64]
    nodes: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.uint32]
    firsts: npt.NDArray[np.uint32]
    roots: npt.NDArray[np.int32]


def build(runs: Mapping[tuple[int, ...], int], words: int) -> Trie:
    """A trie of runs of word numbers with their kinds (bits); ``words`` is how many numbers there are."""
    steps: dict[int, int] = {}
    kinds = [0]
    for run, kind in runs.items():
        node = 0
        for word in run:
            key = node << 32 | word
            if key not in steps:
                steps[key] = len(kinds)
                kinds.append(0)
            node = steps[key]
        kinds[node] |= kind
    size = 1 << max(4, (2 * len(steps)).bit_length())
    keys, nodes = np.full(size, -1, np.int64), np.zeros(size, np.int32)
    _fill(keys, nodes, np.array(list(steps), np.int64).reshape(-1), np.array(list(steps.values()), np.int32))
    firsts, roots = np.zeros(words, np.uint32), np.zeros(words, np.int32)
    for run, kind in runs.items():
        if run:
            firsts[run[0]] |= np.uint32(kind)
            roots[run[0]] = steps[run[0]]
    return Trie(keys, nodes, np.asarray(kinds, np.uint32), firsts, roots)


@uncounted
def slot_of(key: Any, size: int) -> Any:
    mixed = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ (mixed >> np.uint64(31))) & np.uint64(size - 1)


@uncounted
def _fill(keys: Any, nodes: Any, steps: Any, targets: Any) -> None:
    for step in range(len(steps)):
        slot = slot_of(steps[step], len(keys))
        while keys[slot] >= 0:
            slot = (slot + np.uint64(1)) & np.uint64(len(keys) - 1)
        keys[slot], nodes[slot] = steps[step], targets[step]


@uncounted
def longest(trie: Any, words: Any, start: int, end: int, wanted: int) -> Any:
    """The longest run of a wanted kind that begins at ``start``: (its length or 0, its kinds)."""
    keys, nodes, kinds, firsts, roots = trie
    if start >= end or words[start] >= len(firsts) or not firsts[words[start]] & wanted:
        return 0, 0
    node, found, kind, at = roots[words[start]], 0, 0, start + 1
    if kinds[node] & wanted:
        found, kind = 1, kinds[node]
    while at < end:
        key = (np.int64(node) << 32) | np.int64(words[at])
        slot = slot_of(key, len(keys))
        while keys[slot] >= 0 and keys[slot] != key:
            slot = (slot + np.uint64(1)) & np.uint64(len(keys) - 1)
        if keys[slot] < 0:
            break
        node = nodes[slot]
        at += 1
        if kinds[node] & wanted:
            found, kind = at - start, kinds[node]
    return found, kind


@uncounted
def begins_with(words: Any, plain: Any, at: Any, end: Any, runs: Any, wanted: int, begins: Any, exact: Any) -> Any:
    """Whether a run of a wanted kind begins at a word; one of a single word as it is written: "bộ" is no "bỏ".

    ``begins``: the kinds of the runs that begin with each word; ``exact``: words that are runs by themselves.
    """
    if not begins[plain[at]] & wanted:
        return False
    length, _kind = longest(runs, plain, at, end, wanted)
    return length > 1 or (length == 1 and exact[words[at]])
