"""The tables that are taken away: reports with their values, activities with their figures. Read a few thousand units at a
time, in short queries of their own, so that a slow reader holds neither a cursor nor a transaction open."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.api.exports.table import Column, Kind, Table
from caunoi.api.queries.filings import lines_ever, version_in_force
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.models import Activity, ActivityFigure, Campaign
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine, sections_of
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.packing import unpack

UNITS_AT_ONCE = 2_000
ACTIVITIES_AT_ONCE = 2_000
FILING_FIELDS = (
    "unit_id", "pk", "state", "revision", "due_on", "first_sent_on", "excused_reason", "values", "narrative",
)  # fmt: skip


def filings_table(form: ReportForm, reach: UnitQuerySet, *, on: date) -> Table:
    """A row for each report of ``reach`` (units as ``at(on)`` gives them) on ``form``, a column for each line by its code.

    A set ("distinct") is given as how many things it holds; what is not stated is empty, never nought.
    """
    lines, sections = lines_ever(form), sections_of(version_in_force(form))
    columns = [
        Column("filing_id", _("Report number"), Kind.NUMBER),
        Column("unit_code", _("Code of the unit")),
        Column("unit_name", _("Unit")),
        Column("filing_state", _("State")),
        Column("filing_revision", _("Revision"), Kind.NUMBER),
        Column("due_on", _("Due on"), Kind.DAY),
        Column("first_sent_on", _("First sent on"), Kind.DAY),
        Column("excused_reason", _("Need not report, because")),
        *(Column(line.code, f"{line.name} ({line.measure})", Kind.NUMBER) for line in lines),
        *(Column(f"text.{section.code}", section.title) for section in sections),
    ]
    codes = [section.code for section in sections]
    return Table(columns, _filing_parts(form, reach, lines, codes, on))


def _filing_parts(
    form: ReportForm, reach: UnitQuerySet, lines: list[FormLine], sections: list[str], on: date
) -> Iterator[list[list[Any]]]:
    slots = [line.slot for line in lines]
    sets = [8 + place for place, line in enumerate(lines) if line.rule == Aggregation.DISTINCT]
    for ids in _batches(reach):
        named = _names(ids, on)
        found = Filing.objects.filter(form=form, unit__in=ids).order_by("unit_id").values_list(*FILING_FIELDS)
        part = []
        for unit, pk, state, revision, due_on, sent_on, excuse, values, narrative in found:
            stated = unpack(values)
            row = [pk, *named[unit], state, revision, due_on, sent_on, excuse, *map(stated.get, slots)]
            for place in sets:
                row[place] = row[place].bit_count() if row[place] is not None else None
            row += [narrative.get(code) for code in sections]
            part.append(row)
        yield part


def _batches(reach: UnitQuerySet) -> Iterator[list[int]]:
    """The numbers of the units in order, some at a time; eight bytes each is all that is kept of a whole country."""
    ids = sorted(reach.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), UNITS_AT_ONCE):
        yield ids[start : start + UNITS_AT_ONCE]


def _names(ids: list[int], on: date) -> dict[int, tuple[str, str]]:
    rows: Any = Unit.objects.at(on).filter(pk__in=ids).values_list("pk", "code", "called__name")
    return {pk: (code, name) for pk, code, name in rows}


def activities_table(campaign: Campaign, reach: UnitQuerySet, *, on: date) -> Table:
    """A row for each activity of ``reach`` in ``campaign`` that counts, a column for each figure that may be counted."""
    columns = [
        Column("activity_id", _("Activity number"), Kind.NUMBER),
        Column("unit_code", _("Code of the unit")),
        Column("unit_name", _("Unit")),
        Column("wave", _("Wave"), Kind.NUMBER),
        Column("theme", _("Theme"), Kind.NUMBER),
        Column("kind", _("Kind")),
        Column("title", _("What was done")),
        Column("done_on", _("When"), Kind.DAY),
        Column("place", _("Where")),
        Column("cost", _("Cost (đồng)"), Kind.NUMBER),
        Column("logged_on", _("Logged on"), Kind.DAY),
        *(Column(code, f"{figure.label} ({figure.measure})", Kind.NUMBER) for code, figure in FIGURES.items()),
    ]
    return Table(columns, _activity_parts(campaign, reach, on))


def _activity_parts(campaign: Campaign, reach: UnitQuerySet, on: date) -> Iterator[list[list[Any]]]:
    for ids in _batches(reach):
        named = _names(ids, on)
        last = 0
        standing = Activity.objects.counted().filter(campaign=campaign, unit__in=ids).order_by("pk")
        standing = standing.select_related("wave", "theme")
        while some := list(standing.filter(pk__gt=last)[:ACTIVITIES_AT_ONCE]):
            last = some[-1].pk
            figures = _figures(some)
            yield [_activity_row(activity, named, figures.get(activity.pk, {})) for activity in some]


def _figures(activities: list[Activity]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = ActivityFigure.objects.filter(activity__in=[activity.pk for activity in activities])
    for activity, code, value in rows.values_list("activity_id", "code", "value"):
        found.setdefault(activity, {})[code] = value
    return found


def _activity_row(activity: Activity, named: dict[int, tuple[str, str]], figures: dict[str, int]) -> list[Any]:
    return [
        activity.pk,
        *named[activity.unit_id],
        activity.wave.ordinal if activity.wave else None,
        activity.theme.position if activity.theme else None,
        activity.kind,
        activity.title,
        activity.done_on,
        activity.place,
        activity.cost,
        timezone.localdate(activity.logged_at),
        *map(figures.get, FIGURES),
    ]
