"""numbering.xml: the labels that Word prints before paragraphs and that stand in no text.

Counters belong to the abstract list, so two lists of one abstract list go on counting together, as in Word; an
override of the start restarts them once, at the first paragraph of that list.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from caunoi.officialdocs.readers.docx_styles import Styles, integer, tag, value

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_DASHES = frozenset("-–—‐‑‒―−\uf02d\uf0be\uf0bd")
_BULLETS_BY_LEVEL = ("-", "+", "*")
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None  # restarts after a paragraph of this level (from 1) or higher; 0 never; None always
    legal: bool = False


@dataclass
class _List:
    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]
    used: bool = False


@dataclass
class Numbering:
    """Hands out labels; call ``label`` once for each numbered paragraph, in reading order."""

    root: etree._Element | None
    styles: Styles
    _abstracts: dict[str, etree._Element] = field(default_factory=dict)
    _nums: dict[str, etree._Element] = field(default_factory=dict)
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is not None:
            self._abstracts = {
                item.get(tag("abstractNumId"), ""): item for item in self.root.iterfind(tag("abstractNum"))
            }
            self._nums = {item.get(tag("numId"), ""): item for item in self.root.iterfind(tag("num"))}

    def place(self, properties: etree._Element | None, style_id: str | None) -> tuple[str, int] | None:
        """The list id and level of a paragraph, its own or its style's; nothing when it is not numbered."""
        inherited = self.styles.inherited(style_id)
        number = value(properties, "numPr", "numId")
        own_level = integer(value(properties, "numPr", "ilvl"))
        number_id = inherited.number_id if number is None else number
        if not number_id or number_id == "0" or number_id not in self._nums:
            return None
        level = own_level if own_level is not None else inherited.number_level
        if level is None:
            level = self._level_of_style(number_id, style_id)
        return number_id, min(max(level, 0), LEVELS - 1)

    def label(self, number_id: str, level: int) -> str:
        """Counts one paragraph of the list and returns what Word prints before it, without surrounding space."""
        numbered = self._list(number_id)
        if numbered is None:
            return ""
        counters = self._counters.setdefault(numbered.abstract, {})
        if not numbered.used:
            numbered.used = True
            for index, start in numbered.restarts.items():
                counters[index] = start - 1
                _forget_deeper(counters, index, numbered.levels)
        own = numbered.levels.get(level, Level())
        counters[level] = counters.get(level, own.start - 1) + 1
        _forget_deeper(counters, level, numbered.levels)
        return _print(own, level, counters, numbered.levels)

    def _level_of_style(self, number_id: str, style_id: str | None) -> int:
        """The level that numbering.xml ties to the paragraph style, as the built-in headings do."""
        abstract = self._abstract_of(number_id)
        for element in () if abstract is None else abstract.iterfind(tag("lvl")):
            if style_id is not None and value(element, "pStyle") == style_id:
                return integer(element.get(tag("ilvl"))) or 0
        return 0

    def _abstract_of(self, number_id: str) -> etree._Element | None:
        """The abstract list, following one link to a list style."""
        abstract = self._abstracts.get(value(self._nums.get(number_id), "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        if link:
            linked = value(self.styles.element(link), "pPr", "numPr", "numId")
            abstract = self._abstracts.get(value(self._nums.get(linked or ""), "abstractNumId") or "", abstract)
        return abstract

    def _list(self, number_id: str) -> _List | None:
        if number_id not in self._lists:
            abstract = self._abstract_of(number_id)
            self._lists[number_id] = None if abstract is None else _build(self._nums[number_id], abstract)
        return self._lists[number_id]


def _build(number: etree._Element, abstract: etree._Element) -> _List:
    levels = _levels(abstract)
    restarts: dict[int, int] = {}
    for override in number.iterfind(tag("lvlOverride")):
        index = integer(override.get(tag("ilvl"))) or 0
        levels.update(_levels(override))
        start = integer(value(override, "startOverride"))
        if start is not None:
            restarts[index] = start
    return _List(abstract.get(tag("abstractNumId"), ""), levels, restarts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {integer(element.get(tag("ilvl"))) or 0: _level(element) for element in parent.iterfind(tag("lvl"))}


def _level(element: etree._Element) -> Level:
    start = integer(value(element, "start"))
    legal = element.find(tag("isLgl")) is not None
    return Level(
        start=1 if start is None else start,
        kind=value(element, "numFmt") or "decimal",
        text=(value(element, "lvlText") or "")[:200],
        restart=integer(value(element, "lvlRestart")),
        legal=legal,
    )


def _forget_deeper(counters: dict[int, int], level: int, levels: dict[int, Level]) -> None:
    for deeper in [index for index in counters if index > level]:
        restart = levels.get(deeper, Level()).restart
        if restart is None or level < restart:
            del counters[deeper]


def _print(own: Level, level: int, counters: dict[int, int], levels: dict[int, Level]) -> str:
    if own.kind == "bullet":
        return bullet(own.text, level)

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, Level())
        return format_number(counters.get(index, other.start), "decimal" if own.legal else other.kind)

    return _PLACEHOLDER.sub(number, own.text).strip()


def bullet(glyph: str, level: int = 0) -> str:
    """ "-", "+" or "*" for a bullet: the sign itself where it is one of these, else by how deep the list level is."""
    sign = glyph.strip()
    if sign in {"+", "*"}:
        return sign
    if sign[:1] in _DASHES:
        return "-"
    return _BULLETS_BY_LEVEL[min(level, 2)]


def format_number(number: int, kind: str) -> str:
    """``number`` as Word prints it in the format ``kind``; formats no Vietnamese paper uses fall back to figures."""
    if kind == "none":
        return ""
    if kind in {"upperRoman", "lowerRoman"} and 0 < number <= _MAX_ROMAN:
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if kind in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMANS:
        count, number = divmod(number, amount)
        text += letters * count
    return text
