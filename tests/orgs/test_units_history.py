"""Whatever is moved, renamed and closed, in whatever order it is typed: the tree of every day is what was recorded for it."""

from contextlib import suppress
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.core.errors import Refused
from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.units import move_unit, rename_unit
from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import may, units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.tree_check import find_flaws
from tests.cast import SINCE, Cast
from tests.conftest import NOW

CODES = ["D", "E", "G0", "G1", "G2", "G3"]
PARENTS = ["P", "Q", "D", "E", "G1"]
DAYS = [SINCE + timedelta(days=400 * step) for step in range(5)]

CHANGES = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from([*PARENTS, "name", "close"]), st.sampled_from(DAYS)),
    max_size=7,
)


def apply(unit: Unit, change: str, on: date, units: dict[str, Unit]) -> bool:
    """Do it; False when it was refused, and then nothing may have changed."""
    with suppress(Refused), transaction.atomic():
        if change == "name":
            rename_unit(unit, name=f"Đơn vị {on:%Y}", on=on, by=None, now=NOW)
        elif change == "close":
            close_unit(unit, on=on, by=None, now=NOW)
        else:
            move_unit(unit, parent=units[change], on=on, by=None, now=NOW)
        return True
    return False


def recorded(history: dict[str, list[tuple[date, str]]], on: date) -> dict[str, str]:
    """Code → parent on the day, from what was recorded: for each unit the last change on or before it."""
    tree = {}
    for code, changes in history.items():
        last = max((day, place) for place, (day, _change) in enumerate(changes) if day <= on)[1]
        if changes[last][1] != "close":
            tree[code] = changes[last][1]
    return tree


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_tree_of_every_day_is_what_was_recorded(cast: Cast, changes: list[tuple[str, str, date]]) -> None:
    with transaction.atomic():
        units = {unit.code: unit for unit in Unit.objects.all()}
        history = {code: [(SINCE, parent)] for code, parent in _parents(SINCE).items()}
        for code, change, on in changes:
            done = apply(units[code], change, on, units)
            if done and change != "name":
                history[code].append((on, change))
        for day in DAYS:
            assert _parents(day) == recorded(history, day)
            _assert_rights_follow(cast, day)
        assert find_flaws() == []
        transaction.set_rollback(True)


def _parents(on: date) -> dict[str, str]:
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {unit.code: codes[unit.parent_id] for unit in Unit.objects.at(on) if unit.parent_id}


def _assert_rights_follow(cast: Cast, on: date) -> None:
    """Who sees a unit is who holds a post on the way from it to the top, and lists agree with questions."""
    parents = _parents(on)
    people: list[Any] = [getattr(cast, field.name) for field in fields(cast)]
    for person in (person for person in people if isinstance(person, User)):
        posts = {post.unit.code for post in person.posts.held_on(on).select_related("unit")}
        listed = {unit.code for unit in units_for(person, Right.VIEW, on=on)}
        assert listed == {unit.code for unit in Unit.objects.at(on) if _way_up(unit.code, parents) & posts}
        for unit in Unit.objects.filter(code__in=["G1", "D"]):
            assert may(person, Right.VIEW, unit, on=on) == (unit.code in listed)


def _way_up(code: str, parents: dict[str, str]) -> set[str]:
    way = {code}
    while code in parents:
        code = parents[code]
        way.add(code)
    return way
