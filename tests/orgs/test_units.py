"""Units in time: every change keeps the past, refuses what contradicts it, and is audited."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.units import change_kind, count_members, create_unit, move_unit, rename_unit
from caunoi.orgs.enums import Line, Role, SuccessionKind, UnitKind
from caunoi.orgs.models import Designation, MemberCount, Placement, Post, Succession, Unit
from caunoi.orgs.tree_check import find_flaws
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW

BEFORE, ON = date(2025, 6, 30), date(2025, 7, 1)
LATER = date(2026, 1, 1)


def tree(on: date, line: str = Line.TERRITORY) -> dict[str, str | None]:
    """Code → code of the parent, for every unit that stands on the day."""
    units = {unit.pk: unit for unit in Unit.objects.at(on, line)}
    every = dict(Unit.objects.values_list("pk", "code"))
    return {unit.code: every.get(unit.parent_id) for unit in units.values()}


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def new_unit(parent: Unit | None, **values: Any) -> Unit:
    fields = {"code": "N1", "name": "Công đoàn cơ sở Trạm Y tế Ba Khe", "kind": UnitKind.GRASSROOTS, "on": ON}
    return create_unit(**{**fields, "parent": parent, "by": None, "now": NOW, **values})


def test_create_unit_stands_from_its_day_on(cast: Cast) -> None:
    unit = new_unit(cast.units.D, name="  Công đoàn  cơ sở Trạm Y tế ", short_name="CĐCS Trạm Y tế")
    assert not Unit.objects.at(BEFORE).filter(pk=unit.pk).exists()
    found = Unit.objects.at(ON).get(pk=unit.pk)
    parent = Unit.objects.at(ON).get(code="D")
    assert (found.name, found.short_name, found.kind) == ("Công đoàn cơ sở Trạm Y tế", "CĐCS Trạm Y tế", "grassroots")
    assert (found.path, found.depth, found.parent_id) == (f"{parent.path}{unit.pk}.", parent.depth + 1, parent.pk)
    assert find_flaws() == []


def test_create_unit_is_audited_in_the_unit(cast: Cast) -> None:
    unit = new_unit(cast.units.D, by=cast.administrator)
    row = AuditEntry.objects.get(action="orgs.unit_created")
    assert (row.unit_id, row.actor_id, row.detail["code"]) == (unit.pk, cast.administrator.pk, "N1")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"code": "G1"}, "code_taken"),
        ({"code": "G 1/2"}, "bad_code"),
        ({"kind": UnitKind.PROVINCE}, "kind_under_parent"),
        ({"on": date(2019, 1, 1)}, "unit_not_standing"),
    ],
)
def test_create_unit_is_refused(cast: Cast, values: dict[str, Any], code: str) -> None:
    before = Unit.objects.count()
    assert refusal(lambda: new_unit(cast.units.D, **values)) == code
    assert Unit.objects.count() == before


def test_create_unit_under_one_that_moves_later_is_refused(cast: Cast) -> None:
    move_unit(cast.units.D, parent=cast.units.Q, on=LATER, by=None, now=NOW)
    assert refusal(lambda: new_unit(cast.units.D)) == "later_change"


def test_create_unit_at_the_top_needs_a_kind_that_may_stand_there(cast: Cast) -> None:
    assert new_unit(None, kind=UnitKind.PROVINCE).placements.get().depth == 1
    assert refusal(lambda: new_unit(None, code="N2")) == "kind_under_parent"


def test_move_keeps_the_old_shape_before_and_takes_the_branch_along(cast: Cast) -> None:
    before = tree(BEFORE)
    moved = move_unit(cast.units.D, parent=cast.units.Q, on=ON, by=None, now=NOW)
    assert moved == 3
    assert tree(BEFORE) == before
    assert tree(ON) == {**before, "D": "Q"}
    assert {unit.code for unit in Unit.objects.at(ON).under(Unit.objects.at(ON).get(code="Q").path)} == {
        *("Q", "E", "G3", "D", "G1", "G2")
    }
    assert find_flaws() == []


def test_move_on_the_day_of_opening_leaves_one_row(cast: Cast) -> None:
    move_unit(cast.units.G1, parent=cast.units.P, on=SINCE, by=None, now=NOW)
    assert Placement.objects.get(unit=cast.units.G1).parent == cast.units.P
    assert find_flaws() == []


def test_move_keeps_a_recorded_end_below(cast: Cast) -> None:
    close_unit(cast.units.G1, on=LATER, by=None, now=NOW)
    move_unit(cast.units.D, parent=cast.units.Q, on=ON, by=None, now=NOW)
    last = cast.units.G1.placements.order_by("valid_from").last()
    assert (last.valid_from, last.valid_to) == (ON, LATER)
    assert find_flaws() == []


def test_move_twice_and_back_tells_one_story(cast: Cast) -> None:
    units = cast.units
    move_unit(units.D, parent=units.Q, on=ON, by=None, now=NOW)
    move_unit(units.G1, parent=units.P, on=LATER, by=None, now=NOW)
    move_unit(units.D, parent=units.P, on=date(2026, 6, 1), by=None, now=NOW)
    assert [tree(day)["G1"] for day in (BEFORE, ON, LATER)] == ["D", "D", "P"]
    assert [tree(day)["D"] for day in (BEFORE, ON, LATER, date(2026, 6, 1))] == ["P", "Q", "Q", "P"]
    assert find_flaws() == []


def test_move_is_refused(cast: Cast) -> None:
    units = cast.units

    def move(unit: Unit, parent: Unit | None, on: date = ON) -> Callable[[], int]:
        return lambda: move_unit(unit, parent=parent, on=on, by=None, now=NOW)

    nest = make_unit("N", "Công đoàn cơ sở thành viên", UnitKind.GRASSROOTS, units.G1)
    assert refusal(move(units.G1, nest)) == "cycle"
    assert refusal(move(units.G1, units.G1)) == "cycle"
    assert refusal(move(units.D, units.P)) == "already_there"
    assert refusal(move(units.D, units.G0)) == "kind_under_parent"
    assert refusal(move(units.D, None)) == "kind_under_parent"
    assert refusal(move(units.D, units.Q, date(2019, 1, 1))) == "unit_not_standing"
    move(units.G0, units.D, LATER)()
    assert refusal(move(units.D, units.Q)) == "later_change"
    assert refusal(move(units.G0, units.G1)) == "later_change"


def test_sector_line_stands_beside_the_territorial_one(cast: Cast) -> None:
    units = cast.units
    centre = make_unit("NGANH", "Công đoàn ngành Y tế Việt Nam", UnitKind.CENTRAL_SECTOR, units.TLD)
    local = make_unit("YT", "Công đoàn ngành Y tế Vĩnh Sơn", UnitKind.SECTOR, units.P)
    before = tree(ON)
    move_unit(units.G1, parent=local, on=ON, by=None, now=NOW, line=Line.SECTOR)
    assert tree(ON, Line.SECTOR) == {"G1": "YT"}
    move_unit(local, parent=centre, on=LATER, by=None, now=NOW, line=Line.SECTOR)
    assert tree(LATER, Line.SECTOR) == {"G1": "YT", "YT": "NGANH"}
    below = Unit.objects.at(LATER, Line.SECTOR).under(f"{centre.pk}.")
    assert {unit.code for unit in below} == {"G1", "YT"}
    move_unit(local, parent=None, on=date(2026, 2, 1), by=None, now=NOW, line=Line.SECTOR)
    assert tree(date(2026, 2, 1), Line.SECTOR) == {"G1": "YT"}
    assert tree(ON) == before
    assert find_flaws() == []


def test_sector_line_takes_sector_unions_only_above(cast: Cast) -> None:
    units = cast.units
    wrong = move_unit, {"parent": units.D, "on": ON, "by": None, "now": NOW, "line": Line.SECTOR}
    assert refusal(lambda: wrong[0](units.G0, **wrong[1])) == "kind_under_parent"
    assert refusal(lambda: move_unit(units.G0, **{**wrong[1], "parent": None})) == "already_there"


def test_rename_keeps_the_old_name_before(cast: Cast) -> None:
    rename_unit(cast.units.D, name="Công đoàn xã Ba Khe", on=ON, by=None, now=NOW)
    names = [Unit.objects.at(day).get(code="D").name for day in (BEFORE, ON)]
    assert names == ["Liên đoàn Lao động huyện Ba Khe", "Công đoàn xã Ba Khe"]
    assert [unit.code for unit in Unit.objects.at(ON).named_like("cong doan XÃ ba khe")] == ["D"]
    assert find_flaws() == []


def test_rename_twice_on_one_day_keeps_the_last(cast: Cast) -> None:
    rename_unit(cast.units.D, name="Tên gõ nhầm", on=ON, by=None, now=NOW)
    rename_unit(cast.units.D, name="Công đoàn xã Ba Khe", short_name="CĐ xã Ba Khe", on=ON, by=None, now=NOW)
    assert list(cast.units.D.designations.order_by("valid_from").values_list("name", "short_name")) == [
        ("Liên đoàn Lao động huyện Ba Khe", ""),
        ("Công đoàn xã Ba Khe", "CĐ xã Ba Khe"),
    ]


def test_rename_before_a_later_name_is_refused(cast: Cast) -> None:
    rename_unit(cast.units.D, name="Công đoàn xã Ba Khe", on=LATER, by=None, now=NOW)
    assert refusal(lambda: rename_unit(cast.units.D, name="Khác", on=ON, by=None, now=NOW)) == "later_change"


def test_change_kind_holds_from_its_day(cast: Cast) -> None:
    change_kind(cast.units.D, kind=UnitKind.COMMUNE, on=ON, by=None, now=NOW)
    assert [Unit.objects.at(day).get(code="D").kind for day in (BEFORE, ON)] == ["district", "commune"]


def test_change_kind_is_refused_where_it_fits_nothing_above_or_below(cast: Cast) -> None:
    def change(unit: Unit, kind: str) -> Callable[[], Designation]:
        return lambda: change_kind(unit, kind=kind, on=ON, by=None, now=NOW)

    assert refusal(change(cast.units.D, UnitKind.PROVINCE)) == "kind_under_parent"
    assert refusal(change(cast.units.D, UnitKind.DEPARTMENT)) == "kind_under_parent"
    assert refusal(change(cast.units.TLD, UnitKind.PROVINCE)) == "kind_under_parent"


def test_close_dissolved_ends_everything_the_day_before(cast: Cast) -> None:
    close_unit(cast.units.G1, on=ON, basis="Quyết định số 12/QĐ-LĐLĐ", by=cast.administrator, now=NOW)
    unit = Unit.objects.get(code="G1")
    assert unit.closed_on == ON
    assert "G1" in tree(BEFORE)
    assert "G1" not in tree(ON)
    assert cast.chair.posts.get().ends_on == BEFORE
    assert list(Succession.objects.values_list("unit", "successor", "kind", "basis")) == [
        (unit.pk, None, SuccessionKind.DISSOLVED, "Quyết định số 12/QĐ-LĐLĐ")
    ]
    assert AuditEntry.objects.get(action="orgs.unit_closed").detail["posts_ended"] == 1
    assert find_flaws() == []


@pytest.mark.parametrize(
    ("heirs", "kind", "recorded"),
    [
        (["G2"], "", SuccessionKind.MERGED),
        (["G2"], SuccessionKind.RENAMED, SuccessionKind.RENAMED),
        (["G2", "G0"], "", SuccessionKind.SPLIT),
        (["G2"], SuccessionKind.DISSOLVED, SuccessionKind.MERGED),
    ],
)
def test_close_names_what_became_of_it(cast: Cast, heirs: list[str], kind: str, recorded: str) -> None:
    successors = [getattr(cast.units, code) for code in heirs]
    close_unit(cast.units.G1, on=ON, successors=successors, kind=kind, by=None, now=NOW)
    rows = Succession.objects.filter(unit=cast.units.G1).order_by("pk").values_list("successor__code", "kind")
    assert list(rows) == [(code, recorded) for code in heirs]


def test_close_sends_the_units_below_to_the_successor(cast: Cast) -> None:
    units = cast.units
    close_unit(units.D, on=ON, successors=[units.E], children_to=units.E, by=None, now=NOW)
    assert {code: parent for code, parent in tree(ON).items() if parent == "E"} == {"G1": "E", "G2": "E", "G3": "E"}
    assert tree(BEFORE)["G1"] == "D"
    assert find_flaws() == []


def test_close_on_the_day_of_a_move_forgets_the_move(cast: Cast) -> None:
    move_unit(cast.units.G1, parent=cast.units.P, on=ON, by=None, now=NOW)
    close_unit(cast.units.G1, on=ON, by=None, now=NOW)
    assert cast.units.G1.placements.get().valid_to == ON
    assert find_flaws() == []


def test_close_is_refused(cast: Cast) -> None:
    units = cast.units

    def close(unit: Unit, on: date = ON, **values: Any) -> Callable[[], Unit]:
        return lambda: close_unit(unit, on=on, by=None, now=NOW, **values)

    assert refusal(close(units.D)) == "has_children"
    assert refusal(close(units.G1, on=SINCE)) == "closes_before_opening"
    assert refusal(close(units.G1, successors=[units.G1])) == "own_successor"
    appoint(cast.member, unit=units.G1, role=Role.OFFICER, on=LATER, by=None, now=NOW)
    assert refusal(close(units.G1)) == "later_post"
    rename_unit(units.G2, name="Tên mới", on=LATER, by=None, now=NOW)
    assert refusal(close(units.G2)) == "later_change"
    assert Unit.objects.filter(closed_on__isnull=False).count() == 0
    assert Post.objects.filter(ends_on__isnull=False).count() == 0


def test_close_of_a_sector_union_waits_for_its_sector_line(cast: Cast) -> None:
    local = make_unit("YT", "Công đoàn ngành Y tế", UnitKind.SECTOR, cast.units.P)
    move_unit(cast.units.G1, parent=local, on=ON, by=None, now=NOW, line=Line.SECTOR)
    assert refusal(lambda: close_unit(local, on=LATER, by=None, now=NOW)) == "has_children"


def test_count_members_keeps_source_and_corrects_its_own_figure(cast: Cast) -> None:
    unit = cast.units.G1
    count = {"on": ON, "by": None, "now": NOW}
    count_members(unit, members=40, source="Báo cáo quý II", **count)
    count_members(unit, members=42, source="Sổ đoàn viên", workers=50, **count)
    count_members(unit, members=41, source=" Báo cáo  quý II", **count)
    rows = MemberCount.objects.filter(unit=unit).order_by("source").values_list("source", "members", "workers")
    assert list(rows) == [("Báo cáo quý II", 41, None), ("Sổ đoàn viên", 42, 50)]
    last = AuditEntry.objects.filter(action="orgs.members_counted").latest("pk")
    assert (last.detail["former"], last.detail["members"]) == (40, 41)


@pytest.mark.parametrize(("values", "code"), [({"source": " "}, "no_source"), ({"members": -1}, "negative_count")])
def test_count_members_is_refused(cast: Cast, values: dict[str, Any], code: str) -> None:
    count = {"members": 1, "source": "Sổ", "on": ON, "by": None, "now": NOW, **values}
    assert refusal(lambda: count_members(cast.units.G1, **count)) == code


def test_units_read_as_english(cast: Cast) -> None:
    now = Unit.objects.at(ON)
    p = now.get(code="P")
    assert [unit.code for unit in now.below(p.path).of_kinds([UnitKind.GRASSROOTS]).order_by("code")] == [
        *("G0", "G1", "G2")
    ]
    assert [unit.code for unit in now.children_of(p).order_by("code")] == ["D", "G0"]
    assert [unit.code for unit in now.tops()] == ["TLD"]
    assert [unit.code for unit in now.in_tree_order()][:3] == ["TLD", "Q", "P"]
    assert str(now.get(code="TLD")) == "Tổng Liên đoàn Lao động Việt Nam"


def test_units_of_a_day_are_built_once_and_asked_each_time(cast: Cast) -> None:
    on = date(2026, 11, 23)

    def names(units: Any) -> set[str]:
        return {unit.name for unit in units.at(on).children_of(cast.units.D)}

    before = names(Unit.objects)
    rename_unit(cast.units.G1, name="CĐCS Mới", on=on, by=None, now=NOW)
    renamed = before - {"Công đoàn cơ sở Trường Tiểu học Ba Khe"} | {"CĐCS Mới"}
    assert before != renamed == names(Unit.objects) == names(Unit.objects.db_manager("default"))
    assert names(Unit.objects.exclude(code="G2")) == {"CĐCS Mới"}


def test_tree_check_finds_what_contradicts(cast: Cast) -> None:
    Placement.objects.filter(unit=cast.units.G1).update(path="9.9.")
    Placement.objects.filter(unit=cast.units.G2).update(valid_to=ON)
    Placement.objects.filter(unit=cast.units.TLD).update(path=f"7.{cast.units.TLD.pk}.")
    Designation.objects.filter(unit=cast.units.G3).delete()
    Placement.objects.create(
        unit=cast.units.G0,
        parent=cast.units.P,
        path=cast.units.G0.placements.get().path,
        depth=3,
        valid_from=SINCE,
        valid_to=SINCE + timedelta(days=1),
    )
    found = {(Unit.objects.get(pk=flaw.unit_id).code, flaw.code) for flaw in find_flaws()}
    assert found >= {("G1", "path"), ("G1", "parent"), ("G2", "gap"), ("TLD", "parent"), ("G3", "name")}
    assert ("G0", "overlap") in found
