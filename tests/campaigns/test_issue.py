"""Issuing: once, to every unit of each audience, with its days, its deliveries and its notices."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caunoi.campaigns.actions.issue import Issued, extend_issue, issue_campaign
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Assignment, Delivery, Duty
from caunoi.campaigns.queries.issue import Reach, reach_of
from caunoi.campaigns.tasks.issue import remind_officers, tell_units
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Audience, Notice
from tests.campaigns.running import NOW, TODAY, Running, make_audience, make_campaign
from tests.cast import Cast, make_unit


def test_issue_campaign_gives_each_duty_to_its_audience(cast: Cast, prepared: Running) -> None:
    issued = issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    given = set(Assignment.objects.filter(duty=prepared.told).values_list("unit__code", flat=True))
    assert issued == Issued(units=4, assignments=13)
    assert given == {"D", "G0", "G1", "G2"}
    assert list(Assignment.objects.filter(duty=prepared.report).values_list("unit__code", flat=True)) == ["D"]
    assert (prepared.campaign.state, prepared.campaign.issued_at) == (CampaignState.ISSUED, NOW)


def test_issue_campaign_dates_duties_by_their_wave(cast: Cast, prepared: Running) -> None:
    issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    told, report = prepared.given(prepared.told, cast.units.G1), prepared.given(prepared.report, cast.units.D)
    charge = prepared.given(prepared.charge, cast.units.G1)
    assert (told.starts_on, told.due_on) == (date(2026, 10, 1), date(2026, 11, 30))
    assert (report.due_on, charge.due_on) == (date(2026, 11, 30), None)


def test_issue_campaign_leaves_a_trail(cast: Cast, prepared: Running) -> None:
    issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    entry = AuditEntry.objects.get(action="campaign.issued")
    assert (entry.actor_id, entry.unit_id) == (cast.superior.pk, cast.units.P.pk)
    assert entry.detail == {"units": 4, "assignments": 13}


def test_issue_campaign_twice_is_refused(cast: Cast, running: Running) -> None:
    with pytest.raises(Refused) as refusal:
        issue_campaign(running.campaign, by=cast.superior, now=NOW)
    assert (refusal.value.code, Assignment.objects.count()) == ("already_issued", 13)


def test_issue_campaign_that_reaches_nobody_changes_nothing(cast: Cast, prepared: Running) -> None:
    Audience.objects.update(rules=[])
    with pytest.raises(Refused) as refusal:
        issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    prepared.campaign.refresh_from_db()
    assert (refusal.value.code, prepared.campaign.state) == ("nobody", CampaignState.PREPARED)


def test_issue_campaign_passes_over_dropped_duties(cast: Cast, prepared: Running) -> None:
    Duty.objects.filter(pk=prepared.sung.pk).update(dropped_at=NOW)
    issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    assert not prepared.sung.assignments.exists()


def test_issue_campaign_gives_the_issuer_no_delivery(cast: Cast, prepared: Running) -> None:
    prepared.charge.audience = make_audience(cast.units.P, UnitKind.PROVINCE, reach="self")
    prepared.charge.save()
    issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    assert Assignment.objects.filter(duty=prepared.charge).get().unit == cast.units.P
    assert not Delivery.objects.filter(unit=cast.units.P).exists()


def test_issue_campaign_asks_the_same_number_of_queries_for_more_units(cast: Cast, prepared: Running) -> None:
    with CaptureQueriesContext(connection) as few:
        issue_campaign(prepared.campaign, by=cast.superior, now=NOW)
    for number in range(30):
        make_unit(f"M{number}", f"Công đoàn cơ sở số {number}", UnitKind.GRASSROOTS, cast.units.D)
    other = make_campaign(cast.units)
    with CaptureQueriesContext(connection) as many:
        issued = issue_campaign(other.campaign, by=cast.superior, now=NOW)
    assert issued == Issued(units=34, assignments=13 + 30 * 3)
    assert len(many) == len(few)


def test_issue_tells_those_who_may_acknowledge_once(cast: Cast, running: Running, run_jobs: Any) -> None:
    run_jobs()
    told = list(Notice.objects.order_by("user__email").values_list("user__email", flat=True))
    assert told == ["can-bo@huyen.example", "chu-tich@coso.example"]
    notice = Notice.objects.get(user=cast.chair)
    assert notice.url == reverse("campaigns:show-campaign", args=[running.campaign.pk])
    assert tell_units.call(running.campaign.pk) == 0


def test_telling_units_of_a_campaign_that_is_gone_stops(db: None) -> None:
    assert tell_units.call(999) == 0
    assert remind_officers.call(999, [1], "2026-11-23") == 0


def test_extend_issue_reaches_units_that_are_new(cast: Cast, running: Running) -> None:
    make_unit("G9", "Công đoàn cơ sở Nhà máy Gạch", UnitKind.GRASSROOTS, cast.units.D)
    assert extend_issue(running.campaign, by=cast.superior, now=NOW) == Issued(units=1, assignments=3)
    assert extend_issue(running.campaign, by=cast.superior, now=NOW) == Issued(units=0, assignments=0)
    assert AuditEntry.objects.filter(action="campaign.extended").count() == 1


def test_extend_issue_of_a_prepared_campaign_is_refused(cast: Cast, prepared: Running) -> None:
    with pytest.raises(Refused) as refusal:
        extend_issue(prepared.campaign, by=cast.superior, now=NOW)
    assert refusal.value.code == "not_issued"


def test_reach_of_counts_what_issuing_would_create(cast: Cast, prepared: Running) -> None:
    prepared.sung.audience = make_audience(cast.units.P, UnitKind.ZONE)
    prepared.sung.save()
    reach = reach_of(prepared.campaign, on=TODAY)
    assert reach == Reach(units=4, assignments=9, duties=4, unreached=(prepared.sung,), unmanned=2)


def test_issue_page_says_the_numbers_before(client: Client, cast: Cast, prepared: Running) -> None:
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:issue-campaign", args=[prepared.campaign.pk]))
    assert page.context["reach"].assignments == 13
    assert "Giao cho 4 đơn vị" in page.content.decode()


def test_issue_page_issues_and_leads_to_the_campaign(client: Client, cast: Cast, prepared: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:issue-campaign", args=[prepared.campaign.pk])
    show = reverse("campaigns:show-campaign", args=[prepared.campaign.pk])
    assert client.post(url).url == show  # type: ignore[attr-defined]
    assert Delivery.objects.count() == 4
    assert client.get(url).url == show  # type: ignore[attr-defined]
    assert client.post(url).url == url  # type: ignore[attr-defined]
