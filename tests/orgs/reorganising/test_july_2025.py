"""The reorganisation of 1 July 2025 from its sheets: 63 provinces to 34, districts gone, commune unions set up.

Which provinces merged is Nghị quyết số 202/2025/QH15 (``july_2025.csv``); the unions below them are invented, four districts'
worth a province in small. The whole is entered as an office would: a sheet for the tree, a sheet for the paper.
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.models import Assignment
from caunoi.congresses.actions import set_congress_date
from caunoi.congresses.actions.planning import open_cycle, plan_congress
from caunoi.congresses.models import Congress
from caunoi.core.text import fold
from caunoi.orgs.actions.reorganisations import (
    confirm_reorganisation,
    load_steps,
    start_reorganisation,
    undo_reorganisation,
)
from caunoi.orgs.audiences import Rule, resolve
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.models import Post, Reorganisation, Unit, User
from caunoi.orgs.queries.comparison import compare_trees
from caunoi.orgs.tree_check import find_flaws
from caunoi.orgs.unit_import.applying import apply_draft
from caunoi.orgs.unit_import.checking import check_sheet
from tests.campaigns.running import make_campaign
from tests.cast import make_officer
from tests.orgs.reorganising.snapshots import everything, members_on

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
FOUNDED = date(2020, 1, 1)
MORNING = datetime.fromisoformat("2025-07-01T07:00:00+07:00")
DISTRICTS, UNIONS = 2, 2  # districts a province, grassroots unions a district


def code_of(name: str) -> str:
    return fold(name.removeprefix("Tỉnh ").removeprefix("Thành phố ")).upper().replace(" - ", "-").replace(" ", "-")


def mapping() -> dict[str, str]:
    """Name before → name after."""
    path = Path(__file__).with_name("july_2025.csv")
    with path.open(encoding="utf-8") as file:
        return {row["Trước"]: row["Sau"] for row in csv.DictReader(file, delimiter=";")}


def title(place: str) -> str:
    return f"Liên đoàn Lao động {place[:1].lower()}{place[1:]}"


def tree_sheet(provinces: dict[str, str]) -> bytes:
    lines = [
        "Mã;Tên;Loại;Mã cấp trên;Số đoàn viên;Ngày chốt;Nguồn",
        "TLD;Tổng Liên đoàn Lao động Việt Nam;Tổng Liên đoàn;;;;",
    ]
    number = 0
    for name in provinces:
        code = code_of(name)
        lines.append(f"{code};{title(name)};LĐLĐ tỉnh;TLD;;;")
        for district in range(DISTRICTS):
            lines.append(f"{code}-H{district};Liên đoàn Lao động huyện {district + 1} {name};LĐLĐ huyện;{code};;;")
            for union in range(UNIONS):
                number += 1
                own = f"{code}-C{district}{union};Công đoàn cơ sở số {number};CĐCS;{code}-H{district}"
                lines.append(f"{own};{100 + number};31/12/2024;Báo cáo 2024")
    return "\n".join(lines).encode()


def paper_sheet(provinces: dict[str, str]) -> bytes:
    lines = ["Việc;Mã đơn vị;Mã đơn vị tiếp nhận;Tên mới;Loại;Mã cấp trên;Cán bộ"]
    for before, after in provinces.items():
        code, heir = code_of(before), code_of(after)
        if code != heir:
            lines.append(f"Sáp nhập;{code};{heir};;;;Giữ nguyên chức danh")
        for district in range(DISTRICTS):
            lines.append(f"Thành lập;{code}-X{district};;Công đoàn xã {district + 1} {before};Công đoàn xã;{heir}")
            lines.append(f"Giải thể;{code}-H{district};;;;")
            lines += [
                f"Chuyển về trực thuộc;{code}-C{district}{union};;;;{code}-X{district}" for union in range(UNIONS)
            ]
    return "\n".join(lines).encode()


@dataclass
class Country:
    provinces: dict[str, str]
    top: Unit
    administrator: User
    officer: User  # of the province of Hà Giang
    clerk: User  # of a district of Hà Giang
    run_jobs: Callable[[], int]

    def start(self) -> Reorganisation:
        made = start_reorganisation(
            self.top, effective_on=DAY, basis_number="Nghị quyết số 202/2025/QH15", by=self.administrator, now=MORNING
        )
        problems = load_steps(made, data=paper_sheet(self.provinces), by=self.administrator, now=MORNING)
        self.run_jobs()
        made.refresh_from_db()
        assert (problems, made.problems, made.refusal) == ([], [], "")
        return made

    def apply(self) -> Reorganisation:
        made = confirm_reorganisation(self.start(), by=self.administrator, now=MORNING)
        self.run_jobs()
        made.refresh_from_db()
        assert (made.state, made.refusal, find_flaws()) == (State.APPLIED, "", [])
        return made


@pytest.fixture
def country(db: None, clock: Any, run_jobs: Callable[[], int]) -> Country:
    clock.move_to(MORNING)
    provinces = mapping()
    apply_draft(check_sheet(tree_sheet(provinces), on=FOUNDED), by=None, now=MORNING - timedelta(days=30))
    top = Unit.objects.get(code="TLD")
    made = Country(
        provinces=provinces,
        top=top,
        administrator=make_officer("quan-tri@tld.example", "Hoàng Văn Nam", top, Role.ADMINISTRATOR),
        officer=make_officer("ha-giang@tinh.example", "Lò Thị Hoa", Unit.objects.get(code="HA-GIANG")),
        clerk=make_officer("huyen@ha-giang.example", "Vàng A Sùng", Unit.objects.get(code="HA-GIANG-H0")),
        run_jobs=run_jobs,
    )
    before = MORNING - timedelta(days=10)
    issue_campaign(make_campaign(SimpleNamespace(P=top)).campaign, by=made.administrator, now=before)
    cycle = open_cycle(ordinal="XIII", term=(2023, 2028), name="Đại hội XIII", by=made.administrator, now=before)
    held = date(2025, 9, 15)
    for code in ("HA-GIANG", "HA-GIANG-H0"):
        congress = plan_congress(
            Unit.objects.get(code=code), cycle=cycle, title=f"Đại hội {code}", by=made.administrator, now=before
        )
        set_congress_date(congress, starts_on=held, ends_on=held, reason="", by=made.administrator, now=before)
    run_jobs()
    return made


def standing(on: date, *kinds: str) -> dict[str, str]:
    return dict(Unit.objects.at(on).of_kinds(kinds).values_list("code", "name"))


def test_the_mapping_is_that_of_the_resolution() -> None:
    provinces = mapping()
    by_heir: dict[str, int] = defaultdict(int)
    for after in provinces.values():
        by_heir[after] += 1
    assert (len(provinces), len(by_heir), sum(number == 1 for number in by_heir.values())) == (63, 34, 11)


def test_sixty_three_provinces_become_thirty_four(country: Country) -> None:
    before = members_on(EVE)
    country.apply()
    kinds = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
    numbers = [[len(standing(on, kind)) for kind in kinds] for on in (EVE, DAY)]
    assert numbers == [[63, 126, 0], [34, 0, 126]]
    assert set(standing(DAY, UnitKind.PROVINCE)) == {code_of(name) for name in country.provinces.values()}
    assert members_on(DAY) == before > 0
    homes = dict(Unit.objects.at(DAY).of_kinds([UnitKind.COMMUNE]).values_list("code", "place__parent__code"))
    assert homes["HA-GIANG-X0"] == "TUYEN-QUANG"
    assert resolve(country.top, [Rule((UnitKind.DISTRICT,), "branch")], on=DAY).count() == 0


def test_the_preview_says_what_happens_to_people_duties_and_congresses(country: Country) -> None:
    lines = {line[0]: line[1] for line in country.start().lines}
    for words in ("chức danh", "nhiệm vụ", "đại hội"):
        assert [line for line in lines if words in line], lines


def test_posts_duties_and_congresses_follow(country: Country) -> None:
    unions = Assignment.objects.open().filter(unit__code__regex=r"-C\d\d$").count()
    country.apply()
    held = {
        user.email: list(Post.objects.held_on(DAY).filter(user=user).values_list("unit__code", flat=True))
        for user in (country.officer, country.clerk)
    }
    closed = set(Unit.objects.filter(code__regex=r"-H\d$").values_list("pk", flat=True))
    assert held["ha-giang@tinh.example"] == ["TUYEN-QUANG"]
    assert held["huyen@ha-giang.example"] == []
    assert not Assignment.objects.open().filter(unit__in=closed).exists()
    assert Assignment.objects.open().filter(unit__code__regex=r"-C\d\d$").count() == unions > 0
    assert not Congress.objects.filter(unit__code="HA-GIANG-H0", state="planned", starts_on__isnull=False).exists()


def test_the_two_days_are_compared_on_a_common_base(country: Country) -> None:
    country.apply()
    comparison = compare_trees(country.top, EVE, DAY, kinds=[UnitKind.PROVINCE])
    sides = {
        tuple(sorted(side.code for side in pair.before)): [side.code for side in pair.after]
        for pair in comparison.pairs
    }
    assert sides["BINH-THUAN", "DAK-NONG", "LAM-DONG"] == ["LAM-DONG"]
    assert len(sides) == 34


def test_it_is_undone_exactly_on_the_same_day(country: Country) -> None:
    before = everything()
    made = country.apply()
    undo_reorganisation(made, by=country.administrator, now=MORNING + timedelta(hours=3))
    country.run_jobs()
    made.refresh_from_db()
    assert (made.state, made.refusal) == (State.UNDONE, "")
    assert everything() == before
