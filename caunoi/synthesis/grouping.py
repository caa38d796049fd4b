"""Equal and nearly equal wordings to one group each, in an order that no shuffling or partition changes.

Wordings are put in a fixed order (cleanly typed first, then the more frequent, then by hash). Each is tested against the leaders
before it that share its skeleton or a rare pair of words; it joins the first that explains it, else it leads a group
of its own. Members are tested against leaders only: nothing is chained.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.differences import Contexts, Spelling, learn_contexts
from caunoi.synthesis.growing import Growing
from caunoi.synthesis.nearest import Known, count_pairs, lead, salts_of, shelves, sketches_of
from caunoi.synthesis.parts import hash_of
from caunoi.synthesis.syllables import is_stripped, split_tone
from caunoi.synthesis.words import INVALID, NEGATION, Lexicon, vocabulary

_PAIRS: Final = 1 << 18  # pairs of neighbors for which there is room at first: a million opinions have 80,000
_FULLY_MARKED: Final = 0.68  # share of the words that carry a mark; where some were left out it is less
_MAY_DENY: Final = frozenset(vocabulary("may_deny"))
_WORKERS: Final = 2  # threads; the leaders are the same for any number of them


class Forms(NamedTuple):
    """Distinct wordings: ``bounds`` (forms × 2) cut ``words``; ``weights`` count submissions; ``hashes`` are stable."""

    words: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int64]
    weights: npt.NDArray[np.int64]
    hashes: npt.NDArray[np.uint64]


def same_wordings(
    words: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], weights: npt.NDArray[np.int64], lexicon: Lexicon
) -> tuple[Forms, npt.NDArray[np.int32]]:
    """Distinct wordings, every word compared, and the form of each part. O(words)."""
    hashes = lexicon.hashes
    form_of, firsts, form_hashes = _same(words, bounds, hashes)
    counts = np.bincount(form_of, weights=weights, minlength=len(firsts)).astype(np.int64)
    return Forms(words, bounds[firsts], counts, form_hashes), form_of


def packed(forms: Forms, chosen: npt.NDArray[np.int64]) -> Forms:
    """Some wordings, their words one after the other. O(their words)."""
    bounds = forms.bounds[chosen]
    sizes = bounds[:, 1] - bounds[:, 0]
    ends = np.cumsum(sizes)
    places = np.arange(int(sizes.sum())) + np.repeat(bounds[:, 0] - ends + sizes, sizes)
    return Forms(
        forms.words[places], np.column_stack([ends - sizes, ends]), forms.weights[chosen], forms.hashes[chosen]
    )


def same_runs(
    numbers: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], hashes: npt.NDArray[np.uint64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Which of the distinct runs of numbers (cut by ``bounds``) each is, and where each distinct one stands first. O(numbers)."""
    which, firsts, _hashes = _same(numbers, bounds, hashes)
    return which, firsts


def coded(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The distinct values in the order met, and which of them each is. O(n)."""
    firsts, codes = _coded(values)
    return values[firsts], codes


class Spellings:
    """The letters and tones of every word of a lexicon, which may go on growing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._letters, self._ends = Growing(np.empty(0, np.int32)), Growing(np.empty(0, np.int64))
        self._currency = lexicon.number("dong")
        self._flags = Growing(np.empty(0, np.uint16))
        self._tones, self._toneless = Growing(np.empty(0, np.int8)), Growing(np.empty(0, np.uint32))

    def now(self) -> Spelling:
        """Of the words that the lexicon has by now. O(new words)."""
        lexicon, known = self._lexicon, len(self._ends)
        plain = lexicon.plain
        if known < len(plain):
            new = lexicon.words[known:]
            stripped = np.array([is_stripped(word) for word in new], np.bool_)
            flags = np.where(stripped, lexicon.flags[known:] & ~np.uint16(INVALID), lexicon.flags[known:])
            flags[np.array([word in _MAY_DENY for word in new], np.bool_)] |= NEGATION
            self._flags.extend(flags)
            skeletons = [lexicon.words[place] for place in plain[known:].tolist()]
            self._ends.extend(len(self._letters) + np.cumsum([len(word) for word in skeletons]))
            self._letters.extend(np.frombuffer("".join(skeletons).encode("utf-32-le"), np.int32))
            split = [split_tone(word) for word in new]
            self._toneless.extend(np.array([crc32(word.encode()) for word, _tone in split], np.uint32))
            self._tones.extend(np.array([tone for _word, tone in split], np.int8))
        return Spelling(
            self._letters.array,
            self._ends.array,
            self._flags.array,
            plain,
            self._tones.array,
            self._toneless.array,
            self._currency,
        )


def spelling_of(lexicon: Lexicon) -> Spelling:
    """The letters and tones of every word of a lexicon."""
    return Spellings(lexicon).now()


def looks(forms: Forms, flags: npt.NDArray[np.uint16]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which wordings are free of words that are none, and which were typed without marks."""
    counted = _looks(forms.words, forms.bounds, flags)
    return counted[:, 0] == 0, _bare(counted, forms.bounds)


def bare_of(
    words: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], flags: npt.NDArray[np.uint16]
) -> npt.NDArray[np.bool_]:
    """Which wordings were typed without marks."""
    return _bare(_looks(words, bounds, flags), bounds)


def _bare(counted: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.asarray(
        counted[:, 1] * 5 < (bounds[:, 1] - bounds[:, 0]) * 2
    )  # typed with marks, three in four carry one


def no_contexts() -> Contexts:
    """Contexts in which no word is at home: what two wordings alone tell."""
    return Contexts(np.zeros(2, np.uint64), np.zeros(2, np.uint64), np.zeros(2, np.int32))


def leaders(forms: Forms, lexicon: Lexicon) -> npt.NDArray[np.int32]:
    """The leader of every wording (itself where it leads)."""
    skeletons = lexicon.skeletons
    with ThreadPoolExecutor(_WORKERS) as pool:
        learned, counted = pool.submit(contexts_of, forms, lexicon), pool.submit(pairs_of, forms, skeletons)
        spelling = spelling_of(lexicon)
        clean, bare = looks(forms, lexicon.flags)
        order = np.lexsort((forms.hashes, -forms.weights, bare, ~clean)).astype(np.int64)
        known = known_of(forms, bare, order, lexicon)
        leader = np.full(len(order), -1, np.int32)
        shares = [order[share[order]] for share in _shares(known.salts, _WORKERS)]
        tell = (known, skeletons, counted.result(), spelling, learned.result())
        list(pool.map(lambda share: lead(*tell, shelves(len(share)), share, leader), shares))
    return leader


def contexts_of(forms: Forms, lexicon: Lexicon) -> Contexts:
    """Where words read well, learned from the wordings that are typed cleanly and with marks."""
    counted = _looks(forms.words, forms.bounds, lexicon.flags)
    lengths = forms.bounds[:, 1] - forms.bounds[:, 0]
    wanted = (counted[:, 0] == 0) & (counted[:, 1] >= _FULLY_MARKED * lengths)
    size, enough = _PAIRS, False
    while not enough:
        *contexts, enough = learn_contexts(forms.words, forms.bounds, wanted, lexicon.hashes, lexicon.plain, size)
        size *= 4
    return Contexts(*contexts)


def pairs_of(forms: Forms, skeletons: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """How often each pair of neighbors stands in the wordings, by a hash of it."""
    pairs = np.zeros(1 << 22, np.uint16)
    count_pairs(forms.words, forms.bounds, skeletons, pairs)
    return pairs


def known_of(forms: Forms, bare: npt.NDArray[np.bool_], order: npt.NDArray[np.int64], lexicon: Lexicon) -> Known:
    """Wordings as they are compared, in their order."""
    plain, skeletons = lexicon.plain, lexicon.skeletons
    turns = np.empty(len(order), np.int64)
    turns[order] = np.arange(len(order))
    return Known(
        forms.words,
        forms.bounds,
        bare,
        sketches_of(forms.words, forms.bounds, skeletons),
        salts_of(forms.words, forms.bounds, lexicon.flags, plain, skeletons, lexicon.number("khong")),
        turns,
    )


def _shares(salts: npt.NDArray[np.uint64], count: int) -> list[npt.NDArray[np.bool_]]:
    """Wordings to workers, as even as they come: those with one salt to one, for only they are ever compared."""
    _each, where, sizes = np.unique(salts, return_inverse=True, return_counts=True)
    loads, owner = [0] * count, np.zeros(len(sizes), np.int64)
    for salt in np.argsort(-sizes, kind="stable").tolist():
        owner[salt] = least = loads.index(min(loads))
        loads[least] += int(sizes[salt])
    return [owner[where] == worker for worker in range(count)]


@compiled
def _same(words: Any, bounds: Any, hashes: Any) -> Any:
    count = len(bounds)
    size = 16
    while size < 2 * count:
        size *= 2
    table = np.full(size, -1, np.int32)
    form_of, firsts, found = np.empty(count, np.int32), np.empty(count, np.int64), np.empty(count, np.uint64)
    known = 0
    for part in range(count):
        begin, end = bounds[part, 0], bounds[part, 1]
        hashed = hash_of(words, begin, end, hashes)
        slot = hashed & np.uint64(size - 1)
        form = table[slot]
        while form >= 0:
            if found[form] == hashed:
                first = bounds[firsts[form], 0]
                length = bounds[firsts[form], 1] - first
                if length == end - begin:
                    same = True
                    for at in range(length):
                        if words[begin + at] != words[first + at]:
                            same = False
                            break
                    if same:
                        break
            slot = (slot + np.uint64(1)) & np.uint64(size - 1)
            form = table[slot]
        if form < 0:
            form = known
            table[slot] = known
            firsts[known], found[known] = part, hashed
            known += 1
        form_of[part] = form
    return form_of, firsts[:known].copy(), found[:known].copy()


@compiled
def _coded(values: Any) -> Any:
    """The place at which each distinct value stands first, and which of them each value is."""
    size = 16
    while size < 2 * len(values):
        size *= 2
    table = np.full(size, -1, np.int32)
    firsts, codes = np.empty(len(values), np.int64), np.empty(len(values), np.int64)
    known = 0
    for place in range(len(values)):
        mixed = np.uint64(values[place]) * np.uint64(0x9E3779B97F4A7C15)
        slot = (mixed ^ (mixed >> np.uint64(32))) & np.uint64(size - 1)
        while table[slot] >= 0 and values[firsts[table[slot]]] != values[place]:
            slot = (slot + np.uint64(1)) & np.uint64(size - 1)
        if table[slot] < 0:
            table[slot], firsts[known] = known, place
            known += 1
        codes[place] = table[slot]
    return firsts[:known].copy(), codes


@compiled
def _looks(words: Any, bounds: Any, flags: Any) -> Any:
    """How many words of each wording are no syllables, and how many carry marks."""
    looks = np.zeros((len(bounds), 2), np.int32)
    for form in range(len(bounds)):
        for at in range(bounds[form, 0], bounds[form, 1]):
            if flags[words[at]] & 4:
                looks[form, 0] += 1
            if flags[words[at]] & 8:
                looks[form, 1] += 1
    return looks
