"""The lines and sections of a form as values, and as the JSON that a version keeps.

A line keeps its slot in every version of its form: filings and branch totals are packed by it (``packing``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

from caunoi.reporting.enums import Aggregation


@dataclass(frozen=True)
class FormLine:
    """One figure. ``measure`` is its unit of measure; ``group`` a key of ``indicators.GROUPS``.

    A share has neither slot nor value of its own (``slot`` is -1): it is ``numerator`` over ``denominator``, both codes of
    lines of the same form, in per cent.
    """

    slot: int
    code: str
    name: str
    measure: str
    group: str
    rule: str = Aggregation.SUM
    numerator: str = ""
    denominator: str = ""
    is_required: bool = False
    hint: str = ""

    @property
    def is_typed(self) -> bool:
        return self.rule != Aggregation.SHARE


@dataclass(frozen=True)
class FormSection:
    """A narrative part: what is told in words."""

    code: str
    title: str
    hint: str = ""


class Versioned(Protocol):
    lines: Any
    sections: Any


_LINE_FIELDS = {one.name for one in fields(FormLine)}


def to_json(rows: Iterable[FormLine | FormSection]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def lines_of(version: Versioned) -> list[FormLine]:
    return [FormLine(**{name: value for name, value in row.items() if name in _LINE_FIELDS}) for row in version.lines]


def sections_of(version: Versioned) -> list[FormSection]:
    return [FormSection(**row) for row in version.sections]


def slots_of(lines: Iterable[FormLine]) -> dict[str, int]:
    """Slot by code, of the lines that hold a value."""
    return {line.code: line.slot for line in lines if line.is_typed}


def rules_of(versions: Iterable[Versioned]) -> dict[int, str]:
    """Rule by slot over all versions of a form."""
    return {line.slot: line.rule for version in versions for line in lines_of(version) if line.is_typed}


def problems_of(lines: Sequence[FormLine]) -> list[tuple[str, str]]:
    """(code, what is wrong) in short English names: ``twice``, ``slot``, ``rule``, ``numerator``, ``denominator``, ``name``."""
    found: list[tuple[str, str]] = []
    by_code = {line.code: line for line in lines}
    slots = [line.slot for line in lines if line.is_typed]
    for line in lines:
        if sum(other.code == line.code for other in lines) > 1:
            found.append((line.code, "twice"))
        if line.is_typed and (line.slot < 0 or slots.count(line.slot) > 1):
            found.append((line.code, "slot"))
        if line.rule not in Aggregation.values:
            found.append((line.code, "rule"))
        if not line.name.strip():
            found.append((line.code, "name"))
        if not line.is_typed:
            parts = {"numerator": line.numerator, "denominator": line.denominator}
            found += [(line.code, name) for name, code in parts.items() if code not in by_code or code == line.code]
    return found
