"""Places of a layered report cited inside texts, each division by the name that it is kept under.

"Tiểu mục 1.1, mục III, phần II", "mục III.1.1 phần thứ hai" and "phần II, mục III, 1.1" all become khoản 1 điểm 1 of mục III of
phần II (``report_places``): tokens are written anew where they stand, so that a place is read as in any other draft.
"""

from typing import Any, Final

import numpy as np

from caunoi.synthesis.citing import ends
from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.numerals import ONES
from caunoi.synthesis.syllables import plain

# What a token is in such a place.
PART: Final = 1
SECTION: Final = 2
ITEM: Final = 3
SUB: Final = 4  # "tiểu", before "mục"
OF: Final = 5
GLUED_PART: Final = 6  # "p2"
ORDINAL: Final = 7
NUMBER_WORD: Final = 8
_LAYERS: Final = {
    **dict.fromkeys(["phần", "phan", "ph"], PART), **dict.fromkeys(["mục", "muc", "m"], SECTION),
    **dict.fromkeys(["điểm", "diem", "khoản", "khoan", "ý", "y", "tm"], ITEM), **dict.fromkeys(["tiểu", "tieu"], SUB),
    **dict.fromkeys(["của", "cua", "thuộc", "thuoc", "trong"], OF), **dict.fromkeys(["thứ", "thu", "số", "so"], ORDINAL),
    **{spelled: NUMBER_WORD for word in ONES if word for spelled in (word, plain(word))},
    **{f"p{value}": GLUED_PART for value in ("i", "ii", "iii", "iv", *range(1, 10))},
}  # fmt: skip


def layer_of(word: str) -> int:
    """What a word in its one spelling is in such a place; 0 for nothing."""
    return _LAYERS.get(word, 0)


# What a division of a place is: a part, a mục by a Roman number, a mục by another, an item by one number, or by two ("1.1").
_A_PART, _A_ROMAN, _A_SECTION, _AN_ITEM, _TWO = range(5)
_MOST: Final = 8  # divisions of one place
_MARKS = 0x1FF
_POINT, _DASH = 8, 64
_IS_BESIDE = 128  # as ``spelling_out`` has it: of a token that goes with a citation


@compiled
def layer(words: Any, gaps: Any, offsets: Any, cuts: Any, values: Any, are: Any, layers: Any) -> None:
    """Write the places anew. As ``spelling_out`` has it, -1 less a kind is the word of a division, -16 less twice a token that
    token with the words that it has inside a citation, one less without the first of these.

    ``layers``: of every token, what it is in such a place (``layer_of``).
    """
    # Of each division: its word (-1: none), its number, what it is, 1 behind "tiểu".
    named = np.empty((_MOST, 4), np.int64)
    for text in range(len(offsets) - 1):
        start, at, end = offsets[text], offsets[text], offsets[text + 1]
        while at < end:
            count, after = _named(words, gaps, start, at, end, cuts, values, are, layers, named)
            if count and _is_place(named, count):
                _write(words, gaps, named, count)
            at = max(after, at + 1)


@uncounted
def _is_dotted(token: int, cuts: Any, are: Any) -> Any:
    return token >= 0 and are[token] & 1 != 0 and cuts[token + 1] - cuts[token] > 2


@uncounted
def _is_roman(token: int, cuts: Any, are: Any) -> Any:
    return token >= 0 and are[token] & 1 == 0 and cuts[token + 1] > cuts[token]


@uncounted
def _is_number(token: int, cuts: Any, are: Any) -> Any:
    return token >= 0 and are[token] & 1 != 0 and cuts[token + 1] - cuts[token] == 2


@uncounted
def _put(named: Any, count: int, word: int, number: int, what: int, sub: int) -> None:
    named[count, 0], named[count, 1], named[count, 2], named[count, 3] = word, number, what, sub


@uncounted
def _named(
    words: Any, gaps: Any, start: int, at: int, end: int, cuts: Any, values: Any, are: Any, layers: Any, named: Any
) -> Any:  # fmt: skip
    """The divisions named one after another from ``at`` on, into ``named``: how many, and where the tokens behind them begin."""
    count, place = 0, at
    while place < end and count < _MOST:
        begin = place
        if count:
            if gaps[place] & _MARKS not in (0, 1):  # a comma may stand between
                break
            if words[place] >= 0 and layers[words[place]] == OF and place + 1 < end and not gaps[place + 1] & _MARKS:
                begin += 1
        after = _division(words, gaps, start, begin, end, cuts, values, are, layers, named, count)
        if after == begin:
            break
        count, place = count + 1, after
        while count < _MOST and place < end:  # "II.2.1", "P2.III.1"
            dashed = gaps[place] & _MARKS == _DASH and named[count - 1, 0] >= 0 and ends(gaps, place + 1, end)
            if not dashed and gaps[place] & _MARKS != _POINT:  # "mục III - 2,"
                break
            chained = _chained(words[place], named[count - 1, 2], cuts, are)
            if chained < 0:
                break
            _put(named, count, -1, place, chained, 0)
            count, place = count + 1, place + 1
    return count, place


@uncounted
def _chained(token: int, before: int, cuts: Any, are: Any) -> Any:
    """What a number behind a point is, or -1."""
    if before == _A_ROMAN and _is_number(token, cuts, are):
        return _AN_ITEM
    if before in (_A_PART, _A_ROMAN) and _is_dotted(token, cuts, are):
        return _TWO
    return _A_ROMAN if before == _A_PART and _is_roman(token, cuts, are) else -1


@uncounted
def _division(
    words: Any, gaps: Any, start: int, at: int, end: int, cuts: Any, values: Any, are: Any, layers: Any, named: Any,
    count: int,
) -> Any:  # fmt: skip
    """Where the tokens behind a division and its number begin, which go to ``named[count]``; ``at`` where none stands there."""
    word, sub = at, 0
    if words[at] >= 0 and layers[words[at]] == SUB and at + 1 < end and not gaps[at + 1] & _MARKS:
        word, sub = at + 1, 1
    token = words[word]
    what = np.int64(layers[token]) if token >= 0 else np.int64(0)
    if sub and what != SECTION:
        return at
    if what == GLUED_PART:
        _put(named, count, word, -1, _A_PART, 0)
        return word + 1
    if what == PART:
        number = word + 1
        if number < end and words[number] >= 0 and layers[words[number]] == ORDINAL:
            number += 1
        if number >= end or words[number] < 0 or (not values[words[number]] and layers[words[number]] != NUMBER_WORD):
            return at
        _put(named, count, word, -1, _A_PART, 0)
        return number + 1
    if what in (SECTION, ITEM):
        if word + 1 >= end or gaps[word + 1] & (_MARKS - _POINT):
            return at
        token = words[word + 1]
        is_section = what == SECTION and not sub
        if _is_dotted(token, cuts, are):
            _put(named, count, word, word + 1, _TWO, sub)
        elif is_section and _is_roman(token, cuts, are):
            _put(named, count, word, word + 1, _A_ROMAN, 0)
        elif _is_number(token, cuts, are):
            _put(named, count, word, word + 1, _A_SECTION if is_section else _AN_ITEM, sub)
        else:
            return at
        return word + 2
    before = named[count - 1, 2] if count else -1
    if _is_dotted(token, cuts, are):
        _put(named, count, -1, word, _TWO, 0)
    elif before in (_A_ROMAN, _A_SECTION) and _is_number(token, cuts, are) and ends(gaps, word + 1, end):
        _put(named, count, -1, word, _AN_ITEM, 0)
    elif _is_roman(token, cuts, are) and (
        before == _A_PART or (count == 0 and _opens(words, gaps, start, word, end, cuts, values, are))
    ):
        _put(named, count, -1, word, _A_ROMAN, 0)
    else:
        return at
    return word + 1


@uncounted
def _opens(words: Any, gaps: Any, start: int, at: int, end: int, cuts: Any, values: Any, are: Any) -> Any:
    """Whether a Roman number without a name may begin a place, with a number behind a point: at the head of a sentence, in
    brackets, behind "về" or "tại", or at the end of a text."""
    if at + 1 >= end or words[at + 1] < 0 or gaps[at + 1] & _MARKS != _POINT:
        return False
    capital = gaps[at] & 512 != 0
    if not (
        capital or values[words[at]] % 5 > 1 or _is_dotted(words[at + 1], cuts, are)
    ):  # "i", "v" and "x" may be words
        return False
    if at == start or gaps[at] & (_MARKS - 1 - 64 - 128):
        return True
    return (words[at - 1] >= 0 and are[words[at - 1]] & _IS_BESIDE != 0) or (capital and at + 2 == end)


@uncounted
def _is_place(named: Any, count: int) -> Any:
    """Whether they are a place that has to be written anew: one below a mục, of two mục, or with a number that nothing names."""
    wide = items = sections = 0
    for each in range(count):
        what = named[each, 2]
        wide += 1 if what in (_A_PART, _A_ROMAN, _A_SECTION) else 0
        items += 1 if what in (_AN_ITEM, _TWO) else 0
        sections += 1 if what in (_A_ROMAN, _A_SECTION) else 0
    if not wide and not (named[0, 0] >= 0 and named[0, 2] == _TWO):
        return False
    return items > 0 or sections > 1 or (sections > 0 and named[count - 1, 0] < 0)


@uncounted
def _write(words: Any, gaps: Any, named: Any, count: int) -> None:
    """Of two mục by plain numbers the one nearer to the part is the mục; beside a Roman one none is."""
    is_roman, sections, kept = False, 0, -1
    for each in range(count):
        is_roman = is_roman or named[each, 2] == _A_ROMAN
        if named[each, 2] == _A_SECTION:
            sections += 1
            if kept < 0 or named[0, 2] != _A_PART:
                kept = each
    for each in range(count):
        word, number, what, sub = named[each, 0], named[each, 1], named[each, 2], named[each, 3]
        if what == _A_SECTION and (is_roman or each != kept):
            what = _AN_ITEM
        if word >= 0 and what != _A_PART:
            words[word] = -5 if what in (_AN_ITEM, _TWO) else -3  # khoản, mục
            if sub:
                words[word - 1] = -5
        if number >= 0:
            gaps[number] &= np.uint16(0xFFFF - _POINT - _DASH)
            if what == _TWO or word < 0:
                words[number] = -16 - 2 * words[number] - (1 if word >= 0 else 0)
