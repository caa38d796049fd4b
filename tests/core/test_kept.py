"""What is kept between tests is what would have been built, and is built where the beginning is another one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Designation, Placement, Unit, User
from tests.cast import Cast, make_officer, make_unit
from tests.kept import STATE, kept

BUILT: list[str] = []


@dataclass
class Pair:
    above: Unit
    below: Unit
    officer: User


@kept
def pair(cast: Cast, code: str = "X") -> Pair:
    """Two units below P; P itself gets another code."""
    BUILT.append(code)
    cast.units.P.code = "P1"
    cast.units.P.save()
    above = make_unit(code, "Liên đoàn 'thử' 100 %", UnitKind.DISTRICT, cast.units.P)
    return Pair(cast.units.P, above, make_officer(f"{code}@thu.example", "Thử", above))


def _rows() -> list[list[Any]]:
    models = (Unit, Placement, Designation, User)
    return [list(model._base_manager.order_by("pk").values_list()) for model in models]


@pytest.fixture
def empty() -> None:
    STATE.memory.clear()
    BUILT.clear()


SEEN: list[list[list[Any]]] = []


@pytest.mark.parametrize("turn", [1, 2])
def test_second_test_gets_rows_and_objects_of_the_first(cast: Cast, clock: Any, turn: int) -> None:
    if turn == 1 or not SEEN:  # the second may run on a worker where the first has not
        BUILT.clear()
        SEEN.clear()
    made = pair(cast)
    SEEN.append(_rows())
    assert SEEN[0] == SEEN[-1]
    assert BUILT == ["X"]
    assert made.above is cast.units.P
    assert (cast.units.P.code, Unit.objects.get(pk=cast.units.P.pk).code) == ("P1", "P1")
    assert made.below.designations.get().name == "Liên đoàn 'thử' 100 %"
    assert made.officer.check_password("mat-khau-thu-nghiem")
    made.below.code = "changed"
    made.below.save()
    Unit.objects.create(code="later", opened_on="2026-01-01")


def test_other_arguments_are_built_for_themselves(cast: Cast, empty: None) -> None:
    assert (pair(cast, code="Y").below.code, BUILT) == ("Y", ["Y"])


def test_after_another_write_it_is_built_anew(cast: Cast, empty: None) -> None:
    User.objects.create_user("khac@thu.example", "mat-khau-thu-nghiem", full_name="Khác")
    pair(cast)
    assert (BUILT, STATE.memory) == (["X"], {})


def test_reading_changes_nothing(cast: Cast, empty: None) -> None:
    assert Unit.objects.count() == 9
    pair(cast)
    assert (BUILT, len(STATE.memory)) == (["X"], 1)


def test_another_moment_is_another_beginning(db: None, clock: Any, empty: None) -> None:
    @kept
    def when() -> Any:
        return timezone.now()

    first = when()
    STATE.begin()
    assert (when(), len(STATE.memory)) == (first, 1)
    STATE.begin()
    clock.shift(timedelta(days=1))
    assert (when() - first, len(STATE.memory)) == (timedelta(days=1), 2)


def test_real_transactions_build(transactional_db: None, empty: None) -> None:
    @kept
    def unit() -> Unit:
        BUILT.append("unit")
        return make_unit("Z", "Công đoàn cơ sở thử", UnitKind.GRASSROOTS)

    assert (unit().code, BUILT, STATE.memory) == ("Z", ["unit"], {})
