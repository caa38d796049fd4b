"""The tree and everything that hangs on it, as comparable values."""

from datetime import date
from typing import Any

from django.apps import apps

from caunoi.orgs.models import MemberCount, Reorganisation, ReorganisationStep, Unit
from caunoi.orgs.models.units import path_end

TRAILS = {"core.auditentry", "core.job", "orgs.notice"}


def everything() -> dict[str, list[Any]]:
    """Every row of our own apps but the trail and the reorganisations themselves."""
    rows: dict[str, list[Any]] = {}
    for model in apps.get_models(include_auto_created=True):
        ours = model.__module__.startswith("caunoi.")
        if ours and model not in (Reorganisation, ReorganisationStep) and model._meta.label_lower not in TRAILS:
            rows[model._meta.label] = sorted(model._base_manager.values_list(), key=lambda row: str(row[0]))
    return rows


def tree_on(on: date) -> list[tuple[Any, ...]]:
    fields = ("code", "path", "depth", "parent_id", "name", "short_name", "kind")
    return sorted(Unit.objects.at(on).values_list(*fields))


def members_on(on: date, kinds: tuple[str, ...] = ("grassroots",), under: str = "") -> int:
    """The latest counts of the standing units of these kinds, added up."""
    units = Unit.objects.at(on).of_kinds(kinds)
    if under:
        units = units.filter(place__path__gte=under, place__path__lt=path_end(under))
    total = 0
    for unit in units:
        latest = MemberCount.objects.filter(unit=unit, counted_on__lte=on).order_by("-counted_on", "-pk").first()
        total += latest.members if latest else 0
    return total
