"""Numbers in words, in figures where they count something: "hai lần" is "2 lần", "bảy mươi lăm phần trăm" "75 phần trăm".

So is "nửa triệu" "500 nghìn", and "ngày 31 tháng 12 năm 2028" one date as in "31/12/2028". A number behind a division of the
draft ("điều hai") or "thứ" stays in words, for it counts nothing; so does what may be another word ("mười năm", "ba mẹ").
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.letters import STROKE
from caunoi.synthesis.numerals import ONES
from caunoi.synthesis.one_letter import by_pieces, is_one_mistyped
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import DIGITS, INVALID, LOCATOR, ORDINAL, Lexicon, spell, vocabulary

# What a word is in a number: its value in the lowest bits, and which of these.
_VALUE: Final = 15
_TEN: Final = 16
_TENS: Final = 32
_HUNDRED: Final = 64
_SCALE: Final = 128  # thousands and more
_COUNTED: Final = 256  # what is counted
_STRICTLY: Final = 512  # behind "một" too
_YEAR: Final = 1024  # "năm": five where a number goes on, else a year
_ONE: Final = 2048
_INSIDE: Final = 4096  # "lăm", "mốt", "tư": behind tens only
_LOOSE: Final = 8192  # without marks it may be another word
_BEFORE: Final = 16384  # a number behind it counts nothing
_NUMBERED: Final = 32768  # "số": a number behind it needs nothing that it counts
_HALF, _MILLION, _DAY, _MONTH, _OF_YEAR, _PART = (1 << bit for bit in range(16, 22))
_UP_TO_31, _UP_TO_12, _A_YEAR = (1 << bit for bit in range(22, 25))
_GOING_ON: Final = 1 << 25  # a number only where it goes on: "bay muoi", but "bay gio"
_MARKS: Final = 0x1FF
_KNOWN: Final = (*range(1, 101), *range(150, 1000, 50), 125, 175)  # numbers that are written in figures
_THOUSAND: Final = 1000  # the place of "nghìn" behind the figures


def figures(lexicon: Lexicon) -> Any:
    """The word of every number up to 999, -1 where it stays in words; "nghìn" behind them."""
    found = np.full(_THOUSAND + 1, -1, np.int32)
    found[list(_KNOWN)] = lexicon.add_all(map(str, _KNOWN))
    found[_THOUSAND] = lexicon.add("nghìn")
    return found


def codes(lexicon: Lexicon, first: int = 0) -> Any:
    """What the words of a lexicon from ``first`` on are in numbers and dates (int32). O(words)."""
    return np.array(
        [
            _code_of(word, flags)
            for word, flags in zip(lexicon.words[first:], lexicon.flags[first:].tolist(), strict=True)
        ],
        np.int32,
    )


def _code_of(word: str, flags: int) -> int:
    if flags & DIGITS:
        value = int(word) if word.isdecimal() and len(word) < 5 else 0
        return (
            (_UP_TO_31 if 0 < value < 32 else 0)
            | (_UP_TO_12 if 0 < value < 13 else 0)
            | (_A_YEAR if 1900 < value < 2100 else 0)
        )
    if flags & INVALID and _is_unit_mistyped(plain(word)):  # "một thqng"
        return _COUNTED | _STRICTLY
    before = _BEFORE if flags & LOCATOR or (flags & ORDINAL and word not in ("số", "so")) else 0
    return before | _CODES.get(word, 0)


@lru_cache(maxsize=1 << 16)  # asked of the words that are spelled out, and of those of the wordings
def _is_unit_mistyped(word: str) -> bool:
    """Whether a word is one letter, not the first, from a unit that "một" counts."""
    return is_one_mistyped(word, _UNITS)


def _codes() -> dict[str, int]:
    said = {word: value for word, value in ONES.items() if word not in ("nhất", "lăm", "mốt", "tư", "năm")}
    found = {word: value | (_ONE if word == "một" else 0) for word, value in said.items()} | {"bẩy": 7}
    for word in said:
        if plain(word) != word:
            found[plain(word)] = found[word] | _LOOSE | (_GOING_ON if word in ("sáu", "bảy") else 0)
    found |= {"năm": 5 | _YEAR, "nam": 5 | _YEAR | _LOOSE, "lăm": 5 | _INSIDE, "lam": 5 | _INSIDE | _LOOSE}
    found |= {"mốt": 1 | _INSIDE, "tư": 4 | _INSIDE, "mười": _TEN, "mươi": _TENS, "muoi": _TEN | _TENS | _LOOSE}
    found |= {"trăm": _HUNDRED, "tram": _HUNDRED | _LOOSE, "nửa": _HALF, "nua": _HALF}
    for word in ("nghìn", "triệu", "tỷ", "tỉ"):
        for form in (spell(word), plain(word)):
            found[form] = _SCALE | _COUNTED | _STRICTLY | (_MILLION if word == "triệu" else 0)
    for name, kind in (("counted", _COUNTED), ("counted_singly", _COUNTED | _STRICTLY)):
        for word in "".join(vocabulary(name)).split():
            for form in {spell(word), plain(word)}:
                found[form] = found.get(form, 0) | kind
    for word, kind in (("ngày", _DAY), ("tháng", _MONTH), ("năm", _OF_YEAR), ("phần", _PART), ("số", _NUMBERED)):
        for form in {word, plain(word)}:
            found[form] = found.get(form, 0) | kind
    return found


_CODES: Final = _codes()
_UNITS: Final = by_pieces(plain(word) for word in "".join(vocabulary("counted_singly")).split())


@compiled
def write_figures(words: Any, gaps: Any, offsets: Any, codes: Any, figures: Any) -> Any:
    """Write numbers and dates anew where they stand; how many words are left. O(words)."""
    count, begin = offsets[0], offsets[0]
    for text in range(len(offsets) - 1):
        at, end, first = begin, offsets[text + 1], count
        begin = end
        while at < end:
            code, gap = codes[words[at]], gaps[at]
            if code & (_MONTH | _OF_YEAR) and _is_dated(words, gaps, first, count, at, end, codes):
                at += 1
                words[count], gaps[count] = words[at], np.uint16(STROKE)
                count, at = count + 1, at + 1
                continue
            if code & (_VALUE | _TEN) and not code & _INSIDE:
                before = codes[words[count - 1]] if count > first else 0
                value, after = _number(words, gaps, at, end, codes, before)
                if before & _BEFORE:  # "điều mười hai | cán bộ"
                    value, after = 0, _tens(words, gaps, at, end, codes)[1]
                if value and figures[value] >= 0:
                    words[count], gaps[count] = figures[value], gap
                    count, at = count + 1, after
                    continue
                while at + 1 < after:  # one that stays in words, whole
                    words[count], gaps[count] = words[at], gaps[at]
                    count, at = count + 1, at + 1
                gap = gaps[at]
            elif code & _HALF and at + 1 < end and not gaps[at + 1] & _MARKS and codes[words[at + 1]] & _MILLION:
                words[count], gaps[count] = figures[500], gap
                words[count + 1], gaps[count + 1] = figures[_THOUSAND], gaps[at + 1]
                count, at = count + 2, at + 2
                continue
            words[count], gaps[count] = words[at], gap
            count, at = count + 1, at + 1
        offsets[text + 1] = count
    return count


@uncounted
def _is_dated(words: Any, gaps: Any, first: int, count: int, at: int, end: int, codes: Any) -> Any:
    """Whether "tháng" stands between a day and a month, or "năm" between a month and a year."""
    if count - 2 < first or at + 1 >= end or (gaps[at] | gaps[at + 1]) & _MARKS:
        return False
    before, behind = codes[words[count - 1]], codes[words[at + 1]]
    if codes[words[at]] & _MONTH:
        day = before & _UP_TO_31 and not gaps[count - 1] & (_MARKS | STROKE)
        return day and behind & _UP_TO_12 and codes[words[count - 2]] & _DAY
    return behind & _A_YEAR and before & _UP_TO_12 and gaps[count - 1] & STROKE and codes[words[count - 2]] & _UP_TO_31


@uncounted
def _code_at(words: Any, gaps: Any, at: int, end: int, codes: Any) -> Any:
    """What a word is that goes on with a number; 0 behind a mark."""
    return codes[words[at]] if at < end and not gaps[at] & _MARKS else 0


@uncounted
def _tens(words: Any, gaps: Any, at: int, end: int, codes: Any) -> Any:
    """A number below a hundred and where the words behind it begin: (0, at) where none stands there."""
    one, following = codes[words[at]], _code_at(words, gaps, at + 1, end, codes)
    if one & _TEN:
        inside = following & _VALUE and not following & _YEAR  # "mười năm"
        return (10 + (following & _VALUE), at + 2) if inside else (10, at + 1)
    if one & _INSIDE or not one & _VALUE:
        return 0, at
    if not following & _TENS:
        return one & _VALUE, at + 1
    last = _code_at(words, gaps, at + 2, end, codes)
    if last & _VALUE and not last & _YEAR:
        return 10 * (one & _VALUE) + (last & _VALUE), at + 3
    return 10 * (one & _VALUE), at + 2


@uncounted
def _number(words: Any, gaps: Any, at: int, end: int, codes: Any, before: int) -> Any:
    """The number that counts something there, and where the words behind it begin; (0, at) for none."""
    value, after = _tens(words, gaps, at, end, codes)
    if after == at + 1 and codes[words[at]] & _VALUE and _code_at(words, gaps, after, end, codes) & _HUNDRED:
        value, after = 100 * value, after + 1
        rest = _code_at(words, gaps, after, end, codes)
        if rest & _TEN or (rest & _VALUE and _code_at(words, gaps, after + 1, end, codes) & _TENS):
            more, after = _tens(words, gaps, after, end, codes)
            value += more
    following = _code_at(words, gaps, after, end, codes)
    percent = following & _PART and _code_at(words, gaps, after + 1, end, codes) & _HUNDRED
    loose = False
    for place in range(at, after):
        loose = loose or codes[words[place]] & _LOOSE
    if after == at + 1 and codes[words[at]] & (_YEAR | _GOING_ON):
        again = following & _YEAR and not (codes[words[at]] | following) & _LOOSE  # "năm năm"; but "mỗi năm năm người"
        again = again and not _code_at(words, gaps, after + 1, end, codes) & _COUNTED
        five = codes[words[at]] & _YEAR and (percent or following & _SCALE or again)
        return (value, after) if five else (0, at)
    if percent or following & _STRICTLY:
        return value, after
    if after > at + 1 and not loose:
        return value, after
    if after == at + 1 and codes[words[at]] & _ONE:
        return 0, at
    return (value, after) if following & _COUNTED or (before & _NUMBERED and not loose) else (0, at)
