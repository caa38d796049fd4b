"""What is taken away: columns, and rows in parts of a few thousand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"  # a whole number
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """``code`` is stable, for programs; ``title`` is for people."""

    code: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """``parts``: lists of rows; each row has a value or None for every column. It is read once."""

    columns: Sequence[Column]
    parts: Iterator[list[list[Any]]]
