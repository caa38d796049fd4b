"""Bytes of a .docx, .pdf (text or scan), .txt or .md → ``Document``; whatever goes wrong is a ``DocumentError``."""

from collections.abc import Callable
from pathlib import Path

from caunoi.officialdocs.model import Document
from caunoi.officialdocs.readers.docx import read_docx
from caunoi.officialdocs.readers.pdf_process import read_pdf_apart
from caunoi.officialdocs.readers.plain import read_plain
from caunoi.officialdocs.readers.refusals import MAX_FILE_BYTES, refuse
from caunoi.officialdocs.readers.sniffing import FileType, sniff

__all__ = ["Progress", "read_bytes", "read_document"]

Progress = Callable[[int, int], None]


def read_document(path: Path, *, progress: Progress | None = None) -> Document:
    """The file at ``path`` as paragraphs. ``OSError`` when there is no such file, ``DocumentError`` for all else."""
    if path.stat().st_size > MAX_FILE_BYTES:
        refuse("too_large")
    return read_bytes(path.read_bytes(), path.name, progress=progress)


def read_bytes(data: bytes, name: str, *, progress: Progress | None = None) -> Document:
    """``data`` as paragraphs; its type is told by its content, ``name`` only tells .md from .txt.

    ``progress`` is called with (pages done, pages in all) while a .pdf is read.
    """
    if len(data) > MAX_FILE_BYTES:
        refuse("too_large")
    kind = sniff(data, name)
    if kind is FileType.DOCX:
        return read_docx(data)
    if kind is FileType.PDF:
        return read_pdf_apart(data, progress=progress)
    return read_plain(data, is_markdown=kind is FileType.MD)
