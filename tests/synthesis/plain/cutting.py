"""Words to segments, for texts without phrases to leave out, citations, quotations and names as signatures."""

from collections.abc import Sequence

from caunoi.synthesis import letters as t
from caunoi.synthesis import segments as s
from caunoi.synthesis.citations import value_of
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import FILLER, NEGATION, NUMBER, vocabulary
from tests.synthesis.plain.differing import flags_of
from tests.synthesis.plain.reading import Token

_STOPS = t.STOP | t.QUESTION | t.SEMICOLON
_MARKS = _STOPS | t.LINE | t.COMMA | t.COLON | t.DASH | t.QUOTE | t.BRACKET
_BULLET = t.LINE | t.DASH
Segment = tuple[list[str], int]


def _runs(name: str) -> list[list[str]]:
    return [[plain(word) for word in run.split()] for run in vocabulary(name)]


_JOINERS, _PROPOSALS, _HEADS = _runs("joiners"), _runs("proposals"), _runs("heads")
_SIGNED_BY = _runs("signed_by")


def _begins(said: Sequence[Token], at: int, runs: list[list[str]]) -> int:
    bare = [plain(word) for word, _gap in said[at : at + 8]]
    return max((len(run) for run in runs if bare[: len(run)] == run), default=0)


def _is_numbered(said: Sequence[Token], at: int) -> bool:
    word, gap = said[at + 1] if at + 1 < len(said) else ("", 0)
    followed = gap & (t.STOP | t.BRACKET | t.DASH | t.COLON) or (gap & t.STROKE and not word.isdecimal())
    return bool(followed) and 0 < value_of(said[at][0]) < 100


def _last_line(said: Sequence[Token]) -> int:
    """Where a last line begins that says who writes, a name at its end: "công đoàn Nhà máy Hòa Bình"; 0 where none does."""
    at = next((at for at in range(len(said) - 1, 0, -1) if said[at][1] & (_STOPS | t.LINE)), 0)
    length = _begins(said, at, _SIGNED_BY)
    last = len(said)
    if last - at > 3 and said[-1][0].isdecimal():  # "… số 3"
        last -= 2 if said[-2][0] in ("số", "thứ", "so", "thu") else 1
    rest = range(at + length, last)
    named = length and 2 < len(said) - at <= 16 and said[last - 1][1] & t.CAPITAL
    proposes = any(flags_of(said[place][0]) & (NUMBER | NEGATION) or _begins(said, place, _HEADS) for place in rest)
    return at if named and not proposes else 0


class Cutter:
    """Goes through the words of one text once; ``segments`` are what it found."""

    def __init__(self, said: Sequence[Token], ending: int) -> None:
        self.segments: list[Segment] = []
        half = len(said) // 2
        if half >= 3 and [word for word, _gap in said[:half]] == [word for word, _gap in said[half:]]:  # pasted twice
            said, ending = said[:half], said[half][1]
        last = _last_line(said)
        if last:
            said, ending = said[:last], said[last][1]
        self._said, self._at = said, 0
        self._listed = sum(gap & _BULLET == _BULLET for _word, gap in said) > 1
        self._begin(0)
        while self._at < len(said):
            self._step()
        self._close(ending)

    def _begin(self, mark: int) -> None:
        self._words: list[str] = []
        self._mark, self._opened = mark, True

    def _close(self, gap: int) -> None:
        if self._words:
            self.segments.append((self._words, self._mark | (s.ASKS if gap & t.QUESTION else 0)))

    def _step(self) -> None:
        word, gap = self._said[self._at]
        if self._ends(gap) and not self._opened:
            self._close(gap)
            self._begin(0)
        if self._opened and self._listed and gap & _BULLET == _BULLET:
            self._mark |= s.JOINED
        if self._opened and self._leaves_out():
            return
        if not self._opened and (len(self._words) >= 2 or (gap & t.COMMA and self._words)) and self._parts(gap):
            return
        if not flags_of(word) & FILLER:
            if not self._words and _begins(self._said, self._at, _HEADS):
                self._mark |= s.HEADED
            self._words.append(word)
            self._opened = False
        self._at += 1

    def _ends(self, gap: int) -> bool:
        """A sentence ends at a stop; at a new line only where a capital, a dash or a number opens the next."""
        opens = gap & (t.CAPITAL | t.DASH) or _is_numbered(self._said, self._at)
        return bool(gap & _STOPS or (gap & t.LINE and opens))

    def _leaves_out(self) -> bool:
        length = 1 if _is_numbered(self._said, self._at) else _begins(self._said, self._at, _JOINERS)
        if length:
            self._mark |= s.JOINED
            self._at += length
        return length > 0

    def _parts(self, gap: int) -> bool:
        """Cut before a proposal, or a joiner behind a mark or "và", in the middle of a sentence. True: words were skipped."""
        joiner, proposal = _begins(self._said, self._at, _JOINERS), _begins(self._said, self._at, _PROPOSALS)
        behind_and = self._said[self._at - 1][0] == "và"
        if not (proposal or (joiner and (gap & _MARKS or behind_and))):
            return False
        self._close(0)
        self._begin(s.WEAK)
        if not joiner:
            return False
        self._mark = s.JOINED if gap & _MARKS else s.WEAK
        self._at += joiner
        return True
