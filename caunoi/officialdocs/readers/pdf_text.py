"""The words of a PDF page with their places, and whether the page is a picture that must be recognised."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from caunoi.officialdocs.legacy import is_syllable
from caunoi.officialdocs.readers.cleaning import clean, compose
from caunoi.officialdocs.readers.layout import Sheet, Word
from caunoi.officialdocs.readers.refusals import MAX_PAGE_CHARACTERS, refuse

_HYPHEN_MARKS = {0x02: "-", 0xFFFE: "-"}  # how the library reports a hyphen at the end of a line
_BOLD_WEIGHT = 600
_MAX_OBJECTS = 3000
_FULL_PICTURE = 0.5  # of the sheet
_STAMP_CHARACTERS = 250  # a digital signature prints fewer on a scanned page
_MIN_SENSE = 0.4  # a scanner's own text layer with fewer real syllables is worthless


@dataclass
class _Letters:
    """The letters of a word being gathered."""

    text: str = ""
    x0: float = 0.0
    x1: float = 0.0
    baseline: float = 0.0
    height: float = 0.0
    first: int = 0
    boxes: list[tuple[float, float]] = field(default_factory=list)


def sheet_of(page: pypdfium2.PdfPage, number: int) -> Sheet:
    """The words of the page's own text."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        count = max(0, textpage.count_chars())
        if count > MAX_PAGE_CHARACTERS:
            refuse("too_large")
        words = tuple(_finish(textpage, letters, height) for letters in _gather(textpage, count))
    finally:
        textpage.close()
    return Sheet(number, width, height, tuple(word for word in words if word.text))


def _gather(textpage: pypdfium2.PdfTextPage, count: int) -> Iterator[_Letters]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    letters = _Letters()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        character = _HYPHEN_MARKS.get(code) or chr(code)
        if character.isspace() or code == 0:
            if letters.text:
                yield letters
            letters = _Letters()
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        height = abs(box.top - box.bottom)
        if letters.text and abs(y.value - letters.baseline) > max(height, letters.height):
            yield letters
            letters = _Letters()
        if not letters.text:
            letters = _Letters(x0=box.left, x1=box.right, baseline=y.value, first=index)
        letters.text += character
        letters.x0, letters.x1 = min(letters.x0, box.left), max(letters.x1, box.right)
        letters.height = max(letters.height, height)
    if letters.text:
        yield letters


def _finish(textpage: pypdfium2.PdfTextPage, letters: _Letters, page_height: float) -> Word:
    bold, italic, size = _face(textpage, letters.first)
    low, high = 0.6 * letters.height, 2.5 * letters.height
    size = size if low <= size <= high else letters.height  # some writers scale a font of size 1
    text = compose(letters.text)
    text = text if text.startswith("\u00ad") else text.rstrip("\u00ad") or text
    return Word(text, letters.x0, letters.x1, page_height - letters.baseline, size or 1.0, bold, italic)


def _face(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[bool, bool, float]:
    """Bold, italic and size of the type of one letter."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    face = name.value.decode("utf-8", "replace").lower()
    bold = "bold" in face or "black" in face or pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT
    italic = "italic" in face or "oblique" in face
    return bold, italic, pdfium.FPDFText_GetFontSize(textpage, index)


def is_picture(page: pypdfium2.PdfPage, sheet: Sheet) -> bool:
    """Whether the page must be recognised: drawings without text, or a full picture whose text is a stamp or nonsense."""
    characters = sum(len(word.text) for word in sheet.words)
    if characters >= _STAMP_CHARACTERS and _makes_sense(sheet):
        return False
    drawn, covered = _drawings(page, sheet)
    return covered or (characters == 0 and drawn)


def _drawings(page: pypdfium2.PdfPage, sheet: Sheet) -> tuple[bool, bool]:
    """Whether anything is drawn, and whether one picture covers most of the sheet."""
    drawn = False
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM)
    for _, item in zip(range(_MAX_OBJECTS), page.get_objects(filter=kinds, max_depth=3), strict=False):
        drawn = True
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE and _area(item) >= _FULL_PICTURE * sheet.width * sheet.height:
            return True, True
    return drawn, False


def _area(item: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = item.get_bounds()
    return float((right - left) * (top - bottom))


def _makes_sense(sheet: Sheet) -> bool:
    words = [clean(word.text).strip(".,;:!?()[]“”\"'-–") for word in sheet.words]
    words = [word for word in words if word.isalpha()]
    return not words or sum(map(is_syllable, words)) >= _MIN_SENSE * len(words)
