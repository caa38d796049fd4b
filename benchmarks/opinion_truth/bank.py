"""The true opinions of a consultation: each a text, its section and its stance, no two of them the same but for politeness."""

from collections.abc import Iterable
from itertools import combinations
from random import Random

import numpy as np

from benchmarks.opinion_truth.folding import fold, plain
from benchmarks.opinion_truth.model import STANCES

# Words that carry no content of their own: two opinions that differ in these only would be one to any reader.
_COURTESY = frozenset(
    plain("tôi chúng em anh chị xin kính mong đề nghị xuất kiến rất hoàn toàn hết sức cao cũng").split()
)
_SEPARATOR = "\x1f"
NEAR = 2  # letters by which two words may differ before a slip of the finger cannot turn one towards the other


class Bank:
    """Collects opinions; ``add`` refuses one whose meaning another already holds."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.section: list[int] = []
        self.stance: list[int] = []
        self.kind: list[int] = []
        self.cites: list[bool] = []  # leans on its place: every row of it must say where
        self.free: list[bool] = []  # has no content: its text is any phrase of its stance
        self._keys: dict[str, int] = {}

    def add(self, text: str, section: int, stance: str, kind: int, *, cites: bool = False, free: bool = False) -> int:
        """The new opinion's number, or -1 when the bank already holds it."""
        key = " ".join([word for word in plain(text).split() if word not in _COURTESY])
        if free:
            key = f"{_SEPARATOR}{stance}"
        if cites or free:
            key += f"{_SEPARATOR}{section}"
        if key in self._keys:
            return -1
        number = len(self.texts)
        self._keys[key] = number
        self.texts.append(text)
        self.section.append(section)
        self.stance.append(STANCES.index(stance))
        self.kind.append(kind)
        self.cites.append(cites)
        self.free.append(free)
        return number


def distance(left: str, right: str) -> int:
    """Damerau-Levenshtein (adjacent swaps count one), at most NEAR + 1."""
    if abs(len(left) - len(right)) > NEAR:
        return NEAR + 1
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        older, before, row = before, row, [at]
        for place, other in enumerate(right, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == right[place - 2] and left[at - 2] == other:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
    return min(row[-1], NEAR + 1)


def vocabulary(texts: Iterable[str]) -> tuple[list[str], list[list[int]]]:
    """The folded words of the texts, and each text as numbers of words."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(word, len(numbers)) for word in plain(text).split()] for text in texts]
    return list(numbers), rows


def easily_confused(words: list[str], rows: list[list[int]], rng: Random) -> frozenset[str]:
    """Words (folded) that stand, in two texts otherwise alike, where another word hardly differs from them in writing.

    A slip in such a word would leave a reader in doubt which of two true opinions is meant, so none is made. Texts are compared
    by a sum of random numbers without the word in question: O(words), collisions only make the list longer.
    """
    if not any(rows):
        return frozenset()
    lengths = np.array([len(row) for row in rows])
    flat = np.fromiter((word for row in rows for word in row), np.int64, int(lengths.sum()))
    start = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = np.arange(len(flat)) - start
    salts = np.array([rng.getrandbits(64) for _ in words], np.uint64)
    turns = np.array([rng.getrandbits(64) | 1 for _ in range(int(lengths.max()))], np.uint64)
    terms = salts[flat] * turns[place]  # wraps around at 2**64, as a hash may
    sums = np.add.reduceat(terms, np.cumsum(lengths) - lengths)
    without = np.repeat(sums, lengths) - terms + turns[place] * np.uint64(0x9E3779B97F4A7C15)
    order = np.lexsort((flat, without))
    contexts, found = without[order], flat[order]
    new = np.append(True, (contexts[1:] != contexts[:-1]) | (found[1:] != found[:-1]))
    contexts, found = contexts[new], found[new]
    starts = np.flatnonzero(np.append(True, contexts[1:] != contexts[:-1]))
    ends = np.append(starts[1:], len(contexts))
    several = ends - starts > 1
    pairs: dict[tuple[int, int], None] = {}
    for start, end in zip(starts[several], ends[several], strict=True):
        pairs |= dict.fromkeys(combinations(found[start:end].tolist(), 2))
    confused = {
        word for one, two in pairs if distance(words[one], words[two]) <= NEAR for word in (words[one], words[two])
    }
    return frozenset(confused)


def folded_words(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in fold(phrase).split()}
