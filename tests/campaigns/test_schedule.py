"""Days of waves and windows from what is printed and what it hangs on."""

from datetime import date

import pytest
from django.utils import timezone

from caunoi.campaigns.actions.anchors import date_anchor
from caunoi.campaigns.actions.imports import confirm_import
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Anchor, Assignment, Campaign, Wave
from caunoi.campaigns.queries.redating import preview_of
from caunoi.campaigns.schedule import (
    OPEN,
    Phase,
    Redated,
    Span,
    WaveRule,
    ordered,
    phase_on,
    redate,
    wave_span,
    whole_span,
    window_span,
)
from caunoi.congresses.actions import set_congress_date
from caunoi.congresses.models import Congress, Cycle
from caunoi.core.errors import Refused
from caunoi.officialdocs.model import Reporting
from tests.campaigns.papers import NATIONAL_EVENT, PROVINCE_EVENT, make_import, make_plan
from tests.campaigns.running import Running
from tests.cast import Cast

A, B, C = date(2027, 3, 1), date(2027, 9, 20), date(2027, 9, 22)
EVENT = Span(B, C)
AROUND = frozenset({"before", "during", "after"})


@pytest.mark.parametrize(
    ("rule", "previous", "expected"),
    [
        (WaveRule(printed=Span(A, B)), None, Span(A, B)),
        (WaveRule(printed=Span(A, None), end_event=EVENT), None, Span(A, C)),
        (WaveRule(start_event=Span(None, A), end_event=EVENT), None, Span(date(2027, 3, 2), C)),
        (WaveRule(start_event=OPEN, end_event=EVENT), A, Span(None, C)),
        (
            WaveRule(start_event=EVENT, end_event=EVENT, hangs_on_one=True, relations=AROUND),
            A,
            Span(date(2027, 3, 2), None),
        ),
        (WaveRule(start_event=EVENT, end_event=EVENT, hangs_on_one=True, relations=AROUND), None, Span(None, None)),
        (
            WaveRule(start_event=EVENT, end_event=EVENT, hangs_on_one=True, relations=frozenset({"during"})),
            A,
            Span(B, C),
        ),
        (WaveRule(start_event=EVENT, end_event=EVENT, hangs_on_one=True), A, Span(date(2027, 3, 2), C)),
        (WaveRule(start_event=Span(None, date(2027, 12, 1)), end_event=EVENT), None, Span(None, C)),
        (WaveRule(), None, OPEN),
    ],
)
def test_wave_span(rule: WaveRule, previous: date | None, expected: Span) -> None:
    assert wave_span(rule, previous) == expected


@pytest.mark.parametrize(
    ("relation", "event", "wave", "expected"),
    [
        ("before", EVENT, Span(A, C), Span(A, date(2027, 9, 19))),
        ("during", EVENT, Span(A, C), Span(B, C)),
        ("during", Span(B, None), Span(A, C), Span(B, B)),
        ("after", EVENT, Span(A, C), Span(date(2027, 9, 23), None)),
        ("after", EVENT, Span(A, date(2027, 12, 31)), Span(date(2027, 9, 23), date(2027, 12, 31))),
        ("before", OPEN, Span(A, None), Span(A, None)),
        ("after", OPEN, Span(A, None), OPEN),
        ("before", EVENT, Span(date(2027, 10, 1), None), Span(None, date(2027, 9, 19))),
    ],
)
def test_window_span(relation: str, event: Span, wave: Span, expected: Span) -> None:
    assert window_span(relation, event, wave) == expected


@pytest.mark.parametrize(
    ("span", "day", "expected"),
    [
        (Span(A, B), A, Phase.UNDER_WAY),
        (Span(A, B), B, Phase.UNDER_WAY),
        (Span(A, B), C, Phase.OVER),
        (Span(B, C), A, Phase.NOT_BEGUN),
        (Span(A, None), C, Phase.UNDER_WAY),
        (Span(None, B), A, Phase.UNDER_WAY),
        (OPEN, A, Phase.UNDATED),
    ],
)
def test_phase_on(span: Span, day: date, expected: Phase) -> None:
    assert phase_on(span, day) == expected


def test_whole_span_is_open_while_a_wave_is() -> None:
    assert whole_span([Span(A, B), Span(B, None)]) == Span(A, None)
    assert whole_span([Span(A, B), Span(None, C)]) == Span(A, C)
    assert whole_span([]) == OPEN
    assert ordered(C, A) == Span(None, A)


def issued(cast: Cast) -> Campaign:
    campaign = confirm_import(
        make_import(cast.units.P, by=cast.superior, now=timezone.now()), by=cast.superior, now=timezone.now()
    )
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    return campaign


def due(campaign: Campaign, path: str, unit: str = "D") -> tuple[date | None, date | None]:
    row = Assignment.objects.filter(duty__campaign=campaign, duty__provision__path=path, unit__code=unit).first()
    assert row is not None
    return row.starts_on, row.due_on


def test_dating_an_event_moves_what_hangs_on_it_and_nothing_else(cast: Cast) -> None:
    campaign = issued(cast)
    first = due(campaign, "II/1/-1")
    assert due(campaign, "II/2/2.2/-1") == (date(2027, 4, 1), None)  # its wave has begun, its end is open
    anchor = campaign.anchors.get(event=PROVINCE_EVENT)
    preview = preview_of(anchor, starts_on=B, ends_on=C, by=cast.superior, on=timezone.localdate())
    moved = date_anchor(anchor, starts_on=B, ends_on=C, reason="", by=cast.superior, now=timezone.now())
    assert (moved.waves, moved.windows, moved.assignments) == (2, 4, preview.assignments)
    assert len(preview.moves) == 6
    assert due(campaign, "II/2/2.2/-1") == (B, C)
    assert due(campaign, "II/2/2.1/-1") == (date(2027, 4, 1), date(2027, 9, 19))
    assert due(campaign, "II/1/-1") == first


def test_done_assignments_keep_their_days(cast: Cast) -> None:
    campaign = issued(cast)
    row = Assignment.objects.get(duty__campaign=campaign, duty__provision__path="II/2/2.2/-1", unit=cast.units.D)
    Assignment.objects.filter(pk=row.pk).update(state=AssignmentState.DONE, done_at=timezone.now())
    anchor = campaign.anchors.get(event=PROVINCE_EVENT)
    date_anchor(anchor, starts_on=B, ends_on=C, reason="", by=cast.superior, now=timezone.now())
    assert due(campaign, "II/2/2.2/-1") == (date(2027, 4, 1), None)
    assert due(campaign, "II/2/2.2/-1", "G1") == (B, C)


def test_report_of_a_wave_is_due_as_the_wave_ends(cast: Cast) -> None:
    campaign = issued(cast)
    rows = Assignment.objects.filter(duty__campaign=campaign, duty__kind="report", unit=cast.units.D)
    assert [row.due_on for row in rows.order_by("duty__position")] == [date(2027, 3, 31), None, None]


def test_redate_twice_changes_nothing(cast: Cast) -> None:
    campaign = issued(cast)
    assert redate(campaign, by=None, now=timezone.now()) == Redated()


def dated(cast: Cast) -> Campaign:
    """An issued campaign whose province congress was dated afterwards."""
    campaign = issued(cast)
    assert (Congress.objects.count(), Cycle.objects.count()) == (0, 0)
    anchor = campaign.anchors.get(event=PROVINCE_EVENT)
    date_anchor(anchor, starts_on=B, ends_on=C, reason="", by=cast.superior, now=timezone.now())
    return campaign


def test_an_event_dated_later_becomes_the_congress_it_is(cast: Cast) -> None:
    campaign = dated(cast)
    congress = Congress.objects.get()
    assert (congress.unit, congress.starts_on, congress.ends_on) == (cast.units.P, B, C)
    assert campaign.anchors.get(event=PROVINCE_EVENT).congress == congress
    assert campaign.anchors.get(event=NATIONAL_EVENT).congress is None


def test_what_hangs_on_a_congress_follows_it(cast: Cast) -> None:
    campaign, later = dated(cast), date(2027, 10, 5)
    congress = Congress.objects.get()
    set_congress_date(congress, starts_on=later, ends_on=later, reason="Bão", by=cast.superior, now=timezone.now())
    assert redate(campaign, by=None, now=timezone.now()) == Redated()
    assert due(campaign, "II/2/2.2/-1") == (later, later)


def test_moving_a_dated_congress_asks_for_a_reason(cast: Cast) -> None:
    anchor = dated(cast).anchors.get(event=PROVINCE_EVENT)
    with pytest.raises(Refused) as refused:
        date_anchor(anchor, starts_on=A, ends_on=A, reason=" ", by=cast.superior, now=timezone.now())
    assert refused.value.code == "no_reason"
    date_anchor(anchor, starts_on=A, ends_on=A, reason="Dời lịch", by=cast.superior, now=timezone.now())
    congress = Congress.objects.get()
    assert (congress.starts_on, congress.ends_on) == (A, A)


def test_a_congress_of_others_is_let_go_when_dated_otherwise(cast: Cast) -> None:
    """The district may date its own waves; the province's congress keeps the province's days."""
    dated(cast)
    below = confirm_import(
        make_import(cast.units.D, by=cast.owner, now=timezone.now()), by=cast.owner, now=timezone.now()
    )
    anchor = below.anchors.get(event=PROVINCE_EVENT)
    assert anchor.congress == Congress.objects.get()
    date_anchor(anchor, starts_on=A, ends_on=A, reason="", by=cast.owner, now=timezone.now())
    anchor.refresh_from_db()
    assert (anchor.congress, anchor.starts_on, Congress.objects.get().starts_on) == (None, A, B)


def test_a_congress_needs_its_first_day(cast: Cast) -> None:
    anchor = dated(cast).anchors.get(event=PROVINCE_EVENT)
    with pytest.raises(Refused) as refused:
        date_anchor(anchor, starts_on=None, ends_on=C, reason="x", by=cast.superior, now=timezone.now())
    assert refused.value.code == "no_first_day"


@pytest.mark.parametrize(("starts_on", "ends_on"), [(C, B)])
def test_an_event_cannot_end_before_it_starts(cast: Cast, starts_on: date, ends_on: date) -> None:
    anchor = issued(cast).anchors.get(event=PROVINCE_EVENT)
    with pytest.raises(Refused) as refused:
        date_anchor(anchor, starts_on=starts_on, ends_on=ends_on, reason="", by=cast.superior, now=timezone.now())
    assert refused.value.code == "ends_before_start"


def test_a_report_with_a_day_of_its_own_is_due_on_that_day(cast: Cast) -> None:
    plan = make_plan(reporting=(Reporting("2027-01-10", "LĐLĐ tỉnh", None, "IV/2/¶1"),))
    plan_import = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan)
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    assert due(campaign, "IV/2/¶1") == (None, date(2027, 1, 10))


def test_an_event_of_a_campaign_without_a_paper_is_only_dated(prepared: Running, cast: Cast) -> None:
    anchor = Anchor.objects.create(campaign=prepared.campaign, event=PROVINCE_EVENT)
    Wave.objects.filter(pk=prepared.later.pk).update(end_anchor=anchor)
    date_anchor(anchor, starts_on=B, ends_on=C, reason="", by=cast.superior, now=timezone.now())
    anchor.refresh_from_db()
    prepared.later.refresh_from_db()
    assert (anchor.starts_on, anchor.ends_on, anchor.congress, prepared.later.ends_on) == (B, C, None, C)
