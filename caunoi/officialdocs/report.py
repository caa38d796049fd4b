"""A report before it is laid out: a paper whose body holds tables, charts and tagged text, and its annexes.

A **tag** marks a span or a cell whose origin is known: it is carried through .docx (as a content control) and found again
after the file has been edited. What a tag means is the business of whoever sets it. Texts are made sound as they come in:
NFC, without characters that XML cannot hold. A report that cannot be laid out is refused with ``ValueError``.
"""

import unicodedata
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.readers.cleaning import compose

Align = Literal["left", "center", "right"]
ALIGNS: tuple[Align, ...] = ("left", "center", "right")
UPRIGHT_MM = 165  # the text's width on A4 between margins of 30 and 15 mm
LYING_MM = 257  # the same sheet turned, between margins of 20 mm
MAX_TAG = 56  # letters; Word allows 64 in a title, and the title says "Nguồn: " before the tag


@dataclass(frozen=True)
class Span:
    """A piece of running text; with a tag it becomes a content control."""

    text: str
    tag: str = ""
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", sound(self.text))
        _check_tag(self.tag)


@dataclass(frozen=True)
class Paragraph:
    """``label``, ``level``, ``bold`` and ``italic`` as in ``paper.Block``; the text is that of its spans, one after the other."""

    spans: tuple[Span, ...]
    label: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", sound(self.label))

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def plain(text: str, label: str = "", level: int = 0, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A paragraph of one untagged span."""
    return Paragraph((Span(text),), label, level, bold, italic)


@dataclass(frozen=True)
class Cell:
    """``text`` may hold several lines, parted by a line feed."""

    text: str
    tag: str = ""
    align: Align = "left"
    bold: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", sound(self.text, lines=True))
        _check_tag(self.tag)
        if self.align not in ALIGNS:
            raise ValueError(f"A cell cannot be aligned “{self.align}”.")


@dataclass(frozen=True)
class Table:
    """``headers`` is the row of column titles; ``groups`` (title, number of columns) is the row above it, where there is one:
    a group without a title leaves its columns' titles to stand over both rows. ``total``: the last row is a sum, in bold.

    ``widths_mm`` one per column, together at most the text's width (165 mm upright, 257 mm in an annex that lies).
    """

    headers: tuple[str, ...]
    widths_mm: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    total: bool = False
    groups: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "headers", tuple(map(sound, self.headers)))
        object.__setattr__(self, "groups", tuple((sound(text), columns) for text, columns in self.groups))
        object.__setattr__(self, "caption", sound(self.caption))
        columns = len(self.headers)
        if not columns or len(self.widths_mm) != columns or any(width <= 0 for width in self.widths_mm):
            raise ValueError("A table has as many widths as headers, and at least one.")
        if self.groups and sum(number for _text, number in self.groups) != columns:
            raise ValueError("The groups of a table's headers cover its columns.")
        if any(number < 1 for _text, number in self.groups):
            raise ValueError("A group of headers covers at least one column.")
        if any(len(row) != columns for row in self.rows):
            raise ValueError("Every row of a table has as many cells as headers.")

    @property
    def width_mm(self) -> float:
        return sum(self.widths_mm)


@dataclass(frozen=True)
class Chart:
    """``svg`` is a whole SVG document; ``alt`` says in words what it shows."""

    svg: str
    width_mm: float
    caption: str = ""
    alt: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", sound(self.caption))
        object.__setattr__(self, "alt", sound(self.alt))
        if not 10 <= self.width_mm <= LYING_MM:
            raise ValueError("A chart is between 10 mm wide and the width of the sheet.")


Part = Paragraph | Table | Chart


@dataclass(frozen=True)
class Annex:
    """A section of its own behind the signature, with its own page numbers; "Phụ lục I" comes from its place."""

    title: str
    parts: tuple[Part, ...]
    landscape: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", sound(self.title))
        _check_widths(self.parts, LYING_MM if self.landscape else UPRIGHT_MM)


@dataclass(frozen=True)
class Report:
    """``paper`` gives letterhead, number, title, bases, opening, closing, recipients and signature; its own body stays empty."""

    paper: Paper
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.paper.body:
            raise ValueError("The body of a report stands in its parts, not in its paper.")
        object.__setattr__(self, "paper", _sound_paper(self.paper))
        _check_widths(self.parts, UPRIGHT_MM)


def sound(text: str, *, lines: bool = False) -> str:
    """``text`` in NFC, on one line unless ``lines``, without what XML cannot hold."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    kept = "\n" if lines else ""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    text = text if lines else text.replace("\n", " ")
    return "".join(one for one in compose(text) if one in kept or unicodedata.category(one) not in ("Cc", "Cs", "Cn"))


def _sound_paper(paper: Paper) -> Paper:
    said: dict[str, Any] = {one.name: getattr(paper, one.name) for one in fields(paper)}
    for name, value in said.items():
        if isinstance(value, str):
            said[name] = sound(value)
        elif isinstance(value, tuple):
            said[name] = tuple(map(sound, value))
    return replace(paper, **said)


def _check_tag(tag: str) -> None:
    if len(tag) > MAX_TAG or not tag.isprintable():
        raise ValueError(f"A tag has at most {MAX_TAG} printable letters.")


def _check_widths(parts: tuple[Part, ...], width_mm: float) -> None:
    wide = [part for part in parts if not isinstance(part, Paragraph) and part.width_mm > width_mm + 0.01]
    if wide:
        raise ValueError(f"A table or chart of {wide[0].width_mm:g} mm does not fit into {width_mm} mm.")
