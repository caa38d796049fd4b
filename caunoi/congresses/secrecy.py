"""A paper whose first page is stamped "MẬT" may not enter (DESIGN); what cannot be read as text is left to the sender's word."""

import re

from caunoi.core.errors import Refused
from caunoi.core.uploads import CheckedFile
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.docx import read_docx
from caunoi.officialdocs.readers.pdf_process import read_pdf_head

HEAD = 40  # lines of the first page among which a stamp is looked for
_STAMP = re.compile(r"^\W*(?:(?:MỨC )?ĐỘ MẬT\s*:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*$")


def refuse_secret(checked: CheckedFile, message: str) -> None:
    """``Refused`` with ``message`` for a Word file or a PDF with text that carries the stamp in its head."""
    if any(_STAMP.match(line.strip()) for line in _head(checked)):
        raise Refused(message, code="secret")


def _head(checked: CheckedFile) -> list[str]:
    if checked.extension == ".docx":
        return _docx_head(checked.content)
    return _pdf_head(checked.content) if checked.extension == ".pdf" else []


def _docx_head(content: bytes) -> list[str]:
    try:
        paragraphs = read_docx(content).paragraphs[:HEAD]
    except DocumentError:
        return []
    return [piece for paragraph in paragraphs for piece in [paragraph.text, *paragraph.text.split(" | ")]]


def _pdf_head(content: bytes) -> list[str]:
    try:
        text = read_pdf_head(content)
    except DocumentError:
        return []
    return [line for line in text.splitlines() if line.strip()][:HEAD]
