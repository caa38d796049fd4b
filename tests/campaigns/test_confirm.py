"""From a confirmed draft to the campaign: every row, once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.campaigns.actions.imports import confirm_import, correct_import, discard_import
from caunoi.campaigns.blueprint import blueprint_of
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.drafts import begin_draft
from caunoi.campaigns.enums import CampaignState, DutyKind, ImportState
from caunoi.campaigns.models import Assignment, Campaign, Duty, Instrument, PlanImport, Provision
from caunoi.campaigns.queries.review import report_time
from caunoi.congresses.models import Congress, Cycle
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.officialdocs.model import Plan, Reference, Reporting
from tests.campaigns.papers import CLAUSES, NATIONAL_EVENT, PROVINCE_EVENT, UPPER_EVENT, make_import, make_plan
from tests.cast import Cast


def anchored(cast: Cast, **events: tuple[str, str]) -> PlanImport:
    """An import whose two congresses have got their days."""
    plan_import = make_import(cast.units.P, by=cast.superior, now=timezone.now())
    anchors = [
        {"event": PROVINCE_EVENT, "starts_on": "2027-09-20", "ends_on": "2027-09-22"},
        {"event": NATIONAL_EVENT, "starts_on": "2027-12-01", "ends_on": "2027-12-03"},
    ]
    change = Change("anchors", values={"anchors": anchors})
    return correct_import(plan_import, change=change, revision=0, by=cast.superior, now=timezone.now())


def days(part: Any) -> tuple[Any, Any]:
    return part.starts_on, part.ends_on


def test_nothing_exists_before_confirm(cast: Cast) -> None:
    anchored(cast)
    assert [model.objects.count() for model in (Instrument, Provision, Campaign, Duty, Congress, Cycle)] == [0] * 6


def test_confirm_makes_everything_once(cast: Cast) -> None:
    plan_import = anchored(cast)
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert confirm_import(plan_import, by=cast.superior, now=timezone.now()) == campaign
    assert (Campaign.objects.count(), Instrument.objects.count()) == (1, 1)
    assert campaign.state == CampaignState.PREPARED
    assert [p.path for p in campaign.instrument.provisions.all()] == [path for path, _label, _text in CLAUSES]
    assert [theme.provision.path for theme in campaign.themes.all()] == ["I/1", "I/2"]
    assert [(one.provision.path, one.kinds) for one in campaign.channels.all()] == [
        ("III/1", ["press", "broadcast"]),
        ("III/2", ["social"]),
    ]
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.campaign) == (ImportState.CONFIRMED, campaign)
    assert AuditEntry.objects.filter(action="plan.confirmed").count() == 1


def test_confirm_dates_waves_and_windows(cast: Cast) -> None:
    campaign = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    one, two, three = campaign.waves.all()
    assert days(one) == (date(2026, 10, 1), date(2027, 3, 31))
    assert days(two) == (date(2027, 4, 1), date(2027, 9, 22))
    assert days(three) == (date(2027, 9, 23), None)
    assert [days(part) for part in two.windows.all()] == [
        (date(2027, 4, 1), date(2027, 9, 19)),
        (date(2027, 9, 20), date(2027, 9, 22)),
        (date(2027, 9, 23), None),
    ]
    assert [days(part) for part in three.windows.all()] == [
        (date(2027, 9, 23), date(2027, 11, 30)),
        (date(2027, 12, 1), date(2027, 12, 3)),
        (date(2027, 12, 4), None),
    ]


def test_confirm_makes_duties_of_every_kind(cast: Cast) -> None:
    campaign = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    duties = [
        (d.kind, d.provision.path, d.wave.ordinal if d.wave else None, d.window.relation if d.window else "")
        for d in campaign.duties.select_related("wave", "window", "provision")
    ]
    assert duties == [
        (DutyKind.CONTENT, "II/1/-1", 1, ""),
        (DutyKind.CONTENT, "II/1/-2", 1, ""),
        (DutyKind.CONTENT, "II/2/2.1/-1", 2, "before"),
        (DutyKind.CONTENT, "II/2/2.2/-1", 2, "during"),
        (DutyKind.CONTENT, "II/2/2.3/-1", 2, "after"),
        (DutyKind.CONTENT, "II/3/3.1/-1", 3, "before"),
        (DutyKind.CONTENT, "II/3/3.2/-1", 3, "during"),
        (DutyKind.CONTENT, "II/3/3.3/-1", 3, "after"),
        (DutyKind.CONTENT, "II/¶1", None, ""),
        (DutyKind.CHARGE, "IV/1/-1", None, ""),
        (DutyKind.CHARGE, "IV/1/-2", None, ""),
        (DutyKind.CHARGE, "IV/2/-1", None, ""),
        (DutyKind.REPORT, "IV/2/¶1", 1, ""),
        (DutyKind.REPORT, "IV/2/¶1", 2, ""),
        (DutyKind.REPORT, "IV/2/¶1", 3, ""),
    ]


def test_confirm_makes_congresses_of_the_line(cast: Cast) -> None:
    campaign = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    cycle = Cycle.objects.get()
    assert (cycle.ordinal, cycle.term_start, cycle.term_end) == ("XIV", 2026, 2031)
    found = {congress.unit_id: days(congress) for congress in Congress.objects.all()}
    assert found == {
        cast.units.P.pk: (date(2027, 9, 20), date(2027, 9, 22)),
        cast.units.TLD.pk: (date(2027, 12, 1), date(2027, 12, 3)),
    }
    linked = {anchor.event: anchor.congress_id is not None for anchor in campaign.anchors.all()}
    assert linked == {UPPER_EVENT: False, PROVINCE_EVENT: True, NATIONAL_EVENT: True}


def test_confirm_leaves_undated_congresses_alone(cast: Cast) -> None:
    plan_import = make_import(cast.units.P, by=cast.superior, now=timezone.now())
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert Congress.objects.count() == 0
    assert [days(wave) for wave in campaign.waves.all()] == [
        (date(2026, 10, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), None),
        (None, None),
    ]


def test_confirm_keeps_the_days_another_unit_gave_its_congress(cast: Cast) -> None:
    first = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    other = make_import(cast.units.D, by=cast.owner, now=timezone.now())
    given = {anchor["event"]: anchor["starts_on"] for anchor in other.draft["anchors"]}
    assert given[PROVINCE_EVENT] == "2027-09-20"  # known from the calendar of congresses
    moved = [{"event": PROVINCE_EVENT, "starts_on": "2027-09-25", "ends_on": "2027-09-26"}]
    correct_import(
        other, change=Change("anchors", values={"anchors": moved}), revision=0, by=cast.owner, now=timezone.now()
    )
    second = confirm_import(other, by=cast.owner, now=timezone.now())
    assert second.anchors.get(event=PROVINCE_EVENT).congress is None
    assert days(second.anchors.get(event=PROVINCE_EVENT)) == (date(2027, 9, 25), date(2027, 9, 26))
    assert second.anchors.get(event=NATIONAL_EVENT).congress == first.anchors.get(event=NATIONAL_EVENT).congress
    assert days(Congress.objects.get(unit=cast.units.P)) == (date(2027, 9, 20), date(2027, 9, 22))


def test_confirm_proposes_audiences_from_the_words(cast: Cast) -> None:
    campaign = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    charge = campaign.duties.get(provision__path="IV/2/-1").audience
    assert charge.printed == "LĐLĐ các huyện; CĐCS trực thuộc"
    from caunoi.orgs.audiences import resolve_audience

    def codes(path: str) -> list[str]:
        duty = campaign.duties.filter(provision__path=path).first()
        assert duty is not None
        return sorted(resolve_audience(duty.audience, on=timezone.localdate()).values_list("code", flat=True))

    assert codes("IV/2/-1") == ["D", "G0"]
    assert codes("IV/1/-1") == ["P"]
    assert codes("II/1/-1") == ["D", "G0", "G1", "G2"]
    assert codes("IV/2/¶1") == ["D", "G0"]


@pytest.mark.parametrize(
    ("printed", "is_linked"), [(date(2026, 9, 20), True), (None, True), (date(2026, 9, 21), False)]
)
def test_confirm_links_the_chain_both_ways(cast: Cast, printed: date | None, is_linked: bool) -> None:
    """A paper below that came in earlier, and one that comes in later, rest on our own copy unless the day differs."""
    plan = _plan_resting_on("41/KH-LĐLĐ", printed)
    earlier = confirm_import(
        make_import(cast.units.D, by=cast.owner, now=timezone.now(), plan=plan), by=cast.owner, now=timezone.now()
    )
    upper = confirm_import(anchored(cast), by=cast.superior, now=timezone.now())
    later = confirm_import(
        make_import(cast.units.D, by=cast.owner, now=timezone.now(), plan=plan), by=cast.owner, now=timezone.now()
    )
    stranger = confirm_import(
        make_import(cast.units.E, by=cast.stranger, now=timezone.now(), plan=plan), by=cast.stranger, now=timezone.now()
    )
    expected = upper.instrument if is_linked else None
    targets = [campaign.instrument.bases.get().target for campaign in (earlier, later, stranger)]
    assert targets == [expected, expected, None]


def _plan_resting_on(number: str, on: date | None) -> Plan:
    plan = make_plan(bases=(Reference("Kế hoạch", number, on),))
    return replace(plan, header=replace(plan.header, number="7/KH-LĐLĐ"))


def test_confirm_refuses_an_empty_paper(cast: Cast) -> None:
    empty = make_plan(clauses=(), waves=(), themes=(), channels=(), assignments=(), reporting=(), warnings=())
    plan_import = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=empty)
    with pytest.raises(Refused) as refused:
        confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert refused.value.code == "no_clauses"


def test_confirm_refuses_what_was_discarded(cast: Cast) -> None:
    plan_import = discard_import(anchored(cast), by=cast.superior, now=timezone.now())
    with pytest.raises(Refused) as refused:
        confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert refused.value.code == "not_in_review"


def test_confirm_without_waves_makes_charges_and_one_report(cast: Cast) -> None:
    plan = make_plan(waves=())
    plan_import = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan)
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    assert [d.kind for d in campaign.duties.all()] == [DutyKind.CHARGE] * 3 + [DutyKind.REPORT]


def test_report_without_a_time_stays_open() -> None:
    reporting = (Reporting(None, "LĐLĐ tỉnh", None, "IV/2/¶1"),)
    draft = begin_draft(make_plan(reporting=reporting).as_dict())
    reports = [duty for duty in blueprint_of(draft).duties if duty.kind == DutyKind.REPORT]
    assert [(duty.report_when, duty.wave, duty.report_to) for duty in reports] == [("", None, "LĐLĐ tỉnh")]
    assert report_time(draft["reporting"][0]["when"]) == "Văn bản không ghi thời hạn"


def test_confirm_of_papers_without_numbers_links_none(cast: Cast) -> None:
    """Two papers without a number have nothing in common; a basis without one is as cited."""
    plan = make_plan(bases=(Reference("Nghị quyết", None, None),))
    plan = replace(plan, header=replace(plan.header, number=None))
    for _ in range(2):
        campaign = confirm_import(
            make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan), by=None, now=timezone.now()
        )
    basis = campaign.instrument.bases.get()
    assert (campaign.instrument.number, basis.number, basis.target) == ("", "", None)


def test_confirm_of_a_unit_that_is_gone_keeps_to_its_own_papers(cast: Cast) -> None:
    """Uploaded while the unit stood, confirmed after it was dissolved: its own papers are found, nobody else's."""
    imports = [
        make_import(cast.units.D, by=cast.owner, now=timezone.now(), plan=plan)
        for plan in (_plan_resting_on("41/KH-LĐLĐ", None), make_plan())
    ]
    dissolved_on = timezone.localdate() - timedelta(days=1)
    cast.units.D.placements.update(valid_to=dissolved_on)
    resting, rested_on = (confirm_import(one, by=None, now=timezone.now()) for one in imports)
    assert resting.instrument.bases.get().target == rested_on.instrument
    assert Assignment.objects.count() == 0
