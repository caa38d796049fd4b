"""The part of the tree that a page is about: a unit with all below it, that unit alone, or only what is below it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from caunoi.orgs.models import Unit, UnitQuerySet


class Reach(StrEnum):
    BRANCH = "branch"
    ALONE = "alone"
    BELOW = "below"


@dataclass(frozen=True)
class Scope:
    """``unit`` as ``at(on)`` gives it."""

    unit: Unit
    on: date
    reach: Reach = Reach.BRANCH

    @property
    def units(self) -> UnitQuerySet:
        standing = Unit.objects.at(self.on)
        if self.reach == Reach.ALONE:
            return standing.filter(pk=self.unit.pk)
        return standing.below(self.unit.path) if self.reach == Reach.BELOW else standing.under(self.unit.path)

    @property
    def below(self) -> "Scope":
        """The same without the unit itself."""
        return replace(self, reach=Reach.BELOW)

    @property
    def alone(self) -> "Scope":
        """The unit without what is below it."""
        return replace(self, reach=Reach.ALONE)

    @property
    def ids(self) -> Any:
        """For ``unit__in``: a plain id where that is all, else a subquery."""
        return [self.unit.pk] if self.reach == Reach.ALONE else self.units.values("pk")


def name_units(rows: Iterable[Any], *, on: date) -> None:
    """Give each row's ``unit`` its name and place of the day, in one query; a unit closed by then keeps its code."""
    listed = list(rows)
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={row.unit_id for row in listed})}
    for row in listed:
        row.unit = units.get(row.unit_id, row.unit)
