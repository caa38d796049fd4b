"""Which kind of unit may stand under which (FACTS a: the union before and after the reorganisation of 1 July 2025)."""

import re
from functools import cache

from caunoi.orgs.enums import UPPER_KINDS, Line, UnitKind

# None: the kind may stand at the top (an installation of one province has no General Confederation above it).
_LOCAL: frozenset[str | None] = frozenset({UnitKind.PROVINCE})
_SECTORS: frozenset[str | None] = frozenset({UnitKind.CENTRAL_SECTOR, UnitKind.CORPORATION})
_ABOVE_GRASSROOTS: frozenset[str | None] = frozenset(
    {*UPPER_KINDS, UnitKind.CONFEDERATION, UnitKind.PROVINCE, UnitKind.CENTRAL_SECTOR, UnitKind.GRASSROOTS}
)

PARENTS: dict[str, frozenset[str | None]] = {
    UnitKind.CONFEDERATION: frozenset({None}),
    UnitKind.PROVINCE: frozenset({None, UnitKind.CONFEDERATION}),
    UnitKind.CENTRAL_SECTOR: frozenset({None, UnitKind.CONFEDERATION}),
    UnitKind.DISTRICT: _LOCAL,
    UnitKind.CITY: _LOCAL,
    UnitKind.SECTOR: _LOCAL,
    UnitKind.OFFICIALS: _LOCAL,
    UnitKind.ZONE: _LOCAL,
    UnitKind.COMMUNE: _LOCAL,
    UnitKind.CORPORATION: frozenset({UnitKind.CONFEDERATION, UnitKind.PROVINCE, *_SECTORS}),
    UnitKind.GRASSROOTS: _ABOVE_GRASSROOTS,
    UnitKind.TRADE_GROUP: _ABOVE_GRASSROOTS,
    UnitKind.DEPARTMENT: frozenset(set(UnitKind) - {UnitKind.DEPARTMENT, UnitKind.TRADE_GROUP}),
}
SECTOR_PARENTS: frozenset[str | None] = frozenset({UnitKind.SECTOR, UnitKind.OFFICIALS, *_SECTORS})

# A code stands in addresses and in sheets: "P.01-CS_7", "MN-Ea-Súp".
CODE = re.compile(r"[\w.\-]{1,40}")


def fits(kind: str, parent_kind: str | None, line: str = Line.TERRITORY) -> bool:
    """Whether a unit of ``kind`` may stand directly under one of ``parent_kind`` (None: at the top)."""
    return parent_kind in (PARENTS[kind] if line == Line.TERRITORY else SECTOR_PARENTS)


@cache
def kinds_below(kind: str) -> frozenset[str]:
    """The kinds that can stand somewhere below a unit of ``kind`` on the territorial line."""
    found: set[str] = set()
    level = {kind}
    while level:
        level = {child for child, parents in PARENTS.items() if parents & level} - found
        found |= level
    return frozenset(found)
