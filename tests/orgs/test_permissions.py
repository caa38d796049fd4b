"""Rights at a date: "may I", "which ones" and "who" are one rule."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.posts import appoint, end_post
from caunoi.orgs.actions.units import move_unit
from caunoi.orgs.enums import Line, Role, UnitKind
from caunoi.orgs.models import Placement, Post, Unit, User
from caunoi.orgs.permissions import grantable_roles, mandate_of, may, may_look_back, people_with, units_for
from caunoi.orgs.roles import Right
from tests.cast import Cast, make_officer, make_unit
from tests.conftest import NOW

TODAY = date(2026, 11, 23)
MOVED = date(2025, 7, 1)


def codes(units: Any) -> set[str]:
    return {unit.code for unit in units}


def everybody(cast: Cast) -> list[Any]:
    people = [getattr(cast, field.name) for field in fields(cast)]
    return [*(person for person in people if isinstance(person, User)), AnonymousUser()]


def assert_one_rule(people: list[Any], on: date) -> None:
    for person in people:
        for right in Right:
            listed = set(units_for(person, right, on=on))
            asked = {unit for unit in Unit.objects.all() if may(person, right, unit, on=on)}
            mandate = mandate_of(person, on=on)
            reached = {unit for unit in Unit.objects.at(on) if mandate.may(right, unit)}
            assert asked == listed == reached == set(mandate.units(right))
    for right in Right:
        for unit in Unit.objects.all():
            for person in people_with(right, unit, on=on):
                assert may(person, right, unit, on=on)


def test_one_rule_for_the_whole_cast(cast: Cast) -> None:
    assert_one_rule(everybody(cast), TODAY)


def test_one_rule_through_a_move_a_closing_and_ended_posts(cast: Cast) -> None:
    units = cast.units
    move_unit(units.D, parent=units.Q, on=MOVED, by=None, now=NOW)
    close_unit(units.G2, on=date(2025, 9, 1), by=None, now=NOW)
    end_post(cast.stranger.posts.get(), on=date(2026, 1, 31), by=None, now=NOW)
    for on in (date(2019, 1, 1), MOVED - timedelta(days=1), MOVED, date(2025, 9, 1), date(2026, 2, 1), TODAY):
        assert_one_rule(everybody(cast), on)


@pytest.mark.parametrize("role", Role)
def test_one_rule_for_every_role(cast: Cast, role: Role) -> None:
    assert_one_rule([make_officer("vai@tro.example", "Giàng Thị Sua", cast.units.P, role)], TODAY)


def test_reach_branch_holds_below_and_reach_own_does_not(cast: Cast) -> None:
    below_d = {"D", "G1", "G2"}
    assert codes(units_for(cast.owner, Right.VIEW, on=TODAY)) == below_d
    assert codes(units_for(cast.owner, Right.ISSUE, on=TODAY)) == {"D"}
    assert codes(units_for(cast.superior, Right.VIEW, on=TODAY)) == {"P", "G0"} | below_d
    assert codes(units_for(cast.administrator, Right.MANAGE_UNITS, on=TODAY)) == {"P", "G0"} | below_d
    assert codes(units_for(cast.owner, Right.MANAGE_UNITS, on=TODAY)) == set()
    assert codes(units_for(cast.member, Right.VIEW, on=TODAY)) == set()


def test_rights_follow_a_branch_that_moves(cast: Cast) -> None:
    move_unit(cast.units.D, parent=cast.units.Q, on=MOVED, by=None, now=NOW)
    above_q = make_officer("can-bo@q.example", "Đặng Văn Khoa", cast.units.Q)
    assert may(cast.superior, Right.VIEW, cast.units.G1, on=MOVED - timedelta(days=1))
    assert not may(cast.superior, Right.VIEW, cast.units.G1, on=MOVED)
    assert not may(above_q, Right.VIEW, cast.units.G1, on=MOVED - timedelta(days=1))
    assert may(above_q, Right.VIEW, cast.units.G1, on=MOVED)
    assert may(cast.owner, Right.VIEW, cast.units.G1, on=MOVED)


def test_sector_line_gives_no_rights(cast: Cast) -> None:
    sector = make_unit("YT", "Công đoàn ngành Y tế", UnitKind.SECTOR, cast.units.P)
    move_unit(cast.units.G3, parent=sector, on=MOVED, by=None, now=NOW, line=Line.SECTOR)
    officer = make_officer("y-te@tinh.example", "Lê Thị Ngân", sector)
    assert not may(officer, Right.VIEW, cast.units.G3, on=TODAY)
    assert Placement.objects.get(unit=cast.units.G3, line=Line.SECTOR).parent == sector


def test_post_holds_on_its_first_and_last_day_only(cast: Cast) -> None:
    post = cast.owner.posts.get()
    Post.objects.filter(pk=post.pk).update(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    held = [day for day in range(1, 6) if may(cast.owner, Right.VIEW, cast.units.D, on=date(2026, 3, day))]
    assert held == [2, 3, 4]


def test_locked_account_has_no_rights(cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    owner = User.objects.get(pk=cast.owner.pk)
    assert not may(owner, Right.VIEW, cast.units.D, on=TODAY)
    assert list(people_with(Right.VIEW, cast.units.D, on=TODAY)) == []


def test_two_posts_add_up(cast: Cast) -> None:
    appoint(cast.owner, unit=cast.units.E, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    assert codes(units_for(cast.owner, Right.VIEW, on=TODAY)) == {"D", "G1", "G2", "E", "G3"}
    assert codes(units_for(cast.owner, Right.LOG_ACTIVITY, on=TODAY)) == {"D"}


def test_may_asks_three_queries_and_two_at_the_own_unit(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        assert may(cast.superior, Right.VIEW, cast.units.G1, on=TODAY)
    with django_assert_num_queries(2):
        assert may(cast.superior, Right.VIEW, cast.units.P, on=TODAY)
    with django_assert_num_queries(0):
        assert not may(AnonymousUser(), Right.VIEW, cast.units.G1, on=TODAY)


def test_a_mandate_is_reckoned_once_for_its_day(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        mandate = mandate_of(cast.superior, on=TODAY)
    below = Unit.objects.at(TODAY).get(code="G1")
    with django_assert_num_queries(0):
        assert mandate_of(mandate, on=TODAY) is mandate
        assert mandate.may(Right.VIEW, below)
        assert not mandate.may(Right.ISSUE, below)
    assert mandate_of(mandate, on=date(2019, 12, 31)).posts == ()
    assert not may(mandate, Right.VIEW, below, on=date(2019, 12, 31))


def test_people_with_are_holders_at_the_unit_itself(cast: Cast) -> None:
    assert list(people_with(Right.ACKNOWLEDGE, cast.units.D, on=TODAY)) == [cast.owner]
    assert list(people_with(Right.ACKNOWLEDGE, cast.units.G2, on=TODAY)) == []
    assert list(people_with(Right.MANAGE_POSTS, cast.units.P, on=TODAY)) == [cast.administrator]


def test_people_with_two_posts_are_named_once(cast: Cast) -> None:
    appoint(cast.owner, unit=cast.units.D, role=Role.CHAIR, on=TODAY, by=None, now=NOW)
    assert list(people_with(Right.VIEW, cast.units.D, on=TODAY)) == [cast.owner]


def test_history_of_a_closed_unit_is_read_from_above_and_by_heirs(cast: Cast) -> None:
    units = cast.units
    close_unit(units.G2, on=MOVED, successors=[units.G3], by=None, now=NOW)
    assert not may(cast.owner, Right.VIEW, units.G2, on=TODAY)
    readers = {person.email for person in User.objects.all() if may_look_back(person, units.G2, on=TODAY)}
    assert readers == {cast.owner.email, cast.superior.email, cast.stranger.email, cast.administrator.email}


def test_history_of_a_unit_that_never_stood_is_nobodys(cast: Cast) -> None:
    ghost = Unit.objects.create(code="X", opened_on=TODAY)
    assert not may_look_back(cast.superior, ghost, on=TODAY)


def test_only_who_manages_units_appoints_an_administrator(cast: Cast) -> None:
    assert grantable_roles(cast.administrator, cast.units.D, on=TODAY) == list(Role)
    assert Role.ADMINISTRATOR not in grantable_roles(cast.chair, cast.units.G1, on=TODAY)
    assert Role.CHAIR in grantable_roles(cast.chair, cast.units.G1, on=TODAY)
    assert grantable_roles(cast.owner, cast.units.D, on=TODAY) == []
    assert grantable_roles(cast.administrator, cast.units.E, on=TODAY) == []
