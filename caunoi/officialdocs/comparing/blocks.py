"""A report taken apart into the blocks that are compared: lines of text and grids of cells, in reading order."""

from dataclasses import dataclass, field

from caunoi.officialdocs.checking.model import Place
from caunoi.officialdocs.comparing.text import Tag

FIXED = (Place.HEAD_LEFT, Place.HEAD_RIGHT, Place.FOOT_LEFT, Place.FOOT_RIGHT)
RECIPIENTS = "Nơi nhận:"
_PICTURE = "[Hình]"


@dataclass(frozen=True)
class Line:
    """A paragraph or a cell. How it is set matters only to a paragraph that has been added."""

    text: str
    tags: tuple[Tag, ...] = ()
    place: Place = Place.BODY
    bold: bool = field(default=False, compare=False)
    italic: bool = field(default=False, compare=False)
    centered: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Row:
    cells: tuple[Line, ...]
    is_head: bool = False


@dataclass(frozen=True)
class Grid:
    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


Block = Line | Grid


def is_said(text: str) -> bool:
    """Whether a line says anything; rules and stars do not."""
    return any(map(str.isalnum, text))


def recipient(text: str) -> str:
    """A line of "Nơi nhận" without its dash and end mark, which change with its place in the list."""
    return text if text == RECIPIENTS else text.removeprefix("-").rstrip(".;").strip()


def picture(alt: str) -> str:
    """What stands for a picture in a text."""
    return f"{_PICTURE} {alt}".rstrip()


def is_picture(text: str) -> bool:
    return text.startswith(_PICTURE)


def alt_of(text: str) -> str:
    """What ``picture`` was made from."""
    return text.removeprefix(_PICTURE).strip()
