"""Taking a reorganisation of the tree back, exactly. Refused where the tree was built on since."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Succession, Unit
from caunoi.orgs.reorganising.runs import from_runs
from caunoi.orgs.unit_import.checking import chunks
from caunoi.orgs.unit_import.inserting import insert_rows

SOME = 5_000


def undo_plan(undo: dict[str, Any], *, on: date) -> None:
    """Bring back the rows as they were; ``on`` is the day from which the reorganisation held. Inside a transaction."""
    _check_untouched(undo, on)
    for model, name in ((MemberCount, "counts"), (Succession, "successions")):
        _delete(model, from_runs(undo[name]))
    for some in chunks(from_runs(undo["closed"]), SOME):
        Unit.objects.filter(pk__in=some).update(closed_on=None)
    for line in Line:
        _restore(Placement, undo[f"seats:{line}"], ("id", "unit", "line", "parent", "path", "depth", "valid_from"))
    _restore(Designation, undo["names"], ("id", "unit", "name", "short_name", "kind", "folded", "valid_from"))
    _delete_units(from_runs(undo["created"]))
    for line in Line:
        _check_paths(undo[f"seats:{line}"], line)


def _built_on() -> Refused:
    message = _(
        "The tree was changed again after this reorganisation: undo the later change first, or record a new one."
    )
    return Refused(message, code="built_on")


def _delete(model: type[models.Model], keys: list[int]) -> None:
    manager: Any = model._default_manager
    for some in chunks(keys, SOME):
        manager.filter(pk__in=some).delete()


def _check_untouched(undo: dict[str, Any], on: date) -> None:
    """The rows that were made still stand as they were made, and nothing was put below them since."""
    for model, part in (
        (Placement, f"seats:{Line.TERRITORY}"),
        (Placement, f"seats:{Line.SECTOR}"),
        (Designation, "names"),
    ):
        manager: Any = model._default_manager
        made = from_runs(undo[part]["made"])
        standing = sum(manager.filter(pk__in=some, valid_to__isnull=True).count() for some in chunks(made, SOME))
        if standing != len(made):
            raise _built_on()
    for line in Line:
        made = from_runs(undo[f"seats:{line}"]["made"])
        known = set(made)
        units = {unit for some in chunks(made, SOME) for unit in _values(Placement, some, "unit")}
        for some in chunks(sorted(units), SOME):
            below = Placement.objects.filter(parent__in=some, line=line, valid_from__gte=on)
            if set(below.values_list("pk", flat=True)) - known:
                raise _built_on()


def _values(model: type[models.Model], keys: list[int], name: str) -> Iterable[Any]:
    manager: Any = model._default_manager
    found: Iterable[Any] = manager.filter(pk__in=keys).values_list(name, flat=True)
    return found


def _restore(model: type[models.Model], part: dict[str, Any], fields: tuple[str, ...]) -> None:
    """Take away what was made, let go on what was ended, put back what was dropped, under its own key."""
    _delete(model, from_runs(part["made"]))
    manager: Any = model._default_manager
    for some in chunks(from_runs(part["ended"]), SOME):
        manager.filter(pk__in=some).update(valid_to=None)
    rows = [[*values[:-1], date.fromisoformat(values[-1])] for values in part["dropped"]]
    insert_rows(model, fields, rows)


def _delete_units(keys: list[int]) -> None:
    """Units that were set up go, unless anything at all hangs on them by now."""
    relations: list[Any] = [
        field for field in Unit._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete
    ]
    for some in chunks(keys, SOME):
        for relation in relations:
            manager: Any = relation.related_model._base_manager
            if manager.filter(**{f"{relation.field.name}__in": some}).exists():
                message = _("A unit that was set up is already in use (%(what)s): it can no longer be taken back.")
                what = str(relation.related_model._meta.verbose_name)
                raise Refused(message % {"what": what}, code="in_use")
    _delete(Unit, keys)


def _check_paths(part: dict[str, Any], line: str) -> None:
    """What comes back hangs on a unit that may have moved since: then its old path would be wrong."""
    keys = [*from_runs(part["ended"]), *(values[0] for values in part["dropped"])]
    for some in chunks(keys, SOME):
        rows = list(Placement.objects.filter(pk__in=some).values_list("unit", "parent", "path"))
        above = dict(_open_paths({parent for _unit, parent, _path in rows if parent}, line))
        for unit, parent, path in rows:
            expected = above.get(parent, f"{parent}." if line == Line.SECTOR else None) if parent else ""
            if f"{expected}{unit}." != path:
                raise _built_on()


def _open_paths(units: set[int], line: str) -> Iterator[tuple[int, str]]:
    for some in chunks(sorted(units), SOME):
        rows = Placement.objects.filter(unit__in=some, line=line, valid_to__isnull=True)
        yield from rows.values_list("unit", "path")
