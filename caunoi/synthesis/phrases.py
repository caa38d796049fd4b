"""Greetings, closings, fillers, leads and joiners learned from the opinions themselves, to be approved by an officer once.

A run of words is proposed where many different texts begin (or end) with it and what is left also stands alone as a text of its
own; a filler, where leaving it out of the middle gives another text that stands; a lead, where a citation follows it and what is
behind that stands alone; a joiner, where a later sentence begins with it and the rest of that, or the sentence before, stands
alone. A first or last sentence is proposed too that nobody says alone, where what is left begins differently in each text. Never
with a number or a negation in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.citations import kind_of, value_of
from caunoi.synthesis.citing import naming
from caunoi.synthesis.evidence import weighed
from caunoi.synthesis.finding import (
    ends_of,
    fill,
    find_joiners,
    find_leads,
    find_runs,
    whole_texts,
)
from caunoi.synthesis.finding_sentences import ANOTHER_WAY, find_gapped, find_sentences
from caunoi.synthesis.runs import GAP, Phrase
from caunoi.synthesis.spelling_out import Stream, spell_out
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.tokens import tokenise
from caunoi.synthesis.words import NUMBER, Lexicon, spell, vocabulary

LONGEST: Final = 24  # words of a greeting or closing
_LONGEST_FILLER = 4
_EXAMPLES: Final = 8
KINDS: Final = (
    "opening",
    "closing",
    "filler",
    "lead",
    "joiner",
    "opening",  # by its first words, up to a colon
    "opening",  # a sentence by its first words and its last
    "closing",
)


_BY_FIRST: Final = 5  # the kinds above it are sentences by their first words and their last

_LEADS: Final = frozenset(
    plain(word) for name in ("leads", "prepositions") for word in "".join(vocabulary(name)).split()
)
_JOINERS: Final = frozenset(
    " ".join(map(plain, run.split())) for name in ("joiners", "buts") for run in vocabulary(name)
)

# Words with which a proposal begins, but no greeting.
_HEADS: Final = sorted(
    {
        said
        for run in vocabulary("heads")
        for said in (spell(run.split()[0]), plain(run.split()[0]))  # "có gì …" is no "cơ bản …"
        if plain(said) not in ("toi", "chung", "theo", "ban")
    }
)
_ALSO_HEADS: Final = ("ban hành",)  # but "ban chấp hành"
_NO_HEADS: Final = ("thay mặt", "thay lời")
_NO_ACTS: Final = frozenset(" ".join(map(plain, run.split())) for run in _NO_HEADS)

# Of a yes or a no nothing may be left out.
_ANSWERS: Final = frozenset(
    " ".join(map(plain, run.split())) for run in (*vocabulary("consents"), "không có ý kiến", "phản đối")
)
_ACTS: Final = frozenset(plain(run) for run in vocabulary("acts") if " " not in run)
_PROPOSALS: Final = tuple(said for run in vocabulary("proposals") for said in (run, " ".join(map(plain, run.split()))))
_PROPOSED: Final = re.compile(rf"\b(?:{'|'.join(_PROPOSALS)})(?: \S+){{5}}")  # but "đề nghị ban soạn thảo"
_FILLERS: Final = frozenset("".join(vocabulary("fillers")).split())
_LIMITING: Final = tuple(f"{' '.join(map(plain, run.split()))} " for run in vocabulary("limiting"))
_SOME: Final = ("một", "1", "mấy", "vài", "đôi", "năm")  # "tôi xin có đôi lời"
_ENDING: Final = 6  # ways in which texts end before a last sentence, at least
_FRAMED: Final = 4  # times as many ways in which the rest begins as other phrases need texts
_OBJECTS: Final = frozenset(("cho", "cua", "o", "tai", "trong", "tu", "theo", "ve"))
_PLEASING: Final = frozenset(("voi", *(plain(word) for word in "".join(vocabulary("fillers")).split())))
_LETTERS: Final = 2  # of a word that is no phrase by itself

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
    ends = ends_of(stream.words, stream.gaps, stream.offsets, lexicon.flags, named.kinds, named.values)
    said = whole_texts(stream.words, ends, stream.offsets, hashes)
    whole = np.unique(said)
    table = np.zeros(1 << max(4, (2 * len(whole)).bit_length()), np.uint64)
    fill(table, whole)
    found = find_runs(stream.words, stream.gaps, ends, stream.offsets, hashes, lexicon.flags, table)
    loosely = lexicon.flags.copy()
    loosely[[number for word in _SOME if (number := lexicon.number(word)) >= 0]] &= np.uint16(0xFFFF - NUMBER)
    gapped = find_gapped(stream.words, stream.gaps, ends, stream.offsets, hashes, loosely, table)
    leads = find_leads(stream.words, stream.gaps, stream.offsets, ends, hashes, table, lexicon.flags, *named)
    joiners = find_joiners(stream.words, stream.gaps, ends, stream.offsets, hashes, lexicon.flags, named.values, table)
    sentences = find_sentences(stream.words, stream.gaps, ends, stream.offsets, hashes, loosely, table)
    sentences = sentences[~_propose(sentences, stream, lexicon)]
    sentences = sentences[_ends_differently(sentences, np.ones(len(sentences), np.bool_), max(_ENDING, least))]
    ways = gapped[:, 5] >= ANOTHER_WAY
    gapped[:, 5] &= ANOTHER_WAY - 1
    gapped = gapped[_ends_differently(gapped, ways, least)]
    gapped = gapped[(gapped[:, 0] <= _BY_FIRST) | ~_propose(gapped, stream, lexicon)]
    found = weighed(np.concatenate([found, sentences]), stream, ends, lexicon, said)
    found = np.concatenate([found, leads, joiners])
    proposals = [one for one in _proposals(stream, lexicon, found, ends, least) if not _is_known(one.phrase)]
    framed = gapped[:, 0] > _BY_FIRST
    by_ends = [*_proposals(stream, lexicon, gapped[~framed], ends, least)]
    by_ends += _proposals(stream, lexicon, gapped[framed], ends, _FRAMED * least)
    proposals += _longest(by_ends, proposals)
    proposals = [one for one in proposals if not _is_unsafe(one.phrase)]
    return sorted(proposals, key=lambda proposal: (-proposal.texts, proposal.phrase))


def _ends_differently(found: Ints, ways: npt.NDArray[np.bool_], least: int) -> npt.NDArray[np.bool_]:
    """Which rows are no last sentence or line behind texts that end in fewer ``ways``: a proposal stands behind the few that it
    was made with."""
    _each, which = np.unique(found[:, :2], axis=0, return_inverse=True)
    return np.asarray((found[:, 0] != 1) | (np.bincount(which, ways)[which] >= least))


def _propose(found: Ints, stream: Stream, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Whether the run of each row begins as a proposal does."""
    first, second = (stream.words[found[:, 3] + place].astype(np.int64) for place in (0, 1))
    pairs = first << 32 | second
    single = np.isin(first, [lexicon.number(word) for word in _HEADS])
    return (single & ~np.isin(pairs, _pairs(_NO_HEADS, lexicon))) | np.isin(pairs, _pairs(_ALSO_HEADS, lexicon))


def _pairs(runs: Iterable[str], lexicon: Lexicon) -> list[int]:
    """Runs of two words, with and without their marks, as one number each."""
    said = [run.split() for run in runs]
    both = (*said, *([plain(word) for word in pair] for pair in said))
    return [lexicon.number(one) << 32 | lexicon.number(other) for one, other in both]


def _proposals(stream: Stream, lexicon: Lexicon, found: Ints, ends: Ints, least: int) -> list[Proposal]:
    """Rows of (kind, hash of the phrase, text, begin and end of the run taken, words of it that are the phrase), counted."""
    order = np.lexsort((found[:, 2], found[:, 1], found[:, 0]))
    rows = found[order]
    again = np.zeros(len(rows), np.bool_)
    again[1:] = (rows[1:, :3] == rows[:-1, :3]).all(axis=1)  # found in two ways
    rows = rows[~again]
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
        phrase = _written(taken[0].split(), kind, size)
        rest = (
            _said(stream, lexicon, int(stream.offsets[text]), begin)
            + " "
            + _said(stream, lexicon, end, int(ends[text]))
        )
        proposals.append(Proposal(Phrase(KINDS[kind], phrase), count, tuple(dict.fromkeys(taken)), rest.strip()))
    return proposals


def _written(words: list[str], kind: int, size: int) -> str:
    """The phrase that a run of words is, by so many of its first words, its last, or both."""
    if not size:
        return " ".join(words)
    head, tail = divmod(size, 16) if kind > _BY_FIRST else (0, size) if kind == 0 else (size, 0)
    return " ".join([*words[:head], GAP, *words[len(words) - tail :]])


def _is_known(phrase: Phrase) -> bool:
    """Whether a lead or a joiner is built in."""
    words = [plain(word) for word in phrase.text.split()]
    return (phrase.kind == "lead" and _LEADS.issuperset(words)) or (
        phrase.kind == "joiner" and " ".join(words) in _JOINERS
    )


def _is_unsafe(phrase: Phrase) -> bool:
    """Whether leaving the phrase out would take a piece of a yes or a no ("y" of "đồng ý"), a place ("góp ý phần I") or another
    opinion ("bên cạnh đó …"), or it is one letter or two, or a joiner of one word (", mong …")."""
    if phrase.text in _FILLERS:
        return False
    words = [plain(word) for word in phrase.text.split()]
    if words[0].isdigit() or words[-1].isdigit():  # a list begins, or is gone on with
        return True
    if any(kind_of(one) >= 0 and (value_of(other) or other in ("thu", "so")) for one, other in pairwise(words)):
        return True
    if phrase.kind == "opening" and _PROPOSED.search(phrase.text):  # "theo tôi đề nghị giao ủy ban kiểm tra …"
        return True
    if phrase.kind == "closing" and _is_opinion(phrase.text, words):
        return True
    if len(words) == 1 and (len(words[0]) <= _LETTERS or phrase.kind == "joiner"):
        return True
    return phrase.kind == "filler" and any(f" {' '.join(words)} " in f" {said} " for said in _ANSWERS)


def _is_opinion(text: str, words: list[str]) -> bool:
    """Whether a closing takes all that is proposed to the end ("kính đề nghị …"), begins another opinion ("bên cạnh đó …", "thay
    cụm từ …"), or limits one ("trừ trường học")."""
    if GAP in text and any(run in text for run in _PROPOSALS):
        return True
    if any(" ".join(words[:size]) in _JOINERS for size in range(1, len(words) + 1)):
        return True
    if len(words) > 2 and words[0] in _ACTS and " ".join(words[:2]) not in _NO_ACTS:
        return True
    return f"{' '.join(words)} ".startswith(_LIMITING) or _is_object(words)


def _is_object(words: list[str]) -> bool:
    """Whether a closing says for whom, whose or where ("cho cơ sở", "của chị em"), and does not ask nicely ("cho em với")."""
    return words[0] in _OBJECTS and words[-1] not in _PLEASING


def _said(stream: Stream, lexicon: Lexicon, begin: int, end: int) -> str:
    return " ".join(lexicon.words[word] for word in stream.words[begin:end].tolist())


def _longest(gapped: Iterable[Proposal], plainly: Iterable[Proposal]) -> list[Proposal]:
    """Of gapped proposals that begin and end alike, the longest that nearly as many texts have; none that takes one run only."""
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
    if one.phrase.kind != longer.phrase.kind or longer.texts * 10 < one.texts * 9:
        return False
    (head, tail), (more, further) = ([side.split() for side in each.phrase.text.split(GAP)] for each in (one, longer))
    if len(more) + len(further) <= len(head) + len(tail) or (not head, not tail) != (not more, not further):
        return False
    return more[: len(head)] == head and further[len(further) - len(tail) :] == tail
