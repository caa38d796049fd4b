"""Writing a checked sheet, in transactions of a few thousand units each.

One transaction for 100,000 units would hold SQLite's one write lock for half a minute and every officer's click with it.
Each batch leaves a whole tree; the same sheet sent again finds what is written and goes on with the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.core.planner import look_again
from caunoi.core.text import fold
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Unit, User
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.placing import redesignate, refuse_out_of_order, replant, take_turn
from caunoi.orgs.unit_import.checking import Draft, chunks
from caunoi.orgs.unit_import.inserting import insert_rows
from caunoi.orgs.unit_import.rows import UnitRow

BATCH = 5_000
Report = Callable[[int], None]
PLACEMENT_FIELDS = ("unit", "parent", "path", "depth", "valid_from", "line")
Change = tuple[str, UnitRow, dict[str, Any]]  # what the audit trail says: the action, the row, its detail


@dataclass
class _Writing:
    draft: Draft
    by: User | None
    now: datetime
    keys: dict[str, int]  # code → key of every unit named
    places: dict[str, tuple[str, int, date]] = field(default_factory=dict)  # path, depth, first day
    done: int = 0


def apply_draft(draft: Draft, *, by: User | None, now: datetime, report: Report = lambda done: None) -> dict[str, int]:
    """Write what ``draft`` says and return its numbers; ``report`` is told inside each batch how many changes are written.

    Refused where the draft has problems, or where the tree changed since it was checked: check it again.
    """
    if draft.problems:
        raise Refused(_("The sheet has problems: nothing was written."), code="has_problems")
    keys = {code: unit.pk for code, unit in draft.standing.items()}
    writing = _Writing(draft=draft, by=by, now=now, keys=keys)
    for rows, write in (
        (draft.new, _create),
        (draft.moved, _move),
        (draft.renamed, _rename),
        (draft.sectors, _place_in_sector),
        (draft.counted, _count),
    ):
        for batch in chunks(rows, BATCH):
            with transaction.atomic():
                take_turn()
                _audit(write(batch, writing), writing)
                writing.done += len(batch)
                report(writing.done)
    look_again(Unit, Placement, Designation, MemberCount)
    return draft.numbers()


def _audit(changes: Sequence[Change], writing: _Writing) -> None:
    sample = audit.entry("", Unit(pk=0), by=writing.by, now=writing.now)
    who = (sample.at, sample.actor_id, sample.actor_label, sample.target_type, "")
    rows = []
    for action, row, detail in changes:
        key = writing.keys[row.code]
        rows.append((*who, f"orgs.{action}", str(key), key, detail))
    fields = ("at", "actor_id", "actor_label", "target_type", "seal", "action", "target_id", "unit_id", "detail")
    insert_rows(AuditEntry, fields, rows)


def _create(rows: Sequence[UnitRow], writing: _Writing) -> list[Change]:
    on, codes = writing.draft.on, [row.code for row in rows]
    if Unit.objects.filter(code__in=codes).exists():
        raise Refused(_("The tree has changed since the sheet was checked: send it again."), code="stale")
    insert_rows(Unit, ("code", "opened_on", "province_code"), [(row.code, row.opened_on or on, "") for row in rows])
    writing.keys |= dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    _read_places({row.parent for row in rows if row.parent in writing.draft.standing} - set(writing.places), writing)
    places, names = [], []
    for row in rows:
        key = writing.keys[row.code]
        above, depth, _since = writing.places[row.parent] if row.parent else ("", 0, on)
        since = max(on, row.opened_on or on)
        writing.places[row.code] = (f"{above}{key}.", depth + 1, since)
        places.append((key, writing.keys.get(row.parent), f"{above}{key}.", depth + 1, since, Line.TERRITORY.value))
        names.append((key, row.name, row.short_name, row.kind, fold(f"{row.name} {row.short_name}"), since))
    insert_rows(Placement, PLACEMENT_FIELDS, places)
    insert_rows(Designation, ("unit", "name", "short_name", "kind", "folded", "valid_from"), names)
    return [("unit_created", row, {"code": row.code, "on": writing.places[row.code][2].isoformat()}) for row in rows]


def _read_places(codes: set[str], writing: _Writing) -> None:
    """Where parents stand that were there before; refused where one moves later, since the row would have to follow."""
    for unit in Unit.objects.at(writing.draft.on).filter(code__in=codes):
        writing.places[unit.code] = (unit.path, unit.depth, writing.draft.on)
    ending = Placement.objects.filter(holds_at(writing.draft.on), unit__code__in=codes, line=Line.TERRITORY)
    for placement in ending.exclude(valid_to=None).select_related("unit")[:1]:
        refuse_out_of_order(placement.unit, placement.valid_to or writing.draft.on)
    if codes - set(writing.places):
        raise Refused(_("The tree has changed since the sheet was checked: send it again."), code="stale")


def _units(rows: Sequence[UnitRow], writing: _Writing) -> dict[str, Unit]:
    codes = {code for row in rows for code in (row.code, row.parent, row.sector) if code}
    return {unit.code: unit for some in chunks(sorted(codes), 5000) for unit in Unit.objects.filter(code__in=some)}


def _move(rows: Sequence[UnitRow], writing: _Writing) -> list[Change]:
    units, on = _units(rows, writing), writing.draft.on
    return [("unit_moved", row, _replant(row, units, row.parent, on, Line.TERRITORY)) for row in rows]


def _replant(row: UnitRow, units: dict[str, Unit], parent: str, on: date, line: Line) -> dict[str, Any]:
    moved = replant(units[row.code], units[parent], on=on, line=line)
    return {"parent": units[parent].pk, "on": on.isoformat(), "line": line.value, "moved": moved}


def _rename(rows: Sequence[UnitRow], writing: _Writing) -> list[Change]:
    units, changes = _units(rows, writing), []
    for row in rows:
        values = {"name": row.name, "kind": row.kind} | ({"short_name": row.short_name} if row.short_name else {})
        redesignate(units[row.code], writing.draft.on, values)
        changes.append(("unit_renamed", row, {"on": writing.draft.on.isoformat(), **values}))
    return changes


def _place_in_sector(rows: Sequence[UnitRow], writing: _Writing) -> list[Change]:
    """New units below a parent that the sheet does not move are written at once; the rest one by one, with what hangs on them."""
    units, on = _units(rows, writing), writing.draft.on
    placed = {row.code for row in writing.draft.sectors}
    leaves = {row.code for row in writing.draft.new} - {row.sector for row in writing.draft.sectors}
    parents = {units[row.sector].pk for row in rows if row.sector not in placed}
    paths = {unit.code: (unit.path, unit.depth) for unit in Unit.objects.at(on, Line.SECTOR).filter(pk__in=parents)}
    changes: list[Change] = []
    at_once = []
    for row in rows:
        since = writing.places[row.code][2] if row.code in writing.places else on
        if row.code not in leaves or row.sector in placed:
            changes.append(("unit_moved", row, _replant(row, units, row.sector, since, Line.SECTOR)))
            continue
        key, parent = units[row.code].pk, units[row.sector].pk
        above, depth = paths.get(row.sector, (f"{parent}.", 1))
        at_once.append((key, parent, f"{above}{key}.", depth + 1, since, Line.SECTOR.value))
        detail = {"parent": parent, "on": since.isoformat(), "line": Line.SECTOR.value, "moved": 1}
        changes.append(("unit_moved", row, detail))
    insert_rows(Placement, PLACEMENT_FIELDS, at_once)
    return changes


def _count(rows: Sequence[UnitRow], writing: _Writing) -> list[Change]:
    fields = ("unit", "members", "counted_on", "source")
    new: list[tuple[int, int, date, str]] = []
    corrected: list[tuple[int, int, date, str]] = []
    for row in rows:
        values = (writing.keys[row.code], row.members or 0, row.counted_on or writing.draft.on, row.source)
        (corrected if row.code in writing.draft.standing else new).append(values)
    insert_rows(MemberCount, fields, new)
    MemberCount.objects.bulk_create(
        [
            MemberCount(unit_id=key, members=members, counted_on=on, source=source)
            for key, members, on, source in corrected
        ],
        update_conflicts=True,
        unique_fields=["unit", "counted_on", "source"],
        update_fields=["members"],
    )
    return [("members_counted", row, {"members": row.members, "source": row.source}) for row in rows]
