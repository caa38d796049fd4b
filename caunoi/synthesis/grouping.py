"""Equal and nearly equal wordings to one group each, in an order that no shuffling or partition changes.

Wordings are put in a fixed order (cleanly typed first, then the more frequent, then by hash). Each is tested against the leaders
before it that share its skeleton or a rare pair of words; it joins the first that explains it, else it leads a group
of its own. Members are tested against leaders only: nothing is chained.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.differences import Contexts, Spelling, compare, learn_contexts
from caunoi.synthesis.parts import hash_of
from caunoi.synthesis.syllables import split_tone
from caunoi.synthesis.words import Lexicon

_KEYS = 5  # rare pairs by which a wording finds its leader
_WORKERS: Final = 2  # threads; the leaders are the same for any number of them
_CHAIN = 48  # leaders tested for each of them


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


def spelling_of(lexicon: Lexicon) -> Spelling:
    """The letters and tones of every word of a lexicon."""
    plain = lexicon.plain
    skeletons = [lexicon.words[place] for place in plain]
    letters = np.frombuffer("".join(skeletons).encode("utf-32-le"), np.int32)
    ends = np.cumsum([len(word) for word in skeletons], dtype=np.int64)
    numbers: dict[str, int] = {}
    split = [split_tone(word) for word in lexicon.words]
    toneless = [numbers.setdefault(letters_, len(numbers)) for letters_, _tone in split]
    tones = [tone for _letters, tone in split]
    return Spelling(letters, ends, lexicon.flags, plain, np.array(tones, np.int8), np.array(toneless, np.int32))


def looks(forms: Forms, flags: npt.NDArray[np.uint16]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which wordings are free of words that are none, and which were typed without marks."""
    counted = _looks(forms.words, forms.bounds, flags)
    lengths = forms.bounds[:, 1] - forms.bounds[:, 0]
    return counted[:, 0] == 0, counted[:, 1] * 5 < lengths * 2  # of words typed with marks three in four carry one


def no_contexts() -> Contexts:
    """Contexts in which no word is at home: what two wordings alone tell."""
    return Contexts(np.zeros(2, np.uint64), np.zeros(2, np.uint64), np.zeros(2, np.int32))


def leaders(forms: Forms, lexicon: Lexicon) -> npt.NDArray[np.int32]:
    """The leader of every wording (itself where it leads)."""
    spelling = spelling_of(lexicon)
    clean, bare = looks(forms, spelling.flags)
    lengths = forms.bounds[:, 1] - forms.bounds[:, 0]
    order = np.lexsort((forms.hashes, -forms.weights, bare, ~clean)).astype(np.int64)
    wanted = clean & ~bare
    size = 1 << max(10, int(2 * 2 * lengths[wanted].sum()).bit_length())
    contexts = Contexts(*learn_contexts(forms.words, forms.bounds, wanted, lexicon.hashes, min(size, 1 << 25)))
    skeletons = lexicon.hashes[spelling.plain]
    pairs = np.zeros(1 << 22, np.uint16)
    _count_pairs(forms.words, forms.bounds, skeletons, pairs)
    salts = _salts(forms.words, forms.bounds, spelling.flags, spelling.plain, skeletons, lexicon.number("khong"))
    leader = np.full(len(order), -1, np.int32)
    known = (forms, bare, skeletons, spelling, contexts, pairs, salts)
    with ThreadPoolExecutor(_WORKERS) as pool:
        shares = [order[share[order]] for share in _shares(salts, _WORKERS)]
        list(pool.map(lambda share: _lead(*known, share, leader), shares))
    return leader


def _shares(salts: npt.NDArray[np.uint64], count: int) -> list[npt.NDArray[np.bool_]]:
    """Wordings to workers, as even as they come: those with one salt to one, for only they are ever compared."""
    _salts_, where, sizes = np.unique(salts, return_inverse=True, return_counts=True)
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


@compiled
def _mixed(key: Any) -> Any:
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> np.uint64(29))


@compiled
def _salts(words: Any, bounds: Any, flags: Any, plain: Any, hashes: Any, denial: int) -> Any:
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
def _count_pairs(words: Any, bounds: Any, hashes: Any, counts: Any) -> None:
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
def _sketches(words: Any, bounds: Any, hashes: Any) -> Any:
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
    count = 0
    while bits:
        bits &= bits - np.uint64(1)
        count += 1
    return count


@compiled
def _lead(
    forms: Any, bare: Any, hashes: Any, spelling: Any, contexts: Any, pairs: Any, salts: Any, order: Any, leader: Any
) -> None:
    """The leaders of the wordings in ``order``, into ``leader``."""
    words, bounds, _weights, _hashes = forms
    count = len(order)
    size = 1 << 12
    while size < 8 * count:
        size *= 2
    heads, tails = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    nexts, members = np.empty(7 * count + 7, np.int32), np.empty(7 * count + 7, np.int32)
    found_by = np.empty(7 * count + 7, np.uint64)
    linked = 0
    sketches = _sketches(words, bounds, hashes)
    tested = np.full(len(bounds), -1, np.int32)  # the form that a leader was tested for last: two keys may lead to it
    keys = np.empty(7, np.uint64)
    scratch, steps = np.zeros((2, 64), np.int32), np.zeros((64, 5), np.int64)
    mask = np.uint64(size - 1)
    rank = np.zeros(len(bounds), np.int64)
    for place in range(count):
        rank[order[place]] = place
    for form in order:
        begin, end = bounds[form, 0], bounds[form, 1]
        keys[0] = hash_of(words, begin, end, hashes)
        filled = 1 + _keys(words, begin, end, hashes, pairs, salts[form], keys[1:])
        best = -1
        for key in range(filled):
            link = heads[keys[key] & mask]
            tried = 0
            while link >= 0 and tried < 48:
                other, same_key = members[link], found_by[link] == keys[key]
                link = nexts[link]
                if not same_key:
                    continue
                if best >= 0 and rank[other] >= rank[best]:
                    break  # those behind it come later still
                if tested[other] == form:
                    continue
                tested[other] = form
                if _ones(sketches[form] ^ sketches[other]) > 12:
                    continue
                its_begin, its_end = bounds[other, 0], bounds[other, 1]
                if abs((end - begin) - (its_end - its_begin)) > 6:
                    continue
                tried += 1
                if (
                    compare(
                        words,
                        begin,
                        end,
                        its_begin,
                        its_end,
                        bare[form] or bare[other],
                        spelling,
                        contexts,
                        scratch,
                        steps,
                    )
                    >= 0
                ):
                    best = other
                    break
        if best >= 0:
            leader[form] = best
            continue
        leader[form] = form
        for key in range(filled):
            slot = keys[key] & mask
            members[linked], nexts[linked], found_by[linked] = form, -1, keys[key]
            if heads[slot] < 0:
                heads[slot] = linked
            else:
                nexts[tails[slot]] = linked  # behind those that came before: the more frequent is tried first
            tails[slot] = linked
            linked += 1
