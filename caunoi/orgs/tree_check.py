"""Whether the dated rows tell one story: every path follows from the parents', at every date.

What the actions guarantee is verified here from the rows alone (``caunoi units_check``).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, Placement, Unit

Rows = dict[int, list[Placement]]  # unit → its rows on one line, in order of date


@dataclass(frozen=True)
class Flaw:
    """``code`` is stable: path, parent, overlap, gap, span, name."""

    unit_id: int
    code: str
    message: str


def find_flaws() -> list[Flaw]:
    """Every contradiction in the tree, on both lines; empty when all is well. Three queries; the rows are held in memory."""
    lines: dict[str, Rows] = {line: defaultdict(list) for line in Line}
    for row in Placement.objects.order_by("valid_from").iterator(chunk_size=10_000):
        lines[row.line][row.unit_id].append(row)
    units = {unit.pk: unit for unit in Unit.objects.iterator(chunk_size=10_000)}
    flaws = [flaw for line, rows in lines.items() for flaw in _line_flaws(rows, line)]
    names: dict[int, list[Designation]] = defaultdict(list)
    for name in Designation.objects.order_by("valid_from").only("unit", "valid_from", "valid_to").iterator():
        names[name.unit_id].append(name)
    for pk, unit in units.items():
        flaws += _span_flaws(unit, lines[Line.TERRITORY].get(pk, []), names.get(pk, []))
    return flaws


def _line_flaws(rows: Rows, line: str) -> Iterator[Flaw]:
    for pk, own in rows.items():
        for former, later in pairwise(own):
            if former.valid_to is None or former.valid_to > later.valid_from:
                yield Flaw(pk, "overlap", _("two placements hold on %(day)s") % {"day": f"{later.valid_from:%d/%m/%Y}"})
        for row in own:
            yield from _row_flaws(row, rows, line)


def _row_flaws(row: Placement, rows: Rows, line: str) -> Iterator[Flaw]:
    own = f"{row.unit_id}."
    if not f".{row.path}".endswith(f".{own}") or row.depth != row.path.count("."):
        yield Flaw(row.unit_id, "path", _("the path %(path)s does not end with the unit") % {"path": row.path})
    above = row.path.removesuffix(own)
    if row.parent_id is None:
        if above:
            yield Flaw(row.unit_id, "parent", _("a unit at the top has the path %(path)s") % {"path": row.path})
        return
    for day in _days(row, rows.get(row.parent_id, [])):
        expected = _path_on(day, row.parent_id, rows, line)
        if expected != above:
            message = _("on %(day)s the path is %(path)s, that of the unit above %(above)s")
            values = {"day": f"{day:%d/%m/%Y}", "path": row.path, "above": expected or "-"}
            yield Flaw(row.unit_id, "parent", message % values)


def _days(row: Placement, parents: list[Placement]) -> list[date]:
    """Days in the span of ``row`` on which the parent's path may become another: its own first, and each change above."""
    changes = {row.valid_from}
    for parent in parents:
        changes |= {day for day in (parent.valid_from, parent.valid_to) if day is not None}
    return sorted(day for day in changes if row.valid_from <= day and (row.valid_to is None or day < row.valid_to))


def _path_on(day: date, unit_id: int, rows: Rows, line: str) -> str | None:
    for row in rows.get(unit_id, []):
        if row.valid_from <= day and (row.valid_to is None or day < row.valid_to):
            return row.path
    return f"{unit_id}." if line == Line.SECTOR else None


def _span_flaws(unit: Unit, places: list[Placement], names: list[Designation]) -> Iterator[Flaw]:
    """A unit stands and has a name on every day from the first known one (its opening or later) to its closing."""
    for rows, code in ((places, "gap"), (names, "name")):
        spans = [(row.valid_from, row.valid_to) for row in rows]
        whole = spans and spans[0][0] >= unit.opened_on and spans[-1][1] == unit.closed_on
        if not whole or any(former[1] != later[0] for former, later in pairwise(spans)):
            message = _("its dated rows leave a gap between its first day and its closing: %(spans)s")
            text = ", ".join(
                f"{start:%d/%m/%Y}-{end:%d/%m/%Y}" if end else f"{start:%d/%m/%Y}-" for start, end in spans
            )
            yield Flaw(unit.pk, code, message % {"spans": text or "-"})
