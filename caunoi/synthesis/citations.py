"""Which place of the draft is meant: "khoản 3 Điều 12", "mục 2 phần II", "K3 Đ12", "trang 5", in the article box or in the text.

A place is packed into one 64-bit number, a few bits for each kind of division; 0 means that none is named.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.numerals import ROMAN, read_numbers
from caunoi.synthesis.report_places import report_place
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import normalise

KINDS: Final = ("phần", "chương", "mục", "điều", "khoản", "điểm", "trang")  # from the widest to the narrowest
_BITS: Final = (6, 6, 8, 10, 8, 7, 11)
SHIFTS: Final = tuple(sum(_BITS[:place]) for place in range(len(_BITS)))
MASKS: Final = tuple((1 << bits) - 1 for bits in _BITS)
SHIFT_ARRAY: Final = np.array(SHIFTS, np.int64)
MASK_ARRAY: Final = np.array(MASKS, np.int64)
PAGE: Final = len(KINDS) - 1
DOTTED: Final = {
    "p": 0,
    "ph": 0,
    "c": 1,
    "ch": 1,
    "m": 2,
    "đ": 3,
    "d": 3,
    "k": 4,
    "kh": 4,
    "tr": 6,
}  # by place in KINDS
_SHORT = {short: KINDS[kind] for short, kind in DOTTED.items()} | {"đc": "điều"}
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # điểm a, b, c, d, đ …: the order of Vietnamese law
_LETTERED: Final = ("khoản", "điểm")
FIRST_LETTER: Final = 64  # letters follow the numbers that an item may have instead
_PIECES = re.compile(r"([\W_]*)(\d+|[^\W\d_]+)")
_SUBSECTION: Final = r"\b(?:(?:tiểu|tieu) ?(?:mục|muc)|tm)"
_IN_FULL: Final = (  # places written short, and what they are in full
    (re.compile(r"\bp(i{1,3}|iv|vii|viii|ix)\b"), r"phần \1"),  # "pII"; "pv" may be "phạm vi"
    (re.compile(r"\b(?:phần|phan|mục|muc) ([ivx]+)[./](\d{1,2})\b"), r"phần \1 mục \2"),
    (re.compile(r"\b(mục|muc) (\d+)/([ivx]+)\b"), r"\1 \2 phần \3"),
    (re.compile(r"\b(điều|dieu) (\d+)/(\d{1,2})\b(?!/)"), r"\1 \2 khoản \3"),
    # "Tiểu mục 2.1", "mục 2.1": the first of mục 2, as khoản 1 is of an article.
    (re.compile(rf"(?:{_SUBSECTION}|\b(?:mục|muc|điểm|diem|m)) ?(\d{{1,2}})\.(\d{{1,2}})\b"), r"mục \1 khoản \2"),
    (re.compile(rf"{_SUBSECTION} ?(\d{{1,2}})\b(?!\.\d)"), r"khoản \1"),
    (re.compile(r"^\W*(\d{1,2})\.(\d{1,2})\b(?=.*\b(?:phần|phan|p)\b)"), r"mục \1 khoản \2"),  # "2.1 phần II"
)


def value_of(word: str) -> int:
    """What a word counts as behind "điều" or "điểm": a number, a Roman numeral (1-20), a letter (from 64); 0 for none."""
    if word.isdecimal():
        return int(word) if len(word) < 5 else 0
    if word in ROMAN:
        return ROMAN.index(word) + 1
    return FIRST_LETTER + _LETTERS.index(word) if len(word) == 1 and word in _LETTERS else 0


def is_letter(word: str) -> bool:
    """Whether a word may be the letter of an item; numbers from 64 on count as much as letters do."""
    return value_of(word) >= FIRST_LETTER and not word.isdecimal()


def kind_of(word: str) -> int:
    """The place of a word among ``KINDS``, or -1; "diều" and "điêu" may be "điều" mistyped."""
    return _KIND_OF.get(word, 3 if len(word) == 4 and plain(word) == "dieu" else -1)


_KIND_OF = {name: place for place, name in enumerate(KINDS)} | {
    plain: place for place, plain in enumerate(("phan", "chuong", "muc", "dieu", "khoan", "diem", "trang"))
}


@uncounted
def put(place: Any, kind: int, value: int, shifts: Any, masks: Any) -> Any:
    """The place with one more division named; unchanged where it is named already or the value does not fit."""
    if (place >> shifts[kind]) & masks[kind] or value > masks[kind]:
        return place
    return place | (np.int64(value) << shifts[kind])


def put_plainly(place: int, kind: int, value: int) -> int:
    """``put`` for a single place, without a kernel."""
    if (place >> SHIFTS[kind]) & MASKS[kind] or value > MASKS[kind]:
        return place
    return place | value << SHIFTS[kind]


def layered_place(text: str) -> int:
    """``read_place`` in a layered report."""
    place = 0
    for kind, value in zip((0, 2, 4, 5, PAGE), report_place(text), strict=True):
        place = put_plainly(place, kind, value)
    return place


def read_place(text: str, *, articles: bool = True) -> int:
    """The place that an article box or a printed label names; without ``articles`` a lone number is a mục.

    ``"Khoản 3, Điều 12"``, ``"k3 đ12"``, ``"Điều 12.3"`` (khoản 3 of Điều 12), ``"II.1"``, ``"mục II.1"`` (mục 1 of phần II),
    ``"12"`` (Điều 12), ``"Tiểu mục 2.1 phần II"`` (which counts as khoản 1 of mục 2).
    """
    said = " ".join(text.lower().split())
    for short, full in _IN_FULL:
        said = short.sub(full, said)
    pieces = read_numbers([_spelled(piece) for piece in _PIECES.findall(said)])
    place, last = 0, -1
    bare: list[int] = []
    at = 0
    while at < len(pieces):
        dotted, piece = pieces[at]
        following = value_of(pieces[at + 1][1]) if at + 1 < len(pieces) else 0
        kind = kind_of(_SHORT.get(piece, piece) if following and piece not in ROMAN else piece)
        if kind == 3 and piece in ("đ", "d") and is_letter(pieces[at + 1][1]):  # "K2, đ.a"
            kind = 5
        if (
            piece in ("ý", "y") and last in (3, 4) and at + 1 < len(pieces) and is_letter(pieces[at + 1][1])
        ):  # "Điều 10 ý d"
            kind = 5
        if kind >= 0 and following:
            place, last, at = put_plainly(place, kind, following), kind, at + 2
            continue
        value = value_of(piece)
        if last in (3, 4) and value and dotted:  # "Điều 12.3", "Điều 12.3.b"; but "Điều 12, 13" are two
            last += 1
            place = put_plainly(place, last, value)
        elif (
            piece.isdecimal()
            or (0 < value < FIRST_LETTER and not place and len(pieces) <= 4)
            or (bare and dotted and value)
        ):  # "2.3a", but no letter alone
            bare.append(value)
        at += 1
    return place if place or not bare else _bare_place(text, bare, articles=articles)


def _spelled(found: tuple[str, str]) -> tuple[bool, str]:
    """Whether nothing but a point stands before a piece, or nothing at all before a letter ("3a"), and the piece in its one
    spelling."""
    between, piece = found
    words = (piece,) if piece in _SHORT else normalise(piece)
    joined = between.strip() == "." or (between in ("", "/") and is_letter(piece))
    return joined, words[0] if len(words) == 1 else piece


def _bare_place(text: str, bare: Sequence[int], *, articles: bool) -> int:
    """Numbers without a word: a Roman one opens a part ("II.1"), an Arabic one is an article ("12", "12.3"), or a mục."""
    roman = re.match(r"\s*[ivx]+\b", text.lower()) is not None
    kinds = (0, 2, 4) if roman else (3 if articles else 2, 4, 5)
    place = 0
    for kind, value in zip(kinds, bare, strict=False):
        place = put_plainly(place, kind, value)
    return place


def divisions(place: int) -> tuple[int, ...]:
    """The values of a place by kind, 0 where it is not named."""
    return tuple((place >> shift) & mask for shift, mask in zip(SHIFTS, MASKS, strict=True))


def joined_places(place: int, wider: int) -> int:
    """A place with the divisions of a wider one that it does not name; as it is where the two contradict each other."""
    own, around = divisions(place), divisions(wider)
    if any(one and other and one != other for one, other in zip(own, around, strict=True)):
        return place
    return place | wider


def written(place: int) -> str:
    """A packed place in words, the narrowest division first: ``"điểm a khoản 2"``."""
    said = [
        f"{kind} {_LETTERS[value - FIRST_LETTER] if value >= FIRST_LETTER and kind in _LETTERED else value}"
        for kind, value in zip(KINDS, divisions(place), strict=True)
        if value
    ]
    return " ".join(reversed(said))


def narrower(place: int, section: int) -> int:
    """What a place names below mục that its section does not, packed; a page is no part of it."""
    pairs = zip(divisions(place), divisions(section), SHIFTS, strict=True)
    return sum(own << shift for kind, (own, known, shift) in enumerate(pairs) if 2 < kind < PAGE and own and not known)
