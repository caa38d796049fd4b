"""The words by which plans name units (``data/audiences.toml``), compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from caunoi.orgs.audiences.rules import Reach

SOURCE = Path(__file__).parents[1] / "data" / "audiences.toml"
_SEPARATOR = r"(?: ,| ;| va| hoac)?(?: cac)?"


@dataclass(frozen=True)
class Phrase:
    """``kinds`` where the words name them once and for all; else each of ``terms`` that occurs brings its own."""

    pattern: re.Pattern[str]
    reach: Reach
    kinds: frozenset[str] = frozenset()
    terms: tuple[tuple[str, frozenset[str]], ...] = ()
    below_only: bool = False

    def kinds_in(self, words: str) -> frozenset[str]:
        named = [kinds for term, kinds in self.terms if re.search(rf"\b{term}\b", words)]
        return self.kinds.union(*named)


@dataclass(frozen=True)
class Vocabulary:
    abbreviations: dict[str, str]
    ignored: re.Pattern[str]
    stopwords: frozenset[str]
    joining: frozenset[str]
    phrases: tuple[Phrase, ...]
    department: re.Pattern[str]
    every_board: re.Pattern[str]
    every_department: re.Pattern[str]
    board_prefix: str


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])")


def _list(entry: dict[str, Any]) -> Phrase:
    terms = "|".join(sorted(entry["terms"], key=len, reverse=True))
    pattern = rf"{entry['head']}(?: cac)? (?:{terms})(?:{_SEPARATOR} (?:{terms}))*"
    kinds = tuple((term, frozenset(kinds)) for term, kinds in entry["terms"].items())
    return Phrase(_whole(pattern), "branch", terms=kinds)


def _phrase(entry: dict[str, Any]) -> Phrase:
    below_only = entry.get("below_only", False)
    return Phrase(_whole(entry["match"]), entry["reach"], frozenset(entry["kinds"]), below_only=below_only)


@cache
def vocabulary() -> Vocabulary:
    with SOURCE.open("rb") as file:
        data = tomllib.load(file)
    boards = data["departments"]
    return Vocabulary(
        abbreviations=data["abbreviations"],
        ignored=_whole("|".join(data["ignored"])),
        stopwords=frozenset(data["stopwords"] + data["joining"]),
        joining=frozenset(data["joining"]),
        phrases=(*map(_phrase, data["phrase"][:1]), *map(_list, data["list"]), *map(_phrase, data["phrase"][1:])),
        department=re.compile(rf"(?<![^ ]){boards['head']}[^,;|]*"),
        every_board=_whole(boards["every_board"]),
        every_department=_whole(boards["every_department"]),
        board_prefix=boards["board_prefix"],
    )
