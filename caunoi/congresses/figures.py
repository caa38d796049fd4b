"""The counts of a congress: which there are, what they are called, how two entries of them differ. Pure."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.enums import Body, Route
from caunoi.congresses.models.results import ResultFigures

SOURCE = Path(__file__).parent / "data" / "bands.toml"

DELEGATES: dict[str, Promise] = {
    "convened": _("delegates convened"),
    "present": _("delegates present"),
    "women": _("women among those present"),
    "minority": _("of an ethnic minority among those present"),
    "party": _("Party members among those present"),
    "oldest": _("age of the oldest"),
    "youngest": _("age of the youngest"),
}
COMMITTEE: dict[str, Promise] = {
    "committee_women": _("women in the executive committee"),
    "committee_minority": _("of an ethnic minority in the executive committee"),
    "committee_party": _("Party members in the executive committee"),
}
ELECTED = "elected"  # the lines of those elected


@dataclass(frozen=True)
class BandGroup:
    key: str
    label: str
    bands: tuple[tuple[str, str], ...]  # (code, label)


@dataclass(frozen=True)
class Difference:
    """One figure that two people entered otherwise."""

    name: str
    label: str
    first: Any
    second: Any


@cache
def band_groups() -> tuple[BandGroup, ...]:
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        BandGroup(row["key"], row["label"], tuple((code, label) for code, label in row["bands"]))
        for row in data["group"]
    )


def seat(body: str, route: str) -> str:
    """The column of seats of ``body`` filled by ``route``."""
    return f"{body}_{route}"


def filled(row: ResultFigures, body: str) -> int | None:
    """Seats filled by whatever route; None where none of the routes is stated."""
    stated = [number for route in Route if (number := getattr(row, seat(body, route))) is not None]
    return sum(stated) if stated else None


def column_names() -> list[str]:
    """Every counted column, in the order of the form."""
    seats = [seat(body, route) for body in Body for route in Route]
    return [*DELEGATES, *seats, *COMMITTEE]


def band_codes() -> list[str]:
    return [code for group in band_groups() for code, _label in group.bands]


def labels() -> dict[str, str]:
    """What each figure is called, bands and the list of those elected included."""
    named = {name: str(label) for name, label in {**DELEGATES, **COMMITTEE}.items()}
    named |= {seat(body, route): f"{body.label}: {route.label}" for body in Body for route in Route}
    named |= {code: label for group in band_groups() for code, label in group.bands}
    return named | {ELECTED: str(_("Those elected or appointed"))}


def values_of(row: ResultFigures) -> dict[str, Any]:
    """Every figure of ``row`` by its name."""
    values: dict[str, Any] = {name: getattr(row, name) for name in column_names()}
    values |= {code: row.bands.get(code) for code in band_codes()}
    return values | {ELECTED: row.elected}


def write_values(row: ResultFigures, values: dict[str, Any]) -> None:
    """Put ``values`` (as ``values_of`` gives them) into ``row``, without saving."""
    for name in column_names():
        setattr(row, name, values.get(name))
    row.bands = {code: values[code] for code in band_codes() if values.get(code) is not None}
    row.elected = values.get(ELECTED) or ""


def differences(first: ResultFigures, second: ResultFigures) -> list[Difference]:
    """What the two entries say otherwise, in the order of the form."""
    return list(_differing(values_of(first), values_of(second)))


def _differing(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Difference]:
    named = labels()
    for name, value in one.items():
        if value != other[name]:
            yield Difference(name, named[name], value, other[name])
