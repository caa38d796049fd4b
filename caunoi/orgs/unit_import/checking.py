"""The dry run: a sheet against the tree as it stands on the day. Every problem is found before anything is written."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Unit
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.structure import fits
from caunoi.orgs.unit_import.columns import COLUMNS
from caunoi.orgs.unit_import.reading import read_table
from caunoi.orgs.unit_import.rows import Problem, Problems, UnitRow, read_rows

Item = TypeVar("Item")


@dataclass
class Draft:
    """What a sheet would do. ``new`` stands parents first; ``standing``: code → the unit as it stands on the day, for every
    code the sheet names; ``sector_parents``: code → that of its parent on the sector line that day."""

    on: date
    new: list[UnitRow] = field(default_factory=list)
    moved: list[UnitRow] = field(default_factory=list)
    renamed: list[UnitRow] = field(default_factory=list)
    sectors: list[UnitRow] = field(default_factory=list)
    counted: list[UnitRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    standing: dict[str, Unit] = field(default_factory=dict)
    rows: int = 0

    def numbers(self) -> dict[str, int]:
        """What will be written, in numbers."""
        named = ("new", "moved", "renamed", "sectors", "counted")
        return {"rows": self.rows} | {name: len(getattr(self, name)) for name in named}

    def new_by_kind(self) -> dict[str, int]:
        return dict(Counter(row.kind for row in self.new))


def check_sheet(data: bytes, *, on: date, under: Unit | None = None) -> Draft:
    """Read and check; ``Refused`` where the file as a whole cannot be read.

    ``under`` None allows units at the top and any branch; else everything must stand in the branch of ``under``.
    """
    problems = Problems()
    rows = read_rows(read_table(data), problems)
    draft = Draft(on=on, rows=len(rows))
    draft.standing = _standing(rows, on)
    known = _taken_codes(rows)
    by_code = _first_of_each(rows, problems)
    for row in by_code.values():
        _check_code(row, draft, known, under, problems)
        _check_parent(row, by_code, draft, under, problems)
        _check_sector(row, by_code, draft, problems)
        _check_new_kind(row, by_code, draft, problems)
    ordered = _parents_first(by_code, problems)
    if not problems.found:
        _sort_out(ordered, draft)
        _check_later_changes(draft, problems)
    draft.problems = sorted(problems.found, key=lambda problem: (problem.row, COLUMNS.index(problem.column)))
    return draft


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    items = list(items)
    return (items[start : start + size] for start in range(0, len(items), size))


def _standing(rows: Sequence[UnitRow], on: date) -> dict[str, Unit]:
    named = {code for row in rows for code in (row.code, row.parent, row.sector) if code}
    found: dict[str, Unit] = {}
    for some in chunks(sorted(named), 5000):
        found |= {unit.code: unit for unit in Unit.objects.at(on).filter(code__in=some)}
    return found


def _taken_codes(rows: Sequence[UnitRow]) -> set[str]:
    """Codes of units that exist at any time: one that is closed, or opens later, is taken too."""
    taken: set[str] = set()
    for some in chunks(sorted({row.code for row in rows}), 5000):
        taken |= set(Unit.objects.filter(code__in=some).values_list("code", flat=True))
    return taken


def _first_of_each(rows: Sequence[UnitRow], problems: Problems) -> dict[str, UnitRow]:
    first: dict[str, UnitRow] = {}
    for row in rows:
        if not row.code:
            continue
        if row.code in first:
            message = _("“%(code)s” already stands in row %(row)d") % {"code": row.code, "row": first[row.code].number}
            problems.add(row.number, "code", "code_twice", message)
        else:
            first[row.code] = row
    return first


def _check_code(row: UnitRow, draft: Draft, taken: set[str], under: Unit | None, problems: Problems) -> None:
    unit = draft.standing.get(row.code)
    if unit is None and row.code in taken:
        message = _("the unit with this code does not stand on %(day)s") % {"day": f"{draft.on:%d/%m/%Y}"}
        problems.add(row.number, "code", "not_standing", message)
    elif unit is not None and under is not None and not unit.path.startswith(under.path):
        problems.add(row.number, "code", "other_branch", _("the unit with this code is not below yours"))


def _check_parent(
    row: UnitRow, by_code: dict[str, UnitRow], draft: Draft, under: Unit | None, problems: Problems
) -> None:
    """Who stands above: known, in the own branch, of a kind that may, not opened later, and not below the unit itself."""

    def problem(code: str, message: str) -> None:
        problems.add(row.number, "parent", code, message)

    unit, parent, above = draft.standing.get(row.code), draft.standing.get(row.parent), by_code.get(row.parent)
    if not row.parent:
        if unit is None and under is not None:
            problem("missing", _("is missing"))
        elif unit is None and row.kind and not fits(row.kind, None):
            problem("kind_under_parent", _("is missing: a unit of this kind stands below another"))
        return
    if parent is None and above is None:
        problem("unknown_parent", _("there is no unit with the code “%(code)s”") % {"code": row.parent})
        return
    if parent is not None and under is not None and not parent.path.startswith(under.path) and not _stays(row, draft):
        problem("other_branch", _("the unit with this code is not below yours"))
    if unit is not None and parent is not None and parent.path.startswith(unit.path) and row.parent != row.code:
        problem("cycle", _("the unit above would stand below this one"))
    kind = above.kind if above is not None else parent.kind if parent is not None else ""
    if kind and row.kind and not fits(row.kind, kind):
        problem("kind_under_parent", _("a unit of this kind cannot stand below one of that kind"))
    if above is not None and parent is None and _begins(row, draft.on) < _begins(above, draft.on):
        problem("opened_before_parent", _("the unit above opens later than this one"))


def _stays(row: UnitRow, draft: Draft) -> bool:
    """The row repeats where the unit stands anyway (the top of one's own branch names what is above it)."""
    unit, parent = draft.standing.get(row.code), draft.standing.get(row.parent)
    return unit is not None and parent is not None and unit.parent_id == parent.pk


def _check_sector(row: UnitRow, by_code: dict[str, UnitRow], draft: Draft, problems: Problems) -> None:
    if not row.sector:
        return
    above, parent = by_code.get(row.sector), draft.standing.get(row.sector)
    kind = above.kind if above is not None else parent.kind if parent is not None else None
    if kind is None:
        message = _("there is no unit with the code “%(code)s”") % {"code": row.sector}
        problems.add(row.number, "sector", "unknown_parent", message)
    elif kind and row.kind and not fits(row.kind, kind, Line.SECTOR):
        problems.add(row.number, "sector", "kind_under_parent", _("is not a sector union"))


def _check_new_kind(row: UnitRow, by_code: dict[str, UnitRow], draft: Draft, problems: Problems) -> None:
    """A unit that becomes another kind must still fit above what stands below it and is not in the sheet."""
    unit = draft.standing.get(row.code)
    if unit is None or not row.kind or row.kind == unit.kind:
        return
    below = Unit.objects.at(draft.on).children_of(unit)
    if any(child.code not in by_code and not fits(child.kind, row.kind) for child in below):
        message = _("units that now stand below it cannot stand below one of that kind")
        problems.add(row.number, "kind", "kind_under_parent", message)


def _check_later_changes(draft: Draft, problems: Problems) -> None:
    """Changes are recorded in order of date: what changes again after the day of the sheet stops a row."""
    changed = {draft.standing[row.code].pk: row for row in [*draft.moved, *draft.renamed]}
    above = {draft.standing[row.parent].pk for row in [*draft.new, *draft.moved] if row.parent in draft.standing}
    later = _changing_later(draft, [*changed, *above])
    for row in {row.number: row for row in [*draft.new, *draft.moved, *draft.renamed]}.values():
        for column, code in (("code", row.code), ("parent", row.parent)):
            unit = draft.standing.get(code)
            if unit is not None and unit.pk in later:
                message = _("“%(code)s” has a later change on record; record changes in order of date") % {"code": code}
                problems.add(row.number, column, "later_change", message)


def _changing_later(draft: Draft, keys: list[int]) -> set[int]:
    later: set[int] = set()
    for some in chunks(keys, 5000):
        ends = Q(valid_to__isnull=False) & holds_at(draft.on) | Q(valid_from__gt=draft.on)
        later |= set(Placement.objects.filter(ends, unit__in=some).values_list("unit", flat=True))
        later |= set(Designation.objects.filter(ends, unit__in=some).values_list("unit", flat=True))
    return later


def _begins(row: UnitRow, on: date) -> date:
    """The first day of a new unit in the tree: what stood before the day of the sheet is known from that day on only."""
    return max(on, row.opened_on or on)


def _parents_first(by_code: dict[str, UnitRow], problems: Problems) -> list[UnitRow]:
    """Rows with those above them in the sheet first; rows that go round in a circle are problems, on both lines."""
    ordered, _left = _ordered(by_code, "parent", problems)
    _ordered(by_code, "sector", problems)
    return ordered


def _ordered(by_code: dict[str, UnitRow], column: str, problems: Problems) -> tuple[list[UnitRow], set[str]]:
    below: dict[str, list[UnitRow]] = {}
    waiting: deque[UnitRow] = deque()
    for row in by_code.values():
        above = getattr(row, column)
        if above in by_code:
            below.setdefault(above, []).append(row)
        else:
            waiting.append(row)
    ordered: list[UnitRow] = []
    while waiting:
        row = waiting.popleft()
        ordered.append(row)
        waiting.extend(below.get(row.code, ()))
    left = set(by_code) - {row.code for row in ordered}
    for code in _circles(left, by_code, column):
        message = _("goes round in a circle: the unit would stand below itself")
        problems.add(by_code[code].number, column, "cycle", message)
    return ordered, left


def _circles(left: set[str], by_code: dict[str, UnitRow], column: str) -> set[str]:
    """Of the codes that never come to a top, those on the circles themselves, not what hangs on them."""
    hanging = Counter(getattr(by_code[code], column) for code in left)
    loose = [code for code in left if not hanging[code]]
    circle = set(left)
    while loose:
        code = loose.pop()
        circle.discard(code)
        above = getattr(by_code[code], column)
        hanging[above] -= 1
        if not hanging[above]:
            loose.append(above)
    return circle


def _sort_out(ordered: list[UnitRow], draft: Draft) -> None:
    """Put each row where it belongs: new, moved, renamed, placed in a sector, counted; what says nothing new is left."""
    sector_parents = _sector_parents(draft)
    for row in ordered:
        unit = draft.standing.get(row.code)
        if unit is None:
            draft.new.append(row)
        else:
            parent = draft.standing.get(row.parent)
            if row.parent and (parent is None or parent.pk != unit.parent_id):
                draft.moved.append(row)
            if (unit.name, unit.kind, unit.short_name) != (row.name, row.kind, row.short_name or unit.short_name):
                draft.renamed.append(row)
        if row.sector and sector_parents.get(row.code) != row.sector:
            draft.sectors.append(row)
    draft.counted = list(_new_counts(ordered, draft))


def _sector_parents(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks([unit.pk for unit in draft.standing.values()], 5000):
        placed = list(Unit.objects.at(draft.on, Line.SECTOR).filter(pk__in=some))
        above = dict(Unit.objects.filter(pk__in={unit.parent_id for unit in placed}).values_list("pk", "code"))
        found |= {unit.code: above[unit.parent_id or 0] for unit in placed}
    return found


def _new_counts(rows: list[UnitRow], draft: Draft) -> Iterator[UnitRow]:
    known: dict[tuple[str, date, str], int] = {}
    for some in chunks([unit.pk for unit in draft.standing.values()], 5000):
        for count in MemberCount.objects.filter(unit__in=some).select_related("unit"):
            known[count.unit.code, count.counted_on, count.source] = count.members
    for row in rows:
        if row.members is not None and known.get((row.code, row.counted_on or draft.on, row.source)) != row.members:
            yield row
