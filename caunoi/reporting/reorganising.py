"""What a reorganisation does to inspections: planned visits, open recommendations and charges go to the successor.

Visits that have begun and everything on record stay with the unit that was visited: the record says what was found there.
Its successor is noted as the heir, who reads it and answers it. What an inspecting unit or a department had in hand
(visits, checklists, charges) goes to the one that goes on with its work.
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
from caunoi.reporting.models import Charge, Checklist, Recommendation, Visit
from caunoi.reporting.reorganised_reports import REPORTS

SOME = 5_000
Rows = list[tuple[int, int, int]]  # key, unit that ends, successor


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + SOME] for start in range(0, len(keys), SOME))


def _in_hand(plan: Plan) -> dict[str, tuple[Any, str, Rows]]:
    """What ended units inspect with, and what is on record about them: name → model, field, rows for the successor."""
    begun = Visit.objects.exclude(state__in=(VisitState.PLANNED, VisitState.CANCELLED))
    found: dict[str, tuple[QuerySet[Any], str]] = {
        "inherited": (begun.filter(unit__in=plan.ended_ids, heir__isnull=True), "unit"),
        "passed_on": (begun.filter(heir__in=plan.ended_ids), "heir"),
        "held": (Visit.objects.exclude(state=VisitState.CANCELLED).filter(held_by__in=plan.ended_ids), "held_by"),
        "checklists": (Checklist.objects.filter(unit__in=plan.ended_ids), "unit"),
        "given": (Charge.objects.filter(given_by__in=plan.ended_ids, ends_on__isnull=True), "given_by"),
    }
    into = {"inherited": "heir"}
    return {
        name: (rows.model, into.get(name, field), _to_heirs(plan, rows, field)) for name, (rows, field) in found.items()
    }


def _departments(plan: Plan) -> tuple[Rows, list[int]]:
    """Open charges of departments that end: those that another goes on with, once each; the keys of the others."""
    ending = Charge.objects.filter(department__in=plan.ended_ids, ends_on__isnull=True).exclude(unit__in=plan.ended_ids)
    open_ = Charge.objects.filter(ends_on__isnull=True, department__in=set(plan.heir_of.values()))
    having = set(open_.values_list("department_id", "unit_id"))
    units = dict(ending.values_list("pk", "unit_id"))
    moved: Rows = []
    for pk, department, heir in _to_heirs(plan, ending, "department"):
        if (heir, units[pk]) not in having:
            having.add((heir, units[pk]))
            moved.append((pk, department, heir))
    return moved, sorted(set(units) - {row[0] for row in moved})


def _planned(plan: Plan) -> QuerySet[Visit]:
    return Visit.objects.filter(unit__in=plan.ended_ids, state=VisitState.PLANNED)


def _open(plan: Plan) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(unit__in=plan.ended_ids).exclude(state=FollowUp.CLOSED)


def _charges(plan: Plan) -> QuerySet[Charge]:
    return Charge.objects.filter(unit__in=plan.ended_ids, ends_on__isnull=True)


def _to_heirs(plan: Plan, rows: QuerySet[Any], field: str = "unit") -> Rows:
    heirs = plan.heir_of
    found = rows.order_by("pk").values_list("pk", f"{field}_id")
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
    hand, (departments, ending) = _in_hand(plan), _departments(plan)
    return [
        Line(_("planned inspection visits go to the successor"), len(visits)),
        Line(
            _("planned inspection visits are cancelled: the successor has the same one, or there is none"),
            _planned(plan).count() - len(visits),
        ),
        Line(_("open recommendations go to the successor"), len(asked)),
        Line(_("open recommendations stay without anybody who remedies them"), left, "warning"),
        Line(
            _("charges of departments and persons go to the successor"), len(_charges_to_move(plan)) + len(departments)
        ),
        Line(_("charges end: their department ends and none goes on with its work"), len(ending), "warning"),
        Line(
            _("inspection records are read and answered by the successor"),
            len(hand["inherited"][2]) + len(hand["passed_on"][2]),
        ),
        Line(_("visits held by a unit that ends go to its successor"), len(hand["held"][2])),
    ]


def _apply(plan: Plan, by: Any, now: datetime) -> Any:
    visits, asked, charges = _visits_to_move(plan), _to_heirs(plan, _open(plan)), _charges_to_move(plan)
    cancelled = [pk for pk in _planned(plan).values_list("pk", flat=True) if pk not in {row[0] for row in visits}]
    ended = [pk for pk in _charges(plan).values_list("pk", flat=True) if pk not in {row[0] for row in charges}]
    hand, (departments, ending) = _in_hand(plan), _departments(plan)
    _give(Visit, visits)
    _give(Recommendation, asked)
    _give(Charge, charges)
    _give(Charge, departments, "department")
    for model, name, rows in hand.values():
        _give(model, rows, name)
    ended += ending
    reason = _("The unit ended under %(basis)s.") % {"basis": plan.basis}
    for keys in _chunks(cancelled):
        Visit.objects.filter(pk__in=keys).update(state=VisitState.CANCELLED, cancelled_reason=reason[:300])
    for keys in _chunks(ended):
        # One that is still to begin ends on its first day: it cannot end before.
        Charge.objects.filter(pk__in=keys).update(ends_on=Greatest("starts_on", Value(plan.on, DateField())))
    return {
        "visits": visits,
        "asked": asked,
        "charges": charges,
        "cancelled": cancelled,
        "ended": ended,
        "departments": departments,
        "applied_at": now.isoformat(),
        "hand": {name: rows for name, (_model, _field, rows) in hand.items()},
    }


def _give(model: Any, rows: Rows, field: str = "unit") -> None:
    for heir in {heir for _pk, _unit, heir in rows}:
        for keys in _chunks([pk for pk, _unit, other in rows if other == heir]):
            model.objects.filter(pk__in=keys).update(**{field: heir})


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
    _take_back(data)
    for keys in _chunks(data["cancelled"]):
        Visit.objects.filter(pk__in=keys).update(state=VisitState.PLANNED, cancelled_reason="")
    for keys in _chunks(data["ended"]):
        Charge.objects.filter(pk__in=keys).update(ends_on=None)


def _take_back(data: Any) -> None:
    """Hand back what was in hand. Refused where the successor has answered a record in the meantime."""
    hand = data["hand"]
    for name in ("inherited", "passed_on"):
        for pk, unit, heir in hand[name]:
            was = None if name == "inherited" else unit
            answered = Visit.objects.filter(pk=pk, confirmed_at__gt=data["applied_at"])
            if answered.exists() or not Visit.objects.filter(pk=pk, heir=heir).update(heir=was):
                raise Refused(_("An inspection that went to a successor has been worked on since."), code="inspected")
    for name, model, field in (
        ("held", Visit, "held_by"),
        ("checklists", Checklist, "unit"),
        ("given", Charge, "given_by"),
    ):
        for pk, unit, heir in hand[name]:
            model.objects.filter(**{"pk": pk, field: heir}).update(**{field: unit})
    for pk, department, heir in data["departments"]:
        Charge.objects.filter(pk=pk, department=heir).update(department=department)


CONSEQUENCES = (Consequence("reporting.inspections", 40, _preview, _apply, _undo), REPORTS)
