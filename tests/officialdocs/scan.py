"""The scan of plan 383 from ../shared, recognised once for all tests that ask for it: it takes Tesseract most of a minute."""

from functools import cache

from caunoi.officialdocs.model import Document
from caunoi.officialdocs.readers import read_document
from tests.conftest import SHARED

GROUP = "scan"  # one worker reads it


@cache
def scan_of_383() -> tuple[Document, list[tuple[int, int]]]:
    """As it is read, and what was told meanwhile: pages done, pages in all."""
    told: list[tuple[int, int]] = []
    path = SHARED / "plans" / "383-KH-LDLD" / "scan.pdf"
    return read_document(path, progress=lambda done, total: told.append((done, total))), told
