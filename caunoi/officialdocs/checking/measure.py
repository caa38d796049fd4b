"""Measures a .docx: its sheet, the place of every line and the type it is set in."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import is_zipfile

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import LxmlError

from caunoi.officialdocs.checking.model import Line, Page, PageNumber, Place, Sheet
from caunoi.officialdocs.checking.type import Type
from caunoi.officialdocs.readers.docx_package import DocxPackage
from caunoi.officialdocs.readers.letterhead import is_letterhead, is_signature
from caunoi.officialdocs.readers.refusals import refuse

_DRAWN = ("w:drawing", "w:pict", "mc:AlternateContent")
_TOP_RUNS = 2000  # runs of one paragraph that are looked at


def measure(data: bytes) -> Sheet:
    """The measured paper; ``DocumentError`` as ``read_docx`` raises it."""
    if not data:
        refuse("empty")
    if not is_zipfile(BytesIO(data)):
        refuse("wrong_type", "Chỉ kiểm tra được tệp .docx, hãy lưu văn bản ở dạng .docx rồi thử lại.")
    DocxPackage(data)  # refuses what is no .docx, encrypted, damaged or made to exhaust the machine
    try:
        return _measure(Document(BytesIO(data)))
    except (AttributeError, IndexError, KeyError, OSError, TypeError, ValueError, LxmlError, OpcError) as error:
        refuse("damaged", cause=error)


def _measure(document: DocxDocument) -> Sheet:
    reader = _Reader(document)
    lines = tuple(reader.lines())
    if not lines:
        refuse("no_text")
    return Sheet(
        pages=tuple(_page(section) for section in document.sections),
        number=_page_number(document, reader.type),
        lines=lines,
        rules_drawn=frozenset(reader.drawn),
    )


class _Reader:
    def __init__(self, document: DocxDocument) -> None:
        self.document = document
        self.type = Type(document)
        self.drawn: set[Place] = set()
        self._counts: Counter[Place] = Counter()

    def lines(self) -> Iterator[Line]:
        begun = False
        for block in self.document.iter_inner_content():
            if isinstance(block, Table):
                yield from self._table(block, begun)
                continue
            line = self._line(block, Place.BODY)
            if line:
                begun = True
                yield line

    def _table(self, table: Table, begun: bool) -> Iterator[Line]:
        texts = [paragraph.text for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
        places = (Place.TABLE, Place.TABLE)
        if len(table.columns) == 2 and not begun and is_letterhead(texts):
            places = (Place.HEAD_LEFT, Place.HEAD_RIGHT)
        elif len(table.columns) == 2 and begun and is_signature(texts):
            places = (Place.FOOT_LEFT, Place.FOOT_RIGHT)
        for row in table.rows:
            for column, cell in enumerate(dict.fromkeys(row.cells)):  # a joined cell stands for each of its columns
                for paragraph in cell.paragraphs:
                    if line := self._line(paragraph, places[min(column, 1)]):
                        yield line

    def _line(self, paragraph: Paragraph, place: Place) -> Line | None:
        if _is_ruled(paragraph):
            self.drawn.add(place)
        everything = [Run(element, paragraph) for element in islice(_runs(paragraph._p), _TOP_RUNS)]
        runs = [run for run in everything if run.text.strip()]
        text = " ".join("".join(run.text for run in everything).replace("\u00a0", " ").split())
        if not runs or not any(map(str.isalnum, text)):
            return None
        self._counts[place] += 1
        kind = self.type
        return Line(
            text=text,
            place=place,
            number=self._counts[place],
            sizes=frozenset(kind.size(run, paragraph) for run in runs),
            fonts=frozenset(kind.font(run, paragraph) for run in runs),
            colours=frozenset(kind.colour(run, paragraph) for run in runs),
            bold=all(kind.is_on(run, paragraph, "bold") for run in runs),
            italic=all(kind.is_on(run, paragraph, "italic") for run in runs),
            caps=all(kind.is_on(run, paragraph, "all_caps") for run in runs),
            alignment=kind.alignment(paragraph),
            indent=kind.first_line(paragraph),
            gap=kind.gap(paragraph),
            spacing=kind.line_spacing(paragraph),
            is_ruled=_is_ruled(paragraph),
            is_listed=next(paragraph._p.iter(qn("w:numId")), None) is not None,
        )


def _runs(element: Any) -> Iterator[Any]:
    """The runs of a paragraph, also those in content controls, links and insertions, without those of its text boxes."""
    return (run for run in element.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is element)


def _is_ruled(paragraph: Paragraph) -> bool:
    """A line drawn at the paragraph: a border below or above it (but no box), underlined text or a drawn shape."""
    element = paragraph._p
    borders = element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    sides = set() if borders is None else {side.tag for side in borders}
    bordered = bool(sides & {qn("w:bottom"), qn("w:top")}) and qn("w:left") not in sides
    names = {node.tag for node in element.iter()}
    drawn = any(qn(name) in names for name in _DRAWN[:2]) or any("AlternateContent" in str(name) for name in names)
    return bordered or drawn or any(run.underline for run in paragraph.runs)


def _page(section: Section) -> Page:
    lengths = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin,
    )  # fmt: skip
    numbers = section._sectPr.find(qn("w:pgNumType"))
    width, height, top, bottom, left, right = (
        0.0 if length is None else round(float(length.mm), 1) for length in lengths
    )
    restarts = numbers is not None and numbers.get(qn("w:start")) == "1"
    return Page(width, height, top, bottom, left, right, restarts)


def _page_number(document: DocxDocument, kind: Type) -> PageNumber | None:
    section = document.sections[0]
    for part, in_header in ((section.header, True), (section.footer, False)):
        for paragraph in part.paragraphs:
            if _names_page(paragraph):
                sizes = frozenset(kind.size(run, paragraph) for run in paragraph.runs)
                return PageNumber(
                    in_header=in_header,
                    centered=kind.alignment(paragraph) == "center",
                    sizes=sizes,
                    first_is_bare=bool(section.different_first_page_header_footer)
                    and not any(map(_names_page, section.first_page_header.paragraphs)),
                )
    return None


def _names_page(paragraph: Paragraph) -> bool:
    fields = [node.text or "" for node in paragraph._p.iter(qn("w:instrText"))]
    fields += [node.get(qn("w:instr"), "") for node in paragraph._p.iter(qn("w:fldSimple"))]
    return any("PAGE" in one.split() for one in fields)
