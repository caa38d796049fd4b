"""What is measured in a paper, and what a departure says."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Which block of the sheet a line stands in."""

    HEAD_LEFT = "head_left"
    HEAD_RIGHT = "head_right"
    BODY = "body"
    TABLE = "table"
    FOOT_LEFT = "foot_left"
    FOOT_RIGHT = "foot_right"


@dataclass(frozen=True)
class Departure:
    """``code`` is stable; ``place``, ``found`` and ``required`` are Vietnamese words; ``source`` is the rule's document."""

    code: str
    place: str
    found: str
    required: str
    source: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; quy định: {self.required} ({self.source})."


@dataclass(frozen=True)
class Line:
    """One paragraph with letters. ``number`` counts the paragraphs of its block from 1; ``sizes`` in points; ``indent`` and
    ``gap`` (space before and after together, as Word adds them up) in mm and points; ``spacing`` as a multiple of
    single, None where it is set in points; ``is_ruled``: a line is drawn below it or it holds a drawing."""

    text: str
    place: Place
    number: int
    sizes: frozenset[float]
    fonts: frozenset[str]
    colours: frozenset[str]
    bold: bool
    italic: bool
    caps: bool
    alignment: str
    indent: float | None
    gap: float
    spacing: float | None
    is_ruled: bool = False
    is_listed: bool = False

    @property
    def shown(self) -> str:
        """As it is printed: in capitals where the type says so."""
        return self.text.upper() if self.caps else self.text


@dataclass(frozen=True)
class Page:
    """Of one section, in mm; ``restarts``: its pages are numbered from 1 again."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    restarts: bool = False


@dataclass(frozen=True)
class PageNumber:
    """Where the number of the page stands: in the header or not, centred or not, its size, and whether page 1 has none."""

    in_header: bool
    centered: bool
    sizes: frozenset[float]
    first_is_bare: bool


@dataclass(frozen=True)
class Sheet:
    pages: tuple[Page, ...]
    number: PageNumber | None
    lines: tuple[Line, ...]
    rules_drawn: frozenset[Place] = field(default_factory=frozenset)

    def at(self, *places: Place) -> Iterator[Line]:
        return (line for line in self.lines if line.place in places)


@dataclass(frozen=True)
class Rules:
    """One set of layout rules (``data/layout_rules.toml``)."""

    key: str
    source: str
    since: dt.date
    typeface: str
    sheet: tuple[float, float]
    margins: dict[str, tuple[float, float]]
    nation: str
    motto: str
    indents: tuple[float, ...]
    gap: float
    spacing: tuple[float, float]
    authorities: tuple[str, ...]
    letters: str
    sizes: dict[str, tuple[float, float]]

    def departure(self, code: str, place: str, found: str, required: str) -> Departure:
        return Departure(code, place, found, required, self.source)


def rules_from(row: dict[str, Any]) -> Rules:
    pairs = {name: (one[0], one[1]) for name, one in row["margins"].items()}
    sizes = {name: (one[0], one[1]) for name, one in row["sizes"].items()}
    return Rules(
        key=row["key"],
        source=row["source"],
        since=row["from"],
        typeface=row["typeface"],
        sheet=(row["sheet"][0], row["sheet"][1]),
        margins=pairs,
        nation=row["nation"],
        motto=row["motto"],
        indents=tuple(row["indents"]),
        gap=row["gap"],
        spacing=(row["spacing"][0], row["spacing"][1]),
        authorities=tuple(row["authorities"]),
        letters=row["letters"],
        sizes=sizes,
    )
