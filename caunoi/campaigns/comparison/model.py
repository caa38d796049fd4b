"""What a comparison finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from caunoi.campaigns.blueprint import DutyPlan, WavePlan, WindowPlan
from caunoi.campaigns.comparison.words import word_changes


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"
    REDATED = "redated"
    MOVED = "moved"


class Area(StrEnum):
    ANCHOR = "anchor"
    WAVE = "wave"
    WINDOW = "window"
    THEME = "theme"
    CHANNEL = "channel"
    DUTY = "duty"
    CLAUSE = "clause"


@dataclass(frozen=True)
class Difference:
    """One change. ``old`` and ``new`` are the things compared (None where one side lacks it); ``id`` names it in the form.

    Changes of clauses only inform: the paper is what it is. All others are taken or left by the officer.
    """

    area: Area
    change: Change
    title: str
    old: Any = None
    new: Any = None
    old_text: str = ""
    new_text: str = ""

    @property
    def id(self) -> str:
        return f"{self.area}:{self.change}:{_name(self.new if self.new is not None else self.old)}"

    @property
    def is_choice(self) -> bool:
        return self.area != Area.CLAUSE

    @property
    def words(self) -> list[tuple[str, str]]:
        """The change word by word: ("same" | "del" | "ins", words)."""
        return word_changes(self.old_text, self.new_text)


@dataclass(frozen=True)
class Comparison:
    """``clauses`` maps the path of each clause carried on to its path before; ``duties`` pairs (old, new) likewise."""

    clauses: dict[str, str]
    differences: tuple[Difference, ...]
    waves: tuple[tuple[WavePlan, WavePlan], ...] = ()
    windows: tuple[tuple[WindowPlan, WindowPlan], ...] = ()
    duties: tuple[tuple[DutyPlan, DutyPlan], ...] = ()

    @property
    def choices(self) -> list[Difference]:
        return [one for one in self.differences if one.is_choice]


def _name(part: Any) -> str:
    if isinstance(part, DutyPlan):
        return f"{part.path}#{part.wave or ''}#{part.kind}"
    return str(getattr(part, "key", "") or part.path)
