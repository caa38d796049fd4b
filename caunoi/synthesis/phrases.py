"""Greetings, closings, fillers, leads and joiners learned from the opinions themselves, to be approved by an officer once.

A run of words is proposed where many different texts begin (or end) with it and what is left also stands alone as a text of its
own; a filler, where leaving it out of the middle gives another text that stands; a lead, where a citation follows it and what is
behind that stands alone; a joiner, where a later sentence begins with it and the rest of that stands alone. Never with a number
or a negation in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.edges import without_signature
from caunoi.synthesis.runs import GAP, Phrase
from caunoi.synthesis.segments import naming, place_at
from caunoi.synthesis.spelling_out import Stream, spell_out
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.tokens import tokenise
from caunoi.synthesis.words import Lexicon, vocabulary

LONGEST: Final = 24  # words of a greeting or closing
_LONGEST_FILLER = 4
_EXAMPLES: Final = 8
_BASE: Final = 0x9E3779B97F4A7C15  # of the polynomial that a run of words is hashed by, modulo 2^64
KINDS: Final = (
    "opening",
    "closing",
    "filler",
    "lead",
    "joiner",
    "opening",
)  # the last by its first words, up to a colon


_LEADS: Final = frozenset(
    plain(word) for name in ("leads", "prepositions") for word in "".join(vocabulary(name)).split()
)
_JOINERS: Final = frozenset(
    " ".join(map(plain, run.split())) for name in ("joiners", "buts") for run in vocabulary(name)
)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Proposal:
    """A phrase, in how many distinct texts it was found so, the words that it took there, and what stands without them."""

    phrase: Phrase
    texts: int
    examples: tuple[str, ...]
    rest: str


def propose(texts: pa.Array, *, least: int | None = None) -> list[Proposal]:
    """``learn`` from distinct texts (large_string)."""
    lexicon = Lexicon()
    stream = spell_out(tokenise(texts), lexicon)
    return learn(stream, lexicon, least=least)


def learn(stream: Stream, lexicon: Lexicon, *, least: int | None = None) -> list[Proposal]:
    """Proposals from distinct texts, the most frequent first. ``least``: texts that a phrase needs (3, more above 100,000 texts).

    O(texts × words) hash lookups.
    """
    texts = len(stream.offsets) - 1
    least = least or max(3, texts // 30_000)
    skeletons = lexicon.plain
    hashes = lexicon.hashes[skeletons] if len(skeletons) else np.zeros(0, np.uint64)
    named = naming(lexicon)
    ends = _ends(stream.words, stream.gaps, stream.offsets, lexicon.flags, named.kinds, named.values)
    whole = np.unique(_whole(stream.words, ends, stream.offsets, hashes))
    table = np.zeros(1 << max(4, (2 * len(whole)).bit_length()), np.uint64)
    _fill(table, whole)
    found = _find(stream.words, stream.gaps, ends, stream.offsets, hashes, lexicon.flags, table)
    gapped = _find_gapped(stream.words, stream.gaps, ends, stream.offsets, hashes, lexicon.flags, table)
    leads = _find_leads(stream.words, stream.gaps, stream.offsets, ends, hashes, table, lexicon.flags, *named)
    joiners = _find_joiners(stream.words, stream.gaps, ends, stream.offsets, hashes, lexicon.flags, table)
    found = np.concatenate([found, leads, joiners])
    proposals = [one for one in _proposals(stream, lexicon, found, ends, least) if not _is_known(one.phrase)]
    proposals += _longest(_proposals(stream, lexicon, gapped, ends, least), proposals)
    return sorted(proposals, key=lambda proposal: (-proposal.texts, proposal.phrase))


def _proposals(stream: Stream, lexicon: Lexicon, found: Ints, ends: Ints, least: int) -> list[Proposal]:
    """Rows of (kind, hash of the phrase, text, begin and end of the run taken, words of it that are the phrase), counted."""
    order = np.lexsort((found[:, 2], found[:, 1], found[:, 0]))
    rows = found[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rows[1:, :2] != rows[:-1, :2]).any(axis=1)
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(rows)))
    enough = counts >= least
    proposals = []
    for start, count in zip(starts[enough].tolist(), counts[enough].tolist(), strict=True):
        kind, _hash, text, begin, end, size = rows[start].tolist()
        taken = [
            _said(stream, lexicon, row[3], row[4])
            for row in rows[start : start + count : max(1, count // _EXAMPLES)].tolist()
        ]
        words = taken[0].split()
        phrase = (
            taken[0]
            if not size
            else f"{GAP} {' '.join(words[-size:])}"
            if kind == 0
            else f"{' '.join(words[:size])} {GAP}"
        )
        rest = (
            _said(stream, lexicon, int(stream.offsets[text]), begin)
            + " "
            + _said(stream, lexicon, end, int(ends[text]))
        )
        proposals.append(Proposal(Phrase(KINDS[kind], phrase), count, tuple(dict.fromkeys(taken)), rest.strip()))
    return proposals


def _is_known(phrase: Phrase) -> bool:
    """Whether a lead or a joiner is built in."""
    words = [plain(word) for word in phrase.text.split()]
    return (phrase.kind == "lead" and _LEADS.issuperset(words)) or (
        phrase.kind == "joiner" and " ".join(words) in _JOINERS
    )


def _said(stream: Stream, lexicon: Lexicon, begin: int, end: int) -> str:
    return " ".join(lexicon.words[word] for word in stream.words[begin:end].tolist())


def _longest(gapped: Iterable[Proposal], plainly: Iterable[Proposal]) -> list[Proposal]:
    """Of gapped proposals that end (or begin) alike, the longest that nearly as many texts have; none that takes one run only."""
    all_of_them = [one for one in gapped if len(one.examples) > 2]
    said = {example for one in plainly for example in [one.phrase.text]}
    return [
        one
        for one in all_of_them
        if not (len(one.examples) < _EXAMPLES and said.issuperset(one.examples))
        and not any(_lengthens(other, one) for other in all_of_them)
    ]


def _lengthens(longer: Proposal, one: Proposal) -> bool:
    """Whether another proposal of the kind has the same words and more, in nearly as many texts."""
    words, more = one.phrase.text.replace(GAP, "").strip(), longer.phrase.text.replace(GAP, "").strip()
    if one.phrase.kind != longer.phrase.kind or len(more) <= len(words) or longer.texts * 10 < one.texts * 9:
        return False
    if one.phrase.text.startswith(GAP) != longer.phrase.text.startswith(GAP):
        return False
    return more.endswith(f" {words}") if one.phrase.text.startswith(GAP) else more.startswith(f"{words} ")


@compiled
def _ends(words: Any, gaps: Any, offsets: Any, flags: Any, kinds: Any, values: Any) -> Any:
    ends = np.empty(len(offsets) - 1, np.int64)
    for text in range(len(ends)):
        ends[text] = without_signature(words, gaps, flags, kinds, values, offsets[text], offsets[text + 1])
    return ends


@compiled
def _hash_of(words: Any, begin: int, end: int, hashes: Any) -> Any:
    hashed = np.uint64(0)
    for at in range(begin, end):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + hashes[words[at]]
    return hashed


@compiled
def _whole(words: Any, ends: Any, offsets: Any, hashes: Any) -> Any:
    found = np.zeros(len(offsets) - 1, np.uint64)
    for text in range(len(offsets) - 1):
        found[text] = _hash_of(words, offsets[text], ends[text], hashes) | np.uint64(1)
    return found


@compiled
def _fill(table: Any, keys: Any) -> None:
    mask = np.uint64(len(table) - 1)
    for key in keys:
        slot = (key >> np.uint64(20)) & mask
        while table[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = key


@compiled
def _holds(table: Any, hashed: Any) -> Any:
    key = hashed | np.uint64(1)
    mask = np.uint64(len(table) - 1)
    slot = (key >> np.uint64(20)) & mask
    while table[slot] != 0:
        if table[slot] == key:
            return True
        slot = (slot + np.uint64(1)) & mask
    return False


@compiled
def _find(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    room, count = 1 << 16, 0
    found = np.zeros((room, 6), np.int64)
    longest = np.int64(0)
    for text in range(len(ends)):
        longest = max(longest, ends[text] - offsets[text])
    prefix, power = np.zeros(longest + 1, np.uint64), np.ones(longest + 1, np.uint64)
    for at in range(1, len(power)):
        power[at] = power[at - 1] * np.uint64(0x9E3779B97F4A7C15)
    for text in range(len(offsets) - 1):
        start, length = offsets[text], ends[text] - offsets[text]
        if length < 3:
            continue
        for at in range(length):
            prefix[at + 1] = prefix[at] * np.uint64(0x9E3779B97F4A7C15) + hashes[words[start + at]]
        whole = prefix[length]
        if count + 6 * length + 64 > room:
            room = max(2 * room, count + 6 * length + 64)
            longer = np.zeros((room, 6), np.int64)
            longer[:count] = found[:count]
            found = longer
        for at in range(length):  # a run begins here: to the end it is a closing, from the start an opening
            for size in range(1, 25):
                end = at + size
                if end > length or flags[words[start + end - 1]] & 3:
                    break
                if at == 0 and end < length:
                    kind, rest = 0, whole - prefix[end] * power[length - end]
                elif end == length and at > 0:
                    kind, rest = 1, prefix[at]
                elif at > 0 and end < length and size <= 4:
                    kind = 2
                    rest = prefix[at] * power[length - end] + whole - prefix[end] * power[length - end]
                elif size > 4 and at > 0 and length - at > 24:
                    break
                else:
                    continue
                run = prefix[end] - prefix[at] * power[size]
                if _holds(table, rest):
                    found[count, 0], found[count, 1], found[count, 2] = kind, np.int64(run), text
                    found[count, 3], found[count, 4] = start + at, start + end
                    count += 1
    return found[:count].copy()


@compiled
def _find_leads(
    words: Any, gaps: Any, offsets: Any, ends: Any, hashes: Any, table: Any,
    flags: Any, kinds: Any, values: Any, units: Any, shifts: Any, masks: Any,
) -> Any:  # fmt: skip
    """Up to three words before a citation with which a text begins: (kind, hash, text, begin, end, 0)."""
    found = np.zeros((len(ends), 6), np.int64)
    count = 0
    for text in range(len(ends)):
        start, end = offsets[text], ends[text]
        at, run = start, np.uint64(3)
        while at < min(start + 3, end) and kinds[words[at]] < 0 and not flags[words[at]] & 3 and not gaps[at] & 0x1DF:
            run = run * np.uint64(0x9E3779B97F4A7C15) + hashes[words[at]]
            at += 1
        if at in (start, end) or kinds[words[at]] < 0:
            continue
        place, after = place_at(words, gaps, at, end, flags, kinds, values, units, shifts, masks)
        if place == 0:
            continue
        if _holds(table, _hash_of(words, after, end, hashes)):
            found[count, 0], found[count, 1], found[count, 2], found[count, 3], found[count, 4] = (
                3,
                np.int64(run),
                text,
                start,
                at,
            )
            count += 1
    return found[:count].copy()


@compiled
def _find_joiners(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    """Up to four words with which a later sentence begins: (kind, hash, text, begin, end, 0)."""
    found = np.zeros((1 << 12, 6), np.int64)
    count = 0
    for text in range(len(ends)):
        for at in range(offsets[text] + 2, ends[text] - 2):
            if not gaps[at] & 0x3C:
                continue
            stop = at + 1
            while stop < ends[text] and not gaps[stop] & 0x3C:
                stop += 1
            run = np.uint64(4)
            for after in range(at + 1, min(at + 5, stop - 1)):
                if flags[words[after - 1]] & (1 | 2 | 16):
                    break
                run = run * np.uint64(0x9E3779B97F4A7C15) + hashes[words[after - 1]]
                if _holds(table, _hash_of(words, after, stop, hashes)):
                    if count == len(found):
                        found = np.concatenate((found, np.zeros_like(found)))
                    found[count, 0], found[count, 1], found[count, 2] = 4, np.int64(run), text
                    found[count, 3], found[count, 4] = at, after
                    count += 1
    return found[:count].copy()


@compiled
def _find_gapped(words: Any, gaps: Any, ends: Any, offsets: Any, hashes: Any, flags: Any, table: Any) -> Any:
    """Openings up to a colon by their last words, last lines by their first: (kind, hash, text, begin, end, words)."""
    found = np.zeros((12 * len(ends), 6), np.int64)
    count = 0
    for text in range(len(ends)):
        start, end = offsets[text], ends[text]
        colon = 0
        for at in range(start + 2, min(end, start + 40)):
            if gaps[at] & 2:
                colon = at
                break
            if gaps[at] & 0x1C:
                break
        if colon:
            if _holds(table, _hash_of(words, colon, end, hashes)):
                for size in range(3, min(7, colon - start + 1)):
                    count = _note(found, count, 0, text, start, colon, size, colon - size, words, hashes, flags)
                for size in range(3, min(6, colon - start)):
                    count = _note(found, count, 5, text, start, colon, size, start, words, hashes, flags)
        last = end - 1
        while last > start and end - last < 16 and not gaps[last] & 0x3C:
            last -= 1
        if last > start and gaps[last] & 0x3C and end - last >= 4:
            if _holds(table, _hash_of(words, start, last, hashes)):
                for size in range(3, min(6, end - last)):
                    count = _note(found, count, 1, text, last, end, size, last, words, hashes, flags)
    return found[:count].copy()


@compiled
def _note(
    found: Any,
    count: int,
    kind: int,
    text: int,
    begin: int,
    end: int,
    size: int,
    at: int,
    words: Any,
    hashes: Any,
    flags: Any,
) -> Any:
    hashed = np.uint64(size)
    for place in range(at, at + size):
        if flags[words[place]] & (1 | 2 | 16):  # a number, a negation or a citation belongs to the opinion
            return count
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + hashes[words[place]]
    found[count, 0], found[count, 1], found[count, 2] = kind, np.int64(hashed), text
    found[count, 3], found[count, 4], found[count, 5] = begin, end, size
    return count + 1
