"""Reads .docx: paragraphs in reading order with Word's own numbers, letterhead and signature tables by column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from caunoi.officialdocs.legacy import convert_texts
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.readers.cleaning import clean, is_decomposed
from caunoi.officialdocs.readers.docx_numbering import Numbering
from caunoi.officialdocs.readers.docx_package import DocxPackage
from caunoi.officialdocs.readers.docx_styles import Styles, tag, value
from caunoi.officialdocs.readers.docx_text import BREAK, Gathered, ParagraphText
from caunoi.officialdocs.readers.joining import continues, glue
from caunoi.officialdocs.readers.labels import is_kind, is_upper
from caunoi.officialdocs.readers.letterhead import is_letterhead, is_signature, take_letterhead
from caunoi.officialdocs.readers.refusals import MAX_PARAGRAPHS, refuse

WRAPPERS = frozenset(tag(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_MOSTLY = 0.9  # the share of letters that makes a whole paragraph bold or italic
_MAX_TABLE_DEPTH = 8
_MAX_HEAD_ROWS = 8


@dataclass(frozen=True)
class _Lines:
    """A Word paragraph before its soft line breaks are settled; the text is raw."""

    lines: tuple[str, ...]
    base: Paragraph


def read_docx(data: bytes) -> Document:
    """The .docx ``data`` as paragraphs. Headers, footers, comments, notes and deleted text are left out."""
    package = DocxPackage(data)
    root = package.part(package.main)
    body = None if root is None else root.find(tag("body"))
    if body is None:
        refuse("damaged")
    styles = Styles(package.sibling("styles.xml"))
    walker = _Walker(Numbering(package.sibling("numbering.xml"), styles), ParagraphText(styles), styles)
    found = list(walker.walk(body))
    raw = [line for item in found for line in item.lines]
    converted, legacy = convert_texts(raw)
    paragraphs = _typed_letterhead(list(_settle(found, iter(converted))))
    if not paragraphs:
        refuse("no_text")
    notes = [code for code in (legacy, "nfd" if not legacy and is_decomposed("".join(raw)) else "") if code]
    return Document(source="docx", paragraphs=tuple(paragraphs), notes=tuple(notes))


class _Walker:
    def __init__(self, numbering: Numbering, text: ParagraphText, styles: Styles) -> None:
        self._numbering = numbering
        self._text = text
        self._styles = styles
        self._count = 0
        self._begun = False  # whether the body has shown any text outside tables
        self._pending: Gathered | None = None  # a paragraph whose end mark was deleted runs on into the next

    def walk(self, parent: etree._Element, depth: int = 0) -> Iterator[_Lines]:
        for block in parent:
            if block.tag == tag("p"):
                for item in self._paragraph(block, depth):
                    self._begun = self._begun or any(map(str.strip, item.lines))
                    yield item
            elif block.tag == tag("tbl") and depth < _MAX_TABLE_DEPTH:
                yield from self._table(block, depth)
            elif block.tag in WRAPPERS and depth < _MAX_TABLE_DEPTH * 4:
                yield from self.walk(block, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[_Lines]:
        self._count += 1
        if self._count > MAX_PARAGRAPHS:
            refuse("too_large")
        properties = element.find(tag("pPr"))
        gathered = self._text.gather(element)
        boxes = gathered.boxes
        if self._pending is not None:
            gathered = _joined(self._pending, gathered)
            self._pending = None
        mark = None if properties is None else properties.find(tag("rPr"))
        if mark is not None and mark.find(tag("del")) is not None:
            self._pending = gathered
        else:
            yield self._lines(properties, gathered)
        for box in boxes if depth < _MAX_TABLE_DEPTH else ():
            yield from self.walk(box, depth + 1)

    def _lines(self, properties: etree._Element | None, gathered: Gathered) -> _Lines:
        style_id = value(properties, "pStyle")
        place = self._numbering.place(properties, style_id)
        label = self._numbering.label(*place) if place is not None else ""
        inherited = self._styles.inherited(style_id)
        alignment = value(properties, "jc")
        base = Paragraph(
            "",
            label=clean(label),
            bold=gathered.letters > 0 and gathered.bold >= _MOSTLY * gathered.letters,
            italic=gathered.letters > 0 and gathered.italic >= _MOSTLY * gathered.letters,
            centered=inherited.centered if alignment is None else alignment == "center",
            level=place[1] if place is not None else -1,
        )
        return _Lines(tuple(gathered.text.split(BREAK)), base)

    def _table(self, table: etree._Element, depth: int) -> Iterator[_Lines]:
        begun = self._begun
        rows = [[list(self.walk(cell, depth + 1)) for cell in cells_of(row)] for row in rows_of(table)]
        self._begun = begun
        columns = max((sum(bool(_texts(cell)) for cell in row) for row in rows), default=0)
        if columns <= 1:
            yield from (item for row in rows for cell in row for item in cell)
            return
        texts = [text for row in rows for cell in row for text in _texts(cell)]
        if columns == 2 and len(rows) <= _MAX_HEAD_ROWS:
            zone = Zone.LETTERHEAD if not begun and is_letterhead(texts) else Zone.SIGNATURE
            if zone is Zone.LETTERHEAD or (begun and is_signature(texts)):
                yield from _by_column(rows, zone)
                return
        for row in rows:
            cells = [clean(" ".join(_texts(cell))) for cell in row]
            yield _Lines((" | ".join(cells) if any(cells) else "",), Paragraph("", zone=Zone.TABLE))


def _joined(first: Gathered, second: Gathered) -> Gathered:
    return Gathered(
        first.parts + second.parts,
        first.letters + second.letters,
        first.bold + second.bold,
        first.italic + second.italic,
        second.boxes,
    )


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that are not deleted, also those a content control or revision wraps."""
    for child in table:
        if child.tag == tag("tr"):
            properties = child.find(tag("trPr"))
            if properties is None or properties.find(tag("del")) is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, also those a content control or revision wraps."""
    for child in row:
        if child.tag == tag("tc"):
            yield child
        elif child.tag in WRAPPERS:
            yield from cells_of(child)


def _texts(cell: Iterable[_Lines]) -> list[str]:
    """What the cell shows, labels included."""
    shown = (f"{item.base.label} {' '.join(item.lines)}".strip() for item in cell if any(map(str.strip, item.lines)))
    return [text for text in shown if text]


def _by_column(rows: list[list[list[_Lines]]], zone: Zone) -> Iterator[_Lines]:
    """The left cells of all rows, then the right ones; empty cells between them do not count as columns."""
    width = max(len(row) for row in rows)
    filled = [index for index in range(width) if any(len(row) > index and _texts(row[index]) for row in rows)]
    for index in filled:
        column = 0 if index == filled[0] else 1
        for row in rows:
            for item in row[index] if len(row) > index else ():
                yield replace(item, base=replace(item.base, zone=zone, column=column))


def _settle(found: Iterable[_Lines], texts: Iterator[str]) -> Iterator[Paragraph]:
    """Decides each soft line break: a space inside a sentence, a new paragraph before a label or between headings."""
    for item in found:
        lines = [next(texts) for _ in item.lines]
        groups: list[list[str]] = []
        for line in lines:
            if groups and _runs_on(groups[-1][-1], line, item.base):
                groups[-1].append(line)
            elif line.strip():
                groups.append([line])
        for index, group in enumerate(groups):
            raw = glue([part.strip(" ") for part in group])
            text = raw if "\t" in raw and not item.base.label else clean(raw)
            if any(map(str.isalnum, text)):
                label = item.base.label if index == 0 else ""
                yield replace(item.base, text=text, label=label, level=item.base.level if index == 0 else -1)


def _runs_on(first: str, second: str, base: Paragraph) -> bool:
    first, second = first.strip(), second.strip()
    if base.zone in {Zone.LETTERHEAD, Zone.SIGNATURE} or not second:
        return False
    if base.centered:
        return is_upper(first) == is_upper(second) and not is_kind(first)
    return continues(first, second)


def _typed_letterhead(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Sets apart a letterhead that was typed with tabs instead of a table; all texts end up clean."""
    if any(paragraph.zone is Zone.LETTERHEAD for paragraph in paragraphs):
        return [replace(item, text=text) for item in paragraphs if (text := clean(item.text))]
    lines = [paragraph.text for paragraph in paragraphs[:24]]
    head, left = take_letterhead(lines)
    rest = paragraphs[len(lines) - len(left) :]
    return [*head, *(replace(item, text=text) for item in rest if (text := clean(item.text)))]
