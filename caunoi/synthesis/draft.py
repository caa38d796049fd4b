"""A draft as its labels divide it: the sections that a place names."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.citations import (
    FIRST_LETTER,
    KINDS,
    MASKS,
    PAGE,
    SHIFTS,
    divisions,
    kind_of,
    layered_place,
    put_plainly,
    read_place,
)
from caunoi.synthesis.headings import headline, numbering, title
from caunoi.synthesis.report_places import below_roman, is_layered

_LETTERS_OF = re.compile(r"[^\W\d_]+")
_ROMAN_FIRST = re.compile(r"\W*(?:phần|phan)?\W*[ivx]+\b")
_CLAUSE, _ITEM = re.compile(r"(\d+)\W*"), re.compile(r"([a-zđ])\W*")


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
        said = below_roman([numbering(str(section["label"])) for section in sections])
        self.layered = is_layered(said)
        # A report has parts and numbers, and no article.
        law = any(kind_of(word) == 3 for label in said for word in _LETTERS_OF.findall(label))
        self.articles = law or not any(_ROMAN_FIRST.match(label) for label in said)
        places = _places([_in_article(label) if law else label for label in said], self.place_in, layered=self.layered)
        self.sections = tuple(
            Section(str(section["id"]), str(section["label"]), str(section["text"]), section.get("page"), place)
            for section, place in zip(sections, places, strict=True)
        )
        self.titles = tuple(
            sorted({said for one in self.sections for said in (title(one.label), headline(one.text))} - {""})
        )
        self._exact: dict[int, int] = {}
        for number, section in enumerate(self.sections):
            self._exact.setdefault(section.place, number)
        self._known: dict[int, tuple[int, ...]] = {}
        self._divisions = np.array([divisions(section.place) for section in self.sections], np.int64).reshape(
            -1, len(KINDS)
        )
        self._depth = (self._divisions > 0).sum(axis=1)
        self._pages = np.array([section.page or 0 for section in self.sections], np.int64)

    def __len__(self) -> int:
        return len(self.sections)

    def place_in(self, text: str) -> int:
        """The place that an article box or a label names, as this draft is divided."""
        return layered_place(text) if self.layered else read_place(text, articles=self.articles)

    def meant(self, place: int) -> int:
        """A place cited in a text, as this draft is divided: in a layered report "điểm 1 mục III" is a number of mục III."""
        item = (place >> SHIFTS[5]) & MASKS[5]
        if not self.layered or (place >> SHIFTS[4]) & MASKS[4] or not 0 < item < FIRST_LETTER:
            return place
        return put_plainly(place & ~(MASKS[5] << SHIFTS[5]), 4, item)

    def compatible(self, place: int) -> tuple[int, ...]:
        """The numbers of the sections that a place may mean, narrowest reading first: one where it names a section wholly."""
        if place not in self._known:
            self._known[place] = self._find(place)
        return self._known[place]

    def compatible_with(self, places: Iterable[int]) -> npt.NDArray[np.bool_]:
        """``compatible`` as a table: (places × sections)."""
        table = [self.compatible(int(place)) for place in places]
        found = np.zeros((len(table), len(self) or 1), np.bool_)
        for row, sections in enumerate(table):
            found[row, list(sections)] = True
        return found

    def related(self) -> npt.NDArray[np.bool_]:
        """Which sections are, contain or lie in which: (sections × sections)."""
        own = self._divisions
        inside = ((own[:, None] == own[None]) | (own[:, None] == 0)).all(axis=2) & (self._depth > 0)[:, None]
        return np.asarray(inside | inside.T)

    def _find(self, place: int) -> tuple[int, ...]:
        if place == 0:
            return ()
        if place in self._exact:
            return (self._exact[place],)
        if (other := self._without_item(self._in_part(place))) != place:
            return self.compatible(other)
        named = np.array(divisions(place), np.int64)
        page, named[PAGE] = int(named[PAGE]), 0
        if page and not named.any():
            return tuple(np.flatnonzero(self._pages == page).tolist())
        whole = self._exact.get(place & ~(MASKS[PAGE] << SHIFTS[PAGE]), -1)
        if whole >= 0 and self._pages[whole] == page:  # not what lies in it on that page
            return (whole,)
        found = np.flatnonzero(((self._divisions == named) | (named == 0)).all(axis=1))
        if not len(found):  # a narrower place than any section: the narrowest section that it lies in
            found = self._around(named)
        if page and len(found) > 1 and (on_page := found[self._pages[found] == page]).size:
            return tuple(on_page.tolist())
        below = self._divisions[found, np.flatnonzero(named).max() + 1 :].any(axis=1)
        return tuple(found[~below if not below.all() else below].tolist())  # "mục II.1" is not what lies in it

    def _in_part(self, place: int) -> int:
        """Of "điểm 4 phần III", in a layered report, mục 4 where that part has no mục above its numbers."""
        own = divisions(place)
        if not self.layered or [kind for kind, value in enumerate(own) if value and kind != PAGE] != [0, 4]:
            return place
        section = put_plainly(put_plainly(0, 0, own[0]), 2, own[4])
        return section if section in self._exact and not self._has_items(own[0]) else place

    def _has_items(self, part: int) -> bool:
        """Whether a number stands in a mục of a part."""
        return bool((self._divisions[self._divisions[:, 0] == part, 4] > 0).any())

    def _without_item(self, place: int) -> int:
        """Of an article and a mục the khoản that is meant, else the article alone, where the draft has no article in a mục
        ("Điều 5 mục 2")."""
        named = [kind for kind, value in enumerate(divisions(place)) if value]
        if named != [2, 3] or (self._divisions[:, 2] * self._divisions[:, 3]).any():
            return place
        article = place & ~(MASKS[2] << SHIFTS[2])
        clause = put_plainly(article, 4, divisions(place)[2])
        return clause if clause in self._exact else article

    def _around(self, named: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The narrowest sections of which a place names the narrowest division and contradicts none: of "Điều 10 chương II" the
        article, not the chapter, where the draft does not say in which it stands."""
        own = self._divisions
        agrees = ((own == named) | (named == 0) | (own == 0)).all(axis=1) & (self._depth > 0)
        narrowest = len(KINDS) - 1 - np.argmax(own[:, ::-1] > 0, axis=1)
        agrees &= own[np.arange(len(own)), narrowest] == named[narrowest]
        found = np.flatnonzero(agrees & (narrowest == narrowest[agrees].max(initial=0)))
        return np.asarray(found[self._depth[found] == self._depth[found].max(initial=0)])


def _in_article(said: str) -> str:
    """The number of a heading that stands in an article: "1" is a khoản, "a)" an item."""
    if clause := _CLAUSE.fullmatch(said):
        return f"khoản {clause[1]}"
    return f"điểm {item[1]}" if (item := _ITEM.fullmatch(said)) else said


def _places(said: Sequence[str], place_in: Callable[[str], int], *, layered: bool) -> Iterator[int]:
    """The place of each heading; one that names a narrow division only takes the wider ones from those before it."""
    above = [0] * len(KINDS)
    for heading in said:
        own = list(divisions(place_in(heading)))
        named = [kind for kind, value in enumerate(own) if value]
        if named:
            widest = named[0]
            if layered or (widest in (4, 5) and not above[3]):  # a number stands in its mục, a mục in its part
                own[:widest] = above[:widest]
            elif widest in (4, 5):  # a clause or an item never stands without the article it belongs to
                own[3] = own[3] or above[3]
                own[4] = own[4] or (above[4] if widest == 5 else 0)
            elif widest == 2:  # every part counts its items anew
                own[:2] = above[:2]
            above = [own[kind] or (above[kind] if kind < widest else 0) for kind in range(len(KINDS))]
        place = 0
        for kind, value in enumerate(own):
            place = put_plainly(place, kind, value) if value else place
        yield place
