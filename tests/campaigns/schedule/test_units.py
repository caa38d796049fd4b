"""Days that differ for every unit: whose congress an anchor means, what a move touches, and that it touches nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.campaigns.actions.issue import extend_issue
from caunoi.campaigns.enums import AssignmentState, CampaignState
from caunoi.campaigns.following import apply_moves, preview
from caunoi.campaigns.models import Anchor, Assignment, Campaign, DateChange, Duty
from caunoi.campaigns.schedule import Redated, Span, redate
from caunoi.campaigns.schedule import expressions as ex
from caunoi.campaigns.schedule.reading import read_expression
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.situations import Situations, cycle_of
from caunoi.congresses.actions.dates import set_congress_date
from caunoi.congresses.followers import CongressMove, touched_by
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.enums import UnitKind
from tests.campaigns.running import NOW, Running
from tests.cast import Cast, make_unit

HELD = {"P": (9, 20), "D": (6, 10), "G1": (3, 1), "G2": (3, 15), "G0": (4, 2), "TLD": (12, 1)}


def say(part: Any, *, start: str = "", end: str = "") -> None:
    part.start_expression = ex.to_json(read_expression(start)) if start else None
    part.end_expression = ex.to_json(read_expression(end)) if end else None
    part.save(update_fields=["start_expression", "end_expression"])


def days(duty: Duty) -> dict[str, tuple[date | None, date | None]]:
    rows = Assignment.objects.filter(duty=duty).values_list("unit__code", "starts_on", "due_on")
    return {code: (first, last) for code, first, last in rows}


def all_days() -> list[Any]:
    return list(Assignment.objects.order_by("pk").values_list("pk", "starts_on", "due_on"))


@pytest.fixture
def cycle(cast: Cast, running: Running) -> Cycle:
    """Everybody's congress of 2027 with its day; the campaign's paper names the term."""
    paper = running.campaign.instrument
    paper.term_start, paper.term_end = 2027, 2032
    paper.save()
    made = Cycle.objects.create(name="Đại hội XIV", ordinal="XIV", term_start=2027, term_end=2032)
    for code, (month, day) in HELD.items():
        first = date(2027, month, day)
        unit = getattr(cast.units, code)
        Congress.objects.create(unit=unit, cycle=made, title=code, starts_on=first, ends_on=first + timedelta(days=1))
    return made


def congress(code: str) -> Congress:
    return Congress.objects.get(unit__code=code)


def move(code: str, first: date | None, last: date | None = None) -> CongressMove:
    held = congress(code)
    return CongressMove(held.pk, held.unit_id, first, last)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("trước đại hội của đơn vị 10 ngày", {"D": (5, 31), "G0": (3, 23), "G1": (2, 19), "G2": (3, 5)}),
        ("sau đại hội công đoàn cấp trên 5 ngày", {"D": (9, 26), "G0": (9, 26), "G1": (6, 16), "G2": (6, 16)}),
        ("ngày khai mạc đại hội công đoàn cấp tỉnh", dict.fromkeys(["D", "G0", "G1", "G2"], (9, 20))),
        (
            "ngày bế mạc đại hội công đoàn cấp trên trực tiếp cơ sở",
            {"D": (6, 11), "G0": None, "G1": (6, 11), "G2": (6, 11)},
        ),
        (
            "ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị",
            {"D": (3, 16), "G0": (4, 3), "G1": (3, 2), "G2": (3, 16)},
        ),
        (
            "ngày bế mạc đại hội đầu tiên của cấp cơ sở trong phạm vi đơn vị ban hành",
            dict.fromkeys(["D", "G0", "G1", "G2"], (3, 2)),
        ),
        ("ngày bế mạc Đại hội Công đoàn Việt Nam", dict.fromkeys(["D", "G0", "G1", "G2"], (12, 2))),
        ("ngày 05/05/2027", dict.fromkeys(["D", "G0", "G1", "G2"], (5, 5))),
        ("ngày bế mạc sự kiện “không ai biết”", dict.fromkeys(["D", "G0", "G1", "G2"], None)),
        ("15 ngày sau khi kết thúc đợt 1", dict.fromkeys(["D", "G0", "G1", "G2"], "wave")),
    ],
)
def test_every_anchor_gives_each_unit_its_own_day(
    running: Running, cycle: Cycle, sentence: str, expected: dict[str, Any]
) -> None:
    say(running.told, end=sentence)
    redate(running.campaign, by=None, now=NOW)
    due = {code: last for code, (_first, last) in days(running.told).items()}
    wave = date(2026, 12, 15)
    assert due == {code: wave if day == "wave" else date(2027, *day) if day else None for code, day in expected.items()}


def test_the_last_congress_is_unknown_while_one_has_no_day(running: Running, cycle: Cycle) -> None:
    Congress.objects.filter(unit__code="G2").update(starts_on=None, ends_on=None)
    say(running.told, end="ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị")
    say(running.sung, end="ngày bế mạc đại hội đầu tiên của cấp cơ sở trong phạm vi đơn vị")
    redate(running.campaign, by=None, now=NOW)
    assert (days(running.told)["D"][1], days(running.sung)["D"][1]) == (None, date(2027, 3, 2))


def test_a_wave_lies_between_its_earliest_and_its_latest_unit(running: Running, cycle: Cycle) -> None:
    say(running.later, start="trước đại hội của đơn vị 10 ngày", end="sau đại hội công đoàn cấp trên 5 ngày")
    Duty.objects.filter(pk=running.told.pk).update(wave=running.later)
    redate(running.campaign, by=None, now=NOW)
    running.later.refresh_from_db()
    assert (running.later.starts_on, running.later.ends_on) == (date(2027, 2, 19), date(2027, 9, 26))
    assert days(running.told)["G1"] == (date(2027, 2, 19), date(2027, 6, 16))


@pytest.mark.parametrize("issuer", ["P", "TLD"])
def test_a_wave_of_a_level_lies_between_the_congresses_of_that_level(
    cast: Cast, running: Running, cycle: Cycle, issuer: str
) -> None:
    running.campaign.unit = getattr(cast.units, issuer)
    say(
        running.later,
        start="ngày khai mạc đại hội công đoàn cấp tỉnh",
        end="ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị",
    )
    redate(running.campaign, by=None, now=NOW)
    running.later.refresh_from_db()
    assert (running.later.starts_on, running.later.ends_on) == (None, date(2027, 4, 3))  # it would end before it begins


def test_a_wave_nobody_has_a_day_for_stays_open(running: Running, cycle: Cycle) -> None:
    Congress.objects.update(starts_on=None, ends_on=None)
    say(running.later, start="trước đại hội của đơn vị 10 ngày")
    redate(running.campaign, by=None, now=NOW)
    running.later.refresh_from_db()
    assert running.later.starts_on is None


def test_a_prepared_campaign_shows_the_whole_branch(cast: Cast, prepared: Running) -> None:
    made = Cycle.objects.create(name="XIV", ordinal="XIV", term_start=2027, term_end=2032)
    paper = prepared.campaign.instrument
    paper.term_start, paper.term_end = 2027, 2032
    paper.save()
    for code, (month, day) in HELD.items():
        first = date(2027, month, day)
        Congress.objects.create(unit=getattr(cast.units, code), cycle=made, title=code, starts_on=first)
    say(prepared.later, start="ngày khai mạc đại hội của đơn vị")
    redate(prepared.campaign, by=None, now=NOW)
    prepared.later.refresh_from_db()
    assert prepared.later.starts_on == date(2027, 3, 1)


def test_moving_a_congress_touches_exactly_what_hangs_on_it(running: Running, cycle: Cycle) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    say(running.sung, end="sau đại hội công đoàn cấp trên 5 ngày")
    redate(running.campaign, by=None, now=NOW)
    before = {pk: (first, last) for pk, first, last in all_days()}
    moving = [move("D", date(2027, 7, 1), date(2027, 7, 2))]
    lines = {line.label: line.number for line in touched_by(moving)}
    changed = apply_moves(moving, by=None, now=NOW)
    after = {pk: (first, last) for pk, first, last in all_days()}
    moved = {pk for pk in before if before[pk] != after[pk]}
    rows = set(Assignment.objects.filter(pk__in=moved).values_list("duty", "unit__code"))
    assert rows == {(running.told.pk, "D"), (running.sung.pk, "G1"), (running.sung.pk, "G2")}
    assert changed.assignments == 3
    assert lines["nhiệm vụ đang mở"] == 3
    assert sorted(DateChange.objects.values_list("unit__code", flat=True)) == ["D", "G1", "G2"]


def test_all_days_of_a_unit_that_move_are_noted_together_as_they_were(running: Running, cycle: Cycle) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    say(running.sung, start="trước đại hội của đơn vị 3 ngày", end="sau đại hội công đoàn cấp trên 5 ngày")
    redate(running.campaign, by=None, now=NOW)
    before = {
        str(duty.pk): [day.isoformat() if day else None for day in days(duty)["G1"]]
        for duty in (running.told, running.sung)
    }
    apply_moves([move("G1", date(2027, 5, 1))], by=None, now=NOW)
    assert list(DateChange.objects.values_list("unit__code", "before", "noted_at")) == [("G1", before, NOW)]


def test_a_move_takes_the_same_number_of_queries_however_many_units(
    cast: Cast, running: Running, cycle: Cycle, django_assert_num_queries: Any
) -> None:
    say(running.told, end="ngày khai mạc đại hội công đoàn cấp tỉnh")
    redate(running.campaign, by=None, now=NOW)
    with CaptureQueriesContext(connection) as few:
        assert apply_moves([move("P", date(2027, 10, 1))], by=None, now=NOW).assignments == 4
    for number in range(3):
        make_unit(f"G7{number}", f"Công đoàn cơ sở {number}", UnitKind.GRASSROOTS, cast.units.D)
    extend_issue(running.campaign, by=None, now=timezone.now())
    with django_assert_num_queries(len(few)):
        assert apply_moves([move("P", date(2027, 10, 2))], by=None, now=NOW).assignments == 7


def test_setting_a_congress_date_reaches_campaigns(running: Running, cycle: Cycle) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    redate(running.campaign, by=None, now=NOW)
    day = date(2027, 3, 21)
    set_congress_date(congress("G1"), starts_on=day, ends_on=day, reason="Bão", by=None, now=NOW)
    assert days(running.told)["G1"][1] == date(2027, 3, 11)
    set_congress_date(congress("G1"), starts_on=None, ends_on=None, reason="Hoãn", by=None, now=NOW)
    assert days(running.told)["G1"][1] is None


def test_done_duties_and_closed_campaigns_stay(running: Running, cycle: Cycle) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    redate(running.campaign, by=None, now=NOW)
    Assignment.objects.filter(duty=running.told, unit__code="G1").update(state=AssignmentState.DONE, done_at=NOW)
    moves = [move("G1", date(2027, 5, 1)), move("G2", date(2027, 5, 2))]
    assert apply_moves(moves, by=None, now=NOW).assignments == 1
    Campaign.objects.filter(pk=running.campaign.pk).update(state=CampaignState.CLOSED)
    assert apply_moves([move("G2", date(2027, 5, 9))], by=None, now=NOW) == Redated()


def test_another_branch_and_another_round_touch_nothing(cast: Cast, running: Running, cycle: Cycle) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    redate(running.campaign, by=None, now=NOW)
    abroad = Congress.objects.create(unit=cast.units.G3, cycle=cycle, title="G3", starts_on=date(2027, 3, 3))
    older = Cycle.objects.create(name="XIII", ordinal="XIII", term_start=2023, term_end=2028)
    past = Congress.objects.create(unit=cast.units.G1, cycle=older, title="G1", starts_on=date(2022, 3, 3))
    moves = [CongressMove(held.pk, held.unit_id, date(2027, 8, 8), None) for held in (abroad, past)]
    before = all_days()
    assert preview(moves) == []
    assert apply_moves(moves, by=None, now=NOW) == Redated()
    assert all_days() == before


def test_shared_anchors_move_every_unit(running: Running, cycle: Cycle) -> None:
    say(running.told, end="ngày bế mạc Đại hội Công đoàn Việt Nam")
    say(running.sung, end="ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị ban hành")
    say(running.charge, start="trước đại hội của đơn vị 3 ngày", end="ngày bế mạc Đại hội Công đoàn Việt Nam")
    redate(running.campaign, by=None, now=NOW)
    units = len(days(running.told))
    assert apply_moves([move("TLD", date(2027, 12, 9))], by=None, now=NOW).assignments == 2 * units
    assert apply_moves([move("G0", date(2027, 4, 20))], by=None, now=NOW).assignments == units + 1
    assert set(days(running.sung).values()) == {(date(2026, 10, 1), date(2027, 4, 20))}


def test_levels_in_a_units_own_branch_follow_what_is_below(running: Running, cycle: Cycle) -> None:
    say(running.told, end="ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị")
    say(running.sung, end="ngày khai mạc đại hội công đoàn cấp tỉnh")
    redate(running.campaign, by=None, now=NOW)
    assert apply_moves([move("G1", date(2027, 5, 1))], by=None, now=NOW).assignments == 2  # its own and D's
    assert apply_moves([move("P", date(2027, 10, 1))], by=None, now=NOW).assignments == len(days(running.sung))
    assert apply_moves([move("D", date(2027, 10, 1))], by=None, now=NOW).assignments == 0


def test_a_tied_event_moves_with_its_congress(running: Running, cycle: Cycle) -> None:
    Anchor.objects.create(campaign=running.campaign, event="Đại hội tỉnh", congress=congress("P"))
    say(running.told, end="trước sự kiện “Đại hội tỉnh” 3 ngày")
    say(running.sung, start="trước sự kiện “Đại hội tỉnh” 3 ngày", end="ngày bế mạc đại hội của đơn vị")
    redate(running.campaign, by=None, now=NOW)
    assert days(running.told)["G1"] == (date(2026, 10, 1), date(2027, 9, 17))
    changed = apply_moves([move("P", date(2027, 9, 30), date(2027, 9, 30))], by=None, now=NOW)
    assert days(running.told)["G1"] == (date(2026, 10, 1), date(2027, 9, 27))
    assert changed.assignments == len(days(running.told))


def test_new_units_get_their_own_days_at_once(cast: Cast, running: Running, cycle: Cycle) -> None:
    say(running.told, start="trước đại hội của đơn vị 10 ngày")
    stale = Assignment.objects.get(duty=running.told, unit=cast.units.G1)
    unit = make_unit("G9", "Công đoàn cơ sở Mới", UnitKind.GRASSROOTS, cast.units.D)
    Congress.objects.create(unit=unit, cycle=cycle, title="G9", starts_on=date(2026, 11, 11))
    extend_issue(running.campaign, by=None, now=timezone.now() + timedelta(minutes=1))
    assert days(running.told)["G9"] == (date(2026, 11, 1), date(2026, 11, 30))
    assert days(running.told)["G1"] == (stale.starts_on, stale.due_on)


def test_the_round_is_found_by_the_paper_or_a_tied_congress(cast: Cast, running: Running, cycle: Cycle) -> None:
    assert cycle_of(running.campaign) == cycle
    paper = running.campaign.instrument
    paper.term_start = None
    paper.save()
    assert cycle_of(running.campaign) is None
    Anchor.objects.create(campaign=running.campaign, event="Đại hội tỉnh", congress=congress("P"))
    assert cycle_of(running.campaign) == cycle
    paper.term_start = 2020
    paper.save()
    assert cycle_of(running.campaign) == cycle


def test_an_issuer_that_has_ended_has_no_branch(running: Running, cycle: Cycle) -> None:
    situations = Situations(running.campaign, date(1990, 1, 1))
    assert (situations.path, situations.shared([ex.NationalCongress()])) == ("", {})
    say(running.later, start="trước đại hội của đơn vị 10 ngày")
    waves, _windows = Redating(running.campaign, date(1990, 1, 1)).spans()
    assert waves[running.later.pk] == Span()


def test_many_units_are_read_at_once(running: Running, cycle: Cycle, monkeypatch: pytest.MonkeyPatch) -> None:
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    say(running.sung, end="ngày khai mạc đại hội công đoàn cấp tỉnh")
    redate(running.campaign, by=None, now=NOW)
    before = all_days()
    monkeypatch.setattr("caunoi.campaigns.schedule.situations.FEW", 0)
    monkeypatch.setattr("caunoi.campaigns.queries.redating.FEW", 0)
    assert redate(running.campaign, by=None, now=NOW) == Redated()
    assert all_days() == before
    assert {line.label for line in preview([move("P", date(2027, 10, 1))])} >= {"nhiệm vụ đang mở"}


SENTENCES = st.sampled_from(
    [
        "trước đại hội của đơn vị 10 ngày",
        "sau đại hội công đoàn cấp trên 15 ngày làm việc",
        "ngày cuối quý của ngày khai mạc đại hội công đoàn cấp tỉnh",
        "ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị",
        "ngày muộn hơn giữa ngày khai mạc đại hội của đơn vị và ngày 05/05/2027",
        "1 tháng sau khi kết thúc đợt 2",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=SENTENCES,
    end=SENTENCES,
    wave=SENTENCES.filter(lambda one: "đợt" not in one),
    code=st.sampled_from(sorted(HELD)),
    day=st.dates(date(2027, 1, 1), date(2028, 6, 1)) | st.none(),
)
def test_there_and_back_restores_every_day(
    running: Running, cycle: Cycle, start: str, end: str, wave: str, code: str, day: date | None
) -> None:
    say(running.later, end=wave)
    say(running.told, start=start, end=end)
    redate(running.campaign, by=None, now=NOW)
    held, before, foreign = congress(code), all_days(), _of_others(running)
    first = apply_moves([_store(held, day, day)], by=None, now=NOW)
    assert apply_moves([CongressMove(held.pk, held.unit_id, day, day)], by=None, now=NOW) == Redated()
    assert redate(running.campaign, by=None, now=NOW) == Redated()
    assert _of_others(running) == foreign
    back = apply_moves([_store(held, held.starts_on, held.ends_on)], by=None, now=NOW)
    assert all_days() == before
    assert back.assignments == first.assignments


def _store(held: Congress, first: date | None, last: date | None) -> CongressMove:
    Congress.objects.filter(pk=held.pk).update(starts_on=first, ends_on=last)
    return CongressMove(held.pk, held.unit_id, first, last)


def _of_others(running: Running) -> list[Any]:
    """Days of what hangs on no congress (a charge holds throughout all waves)."""
    rows = (
        Assignment.objects.exclude(duty__in=[running.told, running.charge])
        .order_by("pk")
        .values_list("pk", "starts_on", "due_on")
    )
    return list(rows)
