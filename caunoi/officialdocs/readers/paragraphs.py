"""Lines → paragraphs, by how the page is set: indents, how full a line is, the space between lines, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from caunoi.officialdocs.model import Paragraph
from caunoi.officialdocs.readers.cleaning import clean
from caunoi.officialdocs.readers.joining import ends_sentence, glue
from caunoi.officialdocs.readers.labels import (
    counts_on,
    is_kind,
    is_upper,
    splits_range,
    starts_label,
    starts_marked_label,
)
from caunoi.officialdocs.readers.layout import SPACE, Frame, Line, frame_of
from caunoi.officialdocs.readers.weight import is_bold, is_italic

_INDENT = 9.0
_MAX_INDENT = 90.0
_FULL_TOLERANCE = 3.0
_RIGHT_SHARE = 0.35  # of the width; no paragraph is indented so far
_WIDE_GAP = 1.35  # lines further apart than this, in usual steps, are set apart


class Setting(Enum):
    """How the paper shows that a paragraph begins."""

    INDENT = "indent"  # the first line is indented, as Decree 30 asks
    HANGING = "hanging"  # the lines after the first are indented
    BLOCK = "block"  # no line is


@dataclass(frozen=True)
class Setter:
    """What is known of the setting of one document: margins by page, paragraph style, usual step between lines."""

    frames: dict[int, Frame]
    setting: Setting
    step: float

    def begins(self, above: Line, line: Line) -> bool:
        """Whether ``line`` begins a paragraph, given the line of the body above it, on the same page or the one before."""
        frame, above_frame = self.frames[line.page], self.frames[above.page]
        centered, above_centered = frame.is_centered(line), above_frame.is_centered(above)
        if centered or above_centered:
            return self._begins_by_center(above, line, both=centered and above_centered)
        if self._stands_right(above) or self._stands_right(line):
            return True  # a signature without a recipients list beside it
        if splits_range(above.text, line.text) or counts_on(above.text, line.text):
            return False
        if not fills(above, line, above_frame):
            return True
        if self.setting is Setting.INDENT:
            return self._begins_by_indent(above, line)
        return self._begins_by_words(above, line)

    def _stands_right(self, line: Line) -> bool:
        frame = self.frames[line.page]
        return line.x0 - frame.left > _RIGHT_SHARE * (frame.right - frame.left)

    def _begins_by_center(self, above: Line, line: Line, *, both: bool) -> bool:
        same = is_upper(above.text) == is_upper(line.text) and is_bold([above]) == is_bold([line])
        near = above.page == line.page and self._gap(above, line) < _WIDE_GAP
        if both:
            return is_kind(clean(above.text)) or not (same and near) or starts_marked_label(line.text)
        frame = self.frames[line.page]
        wide = abs((above.x0 - frame.left) - (frame.right - above.x1)) < line.size  # the full first line of a title
        title = wide and same and near and not ends_sentence(above.text) and fills(above, line, frame)
        return not title and not (fills(above, line, frame) and line.x0 - frame.left < _INDENT)

    def _begins_by_indent(self, above: Line, line: Line) -> bool:
        indent = line.x0 - self.frames[line.page].left
        if indent < _INDENT:
            labelled = starts_marked_label(line.text) and (ends_sentence(above.text) or is_upper(line.text))
            return labelled or (ends_sentence(above.text) and self._gap(above, line) > _WIDE_GAP)
        above_indent = above.x0 - self.frames[above.page].left
        same_block = abs(above_indent - indent) < _INDENT / 2 and not starts_label(above.text)
        return (
            not same_block or starts_label(line.text) or ends_sentence(above.text) or self._gap(above, line) > _WIDE_GAP
        )

    def _begins_by_words(self, above: Line, line: Line) -> bool:
        if starts_marked_label(line.text):
            return True
        apart = self._gap(above, line) > _WIDE_GAP
        if above.page != line.page:
            apart = ends_sentence(above.text) and not line.text[0].islower()
        return apart or (starts_label(line.text) and ends_sentence(above.text))

    def _gap(self, above: Line, line: Line) -> float:
        """The space between two baselines of one page in usual steps; 1 across a page end."""
        return (line.baseline - above.baseline) / self.step if above.page == line.page and self.step > 0 else 1.0


def fills(above: Line, line: Line, frame: Frame) -> bool:
    """Whether the first word of ``line`` had no room left at the end of ``above``."""
    first = line.words[0]
    return above.x1 + SPACE * above.size + (first.x1 - first.x0) > frame.right - _FULL_TOLERANCE


def study(pages: Sequence[Sequence[Line]]) -> Setter | None:
    """Learns the setting of the body from all its pages; nothing when there is no line at all."""
    lines = [line for page in pages for line in page]
    common = frame_of(lines)
    if common is None:
        return None
    frames = {page[0].page: frame_of(page, common) or common for page in pages if page}
    pairs = [(above, line) for page in pages for above, line in pairwise(page)]
    steps = [line.baseline - above.baseline for above, line in pairs if fills(above, line, frames[line.page])]
    return Setter(frames, _setting(pairs, frames), median(steps) if steps else 0.0)


def _setting(pairs: Sequence[tuple[Line, Line]], frames: dict[int, Frame]) -> Setting:
    """By majority: where does the line stand that follows a full, labelled first line?"""
    votes = dict.fromkeys(Setting, 0)
    for above, line in pairs:
        frame = frames[line.page]
        indent = above.x0 - frame.left
        if starts_label(line.text) or not fills(above, line, frame) or indent > _MAX_INDENT or frame.is_centered(above):
            continue
        shift = line.x0 - above.x0
        if shift < -_INDENT:
            votes[Setting.INDENT] += 1
        elif starts_label(above.text):
            votes[Setting.HANGING if shift > _INDENT / 2 else Setting.BLOCK] += 1
    return max(Setting, key=lambda setting: votes[setting]) if any(votes.values()) else Setting.BLOCK


def build(lines: Sequence[Line], setter: Setter) -> list[Paragraph]:
    """``lines`` of the body, in reading order over all pages, as paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not setter.begins(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _paragraph(group, setter) for group in groups if clean(glue([line.text for line in group])).strip("_*-–—. ")
    ]


def _paragraph(group: Sequence[Line], setter: Setter) -> Paragraph:
    return Paragraph(
        clean(glue([line.text for line in group])),
        page=group[0].page,
        bold=is_bold(group),
        italic=is_italic(group),
        centered=setter.frames[group[-1].page].is_centered(group[-1]),
    )
