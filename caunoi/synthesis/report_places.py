"""Places of a report whose parts hold Roman mục, these numbers, and these numbers of their own: "Phần thứ hai, mục III, 1.1".

The number is kept where an article has its khoản, what is below it where a khoản has its điểm: 1.1 is điểm 1 of khoản 1 of mục
III. People call either of them mục, tiểu mục, điểm, ý or nothing at all, and name the widest first or the narrowest.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from caunoi.synthesis.numerals import ONES, ROMAN
from caunoi.synthesis.syllables import plain

_PIECE: Final = re.compile(r"\d+|[^\W\d_]+")
_PART: Final = frozenset(("phan", "ph", "p"))
_SECTION: Final = frozenset(("muc", "m"))
_ITEM: Final = frozenset(("tieumuc", "tm", "diem", "y", "khoan", "k"))
_PAGE: Final = frozenset(("trang", "tr"))
_LAW: Final = re.compile(r"\b(?:dieu|chuong)\b")
_MUC: Final = re.compile(r"muc [ivx]+\b(?![./ ]*\d)")  # a mục with a Roman number and nothing below it
_ROMAN: Final = re.compile(r"[ivx]+\b(?![./ ]*\d)")
_MUC_BELOW: Final = re.compile(r"muc (\d+)\W*")
_IN_SHORT: Final = re.compile(r"\b([pm])(?=(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})\b)")
_NUMBERS: Final = {plain(word): value for word, value in ONES.items() if word}


class _Named(NamedTuple):
    """A division and the numbers behind it, joined by points: the value of each, and whether it is Roman; "" without a name."""

    name: str
    chain: tuple[tuple[int, bool], ...]


class ReportPlace(NamedTuple):
    """The number of each division, 0 where none is named."""

    part: int = 0
    section: int = 0
    item: int = 0
    below: int = 0
    page: int = 0


def below_roman(headings: Sequence[str]) -> list[str]:
    """Headings with "mục 1" behind "mục I" of the same part called an item, as it lies in that mục."""
    said, in_roman = [], False
    for heading in headings:
        folded = _folded(heading)
        numbered = _MUC_BELOW.fullmatch(folded)
        if folded.startswith("phan"):
            in_roman = False
        elif _MUC.match(folded) or _ROMAN.match(folded):
            in_roman = True
        said.append(f"điểm {numbered[1]}" if numbered and in_roman else heading)
    return said


def is_layered(headings: Sequence[str]) -> bool:
    """Whether the headings of a draft are of such a report: some number stands in a Roman mục, and nothing is an article.

    Each may name where it stands ("Phần thứ hai, mục III, 1.1"), or leave that to those before it: "Phần thứ hai", "III", "1.1".
    """
    said = [_folded(heading) for heading in headings]
    if any(_LAW.search(heading) for heading in said):
        return False
    in_part = in_section = False
    for heading in said:
        place = _read(heading)
        if place.item and (in_section or (place.part and place.section)) and not _repeats(place):
            return True
        in_part = in_part or heading.startswith("phan")
        in_section = in_section or bool(_MUC.match(heading) or (in_part and _ROMAN.match(heading)))
    return False


def _repeats(place: ReportPlace) -> bool:
    """Whether the number begins with that of the mục: "mục 2, tiểu mục 2.1" is the first of mục 2."""
    return place.section == place.item and place.below > 0


def report_place(text: str) -> ReportPlace:
    """The place that an article box or a printed label names.

    ``"tiểu mục 1.1, mục III, phần II"``, ``"mục III.1.1 phần thứ hai"``, ``"P2.III.1"``, ``"2.III.1.1"``, ``"điểm 1 mục 3"``.
    """
    return _read(_folded(text))


def _folded(text: str) -> str:
    folded = " ".join(plain(word) for word in _IN_SHORT.sub(r"\1 ", text.lower()).split())
    return folded.replace("tieu muc", "tieumuc")


def _read(said: str) -> ReportPlace:
    """Dotted numbers are items whatever they are called, Roman ones mục; of two mục the narrower is an item."""
    part = section = page = 0
    items: list[int] = []
    sections: list[int] = []  # with one Arabic number: a mục, or an item of one
    wide_first = False
    for name, chain in _named(said):
        values = [value for value, _roman in chain]
        roman = chain[0][1]
        if name == "page":
            page = page or values[0]
            continue
        if name == "part" or (not name and len(chain) > 1 and chain[1][1]):  # "2.III.1.1", "II.III.1"
            part = part or values[0]
            wide_first = wide_first or not (section or sections or items)
            values, roman = values[1:], len(chain) > 1
        if not values:
            continue
        if roman and not section:
            section, values = values[0], values[1:]
        if len(values) == 1 and (name == "section" or (not name and part and not (section or sections))):
            sections += values
        else:
            items += values
    if not wide_first:
        sections.reverse()
    if sections and not section:
        section = sections.pop(0)
    items = sections + items if sections and not items else items
    item, below = [*items, 0, 0][:2]
    return ReportPlace(part, section, item, below, page)


def _named(said: str) -> Iterator[_Named]:
    """The divisions of a place, in the order in which they are named."""
    pieces = [(found[0], found.start(), found.end()) for found in _PIECE.finditer(said)]
    at, name = 0, ""
    while at < len(pieces):
        word = pieces[at][0]
        value = _value(word, named=bool(name))
        if not value:
            name = _name(word) or (name if word in ("thu", "so") else "")
            at += 1
            continue
        chain = [(value, not word.isdigit() and word in ROMAN)]
        while at + 1 < len(pieces) and said[pieces[at][2] : pieces[at + 1][1]] in (".", "/"):
            value = _value(pieces[at + 1][0], named=False)
            if not value:
                break
            at += 1
            chain.append((value, not pieces[at][0].isdigit()))
        yield _Named(name, tuple(chain))
        at, name = at + 1, ""


def _name(word: str) -> str:
    for names, name in ((_PART, "part"), (_SECTION, "section"), (_ITEM, "item"), (_PAGE, "page")):
        if word in names:
            return name
    return ""


def _value(word: str, *, named: bool) -> int:
    """What a word counts as; numbers in words only behind the name of a division."""
    if word.isdigit():
        return int(word) if len(word) < 4 else 0
    if word in ROMAN:
        return ROMAN.index(word) + 1
    return _NUMBERS.get(word, 0) if named else 0
