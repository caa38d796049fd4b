"""What reading a document yields, stage by stage, as frozen values.

bytes → ``Document`` (paragraphs, ``readers``) → ``Clause`` list (``numbering``) → ``Plan`` (``read_plan``).
The shape printed by ``caunoi plan parse --json`` is ``Plan.as_dict()``.
"""

import datetime as dt
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Zone(StrEnum):
    """Where a paragraph stands on the sheet, as far as the layout itself tells (a table, a column)."""

    BODY = "body"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"  # signature block or "Nơi nhận" list, when they stand side by side in a table or in columns
    TABLE = "table"  # any other table row, cells joined with " | "


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as the sheet shows it: NFC, one line, no surrounding space.

    ``label`` is the number or bullet that the word processor supplies ("I.", "1.", "a)", "-") and that is not in ``text``;
    labels that the author typed stay in ``text``. ``page`` counts from 1; 0 where the format has no pages.
    ``column`` is 0 for the left cell or column, 1 for the right one, in side-by-side blocks.
    """

    text: str
    label: str = ""
    zone: Zone = Zone.BODY
    page: int = 0
    column: int = 0
    bold: bool = False
    italic: bool = False
    centered: bool = False
    level: int = -1  # nesting level of the word processor's list; -1 when it is no list item


@dataclass(frozen=True)
class Document:
    """A document as paragraphs in reading order. ``source`` is "docx", "pdf", "scan", "txt" or "md"."""

    source: str
    paragraphs: tuple[Paragraph, ...]
    pages: int = 0
    notes: tuple[str, ...] = ()  # codes of what the reader had to do: "ocr", "legacy_tcvn3", "legacy_vni", "nfd"


@dataclass(frozen=True)
class Header:
    kind: str | None = None
    number: str | None = None
    place: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    subject: str | None = None
    term: tuple[int, int] | None = None


@dataclass(frozen=True)
class Reference:
    """A document the plan rests on. ``number`` as printed, without spaces."""

    kind: str | None
    number: str | None
    date: dt.date | None


@dataclass(frozen=True)
class Clause:
    """One clause of the body; ``path`` as CONTRACT.md defines it, ``label`` as printed, ``text`` without the label."""

    path: str
    text: str
    label: str = ""
    page: int = 0


@dataclass(frozen=True)
class Window:
    path: str
    relation: str  # before | during | after
    event: str


@dataclass(frozen=True)
class Wave:
    ordinal: int
    path: str
    start: dt.date | None = None
    end: dt.date | None = None
    start_event: str | None = None
    end_event: str | None = None
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Channel:
    path: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Assignment:
    """Who is charged at a clause. ``duties`` counts the separate duties that follow; ``duty_paths`` names them."""

    path: str
    units: tuple[str, ...]
    duties: int
    duty_paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reporting:
    """``when`` is "end of each wave", an ISO date, the plan's own words, or ``None`` when it sets no deadline."""

    when: str | None
    to: str | None
    via: str | None
    path: str = ""


@dataclass(frozen=True)
class Signature:
    authority: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class PlanWarning:
    """What a careful clerk would ask about. ``message`` is Vietnamese; ``path`` is the clause, "" for the whole."""

    code: str
    path: str
    message: str


@dataclass(frozen=True)
class Plan:
    header: Header
    bases: tuple[Reference, ...] = ()
    citations: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    waves: tuple[Wave, ...] = ()
    themes: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    slogans: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = field(default_factory=Signature)
    warnings: tuple[PlanWarning, ...] = ()
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of CONTRACT.md: ISO dates, lists for tuples, ``None`` for what the document lacks."""

        def plain(value: Any) -> Any:
            if isinstance(value, dt.date):
                return value.isoformat()
            if isinstance(value, dict):
                return {key: plain(item) for key, item in value.items()}
            if isinstance(value, list | tuple):
                return [plain(item) for item in value]
            return value

        result: dict[str, Any] = plain(asdict(self))
        return result
