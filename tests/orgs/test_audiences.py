"""Audiences: what rules mean on a day, and what is made of a plan's own words."""

from datetime import date, timedelta
from typing import Any

import pytest

from caunoi.orgs.actions.units import move_unit
from caunoi.orgs.audiences import (
    Rule,
    describe,
    propose_audience,
    resolve,
    resolve_audience,
    rules_from_json,
    rules_to_json,
)
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, UnitKind
from caunoi.orgs.models import Audience, Unit
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW

TODAY = date(2026, 11, 23)
GRASSROOTS = tuple(GRASSROOTS_KINDS)


def codes(units: Any) -> list[str]:
    return sorted(unit.code for unit in units)


@pytest.fixture
def province(cast: Cast) -> Unit:
    """Vĩnh Sơn with every kind of unit that a province had before and after 1 July 2025."""
    p = cast.units.P
    make_unit("TX", "Liên đoàn Lao động thành phố Vĩnh Sơn", UnitKind.CITY, p)
    make_unit("YT", "Công đoàn ngành Y tế tỉnh Vĩnh Sơn", UnitKind.SECTOR, p)
    make_unit("GD", "Công đoàn ngành Giáo dục tỉnh Vĩnh Sơn", UnitKind.SECTOR, p)
    make_unit("VC", "Công đoàn Viên chức tỉnh Vĩnh Sơn", UnitKind.OFFICIALS, p)
    make_unit("KCN", "Công đoàn các Khu công nghiệp tỉnh Vĩnh Sơn", UnitKind.ZONE, p)
    make_unit("XA", "Công đoàn xã Nậm Khe", UnitKind.COMMUNE, p)
    make_unit("BTG", "Ban Tuyên giáo - Nữ công", UnitKind.DEPARTMENT, p)
    make_unit("BTC", "Ban Tổ chức - Kiểm tra", UnitKind.DEPARTMENT, p)
    make_unit("VP", "Văn phòng Liên đoàn Lao động tỉnh", UnitKind.DEPARTMENT, p)
    return p


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("LĐLĐ các huyện, thành phố", ["D", "TX"]),
        ("các LĐLĐ huyện, thị xã, thành phố", ["D", "TX"]),
        ("LĐLĐ huyện", ["D"]),
        ("Liên đoàn Lao động các huyện và thành phố", ["D", "TX"]),
        ("Công đoàn ngành", ["GD", "YT"]),
        ("các công đoàn ngành địa phương", ["GD", "YT"]),
        ("Công đoàn Viên chức", ["VC"]),
        ("Công đoàn Viên chức tỉnh", ["VC"]),
        ("CĐVC tỉnh", ["VC"]),
        ("CĐCS trực thuộc", ["G0"]),
        ("các công đoàn cơ sở trực thuộc LĐLĐ tỉnh", ["G0"]),
        ("các Công đoàn cấp trên trực tiếp cơ sở", ["D", "GD", "KCN", "TX", "VC", "XA", "YT"]),
        ("công đoàn cấp trên cơ sở", ["D", "GD", "KCN", "TX", "VC", "XA", "YT"]),
        ("các công đoàn cơ sở", ["G0", "G1", "G2"]),
        ("CĐCS", ["G0", "G1", "G2"]),
        ("công đoàn cơ sở, nghiệp đoàn", ["G0", "G1", "G2"]),
        ("Công đoàn xã, phường, đặc khu", ["XA"]),
        ("công đoàn các xã, phường", ["XA"]),
        ("công đoàn cấp xã", ["XA"]),
        ("Công đoàn các khu công nghiệp", ["KCN"]),
        ("Công đoàn các KCN tỉnh", ["KCN"]),
        ("các cấp công đoàn trong tỉnh", ["D", "G0", "G1", "G2", "GD", "KCN", "TX", "VC", "XA", "YT"]),
        ("Công đoàn các cấp", ["D", "G0", "G1", "G2", "GD", "KCN", "TX", "VC", "XA", "YT"]),
        ("các đơn vị trực thuộc", ["D", "G0", "GD", "KCN", "TX", "VC", "XA", "YT"]),
        ("Ban Tuyên giáo - Nữ công", ["BTG"]),
        ("Ban Tuyên giáo và Nữ công LĐLĐ tỉnh", ["BTG"]),
        ("Ban Tuyên giáo", ["BTG"]),
        ("Các Ban", ["BTC", "BTG"]),
        ("Các ban LĐLĐ tỉnh", ["BTC", "BTG"]),
        ("Văn phòng LĐLĐ tỉnh", ["VP"]),
        ("Văn phòng", ["VP"]),
        ("Các Ban, Văn phòng LĐLĐ tỉnh", ["BTC", "BTG", "VP"]),
        ("Văn phòng và Ban Tổ chức - Kiểm tra", ["BTC", "VP"]),
        ("Công đoàn ngành Y tế", ["YT"]),
        ("CĐ ngành Giáo dục, LĐLĐ huyện Ba Khe", ["D", "GD"]),
        ("LĐLĐ tỉnh", ["P"]),
        ("Ban Thường vụ LĐLĐ tỉnh Vĩnh Sơn", ["P"]),
        ("LĐLĐ các huyện, thành phố; công đoàn ngành; CĐCS trực thuộc", ["D", "G0", "GD", "TX", "YT"]),
        ("Ban Chấp hành các công đoàn cơ sở trên địa bàn tỉnh", ["G0", "G1", "G2"]),
    ],
)
def test_proposal_understands_printed_words(province: Unit, printed: str, meant: list[str]) -> None:
    proposal = propose_audience([printed], province, on=TODAY)
    assert codes(resolve(province, proposal.rules, on=TODAY, included=proposal.included)) == meant
    assert (proposal.unmatched, proposal.empty) == ((), ())


@pytest.mark.parametrize(
    ("printed", "unmatched"),
    [
        ("Công đoàn cơ sở các bệnh viện, trung tâm y tế", ("Công đoàn cơ sở các bệnh viện", "trung tâm y tế")),
        ("LĐLĐ huyện Mường Lạ", ("LĐLĐ huyện Mường Lạ",)),
        ("Ban Nữ công", ("Ban Nữ công",)),
        ("Tổ phát thanh", ("Tổ phát thanh",)),
        ("Ủy ban MTTQ Việt Nam các huyện, thị xã", ("Ủy ban MTTQ Việt Nam các huyện", "thị xã")),
        ("Văn phòng và Ban Đối ngoại", ("Ban Đối ngoại",)),
        ("LĐLĐ các huyện và Hội Nông dân tỉnh", ("Hội Nông dân tỉnh",)),
        ("Công đoàn ngành trung ương", ("Công đoàn ngành trung ương",)),
        ("Các phòng ban", ()),
        ("", ()),
    ],
)
def test_proposal_hands_back_what_it_does_not_understand(
    province: Unit, printed: str, unmatched: tuple[str, ...]
) -> None:
    assert propose_audience([printed], province, on=TODAY).unmatched == unmatched


def test_proposal_of_a_qualified_name_charges_nobody_by_guess(province: Unit) -> None:
    assert propose_audience(["Công đoàn cơ sở các bệnh viện"], province, on=TODAY).rules == ()


def test_proposal_joins_the_lines_of_plan_383(province: Unit) -> None:
    printed = ["LĐLĐ các huyện, thành phố", "Công đoàn ngành", "Công đoàn Viên chức", "CĐCS trực thuộc"]
    assert propose_audience(printed, province, on=TODAY).rules == (
        Rule((UnitKind.DISTRICT, UnitKind.CITY, UnitKind.SECTOR, UnitKind.OFFICIALS), "branch"),
        Rule(GRASSROOTS, "child"),
    )


def test_proposal_says_which_words_mean_nobody_today(cast: Cast) -> None:
    proposal = propose_audience(["Công đoàn ngành", "LĐLĐ các huyện", "Các Ban"], cast.units.P, on=TODAY)
    assert (proposal.empty, proposal.unmatched) == (("Công đoàn ngành",), ("Các Ban",))


def test_proposal_of_a_district_knows_its_own_name_and_its_grassroots(cast: Cast) -> None:
    d = cast.units.D
    own = propose_audience(["Ban Thường vụ LĐLĐ huyện Ba Khe"], d, on=TODAY)
    assert own.rules == (Rule((), "self"),)
    below = propose_audience(["CĐCS trực thuộc LĐLĐ huyện"], d, on=TODAY)
    assert codes(resolve(d, below.rules, on=TODAY)) == ["G1", "G2"]


def test_proposal_of_a_grassroots_union_is_itself(cast: Cast) -> None:
    proposal = propose_audience(["Ban Chấp hành Công đoàn cơ sở"], cast.units.G1, on=TODAY)
    assert proposal.rules == (Rule((), "self"),)


def test_proposal_of_the_confederation_means_provinces(cast: Cast) -> None:
    top = cast.units.TLD
    proposal = propose_audience(["LĐLĐ các tỉnh, thành phố trực thuộc Trung ương"], top, on=TODAY)
    assert codes(resolve(top, proposal.rules, on=TODAY)) == ["P", "Q"]
    assert proposal.unmatched == ()


def test_proposal_before_the_base_stood_understands_nothing(cast: Cast) -> None:
    proposal = propose_audience(["CĐCS"], cast.units.P, on=SINCE - timedelta(days=1))
    assert (proposal.rules, proposal.unmatched) == ((), ("CĐCS",))


def test_proposal_asks_three_queries_whatever_the_length(province: Unit, django_assert_num_queries: Any) -> None:
    for printed in (["CĐCS"], ["LĐLĐ các huyện", "Công đoàn ngành Y tế", "Các Ban, Văn phòng", "Hội Nông dân"]):
        with django_assert_num_queries(3):
            propose_audience(printed, province, on=TODAY)


def test_resolve_reaches_self_child_and_branch(cast: Cast) -> None:
    p = cast.units.P
    assert codes(resolve(p, [Rule((), "self")], on=TODAY)) == ["P"]
    assert codes(resolve(p, [Rule(GRASSROOTS, "child")], on=TODAY)) == ["G0"]
    assert codes(resolve(p, [Rule(GRASSROOTS, "branch")], on=TODAY)) == ["G0", "G1", "G2"]
    assert codes(resolve(p, [], on=TODAY)) == []


def test_resolve_adds_and_leaves_out_by_name(cast: Cast) -> None:
    units = resolve(
        cast.units.P,
        [Rule(GRASSROOTS, "branch")],
        on=TODAY,
        included=[cast.units.G3, cast.units.G1],
        excluded=[cast.units.G0.pk],
    )
    assert codes(units) == ["G1", "G2", "G3"]
    assert {unit.code: unit.kind for unit in units}["G3"] == UnitKind.GRASSROOTS


def test_resolve_follows_the_tree_of_the_day(cast: Cast) -> None:
    move_unit(cast.units.D, parent=cast.units.Q, on=date(2025, 7, 1), by=None, now=NOW)
    rules = [Rule(GRASSROOTS, "branch")]
    assert codes(resolve(cast.units.P, rules, on=date(2025, 6, 30))) == ["G0", "G1", "G2"]
    assert codes(resolve(cast.units.P, rules, on=date(2025, 7, 1))) == ["G0"]
    assert codes(resolve(cast.units.Q, rules, on=date(2025, 7, 1))) == ["G1", "G2", "G3"]


def test_resolve_audience_reads_the_row(cast: Cast) -> None:
    audience = Audience.objects.create(base=cast.units.P, rules=rules_to_json([Rule(("district",), "branch")]))
    audience.included.add(cast.units.G0)
    audience.excluded.add(cast.units.D)
    assert codes(resolve_audience(audience, on=TODAY)) == ["G0"]


def test_rules_survive_json() -> None:
    rules = [Rule(tuple(UPPER_KINDS), "branch"), Rule((), "self")]
    assert rules_from_json(rules_to_json(rules)) == rules


@pytest.mark.parametrize("value", [{"kinds": ["club"], "reach": "child"}, {"kinds": [], "reach": "world"}])
def test_rules_from_json_refuse_what_is_unknown(value: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a rule"):
        rules_from_json([value])


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([Rule(("district", "city"), "branch")], "LĐLĐ huyện, LĐLĐ thành phố"),
        ([Rule(GRASSROOTS, "child")], "công đoàn cơ sở trực thuộc"),
        ([Rule(GRASSROOTS, "branch"), Rule(GRASSROOTS, "branch")], "công đoàn cơ sở"),
        ([Rule(tuple(UPPER_KINDS), "branch")], "công đoàn cấp trên trực tiếp cơ sở"),
        ([Rule(tuple(UPPER_KINDS | GRASSROOTS_KINDS), "branch")], "các cấp công đoàn"),
        ([Rule((), "self"), Rule(("sector",), "branch")], "chính đơn vị ban hành; công đoàn ngành địa phương"),
    ],
)
def test_description_reads_like_the_plan(rules: list[Rule], words: str) -> None:
    assert describe(rules) == words
