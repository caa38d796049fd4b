"""Texts to tokens: numbers of distinct words, and what stood between them.

A token is a run of letters, a run of digits with the points and commas inside it, or both together (``k3``, ``30ngày``); "%" is a
token. What stood before a token (comma, full stop, new line …) is kept as bits: sentences and lists are cut by it later.

A million opinions are made of some fifty thousand different runs between spaces. Each of these is read letter by letter once,
with its marks (NFD) and old fonts mended; a text is then looked up run by run.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from caunoi.synthesis.between_spaces import Runs
from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.encodings import decode, is_odd
from caunoi.synthesis.growing import Growing
from caunoi.synthesis.letters import ASKING, ask_for_mending
from caunoi.synthesis.pasted import may_be_pasted, unpasted
from caunoi.synthesis.scanning import Scanned, Scanner

Ints = npt.NDArray[np.int64]
_TAB = 9
_OLD, _PASTED = np.uint8(1), np.uint8(2)  # of a run or a text: it may be of an old font; a text with it may be pasted
# With their points at the head of a sentence they would be letters of a list ("c.nhân", "đ.viên"), with their strokes two words.
_SHORT = re.compile(
    r"\b(?:([cđ])\.(?=nhân|nhan|ty\b|đoàn|doan|viên|vien|tác\b)|([đdk])(?:[./](?:nghị|nghi)|/n)\b|([đd])/c\b(?!:)"
    r"|([đd])\.(?=(?:vị|vi)\b))",
    re.IGNORECASE,
)
_IN_FULL = {
    1: {"c": "công ", "đ": "đoàn "},
    2: {"đ": "đề nghị", "d": "de nghi", "k": "kiến nghị"},
    3: {"đ": "đồng chí", "d": "dong chi"},
    4: {"đ": "đơn ", "d": "don "},
}


def _in_full(found: re.Match[str]) -> str:
    kind = found.lastindex or 1
    return _IN_FULL[kind][found[kind].lower()]


class Tokens(NamedTuple):
    """``offsets`` (texts + 1) cut ``words`` (numbers into ``types``) and ``gaps`` by text; ``endings``: what follows the last."""

    types: list[str]
    words: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.uint16]
    offsets: npt.NDArray[np.int64]
    endings: npt.NDArray[np.uint16]


class Met(NamedTuple):
    """Texts as runs between spaces: ``bounds`` (texts × 2) cut ``runs``, ``read`` has the tokens of each; ``types`` as in
    ``Tokens``."""

    types: list[str]
    runs: npt.NDArray[np.int32]
    bounds: Ints
    read: Scanned

    def tokens(self) -> Tokens:
        """The tokens of the texts. O(tokens)."""
        read = self.read
        return Tokens(self.types, *_emit(self.runs, self.bounds, read.offsets, read.words, read.gaps, read.endings))


class Tokeniser:
    """Words met so far (``types``, by their numbers) and runs between spaces: a call goes on with them."""

    def __init__(self, *, printed: bool = False) -> None:
        """``printed``: texts of a draft, whose tables are its own."""
        self._scanner, self._printed = Scanner(), printed
        self._typed, self._mended = _Runs(self._scanner), _Runs(self._scanner)

    def __call__(self, texts: pa.Array) -> Tokens:
        """Tokens of texts (large_string). O(bytes)."""
        return self.meet(texts).tokens()

    def meet(self, texts: pa.Array) -> Met:
        """The runs of texts (large_string), new ones read: for one thread at a time. O(bytes)."""
        data, starts = buffers(texts)
        typed, offsets = self._typed.find(data, starts, as_typed=False)
        bounds = _bounds(offsets)
        tokens_of = self._typed.read
        odd = self._odd(texts, data[starts[0] : starts[-1]], typed, bounds)
        old = np.flatnonzero(odd)
        if len(old):
            read = zip(texts.take(pa.array(old)).to_pylist(), odd[old].tolist(), strict=True)
            meant = pa.array([self._meant(text, what) for text, what in read], pa.large_string())
            mended, cuts = self._mended.find(*buffers(meant), as_typed=True)
            bounds[old] = _bounds(cuts) + len(typed)
            typed = np.concatenate([typed, mended + np.int32(2 * len(tokens_of.endings))])
            tokens_of = _both(tokens_of, self._mended.read)
        return Met(self._scanner.types, typed, bounds, tokens_of)

    def _odd(
        self, texts: pa.Array, letters: npt.NDArray[np.uint8], runs: npt.NDArray[np.int32], bounds: Ints
    ) -> npt.NDArray[np.uint8]:
        """Which texts may be of an old font, or pasted: they hold an odd run, or cells of a table."""
        cells = (letters == _TAB).any()
        if not cells and not self._typed.any_odd:
            return np.zeros(len(texts), np.uint8)
        odd: npt.NDArray[np.uint8] = _hold(runs, bounds, self._typed.odd)
        if cells:
            odd |= np.where(pc.match_substring(texts, "\t"), _PASTED, np.uint8(0))
        return odd

    def _meant(self, text: str, odd: int) -> str:
        """A text from an old font in Unicode, without what came along when it was pasted."""
        text = decode(text) if odd & _OLD else unicodedata.normalize("NFC", text)
        return unpasted(text) if odd & _PASTED and not self._printed else text


class _Runs:
    """Runs between spaces, the empty one first: ``read`` has the tokens of each, ``odd`` whether it may be of an old font, or
    tell of a text that was pasted."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner, self._runs = scanner, Runs()
        self._columns = (
            Growing(np.empty(0, np.int32)), Growing(np.empty(0, np.uint16)), Growing(np.zeros(2, np.int64)),
            Growing(np.zeros(1, np.uint16)),
        )  # fmt: skip
        self._odd, self.any_odd = Growing(np.zeros(1, np.uint8)), False

    @property
    def read(self) -> Scanned:
        words, gaps, offsets, endings = self._columns
        return Scanned(words.array, gaps.array, offsets.array, endings.array)

    @property
    def odd(self) -> npt.NDArray[np.uint8]:
        return self._odd.array

    def find(self, data: npt.NDArray[np.uint8], starts: Ints, *, as_typed: bool) -> tuple[npt.NDArray[np.int32], Ints]:
        """The runs of every text (twice the number of each, and one more where a new line stands before), cut by text.

        Odd ones are read ``as_typed`` or not at all.
        """
        runs, offsets = self._runs.find(data, starts)
        if len(self._runs) > len(self._odd):
            self._take_in(*self._runs.letters(len(self._odd)), as_typed=as_typed)
        return runs, offsets

    def _take_in(self, letters: npt.NDArray[np.uint8], starts: Ints, *, as_typed: bool) -> None:
        """Read new runs letter by letter, marks that stand apart (NFD) put on their letters, "c.nhân" written out."""
        odd = np.zeros(len(starts) - 1, np.uint8)
        asks = np.flatnonzero(ask_for_mending(letters, starts, ASKING)).tolist()
        names = [letters[start:end].tobytes().decode() for start, end in pairwise(starts.tolist())]
        if not as_typed:
            odd[[may_be_pasted(name) for name in names]] = _PASTED
        for place in asks:
            name = unicodedata.normalize("NFC", names[place])
            odd[place] |= _OLD if is_odd(name) else np.uint8(0)
            names[place] = name if as_typed or not odd[place] else ""
        short = [place for place, name in enumerate(names) if ("." in name or "/" in name) and _SHORT.search(name)]
        for place in short:
            names[place] = _SHORT.sub(_in_full, names[place])
        if asks or short:
            whole = [name.encode() for name in names]
            letters, starts = np.frombuffer(b"".join(whole), np.uint8), np.cumsum([0, *map(len, whole)])
        scanned, (words, gaps, offsets, endings) = self._scanner.scan(letters, starts), self._columns
        offsets.extend(scanned.offsets[1:] + len(words))
        words.extend(scanned.words)
        gaps.extend(scanned.gaps)
        endings.extend(scanned.endings)
        self._odd.extend(odd)
        self.any_odd = self.any_odd or bool(odd.any())


def _bounds(offsets: Ints) -> Ints:
    """Where each text begins and ends."""
    bounds = np.empty((len(offsets) - 1, 2), np.int64)
    bounds[:, 0], bounds[:, 1] = offsets[:-1], offsets[1:]
    return bounds


def _both(one: Scanned, other: Scanned) -> Scanned:
    """One behind the other."""
    offsets = np.concatenate([one.offsets, other.offsets[1:] + len(one.words)])
    words, gaps = np.concatenate([one.words, other.words]), np.concatenate([one.gaps, other.gaps])
    return Scanned(words, gaps, offsets, np.concatenate([one.endings, other.endings]))


def tokenise(texts: pa.Array, *, printed: bool = False) -> Tokens:
    """Tokens of an Arrow array of texts (large_string), in O(bytes). ``printed``: as ``Tokeniser`` has it."""
    return Tokeniser(printed=printed)(texts)


def buffers(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], Ints]:
    """The UTF-8 bytes of a large_string array and the n + 1 offsets into them."""
    _validity, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8), starts


@compiled
def _hold(runs: Any, bounds: Any, odd: Any) -> Any:
    """What the runs of every text are, together."""
    found = np.zeros(len(bounds), np.uint8)
    for text in range(len(bounds)):
        for place in range(bounds[text, 0], bounds[text, 1]):
            found[text] |= odd[runs[place] >> 1]
    return found


@compiled
def _emit(runs: Any, bounds: Any, firsts: Any, words: Any, gaps: Any, tails: Any) -> Any:
    """The tokens of every text, those of its runs one after another: words, gaps, where they are cut, endings."""
    total = 0
    for text in range(len(bounds)):
        for place in range(bounds[text, 0], bounds[text, 1]):
            run = runs[place] >> 1
            total += firsts[run + 1] - firsts[run]
    said, between = np.empty(total, np.int32), np.empty(total, np.uint16)
    offsets, endings = np.zeros(len(bounds) + 1, np.int64), np.zeros(len(bounds), np.uint16)
    count = 0
    for text in range(len(bounds)):
        gap = np.uint16(32)  # a text begins as a line does
        for place in range(bounds[text, 0], bounds[text, 1]):
            run = runs[place] >> 1
            if runs[place] & 1:
                gap |= np.uint16(32)
            for at in range(firsts[run], firsts[run + 1]):
                said[count], between[count] = words[at], gaps[at] | gap
                gap = np.uint16(0)
                count += 1
            gap |= tails[run]
        endings[text] = gap
        offsets[text + 1] = count
    return said, between, offsets, endings
