"""Units in time: create, move, rename, change kind, count members. Days are the first day on which the change holds."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Unit, User
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.placing import check_kind, redesignate, refuse_closed, replant, root_of, standing, take_turn
from caunoi.orgs.structure import CODE


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None,
    on: date,
    by: User | None,
    now: datetime,
    short_name: str = "",
) -> Unit:
    """A unit that stands under ``parent`` (None: at the top) from ``on`` and is called ``name``."""
    take_turn()
    code = nfc(code)
    if not CODE.fullmatch(code):
        raise Refused(_("The code may hold letters, digits and . - _ only."), code="bad_code")
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("The code %(code)s already belongs to another unit.") % {"code": code}, code="code_taken")
    check_kind(kind, standing(parent, on) if parent else None)
    above, depth = root_of(parent, on, Line.TERRITORY) if parent else ("", 0)
    unit = Unit.objects.create(code=code, opened_on=on)
    Placement.objects.create(unit=unit, parent=parent, path=f"{above}{unit.pk}.", depth=depth + 1, valid_from=on)
    Designation.objects.create(unit=unit, name=nfc(name), short_name=nfc(short_name), kind=kind, valid_from=on)
    audit.record("orgs.unit_created", unit, by=by, now=now, unit_id=unit.pk, code=code, parent=parent, on=on)
    return unit


@transaction.atomic
def move_unit(
    unit: Unit, *, parent: Unit | None, on: date, by: User | None, now: datetime, line: str = Line.TERRITORY
) -> int:
    """Put ``unit`` and its whole branch under ``parent`` from ``on``; how many units got a new path.

    On the sector line ``parent`` None takes the unit out of the line.
    """
    take_turn()
    stands = standing(unit, on)
    above = standing(parent, on) if parent else None
    current = unit.placements.filter(holds_at(on), line=line).first()
    if (current.parent_id if current else None) == (parent.pk if parent else None):
        raise Refused(_("The unit already stands there on that day."), code="already_there")
    if above is not None or line == Line.TERRITORY:
        check_kind(stands.kind, above, line)
    moved = replant(unit, parent, on=on, line=line)
    audit.record("orgs.unit_moved", unit, by=by, now=now, unit_id=unit.pk, parent=parent, on=on, line=line, moved=moved)
    return moved


@transaction.atomic
def rename_unit(
    unit: Unit, *, name: str, on: date, by: User | None, now: datetime, short_name: str | None = None
) -> Designation:
    """``name`` from ``on``; the short name stays unless given."""
    values = {"name": nfc(name)} | ({} if short_name is None else {"short_name": nfc(short_name)})
    row = redesignate(unit, on, values)
    audit.record("orgs.unit_renamed", unit, by=by, now=now, unit_id=unit.pk, on=on, **values)
    return row


@transaction.atomic
def change_kind(unit: Unit, *, kind: str, on: date, by: User | None, now: datetime) -> Designation:
    """Another kind from ``on``; refused where it does not fit what stands above and below it that day."""
    take_turn()
    stands = standing(unit, on)
    check_kind(kind, Unit.objects.at(on).filter(pk=stands.parent_id or 0).first())
    stands.kind = kind
    for child in Unit.objects.at(on).children_of(unit):
        check_kind(child.kind, stands)
    row = redesignate(unit, on, {"kind": kind})
    audit.record("orgs.unit_kind_changed", unit, by=by, now=now, unit_id=unit.pk, on=on, kind=kind)
    return row


@transaction.atomic
def count_members(
    unit: Unit,
    *,
    members: int,
    on: date,
    source: str,
    by: User | None,
    now: datetime,
    workers: int | None = None,
) -> MemberCount:
    """What ``source`` says the unit itself counted on ``on``; the same source for the same day corrects its figure."""
    refuse_closed(unit, on)
    source = nfc(source)
    if not source:
        raise Refused(_("Say who counted the members: a figure without a source cannot be compared."), code="no_source")
    if members < 0 or (workers or 0) < 0:
        raise Refused(_("A number of members cannot be below zero."), code="negative_count")
    former = unit.member_counts.filter(counted_on=on, source=source).values_list("members", flat=True).first()
    row, _created = MemberCount.objects.update_or_create(
        unit=unit, counted_on=on, source=source, defaults={"members": members, "workers": workers}
    )
    detail = {"members": members, "workers": workers, "on": on, "source": source, "former": former}
    audit.record("orgs.members_counted", unit, by=by, now=now, unit_id=unit.pk, **detail)
    return row
