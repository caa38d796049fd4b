"""The campaign's page and the list of campaigns."""

from datetime import date

from django.test import Client
from django.urls import reverse

from caunoi.campaigns.enums import Relation
from caunoi.campaigns.models import Anchor, Delivery, Window
from caunoi.campaigns.queries.duties import groups_in
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.queries.standing import standing_of
from caunoi.campaigns.queries.timeline import chart_of
from caunoi.orgs.models import Unit
from tests.campaigns.running import TODAY, Running, log, make_issued
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def test_standing_of_sums_the_branch(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, duty=running.told, figures={"sessions": 2, "listeners": 40}, cost=300_000)
    log(running, cast.units.G0, figures={"sessions": 1})
    scope = Scope(Unit.objects.at(TODAY).get(pk=cast.units.D.pk), TODAY)
    standing = standing_of(running.campaign, scope, groups_in([running.campaign], scope))
    assert (standing.activities, standing.active_units, standing.cost, standing.photos) == (1, 1, 300_000, 0)
    assert [(total.code, total.value) for total in standing.figures] == [("sessions", 2), ("listeners", 40)]
    assert (standing.receipts.sent, standing.duties.total, standing.obstacles) == (2, 10, 0)
    assert standing_of(running.campaign, scope.alone, []).receipts.sent == 1


def test_chart_of_draws_waves_windows_and_events(cast: Cast, prepared: Running) -> None:
    anchor = Anchor.objects.create(
        campaign=prepared.campaign, event="Đại hội", starts_on=date(2027, 5, 12), ends_on=date(2027, 5, 13)
    )
    Window.objects.create(wave=prepared.later, anchor=anchor, relation=Relation.BEFORE, position=1, title="2.1")
    chart = chart_of(prepared.campaign, on=TODAY)
    assert [(bar.label, bar.state) for bar in chart.bars] == [("Đợt 1", "progress"), ("Đợt 2", "neutral")]
    assert [part.label for part in chart.bars[1].parts] == ["Trước Đại hội"]
    assert [(mark.label, mark.ends) for mark in chart.marks] == [("Đại hội", date(2027, 5, 13))]


def test_show_campaign_prepared_leads_to_issuing(client: Client, cast: Cast, prepared: Running) -> None:
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:show-campaign", args=[prepared.campaign.pk]))
    assert (page.context["may_issue"], page.context["standing"]) == (True, None)
    assert [tab.label for tab in page.context["tabs"]] == ["Tổng quan", "Bộ tài liệu", "Điều khoản"]
    client.force_login(cast.chair)
    assert client.get(reverse("campaigns:show-campaign", args=[prepared.campaign.pk])).status_code == 404


def test_show_campaign_of_a_unit_below_is_its_own_view(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G2)
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-campaign", args=[running.campaign.pk]))
    assert (page.context["standing"].activities, page.context["standing"].duties.total) == (0, 3)
    assert Delivery.objects.get(unit=cast.units.G1).opened_by == cast.chair
    assert (page.context["may_issue"], page.context["may_log"]) == (False, True)


def test_show_campaign_asks_the_same_at_more_units(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:show-campaign", args=[running.campaign.pk])
    log(running, cast.units.G1, duty=running.told)
    first = count_queries(client, url)
    log(running, cast.units.G2, duty=running.told)
    log(running, cast.units.D, duty=running.sung)
    assert count_queries(client, url) == first


def test_list_campaigns_names_issuer_and_receipt(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:list-campaigns"))
    assert [(campaign.pk, counts.sent) for campaign, counts in page.context["rows"]] == [(running.campaign.pk, 4)]
    assert "Liên đoàn Lao động tỉnh Vĩnh Sơn" in page.content.decode()


def test_list_campaigns_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:list-campaigns")
    first = count_queries(client, url)
    make_issued(cast)
    make_issued(cast)
    assert count_queries(client, url) == first


def test_list_campaigns_without_any_leads_to_the_plan(client: Client, cast: Cast) -> None:
    client.force_login(cast.superior)
    assert reverse("campaigns:upload-plan") in client.get(reverse("campaigns:list-campaigns")).content.decode()
