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
from caunoi.core.text import fold
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Unit, User
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.placing import redesignate, refuse_out_of_order, replant, take_turn
from caunoi.orgs.unit_import.checking import Draft, chunks
from caunoi.orgs.unit_import.rows import UnitRow

BATCH = 5_000
Report = Callable[[int], None]


@dataclass
class _Writing:
    draft: Draft
    by: User | None
    now: datetime
    report: Report
    keys: dict[str, int]  # code → key of every unit named
    places: dict[str, tuple[str, int, date]] = field(default_factory=dict)  # new units: path, depth, first day
    done: int = 0

    def audit(self, action: str, row: UnitRow, **detail: Any) -> AuditEntry:
        key = self.keys[row.code]
        return audit.entry(f"orgs.{action}", Unit(pk=key), by=self.by, now=self.now, unit_id=key, **detail)


def apply_draft(draft: Draft, *, by: User | None, now: datetime, report: Report = lambda done: None) -> dict[str, int]:
    """Write what ``draft`` says and return its numbers; ``report`` is told inside each batch how many changes are written.

    Refused where the draft has problems, or where the tree changed since it was checked: check it again.
    """
    if draft.problems:
        raise Refused(_("The sheet has problems: nothing was written."), code="has_problems")
    keys = {code: unit.pk for code, unit in draft.standing.items()}
    writing = _Writing(draft=draft, by=by, now=now, report=report, keys=keys)
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
                AuditEntry.objects.bulk_create(write(batch, writing), batch_size=1000)
                writing.done += len(batch)
                report(writing.done)
    return draft.numbers()


def _create(rows: Sequence[UnitRow], writing: _Writing) -> list[AuditEntry]:
    on = writing.draft.on
    if Unit.objects.filter(code__in=[row.code for row in rows]).exists():
        raise Refused(_("The tree has changed since the sheet was checked: send it again."), code="stale")
    opened = [Unit(code=row.code, opened_on=row.opened_on or on) for row in rows]
    for unit in Unit.objects.bulk_create(opened, batch_size=2000):
        writing.keys[unit.code] = unit.pk
    _read_places({row.parent for row in rows if row.parent in writing.draft.standing} - set(writing.places), writing)
    placements, designations = [], []
    for row in rows:
        key, parent = writing.keys[row.code], writing.keys.get(row.parent)
        above, depth, _since = writing.places[row.parent] if row.parent else ("", 0, on)
        since = max(on, row.opened_on or on)
        writing.places[row.code] = (f"{above}{key}.", depth + 1, since)
        placements.append(
            Placement(unit_id=key, parent_id=parent, path=f"{above}{key}.", depth=depth + 1, valid_from=since)
        )
        names = {"name": row.name, "short_name": row.short_name, "folded": fold(f"{row.name} {row.short_name}")}
        designations.append(Designation(unit_id=key, kind=row.kind, valid_from=since, **names))
    Placement.objects.bulk_create(placements, batch_size=2000)
    Designation.objects.bulk_create(designations, batch_size=2000)
    return [writing.audit("unit_created", row, code=row.code, on=writing.places[row.code][2]) for row in rows]


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


def _move(rows: Sequence[UnitRow], writing: _Writing) -> list[AuditEntry]:
    units, on = _units(rows, writing), writing.draft.on
    entries = []
    for row in rows:
        moved = replant(units[row.code], units[row.parent], on=on, line=Line.TERRITORY)
        entries.append(writing.audit("unit_moved", row, parent=units[row.parent], on=on, line="territory", moved=moved))
    return entries


def _rename(rows: Sequence[UnitRow], writing: _Writing) -> list[AuditEntry]:
    units, entries = _units(rows, writing), []
    for row in rows:
        values = {"name": row.name, "kind": row.kind} | ({"short_name": row.short_name} if row.short_name else {})
        redesignate(units[row.code], writing.draft.on, values)
        entries.append(writing.audit("unit_renamed", row, on=writing.draft.on, **values))
    return entries


def _place_in_sector(rows: Sequence[UnitRow], writing: _Writing) -> list[AuditEntry]:
    """New units below a parent with a settled place are written at once; the rest one by one, whatever hangs on them."""
    units, new = _units(rows, writing), {row.code for row in writing.draft.new}
    sector_rows = {row.code for row in writing.draft.sectors}
    parents_in_sheet = {row.sector for row in writing.draft.sectors}
    easy = [row for row in rows if row.code in new - parents_in_sheet and row.sector not in sector_rows]
    simple = {row.code for row in easy}
    for row in rows:
        if row.code not in simple:
            since = writing.places[row.code][2] if row.code in writing.places else writing.draft.on
            replant(units[row.code], units[row.sector], on=since, line=Line.SECTOR)
    _bulk_sector(easy, units, writing)
    return [writing.audit("unit_moved", row, parent=units[row.sector], line="sector") for row in rows]


def _bulk_sector(rows: Sequence[UnitRow], units: dict[str, Unit], writing: _Writing) -> None:
    on = writing.draft.on
    paths = {
        unit.code: (unit.path, unit.depth)
        for unit in Unit.objects.at(on, Line.SECTOR).filter(pk__in=_keys(rows, units))
    }
    Placement.objects.bulk_create(
        (
            _sector_row(units[row.code], units[row.sector], paths.get(row.sector), writing.places[row.code][2])
            for row in rows
        ),
        batch_size=2000,
    )


def _keys(rows: Sequence[UnitRow], units: dict[str, Unit]) -> set[int]:
    return {units[row.sector].pk for row in rows}


def _sector_row(unit: Unit, parent: Unit, place: tuple[str, int] | None, since: date) -> Placement:
    above, depth = place or (f"{parent.pk}.", 1)
    path = f"{above}{unit.pk}."
    return Placement(unit=unit, parent=parent, path=path, depth=depth + 1, valid_from=since, line=Line.SECTOR)


def _count(rows: Sequence[UnitRow], writing: _Writing) -> list[AuditEntry]:
    counts = [
        MemberCount(
            unit_id=writing.keys[row.code],
            members=row.members or 0,
            counted_on=row.counted_on or writing.draft.on,
            source=row.source,
        )
        for row in rows
    ]
    MemberCount.objects.bulk_create(
        counts,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["unit", "counted_on", "source"],
        update_fields=["members"],
    )
    return [writing.audit("members_counted", row, members=row.members, source=row.source) for row in rows]
