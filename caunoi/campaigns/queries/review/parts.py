"""What the review page shows, as values."""

from dataclasses import dataclass, field
from datetime import date

from caunoi.campaigns.blueprint import Blueprint
from caunoi.campaigns.outline import Clause
from caunoi.campaigns.queries.audiences import AudienceView
from caunoi.campaigns.queries.events import Meaning

INDEXED = ("wave", "window", "channel", "assignment", "reporting", "basis")


def slug_of(kind: str, key: str) -> str:
    """Part of an element's id."""
    return "-".join(filter(None, [kind, key.replace(".", "-").replace(":", "-")]))


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_missing: bool = False


@dataclass(frozen=True)
class Line:
    """One thing that was read. ``position`` is its clause; ``changed`` says it is no longer as read."""

    kind: str
    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    position: int | None = None
    changed: bool = False
    removable: bool = True
    editable: bool = True
    audience: AudienceView | None = None
    nested: tuple["Line", ...] = ()
    duties: tuple[Clause, ...] = ()

    @property
    def spot(self) -> str:
        """Where on the paper it stands: a clause, the letterhead, the end; "" when nobody can tell."""
        if self.position is not None:
            return str(self.position)
        return {"header": "head", "basis": "head", "recipients": "tail", "signature": "tail"}.get(self.kind, "")

    @property
    def slug(self) -> str:
        return slug_of(self.kind, self.key if self.position is None or self.kind in INDEXED else str(self.position))


@dataclass(frozen=True)
class Section:
    """``adds`` is the kind of line that may be added; ``restores`` the kind whose whole list may be put back as read."""

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    adds: str = ""
    add_label: str = ""
    restores: str = ""
    changed: bool = False


@dataclass(frozen=True)
class PaperClause:
    clause: Clause
    is_heading: bool
    lines: tuple[Line, ...]
    changed: bool

    @property
    def level(self) -> int:
        return min(self.clause.depth, 4)


@dataclass(frozen=True)
class WarningView:
    key: str
    message: str
    position: int | None
    is_seen: bool


@dataclass(frozen=True)
class AnchorView:
    """An event that the paper leaves to others, and what hangs on its days."""

    index: int
    event: str
    starts_on: date | None
    ends_on: date | None
    hangs: str
    meaning: Meaning | None

    @property
    def is_open(self) -> bool:
        return self.starts_on is None and self.ends_on is None


@dataclass(frozen=True)
class Counts:
    """What confirming would create."""

    clauses: int
    waves: int
    windows: int
    themes: int
    channels: int
    duties: int
    units: int


@dataclass(frozen=True)
class Review:
    """Both sides of the page. ``blueprint`` is what confirming would make."""

    sections: tuple[Section, ...]
    paper: tuple[PaperClause, ...]
    warnings: tuple[WarningView, ...]
    anchors: tuple[AnchorView, ...]
    counts: Counts
    issued_on: date | None
    blueprint: Blueprint = field(repr=False)

    @property
    def open_anchors(self) -> int:
        return sum(anchor.is_open for anchor in self.anchors)

    @property
    def unseen_warnings(self) -> int:
        return sum(not warning.is_seen for warning in self.warnings)
