"""Putting the invented units and people in place, through the organisation's own actions."""

from datetime import date, datetime

from caunoi.core.planner import look_again
from caunoi.demo.accounts import ACCOUNTS, PASSWORD
from caunoi.demo.people import people_names
from caunoi.demo.places import demo_units
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.units import count_members, create_unit
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, Role, UnitKind
from caunoi.orgs.models import Designation, MemberCount, Placement, Post, Unit, User

SINCE = date(2025, 7, 1)  # the reorganisation's day: commune unions are not older


def create_units(*, now: datetime) -> dict[str, Unit]:
    """Every unit by its code; members counted at grassroots unions."""
    units: dict[str, Unit] = {}
    for row in demo_units():
        parent = units[row.parent] if row.parent else None
        unit = create_unit(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            parent=parent,
            on=SINCE,
            by=None,
            now=now,
        )
        if row.members:
            count_members(unit, members=row.members, on=SINCE, source="Số liệu minh họa", by=None, now=now)
        units[row.code] = unit
    look_again(Unit, Placement, Designation, MemberCount)
    return units


def create_people(units: dict[str, Unit], *, now: datetime) -> dict[str, User]:
    """The cast, by the local part of the address: ``tinh``, ``phuong``, ``coso``…"""
    people: dict[str, User] = {}
    for account in ACCOUNTS:
        user = User.objects.create_user(account.email, PASSWORD, full_name=account.name)
        appoint(user, unit=units[account.unit_code], role=account.role, title=account.title, on=SINCE, by=None, now=now)
        people[account.email.split("@")[0]] = user
    _create_chairs(units, now=now)
    return people


def _create_chairs(units: dict[str, Unit], *, now: datetime) -> None:
    """A chair for every other union, a head for each department; without a password, so that they cannot sign in."""
    names, led = people_names(), set(Post.objects.values_list("unit_id", flat=True))
    wanted = [row for row in demo_units() if row.kind in GRASSROOTS_KINDS | UPPER_KINDS | {UnitKind.DEPARTMENT}]
    for row in wanted:
        if units[row.code].pk in led:
            continue
        address = f"{row.code.lower()}@chu-tich.caunoi.example"
        chair = User.objects.create_user(address, None, full_name=next(names), wants_email=False)
        title = "Trưởng ban" if row.kind == UnitKind.DEPARTMENT else "Chủ tịch"
        appoint(chair, unit=units[row.code], role=Role.CHAIR, title=title, on=SINCE, by=None, now=now)
