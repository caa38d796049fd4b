"""Which place of the draft is meant: "khoản 3 Điều 12", "mục 2 phần II", "K3 Đ12", "trang 5", in the article box or in the text.

A place is packed into one 64-bit number, a few bits for each kind of division; 0 means that none is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.words import normalise

KINDS: Final = ("phần", "chương", "mục", "điều", "khoản", "điểm", "trang")  # from the widest to the narrowest
_BITS: Final = (6, 6, 8, 10, 8, 7, 11)
SHIFTS: Final = tuple(sum(_BITS[:place]) for place in range(len(_BITS)))
MASKS: Final = tuple((1 << bits) - 1 for bits in _BITS)
SHIFT_ARRAY: Final = np.array(SHIFTS, np.int64)
MASK_ARRAY: Final = np.array(MASKS, np.int64)
PAGE: Final = len(KINDS) - 1
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)
_SHORT = {"k": "khoản", "đ": "điều", "d": "điều", "m": "mục", "p": "phần", "c": "chương", "tr": "trang", "đc": "điều"}
_ORDINALS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # điểm a, b, c, d, đ …: the order of Vietnamese law
_FIRST_LETTER: Final = 64  # letters follow the numbers that an item may have instead
_PIECES = re.compile(r"\d+|[^\W\d_]+")


def value_of(word: str) -> int:
    """What a word counts as behind "điều" or "điểm": a number, a Roman numeral (1-20), a letter (from 64); 0 for none."""
    if word.isdecimal():
        return int(word) if len(word) < 5 else 0
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    return _FIRST_LETTER + _LETTERS.index(word) if len(word) == 1 and word in _LETTERS else 0


def kind_of(word: str) -> int:
    """The place of a word among ``KINDS``, or -1."""
    return _KIND_OF.get(word, -1)


_KIND_OF = {name: place for place, name in enumerate(KINDS)} | {
    plain: place for place, plain in enumerate(("phan", "chuong", "muc", "dieu", "khoan", "diem", "trang"))
}


@compiled
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


def read_place(text: str) -> int:
    """The place that an article box or a printed label names.

    ``"Khoản 3, Điều 12"``, ``"k3 đ12"``, ``"Điều 12.3"`` (khoản 3 of Điều 12), ``"II.1"`` (mục 1 of phần II), ``"12"`` (Điều 12).
    """
    pieces = [_unfold(piece) for piece in _PIECES.findall(text.lower()) if piece != "thứ"]
    place, last = 0, -1
    bare: list[int] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], value_of(pieces[at + 1]) if at + 1 < len(pieces) else 0
        kind = kind_of(_SHORT.get(piece, piece) if following and piece not in _ROMAN else piece)
        if kind >= 0 and following:
            place, last, at = put_plainly(place, kind, following), kind, at + 2
            continue
        if last in (3, 4) and value_of(piece) and not bare:  # "Điều 12.3", "Điều 12.3.b"
            last += 1
            place = put_plainly(place, last, value_of(piece))
        elif piece.isdecimal() or (value_of(piece) and not place and len(pieces) <= 4):
            bare.append(value_of(piece))
        at += 1
    return place if place or not bare else _bare_place(text, bare)


def _unfold(piece: str) -> str:
    words = normalise(piece)
    return str(_ORDINALS.get(words[0], words[0])) if len(words) == 1 else piece


def _bare_place(text: str, bare: Sequence[int]) -> int:
    """Numbers without a word: a Roman one opens a part ("II.1"), an Arabic one is an article ("12", "12.3")."""
    roman = re.match(r"\s*[ivx]+\b", text.lower()) is not None
    kinds = (0, 2, 4) if roman else (3, 4, 5)
    place = 0
    for kind, value in zip(kinds, bare, strict=False):
        place = put_plainly(place, kind, value)
    return place


def divisions(place: int) -> tuple[int, ...]:
    """The values of a place by kind, 0 where it is not named."""
    return tuple((place >> shift) & mask for shift, mask in zip(SHIFTS, MASKS, strict=True))


@dataclass(frozen=True)
class Section:
    id: str
    label: str
    text: str
    page: int | None
    place: int  # with the divisions above it, as far as the labels tell


class Draft:
    """The sections of a draft in reading order, found by the places that people name."""

    def __init__(self, sections: Sequence[dict[str, Any]]) -> None:
        self.sections = tuple(_placed(sections))
        self._exact: dict[int, int] = {}
        for number, section in enumerate(self.sections):
            self._exact.setdefault(section.place, number)
        self._known: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.sections)

    def compatible(self, place: int) -> tuple[int, ...]:
        """The numbers of the sections that a place may mean, narrowest reading first: one where it names a section wholly."""
        if place not in self._known:
            self._known[place] = self._find(place)
        return self._known[place]

    def _find(self, place: int) -> tuple[int, ...]:
        if place == 0:
            return ()
        if place in self._exact:
            return (self._exact[place],)
        page = divisions(place)[PAGE]
        bare = place & ~(MASKS[PAGE] << SHIFTS[PAGE])
        if page and not bare:
            return tuple(number for number, section in enumerate(self.sections) if section.page == page)
        wanted = [(kind, value) for kind, value in enumerate(divisions(bare)) if value]
        found = [
            n for n, s in enumerate(self.sections) if all(divisions(s.place)[kind] == value for kind, value in wanted)
        ]
        if not found:  # a narrower place than any section: the section that it lies in
            found = [n for n, s in enumerate(self.sections) if s.place and _lies_in(bare, s.place)]
            found = [
                n for n in found if _depth(self.sections[n].place) == max(_depth(self.sections[m].place) for m in found)
            ]
        if page and len(found) > 1:
            found = [n for n in found if self.sections[n].page == page] or found
        return tuple(found)


def _lies_in(place: int, wide: int) -> bool:
    named = [(mine, its) for mine, its in zip(divisions(place), divisions(wide), strict=True) if its]
    return all(mine in (its, 0) for mine, its in named) and any(mine == its for mine, its in named[-1:])


def _depth(place: int) -> int:
    return sum(1 for value in divisions(place) if value)


def _placed(sections: Sequence[dict[str, Any]]) -> list[Section]:
    """Each section with its place; a label that names a narrow division only takes the wider ones from those before it."""
    placed, above = [], [0] * len(KINDS)
    for section in sections:
        own = list(divisions(read_place(str(section["label"]))))
        named = [kind for kind, value in enumerate(own) if value]
        if named:
            widest = named[0]
            if widest in (4, 5):  # an article or an item never stands without the article it belongs to
                own[3] = own[3] or above[3]
                own[4] = own[4] or (above[4] if widest == 5 else 0)
            above = [own[kind] or (above[kind] if kind < widest else 0) for kind in range(len(KINDS))]
        place = 0
        for kind, value in enumerate(own):
            place = put_plainly(place, kind, value) if value else place
        page = section.get("page")
        placed.append(Section(str(section["id"]), str(section["label"]), str(section["text"]), page, place))
    return placed
