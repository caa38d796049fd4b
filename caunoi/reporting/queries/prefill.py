"""What the registers already know of a report, and the rows behind each of its figures.

A figure that no register holds anything about is None, never nought: the unit states it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from caunoi.campaigns.models import Activity, Anchor, OwnPlan
from caunoi.campaigns.models.activities import ActivityFigure, ActivityQuerySet
from caunoi.congresses.enums import CongressState
from caunoi.congresses.models import Congress
from caunoi.orgs.models import MemberCount
from caunoi.orgs.permissions import Someone, may
from caunoi.orgs.roles import Right
from caunoi.reporting.form_lines import lines_of
from caunoi.reporting.indicators import Indicator, catalogue
from caunoi.reporting.models import Filing, ReportForm

Known = dict[int, dict[str, int]]  # by unit, then by source or code of the indicator


@dataclass(frozen=True)
class Behind:
    """One row that a figure is made of. ``activity_id`` leads to the activity, where it is one."""

    text: str
    on: date | None
    value: int
    activity_id: int | None = None


def prefill(filing: Filing, *, on: date) -> dict[str, int | None]:
    """By code, for every typed line of the filing's version; six queries."""
    known = prefill_many(filing.form, [filing.unit_id], on=on)[filing.unit_id]
    return {line.code: known.get(line.code) for line in lines_of(filing.version) if line.is_typed}


def prefill_many(form: ReportForm, unit_ids: Sequence[int], *, on: date) -> Known:
    """Of each unit what its registers know on the day, by code of the catalogue; six queries. Some thousands at once."""
    known: Known = {pk: {} for pk in unit_ids}
    for pk, values in _figures(form, unit_ids, on).items():
        known[pk] |= values
    by_source = {one.computed_from: code for code, one in catalogue().indicators.items()}
    for source, rows_of in _REGISTERS.items():
        code = by_source[source]
        for unit, row in rows_of(form, unit_ids, on):
            known[unit][code] = known[unit].get(code, 0) + row.value
    return known


def evidence_of(filing: Filing, code: str, user: Someone, *, on: date) -> list[Behind]:
    """The rows behind the figure, the newest first, for who may see the unit; empty where the unit states it itself."""
    one = catalogue().indicators.get(code)
    if one is None or not may(user, Right.VIEW, filing.unit, on=on):
        return []
    if one.figure:
        rows = [_behind(figure.activity, figure.value) for figure in _counting(filing.form, [filing.unit_id], one, on)]
    elif rows_of := _REGISTERS.get(one.computed_from):
        rows = [row for _unit, row in rows_of(filing.form, [filing.unit_id], on)]
    else:
        rows = []
    return sorted(rows, key=lambda row: row.on or date.min, reverse=True)


def last_day(form: ReportForm, on: date) -> date:
    """Until when the report counts: the last day of its wave, no later than ``on``."""
    return min(on, form.wave.ends_on or on) if form.wave else on


def activities_of(form: ReportForm, on: date) -> ActivityQuerySet:
    """Of all units, those whose figures the form asks for."""
    rows = Activity.objects.counted().filter(campaign=form.campaign_id, done_on__lte=on)
    return rows.filter(wave=form.wave_id) if form.wave_id else rows


def _activities(form: ReportForm, unit_ids: Sequence[int], on: date) -> ActivityQuerySet:
    return activities_of(form, on).filter(unit__in=unit_ids)


def _figures(form: ReportForm, unit_ids: Sequence[int], on: date) -> Known:
    told = {(one.figure, kind): one.code for one in catalogue().indicators.values() if one.figure for kind in one.kinds}
    rows = ActivityFigure.objects.filter(activity__in=_activities(form, unit_ids, on).values("pk")).order_by()
    known: Known = defaultdict(lambda: defaultdict(int))
    for unit, kind, figure, total in rows.values_list("activity__unit", "activity__kind", "code").annotate(
        Sum("value")
    ):
        if code := told.get((figure, kind)):
            known[unit][code] += total
    return known


def _counting(form: ReportForm, unit_ids: Sequence[int], one: Indicator, on: date) -> QuerySet[ActivityFigure]:
    activities = _activities(form, unit_ids, on).filter(kind__in=one.kinds)
    rows = ActivityFigure.objects.filter(code=one.figure, activity__in=activities.values("pk"))
    return rows.select_related("activity")


def _behind(activity: Activity, value: int) -> Behind:
    return Behind(activity.title, activity.done_on, value, activity.pk)


Rows = Iterator[tuple[int, Behind]]


def _costs(form: ReportForm, unit_ids: Sequence[int], on: date) -> Rows:
    for activity in _activities(form, unit_ids, on).filter(cost__isnull=False):
        yield activity.unit_id, _behind(activity, activity.cost or 0)


def _papers(form: ReportForm, unit_ids: Sequence[int], on: date) -> Rows:
    """The plan itself, of its issuer, and own plans in force: those of the days of the wave, so that none counts twice."""
    campaign, end = form.campaign, last_day(form, on)
    start = (form.wave.starts_on if form.wave else None) or date.min
    moments: list[tuple[int, str, Any]] = []
    if campaign.unit_id in unit_ids:
        moments.append((campaign.unit_id, str(campaign.instrument), campaign.issued_at))
    plans = OwnPlan.objects.filter(superior=campaign, unit__in=unit_ids, campaign__isnull=False)
    moments += [(plan.unit_id, str(plan.campaign), plan.adopted_at) for plan in plans.select_related("campaign")]
    for unit, text, moment in moments:
        day = timezone.localdate(moment) if moment else None
        if day and start <= day <= end:
            yield unit, Behind(text, day, 1)


def _members(form: ReportForm, unit_ids: Sequence[int], on: date) -> Rows:
    counts = MemberCount.objects.filter(unit__in=unit_ids, counted_on__lte=last_day(form, on))
    newest = {count.unit_id: count for count in counts.order_by("counted_on", "pk")}
    for unit, count in newest.items():
        yield unit, Behind(count.source, count.counted_on, count.members)


def _congresses(form: ReportForm, unit_ids: Sequence[int], on: date) -> QuerySet[Congress]:
    """Of the cycles that the campaign's events belong to."""
    cycles = Anchor.objects.filter(campaign=form.campaign_id, congress__isnull=False).values("congress__cycle")
    return Congress.objects.filter(unit__in=unit_ids, cycle__in=cycles)


def _due(form: ReportForm, unit_ids: Sequence[int], on: date) -> Rows:
    for congress in _congresses(form, unit_ids, on):
        yield congress.unit_id, Behind(congress.title, congress.starts_on, 1)


def _held(form: ReportForm, unit_ids: Sequence[int], on: date) -> Rows:
    """Nought for one that is still to be held: the register knows of it."""
    end = last_day(form, on)
    for congress in _congresses(form, unit_ids, on):
        day = congress.ends_on or congress.starts_on
        was_held = congress.state == CongressState.HELD and day is not None and day <= end
        yield congress.unit_id, Behind(congress.title, day, int(was_held))


_REGISTERS: dict[str, Callable[[ReportForm, Sequence[int], date], Rows]] = {
    "cost": _costs,
    "instruments": _papers,
    "members": _members,
    "congress:due": _due,
    "congress:held": _held,
}
