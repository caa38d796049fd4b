"""The running order as people type it, one step a line: "7:30 Đón tiếp đại biểu". Pure."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from caunoi.core.text import nfc

SOURCE = Path(__file__).parent / "data" / "agenda.toml"
_TIME = re.compile(r"^(\d{1,2})\s*(?:giờ|[:h])\s*(\d{2})?\s*[-–:.]?\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    text: str
    starts_at: time | None = None


@dataclass(frozen=True)
class AgendaTemplate:
    """``steps`` is empty where our source only counts them."""

    title: str
    source: str
    valid_from: date
    counted_steps: int
    steps: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def template_on(day: date) -> AgendaTemplate | None:
    """The newest template that holds on the day."""
    rows = sorted(_data()["template"], key=lambda row: row["valid_from"])
    held = [row for row in rows if row["valid_from"] <= day]
    return AgendaTemplate(**{**held[-1], "steps": tuple(held[-1]["steps"])}) if held else None


def sub_committee_names() -> list[tuple[str, str]]:
    """(name, sign of its papers) as guidance names them."""
    return [(name, series) for name, series in _data()["sub_committees"]["names"]]


def read_steps(text: str) -> list[Step]:
    """One step a line; a time at its head ("7:30", "7h30", "13 giờ 30") is taken off. Empty lines are passed over."""
    return [_step(line) for line in map(nfc, text.splitlines()) if line]


def _step(line: str) -> Step:
    found = _TIME.match(line)
    if not found:
        return Step(line)
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return Step(line)
    return Step(line[found.end() :], time(hour, minute))


def write_steps(steps: list[Step]) -> str:
    """The lines that ``read_steps`` reads back."""
    return "\n".join(f"{step.starts_at:%H:%M} {step.text}" if step.starts_at else step.text for step in steps)
