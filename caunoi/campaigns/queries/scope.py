"""The part of the tree that a page is about: a unit with all below it, or that unit alone, as it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.orgs.models import Unit, UnitQuerySet


@dataclass(frozen=True)
class Scope:
    """``unit`` as ``at(on)`` gives it; ``alone`` leaves out what is below it."""

    unit: Unit
    on: date
    alone: bool = False

    @property
    def units(self) -> UnitQuerySet:
        standing = Unit.objects.at(self.on)
        return standing.filter(pk=self.unit.pk) if self.alone else standing.under(self.unit.path)

    @property
    def ids(self) -> Any:
        """For ``unit__in``: a plain id where that is all, else a subquery."""
        return [self.unit.pk] if self.alone else self.units.values("pk")

    @property
    def below(self) -> UnitQuerySet:
        return Unit.objects.at(self.on).below(self.unit.path)


def name_units(rows: Iterable[Any], *, on: date) -> None:
    """Give each row's ``unit`` its name and place of the day, in one query; a unit closed by then keeps its code."""
    listed = list(rows)
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={row.unit_id for row in listed})}
    for row in listed:
        row.unit = units.get(row.unit_id, row.unit)
