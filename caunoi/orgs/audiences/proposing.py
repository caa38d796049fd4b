"""From the words of a plan ("LĐLĐ các huyện, thành phố; Công đoàn ngành") to rules: proposed, never decided.

A phrase is understood as a whole or not at all: "CĐCS các bệnh viện" is not "CĐCS". What is not understood is handed
back as printed, for the officer to say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from caunoi.orgs.audiences.rules import Reach, Rule
from caunoi.orgs.audiences.vocabulary import Phrase, vocabulary
from caunoi.orgs.audiences.words import Words, plain
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit
from caunoi.orgs.structure import kinds_below

Found = TypeVar("Found")
_PLACE = re.compile(r"(?:tinh|thanh pho|thi xa|huyen|quan|xa|phuong|dac khu) (.+)$")


@dataclass(frozen=True)
class Proposal:
    """``included``: keys of units meant by name. ``unmatched``: words nobody understood. ``empty``: words understood,
    of which no unit stands below the base that day."""

    rules: tuple[Rule, ...]
    included: tuple[int, ...] = ()
    unmatched: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass
class _Reading:
    """What was made of the words so far, against what stands directly under the base."""

    base: Unit
    names: dict[str, int]  # plain name of a unit directly below → its key
    departments: dict[str, int]
    present: dict[str, set[str]]  # reach → kinds of which a unit stands there
    kinds: dict[Reach, set[str]] = field(default_factory=dict)
    included: list[int] = field(default_factory=list)
    strange: list[tuple[int, int]] = field(default_factory=list)  # places of the words in hand that nobody understood
    empty: list[str] = field(default_factory=list)


def propose_audience(printed_units: Sequence[str], base: Unit, *, on: date) -> Proposal:
    """Rules for the units that a plan of ``base`` charges, each as printed. Three queries, whatever the length.

    A base that does not stand on the day understands nothing: everything comes back unmatched.
    """
    standing = Unit.objects.at(on).filter(pk=base.pk).first()
    if standing is None:
        return Proposal((), unmatched=tuple(printed_units))
    reading = _start(standing, on)
    unmatched: list[str] = []
    for printed in printed_units:
        words = Words(printed)
        _read_departments(words, reading)
        _read_base(words, reading)
        _read_names(words, reading)
        _read_phrases(words, reading)
        spans = sorted([*reading.strange, *words.free_runs()])
        unmatched += [words.printed(first, last) for first, last in spans]
        reading.strange.clear()
    rules = tuple(Rule(tuple(kinds), reach) for reach, kinds in reading.kinds.items())
    return Proposal(rules, _once(reading.included), _once(unmatched), _once(reading.empty))


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(found))


def _start(base: Unit, on: date) -> _Reading:
    names: dict[str, int] = {}
    departments: dict[str, int] = {}
    child_kinds: set[str] = set()
    for unit in Unit.objects.at(on).children_of(base):
        child_kinds.add(unit.kind)
        shelf = departments if unit.kind == UnitKind.DEPARTMENT else names
        for name in filter(None, (unit.name, unit.short_name)):
            shelf[_core(name, base)] = unit.pk
    below: Any = Unit.objects.at(on).below(base.path)
    kinds = set(below.order_by().values_list("kind", flat=True).distinct())
    return _Reading(base, names, departments, {"child": child_kinds, "branch": kinds, "self": set(UnitKind)})


def _core(name: str, base: Unit) -> str:
    """A name without the place it shares with the base: "CĐ ngành Y tế tỉnh Vĩnh Sơn" under that province → "… y te"."""
    core = plain(name)
    place = _PLACE.search(plain(base.name))
    if place and core.endswith(" " + place.group()):
        core = core.removesuffix(place.group()).strip()
    return core


def _without_union(name: str) -> str:
    """The board's own name: "ban nu cong lien doan lao dong tinh" → "ban nu cong"; "và" counts for nothing."""
    own = re.split(r" (?:thuoc |cua |co quan )?(?:lien doan lao dong|cong doan) ", f"{name} ")[0]
    return " ".join(word for word in own.split() if word != "va")


def _read_departments(words: Words, reading: _Reading) -> None:
    known = vocabulary()
    for pattern, prefix in ((known.every_department, ""), (known.every_board, known.board_prefix)):
        if plural := pattern.search(words.text):
            first, last = _take_with_owner(words, plural)
            keys = [key for name, key in reading.departments.items() if name.startswith(prefix)]
            reading.included += keys
            if not keys:
                reading.strange.append((first, last))
    while match := known.department.search(words.text):
        first, last = words.take(match)
        _read_boards(match.group(), first, last, reading)


def _take_with_owner(words: Words, match: re.Match[str]) -> tuple[int, int]:
    """ "Các ban LĐLĐ tỉnh": the owner named right after belongs to the boards."""
    owner = re.compile(re.escape(match.group()) + r"(?: (?:thuoc |cua )?(?:lien doan lao dong|cong doan)[^,;|]*)?")
    longer = owner.search(words.text, match.start())
    return words.take(longer or match)


def _read_boards(text: str, first: int, last: int, reading: _Reading) -> None:
    """One board, or several joined by "và", between the places ``first`` and ``last``."""
    whole = _department(text, reading)
    if whole is not None:
        reading.included.append(whole)
        return
    parts = re.split(r" va (?=(?:cac )?(?:ban|van phong|phong|uy ban) )", text.strip() + " ")
    for part in parts:
        length = len(part.split())
        key = _department(part, reading) if len(parts) > 1 else None
        if key is None:
            reading.strange.append((first, min(first + length, last)))
        else:
            reading.included.append(key)
        first += length + 1


def _department(text: str, reading: _Reading) -> int | None:
    """The one department meant: by its whole name, or by how its name begins when only one begins so."""
    wanted = _without_union(text)
    own = {_without_union(name): key for name, key in reading.departments.items()}
    if wanted in own:
        return own[wanted]
    keys = {key for name, key in own.items() if name.startswith(wanted + " ")}
    return keys.pop() if len(keys) == 1 else None


def _read_base(words: Words, reading: _Reading) -> None:
    """The base's own name is the base, except where others are said to be under it; its place alone means nobody."""
    own = re.escape(plain(reading.base.name))
    for match in _places(words, f"(?:thuoc )?{own}"):
        words.take(match)
        if not match.group().startswith("thuoc "):
            reading.kinds.setdefault("self", set())
    if place := _PLACE.search(plain(reading.base.name)):
        for match in _places(words, re.escape(place.group(1))):
            words.take(match)
    while ignored := vocabulary().ignored.search(words.text):
        words.take(ignored)


def _places(words: Words, pattern: str) -> Iterable[re.Match[str]]:
    return list(re.finditer(rf"(?<![^ ]){pattern}(?![^ ])", words.text))


def _read_names(words: Words, reading: _Reading) -> None:
    """Units directly below that are named in full; the longest name first. A name that is a general term waits for the rules."""
    for name in sorted(reading.names, key=len, reverse=True):
        general = any(phrase.pattern.fullmatch(name) for phrase in vocabulary().phrases)
        if general or " " not in name:
            continue
        for match in _places(words, re.escape(name)):
            words.take(match)
            reading.included.append(reading.names[name])


def _read_phrases(words: Words, reading: _Reading) -> None:
    for phrase in vocabulary().phrases:
        for match in list(phrase.pattern.finditer(words.text)):
            last = match.string.count(" ", 0, match.end()) + 1
            if not words.goes_on(last):
                first, last = words.take(match)
                _add(phrase, match.group(), words, (first, last), reading)


def _add(phrase: Phrase, text: str, words: Words, span: tuple[int, int], reading: _Reading) -> None:
    reach: Reach = phrase.reach
    kinds = phrase.kinds_in(text)
    possible = kinds & kinds_below(reading.base.kind)
    if reading.base.kind in kinds and not phrase.below_only:
        reach, possible = "self", frozenset()
    elif not possible:
        reading.strange.append(span)
        return
    elif not possible & reading.present[reach]:
        reading.empty.append(words.printed(*span))
    reading.kinds.setdefault(reach, set()).update(possible)
