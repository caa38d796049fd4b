"""The map of what has not been said: themes by waves or by kinds of channel, in any branch. About themes and places only."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from caunoi.campaigns.enums import ChannelKind, DutyKind
from caunoi.campaigns.models import Assignment, Campaign, Duty, Theme, Wave
from caunoi.campaigns.models.unsaid import SaidCount
from caunoi.campaigns.queries.counters import (
    ANY,
    Cell,
    Said,
    add_up,
    counted_below,
    kept_below,
    kept_proof,
    proof_of,
    said_by,
)
from caunoi.campaigns.queries.reach import only_by_loudspeaker
from caunoi.campaigns.queries.scope import Reach, Scope
from caunoi.core.formatting import share_of
from caunoi.orgs.models import UnitQuerySet

SHADES = 4  # of a cell, from nothing said to said everywhere


def said_in(campaign: Campaign, scope: Scope) -> dict[Cell, Said]:
    """What was said in the scope. The sums kept below the unit are used where their proof holds, else all is counted anew."""
    own = {} if scope.reach == Reach.BELOW else said_by(campaign, [scope.unit.pk])
    if scope.reach == Reach.ALONE:
        return own
    kept = kept_proof(campaign, scope.unit.pk)
    if kept and kept == proof_of(campaign, scope.unit.path, scope.on):
        return add_up(own, kept_below(campaign, scope.unit.pk))
    return add_up(own, counted_below(campaign, scope.unit.path, scope.on))


def owed_in(campaign: Campaign, scope: Scope) -> dict[int, int]:
    """Wave id → units of the scope whose duty it is: those that were given content duties of the wave.

    Duties of one and the same audience went to the same units, so one of them stands for all.
    """
    by_wave: dict[int, dict[str, int]] = {}
    content = Duty.objects.filter(campaign=campaign, kind=DutyKind.CONTENT, dropped_at__isnull=True, wave__isnull=False)
    for duty in content.select_related("audience").order_by("-pk"):
        audience = json.dumps([duty.audience.base_id, duty.audience.rules], sort_keys=True)
        by_wave.setdefault(duty.wave_id or 0, {})[audience] = duty.pk
    stand_in = {audience: pk for audiences in by_wave.values() for audience, pk in audiences.items()}
    duties_of = {wave: frozenset(stand_in[audience] for audience in found) for wave, found in by_wave.items()}
    counted = {duties: _units_with(duties, scope) for duties in set(duties_of.values())}
    return {wave: counted[duties] for wave, duties in duties_of.items()}


def _units_with(duties: frozenset[int], scope: Scope) -> int:
    given = Assignment.objects.filter(duty__in=duties, unit__in=scope.ids).order_by()
    return given.count() if len(duties) == 1 else given.values("unit").distinct().count()


@dataclass(frozen=True)
class Column:
    """A wave, or a kind of channel; ``wave`` and ``kind`` as the address carries them."""

    label: str
    wave: Wave | None
    kind: str = ANY


@dataclass(frozen=True)
class MapCell:
    """``owed`` None: nobody has the duty there, so there is no share."""

    theme: Theme
    column: Column
    said: Said
    owed: int | None

    @property
    def share(self) -> int:
        return share_of(self.said.units, self.owed or 0)

    @property
    def missing(self) -> int:
        return max(0, (self.owed or 0) - self.said.units)

    @property
    def shade(self) -> int:
        """0: nothing said; 1–4 by quarters, 4 for all that have the duty."""
        if not self.said.activities:
            return 0
        if not self.owed:
            return SHADES
        return SHADES if self.said.units >= self.owed else min(SHADES - 1, 1 + self.share * (SHADES - 1) // 100)

    @property
    def query(self) -> str:
        """The part of an address that opens the cell."""
        wave = self.column.wave.pk if self.column.wave else ""
        return f"theme={self.theme.pk}&wave={wave}&kind={self.column.kind}"


@dataclass(frozen=True)
class MapRow:
    theme: Theme
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class UnsaidMap:
    columns: tuple[Column, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True)
class Silence:
    """Themes of one wave that no unit with the duty has said."""

    wave: Wave
    owed: int
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Ground:
    """What every part of the page is drawn from: two counts and the campaign's parts."""

    themes: tuple[Theme, ...]
    waves: tuple[Wave, ...]
    kinds: tuple[str, ...]
    said: dict[Cell, Said]
    owed: dict[int, int]

    def cell(self, theme: Theme, column: Column) -> MapCell:
        wave = column.wave.pk if column.wave else None
        said = self.said.get(Cell(theme.pk, wave, column.kind), Said())
        return MapCell(theme, column, said, self.owed.get(wave) if wave else None)

    def map(self, columns: Sequence[Column]) -> UnsaidMap:
        rows = [MapRow(theme, tuple(self.cell(theme, column) for column in columns)) for theme in self.themes]
        return UnsaidMap(tuple(columns), tuple(rows))

    @property
    def stray(self) -> bool:
        """Whether something was said outside the waves."""
        return any(cell.wave is None for cell in self.said)

    def silences(self, waves: Iterable[Wave]) -> list[Silence]:
        """Of ``waves``, those in which a theme was not said at all though units have the duty."""
        found = []
        for wave in waves:
            owed = self.owed.get(wave.pk, 0)
            silent = tuple(theme for theme in self.themes if not self.said.get(Cell(theme.pk, wave.pk), Said()).units)
            if owed and silent:
                found.append(Silence(wave, owed, silent))
        return found


def ground_of(campaign: Campaign, scope: Scope) -> Ground:
    """A fixed number of queries, however large the branch."""
    said = said_in(campaign, scope)
    named = [kind for channel in campaign.channels.filter(dropped_at__isnull=True) for kind in channel.kinds]
    used = {cell.kind for cell in said} - {ANY}
    kinds = [kind for kind in ChannelKind.values if kind in used or kind in named]
    return Ground(
        themes=tuple(campaign.themes.filter(dropped_at__isnull=True).select_related("provision")),
        waves=tuple(campaign.waves.filter(dropped_at__isnull=True)),
        kinds=tuple(kinds),
        said=said,
        owed=owed_in(campaign, scope),
    )


@dataclass(frozen=True)
class Asked:
    """Which units a list shows: of one cell, silent or not, all or only those that a loudspeaker alone reaches."""

    theme: int | None = None
    wave: int | None = None
    kind: str = ANY
    silent: bool = True
    loudspeaker: bool = False


def units_of_cell(campaign: Campaign, scope: Scope, asked: Asked) -> UnitQuerySet:
    """Units of the scope in tree order: those with the duty that have not said it, or all that have."""
    said = SaidCount.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    if asked.theme:
        said = said.filter(theme=asked.theme)
    if asked.wave:
        said = said.filter(wave=asked.wave)
    if asked.kind:
        said = said.filter(kind=asked.kind)
    units: Any = scope.units
    if asked.loudspeaker:
        units = units.filter(only_by_loudspeaker(scope.on))
    if not asked.silent:
        return units.filter(Exists(said)).in_tree_order()  # type: ignore[no-any-return]
    told = Assignment.objects.standing().filter(
        unit=OuterRef("pk"), duty__campaign=campaign, duty__kind=DutyKind.CONTENT
    )
    told = told.filter(duty__wave=asked.wave) if asked.wave else told.filter(duty__wave__isnull=False)
    return units.filter(Exists(told)).exclude(Exists(said)).in_tree_order()  # type: ignore[no-any-return]
