"""What the registers know of a report, and the rows behind it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.campaigns.actions.activities import withdraw_activity
from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.models import Anchor, Campaign, OwnPlan, Wave
from caunoi.campaigns.models.activities import ActivityFigure
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.models import MemberCount, Unit
from caunoi.reporting.actions.prefill import refresh_prefill, refresh_prefills
from caunoi.reporting.form_lines import FormLine, lines_of, slots_of, to_json
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.packing import unpack
from caunoi.reporting.queries.breakdowns import Breakdown, breakdowns_of
from caunoi.reporting.queries.prefill import Behind, evidence_of, prefill, prefill_many
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.cast import Cast

OWN = "own_line"


def all_lines() -> list[FormLine]:
    typed = [one for one in catalogue().indicators.values() if not one.numerator]
    lines = [FormLine(n, one.code, one.name, one.measure, one.group, one.rule) for n, one in enumerate(typed)]
    share = FormLine(-1, "oral_share", "Tỷ lệ", "%", "oral", "share", "oral_listeners", "members")
    return [*lines, FormLine(len(lines), OWN, "Số tủ sách", "tủ", "publications"), share]


def make_filing(running: Running, unit: Unit, wave: Wave | None) -> Filing:
    form, _new = ReportForm.objects.get_or_create(
        campaign=running.campaign, wave=wave, defaults={"title": "Báo cáo", "created_at": NOW, "opened_at": NOW}
    )
    version, _new = FormVersion.objects.get_or_create(
        form=form, number=1, defaults={"lines": to_json(all_lines()), "created_at": NOW, "published_at": NOW}
    )
    return Filing.objects.create(form=form, version=version, unit=unit)


@pytest.fixture
def filing(cast: Cast, running: Running) -> Filing:
    return make_filing(running, cast.units.G1, running.wave)


def known(filing: Filing, on: date = TODAY) -> dict[str, int]:
    return {code: value for code, value in prefill(filing, on=on).items() if value is not None}


def hold(cast: Cast, running: Running, *codes: str) -> None:
    cycle = Cycle.objects.create(name="XIV", ordinal="XIV", term_start=2026, term_end=2031)
    for code in codes:
        unit, held = getattr(cast.units, code), {"starts_on": TODAY, "state": "held"}
        congress = Congress.objects.create(unit=unit, cycle=cycle, title=f"Đại hội {code}", **held)
    Anchor.objects.create(campaign=running.campaign, event="Đại hội", congress=congress)


def test_a_unit_that_has_recorded_nothing_is_asked_everything(filing: Filing) -> None:
    found = prefill(filing, on=TODAY)
    assert (known(filing), set(found)) == ({}, set(slots_of(all_lines())))


def test_activities_of_the_unit_and_the_wave_that_count_are_added_up_by_kind(
    filing: Filing, running: Running, cast: Cast
) -> None:
    g1 = cast.units.G1
    log(running, g1, figures={"sessions": 1, "listeners": 80}, cost=500_000)
    log(running, g1, figures={"sessions": 2, "listeners": 40})
    log(running, g1, kind=ChannelKind.PORTAL, figures={"news_items": 3, "articles": 2})
    log(running, g1, kind=ChannelKind.PRESS, figures={"news_items": 5})
    log(running, g1, figures={"sessions": 50}, wave=running.later)
    log(running, cast.units.G2, figures={"sessions": 60})
    gone = log(running, g1, figures={"sessions": 70})
    withdraw_activity(gone, reason="Nhập nhầm", by=cast.owner, now=NOW)
    expected = {
        "oral_sessions": 3, "oral_listeners": 120, "portal_news": 3, "portal_articles": 2, "press_news": 5, "cost": 500_000,
    }  # fmt: skip
    assert known(filing) == expected
    assert known(make_filing(running, g1, None)) == expected | {"oral_sessions": 53}
    assert known(filing, TODAY - timedelta(days=1)) == {}


def test_a_figure_that_its_kind_does_not_have_counts_nowhere(filing: Filing, running: Running, cast: Cast) -> None:
    activity = log(running, cast.units.G1)
    ActivityFigure.objects.create(activity=activity, code="flags", value=9)
    assert known(filing) == {}


def test_the_newest_count_of_members_of_the_days_of_the_report_is_taken(filing: Filing, cast: Cast) -> None:
    for day, members in ((date(2026, 1, 5), 90), (date(2026, 11, 2), 95), (date(2026, 12, 8), 99)):
        MemberCount.objects.create(unit=cast.units.G1, counted_on=day, members=members, source="Sổ đoàn viên")
    assert (known(filing), known(filing, date(2027, 1, 1))) == ({"members": 95}, {"members": 95})


def test_papers_are_the_plan_of_its_issuer_and_own_plans_of_the_days_of_the_wave(
    filing: Filing, running: Running, cast: Cast
) -> None:
    own = Campaign.objects.create(
        unit=cast.units.G1, instrument=running.campaign.instrument, name="Kế hoạch của cơ sở", created_at=NOW
    )
    facts = {"superior": running.campaign, "started_at": NOW}
    plan = OwnPlan.objects.create(unit=cast.units.G1, campaign=own, adopted_at=NOW, **facts)
    OwnPlan.objects.create(unit=cast.units.G2, **facts)
    found = prefill_many(filing.form, [cast.units.P.pk, cast.units.G1.pk, cast.units.G2.pk], on=TODAY)
    assert [found[unit.pk] for unit in (cast.units.P, cast.units.G1, cast.units.G2)] == [
        {"guidance_papers": 1}, {"guidance_papers": 1}, {},
    ]  # fmt: skip
    OwnPlan.objects.filter(pk=plan.pk).update(adopted_at=NOW - timedelta(days=90))
    Campaign.objects.filter(pk=running.campaign.pk).update(issued_at=None)
    later = ReportForm.objects.get(pk=filing.form_id)
    assert prefill_many(later, [cast.units.P.pk, cast.units.G1.pk], on=TODAY) == {
        cast.units.P.pk: {},
        cast.units.G1.pk: {},
    }


def test_congresses_of_the_cycle_are_due_and_held_by_their_day(filing: Filing, running: Running, cast: Cast) -> None:
    hold(cast, running, "G1")
    assert known(filing) == {"congresses_due": 1, "congresses_held": 1}
    assert known(filing, TODAY - timedelta(days=1)) == {"congresses_due": 1, "congresses_held": 0}


def test_every_figure_opens_to_what_is_behind_it(filing: Filing, running: Running, cast: Cast) -> None:
    older = log(running, cast.units.G1, figures={"listeners": 80}, cost=7, done_on=TODAY - timedelta(days=3))
    newer = log(running, cast.units.G1, figures={"listeners": 40})
    rows = evidence_of(filing, "oral_listeners", cast.owner, on=TODAY)
    assert rows == [
        Behind("Nói chuyện chuyên đề", TODAY, 40, newer.pk),
        Behind("Nói chuyện chuyên đề", TODAY - timedelta(days=3), 80, older.pk),
    ]
    assert [row.value for row in evidence_of(filing, "cost", cast.superior, on=TODAY)] == [7]
    assert [evidence_of(filing, code, cast.owner, on=TODAY) for code in ("opinions", OWN)] == [[], []]
    assert evidence_of(filing, "oral_listeners", cast.stranger, on=TODAY) == []


def test_a_refreshed_report_holds_what_the_registers_know(filing: Filing, running: Running, cast: Cast) -> None:
    log(running, cast.units.G1, figures={"sessions": 2, "listeners": 40})
    assert refresh_prefill(filing, now=NOW) is True
    slots = slots_of(lines_of(filing.version))
    assert unpack(filing.prefilled) == {slots["oral_sessions"]: 2, slots["oral_listeners"]: 40}
    assert (filing.prefilled_at, filing.values, filing.revision) == (NOW, b"", 0)


def test_a_report_that_was_sent_keeps_what_it_was_sent_with(filing: Filing, running: Running, cast: Cast) -> None:
    Filing.objects.update(state="submitted", sent_at=NOW)
    other = make_filing(running, cast.units.G2, running.wave)
    log(running, cast.units.G1, figures={"sessions": 2})
    assert (refresh_prefill(filing, now=NOW), bytes(filing.prefilled)) == (False, b"")
    assert refresh_prefills(filing.form, now=NOW) == 1
    other.refresh_from_db()
    assert (other.prefilled_at, unpack(other.prefilled)) == (NOW, {})


def test_one_unit_and_three_take_the_same_number_of_queries(filing: Filing, running: Running, cast: Cast) -> None:
    units = [cast.units.G1, cast.units.G2, cast.units.D]
    for unit in units:
        log(running, unit, figures={"sessions": 1}, cost=3)
        MemberCount.objects.create(unit=unit, counted_on=TODAY, members=9, source="Sổ")
    hold(cast, running, "G1", "G2", "D")
    counts = []
    for some in (units[:1], units):
        with CaptureQueriesContext(connection) as asked:
            prefill_many(filing.form, [unit.pk for unit in some], on=TODAY)
        counts.append(len(asked))
    assert counts == [6, 6]


def test_a_figure_is_shown_in_parts_that_come_to_the_whole(filing: Filing, running: Running, cast: Cast) -> None:
    unit = cast.units.G1
    log(running, unit, figures={"listeners": 80}, theme=running.theme, particulars={"meeting": "talk"})
    log(running, unit, figures={"listeners": 40}, particulars={"meeting": "talk"})
    log(running, unit, figures={"listeners": 5})
    rows = evidence_of(filing, "oral_listeners", cast.owner, on=TODAY)
    assert breakdowns_of("oral_listeners", rows) == [
        Breakdown("Theo chuyên đề", (("Truyền thống", 80), ("Không ghi chuyên đề", 45))),
        Breakdown("Hình thức", (("Nói chuyện chuyên đề", 120), ("Không ghi", 5))),
    ]


def test_a_figure_of_one_part_or_of_no_register_is_not_broken_down(
    filing: Filing, running: Running, cast: Cast
) -> None:
    log(running, cast.units.G1, figures={"listeners": 80}, cost=9)
    log(running, cast.units.G1, figures={"listeners": 40}, cost=8)
    rows = evidence_of(filing, "cost", cast.owner, on=TODAY)
    assert (len(rows), breakdowns_of("cost", rows)) == (2, [])
    assert [breakdowns_of(code, rows) for code in ("members", "unheard")] == [[], []]


def test_cost_is_shown_by_kind_of_activity(filing: Filing, running: Running, cast: Cast) -> None:
    log(running, cast.units.G1, figures={"listeners": 80}, cost=9)
    log(running, cast.units.G1, kind="care", cost=8)
    rows = evidence_of(filing, "cost", cast.owner, on=TODAY)
    assert [one.title for one in breakdowns_of("cost", rows)] == ["Theo loại hoạt động"]
