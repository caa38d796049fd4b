"""What a checked reorganisation will do, as the layers above are told of it."""

from dataclasses import dataclass, field
from datetime import date

from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, UnitKind
from caunoi.orgs.reorganising.shape import Shape

_LEVELS = ({UnitKind.CONFEDERATION}, {UnitKind.PROVINCE, UnitKind.CENTRAL_SECTOR}, UPPER_KINDS, GRASSROOTS_KINDS)


def level_of(kind: str) -> int:
    """Kinds of one level do the same work and count members in the same way; departments are a level of their own."""
    return next((level for level, kinds in enumerate(_LEVELS) if kind in kinds), len(_LEVELS))


@dataclass(frozen=True, slots=True)
class Heir:
    """``unit_id`` is below zero while the unit is only planned: it has nothing yet. ``part`` of ``whole`` members go there."""

    unit_id: int
    kind: str
    part: int = 1
    whole: int = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that ends, or (``stays``) one that goes on after giving away a part of itself."""

    unit_id: int
    kind: str
    succession: str
    heirs: tuple[Heir, ...] = ()
    stays: bool = False
    keeps_posts: bool = False
    number: int = 0

    @property
    def main_heir(self) -> int | None:
        """Who goes on with its work: of the heirs of the same level the one with most members; None where there is none."""
        level = level_of(self.kind)
        fitting = [heir for heir in self.heirs if level_of(heir.kind) == level]
        return max(fitting, key=lambda heir: heir.part).unit_id if fitting else None


@dataclass(frozen=True)
class Plan:
    """``ended`` are the units that no longer stand from ``on``; ``shrunk`` those that gave away a part and stand on.

    ``shape`` is the tree as it will be. ``basis`` is the deciding paper in words.
    """

    on: date
    basis: str
    shape: Shape
    ended: tuple[Ended, ...] = ()
    shrunk: tuple[Ended, ...] = ()
    _by_unit: dict[int, Ended] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_unit.update({item.unit_id: item for item in self.ended})

    @property
    def ended_ids(self) -> list[int]:
        return [item.unit_id for item in self.ended]

    @property
    def heir_of(self) -> dict[int, int]:
        """Unit that ends → who goes on with its work, where somebody does."""
        return {item.unit_id: item.main_heir for item in self.ended if item.main_heir is not None}

    def ended_unit(self, unit_id: int) -> Ended | None:
        return self._by_unit.get(unit_id)
