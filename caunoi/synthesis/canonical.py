"""Distinct texts in canonical form: cut into parts, spelled one way, equal and nearly equal wordings with one leader each."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from caunoi.synthesis.asking import Tables
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.grouping import Forms, leaders, looks, same_wordings
from caunoi.synthesis.parts import Parts, alone, assemble
from caunoi.synthesis.proposing import matter
from caunoi.synthesis.quoting import quotations
from caunoi.synthesis.runs import GAP, Phrase, skeleton, trie_of
from caunoi.synthesis.segments import PROPOSES, Segments, cut
from caunoi.synthesis.spelling_out import Speller, Stream, spell_out
from caunoi.synthesis.tokens import Tokeniser, tokenise
from caunoi.synthesis.words import DIGITS, Lexicon, spell

Ints = npt.NDArray[np.int64]
# A day and a month, maybe a year, behind a word that dates: they are written with their strokes.
_DATE: Final = re.compile(
    r"\b(ngày|trước|sau|đến|từ|hôm|dịp|tới|qua|vào|lễ) ([1-9]|[12]\d|3[01]) ([1-9]|1[0-2])(?: ((?:19|20)\d\d))?\b"
)
_AT_ONCE: Final = 1 << 16  # texts whose tokens are held at a time


class Piece(NamedTuple):
    """Segments of some of the texts, their words numbered by ``words``: what one worker hands back.

    Pieces of one worker share the list, which holds the words of all of them.
    """

    words: list[str]
    segments: Segments


def _stroked(date: re.Match[str]) -> str:
    before, *numbers = filter(None, date.groups())
    return f"{before} {'/'.join(numbers)}"


@dataclass(frozen=True)
class Canonical:
    """Parts of distinct texts (``part_text``), the distinct wordings of these (``form_of``), and the leader of each wording."""

    lexicon: Lexicon
    parts: Parts
    part_text: Ints
    forms: Forms
    form_of: npt.NDArray[np.int32]
    leader: npt.NDArray[np.int32]
    alone: npt.NDArray[np.uint64]  # a table of what is said alone
    courteous: frozenset[int]  # leaders that are phrases, mistyped

    def wording(self, form: int) -> str:
        """A distinct wording, its words in their one spelling."""
        said: str = self.wordings(np.array([form]))[0].as_py()
        return said

    def wordings(self, forms: Ints) -> pa.Array:
        """Distinct wordings as they are written (large_string). O(words)."""
        bounds = self.forms.bounds[forms]
        lengths = bounds[:, 1] - bounds[:, 0]
        ends = np.cumsum(lengths)
        places = np.repeat(bounds[:, 0] - ends + lengths, lengths) + np.arange(lengths.sum())
        words = pa.array(self.lexicon.words, pa.large_string()).take(pa.array(self.forms.words[places]))
        offsets = pa.array(np.concatenate([[0], ends]))
        written = pc.binary_join(pa.LargeListArray.from_arrays(offsets, words), pa.scalar(" ", words.type))
        digits = np.append(self.lexicon.flags[self.forms.words[places]] & DIGITS, 0)
        dated = np.zeros(len(forms), np.bool_)
        dated[np.searchsorted(ends, np.flatnonzero(digits[:-1] & digits[1:]), "right")] = True
        if not dated.any():
            return written
        dates = [_DATE.sub(_stroked, said) for said in written.filter(pa.array(dated)).to_pylist()]
        return pc.replace_with_mask(written, dated, pa.array(dates, written.type))

    def bare(self) -> npt.NDArray[np.bool_]:
        """Which wordings were typed without marks."""
        return looks(self.forms, self.lexicon.flags)[1]


def printed(draft: Draft, lexicon: Lexicon) -> Stream:
    """The words of the draft, cut by section. O(bytes)."""
    texts = pa.array([section.text for section in draft.sections], pa.large_string())
    return spell_out(tokenise(texts, printed=True), lexicon)


class Cutting:
    """What it takes to cut texts, held from one to the next: the words met, the phrases, the draft's own sentences.

    Threads may cut at once: what one has met is looked at no more. ``words``: words that are to have the numbers 0, 1, 2 …
    """

    def __init__(self, draft: Draft, phrases: Iterable[Phrase], words: Iterable[str] = ()) -> None:
        self._tokenise, self._reading, self._looking = Tokeniser(), Lock(), Lock()
        self.lexicon = Lexicon()
        self.lexicon.add_all(words)
        self._speller = Speller(self.lexicon, layered=draft.layered)
        own = printed(draft, self.lexicon)
        bounds = zip(own.offsets[:-1], own.offsets[1:], strict=True)
        self._quotations = quotations([own.words[start:end] for start, end in bounds], self.lexicon)
        phrases = tuple(phrases)
        single = [spell(phrase.text) for phrase in phrases if " " not in phrase.text]
        last = [spell(phrase.text.split()[-1]) for phrase in phrases if " " in phrase.text]
        self._tables = Tables(trie_of(phrases, self.lexicon, draft.titles), self.lexicon, single, last)

    def meet(self, texts: pa.Array) -> None:
        """Take in the words of texts, so that later ones are only looked up. O(bytes)."""
        for some in chunks(texts, len(texts) // _AT_ONCE):
            self._speller.take_in(self._tokenise.meet(some).types)
        self._tables.grow(self.lexicon)

    def segments(self, texts: pa.Array) -> Segments:
        """The segments of texts (large_string). O(bytes)."""
        with self._reading:  # machine code: another thread may look at the words of its own texts meanwhile
            met = self._tokenise.meet(texts)
        with self._looking:
            self._speller.take_in(met.types)
            self._tables.grow(self.lexicon)
            seen = self._tables.seen
        return cut(self._speller(met.tokens(), seen.flags), seen, self._quotations)


class Cutters:
    """``segments_of`` for many runs of texts with one draft and its phrases: workers go on with the words met before.

    It may be sent to another process, which begins anew.
    """

    def __init__(self, draft: Draft, phrases: Iterable[Phrase]) -> None:
        self._draft, self._phrases = draft, tuple(phrases)
        self._cutting: Cutting | None = None
        self._lock = Lock()

    def __call__(self, texts: pa.Array) -> Piece:
        cutting = self._begun()
        segments = cutting.segments(texts)
        return Piece(cutting.lexicon.words, segments)

    @property
    def lexicon(self) -> Lexicon:
        """The words met in this process."""
        return self._begun().lexicon

    def _begun(self) -> Cutting:
        with self._lock:
            self._cutting = self._cutting or Cutting(self._draft, self._phrases)
            return self._cutting

    def __reduce__(self) -> tuple[Any, ...]:
        return Cutters, (self._draft, self._phrases)


def segments_of(texts: pa.Array, draft: Draft, phrases: Iterable[Phrase]) -> Piece:
    """Distinct texts (large_string) cut into segments; they alone decide, so any worker may do any of them. O(bytes)."""
    return Cutters(draft, phrases)(texts)


def canonicalise(
    pieces: Sequence[Piece], weights: Ints, phrases: Iterable[Phrase] = (), lexicon: Lexicon | None = None
) -> Canonical:
    """Pieces in the order of the texts, and how many submissions have each text, to canonical parts and their leaders.

    A part of a compound that is one of the ``phrases``, mistyped, is left out. ``lexicon``: to go on with; pieces that its own
    numbers are in need no others.
    """
    lexicon = Lexicon() if lexicon is None else lexicon
    courteous = [skeleton(phrase.text, lexicon, marks=True) for phrase in sorted(phrases) if GAP not in phrase.text]
    segments = _join(pieces, lexicon, courteous)
    said_alone = alone(segments, lexicon)
    parts = proposed(assemble(segments, lexicon, said_alone), lexicon)
    ends = len(parts.words) - np.cumsum([0, *(len(run) for run in reversed(courteous))])[::-1]
    phrased = matter(parts.words, np.column_stack([ends[:-1], ends[1:]]), lexicon.proposing)
    bounds = np.concatenate([parts.bounds, phrased])
    part_text = _owners(parts.offsets)
    counted = np.concatenate([weights[part_text], np.zeros(len(courteous), np.int64)])
    forms, form_of = same_wordings(parts.words, bounds, counted, lexicon)
    leader = leaders(forms, lexicon)
    count = len(parts.bounds)
    courtesies = frozenset(leader[form_of[count:]].tolist())
    idle = np.isin(leader[form_of[:count]], leader[form_of[count:]]) & (np.diff(parts.offsets)[part_text] > 1)
    parts, kept = _without(parts, idle)
    owners = _owners(parts.offsets)
    return Canonical(lexicon, parts, owners, forms, form_of[:count][kept], leader, said_alone, courtesies)


def proposed(parts: Parts, lexicon: Lexicon) -> Parts:
    """Parts without the words that propose ("đề nghị", "nên"), which their flags tell of. O(parts)."""
    bounds = matter(parts.words, parts.bounds, lexicon.proposing)
    proposes = np.where(bounds[:, 0] > parts.bounds[:, 0], np.uint8(PROPOSES), np.uint8(0))
    return parts._replace(bounds=bounds, flags=parts.flags | proposes)


def _owners(offsets: Ints) -> Ints:
    """The text of each part."""
    return np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))


def _without(parts: Parts, idle: npt.NDArray[np.bool_]) -> tuple[Parts, npt.NDArray[np.bool_]]:
    """Without idle parts, but never without the last of a text; and which are kept."""
    owners = _owners(parts.offsets)
    none_left = np.bincount(owners, weights=~idle, minlength=len(parts.offsets) - 1) == 0
    first = np.zeros(len(idle), np.bool_)
    first[parts.offsets[:-1]] = True
    kept = ~idle | (none_left[owners] & first)
    offsets = np.concatenate(
        [[0], np.cumsum(np.bincount(owners, weights=kept, minlength=len(parts.offsets) - 1))]
    ).astype(np.int64)
    cut = Parts(
        parts.words,
        parts.bounds[kept],
        parts.places[kept],
        parts.quoted[kept],
        parts.flags[kept],
        parts.hashes[kept],
        offsets,
    )
    return cut, kept


def _join(pieces: Sequence[Piece], lexicon: Lexicon, more: Sequence[tuple[int, ...]]) -> Segments:
    """One numbering of words, one run of segments; ``more``: words that are to stand behind all others."""
    words, bounds, offsets = [], [], [np.zeros(1, np.int64)]
    lists = {id(piece.words): piece.words for piece in pieces if piece.words is not lexicon.words}
    numbered = {name: np.array(lexicon.add_all(listed), np.int32) for name, listed in lists.items()}
    shift = count = 0
    for piece in pieces:
        own = numbered.get(id(piece.words))
        words.append(piece.segments.words if own is None else own[piece.segments.words])
        bounds.append(piece.segments.bounds + shift)
        offsets.append(piece.segments.offsets[1:] + count)
        shift += len(piece.segments.words)
        count += len(piece.segments.bounds)
    words += [np.array(run, np.int32) for run in more]
    return Segments(
        np.concatenate(words), np.concatenate(bounds), np.concatenate([piece.segments.places for piece in pieces]),
        np.concatenate([piece.segments.quoted for piece in pieces]), np.concatenate([piece.segments.flags for piece in pieces]),
        np.concatenate(offsets),
    )  # fmt: skip


def chunks(texts: pa.Array, count: int) -> list[pa.Array]:
    """Texts in so many runs of about the same length, at least one."""
    size = max(1, -(-len(texts) // max(1, count)))
    return [texts.slice(start, size) for start in range(0, max(1, len(texts)), size)]


def cut_all(
    texts: pa.Array, cutters: Cutters, each: Callable[..., Iterable[Piece]] = map, count: int = 1
) -> list[Piece]:  # fmt: skip
    """``segments_of`` for runs of the texts, by ``each`` (as ``map``: one after another, in threads, on a cluster)."""
    return list(each(cutters, chunks(texts, count)))
