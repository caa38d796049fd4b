"""A new version and a later paper: what differs, and that only what was accepted is applied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from caunoi.campaigns.actions.activities import Entry, log_activity
from caunoi.campaigns.actions.amendments import apply_amendment, choose_kind
from caunoi.campaigns.actions.imports import StaleRevision, confirm_import, correct_import
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.comparison import match_clauses, word_changes
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.models import Assignment, Campaign, Duty, Instrument, PlanImport, Theme, Wave
from caunoi.campaigns.outline import Clause
from caunoi.campaigns.queries.amendments import LATER, VERSION, compare_import, kind_of_amendment
from caunoi.campaigns.tasks.amendments import tell_of_amendment
from caunoi.core.errors import Refused
from caunoi.officialdocs.model import Clause as Printed
from caunoi.officialdocs.model import Plan, Window
from caunoi.orgs.models import Notice
from tests.campaigns.papers import NATIONAL_EVENT, PROVINCE_EVENT, UPPER_EVENT, make_import, make_plan
from tests.cast import Cast


def running(cast: Cast) -> Campaign:
    now = timezone.now()
    campaign = confirm_import(make_import(cast.units.P, by=cast.superior, now=now), by=cast.superior, now=now)
    issue_campaign(campaign, by=cast.superior, now=now)
    return campaign


def amendment(cast: Cast, campaign: Campaign, plan: Plan) -> PlanImport:
    return make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan, amends=campaign)


def rewritten(
    plan: Plan, *, drop: Sequence[str] = (), change: dict[str, str] | None = None, add: Sequence[Any] = ()
) -> Plan:
    """The plan with clauses dropped, reworded, and added after the path named."""
    changed = change or {}
    clauses = []
    for clause in plan.clauses:
        if clause.path not in drop:
            clauses.append(replace(clause, text=changed.get(clause.path, clause.text)))
        clauses += [Printed(path, text, "-") for after, path, text in add if after == clause.path]
    return replace(
        plan,
        clauses=tuple(clauses),
        themes=tuple(path for path in plan.themes if path not in drop),
        channels=tuple(one for one in plan.channels if one.path not in drop),
    )


def described(plan_import: PlanImport, campaign: Campaign) -> list[str]:
    return [one.id for one in compare_import(plan_import, campaign).choices]


def apply_all(cast: Cast, plan_import: PlanImport, campaign: Campaign) -> Campaign:
    accepted = described(plan_import, campaign)
    return apply_amendment(plan_import, accepted=accepted, by=cast.superior, now=timezone.now())


def version() -> Plan:
    """The same plan: one content clause reworded, one dropped, one new; a theme dropped; wave 1 ends later."""
    plan = rewritten(
        make_plan(),
        drop=["II/1/-2", "I/2"],
        change={"II/1/-1": "Tuyên truyền những thành tựu lớn của tổ chức Công đoàn Việt Nam."},
        add=[("II/2/2.1/-1", "II/2/2.1/-2", "Phản ánh không khí thi đua chào mừng Đại hội.")],
    )
    first = replace(plan.waves[0], end=date(2027, 4, 30))
    return replace(plan, waves=(first, *plan.waves[1:]))


def test_an_equal_version_changes_nothing(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, make_plan())
    comparison = compare_import(plan_import, campaign)
    assert (comparison.differences, kind_of_amendment(plan_import.draft, campaign)) == ((), VERSION)


def test_a_version_shows_what_it_changes(cast: Cast) -> None:
    campaign = running(cast)
    assert described(amendment(cast, campaign, version()), campaign) == [
        "anchor:redated:dai hoi cong doan cap tren truc tiep co so",
        "wave:redated:II/1",
        "theme:dropped:I/2",
        "duty:changed:II/1/-1#1#content",
        "duty:added:II/2/2.1/-2#2#content",
        "duty:dropped:II/1/-2#1#content",
    ]


def test_applying_a_version_updates_in_place(cast: Cast) -> None:
    campaign = running(cast)
    before = campaign.instrument
    kept = Duty.objects.get(campaign=campaign, provision__path="II/1/-1")
    dropped = Duty.objects.get(campaign=campaign, provision__path="II/1/-2")
    entry = Entry(kind="press", title="Tin về thành tựu", done_on=timezone.localdate(), provision=kept.provision)
    activity, _is_new = log_activity(cast.units.D, campaign, entry, by=cast.owner, now=timezone.now())
    apply_all(cast, amendment(cast, campaign, version()), campaign)
    campaign.refresh_from_db()
    assert (campaign.instrument.supersedes, campaign.instrument.version) == (before, 2)
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert kept.text == "Tuyên truyền những thành tựu lớn của tổ chức Công đoàn Việt Nam."
    assert (kept.provision.instrument, kept.provision.continues) == (campaign.instrument, activity.provision)
    assert (dropped.dropped_at is not None, dropped.provision.instrument) == (True, before)
    assert [theme.provision.path for theme in campaign.themes.all()] == ["I/1"]
    assert Theme.every.filter(campaign=campaign).count() == 2
    assert campaign.waves.get(ordinal=1).ends_on == date(2027, 4, 30)
    activity.refresh_from_db()
    assert activity.provision.instrument == before


def test_new_duties_go_to_the_units_at_once(cast: Cast, run_jobs: Any) -> None:
    campaign = running(cast)
    run_jobs()
    apply_all(cast, amendment(cast, campaign, version()), campaign)
    given = Assignment.objects.filter(duty__campaign=campaign, duty__provision__path="II/2/2.1/-2")
    assert sorted(given.values_list("unit__code", flat=True)) == ["D", "G0", "G1", "G2"]
    assert set(given.values_list("starts_on", flat=True)) == {date(2027, 5, 1)}
    run_jobs()
    told = Notice.objects.filter(key__startswith="campaign.amended:").values_list("user__email", flat=True)
    assert sorted(told) == [cast.owner.email, cast.chair.email]


def test_what_is_not_accepted_stays(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, version())
    apply_amendment(plan_import, accepted=["duty:changed:II/1/-1#1#content"], by=cast.superior, now=timezone.now())
    assert [theme.title for theme in campaign.themes.all()] == [
        "Vai trò, sứ mệnh của giai cấp công nhân và tổ chức Công đoàn Việt Nam.",
        "Ý nghĩa của đại hội công đoàn các cấp.",
    ]
    assert campaign.waves.get(ordinal=1).ends_on == date(2027, 3, 31)
    assert Duty.objects.filter(campaign=campaign, dropped_at__isnull=False).count() == 0


def test_applying_twice_applies_once(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, version())
    assert apply_all(cast, plan_import, campaign) == campaign
    assert apply_amendment(plan_import, accepted=[], by=cast.superior, now=timezone.now()) == campaign
    assert Instrument.objects.count() == 2


def test_a_version_of_a_version_is_compared_with_the_last(cast: Cast) -> None:
    campaign = running(cast)
    apply_all(cast, amendment(cast, campaign, version()), campaign)
    campaign.refresh_from_db()
    again = amendment(cast, campaign, version())
    assert described(again, campaign) == []
    back = amendment(cast, campaign, make_plan())
    apply_all(cast, back, campaign)
    campaign.refresh_from_db()
    assert campaign.instrument.version == 3
    assert [theme.provision.path for theme in campaign.themes.all()] == ["I/1", "I/2"]


def test_waves_and_windows_come_and_go(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    two = plan.waves[1]
    changed = replace(
        two,
        windows=(
            replace(two.windows[0], event=NATIONAL_EVENT),
            Window("II/2/2.3", "after", PROVINCE_EVENT),
        ),
    )
    fourth = replace(plan.waves[0], ordinal=4, path="I/1", start=date(2028, 1, 1), end=date(2028, 2, 1), end_event=None)
    plan = replace(plan, waves=(plan.waves[0], changed, fourth))
    plan_import = amendment(cast, campaign, plan)
    apply_all(cast, plan_import, campaign)
    assert [wave.ordinal for wave in campaign.waves.all()] == [1, 2, 4]
    assert Wave.every.filter(campaign=campaign).count() == 4
    windows = [(part.relation, part.anchor.event) for part in campaign.waves.get(ordinal=2).windows.all()]
    assert windows == [("before", NATIONAL_EVENT), ("after", PROVINCE_EVENT)]


def test_channels_follow(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    first, second = plan.channels
    plan = replace(plan, channels=(replace(first, kinds=("press",)), replace(second, path="III/2/¶1")))
    apply_all(cast, amendment(cast, campaign, plan), campaign)
    assert [(one.provision.path, one.kinds) for one in campaign.channels.all()] == [
        ("III/1", ["press"]),
        ("III/2/¶1", ["social"]),
    ]


def test_a_changed_audience_is_a_changed_duty(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    charged = replace(plan.assignments[1], units=("CĐCS trực thuộc",))
    plan = replace(plan, assignments=(plan.assignments[0], charged))
    apply_all(cast, amendment(cast, campaign, plan), campaign)
    duty = Duty.objects.get(campaign=campaign, provision__path="IV/2/-1")
    assert duty.audience.printed == "CĐCS trực thuộc"


def later() -> Plan:
    """A superior's guidance: one thing more to tell, one thing our plan says already, and the day of its congress."""
    plan = make_plan()
    header = replace(plan.header, number="88/HD-TLĐ", kind="HƯỚNG DẪN", issuer="Tổng Liên đoàn Lao động Việt Nam")
    clauses = (
        Printed("I", "NỘI DUNG", "I."),
        Printed("I/1", "Đợt cao điểm trước Đại hội XIV Công đoàn Việt Nam", "1."),
        Printed("I/1/-1", "Tổ chức xem truyền hình trực tiếp phiên khai mạc Đại hội.", "-"),
        Printed("I/1/-2", "Tuyên truyền về lịch sử vẻ vang của Công đoàn Việt Nam.", "-"),
    )
    wave = replace(plan.waves[2], path="I/1", ordinal=1, windows=())
    return replace(
        plan,
        header=header,
        clauses=clauses,
        waves=(wave,),
        themes=(),
        channels=(),
        assignments=(),
        reporting=(),
        bases=(),
    )


def test_a_later_paper_proposes_what_it_adds(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, later())
    assert kind_of_amendment(plan_import.draft, campaign) == LATER
    assert described(plan_import, campaign) == ["duty:added:I/1/-1#1#content"]


def test_a_later_paper_joins_the_chain(cast: Cast) -> None:
    campaign = running(cast)
    instrument = campaign.instrument
    plan_import = amendment(cast, campaign, later())
    days = [{"event": NATIONAL_EVENT, "starts_on": "2027-12-01", "ends_on": "2027-12-03"}]
    plan_import = correct_import(
        plan_import, change=Change("anchors", values={"anchors": days}), revision=0, by=None, now=timezone.now()
    )
    apply_all(cast, plan_import, campaign)
    campaign.refresh_from_db()
    assert campaign.instrument == instrument
    basis = instrument.bases.get(number="88/HD-TLĐ")
    assert (basis.target.issuer, basis.added_at is not None) == ("Tổng Liên đoàn Lao động Việt Nam", True)
    duty = Duty.objects.get(campaign=campaign, provision__path="I/1/-1")
    assert (duty.provision.instrument, duty.wave.ordinal) == (basis.target, 3)
    assert campaign.anchors.get(event=NATIONAL_EVENT).starts_on == date(2027, 12, 1)
    assert Assignment.objects.filter(duty=duty).count() == 4


def test_a_later_paper_that_is_cited_fills_its_place(cast: Cast) -> None:
    campaign = running(cast)
    plan = replace(later(), header=replace(later().header, number="12/HD-TLĐ"))
    apply_all(cast, amendment(cast, campaign, plan), campaign)
    basis = campaign.instrument.bases.get()
    assert (basis.target.number, basis.added_at) == ("12/HD-TLĐ", None)


def test_parts_of_later_papers_survive_a_new_version(cast: Cast) -> None:
    campaign = running(cast)
    apply_all(cast, amendment(cast, campaign, later()), campaign)
    campaign.refresh_from_db()
    apply_all(cast, amendment(cast, campaign, version()), campaign)
    duty = Duty.objects.get(campaign=campaign, provision__path="I/1/-1")
    assert duty.dropped_at is None


def test_the_officer_says_which_kind_it_is(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, later())
    made = choose_kind(plan_import, kind=VERSION, by=cast.superior, now=timezone.now())
    assert kind_of_amendment(made.draft, campaign) == VERSION
    with pytest.raises(Refused) as refused:
        choose_kind(plan_import, kind="?", by=cast.superior, now=timezone.now())
    assert refused.value.code == "not_in_review"


def test_apply_refuses_what_has_moved_on(cast: Cast) -> None:
    campaign = running(cast)
    plan_import = amendment(cast, campaign, version())
    with pytest.raises(StaleRevision):
        apply_amendment(plan_import, accepted=[], revision=7, by=cast.superior, now=timezone.now())
    plain = make_import(cast.units.P, by=cast.superior, now=timezone.now())
    with pytest.raises(Refused) as refused:
        apply_amendment(plain, accepted=[], by=cast.superior, now=timezone.now())
    assert refused.value.code == "not_in_review"
    with pytest.raises(Refused) as refused:
        confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert refused.value.code == "amends"


def test_matching_finds_moved_and_reworded_clauses() -> None:
    old = [Clause(0, "I/1", "1.", "một hai ba bốn năm sáu"), Clause(1, "I/2", "2.", "trời đất núi sông biển hồ")]
    new = [
        Clause(0, "I/1", "1.", "hoàn toàn khác hẳn với trước đây"),
        Clause(1, "I/2", "2.", "một hai ba bốn năm sáu"),
        Clause(2, "I/3", "3.", "trời đất núi sông biển cả"),
    ]
    assert match_clauses(old, new) == {"I/2": "I/1", "I/3": "I/2"}


def test_words_that_changed() -> None:
    assert word_changes("một hai ba", "một hai bốn năm") == [("same", "một hai"), ("del", "ba"), ("ins", "bốn năm")]


def test_a_wave_inserted_renumbers_the_others(cast: Cast) -> None:
    """The old second wave becomes the third, with another title and other days; its duties stay with it."""
    campaign = running(cast)
    plan = make_plan()
    one, two, three = plan.waves
    new = replace(one, ordinal=2, path="I/1", start=date(2027, 4, 1), end=date(2027, 4, 10), end_event=None)
    plan = rewritten(plan, change={"II/2": "Đợt 3: Từ sau đại hội cấp trên trực tiếp cơ sở đến Đại hội XVII tỉnh"})
    waves = (one, new, replace(two, ordinal=3, end=date(2027, 9, 30)), replace(three, ordinal=4))
    kept = campaign.waves.get(ordinal=2)
    apply_all(cast, amendment(cast, campaign, replace(plan, waves=waves)), campaign)
    kept.refresh_from_db()
    assert (kept.printed_end, kept.title[:6]) == (date(2027, 9, 30), "Đợt 3:")
    assert sorted(campaign.waves.values_list("ordinal", flat=True))[:3] == [1, 2, 3]
    assert campaign.waves.count() == 4
    assert kept.duties.filter(kind="content", dropped_at=None).count() == 3


def test_events_come_and_go(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    one, two, three = plan.waves
    festival = "Lễ kỷ niệm 85 năm Ngày truyền thống"
    windows = tuple(replace(window, event=festival) for window in three.windows)
    moved = replace(three, start_event=festival, end_event=festival, windows=windows)
    apply_all(cast, amendment(cast, campaign, replace(plan, waves=(one, two, moved))), campaign)
    assert sorted(campaign.anchors.values_list("event", flat=True)) == sorted([UPPER_EVENT, PROVINCE_EVENT, festival])
    assert campaign.waves.get(ordinal=3).end_anchor.event == festival


def test_an_event_needed_by_an_accepted_wave_is_made_anyway(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    one, two, three = plan.waves
    festival = "Lễ kỷ niệm 85 năm Ngày truyền thống"
    plan = replace(plan, waves=(one, two, replace(three, end_event=festival)))
    plan_import = amendment(cast, campaign, plan)
    apply_amendment(plan_import, accepted=["wave:redated:II/3"], by=cast.superior, now=timezone.now())
    assert campaign.anchors.filter(event=festival).count() == 1


def test_parts_of_a_wave_left_out_are_left_out(cast: Cast) -> None:
    """A window of a new wave cannot be taken without its wave; its duties then hold throughout."""
    campaign = running(cast)
    plan = rewritten(make_plan(), add=[("I/2", "I/3", "Đợt 4: Tổng kết"), ("I/2", "I/3/-1", "Tổng kết, khen thưởng.")])
    fourth = replace(
        plan.waves[0], ordinal=4, path="I/3", start=None, end=None, end_event=PROVINCE_EVENT,
        windows=(Window("I/3/-1", "after", PROVINCE_EVENT),),
    )  # fmt: skip
    plan = replace(plan, waves=(*plan.waves, fourth))
    plan_import = amendment(cast, campaign, plan)
    accepted = [one for one in described(plan_import, campaign) if not one.startswith("wave:")]
    apply_amendment(plan_import, accepted=accepted, by=cast.superior, now=timezone.now())
    assert [wave.ordinal for wave in campaign.waves.all()] == [1, 2, 3]
    assert Duty.objects.get(campaign=campaign, provision__path="I/3/-1").wave is None


def test_a_reworded_theme_is_renamed(cast: Cast) -> None:
    campaign = running(cast)
    plan = rewritten(make_plan(), change={"I/2": "Ý nghĩa to lớn của đại hội công đoàn các cấp."})
    theme = campaign.themes.get(provision__path="I/2")
    apply_all(cast, amendment(cast, campaign, plan), campaign)
    theme.refresh_from_db()
    assert theme.title == "Ý nghĩa to lớn của đại hội công đoàn các cấp."


def test_clauses_that_moved_are_no_strangers(cast: Cast) -> None:
    campaign = running(cast)
    plan = make_plan()
    swap = {"II/1/-1": plan.clauses[6].text, "II/1/-2": plan.clauses[5].text}
    plan_import = amendment(cast, campaign, rewritten(plan, change=swap))
    comparison = compare_import(plan_import, campaign)
    assert [(one.change, one.title) for one in comparison.differences] == [("moved", "II/1/-1"), ("moved", "II/1/-2")]
    duty = Duty.objects.get(campaign=campaign, provision__path="II/1/-1")
    apply_all(cast, plan_import, campaign)
    duty.refresh_from_db()
    assert (duty.provision.path, duty.text) == ("II/1/-2", duty.provision.text)


def test_an_amendment_that_is_gone_tells_nobody(db: None) -> None:
    assert tell_of_amendment.call("00000000-0000-0000-0000-000000000000", 1) == 0


def test_a_retitled_wave_keeps_its_number(cast: Cast) -> None:
    campaign = running(cast)
    title = "Đợt 1 (cao điểm): Từ tháng 10 năm 2026 đến hết ngày 31/3/2027"
    plan_import = amendment(cast, campaign, rewritten(make_plan(), change={"II/1": title}))
    assert described(plan_import, campaign) == ["wave:changed:II/1"]
    apply_all(cast, plan_import, campaign)
    wave = campaign.waves.get(ordinal=1)
    assert (wave.title, wave.provision.instrument.version) == (title, 2)


def test_a_wave_that_had_no_windows_gets_one(cast: Cast) -> None:
    campaign = running(cast)
    one, *others = make_plan().waves
    one = replace(one, windows=(Window("II/1/-2", "before", UPPER_EVENT),))
    apply_all(cast, amendment(cast, campaign, make_plan(waves=(one, *others))), campaign)
    window = campaign.waves.get(ordinal=1).windows.get()
    assert (window.provision.path, window.relation, window.anchor.event) == ("II/1/-2", "before", UPPER_EVENT)
    assert campaign.waves.get(ordinal=2).windows.count() == 3


def test_amending_before_the_issue_hands_nothing_out(cast: Cast, run_jobs: Any) -> None:
    now = timezone.now()
    campaign = confirm_import(make_import(cast.units.P, by=cast.superior, now=now), by=cast.superior, now=now)
    run_jobs()
    apply_all(cast, amendment(cast, campaign, version()), campaign)
    assert (Assignment.objects.count(), run_jobs()) == (0, 0)
    assert campaign.waves.get(ordinal=1).ends_on == date(2027, 4, 30)
