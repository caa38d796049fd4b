"""The tree of a day as rows of the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from caunoi.orgs.enums import Line
from caunoi.orgs.models import MemberCount, Unit
from caunoi.orgs.models.units import holds_at

PIECE = 2_000  # rows whose counts are fetched together


@dataclass(frozen=True)
class SheetRow:
    code: str
    name: str
    short_name: str
    kind: str
    parent: str
    opened_on: date
    sector: str
    members: int | None
    counted_on: date | None
    source: str


def sheet_rows(*, on: date, under: Unit | None = None) -> Iterator[SheetRow]:
    """Units that stand on the day, those above first, each with its latest count by then. Streamed: two queries for 2,000.

    ``under`` keeps to the branch of that unit, itself included; the unit must stand on the day.
    """
    units: Any = Unit.objects.at(on)
    if under is not None:
        units = units.under(Unit.objects.at(on).get(pk=under.pk).path)
    in_sector = Q(placements__line=Line.SECTOR) & holds_at(on, "placements__")
    counts = MemberCount.objects.filter(unit=OuterRef("pk"), counted_on__lte=on).order_by("-counted_on", "-pk")
    rows = units.annotate(
        sector_place=FilteredRelation("placements", condition=in_sector),
        above=F("place__parent__code"),
        sector_code=F("sector_place__parent__code"),
        count_id=Subquery(counts.values("pk")[:1]),
    ).order_by("place__depth", "code")
    fields = ("code", "name", "short_name", "kind", "above", "opened_on", "sector_code", "count_id")
    for some in _chunked(rows.values_list(*fields).iterator(chunk_size=PIECE), PIECE):
        found = MemberCount.objects.in_bulk([row[7] for row in some if row[7]])
        for row in some:
            yield _sheet_row(row, found.get(row[7]))


def _chunked(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _sheet_row(row: tuple[Any, ...], count: MemberCount | None) -> SheetRow:
    code, name, short_name, kind, above, opened_on, sector, _count = row
    return SheetRow(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=above or "",
        opened_on=opened_on,
        sector=sector or "",
        members=count.members if count else None,
        counted_on=count.counted_on if count else None,
        source=count.source if count else "",
    )
