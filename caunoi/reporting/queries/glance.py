"""A node at a glance: how far each wave is, the units directly below, what stands out. From kept sums alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

from caunoi.campaigns.models import Campaign, Theme
from caunoi.campaigns.queries.counters import kept_below, said_by
from caunoi.core.formatting import share_of
from caunoi.orgs.models import Unit
from caunoi.reporting.enums import COUNTED, FILABLE, Aggregation
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import BranchTotal, ReportForm
from caunoi.reporting.queries.board import Completeness, find_children
from caunoi.reporting.queries.completeness import excused_below, late_in, whole_of
from caunoi.reporting.queries.totals import BranchTable, Cell, branch_tables

SHADES = 4
MOST_TILES, MOST_CHILDREN = 150, 1_000
MOST_FIGURES = 8
FEW = 5_000  # units: in a larger branch the reasons of those that need not file are not gathered
NOTABLE = log(1.25)  # a mean that has changed by a quarter stands out


@dataclass(frozen=True)
class WaveView:
    """One form of the campaign at the node. ``late``: of the missing, those whose day is past."""

    form: ReportForm
    whole: Completeness
    table: BranchTable
    late: int

    @property
    def share(self) -> int:
        return share_of(self.whole.sent, self.whole.asked)


@dataclass(frozen=True)
class Tile:
    """A unit directly below, its own report and all below it together."""

    unit: Unit
    asked: int
    sent: int
    is_late: bool
    is_excused: bool
    has_below: bool = False

    @property
    def missing(self) -> int:
        return self.asked - self.sent

    @property
    def share(self) -> int:
        return share_of(self.sent, self.asked)

    @property
    def shade(self) -> int:
        """0: nothing is sent; 1–3 on the way; 4: all is sent."""
        if not self.sent:
            return 0
        return SHADES if not self.missing else 1 + self.share * (SHADES - 1) // 101


@dataclass(frozen=True)
class Standout:
    """A figure whose mean over the reports that state it has changed most since the wave before."""

    line: FormLine
    before: float
    now: float

    @property
    def has_grown(self) -> bool:
        return self.now > self.before


@dataclass(frozen=True)
class Multiple:
    """One figure through the waves; a value is None where nobody states it."""

    line: FormLine
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Themes:
    """Of the campaign's themes, how many nobody at or below the node has told in the wave."""

    untold: int
    all: int


@dataclass(frozen=True)
class Glance:
    """``views`` in the order of the waves up to ``now``, the one that is looked at; ``branches`` and ``single`` units, at most
    ``MOST_TILES`` of each, of the ``children`` units directly below."""

    unit: Unit
    now: WaveView
    views: tuple[WaveView, ...]
    branches: tuple[Tile, ...]
    single: tuple[Tile, ...]
    children: int
    needing: tuple[Tile, ...]
    standout: Standout | None
    multiples: tuple[Multiple, ...]
    themes: Themes
    reasons: Sequence[tuple[str, int]]

    @property
    def before(self) -> WaveView | None:
        return self.views[-2] if len(self.views) > 1 else None

    @property
    def drawn(self) -> int:
        return len(self.branches) + len(self.single)


def glance_at(forms: Sequence[ReportForm], form: ReportForm, unit: Unit, *, on: date, by_need: bool) -> Glance:
    """``forms`` of the campaign in the order of their waves, ``form`` among them; ``unit`` as ``at(on)`` gives it."""
    passed = forms[: forms.index(form) + 1]
    tables = zip(passed, branch_tables(passed, unit), strict=True)
    views = tuple(_view(each, table, on, current=each == form) for each, table in tables)
    tiles = tiles_of(form, unit, on)
    needing = sorted((tile for tile in tiles if tile.missing and tile.has_below), key=lambda tile: -tile.missing)
    shown = sorted(tiles, key=lambda tile: -tile.missing) if by_need else tiles
    now = views[-1]
    small = now.whole.excused and now.whole.asked + now.whole.excused <= FEW
    return Glance(
        unit=unit,
        now=now,
        views=views,
        branches=tuple([tile for tile in shown if tile.has_below][:MOST_TILES]),
        single=tuple([tile for tile in shown if not tile.has_below][:MOST_TILES]),
        children=len(tiles),
        needing=tuple(needing[:2]),
        standout=standout_of(views[-2].table, now.table) if len(views) > 1 else None,
        multiples=tuple(multiples_of([view.table for view in views])),
        themes=_themes(form, unit),
        reasons=excused_below(form, unit, on)[:3] if small else (),
    )


def _view(form: ReportForm, table: BranchTable, on: date, *, current: bool) -> WaveView:
    whole = whole_of(table)
    return WaveView(form, whole, table, late_in(form, table.unit, whole, on) if current else 0)


def tiles_of(form: ReportForm, unit: Unit, on: date) -> list[Tile]:
    """Units directly below that were asked, or below which somebody was, by name; two queries."""
    children: list[Any] = list(find_children(form, unit, on=on)[:MOST_CHILDREN])
    keys = [child.pk for child in children]
    rows = BranchTotal.objects.filter(form=form, unit__in=keys).values_list("unit_id", "asked", "sent", "excused")
    totals = {pk: tuple(counts) for pk, *counts in rows if any(counts)}
    return [_tile(child, totals.get(child.pk, ()), on) for child in children]


def _tile(child: Any, below: tuple[int, ...], on: date) -> Tile:
    asked, sent = below[:2] or (0, 0)
    counted = child.state in COUNTED
    excused = bool(child.excused_reason) and not counted
    late = child.state in FILABLE and not excused and child.due_on is not None and child.due_on < on
    itself = int(child.filing_id is not None and not excused)
    return Tile(child, asked + itself, sent + counted, late, excused, has_below=bool(below))


def standout_of(before: BranchTable, now: BranchTable) -> Standout | None:
    """The sum whose mean over the reports that state it changed most, where any changed by a quarter or more."""
    former = {cell.line.code: mean for cell in before.cells if (mean := _mean(cell))}
    found = [
        Standout(cell.line, former[cell.line.code], mean)
        for cell in now.cells
        if cell.line.rule == Aggregation.SUM and cell.line.code in former and (mean := _mean(cell))
    ]
    notable = [one for one in found if abs(log(one.now / one.before)) >= NOTABLE]
    return max(notable, key=lambda one: abs(log(one.now / one.before)), default=None)


def _mean(cell: Cell) -> float:
    stating = cell.stated + (cell.own is not None)
    return (cell.together or 0) / stating if stating else 0.0


def multiples_of(tables: Sequence[BranchTable]) -> list[Multiple]:
    """The first figure of each group of the newest form that any wave states."""
    known = [{cell.line.code: cell.together for cell in table.cells} for table in tables]
    found: dict[str, Multiple] = {}
    for cell in tables[-1].cells:
        values = tuple(values.get(cell.line.code) for values in known)
        if cell.line.rule == Aggregation.SUM and any(values):
            found.setdefault(cell.line.group, Multiple(cell.line, values))
    return list(found.values())[:MOST_FIGURES]


def _themes(form: ReportForm, unit: Unit) -> Themes:
    campaign: Campaign = form.campaign
    themes = set(Theme.objects.filter(campaign=campaign, dropped_at__isnull=True).values_list("pk", flat=True))
    cells = [*said_by(campaign, [unit.pk]), *kept_below(campaign, unit.pk)] if themes else []
    told = {cell.theme for cell in cells if form.wave_id in (None, cell.wave)}
    return Themes(len(themes - told), len(themes))
