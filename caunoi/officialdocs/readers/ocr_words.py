"""Tesseract's table of words → words with places, with the few misreadings mended that can be told for certain."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from PIL import Image

from caunoi.officialdocs.readers.layout import Word

_COLUMNS = 12
_WORD_LEVEL = "5"
_MIN_CONFIDENCE = 25.0
_BOX_TO_SIZE = 1.3  # from the median height of word boxes to the size of type
_ROMAN = re.compile(r"(?P<before>[XV]*)(?P<strokes>[IH]{1,5})(?P<after>[.,;:)]?)")
_STROKE = 0.72  # of the tallest ink in the word
_STROKE_MIN = 0.6  # of the word's height
_TIGHT_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*\.|[IVX]{1,4}\.)(?=[^\W\d_]{2})")
_SIGNS = str.maketrans({"Ð": "Đ", "ð": "đ", "_": "", "¬": "-", "~": "-", "Ñ": ""})
_ABBREVIATION = re.compile(r"[A-ZĐ]{4,12}")
_VOWELS = frozenset("AEIOUY")
_MIN_USES = 3


@dataclass(frozen=True)
class Token:
    """A recognised word; places are pixels, ``confidence`` is out of 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def rows_of(table: str, picture: Image.Image) -> list[list[Token]]:
    """The words of Tesseract's TSV by recognised line; Roman numerals are recounted on ``picture``."""
    rows: defaultdict[tuple[str, ...], list[Token]] = defaultdict(list)
    for record in table.splitlines()[1:]:
        cells = record.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        left, top, width, height = map(int, cells[6:10])
        text = recount(cells[11].strip().translate(_SIGNS), picture.crop((left, top, left + width, top + height)))
        if _is_print(text, float(cells[10])):
            rows[tuple(cells[1:5])].append(Token(text, left, top, left + width, top + height, float(cells[10])))
    return list(rows.values())


def _is_print(text: str, confidence: float) -> bool:
    """Whether the word is worth keeping: specks, rules and edges of stamps read as signs of low confidence."""
    return text not in {"", "|"} and (confidence >= _MIN_CONFIDENCE or any(map(str.isalnum, text)))


def recount(word: str, picture: Image.Image) -> str:
    """``word`` with the strokes that end a Roman numeral counted on its picture: the model reads "XIII" as "XII", "XIHI"."""
    match = _ROMAN.fullmatch(word)
    if match is None or "I" not in match["strokes"]:
        return word
    count = _strokes(picture)
    return f"{match['before']}{'I' * count}{match['after']}" if 1 <= count <= 3 else word


def _strokes(picture: Image.Image) -> int:
    """How many upright strokes of full height stand in the grey ``picture``; 0 when none is clear."""
    levels = [level for level, count in enumerate(picture.histogram()[:256]) if count]
    middle = (levels[0] + levels[-1]) // 2 if levels else 0
    inked = picture.point([255 if level < middle else 0 for level in range(256)])
    columns = inked.resize((picture.width, 1), Image.Resampling.BOX).tobytes()
    tall = max(_STROKE * max(columns), _STROKE_MIN * 255)
    return sum(here >= tall > before for before, here in pairwise([0, *columns]))


def doubtful_opening(row: Sequence[Token]) -> bool:
    """Whether the first word of a line is too uncertain to trust with a label, and the second is not."""
    return len(row) > 1 and row[0].confidence < _MIN_CONFIDENCE <= row[1].confidence


def mended(row: list[Token], again: Sequence[Token], left: int, top: int) -> list[Token]:
    """``row`` with its first word replaced by what a second reading saw there, if that reading agrees on the second word.

    ``left`` and ``top`` say where the picture of the second reading was cut out.
    """
    if len(again) < 2 or again[-1].text != row[1].text:
        return row
    moved = [
        replace(token, left=token.left + left, right=token.right + left, top=token.top + top, bottom=token.bottom + top)
        for token in again[:-1]
    ]
    return [*moved, *row[1:]]


def words_of(row: Sequence[Token], scale: float) -> list[Word]:
    """One recognised line as words in points, on one baseline and in one size; a label typed against its word is parted."""
    baseline = median(token.bottom for token in row) / scale
    size = _BOX_TO_SIZE * median(token.bottom - token.top for token in row) / scale
    found: list[Word] = []
    for token in row:
        pieces = [token.text] if found else _TIGHT_LABEL.sub(r"\1 ", token.text).split(" ")
        step = (token.right - token.left) / len(token.text) / scale
        start = token.left / scale
        for piece in pieces:
            found.append(Word(piece, start, start + step * len(piece), baseline, size))
            start += step * len(piece)
    return found


def mend_abbreviations(texts: Sequence[str]) -> list[str]:
    """``texts`` with "LĐLPĐ" read as the "LĐLĐ" that the paper uses throughout: one letter too many, in no other word."""
    counts = Counter(name for text in texts for name in _ABBREVIATION.findall(text))
    usual = {name for name, count in counts.items() if count >= _MIN_USES}

    def mend(match: re.Match[str]) -> str:
        name = match[0]
        if name in usual or set(name) & _VOWELS:
            return name
        shorter = {name[:index] + name[index + 1 :] for index in range(len(name))} & usual
        return shorter.pop() if len(shorter) == 1 else name

    return [_ABBREVIATION.sub(mend, text) for text in texts]
