"""The lists of phrases: files beside this module, each half `known` to whoever writes an engine or `held_out` from them."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
HALVES = {"known": ("known",), "held_out": ("held_out",), "all": ("known", "held_out")}


@dataclass(frozen=True)
class Topic:
    """A subject of the draft, with the things and measures that people name there; ``facet`` frames both where one is set."""

    theme: str
    title: str
    text: tuple[str, ...]
    objects: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Wordings:
    """``lists`` holds the rest as in the files: templates, here, whole, free, slots, phrases by their names."""

    topics: tuple[Topic, ...]
    lists: dict[str, Any]

    def phrases(self, *path: str) -> tuple[str, ...]:
        found: Any = self.lists
        for name in path:
            found = found.get(name, {})
        return tuple(found)


def _merged(left: Any, right: Any) -> Any:
    if isinstance(left, dict):
        return {
            name: _merged(left[name], right[name])
            if name in left and name in right
            else left.get(name, right.get(name))
            for name in dict.fromkeys([*left, *right])
        }
    if isinstance(left, str):
        return left  # two denials of one beginning: the known one
    return [*left, *right]


@cache
def half(name: str) -> dict[str, Any]:
    """Every list of one half, its files taken together."""
    found: dict[str, Any] = {}
    for path in sorted((FOLDER / name).glob("*.toml")):
        found = _merged(found, tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))))
    return found


@cache
def load(which: str) -> Wordings:
    """The lists of ``known``, ``held_out`` or ``all``; ValueError for another name."""
    if which not in HALVES:
        raise ValueError(f"wordings must be one of {', '.join(HALVES)}, not {which!r}")
    found: dict[str, Any] = {}
    for name in HALVES[which]:
        found = _merged(found, half(name))
    topics = tuple(
        Topic(each["theme"], each["title"], tuple(each["text"]), tuple(each["objects"]), tuple(each["measures"]))
        for each in found.pop("topics")
    )
    return Wordings(topics, found)
