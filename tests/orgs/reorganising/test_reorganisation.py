"""Reorganisations: what each operation does to the tree, what stands against it, applying, undoing, waiting for the day."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db.models import Max

from caunoi.core.errors import Refused
from caunoi.orgs.actions.invitations import invite
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.reorganisations import (
    add_step,
    apply_due,
    change_reorganisation,
    confirm_reorganisation,
    discard_reorganisation,
    load_steps,
    recall_reorganisation,
    recheck_reorganisation,
    remove_step,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.actions.unit_import import upload_units
from caunoi.orgs.actions.units import count_members, create_unit, move_unit, rename_unit
from caunoi.orgs.enums import Below, ImportState, Line, Operation, Role, UnitKind
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import (
    Audience,
    Invitation,
    MemberCount,
    Notice,
    Placement,
    Post,
    Reorganisation,
    Unit,
    UnitImport,
)
from caunoi.orgs.reorganising.checking import check_steps
from caunoi.orgs.reorganising.counts import shared_out
from caunoi.orgs.reorganising.runs import from_runs, to_runs
from caunoi.orgs.reorganising.steps import Step, share_of
from caunoi.orgs.tree_check import find_flaws
from tests.cast import SINCE, Cast, make_officer, make_unit
from tests.conftest import NOW
from tests.orgs.reorganising.snapshots import everything, tree_on

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)


def step(operation: Operation, code: str, **cells: Any) -> Step:
    return Step(0, operation, code, **cells)


def draft(cast: Cast, *steps: Step, on: date = TODAY, unit: Unit | None = None) -> Reorganisation:
    reorganisation = start_reorganisation(
        unit or cast.units.P,
        effective_on=on,
        basis_number="Quyết định số 15/QĐ-LĐLĐ",
        basis_on=date(2026, 11, 1),
        by=cast.administrator,
        now=NOW,
    )
    for item in steps:
        add_step(reorganisation, item, now=NOW)
    return reorganisation


def apply(cast: Cast, *steps: Step, on: date = TODAY, unit: Unit | None = None) -> Reorganisation:
    reorganisation = draft(cast, *steps, on=on, unit=unit)
    assert (reorganisation.problems, reorganisation.refusal) == ([], "")
    confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    assert (reorganisation.state, reorganisation.refusal) == (State.APPLIED, "")
    assert find_flaws() == []
    return reorganisation


def found(cast: Cast, *steps: Step, on: date = TODAY, anywhere: bool = False) -> list[str]:
    """The codes of the problems."""
    under = None if anywhere else Unit.objects.at(on).get(code="P")
    return [problem.code for problem in check_steps(steps, on=on, under=under)[1]]


def at(code: str, on: date = TODAY, line: str = Line.TERRITORY) -> Unit | None:
    return Unit.objects.at(on, line).filter(code=code).first()


def parent(code: str, on: date = TODAY, line: str = Line.TERRITORY) -> str:
    unit = at(code, on, line)
    return Unit.objects.get(pk=unit.parent_id).code if unit and unit.parent_id else ""


def new(successor: str, kind: UnitKind = UnitKind.GRASSROOTS, parent: str = "P") -> dict[str, Any]:
    return {"successor": successor, "name": f"Đơn vị {successor}", "kind": kind, "parent": parent}


def test_merging_into_a_new_unit_ends_both_and_carries_what_they_counted(cast: Cast) -> None:
    for code, members in (("G1", 30), ("G2", 45)):
        count_members(getattr(cast.units, code), members=members, on=SINCE, source="Sổ", by=None, now=NOW)
    before = tree_on(TODAY - timedelta(days=1))
    done = apply(cast, step(Operation.MERGE, "G1", **new("M", parent="D")), step(Operation.MERGE, "G2", successor="M"))
    merged = Unit.objects.get(code="M")
    assert (at("G1"), at("G2"), parent("M")) == (None, None, "D")
    assert list(merged.predecessions.values_list("unit__code", "kind", "basis")) == [
        ("G1", "merged", "Quyết định số 15/QĐ-LĐLĐ ngày 01/11/2026"),
        ("G2", "merged", "Quyết định số 15/QĐ-LĐLĐ ngày 01/11/2026"),
    ]
    assert MemberCount.objects.get(unit=merged).members == 75
    assert tree_on(TODAY - timedelta(days=1)) == before
    assert done.numbers == {"created": 1, "ended": 2, "split": 0, "moved": 0, "sector": 0, "renamed": 0}


def test_merging_into_a_standing_unit_takes_what_is_below(cast: Cast) -> None:
    make_unit("D2", "Liên đoàn Lao động huyện Nậm Lay", UnitKind.DISTRICT, cast.units.P)
    apply(cast, step(Operation.MERGE, "D", successor="D2"))
    assert (parent("G1"), parent("G2"), at("D")) == ("D2", "D2", None)


def test_count_of_a_merged_unit_says_whose_number_is_missing(cast: Cast) -> None:
    count_members(cast.units.G1, members=30, on=SINCE, source="Sổ", by=None, now=NOW)
    done = apply(cast, step(Operation.MERGE, "G1", successor="G2"))
    row = MemberCount.objects.get(unit=cast.units.G2)
    assert (row.members, row.source) == (
        30,
        "Sắp xếp tổ chức theo Quyết định số 15/QĐ-LĐLĐ ngày 01/11/2026 (1/2 đơn vị có số liệu)",
    )
    assert ["số đoàn viên được cộng gộp hoặc chia lại", 1, "info"] in done.lines
    assert [line[1] for line in done.lines if line[2] == "warning"] == [1]


def test_number_typed_for_the_same_day_and_source_stays(cast: Cast) -> None:
    source = "Sắp xếp tổ chức theo Quyết định số 15/QĐ-LĐLĐ ngày 01/11/2026"
    for code in ("G1", "G2"):
        count_members(getattr(cast.units, code), members=10, on=TODAY, source=source, by=None, now=NOW)
    apply(cast, step(Operation.MERGE, "G1", successor="G2"))
    assert [row.members for row in MemberCount.objects.filter(unit=cast.units.G2)] == [10]


def test_split_adds_up_and_may_leave_the_unit_standing(cast: Cast) -> None:
    count_members(cast.units.G1, members=101, on=SINCE, source="Sổ", by=None, now=NOW)
    shares = [("G1", "50%"), ("N1", "25%"), ("N2", "25%")]
    rows = [
        step(Operation.SPLIT, "G1", share=share, **({"successor": to} if to == "G1" else new(to, parent="D")))
        for to, share in shares
    ]
    apply(cast, *rows)
    counted = {
        code: MemberCount.objects.filter(unit__code=code).latest("counted_on").members for code, _share in shares
    }
    assert (counted, at("G1") is not None) == ({"G1": 51, "N1": 25, "N2": 25}, True)
    assert list(cast.units.G1.successions.values_list("successor__code", "part", "whole")) == [
        ("N1", 25, 100),
        ("N2", 25, 100),
    ]


def test_split_of_an_upper_unit_sends_those_below_where_its_row_says(cast: Cast) -> None:
    commune = UnitKind.COMMUNE
    apply(
        cast,
        step(Operation.SPLIT, "D", share="60", below=Below.FOLLOW, **new("X1", commune)),
        step(Operation.SPLIT, "D", share="40", **new("X2", commune)),
        step(Operation.MOVE, "G2", parent="X2"),
    )
    assert (parent("G1"), parent("G2")) == ("X1", "X2")


def test_abolishing_sends_those_below_to_the_named_unit_or_ends_them(cast: Cast) -> None:
    apply(cast, step(Operation.ABOLISH, "D", parent="P"))
    assert (parent("G1"), parent("G2"), at("D")) == ("P", "P", None)
    make_unit("D3", "Liên đoàn Lao động huyện Mường Ẳng", UnitKind.DISTRICT, cast.units.P)
    move_unit(cast.units.G1, parent=Unit.objects.get(code="D3"), on=TODAY, by=None, now=NOW)
    apply(cast, step(Operation.ABOLISH, "D3", below=Below.CLOSE))
    assert (at("D3"), at("G1")) == (None, None)
    assert Unit.objects.get(code="G1").successions.get().kind == "dissolved"


def test_continuing_under_another_code_carries_people_and_units(cast: Cast) -> None:
    apply(cast, step(Operation.CONTINUE, "D", **new("K", UnitKind.COMMUNE)))
    assert (parent("G1"), at("D")) == ("K", None)
    post = Post.objects.get(unit__code="K")
    assert (post.user, post.starts_on, cast.owner.posts.get(unit=cast.units.D).ends_on) == (
        cast.owner,
        TODAY,
        TODAY - timedelta(days=1),
    )


def test_renaming_moving_and_changing_kind_together(cast: Cast) -> None:
    apply(
        cast,
        step(Operation.RENAME, "D", name="Công đoàn xã Ba Khe", short_name="CĐX Ba Khe"),
        step(Operation.KIND, "D", kind=UnitKind.COMMUNE),
        step(Operation.MOVE, "G0", parent="D"),
    )
    unit = at("D")
    assert unit is not None
    assert (unit.name, unit.short_name, unit.kind, parent("G0")) == (
        "Công đoàn xã Ba Khe",
        "CĐX Ba Khe",
        UnitKind.COMMUNE,
        "D",
    )


def test_moving_between_territory_and_sector(cast: Cast) -> None:
    make_unit("GD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, cast.units.P)
    apply(cast, step(Operation.SECTOR, "G1", parent="GD"))
    assert (parent("G1"), parent("G1", line=Line.SECTOR)) == ("D", "GD")
    apply(cast, step(Operation.TO_SECTOR, "G1", parent="GD"))
    assert (parent("G1"), at("G1", line=Line.SECTOR)) == ("GD", None)
    apply(cast, step(Operation.TO_TERRITORY, "G1", parent="D"))
    assert (parent("G1"), parent("G1", line=Line.SECTOR)) == ("D", "GD")
    apply(cast, step(Operation.SECTOR, "G1"))
    assert at("G1", line=Line.SECTOR) is None


def test_sector_line_follows_a_successor_or_ends(cast: Cast) -> None:
    for code in ("GD", "YT", "CT"):
        make_unit(code, f"Công đoàn ngành {code}", UnitKind.SECTOR, cast.units.P)
    for code, sector in (("G1", "GD"), ("G2", "CT")):
        unit = Unit.objects.get(code=code)
        move_unit(unit, parent=Unit.objects.get(code=sector), on=SINCE, by=None, now=NOW, line=Line.SECTOR)
    apply(cast, step(Operation.MERGE, "GD", successor="YT"), step(Operation.ABOLISH, "CT"))
    assert (parent("G1", line=Line.SECTOR), at("G2", line=Line.SECTOR)) == ("YT", None)


PROBLEMS: list[tuple[list[Step], list[str]]] = [
    ([], ["no_steps"]),
    ([step(Operation.MERGE, "G1")], ["missing"]),
    ([step(Operation.MERGE, "G1", successor="KHONG")], ["unknown_unit"]),
    ([step(Operation.MERGE, "KHONG", successor="G1")], ["unknown_unit"]),
    ([step(Operation.MERGE, "G1", successor="G1")], ["own_successor"]),
    ([step(Operation.MERGE, "G1", successor="G3")], ["other_branch"]),
    ([step(Operation.MERGE, "G3", successor="G1")], ["other_branch"]),
    ([step(Operation.MERGE, "G1", successor="G2"), step(Operation.ABOLISH, "G1")], ["ends_twice"]),
    ([step(Operation.MERGE, "G1", successor="G2"), step(Operation.ABOLISH, "G2")], ["heir_ends"]),
    ([step(Operation.MERGE, "G0", successor="G2"), step(Operation.ABOLISH, "D", below=Below.CLOSE)], ["heir_ends"]),
    ([step(Operation.MERGE, "P", successor="D")], ["own_unit"]),
    ([step(Operation.ABOLISH, "D")], ["has_children"]),
    ([step(Operation.MOVE, "G1", parent="D")], ["already_there"]),
    ([step(Operation.MOVE, "G1", parent="P"), step(Operation.MOVE, "G1", parent="G0")], ["twice"]),
    ([step(Operation.MOVE, "G1", parent="P"), step(Operation.ABOLISH, "G1")], ["moves_and_ends"]),
    ([step(Operation.MOVE, "D", parent="G0")], ["kind_under_parent"]),
    ([step(Operation.MOVE, "D", parent="G1")], ["cycle"]),
    ([step(Operation.MOVE, "G1", parent="E")], ["other_branch"]),
    ([step(Operation.MOVE, "G0", parent="D"), step(Operation.ABOLISH, "D", parent="P")], []),
    ([step(Operation.KIND, "D", kind=UnitKind.GRASSROOTS)], []),
    ([step(Operation.KIND, "D", kind=UnitKind.DEPARTMENT)], ["kind_under_parent", "kind_under_parent"]),
    ([step(Operation.RENAME, "D", name="A"), step(Operation.RENAME, "D", name="B")], ["twice"]),
    ([step(Operation.SECTOR, "G1", parent="G2")], ["kind_under_parent"]),
    ([step(Operation.SECTOR, "G1")], ["already_there"]),
    ([step(Operation.TO_SECTOR, "G1", parent="P")], ["kind_under_parent"]),
    ([step(Operation.CREATE, "D", name="A", kind=UnitKind.DISTRICT, parent="P")], ["code_taken"]),
    ([step(Operation.CREATE, "a b", name="A", kind=UnitKind.DISTRICT, parent="P")], ["bad_code", "unknown_unit"]),
    ([step(Operation.CREATE, "N", name="A", kind=UnitKind.DISTRICT)], ["missing"]),
    (
        [step(Operation.CREATE, "N", name="A", kind=UnitKind.COMMUNE, parent="P"), step(Operation.ABOLISH, "N")],
        ["new_ends"],
    ),
    (
        [step(Operation.MERGE, "G1", **new("N")), step(Operation.MERGE, "G2", **{**new("N"), "name": "Khác"})],
        ["set_up_twice"],
    ),
    (
        [step(Operation.SPLIT, "G1", share="x", **new("N1")), step(Operation.SPLIT, "G1", share="1", **new("N2"))],
        ["bad_share"],
    ),
    (
        [step(Operation.SPLIT, "G1", share="30%", **new("N1")), step(Operation.SPLIT, "G1", share="60%", **new("N2"))],
        ["sum_of_shares"],
    ),
    (
        [step(Operation.SPLIT, "G1", share="30%", **new("N1")), step(Operation.SPLIT, "G1", share="70", **new("N2"))],
        ["mixed_shares"],
    ),
    ([step(Operation.SPLIT, "G1", share="100%", **new("N1"))], ["few_successors"]),
]


@pytest.mark.parametrize(("steps", "codes"), PROBLEMS, ids=lambda value: "-".join(map(str, value))[:60] or "none")
def test_problem_is_found_before_anything_is_written(cast: Cast, steps: list[Step], codes: list[str]) -> None:
    assert found(cast, *steps) == codes


def test_problem_of_a_unit_that_does_not_stand_that_day(cast: Cast) -> None:
    create_unit(code="N", name="CĐCS Mới", kind=UnitKind.GRASSROOTS, parent=cast.units.D, on=TODAY, by=None, now=NOW)
    assert found(cast, step(Operation.RENAME, "N", name="A"), on=date(2026, 1, 1)) == ["not_standing"]
    assert found(cast, step(Operation.ABOLISH, "N"), on=TODAY) == ["closes_before_opening"]


def test_problem_of_a_later_change_on_record(cast: Cast) -> None:
    rename_unit(cast.units.G1, name="CĐCS Trường Liên cấp", on=TODAY, by=None, now=NOW)
    move_unit(cast.units.G2, parent=cast.units.P, on=TODAY, by=None, now=NOW)
    early = date(2026, 1, 1)
    assert found(cast, step(Operation.ABOLISH, "G1"), on=early) == ["later_change"]
    assert found(cast, step(Operation.MERGE, "G2", successor="G0"), on=early) == ["later_change"]
    assert found(cast, step(Operation.RENAME, "D", name="A"), on=early) == []
    create_unit(code="N", name="CĐCS Mới", kind=UnitKind.GRASSROOTS, parent=cast.units.D, on=TODAY, by=None, now=NOW)
    assert "later_change" in found(cast, step(Operation.ABOLISH, "D", parent="P"), on=early)


def test_problem_of_somebody_taking_up_a_post(cast: Cast) -> None:
    appoint(cast.member, unit=cast.units.G1, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    assert found(cast, step(Operation.ABOLISH, "G1")) == ["later_post"]


def test_problem_of_numbers_that_do_not_come_to_what_was_counted(cast: Cast) -> None:
    count_members(cast.units.G1, members=101, on=SINCE, source="Sổ", by=None, now=NOW)
    rows = [step(Operation.SPLIT, "G1", share=share, **new(to)) for to, share in (("N1", "60"), ("N2", "40"))]
    assert found(cast, *rows) == ["sum_of_shares"]


def test_branch_that_did_not_stand_that_day_is_refused(cast: Cast) -> None:
    reorganisation = draft(cast, step(Operation.RENAME, "G1", name="A"), on=date(2019, 1, 1))
    assert reorganisation.refusal == "Đơn vị của đồng chí chưa có hoặc không còn vào ngày 01/01/2019."


def test_posts_invitations_sheets_and_audiences_follow(cast: Cast) -> None:
    unit = Unit.objects.at(TODAY).get(code="G1")
    invitation, _secret = invite(
        email="moi@x.example", full_name="Lý Thị Sao", unit=unit, role=Role.VIEWER, by=cast.administrator, now=NOW
    )
    sheet = "Mã;Tên;Loại;Mã cấp trên\nX1;Tổ công đoàn;Nghiệp đoàn;G1\n".encode()
    upload = upload_units(data=sheet, name="cay.csv", unit=unit, on=TODAY, by=cast.administrator, now=NOW)
    assert upload.state == ImportState.READY
    audience = Audience.objects.create(base=cast.units.P)
    audience.included.add(unit)
    before = everything()
    merge = step(Operation.MERGE, "G1", successor="G2", keeps_posts=True)
    done = apply(cast, merge)
    assert [(line[0], line[1]) for line in done.lines] == [
        ("chức danh kết thúc vào ngày trước đó", 1),
        ("người tiếp tục giữ chức danh ấy ở đơn vị tiếp nhận", 1),
        ("lời mời còn hiệu lực được rút lại", 1),
        ("danh sách đơn vị đang chờ ở đó không ghi được nữa", 1),
        ("nhóm đơn vị nhận ghi thêm đơn vị kế thừa", 1),
    ]
    assert Post.objects.get(user=cast.chair, unit=cast.units.G2).role == Role.CHAIR
    assert Invitation.objects.get(pk=invitation.pk).withdrawn_at == NOW
    assert UnitImport.objects.get(pk=upload.pk).state == ImportState.REFUSED
    assert sorted(audience.included.values_list("code", flat=True)) == ["G1", "G2"]
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert (done.state, everything()) == (State.UNDONE, before)


def test_person_who_holds_the_role_at_the_successor_gets_it_once(cast: Cast) -> None:
    appoint(cast.chair, unit=cast.units.G2, role=Role.CHAIR, on=SINCE, by=None, now=NOW)
    apply(cast, step(Operation.MERGE, "G1", successor="G2", keeps_posts=True))
    assert Post.objects.filter(user=cast.chair, unit=cast.units.G2).count() == 1


def test_post_that_would_end_later_is_carried_with_its_end_and_comes_back(cast: Cast) -> None:
    Post.objects.filter(user=cast.chair).update(ends_on=date(2027, 1, 1))
    done = apply(cast, step(Operation.MERGE, "G1", successor="G2", keeps_posts=True))
    assert Post.objects.get(unit=cast.units.G2).ends_on == date(2027, 1, 1)
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert Post.objects.get(user=cast.chair).ends_on == date(2027, 1, 1)


def refused(done: Reorganisation, cast: Cast) -> str:
    """The refusal of an undoing that changes nothing."""
    before = everything()
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert (done.state, everything()) == (State.APPLIED, before)
    return done.refusal


def test_undoing_is_refused_where_the_tree_was_built_on(cast: Cast) -> None:
    done = apply(cast, step(Operation.MERGE, "G1", **new("M", parent="D")))
    merged = Unit.objects.get(code="M")
    rename_unit(merged, name="Tên khác", on=TODAY + timedelta(days=1), by=None, now=NOW)
    assert refused(done, cast).startswith("Cây tổ chức đã thay đổi tiếp")


def test_undoing_is_refused_where_something_stands_below_a_moved_unit(cast: Cast) -> None:
    done = apply(cast, step(Operation.MOVE, "G2", parent="G0"))
    create_unit(code="N", name="Tổ", kind=UnitKind.TRADE_GROUP, parent=cast.units.G2, on=TODAY, by=None, now=NOW)
    assert refused(done, cast).startswith("Cây tổ chức đã thay đổi tiếp")


def test_undoing_is_refused_where_the_former_parent_moved(cast: Cast) -> None:
    make_unit("P2", "Liên đoàn Lao động tỉnh Khác", UnitKind.PROVINCE, cast.units.TLD)
    done = apply(cast, step(Operation.MOVE, "G1", parent="P"))
    move_unit(cast.units.D, parent=Unit.objects.get(code="P2"), on=TODAY, by=None, now=NOW)
    assert refused(done, cast).startswith("Cây tổ chức đã thay đổi tiếp")


def test_undoing_is_refused_where_a_new_unit_is_in_use(cast: Cast) -> None:
    done = apply(cast, step(Operation.CREATE, "N", name="CĐCS Mới", kind=UnitKind.GRASSROOTS, parent="D"))
    appoint(cast.member, unit=Unit.objects.get(code="N"), role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    assert refused(done, cast).startswith("Đơn vị mới lập đã được sử dụng")


def test_undoing_is_refused_where_a_post_was_changed(cast: Cast) -> None:
    done = apply(cast, step(Operation.MERGE, "G1", successor="G2", keeps_posts=True))
    Post.objects.filter(user=cast.chair, unit=cast.units.G1).update(ends_on=date(2026, 1, 1))
    assert refused(done, cast) == "Chức danh ở đơn vị tiếp nhận đã thay đổi sau đó."
    Post.objects.filter(user=cast.chair, unit=cast.units.G2).delete()
    assert refused(done, cast) == "Chức danh ở đơn vị tiếp nhận đã thay đổi sau đó."


def test_undoing_is_refused_on_another_day(cast: Cast) -> None:
    done = apply(cast, step(Operation.RENAME, "G1", name="A"))
    with pytest.raises(Refused) as refusal:
        undo_reorganisation(done, by=cast.administrator, now=NOW + timedelta(days=1))
    assert refusal.value.code == "too_late"


def test_undoing_what_began_the_same_day_brings_dropped_rows_back(cast: Cast) -> None:
    create_unit(code="N", name="CĐCS Mới", kind=UnitKind.GRASSROOTS, parent=cast.units.D, on=TODAY, by=None, now=NOW)
    before = everything()
    done = apply(cast, step(Operation.MOVE, "N", parent="P"), step(Operation.RENAME, "N", name="Tên khác"))
    assert Placement.objects.filter(unit__code="N").count() == 1
    undo_reorganisation(done, by=cast.administrator, now=NOW)
    assert (done.state, everything()) == (State.UNDONE, before)


def test_confirming_a_draft_with_problems_or_unchecked_is_refused(cast: Cast) -> None:
    for reorganisation in (draft(cast), draft(cast, step(Operation.ABOLISH, "D"))):
        with pytest.raises(Refused) as refusal:
            confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
        assert refusal.value.code == "not_ready"


def test_confirming_twice_is_refused_and_changes_nothing(cast: Cast) -> None:
    done = apply(cast, step(Operation.RENAME, "G1", name="A"))
    with pytest.raises(Refused) as refusal:
        confirm_reorganisation(done, by=cast.administrator, now=NOW)
    assert refusal.value.code == "wrong_state"


def test_tree_that_changed_since_the_check_sends_the_draft_back(cast: Cast) -> None:
    reorganisation = draft(cast, step(Operation.MOVE, "G1", parent="P"))
    move_unit(cast.units.G1, parent=cast.units.P, on=TODAY, by=None, now=NOW)
    confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    assert reorganisation.state == State.DRAFT
    assert reorganisation.refusal.startswith("Cây tổ chức đã thay đổi sau khi kiểm tra")
    recheck_reorganisation(reorganisation, now=NOW)
    assert [problem[1] for problem in reorganisation.problems] == ["Mã cấp trên"]


def test_draft_is_changed_emptied_and_discarded(cast: Cast) -> None:
    reorganisation = draft(cast, step(Operation.ABOLISH, "D"), step(Operation.RENAME, "G1", name="A"))
    assert [problem[:2] for problem in reorganisation.problems] == [[1, "Đơn vị trực thuộc"]]
    remove_step(reorganisation, reorganisation.steps.get(code="D"), now=NOW)
    assert (reorganisation.problems, reorganisation.numbers["renamed"]) == ([], 1)
    change_reorganisation(
        reorganisation, effective_on=SINCE, basis_number="Số 1", basis_on=None, basis_text="Tổng Liên đoàn", now=NOW
    )
    assert (reorganisation.basis, reorganisation.effective_on) == ("Số 1", SINCE)
    discard_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    with pytest.raises(Refused):
        add_step(reorganisation, step(Operation.ABOLISH, "D"), now=NOW)


def test_future_reorganisation_waits_for_its_day(cast: Cast, clock: Any) -> None:
    tomorrow = TODAY + timedelta(days=1)
    waiting = draft(cast, step(Operation.RENAME, "G1", name="Tên mới"), on=tomorrow)
    confirm_reorganisation(waiting, by=cast.administrator, now=NOW)
    assert (waiting.state, apply_due(now=NOW)) == (State.SCHEDULED, 0)
    recall_reorganisation(waiting, by=cast.administrator, now=NOW)
    confirm_reorganisation(waiting, by=cast.administrator, now=NOW)
    assert apply_due(now=NOW + timedelta(days=1)) == 1
    waiting.refresh_from_db()
    assert (waiting.state, str(at("G1", tomorrow)), str(at("G1"))) == (
        State.APPLIED,
        "Tên mới",
        "Công đoàn cơ sở Trường Tiểu học Ba Khe",
    )


@pytest.mark.parametrize("why", ["right", "tree"])
def test_future_reorganisation_that_can_no_longer_be_is_a_draft_again(cast: Cast, why: str) -> None:
    waiting = draft(cast, step(Operation.MOVE, "G1", parent="P"), on=TODAY + timedelta(days=1))
    confirm_reorganisation(waiting, by=cast.administrator, now=NOW)
    if why == "right":
        Post.objects.filter(user=cast.administrator).update(ends_on=TODAY)
    else:
        move_unit(cast.units.G1, parent=cast.units.P, on=TODAY, by=None, now=NOW)
    assert apply_due(now=NOW + timedelta(days=1)) == 0
    waiting.refresh_from_db()
    notice = Notice.objects.get(user=cast.administrator)
    assert (waiting.state, waiting.refusal) == (State.DRAFT, notice.body)


def test_large_reorganisation_is_left_to_a_worker(cast: Cast, run_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.orgs.actions.reorganisations.AT_ONCE_STEPS", 0)
    before = everything()
    reorganisation = draft(cast, step(Operation.RENAME, "G1", name="A"))
    states = [reorganisation.state]
    for act in (None, confirm_reorganisation, undo_reorganisation):
        if act:
            act(reorganisation, by=cast.administrator, now=NOW)
            states.append(reorganisation.state)
        assert run_jobs() >= 1
        reorganisation.refresh_from_db()
        states.append(reorganisation.state)
    assert states == ["checking", "draft", "applying", "applied", "undoing", "undone"]
    assert everything() == before


SHEET = "Việc;Mã đơn vị;Mã đơn vị tiếp nhận;Tên mới;Loại;Mã cấp trên;Tỷ lệ;Đơn vị trực thuộc;Cán bộ\n"


def test_sheet_replaces_the_steps(cast: Cast) -> None:
    reorganisation = draft(cast, step(Operation.ABOLISH, "D"))
    rows = "Thành lập;X1;;Công đoàn xã Ba Khe;Công đoàn xã;P;;;\nGIẢI THỂ;D;;;;X1;;;\nSáp nhập;G1;G2;;;;;;Giữ nguyên\n"
    assert load_steps(reorganisation, data=(SHEET + rows).encode(), by=cast.administrator, now=NOW) == []
    steps = reorganisation.steps.values_list("row", "operation", "code", "keeps_posts")
    assert list(steps) == [(2, "create", "X1", False), (3, "abolish", "D", False), (4, "merge", "G1", True)]
    assert reorganisation.problems == []


def test_sheet_with_problems_changes_nothing_and_names_each_cell(cast: Cast) -> None:
    reorganisation = draft(cast, step(Operation.RENAME, "G1", name="A"))
    rows = f"Bay;G1;;;Lạ;;x%;Đâu đó;Có lẽ\nĐổi tên;G1;;{'a' * 260};;;;;\n"
    problems = load_steps(reorganisation, data=(SHEET + rows).encode(), by=cast.administrator, now=NOW)
    assert [(problem.number, problem.column, problem.code) for problem in problems] == [
        (2, "operation", "unknown_operation"),
        (2, "kind", "unknown_kind"),
        (2, "below", "unknown_word"),
        (2, "keeps_posts", "unknown_word"),
        (2, "share", "bad_share"),
        (3, "name", "too_long"),
    ]
    assert reorganisation.steps.get().name == "A"


@pytest.mark.parametrize(("headers", "code"), [("Việc;Việc;Mã", "column_twice"), ("Việc;Tên", "missing_columns")])
def test_sheet_that_is_none_is_refused(cast: Cast, headers: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        load_steps(draft(cast), data=f"{headers}\na;b;c\n".encode(), by=None, now=NOW)
    assert refusal.value.code == code


def test_shares_are_read_and_shared_out_to_the_last_member() -> None:
    assert [share_of(text) for text in ("40%", "12,5%", "1.200", "7")] == [
        (Fraction(40), True),
        (Fraction(25, 2), True),
        (Fraction(1200), False),
        (Fraction(7), False),
    ]
    for text in ("", "0", "-3", "101%", "1.2", "x", "1/0"):
        with pytest.raises(ValueError):
            share_of(text)
    assert shared_out(100, [1, 1, 1], 3) == [34, 33, 33]


def test_runs_of_keys_come_back() -> None:
    assert to_runs([5, 3, 4, 9]) == [[3, 5], [9, 9]]
    assert from_runs([[3, 5], [9, 9]]) == [3, 4, 5, 9]


def test_keys_of_audit_name_each_unit_touched(cast: Cast) -> None:
    from caunoi.core.models import AuditEntry

    last = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    apply(cast, step(Operation.MERGE, "G1", **new("M")), step(Operation.MOVE, "G2", parent="P"))
    rows = AuditEntry.objects.filter(pk__gt=last).order_by("pk").values_list("action", "unit_id")
    units = {unit.code: unit.pk for unit in Unit.objects.all()}
    own = [row for row in rows if row[0].startswith("orgs.unit_")]
    assert sorted(own) == sorted(
        [("orgs.unit_closed", units["G1"]), ("orgs.unit_moved", units["G2"]), ("orgs.unit_created", units["M"])]
    )


def test_officer_of_another_branch_cannot_be_named(cast: Cast) -> None:
    make_officer("qt@e.example", "Thào A Páo", cast.units.E, Role.ADMINISTRATOR)
    assert found(cast, step(Operation.MERGE, "G3", successor="G1"), anywhere=True) == []
