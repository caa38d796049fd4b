"""The cast: an officer of the owning unit, of its superior, of another branch; a member; a visitor.

The tree: TLD (confederation) over P (province) and Q (another province); P over D (district) and G0 (directly affiliated);
D over G1 and G2 (grassroots); Q over E (district) over G3.
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest

from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.models import Designation, Placement, Post, Unit, User
from tests.kept import kept

SINCE = date(2020, 1, 1)


def make_unit(code: str, name: str, kind: str, parent: Unit | None = None, since: date = SINCE) -> Unit:
    """A unit with one placement and one designation that hold from ``since`` on."""
    unit = Unit.objects.create(code=code, opened_on=since)
    above = parent.placements.get(line="territory", valid_to=None) if parent else None
    path = f"{above.path if above else ''}{unit.pk}."
    depth = above.depth + 1 if above else 1
    Placement.objects.create(unit=unit, parent=parent, path=path, depth=depth, valid_from=since)
    Designation.objects.create(unit=unit, name=name, kind=kind, valid_from=since)
    return unit


def make_officer(email: str, name: str, unit: Unit | None = None, role: str = Role.OFFICER) -> User:
    user = User.objects.create_user(email, "mat-khau-thu-nghiem", full_name=name)
    if unit:
        Post.objects.create(user=user, unit=unit, role=role, starts_on=SINCE)
    return user


@dataclass(frozen=True)
class Cast:
    """``owner`` holds a post in ``units.D``; ``superior`` in ``units.P``; ``stranger`` in ``units.E``; ``member`` has an
    account without a post; ``chair`` is the chair of grassroots union ``units.G1``."""

    units: SimpleNamespace
    owner: User
    superior: User
    stranger: User
    member: User
    chair: User
    administrator: User


@pytest.fixture
@kept
def cast(db: None) -> Cast:
    top = make_unit("TLD", "Tổng Liên đoàn Lao động Việt Nam", UnitKind.CONFEDERATION)
    p = make_unit("P", "Liên đoàn Lao động tỉnh Vĩnh Sơn", UnitKind.PROVINCE, top)
    q = make_unit("Q", "Liên đoàn Lao động tỉnh Đông Thạch", UnitKind.PROVINCE, top)
    d = make_unit("D", "Liên đoàn Lao động huyện Ba Khe", UnitKind.DISTRICT, p)
    g0 = make_unit("G0", "Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn", UnitKind.GRASSROOTS, p)
    g1 = make_unit("G1", "Công đoàn cơ sở Trường Tiểu học Ba Khe", UnitKind.GRASSROOTS, d)
    g2 = make_unit("G2", "Công đoàn cơ sở Công ty Chè Ba Khe", UnitKind.GRASSROOTS, d)
    e = make_unit("E", "Liên đoàn Lao động huyện Sông Lãng", UnitKind.DISTRICT, q)
    g3 = make_unit("G3", "Công đoàn cơ sở Bệnh viện Sông Lãng", UnitKind.GRASSROOTS, e)
    return Cast(
        units=SimpleNamespace(TLD=top, P=p, Q=q, D=d, G0=g0, G1=g1, G2=g2, E=e, G3=g3),
        owner=make_officer("can-bo@huyen.example", "Lò Thị Hoa", d),
        superior=make_officer("can-bo@tinh.example", "Trần Văn Bình", p),
        stranger=make_officer("can-bo@khac.example", "Phạm Thị Lan", e),
        member=make_officer("doan-vien@example.org", "Vàng A Sùng"),
        chair=make_officer("chu-tich@coso.example", "Nguyễn Thị Mai", g1, Role.CHAIR),
        administrator=make_officer("quan-tri@tinh.example", "Hoàng Văn Nam", p, Role.ADMINISTRATOR),
    )
