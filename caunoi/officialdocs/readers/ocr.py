"""Recognises the picture of a page with Tesseract's Vietnamese model, as words with their places."""

import io
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from statistics import median, pvariance

import pypdfium2
from PIL import Image

from caunoi.officialdocs.readers.layout import Sheet, Word
from caunoi.officialdocs.readers.refusals import refuse

DPI = 300
_MAX_PIXELS = 25_000_000
_TIMEOUT_SECONDS = 120
_MODEL = "vie"
_ONE_BLOCK = "6"  # page segmentation: lines straight across; columns are told by their place afterwards
_MIN_CONFIDENCE = 25.0
_ANGLES = [step / 8 for step in range(-20, 21)]  # degrees
_ROMAN_MISREAD = re.compile(r"(?=[XVIH]*I)(?=[XVIH]*H)[XVI][XVIH]{1,4}(?=[.,;:)]?$)")
_TIGHT_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*\.|[IVX]{1,4}\.)(?=[^\W\d_]{2})")
_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "_": "", "¬": "-", "~": "-"})


def recognise(page: pypdfium2.PdfPage, number: int) -> Sheet:
    """The words on the picture of ``page``, straightened; a DocumentError "ocr_missing" where Tesseract is not set up."""
    program = tesseract()
    if program is None:
        refuse("ocr_missing")
    width, height = page.get_size()
    scale = min(DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture = straighten(page.render(scale=scale, grayscale=True).to_pil().convert("L"))
    words = _words(_run(program, picture, round(scale * 72)), scale)
    return Sheet(number, width, height, tuple(words))


def tesseract() -> str | None:
    """The path of a Tesseract that has the Vietnamese model, or nothing."""
    program = shutil.which("tesseract")
    return program if program is not None and _MODEL in _languages(program) else None


@cache
def _languages(program: str) -> frozenset[str]:
    try:
        listing = subprocess.run(  # noqa: S603 - the program found on the PATH, fixed arguments
            [program, "--list-langs"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listing.stdout.decode("utf-8", "replace").split())


def _run(program: str, picture: Image.Image, dpi: int) -> str:
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    command = [program, "stdin", "stdout", "-l", _MODEL, "--psm", _ONE_BLOCK, "--dpi", str(max(dpi, 70)), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, the picture goes in through a pipe
            command, input=stream.getvalue(), capture_output=True, timeout=_TIMEOUT_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        refuse(
            "damaged", "Không nhận dạng được chữ trên bản quét, hãy quét lại rõ hơn hoặc gửi bản .docx.", cause=error
        )
    return done.stdout.decode("utf-8", "replace")


def straighten(picture: Image.Image) -> Image.Image:
    """``picture`` turned by the small angle, 2.5 degrees at most, at which its lines of text stand out best."""
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)), Image.Resampling.BOX)
    angle = max(_ANGLES, key=lambda angle: (_contrast(small, angle), -abs(angle)))
    if angle == 0:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _contrast(picture: Image.Image, angle: float) -> float:
    """How much darkness varies from row to row once turned by ``angle``."""
    turned = picture.rotate(angle, Image.Resampling.NEAREST, fillcolor=255)
    return pvariance(turned.resize((1, turned.height), Image.Resampling.BOX).tobytes())


def _words(table: str, scale: float) -> list[Word]:
    """The words of Tesseract's TSV; those of one recognised line get one baseline and one size."""
    rows: defaultdict[tuple[str, ...], list[tuple[str, int, int, int, int]]] = defaultdict(list)
    for record in table.splitlines()[1:]:
        cells = record.split("\t")
        if len(cells) != 12 or cells[0] != "5":
            continue
        left, top, width, height = map(int, cells[6:10])
        text = corrected(cells[11].strip())
        if text and (float(cells[10]) >= _MIN_CONFIDENCE or len(text) > 2) and text != "|":
            rows[tuple(cells[1:5])].append((text, left, top, width, height))
    return [word for row in rows.values() for word in _line(row, scale)]


def _line(row: Sequence[tuple[str, int, int, int, int]], scale: float) -> list[Word]:
    baseline = median(top + height for _, _, top, _, height in row) / scale
    size = 1.3 * median(height for _, _, _, _, height in row) / scale
    found: list[Word] = []
    for text, left, _, width, _ in row:
        pieces = _TIGHT_LABEL.sub(r"\1 ", text).split(" ") if not found else [text]
        step = width / max(1, len(text)) / scale
        start = left / scale
        for piece in pieces:
            found.append(Word(piece, start, start + step * len(piece), baseline, size))
            start += step * len(piece)
    return found


def corrected(word: str) -> str:
    """``word`` without the few misreadings that can be nothing else: "XIHI" for "XIII", Eth for Đ, "~" for a dash."""
    word = word.translate(_LETTERS)
    return _ROMAN_MISREAD.sub(lambda match: match[0].replace("H", "I"), word)
