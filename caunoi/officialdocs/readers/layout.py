"""Words with their places on the sheet → lines; the same for the text of a PDF and for recognised scans.

Coordinates are points from the top left corner of the upright sheet.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

SPACE = 0.25  # width of a space, as a share of the type size
_SAME_BASELINE = 0.4
_EDGE_SHARE = 0.06  # the share of lines that must end at a margin for it to be one
_EDGE_TOLERANCE = 4.0
_FEW_LINES = 5
_MAX_SHIFT = 30.0  # between the margins of two pages: mirrored margins, a sheet laid askew on the scanner


@dataclass(frozen=True)
class Word:
    """A word as printed. ``baseline`` is the height its letters stand on, ``size`` the size of type."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page, counted from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right; never empty."""

    words: tuple[Word, ...]
    page: int

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def baseline(self) -> float:
        return sorted(word.baseline for word in self.words)[len(self.words) // 2]

    @cached_property
    def size(self) -> float:
        return sorted(word.size for word in self.words)[len(self.words) // 2]

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    def part(self, left: float, right: float) -> "Line | None":
        """The words whose middle lies between ``left`` and ``right``."""
        words = tuple(word for word in self.words if left <= (word.x0 + word.x1) / 2 < right)
        return Line(words, self.page) if words else None


@dataclass(frozen=True)
class Frame:
    """The margins between which the body of a page is set."""

    left: float
    right: float

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2

    def is_centered(self, line: Line) -> bool:
        """Whether the line stands in the middle with air on both sides."""
        left, right = line.x0 - self.left, self.right - line.x1
        return min(left, right) > line.size and abs(left - right) < max(line.size, 0.04 * (self.right - self.left))


def lines_of(sheet: Sheet) -> list[Line]:
    """The lines of the sheet from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(sheet.words, key=lambda word: (word.baseline, word.x0)):
        reference = rows[-1][0] if rows else None
        if reference and word.baseline - reference.baseline < _SAME_BASELINE * max(word.size, reference.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda word: word.x0)), sheet.number) for row in rows]


def frame_of(lines: Sequence[Line], common: Frame | None = None) -> Frame | None:
    """The margins of ``lines``; where a page's own are far from those ``common`` to the document, the common ones."""
    if not lines:
        return common
    own = Frame(min(line.x0 for line in lines), max(line.x1 for line in lines))
    if len(lines) >= _FEW_LINES:
        own = Frame(_edge([line.x0 for line in lines]), -_edge([-line.x1 for line in lines]))
    if common is None:
        return own
    return Frame(
        own.left if abs(own.left - common.left) < _MAX_SHIFT else common.left,
        own.right if abs(own.right - common.right) < _MAX_SHIFT else common.right,
    )


def _edge(places: Iterable[float]) -> float:
    """The outermost place at which several lines begin."""
    ordered = sorted(places)
    needed = max(2, int(_EDGE_SHARE * len(ordered)))
    for index, place in enumerate(ordered):
        near = bisect_right(ordered, place + _EDGE_TOLERANCE) - index
        if near >= needed:
            return ordered[index + near // 2]
    return ordered[0]


def gutter_of(lines: Sequence[Line], frame: Frame) -> tuple[float, float] | None:
    """The widest upright band, in the middle half of the frame, that no word of ``lines`` touches."""
    width = frame.right - frame.left
    low, high = frame.left + 0.2 * width, frame.left + 0.75 * width
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words if word.x1 > low and word.x0 < high)
    best = (0.0, 0.0)
    edge = low
    for left, right in [*spans, (high, high)]:
        if left - edge > best[1] - best[0]:
            best = (edge, left)
        edge = max(edge, right)
    size = min((line.size for line in lines), default=0.0)
    return best if best[1] - best[0] > 0.45 * size and best[1] > best[0] else None
