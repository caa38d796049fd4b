"""Whatever is merged, split, abolished, moved and renamed together: the sums hold, the past keeps its shape, undoing is exact."""

from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from caunoi.core.errors import Refused
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.reorganisations import (
    undo_reorganisation,
)
from caunoi.orgs.actions.units import count_members, create_unit
from caunoi.orgs.audiences import Rule, resolve
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.mapping import mapping_between
from caunoi.orgs.models import MemberCount, Succession, Unit
from caunoi.orgs.reorganising.counts import shared_out
from caunoi.orgs.reorganising.steps import Step
from caunoi.orgs.tree_check import find_flaws
from tests.cast import SINCE, Cast
from tests.conftest import NOW
from tests.orgs.reorganising.at_random import BEFORE, PLANS, SETTINGS, TODAY, load, possible, prepare
from tests.orgs.reorganising.snapshots import everything, members_on, tree_on

pytestmark = pytest.mark.usefixtures("clock")


@SETTINGS
@given(plan=PLANS)
def test_any_reorganisation_keeps_the_past_and_can_be_undone(cast: Cast, plan: list[list[Step]]) -> None:
    with transaction.atomic():
        prepare(cast)
        kept = possible(plan)
        past, before = [tree_on(BEFORE), tree_on(SINCE)], everything()
        if kept:
            done = load(cast, kept)
            assert (done.state, done.refusal, find_flaws()) == (State.APPLIED, "", [])
            assert [tree_on(BEFORE), tree_on(SINCE)] == past
            _assert_closed_receive_nothing(cast)
            undo_reorganisation(done, by=cast.administrator, now=NOW)
            assert (done.state, done.refusal) == (State.UNDONE, "")
        assert everything() == before
        transaction.set_rollback(True)


def _assert_closed_receive_nothing(cast: Cast) -> None:
    meant = resolve(cast.units.P, [Rule(tuple(UnitKind.values), "branch")], on=TODAY, included=Unit.objects.all())
    closed = list(Unit.objects.filter(closed_on__isnull=False))
    assert set(meant.values_list("pk", flat=True)) & {item.pk for item in closed} == set()
    for item in closed:
        with pytest.raises(Refused):
            appoint(cast.member, unit=item, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
        with pytest.raises(Refused):
            count_members(item, members=1, on=TODAY, source="Sổ", by=None, now=NOW)
        with pytest.raises(Refused):
            create_unit(code="X", name="Tổ", kind=UnitKind.TRADE_GROUP, parent=item, on=TODAY, by=None, now=NOW)


@SETTINGS
@given(plan=PLANS)
def test_members_are_the_same_number_before_and_after(cast: Cast, plan: list[list[Step]]) -> None:
    """Nobody is lost by merging, splitting, moving; only a unit that ends without a successor takes its members with it."""
    with transaction.atomic():
        prepare(cast)
        kept = possible(plan)
        counts = members_on(BEFORE)
        if kept:
            load(cast, kept)
            crossing = {step.code for step in kept if step.code.startswith("G") and step.successor in {"D", "D2", "GD"}}
            gone = set(Succession.objects.filter(successor=None).values_list("unit__code", flat=True)) | crossing
            lost = MemberCount.objects.filter(unit__code__in=gone, source="Sổ").values_list("members", flat=True)
            assert members_on(TODAY) == counts - sum(lost)
        transaction.set_rollback(True)


@SETTINGS
@given(members=st.integers(0, 500), parts=st.lists(st.integers(1, 60), min_size=1, max_size=6), rest=st.integers(0, 40))
def test_shares_of_a_split_add_up(members: int, parts: list[int], rest: int) -> None:
    whole = sum(parts) + rest
    shares = shared_out(members, parts, whole)
    assert sum(shares) == members * sum(parts) // whole
    assert max(abs(share - Fraction(members * part, whole)) for share, part in zip(shares, parts, strict=True)) < 1


@SETTINGS
@given(plan=PLANS)
def test_mapping_loses_nobody_and_invents_nobody(cast: Cast, plan: list[list[Step]]) -> None:
    """Every unit of the old day goes whole into the new one, or to nothing where it ended without a successor."""
    with transaction.atomic():
        prepare(cast)
        kept = possible(plan)
        if kept:
            load(cast, kept)
        mapping = mapping_between(BEFORE, TODAY)
        assert set(mapping) == set(Unit.objects.at(BEFORE).values_list("pk", flat=True))
        standing = set(Unit.objects.at(TODAY).values_list("pk", flat=True))
        for shares in mapping.values():
            assert set(shares) <= standing
            assert sum(shares.values()) in (0, 1)
        transaction.set_rollback(True)
