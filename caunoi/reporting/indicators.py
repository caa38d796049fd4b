"""The catalogue of indicators (FACTS c): what a congress campaign reports, in sixteen groups, and what each is computed from.

Things of different nature never share a line. A share is computed from two other indicators and never typed.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.particulars import PARTICULARS
from caunoi.reporting.enums import Aggregation

REGISTERS = frozenset({"instruments", "members", "congress:due", "congress:held", "cost"})
STATED = "stated"
BREAKDOWNS = {"theme", "kind", *PARTICULARS}


@dataclass(frozen=True)
class Indicator:
    """``computed_from``: ``figure:CODE[:KINDS]``, one of ``REGISTERS``, or ``stated`` by the unit; empty for a share.

    ``occasions`` of a share: the code of what counts how often each of the denominator may stand in the numerator, such as the
    sessions at which a member may have listened. Beyond that the numerator is asked about (``plausibility``).
    ``rests_on``: the code of what there must be some of before there can be any of this, such as posts before shares of posts.
    """

    code: str
    name: str
    measure: str
    group: str
    rule: str
    computed_from: str = ""
    numerator: str = ""
    denominator: str = ""
    occasions: str = ""
    rests_on: str = ""
    breakdowns: tuple[str, ...] = ()  # of what a register knows: "theme", "kind", or a code of ``PARTICULARS``

    @property
    def figure(self) -> str:
        """The code of the activities' figure that it sums, or nothing."""
        return self.computed_from.split(":")[1] if self.computed_from.startswith("figure:") else ""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of activity whose figures count: those named, or all that have the figure."""
        parts = self.computed_from.split(":")
        return frozenset(parts[2].split(",")) if len(parts) > 2 else FIGURES[self.figure].kinds


@dataclass(frozen=True)
class Catalogue:
    """``groups``: title by code, in the order of a report; ``indicators`` by code, in the same order."""

    groups: dict[str, str]
    indicators: dict[str, Indicator]


@cache
def catalogue() -> Catalogue:
    raw = tomllib.loads((files("caunoi.reporting") / "data" / "indicators.toml").read_text(encoding="utf-8"))
    return check_catalogue(
        Catalogue(
            groups={row["code"]: row["title"] for row in raw["groups"]},
            indicators={
                row["code"]: Indicator(**row | {"breakdowns": tuple(row.get("breakdowns", ()))})
                for row in raw["indicators"]
            },
        )
    )


def check_catalogue(found: Catalogue) -> Catalogue:
    """``found`` itself. ValueError naming the indicator whose group, rule, source, parts, ground or breakdowns do not
    exist."""
    for one in found.indicators.values():
        if one.group not in found.groups or one.rule not in Aggregation.values:
            raise ValueError(one.code)
        if one.rule == Aggregation.SHARE:
            sound = {one.numerator, one.denominator, one.occasions} <= {"", *found.indicators}
            sound = sound and bool(one.numerator and one.denominator)
        elif one.figure:
            sound = one.figure in FIGURES and one.kinds <= FIGURES[one.figure].kinds & set(ChannelKind.values)
        else:
            sound = one.computed_from in REGISTERS | {STATED}
        sound = sound and one.rests_on in {"", *found.indicators} - {one.code}
        broken = bool(one.figure) or one.computed_from == "cost"
        if not sound or not set(one.breakdowns) <= (BREAKDOWNS if broken else set()):
            raise ValueError(one.code)
    return found
