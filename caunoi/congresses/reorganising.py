"""What a reorganisation does to congresses that are still to be held: carried to the successor, or postponed with the reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from caunoi.congresses.actions.dates import DateChange, set_congress_dates
from caunoi.congresses.enums import CongressState, PostponeCause
from caunoi.congresses.followers import CongressMove, follow
from caunoi.congresses.models import Congress, CongressDate
from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Consequence, Line
from caunoi.orgs.enums import SuccessionKind
from caunoi.orgs.reorganising.planning import Plan

SOME = 500
KEPT = ("starts_on", "ends_on", "state", "cause", "state_reason")


def _ahead(plan: Plan) -> list[Congress]:
    """Congresses of units that end which have not been held."""
    rows: list[Congress] = []
    keys = plan.ended_ids
    for start in range(0, len(keys), 5_000):
        some = Congress.objects.filter(unit__in=keys[start : start + 5_000])
        rows += some.exclude(state=CongressState.HELD).order_by("pk")
    return rows


def _carried(plan: Plan, rows: Sequence[Congress]) -> dict[int, int]:
    """Congress → the unit that holds it instead: one that goes on with the same work under another code, and has none."""
    heirs = {item.unit_id: item.main_heir for item in plan.ended if item.succession == SuccessionKind.RENAMED}
    wanted = {row.pk: (heirs[row.unit_id], row.cycle_id) for row in rows if heirs.get(row.unit_id)}
    there = Congress.objects.filter(unit__in={unit for unit, _cycle in wanted.values() if unit})
    taken = set(there.values_list("unit", "cycle"))
    found: dict[int, int] = {}
    for pk, (unit, cycle) in wanted.items():
        if unit is not None and (unit, cycle) not in taken:
            taken.add((unit, cycle))
            found[pk] = unit
    return found


def _preview(plan: Plan) -> list[Line]:
    rows = _ahead(plan)
    carried = _carried(plan, rows)
    dropped = [row for row in rows if row.pk not in carried]
    dated = sum(row.starts_on is not None for row in dropped)
    return [
        Line(_("congresses still to be held go to the successor"), len(carried)),
        Line(_("congresses still to be held are postponed: the unit is being rearranged"), len(dropped)),
        Line(_("of these have a day, which falls away"), dated, "warning"),
    ]


def _apply(plan: Plan, by: Any, now: datetime) -> Any:
    rows = _ahead(plan)
    carried = _carried(plan, rows)
    dropped = [row for row in rows if row.pk not in carried]
    before = [[row.pk, *(_plain(getattr(row, name)) for name in KEPT)] for row in dropped]
    for pk, unit in carried.items():
        Congress.objects.filter(pk=pk).update(unit=unit)
    last = CongressDate.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _postpone(dropped, _("The unit ended under %(basis)s.") % {"basis": plan.basis}, by, now)
    decisions = CongressDate.objects.filter(pk__gt=last, congress__in=[row.pk for row in dropped])
    moved = [[row.pk, row.unit_id, carried[row.pk]] for row in rows if row.pk in carried]
    return {"carried": moved, "before": before, "decisions": list(decisions.values_list("pk", flat=True))}


def _postpone(rows: Sequence[Congress], reason: str, by: Any, now: datetime) -> None:
    """Dated ones lose their day, so that what hangs on it follows; the others only change their state."""
    cause = PostponeCause.MERGING
    dated = [DateChange(row.pk, None, None, reason, cause) for row in rows if row.starts_on]
    for start in range(0, len(dated), SOME):
        set_congress_dates(dated[start : start + SOME], by=by, now=now)
    undated = [row for row in rows if not row.starts_on]
    state = CongressState.POSTPONED
    for start in range(0, len(undated), SOME):
        some = Congress.objects.filter(pk__in=[row.pk for row in undated[start : start + SOME]])
        some.update(state=state, cause=cause, state_reason=reason[:300])
    decided = {"state": state, "reason": reason[:300], "decided_by": by, "decided_at": now}
    CongressDate.objects.bulk_create([CongressDate(congress=row, **decided) for row in undated], batch_size=SOME)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _undo(data: Any, by: Any, now: datetime) -> None:
    for pk, unit, heir in data["carried"]:
        if not Congress.objects.filter(pk=pk, unit=heir).exclude(state=CongressState.HELD).update(unit=unit):
            raise _changed()
    CongressDate.objects.filter(pk__in=data["decisions"]).delete()
    moves = []
    for pk, *values in data["before"]:
        former = dict(zip(KEPT, values, strict=True))
        standing = Congress.objects.filter(pk=pk, state=CongressState.POSTPONED, starts_on__isnull=True)
        if not standing.update(**former):
            raise _changed()
        row = Congress.objects.get(pk=pk)
        if row.starts_on:
            moves.append(CongressMove(row.pk, row.unit_id, row.starts_on, row.ends_on))
    if moves:
        follow(moves, by=by, now=now)


def _changed() -> Refused:
    return Refused(_("A congress of one of these units was changed since."), code="congress_changed")


CONSEQUENCE = Consequence("congresses.planned", 30, _preview, _apply, _undo)
