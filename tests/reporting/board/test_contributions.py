"""What a sum is made of, in today's tree and in another; the table under its groups, beside the wave before."""

from datetime import date
from typing import Any

import pytest

from caunoi.orgs.models import Placement, Unit
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.queries.contributions import (
    asked_and_sent,
    children_at,
    contributions,
    counts_own,
    former_form,
    own_filing,
    shares_given,
    sort_given,
    table_groups,
)
from caunoi.reporting.queries.totals import branch_table, latest_lines
from tests.campaigns.running import NOW, TODAY
from tests.kept import kept
from tests.reporting.filing import LINES, Filed

BEFORE = date(2026, 11, 1)


def at(unit: Unit, on: date = TODAY) -> Unit:
    return Unit.objects.at(on).get(pk=unit.pk)


def given(filed: Filed, unit: Unit, *codes: str, on: date = TODAY) -> dict[str, list[Any]]:
    lines = [line for line in latest_lines(filed.form) if line.code in codes]
    top = at(unit, on)
    return contributions(filed.form, lines, top, list(children_at(top, on)), on=on, today=TODAY)


@pytest.fixture
@kept
def told(filed: Filed) -> Filed:
    units = filed.cast.units
    filed.put(units.D, heard=10, languages=0b11)
    filed.put(units.G1, heard=200, members=400, largest=90, languages=0b110)
    return filed


def test_each_child_gives_its_own_part_and_what_is_below_it(told: Filed) -> None:
    rows = given(told, told.cast.units.P, "heard", "languages", "largest")
    assert [(row.unit.code, row.own, row.below, row.together, row.stated, row.sent, row.asked, row.has_below)
            for row in rows["heard"]] == [
        ("D", 10, 200, 210, 2, 2, 3, True), ("G0", None, None, None, 0, 0, 1, False),
    ]  # fmt: skip
    assert (rows["languages"][0].own, rows["languages"][0].together, rows["largest"][0].together) == (2, 3, 90)
    assert (rows["heard"][1].state, rows["heard"][1].filing_id) == ("not_sent", told.of(told.cast.units.G0).pk)


def test_children_that_were_never_asked_are_left_out(told: Filed) -> None:
    Filing.objects.filter(unit=told.cast.units.G0).delete()
    assert [row.unit.code for row in given(told, told.cast.units.P, "heard")["heard"]] == ["D"]


def test_in_the_tree_of_another_day_each_stands_where_it_stood(told: Filed) -> None:
    units = told.cast.units
    moved = Placement.objects.get(unit=units.G1)
    path = f"{Placement.objects.get(unit=units.P).path}{units.G1.pk}."
    Placement.objects.filter(pk=moved.pk).update(valid_to=TODAY)
    Placement.objects.create(unit=units.G1, parent=units.P, path=path, depth=3, valid_from=TODAY)
    Filing.objects.filter(unit=units.D).delete()
    rows = given(told, units.P, "heard", on=BEFORE)["heard"]
    assert [(row.unit.code, row.own, row.below, row.has_below) for row in rows] == [
        ("D", None, 200, True), ("G0", None, None, False),
    ]  # fmt: skip


def test_contributions_are_ordered_by_name_or_largest_part_first(told: Filed) -> None:
    told.put(told.cast.units.G2, heard=300)
    rows = given(told, told.cast.units.D, "heard", "members")
    assert [row.unit.code for row in sort_given(rows["heard"], "")] == ["G2", "G1"]
    assert [row.together for row in sort_given(rows["heard"], "value")] == [300, 200]
    assert [row.together for row in sort_given(rows["members"], "value")] == [400, None]


def test_a_share_stands_child_by_child_with_both_its_parts(told: Filed) -> None:
    share = LINES[-1]
    rows = shares_given(share, given(told, told.cast.units.P, "heard", "members"))
    assert [(row.unit.code, row.share.numerator, row.share.denominator, row.share.percent) for row in rows] == [
        ("D", 210, 400, 52.5), ("G0", None, None, None),
    ]  # fmt: skip


def test_the_table_stands_by_group_beside_the_wave_before(told: Filed) -> None:
    later = ReportForm.objects.create(
        campaign=told.running.campaign, wave=told.running.later, title="Đợt 2", created_at=NOW, opened_at=NOW
    )
    FormVersion.objects.create(form=later, number=1, lines=told.version.lines, created_at=NOW, published_at=NOW)
    province = at(told.cast.units.P)
    former, table = branch_table(told.form, province), branch_table(later, province)
    (group,) = table_groups(table, former)
    assert (group.group.title, group.is_empty) == ("Tuyên truyền miệng, hội nghị", True)
    assert [(row.line.code, row.former, row.change) for row in group.rows] == [
        ("heard", 210, None), ("members", 400, None), ("largest", 90, None), ("languages", 3, None), ("share", None, None),
    ]  # fmt: skip
    share = group.rows[-1].former_share
    assert share is not None
    assert share.percent == 52.5
    (same,) = table_groups(former, former)
    assert ([row.change for row in same.rows], same.is_empty) == ([0, 0, 0, 0, None], False)
    (alone,) = table_groups(former, None)
    assert [row.former for row in alone.rows] == [None] * 5
    assert (former_form(later), former_form(told.form)) == (told.form, None)
    assert former_form(ReportForm(campaign=told.running.campaign, title="")) is None


def test_the_own_report_is_counted_with_the_branch(told: Filed) -> None:
    units = told.cast.units
    own = own_filing(told.form, units.D)
    tables = [branch_table(told.form, at(unit)) for unit in (units.D, units.G1, units.TLD)]
    assert [(table.own and table.own.pk, asked_and_sent(table)) for table in tables] == [
        (own and own.pk, (3, 2)), (told.of(units.G1).pk, (1, 1)), (None, (5, 2)),
    ]  # fmt: skip
    assert (counts_own(own), counts_own(own_filing(told.form, units.G0)), counts_own(None)) == (True, False, False)
    told.put(units.D, FilingState.RETURNED, heard=1)
    assert not counts_own(own_filing(told.form, units.D))
