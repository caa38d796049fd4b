"""Committee sizes and caps on delegates as dated data (``data/rules.toml``); a departure warns and never blocks.

Codes: committee, standing, standing_needs_committee, inspection, convened, plenary_members, guests, sub_committees, agenda.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "data" / "rules.toml"


@dataclass(frozen=True)
class Rule:
    """One limit. ``members`` narrows it to units of that many members; ``exact`` is False where the source's steps are
    not all known to us, so that only its ends are checked."""

    code: str
    source: str
    valid_from: date
    valid_to: date | None
    kinds: frozenset[str]
    words: str
    province_codes: frozenset[str] = frozenset()
    members: tuple[int, int] | None = None
    at_least: int | None = None
    at_most: int | None = None
    at_most_percent: float | None = None
    percent_of: str = ""
    exact: bool = True


@dataclass(frozen=True)
class Subject:
    """What the rules need to know of the unit. ``members`` None: not counted, rules by members are then passed over."""

    kind: str
    province_code: str = ""
    members: int | None = None


@dataclass(frozen=True)
class Departure:
    """A figure that lies outside its rule."""

    rule: Rule
    figure: int

    @property
    def code(self) -> str:
        return self.rule.code


@cache
def all_rules(path: Path = SOURCE) -> tuple[Rule, ...]:
    """Every rule of the file, in its order."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sources = {row["key"]: row for row in data["source"]}
    return tuple(_rule(row, sources[row["source"]]) for row in data["rule"])


def _rule(row: Mapping[str, Any], source: Mapping[str, Any]) -> Rule:
    named = {
        name: row[name] for name in ("at_least", "at_most", "at_most_percent", "percent_of", "exact") if name in row
    }
    return Rule(
        code=row["code"],
        source=source["title"],
        valid_from=source["valid_from"],
        valid_to=source.get("valid_to"),
        kinds=frozenset(row["kinds"]),
        words=row["words"],
        province_codes=frozenset(row.get("province_codes", ())),
        members=tuple(row["members"]) if "members" in row else None,
        **named,
    )


def rules_for(subject: Subject, *, on: date, rules: Iterable[Rule] | None = None) -> dict[str, Rule]:
    """The rule of each code that holds for ``subject`` on the day: the newest, of these the narrowest."""
    found: dict[str, Rule] = {}
    for rule in all_rules() if rules is None else rules:
        if not _holds(rule, subject, on):
            continue
        other = found.get(rule.code)
        if other is None or _rank(rule) > _rank(other):
            found[rule.code] = rule
    return found


def _rank(rule: Rule) -> tuple[date, bool, bool]:
    return rule.valid_from, bool(rule.province_codes), rule.members is not None


def _holds(rule: Rule, subject: Subject, on: date) -> bool:
    if on < rule.valid_from or (rule.valid_to and on >= rule.valid_to) or subject.kind not in rule.kinds:
        return False
    if rule.province_codes and subject.province_code not in rule.province_codes:
        return False
    if rule.members is None:
        return True
    return subject.members is not None and rule.members[0] <= subject.members <= rule.members[1]


def departures(subject: Subject, figures: Mapping[str, int | None], *, on: date) -> list[Departure]:
    """The figures that lie outside the rule of their code; a figure that is not given is not judged."""
    found = []
    for code, rule in rules_for(subject, on=on).items():
        figure = figures.get(code)
        if figure is not None and not _within(rule, figure, figures):
            found.append(Departure(rule, figure))
    return found


def _within(rule: Rule, figure: int, figures: Mapping[str, int | None]) -> bool:
    if rule.at_least is not None and figure < rule.at_least:
        return False
    if rule.at_most is not None and figure > rule.at_most:
        return False
    if rule.at_most_percent is not None:
        whole = figures.get(rule.percent_of)
        return whole is None or figure * 100 <= whole * rule.at_most_percent
    return True
