"""The stamp of secrecy that a paper carries in its letterhead. Pure."""

import re

from caunoi.campaigns.enums import Classification
from caunoi.officialdocs.model import Document, Paragraph

HEAD = 40  # paragraphs of the first page among which a stamp is looked for
_SECRET = re.compile(r"^\W*(?:ĐỘ MẬT\s*:?\s*|MỨC ĐỘ MẬT\s*:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*$")
_INTERNAL = re.compile(r"^\W*(?:TÀI LIỆU\s+)?LƯU HÀNH NỘI BỘ\W*$", re.IGNORECASE)


def is_secret(document: Document) -> bool:
    """Whether the letterhead carries "MẬT", "TỐI MẬT" or "TUYỆT MẬT": such a paper may not enter at all (DESIGN)."""
    return any(_SECRET.match(text) for text in _head(document))


def classification_of(document: Document) -> Classification:
    """INTERNAL where the letterhead carries "LƯU HÀNH NỘI BỘ"."""
    internal = any(_INTERNAL.match(text) for text in _head(document))
    return Classification.INTERNAL if internal else Classification.OPEN


def _head(document: Document) -> list[str]:
    first = [paragraph for paragraph in document.paragraphs if paragraph.page <= 1][:HEAD]
    return [piece.strip() for paragraph in first for piece in _pieces(paragraph)]


def _pieces(paragraph: Paragraph) -> list[str]:
    return [paragraph.text, *paragraph.text.split(" | ")]  # a stamp may stand in a table cell of its own
