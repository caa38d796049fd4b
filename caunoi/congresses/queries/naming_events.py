"""Which congress an event of a paper means."""

import re
from collections.abc import Iterable

from caunoi.congresses.models import Congress, Cycle
from caunoi.core.text import fold
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit

_ORDINAL = re.compile(r"\b[Đđ]ại hội\s+(?:đại biểu\s+)?(?:lần thứ\s+)?([IVXL]+)\b|lần thứ\s+([IVXL]+)\b")
_OFFICES = ("tong lien doan lao dong", "lien doan lao dong", "cong doan")


def ordinal_in(event: str) -> str:
    """The Roman ordinal of the congress that ``event`` names: "Đại hội XIII Công đoàn tỉnh" → "XIII"; "" without one."""
    found = _ORDINAL.search(event)
    return (found.group(1) or found.group(2)) if found else ""


def unit_of_event(event: str, units: Iterable[Unit]) -> Unit | None:
    """The unit whose congress ``event`` names, among ``units`` annotated by ``at``; None unless exactly one fits.

    Only an event with an ordinal is one unit's congress: "đại hội công đoàn cấp trên cơ sở" is many.
    """
    if not ordinal_in(event):
        return None
    words = fold(event)
    fitting = [unit for unit in units if _names(words, unit)]
    return fitting[0] if len(fitting) == 1 else None


def _names(words: str, unit: Unit) -> bool:
    name = fold(unit.name)
    if unit.kind == UnitKind.CONFEDERATION:
        return words.endswith("cong doan viet nam") or name in words
    if name in words:
        return True
    office = next((office for office in _OFFICES if name.startswith(office)), "")
    place = name.removeprefix(office).strip()
    if not place or ("cong doan" not in words and "lien doan lao dong" not in words):
        return False
    return words.endswith(f" {place}") or f" {place} " in words or f" {place}," in words


def find_cycle(*, term: tuple[int, int] | None, national_ordinal: str = "") -> Cycle | None:
    """The round that a paper's term belongs to; with an ordinal, that round alone."""
    if term is None:
        return None
    cycles = Cycle.objects.filter(term_start=term[0], term_end=term[1])
    if national_ordinal:
        cycles = cycles.filter(ordinal=national_ordinal)
    return cycles.first()


def find_congress(unit: Unit, *, term: tuple[int, int] | None) -> Congress | None:
    """The unit's congress in the round of that term, if it is known."""
    if term is None:
        return None
    return Congress.objects.filter(unit=unit, cycle__term_start=term[0], cycle__term_end=term[1]).first()
