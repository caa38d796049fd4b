"""What is found in an edited .docx: tagged text, and changes against the file as it was written."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["changed", "added", "removed", "moved"]
Style = Literal["", "bold", "italic", "title", "recipient", "signature", "captioned"]


@dataclass(frozen=True)
class Tagged:
    """A content control with its present text. ``place`` says in Vietnamese where it stands ("Mục II, đoạn 3")."""

    tag: str
    text: str
    place: str


@dataclass(frozen=True)
class Word:
    """A stretch of text that is on both sides ("same"), only in the written file ("gone") or only in the edited one ("new")."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Change:
    """One thing that a person did to the file and that can be taken over or not by itself.

    ``id`` is the same whenever the same two files are compared. ``place`` is Vietnamese. ``tag`` is that of the tagged span or
    cell in which the change falls, if any. ``before`` and ``after``: a changed figure shows the two figures alone, anything
    else the whole paragraph, cell or row (cells parted by " | "). ``words`` marks the change within its whole paragraph; of an
    added row it holds the cells.
    ``where`` and ``style`` (as what a new line stands there; a table moved with its caption) are for ``apply``. ``takeable``
    is false where ``apply`` cannot take the change over (a new column, say).
    """

    id: str
    kind: Kind
    place: str
    tag: str
    before: str
    after: str
    words: tuple[Word, ...] = ()
    where: tuple[int, ...] = ()
    style: Style = ""
    takeable: bool = True
