"""Units directly below, each with those who look after it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit, UnitQuerySet, User
from caunoi.orgs.roles import Right, roles_with
from caunoi.reporting.models import Charge


def units_below(unit: Unit, *, on: date, search: str = "", bare: bool = False) -> UnitQuerySet:
    """Units directly below ``unit`` that may be looked after, with ``is_charged``; ``bare`` keeps those without anyone."""
    held = Charge.objects.held_on(on).filter(unit=OuterRef("pk"))
    units: Any = Unit.objects.at(on).children_of(unit).exclude(Q(called__kind=UnitKind.DEPARTMENT))
    units = units.annotate(is_charged=Exists(held))
    if bare:
        units = units.filter(is_charged=False)
    return (units.named_like(search) if search else units).in_tree_order()  # type: ignore[no-any-return]


def attach_charges(units: list[Any], *, on: date) -> None:
    """Give each unit its ``held``: charges of the day, with departments by name. Two queries."""
    charges = Charge.objects.held_on(on).filter(unit__in=[unit.pk for unit in units])
    rows = list(charges.select_related("person", "department").order_by("starts_on", "pk"))
    name_departments(rows, on=on)
    for unit in units:
        unit.held = [row for row in rows if row.unit_id == unit.pk]


def name_departments(charges: list[Charge], *, on: date) -> None:
    """Departments with the name of the day, in one query."""
    ids = {row.department_id for row in charges if row.department_id}
    names = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in=ids)}
    for row in charges:
        if row.department_id:
            row.department = names.get(row.department_id, row.department)


def departments_of(unit: Unit, *, on: date) -> UnitQuerySet:
    return Unit.objects.at(on).children_of(unit).of_kinds([UnitKind.DEPARTMENT]).in_tree_order()


def inspectors_of(unit: Unit, *, on: date) -> Any:
    """Active people who hold INSPECT by a post at ``unit`` or at one of its departments."""
    places = departments_of(unit, on=on).order_by().values("pk")
    posts = Q(posts__unit=unit.pk) | Q(posts__unit__in=places)
    held = Q(posts__starts_on__lte=on) & (Q(posts__ends_on__isnull=True) | Q(posts__ends_on__gte=on))
    people = User.objects.filter(posts & held & Q(posts__role__in=roles_with(Right.INSPECT)), is_active=True)
    return people.distinct().order_by("full_name", "pk")
