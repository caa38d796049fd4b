"""Whatever is merged, split, abolished, moved and renamed together: the sums hold, the past keeps its shape, undoing is exact."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.core.errors import Refused
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.reorganisations import (
    confirm_reorganisation,
    load_steps,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.actions.units import count_members, create_unit
from caunoi.orgs.audiences import Rule, resolve
from caunoi.orgs.enums import Below, Operation, Role, UnitKind
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.mapping import mapping_between
from caunoi.orgs.models import MemberCount, Reorganisation, Succession, Unit
from caunoi.orgs.reorganising.checking import check_steps
from caunoi.orgs.reorganising.counts import shared_out
from caunoi.orgs.reorganising.sheet import operation_titles
from caunoi.orgs.reorganising.steps import Step
from caunoi.orgs.tree_check import find_flaws
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW
from tests.orgs.reorganising.snapshots import everything, members_on, tree_on

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)
UNITS = ["D", "D2", "GD", "G0", "G1", "G2", "G4", "G5"]
SETTINGS = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
unit = st.sampled_from(UNITS)
new_unit = st.sampled_from(["N1", "N2", "N3"])


def fresh(code: str, kind: str) -> dict[str, Any]:
    return {"successor": code, "name": f"Đơn vị {code}", "kind": kind, "parent": "P"}


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """One thing done to one unit; a split is two rows."""
    code, number = draw(unit), 0
    kind = UnitKind.COMMUNE if code.startswith("D") else UnitKind.GRASSROOTS
    match draw(st.sampled_from(["merge", "merge_new", "continue", "split", "spin_off", "abolish", "move", "other"])):
        case "merge":
            return [Step(number, Operation.MERGE, code, draw(unit))]
        case "merge_new":
            return [Step(number, Operation.MERGE, code, **fresh(draw(new_unit), kind))]
        case "continue":
            return [Step(number, Operation.CONTINUE, code, **fresh(draw(new_unit), kind))]
        case "split":
            share = draw(st.integers(1, 99))
            one, two = fresh("N1", kind), fresh("N2", kind)
            first = Step(number, Operation.SPLIT, code, share=f"{share}%", below=Below.FOLLOW, **one)
            return [first, Step(number, Operation.SPLIT, code, share=f"{100 - share}%", **two)]
        case "spin_off":
            share = draw(st.integers(1, 99))
            stays = Step(number, Operation.SPLIT, code, code, share=f"{share}%")
            return [stays, Step(number, Operation.SPLIT, code, share=f"{100 - share}%", **fresh("N3", kind))]
        case "abolish":
            return [Step(number, Operation.ABOLISH, code, parent=draw(st.sampled_from(["P", "D", "G0", ""])))]
        case "move":
            return [Step(number, Operation.MOVE, code, parent=draw(st.sampled_from(["P", "D", "D2", "G0"])))]
    return [
        draw(
            st.sampled_from(
                [
                    Step(number, Operation.RENAME, code, name="Tên mới"),
                    Step(number, Operation.SECTOR, code, parent="GD"),
                ]
            )
        )
    ]


PLANS = st.lists(steps(), min_size=1, max_size=6)


def prepare(cast: Cast) -> None:
    """Two districts, a sector union, grassroots unions with counts that do not divide well."""
    district = make_unit("D2", "Liên đoàn Lao động huyện Nậm Lay", UnitKind.DISTRICT, cast.units.P)
    make_unit("GD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, cast.units.P)
    for code in ("G4", "G5"):
        make_unit(code, f"Công đoàn cơ sở {code}", UnitKind.GRASSROOTS, district)
    for place, code in enumerate(["G0", "G1", "G2", "G4", "G5"]):
        standing = Unit.objects.get(code=code)
        count_members(standing, members=37 * place + 11, on=SINCE, source="Sổ", by=None, now=NOW)


def possible(plan: list[list[Step]]) -> list[Step]:
    """As many of the steps as can be done together."""
    under = Unit.objects.at(TODAY).get(code="P")
    kept: list[Step] = []
    for some in plan:
        if not check_steps([*kept, *some], on=TODAY, under=under)[1]:
            kept += some
    return kept


def load(cast: Cast, kept: list[Step]) -> Reorganisation:
    """Through a sheet, as it would come."""
    lines = ["Việc;Mã đơn vị;Mã đơn vị tiếp nhận;Tên mới;Loại;Mã cấp trên;Tỷ lệ;Đơn vị trực thuộc"]
    below = {Below.FOLLOW.value: "Theo", Below.CLOSE.value: "Giải thể cùng", "": ""}
    for step in kept:
        cells = (step.code, step.successor, step.name, step.kind, step.parent, step.share, below[str(step.below)])
        lines.append(";".join((operation_titles()[str(step.operation)], *map(str, cells))))
    reorganisation = start_reorganisation(
        cast.units.P, effective_on=TODAY, basis_number="Số 15/QĐ-LĐLĐ", by=cast.administrator, now=NOW
    )
    assert load_steps(reorganisation, data="\n".join(lines).encode(), by=None, now=NOW) == []
    assert (reorganisation.problems, reorganisation.refusal) == ([], "")
    return confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)


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
