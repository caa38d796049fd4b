"""What is asked of every word while texts are cut: kept by word number, so that a text asks nothing twice."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.citing import Naming, naming
from caunoi.synthesis.growing import Growing
from caunoi.synthesis.slips import Slipper, Slips
from caunoi.synthesis.syllables import lacks_marks, plain
from caunoi.synthesis.trie import Trie
from caunoi.synthesis.words import FILLER, Lexicon, vocabulary

# Kinds of runs of words.
OPENING: Final = 1
CLOSING: Final = 2
FILLER_RUN: Final = 4
JOINER: Final = 8
PROPOSAL: Final = 16  # "đề nghị" in the middle of a sentence: a new proposal may begin
HEAD: Final = 32  # begins a proposal or a stand
AFTER_PLACE: Final = 64  # "của dự thảo" behind a citation
LAST_WORDS: Final = 128  # what comes before a colon and ends so is an opening: "thay mặt …, tôi xin phát biểu:"
FIRST_WORDS: Final = 256  # a last line that begins so is a signature: "đoàn viên công đoàn …"
SIGNED_BY: Final = 2048  # begins a last line that ends with a name
LEAD_RUN: Final = 4096  # goes with the citation behind it where it opens the sentence: "liên quan đến"
FIRST_OF_OPENING: Final = 8192  # what comes before a colon and begins so is an opening: "xin gửi ý kiến của …:"
NAMING: Final = 1024  # "tôi tên là" before a name
ANSWER: Final = 16384  # "chuẩn," before what says it too
BUT: Final = 512  # "tuy nhiên": where both sides stand alone, two proposals
RIDER: Final = 1 << 15  # "nếu có kinh phí": goes with what it limits
ROLE: Final = 1 << 16  # what somebody is, behind a name or "tôi là": "công nhân may"
PHONE: Final = 1 << 17  # "điện thoại" before a number
INTRO: Final = 1 << 19  # begins an opening that goes on behind a comma: "thay mặt …, tôi xin phát biểu:"
FIELD: Final = 1 << 20  # of a form: "đơn vị:" goes with what stands behind it
TITLE: Final = 1 << 21  # of a form: "nội dung góp ý:" goes by itself
POST: Final = 1 << 24  # of these, what names a post: "kế toán"; but "làm", "ở"
GREETS: Final = 1 << 23  # begins the line that names whom a text is sent to: "kính gửi"
ACT: Final = 1 << 22  # what is done to the draft's own words: "bỏ", "thay thế"
SPEAKER: Final = 1 << 25  # who proposes, right before that: "anh em đề nghị", "xin kiến nghị"
# A first sentence that begins and ends so is an opening: "thay mặt …, tôi xin có đôi lời."; a last one a closing.
OPENING_HEAD: Final = 1 << 26
OPENING_TAIL: Final = 1 << 27
CLOSING_HEAD: Final = 1 << 28
CLOSING_TAIL: Final = 1 << 29
SECTION_TITLE: Final = 1 << 30  # of the draft, behind a citation: "Điều 5 (Thẻ đoàn viên)"
CONSENT: Final = 1 << 31  # "nhất trí"
SAYS: Final = 1 << 18  # with it a sentence says more than who speaks

_SINGLE: Final = (
    "buts",
    "answers",
    "heads",
    "riders",
    "roles",
    "posts",
    "says",
    "acts",
    "signed",
)  # runs that may be one word, with or without marks
# Words asked for by name, the kernels know them by their places: of dates and numbered points; "không chuyên trách"; a particle
# typed without its mark; "nội dung này".
_BY_NAME: Final = (
    "ngay",
    "thang",
    "nam",
    "nhat",
    "thu",
    "tu",
    "y",
    "nhung",
    "chuyen",
    "a",
    "cho",
    "voi",
    "nay",
    "mong",
    "kien",
    "cua",
    "gop",
    "về",
    "ve",
)
_LAST, _BEFORE, _ALONE = 1, 2, 4  # a word at the end of a closing, the one before it, a closing by itself


class Asked(NamedTuple):
    """Of every word, asked before a run is looked for: the kinds of runs that begin with it (``begins``), what it may be at the
    end of a closing (``closes``), whether it begins nothing inside a sentence (``idle``), whether it is a phrase by itself
    (``exact``), whether a phrase may end with it (``ending``): not where phrases end with another word of the same letters."""

    begins: npt.NDArray[np.uint32]
    closes: npt.NDArray[np.uint8]
    idle: npt.NDArray[np.bool_]
    exact: npt.NDArray[np.bool_]
    ending: npt.NDArray[np.bool_]


class Seen(NamedTuple):
    """What is asked of words: their flags and skeletons, what they do in citations, what they may be mistyped for; and the runs,
    "và", the words of dates and numbered points."""

    flags: npt.NDArray[np.uint16]
    plain: npt.NDArray[np.int32]
    naming: Naming
    slips: Slips
    asked: Asked
    runs: Trie
    conjunction: int
    by_name: npt.NDArray[np.int32]
    proposing: npt.NDArray[np.int32]  # "đề nghị", "de nghi", "nen", "can"


class Tables:
    """What is asked of every word while texts are cut; it grows with the lexicon.

    ``seen``: what is asked of the words taken in so far; it does not change when more are met.
    """

    def __init__(
        self, runs: Trie, lexicon: Lexicon, single: Iterable[str] = (), last: Iterable[str] = ()
    ) -> None:  # fmt: skip
        """``single``: approved phrases of one word, which are so as they are written only; ``last``: the last words of others."""
        self.runs = runs
        self.conjunction = lexicon.add("và")
        self.by_name = np.array(lexicon.add_all(_BY_NAME), np.int32)
        self.proposing = np.array(lexicon.add_all(("đề", "nghị", "de", "nghi", "nen", "can")), np.int32)
        self._slipper = Slipper(runs, lexicon)
        # Where a closing may end is asked of two words before it is looked for.
        ends = np.flatnonzero((runs.keys >= 0) & (runs.kinds[runs.nodes] & CLOSING > 0))
        befores, lasts = runs.keys[ends] >> 32, runs.keys[ends] & 0xFFFFFFFF
        before_last = runs.keys[(runs.keys >= 0) & np.isin(runs.nodes, befores)] & 0xFFFFFFFF
        self._firsts = np.append(runs.firsts, np.zeros(1, runs.firsts.dtype))  # one more for no word, which is -1
        self._ends = np.zeros(len(self._firsts), np.uint8)
        for words, what in ((lasts, _LAST), (before_last, _BEFORE), (lasts[befores == 0], _ALONE)):
            self._ends[words] |= np.uint8(what)
        built_in = [run for name in _SINGLE for run in vocabulary(name) if " " not in run]
        self._lasts: defaultdict[str, set[str]] = defaultdict(set)
        for word in last:
            if not word.isascii():
                self._lasts[plain(word)].add(word)
        self._exact = frozenset(single).union(built_in, map(plain, built_in))
        self._columns = [Growing(column) for column in self._of(lexicon, 0)]
        self.seen = self._seen(lexicon)

    def grow(self, lexicon: Lexicon) -> None:
        """Take in the words that the lexicon has met since."""
        known = len(self._columns[0])
        if known < len(lexicon):
            for column, more in zip(self._columns, self._of(lexicon, known), strict=True):
                column.extend(more)
            self.seen = self._seen(lexicon)

    def _seen(self, lexicon: Lexicon) -> Seen:
        columns = [column.array for column in self._columns]
        return Seen(
            lexicon.flags, lexicon.plain, Naming(*columns[:3]), Slips(*columns[3:6]), Asked(*columns[6:]), self.runs,
            self.conjunction, self.by_name, self.proposing,
        )  # fmt: skip

    def _of(self, lexicon: Lexicon, first: int) -> list[npt.NDArray[Any]]:
        """The columns of the words from ``first`` on."""
        named, slips = naming(lexicon, first), self._slipper.slips(lexicon, first)
        none = len(self.runs.firsts)  # what the runs do not have is like no word
        numbers = np.minimum(np.arange(first, len(lexicon)), none)
        mistyped = np.bitwise_or.reduce(self._ends[slips.words], axis=1) & np.uint8(_LAST | _BEFORE)
        begins = self._firsts[np.minimum(lexicon.plain[first:], none)] & np.uint32(FILLER_RUN | JOINER | PROPOSAL | BUT)
        idle = (begins == 0) & (lexicon.flags[first:] & FILLER == 0) & (named.kinds < 0)
        idle &= lexicon.plain[first:] != self.by_name[0]
        exact = np.array([word in self._exact for word in lexicon.words[first:]], np.bool_)
        ending = np.array([self._may_end(word) for word in lexicon.words[first:]], np.bool_)
        return [*named[:3], *slips, self._firsts[numbers], self._ends[numbers] | mistyped, idle, exact, ending]

    def _may_end(self, word: str) -> bool:
        """Whether a phrase may end with a word: it carries no mark that contradicts the last words of phrases."""
        lasts = self._lasts.get(plain(word))
        return lasts is None or word.isascii() or any(lacks_marks(word, last) for last in lasts)
