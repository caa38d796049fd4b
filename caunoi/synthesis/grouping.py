"""Equal and nearly equal wordings to one group each, in an order that no shuffling or partition changes.

Wordings are put in a fixed order (cleanly typed first, then the more frequent, then by hash). Each is tested against the leaders
before it that share its skeleton or a rare pair of words; it joins the first that explains it, else it leads a group
of its own. Members are tested against leaders only: nothing is chained.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.differences import Contexts, Spelling, compare, learn_contexts
from caunoi.synthesis.parts import hash_of
from caunoi.synthesis.syllables import split_tone
from caunoi.synthesis.words import Lexicon

_KEYS = 5  # rare pairs by which a wording finds its leader
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
    return np.asarray(_lead(forms, order, bare, lexicon.hashes[spelling.plain], spelling, contexts), np.int32)


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
def _salt(words: Any, begin: int, end: int, flags: Any, hashes: Any) -> Any:
    """Numbers (whatever their order) and how often it is denied: wordings that differ here are never compared."""
    salt = np.uint64(0)
    for at in range(begin, end):
        if flags[words[at]] & 128:
            salt += _mixed(hashes[words[at]])
        elif flags[words[at]] & 2:
            salt += np.uint64(0x632BE59BD9B4E019)
    return salt


@compiled
def _count_pairs(words: Any, bounds: Any, plain: Any, hashes: Any, counts: Any) -> None:
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
def _lead(forms: Any, order: Any, bare: Any, hashes: Any, spelling: Any, contexts: Any) -> Any:
    words, bounds, _weights, _hashes = forms
    flags, plain = spelling[2], spelling[3]
    count = len(bounds)
    leader = np.full(count, -1, np.int32)
    pairs = np.zeros(1 << 22, np.uint16)
    _count_pairs(words, bounds, plain, hashes, pairs)
    size = 1 << 12
    while size < 8 * count:
        size *= 2
    heads, tails = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    nexts, members = np.empty(7 * count + 7, np.int32), np.empty(7 * count + 7, np.int32)
    linked = 0
    keys = np.empty(7, np.uint64)
    scratch, steps = np.zeros((2, 64), np.int32), np.zeros((64, 5), np.int64)
    mask = np.uint64(size - 1)
    rank = np.empty(count, np.int64)
    for place in range(count):
        rank[order[place]] = place
    for form in order:
        begin, end = bounds[form, 0], bounds[form, 1]
        salt = _salt(words, begin, end, flags, hashes)
        keys[0] = hash_of(words, begin, end, hashes)
        filled = 1 + _keys(words, begin, end, hashes, pairs, salt, keys[1:])
        best = -1
        for key in range(filled):
            link = heads[keys[key] & mask]
            tried = 0
            while link >= 0 and tried < 48:
                other = members[link]
                link = nexts[link]
                if best >= 0 and rank[other] >= rank[best]:
                    break  # those behind it come later still
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
            members[linked], nexts[linked] = form, -1
            if heads[slot] < 0:
                heads[slot] = linked
            else:
                nexts[tails[slot]] = linked  # behind those that came before: the more frequent is tried first
            tails[slot] = linked
            linked += 1
    return leader
