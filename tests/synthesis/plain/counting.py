"""Numbers in words in figures, and dates in words as one: over a list of words, one at a time."""

from collections.abc import Sequence

from caunoi.synthesis import letters as t
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import DIGITS, LOCATOR, ORDINAL, vocabulary
from tests.synthesis.plain.differing import flags_of

Token = tuple[str, int]
_MARKS = ~(t.CAPITAL | t.GLUED | t.STROKE)
_VALUES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_BARE = {plain(word): value for word, value in _VALUES.items() if word not in _VALUES or plain(word) != word}
_LAST = {"mốt": 1, "tư": 4, "lăm": 5, "lam": 5}
_KNOWN = {*range(1, 101), *range(150, 1000, 50), 125, 175}
_SCALES = {"nghìn", "triệu", "tỷ", "nghin", "trieu", "ty"}


def _either(name: str) -> set[str]:
    words = "".join(vocabulary(name)).split()
    return {*words, *map(plain, words)}


_SINGLY = _either("counted_singly") | _SCALES
_COUNTED = _either("counted") | _SINGLY


class _Reader:
    """Reads a number that begins at a place; ``loose``: it holds a word that may be another without its mark."""

    def __init__(self, said: Sequence[Token], at: int) -> None:
        self.said, self.at, self.begin = said, at, at
        self.loose = False

    def word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return "" if at >= len(self.said) or (at > self.begin and self.said[at][1] & _MARKS) else self.said[at][0]

    def _value(self, ahead: int = 0) -> int:
        return _VALUES.get(self.word(ahead), 0) or _BARE.get(self.word(ahead), 0)

    def _take(self, count: int) -> None:
        for _each in range(count):
            self.loose = self.loose or self.word() in {*_BARE, "muoi", "lam", "tram"}
            self.at += 1

    def tens(self) -> int:
        if self.word() in ("mười", "muoi"):
            last = self._last(1)
            self._take(2 if last else 1)
            return 10 + last
        one = self._value()
        if not one or self.word(1) not in ("mươi", "muoi"):
            self._take(1 if one else 0)
            return one
        last = self._last(2)
        self._take(3 if last else 2)
        return 10 * one + last

    def _last(self, ahead: int) -> int:
        word = self.word(ahead)
        return _LAST.get(word, 0) or (0 if word in ("năm", "nam") else self._value(ahead))

    def read(self) -> int:
        value = self.tens()
        if value and self.at == self.begin + 1 and value < 10 and self.word() in ("trăm", "tram"):
            value *= 100
            self._take(1)
            if self.word() in ("mười", "muoi") or (self._value() and self.word(1) in ("mươi", "muoi")):
                value += self.tens()
        return value


def _counts(reader: _Reader, before: str) -> bool:
    """Whether the number that was read counts what follows."""
    first, single = reader.said[reader.begin][0], reader.at == reader.begin + 1
    percent = reader.word() in ("phần", "phan") and reader.word(1) in ("trăm", "tram")
    if single and first in ("năm", "nam", "sau", "bay"):
        return first in ("năm", "nam") and (percent or reader.word() in _SCALES)
    if percent or reader.word() in _SINGLY or not (single or reader.loose):
        return True
    if single and first in ("một", "mot"):
        return False
    return reader.word() in _COUNTED or (before in ("số", "so") and not reader.loose)


def _below(word: str, least: int, most: int) -> bool:
    return word.isdecimal() and len(word) < 5 and least <= int(word) <= most


def _dated(found: Sequence[Token], said: Sequence[Token], at: int) -> bool:
    if len(found) < 2 or at + 1 >= len(said) or (said[at][1] | said[at + 1][1]) & _MARKS:
        return False
    word, behind, (before, gap), earlier = said[at][0], said[at + 1][0], found[-1], found[-2][0]
    if word in ("tháng", "thang"):
        day = earlier in ("ngày", "ngay") and not gap & (_MARKS | t.STROKE)
        return day and _below(before, 1, 31) and _below(behind, 1, 12)
    month = _below(before, 1, 12) and bool(gap & t.STROKE) and _below(earlier, 1, 31)
    return word in ("năm", "nam") and month and _below(behind, 1900, 2099)


def in_figures(said: Sequence[Token]) -> list[Token]:
    """The words of a text with numbers and dates as they are written in figures."""
    found: list[Token] = []
    at = 0
    while at < len(said):
        word, gap = said[at]
        if _dated(found, said, at):
            found.append((said[at + 1][0], t.STROKE))
            at += 2
            continue
        before = found[-1][0] if found else ""
        numbers = flags_of(before) & (LOCATOR | ORDINAL) if before and not flags_of(before) & DIGITS else 0
        blocked = numbers and before not in ("số", "so")
        reader = _Reader(said, at)
        value = 0 if blocked or word in _LAST else reader.read()
        if value and _counts(reader, before):
            whole = [(str(value), gap)] if value in _KNOWN else list(said[at : reader.at])
            found.extend(whole)
            at = reader.at
        elif word in ("nửa", "nua") and at + 1 < len(said) and not said[at + 1][1] & _MARKS and said[at + 1][0] in (
            "triệu", "trieu",
        ):  # fmt: skip
            found += [("500", gap), ("nghìn", said[at + 1][1])]
            at += 2
        else:
            found.append((word, gap))
            at += 1
    return found
