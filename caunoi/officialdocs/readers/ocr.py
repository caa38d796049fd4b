"""Recognises the picture of a page with Tesseract's Vietnamese model, as words with their places."""

import io
import os
import shutil
import subprocess
from functools import cache
from statistics import pvariance

import pypdfium2
from PIL import Image

from caunoi.officialdocs.readers.layout import Sheet, Word
from caunoi.officialdocs.readers.ocr_words import Token, doubtful_opening, mended, rows_of, words_of
from caunoi.officialdocs.readers.refusals import refuse

DPI = 300
_MAX_PIXELS = 25_000_000
_MAX_SIDE = 15_000
_TIMEOUT_SECONDS = 120
_RETRY_SECONDS = 20  # for one line; six of them and the page stay within ``pdf_process.SECONDS_A_PAGE``
_MODEL = "vie"
_BLOCK, _LINE = "6", "7"  # page segmentation: lines straight across, columns are told by their place afterwards
_ANGLES = [step / 8 for step in range(-20, 21)]  # degrees
_MAX_RETRIES = 6  # a page
_MARGIN = 12  # pixels around what is read again


def recognise(page: pypdfium2.PdfPage, number: int) -> Sheet:
    """The words on the picture of ``page``, straightened; a DocumentError "ocr_missing" where Tesseract is not set up."""
    program = tesseract()
    if program is None:
        refuse("ocr_missing")
    width, height = page.get_size()
    scale = min(DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5, _MAX_SIDE / max(width, height, 1.0))
    picture = straighten(page.render(scale=scale, grayscale=True).to_pil().convert("L"))
    dpi = max(70, round(scale * 72))
    rows = rows_of(_run(program, picture, dpi, _BLOCK), picture)
    doubtful = [index for index, row in enumerate(rows) if doubtful_opening(row)]
    for index in doubtful[:_MAX_RETRIES]:
        rows[index] = _read_again(program, picture, dpi, rows[index])
    words: list[Word] = [word for row in rows for word in words_of(row, scale)]
    return Sheet(number, width, height, tuple(words))


def _read_again(program: str, picture: Image.Image, dpi: int, row: list[Token]) -> list[Token]:
    """``row`` with its first word read once more beside the second alone: labels hide there ("2. Ý" as "TY")."""
    first, second = row[:2]
    box = (
        max(0, first.left - _MARGIN),
        max(0, min(first.top, second.top) - _MARGIN),
        min(picture.width, second.right + _MARGIN),
        min(picture.height, max(first.bottom, second.bottom) + _MARGIN),
    )
    again = rows_of(_run(program, picture.crop(box), dpi, _LINE), picture.crop(box))
    return mended(row, again[0] if again else [], box[0], box[1])


def tesseract() -> str | None:
    """The path of a Tesseract that has the Vietnamese model, or nothing."""
    program = shutil.which("tesseract")
    return program if program is not None and _MODEL in _languages(program) else None


@cache
def _languages(program: str) -> frozenset[str]:
    command = [program, "--list-langs"]
    try:
        listing = subprocess.run(command, capture_output=True, timeout=30, check=False)  # noqa: S603 - fixed arguments
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listing.stdout.decode("utf-8", "replace").split())


def _run(program: str, picture: Image.Image, dpi: int, segmentation: str) -> str:
    """Tesseract's table of words (TSV) for ``picture``, on one core."""
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    timeout = _RETRY_SECONDS if segmentation == _LINE else _TIMEOUT_SECONDS
    command = [program, "stdin", "stdout", "-l", _MODEL, "--psm", segmentation, "--dpi", str(dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, the picture goes in through a pipe
            command,
            input=stream.getvalue(),
            capture_output=True,
            timeout=timeout,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
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
