"""A reorganisation checked, applied, undone: each in one transaction that also changes its state. Safe to run twice.

Whoever calls has set the state that says so (CHECKING, APPLYING, UNDOING); only the state says what comes next.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Line, apply_all, preview_all, restored_all, undo_all
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import Reorganisation, Unit, User
from caunoi.orgs.placing import take_turn
from caunoi.orgs.reorganising.checking import check_steps
from caunoi.orgs.reorganising.counts import carried_counts
from caunoi.orgs.reorganising.planning import Plan
from caunoi.orgs.reorganising.sheet import title_of
from caunoi.orgs.reorganising.steps import StepProblem, steps_of
from caunoi.orgs.reorganising.undoing import undo_plan
from caunoi.orgs.reorganising.writing import write_plan

logger = logging.getLogger(__name__)
PROBLEMS_KEPT = 2_000


def _in_state(pk: int, *states: State) -> QuerySet[Reorganisation]:
    return Reorganisation.objects.filter(pk=pk, state__in=states)


def plan_of(reorganisation: Reorganisation) -> tuple[Plan, list[StepProblem]]:
    """The plan against the tree of its day; Refused where the branch did not stand then."""
    on = reorganisation.effective_on
    under = Unit.objects.at(on).filter(pk=reorganisation.unit_id).first()
    if under is None:
        raise Refused(_("Your unit does not stand on %(day)s.") % {"day": f"{on:%d/%m/%Y}"}, code="unit_not_standing")
    return check_steps(steps_of(reorganisation), on=on, under=under, basis=reorganisation.basis)


def numbers_of(plan: Plan) -> dict[str, int]:
    """What becomes of the tree, in units."""
    nodes = plan.shape.nodes.values()
    standing = [node for node in nodes if not node.ended and not node.is_new]
    return {
        "created": sum(node.is_new for node in nodes),
        "ended": len(plan.ended),
        "split": len(plan.shrunk),
        "moved": sum(node.parent != node.seat.parent for node in standing),
        "sector": sum(node.sector != node.sector_seat.parent for node in standing),
        "renamed": sum(node.is_renamed for node in standing),
    }


def _lines(plan: Plan) -> list[Line]:
    carried = carried_counts(plan)
    unknown = sum(item.known < item.asked for item in carried)
    own = [
        Line(_("numbers of members are added up or shared out"), len(carried)),
        Line(_("of these are not whole: a unit it comes from has no number"), unknown, "warning"),
    ]
    return [line for line in own if line.number] + preview_all(plan)


def check_now(pk: int, *, now: datetime) -> None:
    """The dry run: problems, or what will happen in numbers, are kept with the draft."""
    reorganisation = _in_state(pk, State.CHECKING).first()
    if reorganisation is None:
        logger.info("reorganisation %s needs no check", pk)
        return
    try:
        values = _checked(*plan_of(reorganisation))
    except Refused as refused:
        values = {"problems": [], "numbers": {}, "lines": [], "refusal": str(refused.message)[:500]}
    _in_state(pk, State.CHECKING).update(state=State.DRAFT, checked_at=now, **values)


def _checked(plan: Plan, problems: list[StepProblem]) -> dict[str, Any]:
    if problems:
        kept = [[item.number, title_of(item.column), item.message] for item in problems[:PROBLEMS_KEPT]]
        return {"problems": kept, "numbers": {"problems": len(problems)}, "lines": [], "refusal": ""}
    lines = [[line.label, line.number, line.tone] for line in _lines(plan)]
    return {"problems": [], "numbers": numbers_of(plan), "lines": lines, "refusal": ""}


def apply_now(pk: int, *, now: datetime) -> bool:
    """Write the plan and everything that follows from it, or nothing. A tree that changed since the check sends it back to
    the draft with its new problems; False then."""
    reorganisation = _in_state(pk, State.APPLYING).select_related("decided_by").first()
    if reorganisation is None:
        logger.info("reorganisation %s needs no applying", pk)
        return False
    try:
        with transaction.atomic():
            _apply(reorganisation, now)
    except Refused as refused:
        values = {"state": State.DRAFT, "checked_at": None, "refusal": str(refused.message)[:500]}
        _in_state(pk, State.APPLYING).update(**values)
        return False
    return True


def _apply(reorganisation: Reorganisation, now: datetime) -> None:
    take_turn()
    plan, problems = plan_of(reorganisation)
    if problems:
        message = _("The tree has changed since this was checked: %(problem)s.") % {"problem": problems[0].message}
        raise Refused(message, code="stale")
    by, numbers = reorganisation.decided_by, numbers_of(plan)
    plan, undo = write_plan(plan, by=by, now=now)
    undo["consequences"] = apply_all(plan, by=by, now=now)
    values = {"state": State.APPLIED, "applied_at": now, "undo": undo, "numbers": numbers, "refusal": ""}
    if not _in_state(reorganisation.pk, State.APPLYING).update(**values):
        raise Refused(_("This reorganisation is being applied already."), code="not_ready")
    detail = {"on": plan.on, "basis": plan.basis, **numbers}
    audit.record("orgs.reorganised", reorganisation, by=by, now=now, unit_id=reorganisation.unit_id, **detail)


def undo_now(pk: int, *, by: User | None, now: datetime) -> bool:
    """Bring everything back, or nothing: False, and the reason is kept with it."""
    reorganisation = _in_state(pk, State.UNDOING).first()
    if reorganisation is None:
        logger.info("reorganisation %s needs no undoing", pk)
        return False
    try:
        with transaction.atomic():
            take_turn()
            undo = reorganisation.undo
            undo_all(undo["consequences"], by=by, now=now)
            undo_plan(undo, on=reorganisation.effective_on)
            restored_all(undo["consequences"], by=by, now=now)
            values: dict[str, Any] = {
                "state": State.UNDONE,
                "undone_at": now,
                "undone_by": by,
                "undo": {},
                "refusal": "",
            }
            _in_state(pk, State.UNDOING).update(**values)
            audit.record("orgs.reorganisation_undone", reorganisation, by=by, now=now, unit_id=reorganisation.unit_id)
    except Refused as refused:
        _in_state(pk, State.UNDOING).update(state=State.APPLIED, refusal=str(refused.message)[:500])
        return False
    return True
