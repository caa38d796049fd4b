"""Who has filed, in time, and who need not and why: every node of a tree at once, from the rows that are kept."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from caunoi.campaigns.queries.counters import below
from caunoi.orgs.models import Unit
from caunoi.reporting.enums import COUNTED, FILABLE
from caunoi.reporting.models import BranchTotal, Filing, ReportForm
from caunoi.reporting.queries.board import Completeness
from caunoi.reporting.queries.totals import BranchTable
from caunoi.reporting.summing import COUNTS, contribution_of


def completeness(form: ReportForm) -> dict[int, Completeness]:
    """Unit → what stands below it, for every unit with anything below it; one query."""
    rows = BranchTotal.objects.filter(form=form).values_list("unit_id", *COUNTS)
    return {unit: Completeness(*counts) for unit, *counts in rows}


def own_states(form: ReportForm) -> dict[int, str]:
    """Unit → the state of its own filing; one query."""
    return dict(Filing.objects.filter(form=form).order_by().values_list("unit_id", "state"))


def whole_of(table: BranchTable) -> Completeness:
    """How far the branch below the unit of ``table`` is; of a unit with nothing below it, how far itself."""
    found = Completeness(**table.counts)
    if found.asked or found.excused or table.own is None:
        return found
    given = contribution_of(table.own)
    return Completeness(**{name: getattr(given, name) for name in COUNTS})


def late_in(form: ReportForm, unit: Unit, whole: Completeness, on: date) -> int:
    """Of the missing of ``whole``, those whose day is past. ``unit`` as ``at(on)`` gives it."""
    if not whole.missing:
        return 0
    late = Filing.objects.filter(form=form, state__in=FILABLE, due_on__lt=on, excused_reason="")
    found = late.filter(below(unit.path, on, "unit__placements__")).count() if unit.parent_id else late.count()
    return min(whole.missing, found or late.filter(unit=unit.pk).count())


def excused_below(form: ReportForm, unit: Unit, on: date) -> Sequence[tuple[str, int]]:
    """Why units below ``unit`` (as ``at(on)`` gives it) need not file, and how many: the most frequent reason first."""
    free = Filing.objects.filter(below(unit.path, on, "unit__placements__"), form=form).exclude(excused_reason="")
    rows = free.exclude(state__in=COUNTED).order_by().values_list("excused_reason").annotate(number=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))
