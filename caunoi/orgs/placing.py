"""Planting a branch elsewhere and calling a unit otherwise: dated rows, so that past dates keep the old shape and names.

What actions and the bulk import share; called inside their transactions, after their checks.

On the sector line a unit without a row of its own stands alone at the top: its path is its own id.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, Placement, Unit
from caunoi.orgs.models.units import holds_at, path_end
from caunoi.orgs.structure import fits


def take_turn() -> None:
    """Structural changes happen one after another: a path computed beside another move would be wrong. Inside a transaction."""
    Unit.objects.select_for_update().order_by("pk").values_list("pk", flat=True).first()


def standing(unit: Unit, on: date) -> Unit:
    """``unit`` as it stands on the day, or a refusal when it does not."""
    found = Unit.objects.at(on).filter(pk=unit.pk).first()
    if found is None:
        message = _("The unit %(code)s does not exist on %(day)s.") % {"code": unit.code, "day": f"{on:%d/%m/%Y}"}
        raise Refused(message, code="unit_not_standing")
    return found


def refuse_closed(unit: Unit, on: date) -> None:
    """A unit that has ended receives nothing that belongs to a day after its last one."""
    if unit.closed_on is not None and unit.closed_on <= on:
        message = _("The unit %(code)s ended on %(day)s: nothing of a later day can be recorded there.")
        raise Refused(message % {"code": unit.code, "day": f"{unit.closed_on:%d/%m/%Y}"}, code="unit_closed")


def check_kind(kind: str, parent: Unit | None, line: str = Line.TERRITORY) -> None:
    """``parent`` as ``Unit.objects.at`` gives it."""
    if not fits(kind, parent.kind if parent else None, line):
        raise Refused(_("A unit of this kind cannot stand there in the tree."), code="kind_under_parent")


def root_of(unit: Unit, on: date, line: str) -> tuple[str, int]:
    """Path and depth of ``unit`` on the day and line. Refused where a later change of its place is already recorded."""
    row = unit.placements.filter(holds_at(on), line=line).first()
    later = row.valid_to if row else _first_after(unit.placements.filter(line=line), on)
    if later is not None:
        refuse_out_of_order(unit, later)
    return (row.path, row.depth) if row else (f"{unit.pk}.", 1)


def refuse_out_of_order(unit: Unit, later: date) -> None:
    message = _(
        "A later change of the unit %(code)s, on %(day)s, is already recorded. Record changes in order of date."
    )
    raise Refused(message % {"code": unit.code, "day": f"{later:%d/%m/%Y}"}, code="later_change")


def _first_after(rows: QuerySet[Placement], on: date) -> date | None:
    return rows.filter(valid_from__gt=on).order_by("valid_from").values_list("valid_from", flat=True).first()


def branch_rows(path: str, line: str) -> QuerySet[Placement]:
    return Placement.objects.filter(line=line, path__gte=path, path__lt=path_end(path))


def replant(unit: Unit, parent: Unit | None, *, on: date, line: str) -> int:
    """Give ``unit`` and every unit below it on the line the paths they have under ``parent`` from ``on``; how many rows.

    Refused: below itself; where rows of the branch begin after ``on``. ``parent`` None on the sector line takes the unit out.
    """
    old_path, old_depth = root_of(unit, on, line)
    above, depth = root_of(parent, on, line) if parent else ("", 0)
    if above.startswith(old_path):
        raise Refused(_("A unit cannot stand below itself."), code="cycle")
    branch = branch_rows(old_path, line)
    if (later := _first_after(branch, on)) is not None:
        refuse_out_of_order(unit, later)
    new_path = f"{above}{unit.pk}."
    fresh = [
        _moved(row, on, new_path + row.path[len(old_path) :], row.depth + depth + 1 - old_depth)
        for row in branch.filter(holds_at(on)).exclude(unit=unit)
    ]
    if parent is not None or line == Line.TERRITORY:
        fresh.append(Placement(unit=unit, parent=parent, path=new_path, depth=depth + 1, valid_from=on, line=line))
    end_rows(branch, on)
    Placement.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


def end_rows(rows: QuerySet[Placement], on: date) -> None:
    """End those of the rows that hold on ``on``; one that only began that day never held, and goes."""
    rows.filter(valid_from=on).delete()
    rows.filter(holds_at(on)).update(valid_to=on)


def _moved(row: Placement, on: date, path: str, depth: int) -> Placement:
    dates = {"valid_from": on, "valid_to": row.valid_to}
    return Placement(unit_id=row.unit_id, parent_id=row.parent_id, path=path, depth=depth, line=row.line, **dates)


def redesignate(unit: Unit, on: date, values: dict[str, str]) -> Designation:
    """Change what ``unit`` is called, or its kind, from ``on``; what ``values`` does not name stays."""
    standing(unit, on)
    row = unit.designations.select_for_update().get(holds_at(on))
    if row.valid_to is not None:
        refuse_out_of_order(unit, row.valid_to)
    if row.valid_from < on:
        Designation.objects.filter(pk=row.pk).update(valid_to=on)
        row.pk, row.valid_from, row._state.adding = None, on, True
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    return row
