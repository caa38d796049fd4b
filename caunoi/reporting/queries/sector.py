"""What units of a sector report. It informs: figures count where a unit stands on the territorial line, and there alone.

The sector line gives no rights: a sector union reads the sums of its sector, and single units only where they also stand
below it on the territorial line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

import numpy as np
from django.db.models import Q

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement, Unit, UnitQuerySet
from caunoi.orgs.models.units import holds_at, path_end
from caunoi.reporting.enums import COUNTED, Aggregation
from caunoi.reporting.form_lines import FormLine, rules_of
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.packing import EMPTY
from caunoi.reporting.queries.grids import Given, given_by
from caunoi.reporting.queries.totals import BranchTable, table_of
from caunoi.reporting.queries.whole_tree import TreeSums
from caunoi.reporting.summing import Contribution
from caunoi.reporting.tree_sums import FUNCTIONS, NOWHERE, Places, sums_of_tree


@dataclass(frozen=True)
class Informing:
    """``table`` of the units of a sector: never to be added to any other. ``elsewhere``: how many of the units that filed or
    were asked count in a branch that is not the sector union's own. ``given``: what each of them gives."""

    table: BranchTable
    elsewhere: int
    given: Given


@dataclass(frozen=True)
class OfSector:
    """A sector union with the reports of all units of its sector: how many were asked for one, how many have come in."""

    unit: Unit
    asked: int
    sent: int


def sector_table(form: ReportForm, unit: Unit, on: date) -> Informing:
    """Of the units below ``unit`` (as ``at(on)`` gives it on its territorial line) on the sector line; five queries."""
    path = _paths([unit.pk], on)[unit.pk]
    members = Unit.objects.at(on, Line.SECTOR).below(path).values("pk")
    given = given_by(Filing.objects.filter(form=form, unit__in=members))
    parents = np.concatenate([[NOWHERE], np.zeros(len(given.units), np.int64)])  # the sector union, then its units
    nothing = np.zeros((1, given.counts.shape[1]), np.int64)
    own = np.concatenate([np.full((1, given.values.shape[1]), EMPTY), given.values])
    sums = sums_of_tree(parents, own, np.concatenate([nothing, given.counts]), rules_of(form.versions.all()))
    keys = np.concatenate([[unit.pk], given.units])
    table = table_of(form, unit, Contribution(), TreeSums(keys[:1], parents[:1], sums, own).total_of(unit.pk))
    inside = Unit.objects.at(on).under(unit.path).filter(pk__in=given.units.tolist()).count()
    return Informing(table, len(given.units) - inside, given)


def _paths(units: Sequence[int], on: date) -> dict[int, str]:
    """On the sector line; what begins a sector stands at the top of one."""
    placed = Placement.objects.filter(holds_at(on), unit__in=units, line=Line.SECTOR).values_list("unit", "path")
    return {unit: f"{unit}." for unit in units} | dict(placed)


def sectors_in(unit: Unit, on: date) -> UnitQuerySet:
    """Units of the branch of ``unit``, itself included, that have units below them on the sector line."""
    above = Placement.objects.filter(holds_at(on), line=Line.SECTOR, parent__isnull=False).values("parent")
    return Unit.objects.at(on).under(unit.path).filter(pk__in=above).in_tree_order()


def reports_of_sectors(form: ReportForm, sectors: Sequence[Unit], on: date) -> list[OfSector]:
    """In the order given; two queries."""
    below = [Q(path__gt=path, path__lt=path_end(path)) for path in _paths([unit.pk for unit in sectors], on).values()]
    if not below:
        return []
    placed = Placement.objects.filter(holds_at(on), reduce(or_, below), line=Line.SECTOR, unit__filings__form=form)
    asked, sent = Counter[int](), Counter[int]()
    for path, state, excuse in placed.values_list("path", "unit__filings__state", "unit__filings__excused_reason"):
        above = [int(key) for key in path.split(".")[:-2]]
        counts = state in COUNTED
        sent.update(above if counts else ())
        asked.update(above if counts or not excuse else ())
    return [OfSector(unit, asked[unit.pk], sent[unit.pk]) for unit in sectors]


def stated_by(informing: Informing, line: FormLine, units: Sequence[int]) -> dict[int, int | None]:
    """What each of ``units`` states for ``line``, by key; those of them that gave anything."""
    rows = np.flatnonzero(np.isin(informing.given.units, np.array(units, np.int64)))
    keys = informing.given.units[rows].tolist()
    return {key: _joined(line, informing.given, rows[place : place + 1]) for place, key in enumerate(keys)}


def joined_without(informing: Informing, line: FormLine, units: Sequence[int]) -> tuple[int, int | None]:
    """How many of the units that were asked are not among ``units``, and what they state together."""
    rows = np.flatnonzero(~np.isin(informing.given.units, np.array(units, np.int64)))
    return len(rows), _joined(line, informing.given, rows)


def _joined(line: FormLine, given: Given, rows: Places) -> int | None:
    """Of those ``rows`` that state it."""
    column = given.values[rows, line.slot] if line.slot < given.values.shape[1] else np.array([], np.int64)
    known = column[column != EMPTY]
    if not len(known):
        return None
    value = int(FUNCTIONS.get(Aggregation(line.rule), np.add).reduce(known))
    return value.bit_count() if line.rule == Aggregation.DISTINCT else value
