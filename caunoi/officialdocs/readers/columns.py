"""Finds the two blocks of an official paper that stand side by side, letterhead and signature, and unpicks them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.readers.cleaning import clean, fold
from caunoi.officialdocs.readers.joining import glue
from caunoi.officialdocs.readers.labels import is_kind, is_upper, starts_marked_label
from caunoi.officialdocs.readers.layout import Frame, Line, gutter_of
from caunoi.officialdocs.readers.letterhead import is_letterhead
from caunoi.officialdocs.readers.weight import is_bold, is_italic

_HEAD_LINES = 14
_SIGNATURE_LINES = 60
_APART = 2.0  # type sizes between the words of two columns
_NEAR = 1.6  # line heights between the lines of one name
_FAR = 4.0  # line heights of empty paper that end a block


@dataclass(frozen=True)
class Split:
    """A page's lines with its side-by-side block taken out as paragraphs."""

    before: tuple[Line, ...]
    block: tuple[Paragraph, ...]
    after: tuple[Line, ...]


def split_letterhead(lines: Sequence[Line], frame: Frame) -> Split:
    """Takes the two columns off the top of the first page; an empty block when there are none."""
    end = 0
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if (
            is_kind(clean(line.text))
            or gutter_of(lines[: index + 1], frame) is None
            or _opens_title(lines, index, frame)
        ):
            break
        end = index + 1
    block = _columns(lines[:end], frame, Zone.LETTERHEAD)
    if {paragraph.column for paragraph in block} != {0, 1} or not is_letterhead([item.text for item in block]):
        return Split((), (), tuple(lines))
    return Split((), block, tuple(lines[end:]))


def _opens_title(lines: Sequence[Line], index: int, frame: Frame) -> bool:
    """Whether a line in the middle of the sheet, below both columns, is the title of a paper without a printed kind."""
    line = lines[index]
    if index < 2 or not frame.is_centered(line):
        return False
    if any(right.x0 - left.x1 > _APART * line.size for left, right in pairwise(line.words)):
        return False  # number on the left, date on the right
    return abs(line.center - frame.center) < 0.5 * line.size


def split_signature(lines: Sequence[Line], frame: Frame) -> Split:
    """Takes out "Nơi nhận" and the signature block beside it; an empty block when they do not stand side by side."""
    starts = [index for index, line in enumerate(lines) if fold(line.text).startswith("noi nhan")]
    if not starts:
        return Split(tuple(lines), (), ())
    start = end = starts[-1]
    while end < min(len(lines), start + _SIGNATURE_LINES) and not _ends_block(lines, start, end, frame):
        end += 1
    gutter = gutter_of(lines[start:end], frame)
    while gutter is not None and start > 0 and lines[start - 1].x0 > gutter[0] and is_upper(lines[start - 1].text):
        start -= 1  # the signature may begin a little higher than the recipients
    block = _columns(lines[start:end], frame, Zone.SIGNATURE)
    if {paragraph.column for paragraph in block} != {0, 1}:
        return Split(tuple(lines), (), ())
    return Split(tuple(lines[:start]), block, tuple(lines[end:]))


def _ends_block(lines: Sequence[Line], start: int, index: int, frame: Frame) -> bool:
    if index == start:
        return False
    line, above = lines[index], lines[index - 1]
    centered_below = frame.is_centered(line) and (
        is_kind(clean(line.text)) or line.baseline - above.baseline > _FAR * line.size
    )
    return gutter_of(lines[start : index + 1], frame) is None or centered_below


def _columns(lines: Sequence[Line], frame: Frame, zone: Zone) -> tuple[Paragraph, ...]:
    gutter = gutter_of(lines, frame) if lines else None
    if gutter is None:
        return ()
    middle = (gutter[0] + gutter[1]) / 2
    found: list[Paragraph] = []
    for column, (left, right) in enumerate(((-math.inf, middle), (middle, math.inf))):
        parts = [part for line in lines if (part := line.part(left, right)) is not None]
        for group in _groups(parts, _joins_of(zone, column, parts)):
            text = clean(glue([line.text for line in group]))
            if text.strip("_-–—*. "):
                page, bold, italic = group[0].page, is_bold(group), is_italic(group)
                found.append(Paragraph(text, "", zone, page, column, bold, italic, centered=column == 1))
    return tuple(found)


def _joins_of(zone: Zone, column: int, parts: Sequence[Line]) -> Callable[[Line, Line], bool]:
    """What makes a line of the column go on with the one above: open recipients, or one name in one weight of type."""
    if column == 0 and zone is Zone.SIGNATURE:
        return lambda above, line: not above.text.endswith((";", ".", ":")) and not starts_marked_label(line.text)
    if column == 0 and 0 < sum(is_bold([part]) for part in parts if is_upper(part.text)) < len(parts):
        return _is_same_name
    return lambda _above, _line: False


def _is_same_name(above: Line, line: Line) -> bool:
    """Whether both lines print one body's name; the parent body is set in regular type and the issuer in bold."""
    near = line.baseline - above.baseline < _NEAR * line.size
    return near and is_upper(above.text) and is_upper(line.text) and is_bold([above]) == is_bold([line])


def _groups(lines: Sequence[Line], joins: Callable[[Line, Line], bool]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and joins(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
