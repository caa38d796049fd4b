"""Bringing a campaign's days in line with what they hang on: the one place where days are written.

Everything runs in one transaction with its audit entry. Where people are to be told, the days that they knew until now
are noted with it, unit by unit (``DateChange``); the digest reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone

from caunoi.campaigns.models import Anchor, Campaign, DateChange, OwnPlan, Wave, Window
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.campaigns.schedule.expressions import Event
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.spans import OPEN, Span
from caunoi.campaigns.schedule.steps import Step
from caunoi.core import audit
from caunoi.orgs.unit_import.inserting import insert_rows

Days = dict[str, tuple[str | None, str | None]]  # duty key → first and last day


@dataclass(frozen=True)
class Redated:
    """How many rows got other days."""

    anchors: int = 0
    waves: int = 0
    windows: int = 0
    assignments: int = 0

    def __add__(self, other: "Redated") -> "Redated":
        return Redated(**{name: value + getattr(other, name) for name, value in vars(self).items()})


@transaction.atomic
def redate(campaign: Campaign, *, by: Any, now: datetime) -> Redated:
    """Bring waves, windows and open assignments in line with the anchors; touch nothing else. Safe to run twice."""
    anchors = _follow_congresses(campaign)
    return apply_redating(Redating(campaign, timezone.localdate(now)), by=by, now=now, anchors=anchors)


@transaction.atomic
def apply_redating(redating: Redating, *, by: Any, now: datetime, anchors: int = 0, telling: bool = False) -> Redated:
    """Write what was worked out. ``telling``: note the days that people knew until now, for the digest."""
    campaign = redating.campaign
    waves, windows = redating.spans()
    changed = Redated(
        anchors=anchors,
        waves=_store(Wave.objects.filter(campaign=campaign), waves),
        windows=_store(Window.objects.filter(wave__campaign=campaign), windows),
        assignments=_write(campaign, redating.steps(), now if telling else None),
    )
    if changed != Redated():
        audit.record("campaign.redated", campaign, by=by, now=now, unit_id=campaign.unit_id, **changed.__dict__)
    return changed


@transaction.atomic
def redate_branch(plan: OwnPlan, *, by: Any, now: datetime) -> int:
    """Bring the open assignments of one own plan's branch in line with it; people are told by the digest. Return how many."""
    whole = Redating(plan.superior, timezone.localdate(now))
    branch = next((one for one in whole.branches if one.plan == plan.pk), None)
    changed = _write(plan.superior, replace(whole, branch=branch).steps(), now) if branch else 0
    if changed:
        detail = {"own_plan": plan.pk, "assignments": changed}
        audit.record("campaign.redated", plan.superior, by=by, now=now, unit_id=plan.unit_id, **detail)
    return changed


def date_new(campaign: Campaign, *, now: datetime) -> None:
    """Give the assignments handed out at ``now`` the days of their own unit. Touches no other."""
    redating = Redating(campaign, timezone.localdate(now))
    is_by_plan_alone = all(isinstance(anchor, Event) for anchor in redating.needed)
    if not is_by_plan_alone or redating.branches:
        for step in redating.steps():
            step.write(step.rows().filter(assigned_at=now))


def _write(campaign: Campaign, steps: Iterable[Step], noted_at: datetime | None) -> int:
    changed = 0
    before: dict[int, Days] = {}
    for step in steps:
        rows = step.rows()
        if noted_at:
            _remember(before, rows)
        changed += step.write(rows)
    notes = [(campaign.pk, unit, days, noted_at) for unit, days in before.items()]
    insert_rows(DateChange, ("campaign", "unit", "before", "noted_at"), notes)
    return changed


def _remember(before: dict[int, Days], rows: AssignmentQuerySet) -> None:
    """The days are read as text, as they are kept: a day that is parsed and written again costs more than its row."""
    first, last = (Cast(name, models.CharField()) for name in ("starts_on", "due_on"))
    for unit, duty, starts, ends in rows.values_list("unit_id", "duty_id", first, last):
        before.setdefault(unit, {})[str(duty)] = (starts, ends)


def _follow_congresses(campaign: Campaign) -> int:
    moved = []
    for anchor in campaign.anchors.filter(congress__starts_on__isnull=False).select_related("congress"):
        congress = anchor.congress
        if congress and (anchor.starts_on, anchor.ends_on) != (congress.starts_on, congress.ends_on):
            anchor.starts_on, anchor.ends_on = congress.starts_on, congress.ends_on
            moved.append(anchor)
    Anchor.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)


def _store(parts: models.QuerySet[Any], spans: Mapping[int, Span]) -> int:
    moved = []
    for part in parts:
        span = spans.get(part.pk, OPEN)
        if (part.starts_on, part.ends_on) != (span.starts_on, span.ends_on):
            part.starts_on, part.ends_on = span.starts_on, span.ends_on
            moved.append(part)
    parts.model.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)
