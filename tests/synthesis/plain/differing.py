"""The difference test as its docstring has it: any way at all to walk through both wordings over explainable noise.

The fast test walks one way only and asks where words are at home, so it says "together" less often than this, never more.
"""

from collections.abc import Sequence
from functools import cache

from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import FILLER, INVALID, LOCATOR, NEGATION, NUMBER, Lexicon

_LEXICON = Lexicon()


def flags_of(word: str) -> int:
    return int(_LEXICON._flags[_LEXICON.add(word)])


def fixed(words: Sequence[str]) -> list[str]:
    """What must be equal in both, in its order: numbers, denials, divisions of the draft (typed twice: once); without marks."""
    said = [word for word in words if not flags_of(word) & FILLER]
    once = [word for at, word in enumerate(said) if not (flags_of(word) & LOCATOR and at and said[at - 1] == word)]
    return [plain(word) for word in once if flags_of(word) & (NUMBER | NEGATION | LOCATOR)]


def distance(one: Sequence[int] | str, other: Sequence[int] | str) -> int:
    """Letters dropped, doubled, changed or swapped with the next; each letter in one of these at most."""

    @cache
    def between(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(between(i - 1, j) + 1, between(i, j - 1) + 1, between(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, between(i - 2, j - 2) + 1)
        return best

    return between(len(one), len(other))


def _slips(one: str, other: str) -> bool:
    if (flags_of(one) | flags_of(other)) & (NUMBER | NEGATION | LOCATOR):
        return False
    most = 1 if max(len(plain(one)), len(plain(other))) < 5 else 2
    return distance(plain(one), plain(other)) <= most


def _shortens(short: str, words: Sequence[str]) -> int:
    """How many of the words an abbreviation stands for, by their first letters; or one word, by its first consonants."""
    bare = plain(short)
    if not flags_of(short) & INVALID:
        return 0
    if len(bare) >= 2 and bare == "".join(plain(word)[0] for word in words[: len(bare)]):
        return len(bare)
    return int(bool(words) and plain(words[0]).startswith(bare) and len(bare) <= 3)


def explainable(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all that differs may be noise."""

    @cache
    def walk(i: int, j: int) -> bool:
        if i == len(one) and j == len(other):
            return True
        return any(walk(i + ones, j + others) for ones, others in _steps(one, i, other, j))

    return fixed(one) == fixed(other) and walk(0, 0)


def _steps(one: Sequence[str], i: int, other: Sequence[str], j: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    if i < len(one) and j < len(other):
        if plain(one[i]) == plain(other[j]) or _slips(one[i], other[j]):
            found.append((1, 1))
        found += [(1, size) for size in [_shortens(one[i], other[j:])] if size]
        found += [(size, 1) for size in [_shortens(other[j], one[i:])] if size]
        found += [
            (ones, others)
            for ones in range(1, 4)
            for others in range(1, 4)
            if ones != others and _run_together(one[i : i + ones], other[j : j + others], ones, others)
        ]
    if i < len(one) and _idle(one, i):
        found.append((1, 0))
    if j < len(other) and _idle(other, j):
        found.append((0, 1))
    return found


def _run_together(these: Sequence[str], those: Sequence[str], ones: int, others: int) -> bool:
    if len(these) < ones or len(those) < others:
        return False
    if any(flags_of(word) & (NUMBER | NEGATION | LOCATOR) for word in [*these, *those]):
        return False
    return distance("".join(map(plain, these)), "".join(map(plain, those))) <= 1


def _idle(words: Sequence[str], at: int) -> bool:
    """A filler, or a word typed twice."""
    return bool(flags_of(words[at]) & FILLER) or (at > 0 and plain(words[at]) == plain(words[at - 1]))
