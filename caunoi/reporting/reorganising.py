"""What a reorganisation does to inspections: planned visits, open recommendations and charges go to the successor.

Visits that have begun and everything on record stay with the unit that was visited: the record says what was found there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Consequence, Line
from caunoi.orgs.reorganising.planning import Plan
from caunoi.reporting.enums import FollowUp, VisitState
from caunoi.reporting.models import Charge, Recommendation, Visit

SOME = 5_000
Rows = list[tuple[int, int, int]]  # key, unit that ends, successor


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + SOME] for start in range(0, len(keys), SOME))


def _planned(plan: Plan) -> QuerySet[Visit]:
    return Visit.objects.filter(unit__in=plan.ended_ids, state=VisitState.PLANNED)


def _open(plan: Plan) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(unit__in=plan.ended_ids).exclude(state=FollowUp.CLOSED)


def _charges(plan: Plan) -> QuerySet[Charge]:
    return Charge.objects.filter(unit__in=plan.ended_ids, ends_on__isnull=True)


def _to_heirs(plan: Plan, rows: QuerySet[Any]) -> Rows:
    heirs = plan.heir_of
    found = rows.order_by("pk").values_list("pk", "unit_id")
    return [(pk, unit, heirs[unit]) for pk, unit in found if unit in heirs]


def _charges_to_move(plan: Plan) -> Rows:
    """Less those whose holder looks after the successor already, or after two units that become one."""
    standing = Charge.objects.filter(ends_on__isnull=True)
    return _once(plan, _charges(plan), standing, "department", "person")


def _visits_to_move(plan: Plan) -> Rows:
    """Less those planned together with one of the successor, or of two units that become one: one visit is enough."""
    return _once(plan, _planned(plan), Visit.objects.all(), "client_key")


def _once(plan: Plan, ending: QuerySet[Any], standing: QuerySet[Any], *names: str) -> Rows:
    """Rows of ``ending`` that a successor may take: it has none that is the same by ``names``."""
    heirs = set(plan.heir_of.values())
    having: set[tuple[Any, ...]] = set(standing.filter(unit__in=heirs).values_list("unit_id", *names))
    same = {key: values for key, *values in ending.values_list("pk", *names)}
    moved: Rows = []
    for pk, unit, heir in _to_heirs(plan, ending):
        if (heir, *same[pk]) not in having:
            having.add((heir, *same[pk]))
            moved.append((pk, unit, heir))
    return moved


def _preview(plan: Plan) -> list[Line]:
    visits, asked = _visits_to_move(plan), _to_heirs(plan, _open(plan))
    left = _open(plan).count() - len(asked)
    return [
        Line(_("planned inspection visits go to the successor"), len(visits)),
        Line(
            _("planned inspection visits are cancelled: the successor has the same one, or there is none"),
            _planned(plan).count() - len(visits),
        ),
        Line(_("open recommendations go to the successor"), len(asked)),
        Line(_("open recommendations stay without anybody who remedies them"), left, "warning"),
        Line(_("charges of departments and persons go to the successor"), len(_charges_to_move(plan))),
    ]


def _apply(plan: Plan, by: Any, now: datetime) -> Any:
    visits, asked, charges = _visits_to_move(plan), _to_heirs(plan, _open(plan)), _charges_to_move(plan)
    cancelled = [pk for pk in _planned(plan).values_list("pk", flat=True) if pk not in {row[0] for row in visits}]
    ended = [pk for pk in _charges(plan).values_list("pk", flat=True) if pk not in {row[0] for row in charges}]
    _give(Visit, visits)
    _give(Recommendation, asked)
    _give(Charge, charges)
    reason = _("The unit ended under %(basis)s.") % {"basis": plan.basis}
    for keys in _chunks(cancelled):
        Visit.objects.filter(pk__in=keys).update(state=VisitState.CANCELLED, cancelled_reason=reason[:300])
    for keys in _chunks(ended):
        # One that is still to begin ends on its first day: it cannot end before.
        Charge.objects.filter(pk__in=keys).update(ends_on=Greatest("starts_on", Value(plan.on, DateField())))
    return {"visits": visits, "asked": asked, "charges": charges, "cancelled": cancelled, "ended": ended}


def _give(model: Any, rows: Rows) -> None:
    for heir in {heir for _pk, _unit, heir in rows}:
        for keys in _chunks([pk for pk, _unit, other in rows if other == heir]):
            model.objects.filter(pk__in=keys).update(unit=heir)


def _undo(data: Any, by: Any, now: datetime) -> None:
    standing = {
        "visits": Visit.objects.filter(state=VisitState.PLANNED),
        "asked": Recommendation.objects.filter(state=FollowUp.OPEN)
        | Recommendation.objects.filter(state=FollowUp.REPORTED),
        "charges": Charge.objects.filter(ends_on__isnull=True),
    }
    for name, rows in standing.items():
        for pk, unit, heir in data[name]:
            if not rows.filter(pk=pk, unit=heir).update(unit=unit):
                raise Refused(_("An inspection that went to a successor has been worked on since."), code="inspected")
    for keys in _chunks(data["cancelled"]):
        Visit.objects.filter(pk__in=keys).update(state=VisitState.PLANNED, cancelled_reason="")
    for keys in _chunks(data["ended"]):
        Charge.objects.filter(pk__in=keys).update(ends_on=None)


CONSEQUENCES = (Consequence("reporting.inspections", 40, _preview, _apply, _undo),)
