"""Puts a report together again from its lines and tables in their new order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from caunoi.officialdocs.comparing.dates import read_dateline
from caunoi.officialdocs.comparing.model import Style
from caunoi.officialdocs.comparing.places import is_name
from caunoi.officialdocs.comparing.slots import Slot, slots
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Chart, Paragraph, Part, Report, Span, Table

_NUMBER = re.compile(r"Số\s*:?\s*")
_LABEL = re.compile(r"(?P<label>[IVXL]+\.|\d+\.|\d+(?:\.\d+)+\.?|[a-zđ]\)|[-+*•]) +(?P<text>.+)")
_LEVELS = ((re.compile(r"[IVXL]+\."), 0), (re.compile(r"\d+\."), 1), (re.compile(r"\d.*|.\)"), 2))
_LISTED = ("bases", "recipients", "authority", "title")
_SINGLE = ("parent_body", "issuer", "classification", "kind", "subject", "name")


@dataclass(frozen=True)
class Element:
    """A line or part in its new place: ``slot`` where it came from, ``part`` as it is now, ``style`` of an added line.

    ``is_new``: it has come to this place, by being added or moved.
    """

    text: str
    slot: Slot | None = None
    part: Part | None = None
    style: Style = ""
    is_new: bool = False
    is_changed: bool = False

    @property
    def field(self) -> str:
        return self.slot.field if self.slot else ""

    @property
    def origin(self) -> Part | None:
        return self.slot.part if self.slot else None


def fold(report: Report, elements: Iterable[Element]) -> Report:
    """``report`` gives what has no line of its own."""
    folding = _Folding(report)
    for element in elements:
        folding.add(element)
    return folding.report()


class _Folding:
    def __init__(self, report: Report) -> None:
        self._base = report
        self._said: dict[str, Element] = {}
        self._lists: dict[str, list[str]] = {name: [] for name in _LISTED}
        self._lead: list[Part] = []  # from the bases to the first part: the opening, and what has come beside it
        self._end: list[Part] = []  # the closing and what follows it
        self._bodies: list[list[Part]] = [[]]  # of the main part and of each annex
        self._titles: list[str] = []
        self._stage = "title"
        self._signing = "authority"
        self._caption: Element | None = None  # of the table that should come next
        self._chart: Part | None = None  # that came last

    def add(self, element: Element) -> None:
        caption, self._caption = self._caption, None
        chart, self._chart = self._chart, None
        if caption is not None and element.origin is caption.origin and isinstance(element.part, Table):
            self._here(caption).append(replace(element.part, caption=caption.text))
            return
        if caption is not None:  # its table is gone
            self._here(caption).append(_as_paragraph(caption.text, "bold"))
        if element.field in ("part", "caption"):
            self._add_part(element, chart)
        elif element.is_new:
            self._add_line(element.text, element.style)
        elif element.field:
            self._add_field(element)

    def _here(self, element: Element) -> list[Part]:
        """Where the next part goes; one that has always been a part ends the title."""
        if self._stage == "title" and element.field and not element.is_new:
            self._stage = "parts"
        places = {"title": self._lead, "closing": self._end}
        return places.get(self._stage, self._bodies[-1])

    def _add_part(self, element: Element, chart: Part | None) -> None:
        place = self._here(element)
        if element.part is None and isinstance(element.origin, Table):
            self._caption = element
        elif element.part is None and element.origin is chart and isinstance(place[-1], Chart):
            place[-1] = replace(place[-1], caption=element.text)
        elif element.part is None:  # its chart is gone
            place.append(_as_paragraph(element.text, "bold"))
        else:
            bare = element.part if isinstance(element.part, Paragraph) else replace(element.part, caption="")
            place.append(bare)
            self._chart = element.origin

    def _add_line(self, text: str, style: Style) -> None:
        if style == "recipient":
            self._lists["recipients"].append(text)
        elif style == "signature" and is_name(text):
            self._said["name"] = Element(text, is_changed=True)
        elif style == "signature":
            self._lists[self._signing].append(text)
        elif self._stage == "title" and not self._lead and text.startswith("Căn cứ "):
            self._lists["bases"].append(text)
        elif self._stage == "title" and not self._lead and not self._lists["bases"] and style == "title":
            said = self._said["subject"]
            self._said["subject"] = replace(said, text=f"{said.text} {text}", is_changed=True)
        else:
            self._here(Element(text)).append(_as_paragraph(text, style))

    def _add_field(self, element: Element) -> None:
        name = element.field
        self._said[name] = element
        if name == "annex":
            self._bodies.append([])
            self._stage = "annex"
        elif name == "annex_title":
            self._titles.append(element.text if element.is_changed else "")
        elif name == "closing":
            self._stage = name
            self._end.append(_as_paragraph(element.text, ""))
        elif name == "opening":
            self._lead.append(_as_paragraph(element.text, ""))
            self._stage = "parts"
        elif name in _LISTED:
            if name == "bases":  # what has been typed between two bases is set as they are
                self._lists[name] += [part.text for part in self._lead if isinstance(part, Paragraph)]
                self._lead = [part for part in self._lead if not isinstance(part, Paragraph)]
            self._lists[name].append(element.text)
            self._signing = "title" if name == "title" else self._signing

    def report(self) -> Report:
        if self._caption is not None:
            self._here(self._caption).append(_as_paragraph(self._caption.text, "bold"))
        opening, lead = _taken(self._lead, first=True)
        closing, end = _taken(self._end, first=False)
        bodies = [[*lead, *self._bodies[0], *end], *self._bodies[1:]]
        annexes = tuple(
            replace(annex, parts=tuple(parts), title=title or annex.title)
            for annex, parts, title in zip(self._base.annexes, bodies[1:], self._titles, strict=True)
        )
        paper = replace(self._paper(), opening=opening, closing=closing)
        return Report(paper, tuple(bodies[0]), annexes)

    def _paper(self) -> Paper:
        """Fields that had a line and have it no more are empty; those that never had one stay."""
        paper = self._base.paper
        had = {slot.field for slot in slots(self._base)}
        changed: dict[str, Any] = {name: tuple(texts) for name, texts in self._lists.items()}
        for name in _SINGLE:
            said = self._said.get(name)
            if said is not None and said.is_changed:
                changed[name] = said.text
            elif said is None and name in had:
                changed[name] = ""
        number, day = self._said.get("number"), self._said.get("date")
        if number is not None and number.is_changed:
            changed["number"] = _NUMBER.sub("", number.text, count=1)
        read = read_dateline(day.text) if day is not None and day.is_changed else None
        if read is not None:
            changed["place"], changed["date"] = read
        return replace(paper, **changed)


def _taken(parts: list[Part], *, first: bool) -> tuple[str, list[Part]]:
    """The text of the paragraph at one end, where it is as plain as an opening or closing, and the other parts."""
    if not parts:
        return "", parts
    edge = parts[0 if first else -1]
    if not isinstance(edge, Paragraph) or replace(edge, level=3) != _as_paragraph(edge.text, ""):
        return "", parts
    return edge.text, parts[1:] if first else parts[:-1]


def _as_paragraph(text: str, style: Style) -> Paragraph:
    """An added line: its label set apart, at the level that such labels have."""
    bold, italic = style in ("bold", "title"), style == "italic"
    match = _LABEL.fullmatch(text)
    if match is None:
        return Paragraph((Span(text),), level=3, bold=bold, italic=italic)
    level = next((level for form, level in _LEVELS if form.fullmatch(match["label"])), 3)
    return Paragraph((Span(match["text"]),), match["label"], level, bold=bold, italic=italic)
