"""Units as they go out."""

from datetime import date

from django.db.models import F

from caunoi.api.queries.pages import Slice, page_of
from caunoi.orgs.models import Unit, UnitQuerySet


def with_parent(units: UnitQuerySet) -> UnitQuerySet:
    """Each with ``parent_code``. Use after ``at``."""
    return units.annotate(parent_code=F("place__parent__code"))


def units_on(reach: UnitQuerySet, on: date | None) -> UnitQuerySet:
    """The units of ``reach`` (as it stands today) as they stood on ``on`` (None: today); those that did not stand then are
    left out."""
    return with_parent(Unit.objects.at(on).filter(pk__in=reach.values("pk")) if on else reach)


def branch_of(reach: UnitQuerySet, code: str) -> UnitQuerySet:
    """The part of ``reach`` at or below the unit with ``code``; nothing where that is not within reach."""
    top = reach.filter(code=code).first()
    return reach.under(top.path) if top else reach.none()


def children_page(reach: UnitQuerySet, unit: Unit, cursor: str, limit: int) -> Slice[Unit]:
    return page_of(reach.children_of(unit), cursor, limit)
