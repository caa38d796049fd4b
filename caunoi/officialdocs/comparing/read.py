"""Reads the blocks of a .docx that we wrote, also after Word or LibreOffice has saved it. Tracked changes count as accepted."""

from collections.abc import Iterator

from lxml import etree

from caunoi.officialdocs.checking.model import Place
from caunoi.officialdocs.comparing.blocks import Block, Grid, Line, Row, is_said, picture, recipient
from caunoi.officialdocs.comparing.text import settle
from caunoi.officialdocs.readers.docx import WRAPPERS, cells_of, rows_of
from caunoi.officialdocs.readers.docx_numbering import Numbering
from caunoi.officialdocs.readers.docx_package import DocxPackage
from caunoi.officialdocs.readers.docx_styles import Styles, tag, toggle, value
from caunoi.officialdocs.readers.docx_text import SKIPPED, Gathered, ParagraphText, pieces_of
from caunoi.officialdocs.readers.refusals import MAX_PARAGRAPHS, refuse
from caunoi.officialdocs.write_docx_controls import TITLE

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MAX_DEPTH = 40
_MOSTLY = 0.9
_PLAIN_TABLES = (None, "", "TableNormal")
_NO_BORDER = (None, "nil", "none")
_Piece = tuple[str, str]


def read_blocks(data: bytes) -> tuple[Block, ...]:
    """``DocumentError`` as ``read_docx`` raises it."""
    if not data:
        refuse("empty")
    package = DocxPackage(data)
    root = package.part(package.main)
    body = None if root is None else root.find(tag("body"))
    if body is None:
        refuse("damaged")
    styles = Styles(package.sibling("styles.xml"))
    return tuple(_Reader(styles, Numbering(package.sibling("numbering.xml"), styles)).blocks(body))


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._text = ParagraphText(styles)
        self._has_head = False
        self._count = 0
        self._pending: list[_Piece] = []  # a paragraph whose end mark was deleted runs on into the next

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        for child in parent:
            if child.tag == tag("p"):
                if line := self._paragraph(child):
                    yield line
            elif child.tag == tag("tbl"):
                yield from self._table(child)
            elif child.tag in WRAPPERS and depth < _MAX_DEPTH:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: etree._Element) -> Line | None:
        self._count += 1
        if self._count > MAX_PARAGRAPHS:
            refuse("too_large")
        pieces = [*self._pending, *((said.replace("\n", " "), name) for said, name in self._pieces(element))]
        self._pending = []
        if element.find(f"{tag('pPr')}/{tag('rPr')}/{tag('del')}") is not None:
            self._pending = pieces
            return None
        text, tags = settle(pieces)
        if not is_said(text):
            drawn = next(element.iter(_DRAWING), None)
            return None if drawn is None else Line(picture(drawn.get("descr", "")))
        gathered = self._text.gather(element)
        inherited = self._styles.inherited(value(element, "pPr", "pStyle"))
        alignment = value(element, "pPr", "jc")
        return Line(
            text,
            tags,
            bold=gathered.bold >= _MOSTLY * max(1, gathered.letters),
            italic=gathered.italic >= _MOSTLY * max(1, gathered.letters),
            centered=inherited.centered if alignment is None else alignment == "center",
        )

    def _pieces(self, paragraph: etree._Element) -> Iterator[_Piece]:
        """The label that Word counts itself, then the text."""
        properties = paragraph.find(tag("pPr"))
        counted = self._numbering.place(properties, value(properties, "pStyle"))
        if counted is not None:
            yield f"{self._numbering.label(*counted)} ", ""
        yield from _runs(paragraph, "", 0)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = list(rows_of(table))
        if not rows:
            return
        if not _is_ruled(table) and all(len(list(cells_of(row))) == 2 for row in rows):
            yield from self._columns([list(cells_of(row)) for row in rows])
        else:
            yield Grid(tuple(self._row(row) for row in rows))

    def _columns(self, rows: list[list[etree._Element]]) -> Iterator[Line]:
        """The letterhead, which comes first, or the foot of the paper: left cells from the top down, then the right ones."""
        places = (Place.FOOT_LEFT, Place.FOOT_RIGHT) if self._has_head else (Place.HEAD_LEFT, Place.HEAD_RIGHT)
        self._has_head = True
        for column, place in enumerate(places):
            for row in rows:
                for element in row[column].iter(tag("p")):
                    text, tags = settle(self._pieces(element))
                    text = recipient(text) if place is Place.FOOT_LEFT else text
                    if is_said(text):
                        yield Line(text, tags, place)

    def _row(self, row: etree._Element) -> Row:
        cells = tuple(self._cell(cell) for cell in cells_of(row))
        return Row(cells, is_head=toggle(row.find(tag("trPr")), "tblHeader") is True)

    def _cell(self, cell: etree._Element) -> Line:
        pieces: list[_Piece] = []
        for paragraph in cell.iter(tag("p")):
            if pieces:
                pieces.append(("\n", ""))
            pieces += self._pieces(paragraph)
        return Line(*settle(pieces), Place.TABLE)


def _runs(parent: etree._Element, name: str, depth: int) -> Iterator[_Piece]:
    """The texts below ``parent`` with the tag of the innermost control around each; an empty control gives an empty text."""
    for child in parent if depth < _MAX_DEPTH else ():
        if child.tag == tag("r"):
            if not toggle(child.find(tag("rPr")), "vanish"):
                yield "".join(pieces_of(child, Gathered())), name
        elif child.tag == tag("sdt"):
            yield from _control(child, name, depth)
        elif child.tag not in SKIPPED and child.tag != tag("p"):
            yield from _runs(child, name, depth + 1)


def _control(control: etree._Element, name: str, depth: int) -> Iterator[_Piece]:
    properties = control.find(tag("sdtPr"))
    title = value(properties, "alias") or ""
    own = value(properties, "tag") or (title.removeprefix(TITLE) if title.startswith(TITLE) else "")
    yield "", own
    if toggle(properties, "showingPlcHdr") is not True:  # else it shows Word's own request to type something
        for content in control.iterchildren(tag("sdtContent")):
            yield from _runs(content, own or name, depth + 1)


def _is_ruled(table: etree._Element) -> bool:
    """Whether the table shows lines: the letterhead and the foot show none."""
    properties = table.find(tag("tblPr"))
    if value(properties, "tblStyle") not in _PLAIN_TABLES:
        return True
    kinds = (tag("tblBorders"), tag("tcBorders"))
    sides = (side for borders in table.iter(*kinds) for side in borders)
    return any(side.get(tag("val")) not in _NO_BORDER for side in sides)
