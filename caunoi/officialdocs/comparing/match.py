"""Which of two sequences' items belong together: equal ones first, then the most alike between them, then those that moved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import log

_ALIKE = 0.5
_MOVED_ALIKE = 0.75
_WORDS_TO_MOVE = 3  # a shorter text says nothing about where it came from
_SIGNED_WORDS = 8  # at either end of an item that tell it from others
_WAYS = 4
_FIGURE = 0.3  # what a figure weighs beside a word: it is what changes
_MAX_GAP = 1_000_000  # pairs that are weighed between two equal items; beyond, all of them count as gone and new


@dataclass(frozen=True)
class Item:
    """``key`` is equal for equal items; ``kind`` parts items that can never belong together; items of a ``firm`` kind
    belong together even where no word is the same."""

    key: str
    kind: str = ""
    firm: bool = False

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(self.key.split())

    @cached_property
    def whole(self) -> str:
        return f"{self.kind}\n{self.key}"

    def signature(self, way: int) -> str:
        """What may tell the item from all others: all of it, its words without figures, its beginning, its end; "" for none."""
        words = self.key.split()
        if way == 0:
            return self.whole
        if len(words) < _SIGNED_WORDS:
            return ""
        plain = [word for word in words if not word[0].isdigit()]
        shown = (plain, words[:_SIGNED_WORDS], words[-_SIGNED_WORDS:])[way - 1]
        return f"{self.kind}\n{' '.join(shown)}"


@dataclass(frozen=True)
class Pair:
    """Indices into both sequences; ``None`` on one side for what is gone or new; ``moved`` for a pair out of its order."""

    before: int | None
    after: int | None
    moved: bool = False


class _Scale:
    """Weighs words by how rare they are among all items, so that phrases which stand everywhere do not make items alike."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._found: Counter[str] = Counter()
        for item in items:
            self._found.update(item.words.keys())
        self._sums: dict[int, float] = {}

    def _weight(self, word: str) -> float:
        return (_FIGURE if word[:1].isdigit() else 1.0) / (1.0 + log(self._found[word] or 1))

    def _sum(self, words: Counter[str]) -> float:
        return sum(self._weight(word) * count for word, count in words.items())

    def _total(self, item: Item) -> float:
        if id(item) not in self._sums:
            self._sums[id(item)] = self._sum(item.words)
        return self._sums[id(item)]

    def likeness(self, first: Item, second: Item) -> float:
        """0 to 1."""
        if first.kind != second.kind:
            return 0.0
        total = self._total(first) + self._total(second)
        share = 2 * self._sum(first.words & second.words) / total if total else 1.0
        return max(share, _ALIKE) if first.firm else share


def _overlap(first: Item, second: Item) -> float:
    """The share of words that both have, all of one weight."""
    if first.kind != second.kind:
        return 0.0
    ours, theirs = (Counter({word: n for word, n in one.words.items() if word.isalnum()}) for one in (first, second))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def align(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """Every index of both sides once; in the order of ``after``, with what is gone where it stood."""
    matching = _Matching(before, after)
    return matching.with_moves(list(matching.in_order()))


def _linked(before: Sequence[Item], after: Sequence[Item]) -> list[tuple[int, int]]:
    """Items that are told from all others of their side, and found on the other, by the same signature."""
    links: dict[int, int] = {}
    for way in range(_WAYS):
        taken = set(links.values())
        here = _singles((index, one.signature(way)) for index, one in enumerate(before) if index not in links)
        there = _singles((index, one.signature(way)) for index, one in enumerate(after) if index not in taken)
        links |= {here[sign]: there[sign] for sign in here.keys() & there.keys()}
    return sorted(links.items())


def _singles(signed: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Signatures that stand once, with their index."""
    signed = list(signed)
    counts = Counter(sign for _index, sign in signed)
    return {sign: index for index, sign in signed if sign and counts[sign] == 1}


def _longest(common: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that stand in the same order on both sides."""
    ends: list[int] = []  # the least last place of a row of each length
    last: list[int] = []  # which of ``common`` that is
    above = [-1] * len(common)
    for number, (_one, other) in enumerate(common):
        length = bisect_left(ends, other)
        above[number] = last[length - 1] if length else -1
        ends[length : length + 1] = [other]
        last[length : length + 1] = [number]
    kept: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(common[number])
        number = above[number]
    return kept[::-1]


class _Matching:
    def __init__(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        self._before, self._after = before, after
        self._scale = _Scale(before)
        like = self._scale.likeness
        links = [pair for pair in _linked(before, after) if like(before[pair[0]], after[pair[1]]) >= _ALIKE]
        self._anchors = _longest(links)
        astray = set(links) - set(self._anchors)
        self._origin = {  # index after → index before
            target: source
            for source, target in astray
            if self._can_move(source) and like(before[source], after[target]) >= _MOVED_ALIKE
        }

    def _can_move(self, index: int) -> bool:
        return not self._before[index].firm and len(self._before[index].words) >= _WORDS_TO_MOVE

    def in_order(self) -> Iterator[Pair]:
        left, right = 0, 0
        for one, other in [*self._anchors, (len(self._before), len(self._after))]:
            yield from self._gap(left, one, right, other)
            if one < len(self._before):
                yield Pair(one, other)
            left, right = one + 1, other + 1

    def _gap(self, left: int, stop: int, right: int, halt: int) -> Iterator[Pair]:
        """Equal items at both ends first, then what is alike between them."""
        while left < stop and right < halt and self._is_same(left, right):
            yield Pair(left, right)
            left, right = left + 1, right + 1
        tail = 0
        while left < stop - tail and right < halt - tail and self._is_same(stop - tail - 1, halt - tail - 1):
            tail += 1
        moved = set(self._origin.values())
        here = [index for index in range(left, stop - tail) if index not in moved]
        yield from self._between(here, list(range(right, halt - tail)))
        yield from (Pair(stop - step, halt - step) for step in range(tail, 0, -1))

    def _is_same(self, one: int, other: int) -> bool:
        return self._before[one].whole == self._after[other].whole

    def _between(self, here: list[int], there: list[int]) -> Iterator[Pair]:
        """The pairing in order with the highest sum of likenesses; what moved unchanged is already paired."""
        free = [index for index in there if index not in self._origin]
        kept = self._best(here, free) if len(here) * len(free) <= _MAX_GAP else self._equal(here, free)
        if not kept and len(here) == len(free) == 1 and _overlap(self._before[here[0]], self._after[free[0]]) >= _ALIKE:
            kept = [(here[0], free[0])]  # alone between their neighbours: common words count as much as rare ones
        left, right = 0, 0
        for one, other in [*kept, (None, None)]:
            stop = len(here) if one is None else here.index(one)
            halt = len(there) if other is None else there.index(other)
            yield from (Pair(index, None) for index in here[left:stop])
            for index in there[right:halt]:
                yield Pair(self._origin.get(index), index, moved=index in self._origin)
            if one is not None:
                yield Pair(one, other)
            left, right = stop + 1, halt + 1

    def _equal(self, here: list[int], there: list[int]) -> list[tuple[int, int]]:
        """For gaps in which weighing every pair would take too long."""
        wholes = [self._before[index].whole for index in here], [self._after[index].whole for index in there]
        blocks = SequenceMatcher(None, *wholes).get_matching_blocks()
        return [(here[one + step], there[other + step]) for one, other, size in blocks for step in range(size)]

    def _best(self, here: list[int], there: list[int]) -> list[tuple[int, int]]:
        before, after = [self._before[index] for index in here], [self._after[index] for index in there]
        likes = [[self._scale.likeness(one, other) for other in after] for one in before]
        best = [[0.0] * (len(after) + 1) for _row in range(len(before) + 1)]
        for one in range(len(before) - 1, -1, -1):
            for other in range(len(after) - 1, -1, -1):
                like = likes[one][other]
                paired = like + best[one + 1][other + 1] if like >= _ALIKE else 0.0
                best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
        found, one, other = [], 0, 0
        while one < len(before) and other < len(after):
            if best[one][other] == best[one + 1][other]:
                one += 1
            elif best[one][other] == best[one][other + 1]:
                other += 1
            else:
                found.append((here[one], there[other]))
                one, other = one + 1, other + 1
        return found

    def with_moves(self, pairs: list[Pair]) -> list[Pair]:
        """Joins what is gone here and new, with some other words, there; the most alike first."""
        gone = [
            one.before for one in pairs if one.before is not None and one.after is None and self._can_move(one.before)
        ]
        new = [one.after for one in pairs if one.after is not None and one.before is None]
        origin: dict[int, int] = {}
        taken: set[int] = set()
        for _like, _distance, source, target in sorted(self._moves(gone, new), reverse=True):
            if target not in origin and source not in taken:
                origin[target] = source
                taken.add(source)
        return [
            Pair(origin[one.after], one.after, moved=True) if one.before is None and one.after in origin else one
            for one in pairs
            if one.after is not None or one.before not in taken
        ]

    def _moves(self, gone: list[int], new: list[int]) -> Iterator[tuple[float, int, int, int]]:
        for source in gone if len(gone) * len(new) <= _MAX_GAP else ():
            for target in new:
                like = self._scale.likeness(self._before[source], self._after[target])
                if like >= _MOVED_ALIKE:
                    yield like, -abs(source - target), source, target
