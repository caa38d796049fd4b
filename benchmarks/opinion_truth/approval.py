"""Plays the officer who approves proposed greetings and signatures: knows every phrase that says nothing of its own."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from benchmarks.opinion_truth.folding import plain
from benchmarks.opinion_truth.wordings import load

_SLOT = re.compile(r"\{(\w+)\}")


def _any_of(phrases: list[str]) -> str:
    return "(?:" + "|".join(sorted({re.escape(plain(phrase)) for phrase in phrases}, key=len, reverse=True)) + ")"


def _slots() -> dict[str, str]:
    """What may stand in a slot, folded. Names of units are open: people write units that no list holds."""
    words = load("all")
    people = {part: _any_of(list(words.phrases("people", part))) for part in ("family", "middle", "given")}
    frames = "(?:" + "|".join(plain(frame.replace("{}", "")) for frame in words.phrases("units", "frames")) + ")"
    names = _any_of(list(words.phrases("units", "names")))
    prefixes = _any_of([prefix.strip() for prefix in words.phrases("units", "prefixes")])
    return {
        "name": f"{people['family']} {people['middle']} {people['given']}",
        "unit": f"{prefixes} {frames} {names}",
        "body": _any_of(list(words.phrases("units", "bodies"))),
        "place": _any_of(list(words.phrases("units", "towns"))),
        "date": r"ngay \d+ thang \d+ nam \d+",
    }


def _shaped(phrase: str, slots: dict[str, str]) -> str:
    """A pattern for a phrase with slots, compared folded."""
    parts = _SLOT.split(phrase)
    pieces = [slots[part] if place % 2 else re.escape(plain(part)) for place, part in enumerate(parts)]
    return " ".join(piece for piece in pieces if piece)


@cache
def _run() -> re.Pattern[str]:
    words: Any = load("all")
    phrases = [*words.phrases("greetings"), *words.phrases("closings")]
    phrases += [phrase for place in ("lead", "tail", "middle") for phrase in words.phrases("fillers", place)]
    # A name behind it is taken off before anything is learned: "Kính thư" is known without it.
    phrases += [phrase.removesuffix("{name}") for phrase in phrases if phrase.endswith("{name}")]
    slots = _slots()
    shapes = sorted({_shaped(phrase, slots) for phrase in phrases}, key=len, reverse=True)
    one = "(?:" + "|".join(shape for shape in shapes if shape) + ")"
    return re.compile(f"{one}(?: {one})*")


@cache
def _leads() -> frozenset[str]:
    """What leads to a citation, folded."""
    words: Any = load("all")
    return frozenset(plain(phrase.partition("{c}")[0]).strip() for phrase in words.phrases("citations", "before"))


@cache
def _joiners() -> frozenset[str]:
    """What stands between two proposals, folded."""
    words: Any = load("all")
    found = [phrase for name in ("between", "inline", "after_agreement") for phrase in words.phrases("joining", name)]
    found += [phrase for several in words.phrases("joining", "enumerations") for phrase in several]
    return frozenset(" ".join(plain(phrase).split()) for phrase in found)


def approves(kind: str, phrase: str, examples: Sequence[str]) -> bool:
    """What the officer says of a proposal: a phrase by its words; one with a gap by what it took, mistyped or not: where half
    of that is known to the letter."""
    if kind in ("lead", "joiner"):
        return plain(phrase) in (_leads() if kind == "lead" else _joiners())
    known = [is_filler(words) for words in (examples if "…" in phrase else [phrase])]
    return sum(known) * 2 >= len(known)


def is_filler(phrase: str) -> bool:
    """Whether a phrase is one of the greetings, closings or fillers of any half, or a run of them; compared folded."""
    return _run().fullmatch(plain(phrase)) is not None
