"""Writing a plan: rows set by set, whatever the number of units; what is returned is enough to take it all back.

Runs inside the caller's transaction, after ``take_turn``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.models import AuditEntry
from caunoi.core.text import fold
from caunoi.orgs.enums import Line, SuccessionKind
from caunoi.orgs.models import Designation, MemberCount, Placement, Succession, Unit, User
from caunoi.orgs.reorganising.counts import carried_counts
from caunoi.orgs.reorganising.planning import Ended, Plan
from caunoi.orgs.reorganising.runs import to_runs
from caunoi.orgs.reorganising.seating import reseated
from caunoi.orgs.reorganising.shape import Node
from caunoi.orgs.unit_import.checking import chunks
from caunoi.orgs.unit_import.inserting import insert_rows

SOME = 5_000
_PLACE = ("unit", "line", "parent", "path", "depth", "valid_from")
_NAME = ("unit", "name", "short_name", "kind", "folded", "valid_from")


@dataclass(frozen=True)
class Writer:
    by: User | None
    now: datetime


def write_plan(plan: Plan, *, by: User | None, now: datetime) -> tuple[Plan, dict[str, Any]]:
    """The plan with the real keys of the units set up, and the data by which ``undoing`` restores the tree."""
    writer = Writer(by, now)
    ids = _create_units(plan)
    undo: dict[str, Any] = {"created": to_runs(ids.values())}
    for line in Line:
        undo[f"seats:{line}"] = _seat(plan, line, ids)
    undo["names"] = _name(plan, ids)
    plan = with_ids(plan, ids)
    undo["closed"] = _close(plan)
    undo["successions"] = _succeed(plan)
    undo["counts"] = _count(plan)
    _audit(plan, ids, writer)
    return plan, undo


def with_ids(plan: Plan, ids: dict[int, int]) -> Plan:
    def real(item: Ended) -> Ended:
        return replace(
            item, heirs=tuple(replace(heir, unit_id=ids.get(heir.unit_id, heir.unit_id)) for heir in item.heirs)
        )

    return Plan(plan.on, plan.basis, plan.shape, tuple(map(real, plan.ended)), tuple(map(real, plan.shrunk)))


def _create_units(plan: Plan) -> dict[int, int]:
    new = [node for node in plan.shape.nodes.values() if node.is_new]
    insert_rows(Unit, ("code", "opened_on", "province_code"), [(node.code, plan.on, "") for node in new])
    keys: dict[str, int] = {}
    for some in chunks([node.code for node in new], SOME):
        keys |= dict(Unit.objects.filter(code__in=some).values_list("code", "pk"))
    return {node.key: keys[node.code] for node in new}


def _seat(plan: Plan, line: Line, ids: dict[int, int]) -> dict[str, Any]:
    changed = reseated(plan.shape, line, ids)
    seats = [node.seat if line == Line.TERRITORY else node.sector_seat for node, _path in changed]
    undo = _end_rows(Placement, [(seat.row, seat.since) for seat in seats], plan.on, _PLACE)
    rows = []
    for node, path in changed:
        if path:
            above = node.parent if line == Line.TERRITORY else node.sector
            key, parent = ids.get(node.key, node.key), ids.get(above or 0, above)
            rows.append((key, line.value, parent, path, path.count("."), plan.on))
    insert_rows(Placement, _PLACE, rows)
    undo["made"] = _made(Placement, [row[0] for row in rows], plan.on, line=line)
    return undo


def _end_rows(
    model: type[models.Model], rows: Iterable[tuple[int | None, date | None]], on: date, fields: Sequence[str]
) -> dict[str, Any]:
    """End rows on the day; those that only began that day never held and go, kept whole in what is returned."""
    held = [(row, since) for row, since in rows if row is not None]
    ended = [row for row, since in held if since != on]
    dropped: list[list[Any]] = []
    manager: Any = model._default_manager
    for some in chunks([row for row, since in held if since == on], SOME):
        names = ["pk", *(f"{name}_id" if name in {"unit", "parent"} else name for name in fields)]
        dropped += [
            [value.isoformat() if isinstance(value, date) else value for value in values]
            for values in manager.filter(pk__in=some).values_list(*names)
        ]
        manager.filter(pk__in=some).delete()
    for some in chunks(ended, SOME):
        manager.filter(pk__in=some).update(valid_to=on)
    return {"ended": to_runs(ended), "dropped": dropped}


def _made(model: type[models.Model], units: list[int], on: date, **more: Any) -> list[list[int]]:
    found: list[int] = []
    manager: Any = model._default_manager
    for some in chunks(units, SOME):
        found += manager.filter(unit__in=some, valid_from=on, **more).values_list("pk", flat=True)
    return to_runs(found)


def _name(plan: Plan, ids: dict[int, int]) -> dict[str, Any]:
    nodes = plan.shape.nodes.values()
    ending = [node for node in nodes if not node.is_new and (node.ended or node.is_renamed)]
    undo = _end_rows(Designation, [(node.named, node.named_since) for node in ending], plan.on, _NAME)
    named = [node for node in nodes if node.is_new or (node.is_renamed and not node.ended)]
    rows = [_designation(node, ids.get(node.key, node.key), plan.on) for node in named]
    insert_rows(Designation, _NAME, rows)
    return undo | {"made": _made(Designation, [row[0] for row in rows], plan.on)}


def _designation(node: Node, key: int, on: date) -> tuple[Any, ...]:
    return (key, node.name, node.short_name, node.kind, fold(f"{node.name} {node.short_name}"), on)


def _close(plan: Plan) -> list[list[int]]:
    for some in chunks(plan.ended_ids, SOME):
        Unit.objects.filter(pk__in=some).update(closed_on=plan.on)
    return to_runs(plan.ended_ids)


def _succeed(plan: Plan) -> list[list[int]]:
    rows = []
    for item in [*plan.ended, *plan.shrunk]:
        heirs: list[tuple[int | None, int, int]] = [(heir.unit_id, heir.part, heir.whole) for heir in item.heirs]
        heirs = heirs or [(None, 1, 1)]
        kind = item.succession if item.heirs else SuccessionKind.DISSOLVED.value
        rows += [
            Succession(
                unit_id=item.unit_id,
                successor_id=heir,
                kind=kind,
                effective_on=plan.on,
                basis=plan.basis,
                part=part,
                whole=whole,
            )
            for heir, part, whole in heirs
        ]
    return to_runs(row.pk for row in Succession.objects.bulk_create(rows, batch_size=1000))


def _count(plan: Plan) -> list[list[int]]:
    carried = carried_counts(plan)
    rows = []
    for item in carried:
        source = _("Reorganisation under %(basis)s") % {"basis": plan.basis}
        if item.known < item.asked:
            source += _(" (%(known)d of %(asked)d units had a number)") % {"known": item.known, "asked": item.asked}
        rows.append(MemberCount(unit_id=item.unit_id, counted_on=plan.on, members=item.members, source=source[:200]))
    typed = set()
    for some in chunks([row.unit_id for row in rows], SOME):
        same_day = MemberCount.objects.filter(unit__in=some, counted_on=plan.on)
        typed |= set(same_day.values_list("unit", "source"))
    new = [row for row in rows if (row.unit_id, row.source) not in typed]
    return to_runs(row.pk for row in MemberCount.objects.bulk_create(new, batch_size=1000))


def _audit(plan: Plan, ids: dict[int, int], writer: Writer) -> None:
    """One line for every unit set up, ended, called otherwise or given another unit above it."""
    sample = audit.entry("", Unit(pk=0), by=writer.by, now=writer.now)
    who = (sample.at, sample.actor_id, sample.actor_label, sample.target_type, "")
    on = plan.on.isoformat()
    rows: list[tuple[Any, ...]] = []

    def note(action: str, key: int, **detail: Any) -> None:
        rows.append((*who, f"orgs.{action}", str(key), key, {"on": on, "basis": plan.basis, **detail}))

    for node in plan.shape.nodes.values():
        key, parent = ids.get(node.key, node.key), ids.get(node.parent or 0, node.parent)
        if node.is_new:
            note("unit_created", key, code=node.code, parent=parent)
        elif node.ended:
            item = plan.ended_unit(key)
            note("unit_closed", key, successors=[heir.unit_id for heir in item.heirs] if item else [])
        else:
            if node.parent != node.seat.parent:
                note("unit_moved", key, parent=parent, line=Line.TERRITORY.value)
            if node.sector != node.sector_seat.parent:
                note("unit_moved", key, parent=ids.get(node.sector or 0, node.sector), line=Line.SECTOR.value)
            if node.is_renamed:
                note("unit_renamed", key, name=node.name, kind=node.kind)
    fields = ("at", "actor_id", "actor_label", "target_type", "seal", "action", "target_id", "unit_id", "detail")
    insert_rows(AuditEntry, fields, rows)
