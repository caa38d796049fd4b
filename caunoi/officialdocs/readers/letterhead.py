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
_SIGNATURE_LINES = 40
_CENTRED_SLACK = 16


def is_letterhead(texts: Sequence[str]) -> bool:
    """Whether the lines are those of a letterhead table (national motto, issuer, number, date)."""
    return _HEAD_WORDS.search(fold(" \n ".join(texts)[:2000])) is not None


def is_signature(texts: Sequence[str]) -> bool:
    """Whether some line opens as a recipients list or a signature block does."""
    return any(len(text) < 120 and _SIGNATURE_WORDS.match(fold(text)) for text in texts)


def take_letterhead(lines: Sequence[str]) -> tuple[list[Paragraph], list[str]]:
    """Splits off a letterhead typed as two columns side by side with tabs or runs of spaces; the other lines follow.

    Where the columns follow one another and only the line of number and date holds two parts, that line is parted.
    """
    pairs: list[tuple[str, str]] = []
    lone: list[tuple[str, str]] = []  # lines with one part, taken only when another pair follows them
    opened = next((index for index, line in enumerate(lines) if line.strip()), 0)
    end = 0
    for index, line in enumerate(lines[: opened + _HEAD_LINES * 2]):
        pair = _pair(line)
        if pair is not None and (pairs or is_letterhead(pair)):
            if index > opened and not pairs:
                return [], [*lines[:index], pair[0], "", pair[1], *lines[index + 1 :]]
            pairs += [*lone, pair]
            lone, end = [], index + 1
        elif pairs:
            lone.append(("", line) if line.startswith((" " * _RIGHT_INDENT, "\t")) else (line, ""))
    return _by_column(pairs, Zone.LETTERHEAD), list(lines[end:])


def _pair(line: str) -> tuple[str, str] | None:
    """The two parts of a line at its widest gap before a capital; a gap left for a number or a day is none."""
    gaps = [
        gap for gap in _GAP.finditer(line) if line[: gap.start()].strip() and line[gap.end() : gap.end() + 1].isupper()
    ]
    if not gaps:
        return None
    gap = max(gaps, key=lambda gap: len(gap[0].expandtabs()))
    return line[: gap.start()].strip(), line[gap.end() :].strip()


def _by_column(pairs: Sequence[tuple[str, str]], zone: Zone) -> list[Paragraph]:
    """The left parts, then the right ones, without rules and empty places."""
    return [
        Paragraph(clean(pair[column]), zone=zone, column=column)
        for column in (0, 1)
        for pair in pairs
        if any(map(str.isalnum, pair[column]))
    ]


def take_signature(lines: Sequence[str]) -> tuple[list[str], list[Paragraph]]:
    """Splits off "Nơi nhận" and the signature typed beside it with runs of spaces; what stands before comes first."""
    starts = [index for index, line in enumerate(lines) if fold(line[:12]).lstrip().startswith("noi nhan")]
    pair = _pair(lines[starts[-1]].expandtabs()) if starts else None
    if pair is None:
        return list(lines), []
    start = starts[-1]
    edge = lines[start].expandtabs().rindex(pair[1])
    pairs = [_parted(line.expandtabs(), edge) for line in lines[start : start + _SIGNATURE_LINES]]
    return list(lines[:start]), _by_column(pairs, Zone.SIGNATURE)


def _parted(line: str, edge: int) -> tuple[str, str]:
    """``line`` cut at the gap before the right column, whose lines are centred and may begin somewhat left of ``edge``."""
    gap = line.rfind("  ", 0, edge + 1)
    right = line[gap:].lstrip() if gap >= 0 else ""
    if not right or len(line) - len(right) < edge - _CENTRED_SLACK:
        return line, ""
    return line[:gap], right
