"""What became of each unit between two days, and the groups that can be compared."""

from datetime import date
from fractions import Fraction

from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.units import create_unit
from caunoi.orgs.enums import SuccessionKind, UnitKind
from caunoi.orgs.mapping import Group, carry_over, common_base, mapping_between
from caunoi.orgs.models import Succession, Unit
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW

FIRST, LAST = date(2024, 1, 1), date(2026, 6, 1)


def found(*codes: str) -> dict[str, dict[str, Fraction]]:
    """The mapping by code."""
    names = dict(Unit.objects.values_list("pk", "code"))
    units = Unit.objects.filter(code__in=codes).values_list("pk", flat=True)
    mapping = mapping_between(FIRST, LAST, units)
    return {names[key]: {names[to]: share for to, share in shares.items()} for key, shares in mapping.items()}


def give(unit: Unit, successor: Unit, part: int, whole: int, on: date) -> None:
    kind = SuccessionKind.SPLIT
    Succession.objects.create(unit=unit, successor=successor, kind=kind, effective_on=on, part=part, whole=whole)


def test_mapping_follows_successions_through_several_years(cast: Cast) -> None:
    units = cast.units
    close_unit(units.G1, on=date(2025, 1, 1), successors=[units.G2], by=None, now=NOW)
    close_unit(units.G2, on=date(2026, 1, 1), successors=[units.G0, units.G3], by=None, now=NOW)
    half = Fraction(1, 2)
    assert found("G0", "G1", "G2") == {"G0": {"G0": 1}, "G1": {"G0": half, "G3": half}, "G2": {"G0": half, "G3": half}}


def test_mapping_of_one_that_ended_without_a_successor_is_empty(cast: Cast) -> None:
    close_unit(cast.units.G1, on=date(2025, 1, 1), by=None, now=NOW)
    assert found("G1") == {"G1": {}}


def test_mapping_of_one_that_gave_a_part_away_twice(cast: Cast) -> None:
    units = cast.units
    give(units.G1, units.G2, 1, 4, date(2025, 1, 1))
    give(units.G1, units.G0, 1, 3, date(2026, 1, 1))
    assert found("G1") == {"G1": {"G2": Fraction(1, 4), "G0": Fraction(1, 4), "G1": Fraction(1, 2)}}


def test_mapping_leaves_out_what_happened_before_and_after(cast: Cast) -> None:
    units = cast.units
    give(units.G1, units.G2, 1, 4, FIRST)
    give(units.G1, units.G2, 1, 4, date(2026, 6, 2))
    close_unit(units.G2, on=date(2026, 6, 2), successors=[units.G0], by=None, now=NOW)
    assert found("G1", "G2") == {"G1": {"G1": 1}, "G2": {"G2": 1}}


def test_mapping_of_all_asks_three_questions(cast: Cast, django_assert_num_queries: object) -> None:
    make_unit("G9", "Công đoàn cơ sở", UnitKind.GRASSROOTS, cast.units.D)
    with django_assert_num_queries(3):  # type: ignore[operator]
        mapping = mapping_between(SINCE, LAST)
    assert all(shares == {key: 1} for key, shares in mapping.items())


def test_common_base_joins_what_shares_members(cast: Cast) -> None:
    units = cast.units
    new = create_unit(code="N", name="CĐCS Mới", kind=UnitKind.GRASSROOTS, parent=units.D, on=LAST, by=None, now=NOW)
    close_unit(units.G1, on=date(2025, 1, 1), successors=[units.G2, units.G3], by=None, now=NOW)
    close_unit(units.G0, on=date(2025, 1, 1), by=None, now=NOW)
    keys = [units.G0.pk, units.G1.pk, units.G2.pk, units.G3.pk]
    groups = common_base(mapping_between(FIRST, LAST, keys), [units.G2.pk, units.G3.pk, new.pk])
    assert groups == [
        Group((units.G0.pk,), ()),
        Group((units.G1.pk, units.G2.pk, units.G3.pk), (units.G2.pk, units.G3.pk)),
        Group((), (new.pk,)),
    ]


def test_figures_are_carried_over_by_shares() -> None:
    mapping = {1: {3: Fraction(1, 4), 4: Fraction(3, 4)}, 2: {3: Fraction(1)}, 5: {}}
    assert carry_over({1: 100, 2: 10, 5: 7, 6: 8}, mapping) == {3: 35, 4: 75}
