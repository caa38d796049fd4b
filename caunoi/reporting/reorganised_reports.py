"""What a reorganisation does to wave reports: what was sent keeps its unit, what was not is asked of who goes on.

Only forms that are open are touched: one that is closed has been consolidated in the tree of its time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Consequence, Line
from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.planning import Plan
from caunoi.reporting.actions.totals import rebuild_totals
from caunoi.reporting.enums import COUNTED, FILABLE, FilingState
from caunoi.reporting.models import BranchTotal, Filing, ReportForm

SOME = 5_000
Asked = dict[tuple[int, int], tuple[int, date | None]]  # (form, unit) → version, day


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + SOME] for start in range(0, len(keys), SOME))


def _open_forms() -> QuerySet[ReportForm]:
    return ReportForm.objects.filter(opened_at__isnull=False, closed_at__isnull=True).order_by("pk")


def _of_ended(plan: Plan) -> list[Filing]:
    """Reports of units that end, on open forms, that were not excused before."""
    needed = ("form_id", "version_id", "unit_id", "state", "due_on")
    rows: list[Filing] = []
    for keys in _chunks(plan.ended_ids):
        found = Filing.objects.filter(unit__in=keys, form__in=_open_forms(), excused_reason="")
        rows += found.order_by("pk").only(*needed)
    return rows


def _asked_instead(plan: Plan, unsent: Sequence[Filing]) -> Asked:
    """Successors that are asked for what their predecessors have not sent and that were not asked themselves: by the last
    day of theirs. A unit that is still to be set up has a key below zero."""
    heirs, forms = plan.heir_of, {filing.form_id for filing in unsent}
    having: set[tuple[int, int]] = set()
    for keys in _chunks(sorted({heir for heir in heirs.values() if heir > 0})):
        having |= set(Filing.objects.filter(form__in=forms, unit__in=keys).values_list("form_id", "unit_id"))
    asked: Asked = {}
    for filing in unsent:
        key = (filing.form_id, heirs.get(filing.unit_id, 0))
        if key[1] and key not in having:
            known = asked.get(key, (filing.version_id, filing.due_on))[1]
            asked[key] = (filing.version_id, max(filter(None, (known, filing.due_on)), default=None))
    return asked


def _preview(plan: Plan) -> list[Line]:
    rows = _of_ended(plan)
    unsent = [filing for filing in rows if filing.state in FILABLE]
    waiting = sum(filing.state == FilingState.SUBMITTED for filing in rows)
    return [
        Line(_("reports not sent fall away: their units end"), len(unsent)),
        Line(_("successors are asked for these reports instead"), len(_asked_instead(plan, unsent))),
        Line(_("reports sent stay with their units; their figures count below the successor"), len(rows) - len(unsent)),
        Line(_("of these still wait for approval: decide on them before the units end"), waiting, "warning"),
        Line(_("open report forms are summed anew in the new tree"), _open_forms().count()),
    ]


def _apply(plan: Plan, by: Any, now: datetime) -> Any:
    reason = (_("The unit ended under %(basis)s.") % {"basis": plan.basis})[:300]
    unsent = [filing for filing in _of_ended(plan) if filing.state in FILABLE]
    for keys in _chunks([filing.pk for filing in unsent]):
        Filing.objects.filter(pk__in=keys).update(excused_reason=reason)
    asked = _asked_instead(plan, unsent)
    made = [
        Filing(form_id=form, unit_id=unit, version_id=version, due_on=due_on)
        for (form, unit), (version, due_on) in sorted(asked.items())
    ]
    Filing.objects.bulk_create(made, batch_size=1_000)
    _rebuild(by, now)
    new = [node.code for node in plan.shape.nodes.values() if node.is_new]
    return {
        "reason": reason,
        "excused": [filing.pk for filing in unsent],
        "asked": [list(key) for key in sorted(asked)],
        "units": [
            pk for codes in _codes(new) for pk in Unit.objects.filter(code__in=codes).values_list("pk", flat=True)
        ],
    }


def _codes(codes: list[str]) -> Iterator[list[str]]:
    return (codes[start : start + SOME] for start in range(0, len(codes), SOME))


def _rebuild(by: Any, now: datetime) -> None:
    for form in _open_forms():
        rebuild_totals(form, by=by, now=now)


def _undo(data: Any, by: Any, now: datetime) -> None:
    """Sums hang on no unit that was set up any more; they are counted anew when the tree is back (``_restored``)."""
    for form, unit in data["asked"]:
        untouched = Filing.objects.filter(form=form, unit=unit, state=FilingState.NOT_SENT, revision=0, drafts=None)
        if not untouched.delete()[0]:
            raise Refused(_("A successor has begun the report that it was asked for instead."), code="reported")
    for keys in _chunks(data["excused"]):
        excused = Filing.objects.filter(pk__in=keys, excused_reason=data["reason"])
        excused.exclude(state__in=COUNTED).update(excused_reason="")
    for keys in _chunks(data["units"]):
        BranchTotal.objects.filter(unit__in=keys).delete()
        BranchTotal.objects.filter(Q(parent__in=keys)).update(parent=None)


def _restored(data: Any, by: Any, now: datetime) -> None:
    _rebuild(by, now)


REPORTS = Consequence("reporting.reports", 45, _preview, _apply, _undo, _restored)
