"""Recognises the two letterhead columns, and the signature block beside "Nơi nhận", by their words."""

import re
from collections.abc import Sequence

from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.readers.cleaning import clean, fold

_HEAD_WORDS = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–—]|dang cong san viet nam|lien doan lao dong|cong doan"
    r"|\bso\s*:|ngay\b.{0,8}\bthang\b"
)
_SIGNATURE_WORDS = re.compile(
    r"noi nhan|(?:tm|kt|tl|tuq|q)\s*\. ?\w|(?:pho )?chu tich\b|(?:pho )?truong ban\b|(?:pho )?bi thu\b|nguoi (?:lap|ky)\b"
)
_GAP = re.compile(r"\t+|\s{3,}")
_HEAD_LINES = 12
_RIGHT_INDENT = 25


def is_letterhead(texts: Sequence[str]) -> bool:
    """Whether the lines are those of a letterhead table (national motto, issuer, number, date)."""
    return _HEAD_WORDS.search(fold(" \n ".join(texts)[:2000])) is not None


def is_signature(texts: Sequence[str]) -> bool:
    """Whether some line opens as a recipients list or a signature block does."""
    return any(len(text) < 120 and _SIGNATURE_WORDS.match(fold(text)) for text in texts)


def take_letterhead(lines: Sequence[str]) -> tuple[list[Paragraph], list[str]]:
    """Splits off a letterhead typed as two columns side by side with tabs or runs of spaces; the other lines follow."""
    pairs: list[tuple[str, str]] = []
    lone: list[tuple[str, str]] = []  # lines with one part, taken only when another pair follows them
    end = 0
    for index, line in enumerate(lines[: _HEAD_LINES * 2]):
        parts = _GAP.split(line.strip())
        if len(parts) == 2 and (pairs or is_letterhead(parts)):
            pairs += [*lone, (parts[0], parts[1])]
            lone, end = [], index + 1
        elif line.strip() and not pairs:
            break
        else:
            lone.append(("", line) if line.startswith((" " * _RIGHT_INDENT, "\t")) else (line, ""))
    head = [
        Paragraph(clean(pair[column]), zone=Zone.LETTERHEAD, column=column)
        for column in (0, 1)
        for pair in pairs
        if clean(pair[column]).strip("_-–—* ")
    ]
    return head, list(lines[end:])
