"""Places of the draft cited inside texts: "mục 2 phần II"."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis import citations
from caunoi.synthesis.citations import put
from caunoi.synthesis.comparing import comparing_code
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.numerals import FIRST, UNSURE, code_of, number_at
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import Lexicon

_UNITS: Final = ("triệu", "nghìn", "người", "lần", "tháng", "giờ", "tỷ", "buổi")  # whatever their marks
_UNITS_TOO: Final = ("đồng", "phần", "ngày", "năm")  # but "Khoản 2 đóng đoàn phí", "Điều 5 phân công"
_COUNTED: Final = ("bên", "tuần", "phút", "ngàn", "trăm", "ý", "nơi", "chỗ", "chị", "anh", "bạn", "cấp", "loại")
_BEFORE: Final = ("với", "vào", "voi", "vao")  # as prepositions: "nhất trí với điều chín"

# What a word is beside a division, over what it is in a number.
_UNIT: Final = 512
_COUNTED_TOO: Final = 1024  # behind a number in words: "điều hai bên đã hứa"
_BESIDE: Final = 2048
_MISTYPED: Final = 4096  # "diều 5"
_PART_ONE: Final = 8192  # "m3 pI"
_DONG: Final = 1 << 20  # a unit, but not in "đồng ý", "đồng tình"
_AGREES: Final = 1 << 21
_MEASURE: Final = 1 << 22  # a unit of money or time
_HUNDRED: Final = 1 << 23
_E: Final = citations.value_of("e")
_COMPOUND: Final = 14  # over these bits: which division, counted from 1, is none behind the word ("thí điểm 2 xã")
_COMPOUNDS: Final = {
    **dict.fromkeys(("thí", "thi", "thời", "thoi", "địa", "dia", "trọng"), "điểm"), "cổ": "phần", "tài": "khoản",
    **dict.fromkeys(("khẩu", "khau"), "trang"), "huy": "chương",
}  # fmt: skip


class Naming(NamedTuple):
    """Of every word: which division of a draft it names (-1: none), what it counts as behind one, what it is beside a division: a
    unit of measure ("điều 2 triệu đồng" is no citation), a number in words; and how places are packed."""

    kinds: npt.NDArray[np.int8]
    values: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    shifts: npt.NDArray[np.int64] = citations.SHIFT_ARRAY
    masks: npt.NDArray[np.int64] = citations.MASK_ARRAY


def naming(lexicon: Lexicon, first: int = 0) -> Naming:
    """What the words of a lexicon from ``first`` on do in citations. O(words)."""
    words = lexicon.words[first:]
    kinds = np.array([citations.kind_of(word) for word in words], np.int8)
    values = np.array([citations.value_of(word) for word in words], np.int32)
    codes = np.array([_code_of(word, lexicon.bare(place)) for place, word in enumerate(words, first)], np.int32)
    return Naming(kinds, values, codes)


def _code_of(word: str, bare: str) -> int:
    code = code_of(word) | (_COUNTED_TOO if bare in _BARE_COUNTED else 0)
    code |= _UNIT if bare in _BARE_UNITS or word in _EITHER else 0
    code |= citations.kind_of(_COMPOUNDS[word]) + 1 << _COMPOUND if word in _COMPOUNDS else 0
    code |= (_DONG if bare == "dong" else 0) | (_AGREES if bare in ("y", "tinh", "thuan") else 0)
    code |= _MEASURE if bare in _BARE_UNITS - {"nguoi"} or bare in ("dong", "ngay", "nam") else 0
    code |= _HUNDRED if bare == "tram" else 0
    code |= _MISTYPED if bare == "dieu" and word not in ("điều", "dieu") else 0
    return code | comparing_code(word) | (_BESIDE if word in _BEFORE else 0) | (_PART_ONE if word == "pi" else 0)


_EITHER = frozenset((*_UNITS_TOO, *map(plain, _UNITS_TOO)))
_BARE_UNITS, _BARE_COUNTED = (frozenset(map(plain, words)) for words in (_UNITS, _COUNTED))


@uncounted
def _new_sentence(gap: Any) -> Any:
    """Whether a stop stands there, or a new line that a capital or a dash opens."""
    return (gap & 0x1C) != 0 or ((gap & 32) != 0 and (gap & (512 | 64)) != 0)


@uncounted
def place_at(
    words: Any, gaps: Any, at: int, end: int, flags: Any, kinds: Any, values: Any, codes: Any, shifts: Any, masks: Any
) -> Any:
    """The place cited from ``at`` on and where the words after it begin; (0, at) where none is."""
    place, after, first = np.int64(0), at, at
    while at + 1 < end and kinds[words[at]] >= 0 and not (after > first and _new_sentence(gaps[at])):
        kind = kinds[words[at]]
        held = (place >> shifts[kind]) & masks[kind]
        if not gaps[at] & 0x1FF and at > 0 and (codes[words[at - 1]] >> _COMPOUND) & 7 == kind + 1:
            break
        if at + 2 < end and kinds[words[at + 1]] == kind and not gaps[at + 1] & 0x1FF:  # "mục mục 3"
            at += 1
        value, behind = _numbered(words, gaps, at, end, flags, kinds, values, codes, place != 0)
        if value == 0 or held not in (0, value):  # "mục 2, mục 3": another place begins; but "mục 2, tiểu mục 2.1"
            break
        part_free = kind == 2 and not (place >> shifts[0]) & masks[0]
        item_free = kind == 0 and not (place >> shifts[2]) & masks[2]
        if (part_free or item_free) and _is_roman(words, flags, values, behind - 1):  # "mục II.3", "phần II.3"
            item = _item(words, gaps, behind, end, flags, values, codes)
            if item:
                place = put(put(place, 0, value, shifts, masks), 2, item, shifts, masks)
                at = after = behind + 1
                continue
        place = put(place, kind, value, shifts, masks)
        at = behind
        after = at if place else after
        if at < end and kind == 4 and _is_letter(words, gaps, flags, values, at, end):  # "Điều 5.2.b"
            place = put(place, 5, values[words[at]], shifts, masks)
            at += 1
            after = at
        elif kind in (3, 4) and _is_item(words, gaps, at, end, values, codes):  # "khoản 2 Điều 10 ý d"
            place = put(place, 5, values[words[at + 1]], shifts, masks)
            at += 2
            after = at
        if part_free and at < end and not gaps[at] & 0x1DE and codes[words[at]] & _PART_ONE:  # "m3 pI"
            place = put(place, 0, 1, shifts, masks)
            at += 1
            after = at
        elif at < end and flags[words[at - 1]] & 128 and not gaps[at] & (0x1FF | 1024) and ends(gaps, at + 1, end):
            if kind == 3 and flags[words[at]] & 128 and 0 < values[words[at]] < 100:  # "Điều 5/2"
                place = put(place, 4, values[words[at]], shifts, masks)
                at += 1
                after = at
            elif part_free and gaps[at] & 512 and _is_roman(words, flags, values, at):  # "mục 3/II"
                place = put(place, 0, values[words[at]], shifts, masks)
                at += 1
                after = at
        while at + 1 < end and flags[words[at]] & 2048 and kinds[words[at + 1]] >= 0 and not _new_sentence(gaps[at]):
            at += 1
    return place, after


@uncounted
def ends(gaps: Any, at: int, end: int) -> Any:
    """Whether a mark stands before a word, or no word."""
    return at >= end or gaps[at] & 0x1FF != 0


@uncounted
def _is_roman(words: Any, flags: Any, values: Any, at: int) -> Any:
    return 0 < values[words[at]] < 64 and not flags[words[at]] & 128


@uncounted
def _is_letter(words: Any, gaps: Any, flags: Any, values: Any, at: int, end: int) -> Any:
    """Whether an item and a mark follow a clause written with its article, but no list "a)"; "e" may be "em"."""
    follows = gaps[at] & (0x1FF | 512) == 8 and gaps[at - 1] & 1024 != 0 and values[words[at]] >= 64
    follows = follows and not flags[words[at]] & 128
    return follows and (at + 1 >= end or (gaps[at + 1] & 0x1FF in (1, 2, 4)))


@uncounted
def _is_item(words: Any, gaps: Any, at: int, end: int, values: Any, codes: Any) -> Any:
    """Whether "ý" and a letter stand there, which no word begins with: "ý d"; "ý e" may be somebody's."""
    if at + 1 >= end or (gaps[at] | gaps[at + 1]) & 0x1FF or values[words[at + 1]] < 64:
        return False
    named = codes[words[at]] & _AGREES and codes[words[at]] & _COUNTED_TOO
    return named and (ends(gaps, at + 2, end) or values[words[at + 1]] != _E)


@uncounted
def _item(words: Any, gaps: Any, at: int, end: int, flags: Any, values: Any, codes: Any) -> Any:
    """The number behind a Roman one and a point ("II.3"), a stroke or a dash ("II/3"); 0 for none."""
    if at >= end or not flags[words[at]] & 128 or values[words[at]] > 99:
        return 0
    if gaps[at] & (0x1FF | 1024) in (0, 64):
        return values[words[at]] if ends(gaps, at + 1, end) else 0
    if gaps[at] & 0x1FF != 8 or (not ends(gaps, at + 1, end) and codes[words[at + 1]] & _UNIT):
        return 0
    return values[words[at]]


@uncounted
def _numbered(
    words: Any, gaps: Any, at: int, end: int, flags: Any, kinds: Any, values: Any, codes: Any, chained: Any
) -> Any:
    """What the division at ``at`` is numbered, and where the words after its number begin; (0, at) where it is none of a draft.

    ``chained``: another division of the place stands before.
    """
    number = at + 1
    ordinal = values[words[number]] == 0 and at + 2 < end and flags[words[number]] & 16384 != 0  # "phần thứ 2"
    if ordinal:
        number += 1
    value, after = values[words[number]], number + 1
    in_words = value == 0
    if in_words:
        value, size = number_at(words, gaps, codes, number, end)
        if value == 0 and ordinal and codes[words[number]] & FIRST:
            value, size = 1, 1
        after = number + size
        if value == 0 or gaps[at + 1] & 0x1FF or gaps[number] & 0x1FF:
            return 0, at
    if after + 1 < end and kinds[words[after]] == 0 and codes[words[after + 1]] & _HUNDRED:  # "phần 30 % còn lại"
        return 0, at
    apart = ends(gaps, after, end) or _consents(words, gaps, after, end, codes)
    if not apart and kinds[words[after]] < 0:
        if in_words and (codes[words[after]] & (_UNIT | _COUNTED_TOO) or flags[words[after]] & 16384):
            return 0, at
        goes_on = (
            chained and not gaps[at] & 0x1FF and not codes[words[after]] & _MEASURE
        )  # "Điều 1 khoản 3 người nước ngoài"
        if codes[words[after]] & _UNIT and not (ordinal or goes_on) and flags[words[number]] & 128:
            return 0, at
    mistyped = codes[words[at]] & _MISTYPED != 0
    if not (in_words or mistyped):
        return value, after
    before = at == 0 or gaps[at] & 0x1FF != 0 or flags[words[at - 1]] & 2048 != 0 or codes[words[at - 1]] & _BESIDE != 0
    followed = _division_follows(words, gaps, after, end, flags, kinds, values, codes)
    if mistyped and not (chained or followed or (before and flags[words[number]] & 128)):
        return 0, at
    if not in_words:
        return value, after
    # A sentence that begins with a capital, without a stop before.
    apart = apart or gaps[after] & 512 > gaps[after - 1] & 512
    unsure = codes[words[number]] & UNSURE != 0 and after == number + 1
    if chained:
        return (value, after) if apart or not unsure else (0, at)
    kind = kinds[words[at]]
    if kind == 5 or (not (before or apart) and not followed):  # "thí điểm một năm"
        return 0, at
    if at > 0 and not gaps[at] & 0x1FF and flags[words[at - 1]] & 1:  # "hai phần ba"; but "1/ điều ba"
        if kind == 0 or not flags[words[at - 1]] & 128:
            return 0, at
    if after < end and kinds[words[after]] == kind:  # "phần một, phần hai": parts of something else
        return 0, at
    for back in range(1, min(at, 3)):
        if gaps[at - back] & 0x1FF:
            break
        if kinds[words[at - back - 1]] == kind:
            return 0, at
    if followed:
        return value, after
    if (ordinal and kind == 3) or (unsure and not ordinal):  # "điều thứ hai": the second thing
        return 0, at
    single = after == number + 1 and not ordinal
    if not apart:
        return (value, after) if before and not single else (0, at)
    often = single and (value == 1 or value == 5)  # "từng điều một", "các khoản năm"
    return (value, after) if before or not often else (0, at)


@uncounted
def _consents(words: Any, gaps: Any, at: int, end: int, codes: Any) -> Any:
    """Whether "đồng ý" stands there, which is no money."""
    agrees = at + 1 < end and codes[words[at]] & _DONG and codes[words[at + 1]] & _AGREES
    return agrees and not (gaps[at] | gaps[at + 1]) & 0x1FF


@uncounted
def _division_follows(
    words: Any, gaps: Any, at: int, end: int, flags: Any, kinds: Any, values: Any, codes: Any
) -> Any:  # fmt: skip
    """Whether another division with its number stands there: "khoản hai của điều năm"."""
    while at + 1 < end and flags[words[at]] & 2048:
        at += 1
    if at + 1 >= end or kinds[words[at]] < 0 or _new_sentence(gaps[at]):
        return False
    number = at + 1
    if flags[words[number]] & 16384 and number + 1 < end:  # "phần thứ hai"
        number += 1
    value, after = values[words[number]], number + 1
    if value == 0:
        value, size = number_at(words, gaps, codes, number, end)
        after = number + size
    if value == 0 or gaps[at + 1] & 0x1FF or gaps[number] & 0x1FF:
        return False
    return ends(gaps, after, end) or kinds[words[after]] >= 0 or codes[words[after]] & (_UNIT | _COUNTED_TOO) == 0


@uncounted
def narrowed(place: Any, named: Any, shifts: Any, masks: Any) -> Any:
    """A place with what is named behind it: the same again, or divisions of it: "tại Điều 5, đề nghị bỏ khoản 2"; 0 for none."""
    for kind in range(len(shifts)):
        own, more = (place >> shifts[kind]) & masks[kind], (named >> shifts[kind]) & masks[kind]
        narrower = place != named and place >> shifts[kind] > masks[kind]  # the place has a division below this one
        if more and ((own and own != more) or narrower):
            return np.int64(0)
    return place | named
