"""Reads .pdf: its text where it has one, recognised pictures of pages where it has none."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2

from caunoi.officialdocs.legacy import convert_texts
from caunoi.officialdocs.model import Document, Paragraph
from caunoi.officialdocs.readers.budget import Budget
from caunoi.officialdocs.readers.cleaning import is_decomposed
from caunoi.officialdocs.readers.columns import split_letterhead, split_signature
from caunoi.officialdocs.readers.furniture import drop_furniture
from caunoi.officialdocs.readers.layout import Line, Sheet, Word, frame_of, lines_of
from caunoi.officialdocs.readers.ocr import recognise
from caunoi.officialdocs.readers.ocr_words import mend_abbreviations
from caunoi.officialdocs.readers.paragraphs import build, study
from caunoi.officialdocs.readers.pdf_text import is_picture, sheet_of
from caunoi.officialdocs.readers.refusals import MAX_PAGE_CHARACTERS, refuse

_PDFIUM = threading.Lock()  # the library keeps global state and must not be entered twice
_PASSWORD_ERROR = 4


def read_pdf(
    data: bytes, *, progress: Callable[[int, int], None] | None = None, clock: Callable[[], float] = time.monotonic
) -> Document:
    """The .pdf ``data`` as paragraphs. Only pages without text of their own are recognised."""
    sheets, pictures = [], 0
    with _opened(data) as pdf:
        pages = len(pdf)
        budget = Budget(pages, clock)
        for index in range(pages):
            sheet, recognised = _sheet(pdf, index)
            budget.charge(sheet)
            sheets.append(sheet)
            pictures += recognised
            if progress is not None:
                progress(index + 1, pages)
    return _document(sheets, pictures)


def read_head(data: bytes) -> str:
    """The first page's own text, in the order of the file; empty where it has none."""
    with _opened(data) as pdf:
        page = pdf[0]
        try:
            textpage = page.get_textpage()
            try:
                return str(textpage.get_text_range(count=min(textpage.count_chars(), MAX_PAGE_CHARACTERS)))
            finally:
                textpage.close()
        finally:
            page.close()


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            refuse("encrypted" if error.err_code == _PASSWORD_ERROR else "damaged", cause=error)
        try:
            yield pdf
        except pypdfium2.PdfiumError as error:
            refuse("damaged", cause=error)
        finally:
            pdf.close()


def _sheet(pdf: pypdfium2.PdfDocument, index: int) -> tuple[Sheet, bool]:
    """The page as words, and whether they had to be recognised."""
    page = pdf[index]
    try:
        sheet = sheet_of(page, index + 1)
        if not is_picture(page, sheet):
            return sheet, False
        return recognise(page, index + 1), True
    finally:
        page.close()


def _document(sheets: Sequence[Sheet], pictures: int) -> Document:
    pages, legacy = _converted([lines_of(sheet) for sheet in sheets])
    paragraphs = _paragraphs(drop_furniture(pages))
    if not paragraphs:
        refuse("no_text")
    if pictures:
        texts = mend_abbreviations([paragraph.text for paragraph in paragraphs])
        paragraphs = [replace(paragraph, text=text) for paragraph, text in zip(paragraphs, texts, strict=True)]
    decomposed = any(is_decomposed(word.text) for sheet in sheets for word in sheet.words)
    notes = ("ocr" if pictures else "", legacy, "nfd" if decomposed and not legacy else "")
    source = "scan" if pictures * 2 > len(sheets) else "pdf"
    return Document(source, tuple(paragraphs), len(sheets), tuple(filter(None, notes)))


def _converted(pages: list[list[Line]]) -> tuple[list[list[Line]], str]:
    """The lines with legacy text made Unicode, word by word."""
    texts, note = convert_texts([line.text for page in pages for line in page])
    if not note:
        return pages, note
    converted = iter(texts)
    return [[_with_text(line, next(converted)) for line in page] for page in pages], note


def _with_text(line: Line, text: str) -> Line:
    words = zip(line.words, text.split(" "), strict=False)
    return Line(
        tuple(Word(new, old.x0, old.x1, old.baseline, old.size, old.bold, old.italic) for old, new in words), line.page
    )


def _paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    lines = [line for page in pages for line in page]
    common = frame_of(lines)
    if common is None:
        return []
    frames = [frame_of(page, common) or common for page in pages]
    first = next(index for index, page in enumerate(pages) if page)
    head = split_letterhead(pages[first], frames[first])
    pages = [list(head.after) if index == first else page for index, page in enumerate(pages)]
    splits = [split_signature(page, frame) for page, frame in zip(pages, frames, strict=True)]
    last = max((index for index, split in enumerate(splits) if split.block), default=None)
    if last is None:
        return [*head.block, *_body(pages)]
    before = [*pages[:last], list(splits[last].before)]
    after = [list(splits[last].after), *pages[last + 1 :]]
    return [*head.block, *_body(before), *splits[last].block, *_body(after)]


def _body(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    setter = study(pages)
    return [] if setter is None else build([line for page in pages for line in page], setter)
