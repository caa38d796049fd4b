"""Receipt: opened once, acknowledged once, reminded once a day, counted with its denominator."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import load_workbook

from caunoi.campaigns.actions.deliveries import acknowledge_delivery, open_delivery, remind_units
from caunoi.campaigns.models import Assignment, Delivery
from caunoi.campaigns.queries.deliveries import Receipts, board, receipts
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Notice, Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.cast import Cast, make_unit


def delivery(running: Running, unit: Unit) -> Delivery:
    return Delivery.objects.get(campaign=running.campaign, unit=unit)


def scope(unit: Unit) -> Scope:
    return Scope(Unit.objects.at(TODAY).get(pk=unit.pk), TODAY)


def test_open_delivery_notes_the_first_opening_alone(cast: Cast, running: Running) -> None:
    row = delivery(running, cast.units.G1)
    assert open_delivery(row, by=cast.chair, now=NOW) is True
    assert open_delivery(row, by=cast.owner, now=NOW) is False
    row.refresh_from_db()
    assert (row.opened_by, AuditEntry.objects.filter(action="delivery.opened").count()) == (cast.chair, 1)


def test_acknowledge_delivery_counts_once_and_opens(cast: Cast, running: Running) -> None:
    row = delivery(running, cast.units.G1)
    assert acknowledge_delivery(row, by=cast.chair, now=NOW) is True
    assert acknowledge_delivery(row, by=cast.owner, now=NOW) is False
    row.refresh_from_db()
    assert (row.acknowledged_by, row.opened_at, row.acknowledged_at) == (cast.chair, NOW, NOW)


def test_receipts_count_what_lies_below(cast: Cast, running: Running) -> None:
    acknowledge_delivery(delivery(running, cast.units.G1), by=cast.chair, now=NOW)
    open_delivery(delivery(running, cast.units.G2), by=cast.owner, now=NOW)
    log(running, cast.units.G1)
    Assignment.objects.filter(unit=cast.units.G2).update(due_on="2026-11-01")
    counted = receipts(running.campaign, scope(cast.units.P).below)
    assert counted == Receipts(sent=4, waiting=3, unopened=2, acknowledged=1, silent=3, late=1)
    assert (counted.seen, receipts(running.campaign, scope(cast.units.D).below).sent) == (2, 2)


@pytest.mark.parametrize(
    ("state", "search", "codes"),
    [
        ("", "", ["G0", "D", "G2", "G1"]),
        ("acknowledged", "", ["G1"]),
        ("waiting", "", ["G0", "D", "G2"]),
        ("unopened", "", ["G0", "D", "G2"]),
        ("silent", "", ["G0", "D", "G2"]),
        ("late", "", []),
        ("nonsense", "truong tieu hoc", ["G1"]),
        ("", "khong co", []),
    ],
)
def test_board_filters_and_searches_without_marks(
    cast: Cast, running: Running, state: str, search: str, codes: list[str]
) -> None:
    acknowledge_delivery(delivery(running, cast.units.G1), by=cast.chair, now=NOW)
    log(running, cast.units.G1)
    units = board(running.campaign, scope(cast.units.P).below, state=state, search=search)
    assert [unit.code for unit in units] == codes


def test_remind_units_once_a_day(cast: Cast, running: Running, run_jobs: Any, clock: Any) -> None:
    run_jobs()
    acknowledge_delivery(delivery(running, cast.units.D), by=cast.owner, now=NOW)
    province = scope(cast.units.P).unit
    assert remind_units(running.campaign, unit=province, by=cast.superior, now=NOW) == 3
    run_jobs()
    told = Notice.objects.filter(key=f"campaign.reminder:{running.campaign.pk}:2026-11-23")
    assert [notice.user for notice in told] == [cast.chair]
    with pytest.raises(Refused) as refusal:
        remind_units(running.campaign, unit=province, by=cast.superior, now=NOW)
    assert refusal.value.code == "nobody_to_remind"
    assert AuditEntry.objects.get(action="campaign.reminded").detail == {"units": 3}


def test_remind_units_of_the_own_branch_alone(cast: Cast, running: Running) -> None:
    assert remind_units(running.campaign, unit=scope(cast.units.D).unit, by=cast.owner, now=NOW) == 2
    assert not delivery(running, cast.units.G0).reminded_on


def test_remind_page_reminds(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:remind-units", args=[running.campaign.pk])
    assert client.get(url).context["counts"].waiting == 4
    assert client.post(url).status_code == 302
    assert Delivery.objects.filter(reminded_on=TODAY).count() == 4
    assert [str(message) for message in client.get(client.post(url).url).context["messages"]] == [  # type: ignore[attr-defined]
        "Đang gửi nhắc việc tới 4 đơn vị.",
        "Không còn đơn vị nào cần nhắc: các đơn vị đều đã tiếp nhận hoặc đã được nhắc trong hôm nay.",
    ]


def test_acknowledging_on_the_campaign_page(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    show = reverse("campaigns:show-campaign", args=[running.campaign.pk])
    assert client.get(show).context["may_acknowledge"] is True
    assert delivery(running, cast.units.G1).opened_by == cast.chair
    url = reverse("campaigns:acknowledge", args=[running.campaign.pk])
    assert client.post(url).url == show  # type: ignore[attr-defined]
    assert client.post(url, {"back": "desk"}).url == reverse("desk:home")  # type: ignore[attr-defined]
    assert client.get(show).context["may_acknowledge"] is False


def test_acknowledging_where_nothing_was_received(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    assert client.post(reverse("campaigns:acknowledge", args=[running.campaign.pk])).status_code == 404


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_board_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-units", args=[running.campaign.pk])
    first = count_queries(client, f"{url}?q=truong")
    for number in range(3):
        unit = make_unit(f"M{number}", f"Công đoàn Trường số {number}", UnitKind.GRASSROOTS, cast.units.D)
        Delivery.objects.create(campaign=running.campaign, unit=unit, sent_at=NOW)
    assert count_queries(client, f"{url}?q=truong") == first


def test_download_units_holds_every_row(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    answer = client.get(reverse("campaigns:download-units", args=[running.campaign.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet[3:]] == ["G0", "D", "G2", "G1"]
    assert sheet[4][6:10] == [4.0, 0.0, 0.0, 0.0]
    assert "don-vi.xlsx" in answer["Content-Disposition"]
