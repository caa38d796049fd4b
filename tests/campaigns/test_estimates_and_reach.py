"""Cost beside the estimate; how people can be reached; languages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.activities import edit_activity, log_activity
from caunoi.campaigns.actions.estimates import Item, set_estimate
from caunoi.campaigns.actions.reach import add_language, record_reach, retire_language
from caunoi.campaigns.enums import ReachMeans
from caunoi.campaigns.models import Estimate, ReachFact
from caunoi.campaigns.queries.estimates import BranchSpending, Spending, branch_spending, estimate_of, spending_units
from caunoi.campaigns.queries.reach import languages_of, loudspeaker_units, reach_of
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import bound, entry
from tests.campaigns.test_counters import standing
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast

ITEMS = [Item("Hội nghị", 1_000_000, ("conference",)), Item("Pa-nô", 2_000_000, ("visual",))]


def estimated(running: Running, cast: Cast, unit: Unit, items: list[Item] | None = None) -> Estimate:
    return set_estimate(running.campaign, unit, ITEMS if items is None else items, by=cast.chair, now=NOW)


def test_costs_are_set_against_the_items(cast: Cast, running: Running) -> None:
    estimate = estimated(running, cast, cast.units.G1)
    banners = estimate.items.get(title="Pa-nô")
    log(running, cast.units.G1, cost=700_000)
    log(running, cast.units.G1, cost=600_000)
    log(running, cast.units.G1, cost=500_000, estimate_item=banners)
    log(running, cast.units.G1, cost=40_000, kind="press")
    log(running, cast.units.G1)
    own = estimate_of(running.campaign, cast.units.G1)
    assert [(each.item and each.item.title, each.spending.spent, each.activities) for each in own.lines] == [
        ("Hội nghị", 1_300_000, 2),
        ("Pa-nô", 500_000, 1),
        (None, 40_000, 1),
    ]
    first = own.lines[0].spending
    assert (first.over, first.left, first.share, first.width) == (300_000, 0, 130, 100)
    assert (own.total, own.total.left, own.total.over) == (Spending(3_000_000, 1_840_000), 1_160_000, 0)
    assert own.unpriced == 1


def test_costs_without_an_estimate(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, cost=5_000)
    own = estimate_of(running.campaign, cast.units.G1)
    assert (own.estimate, own.total, own.total.share, own.total.over) == (None, Spending(None, 5_000), 0, 0)


def test_set_estimate_keeps_changes_and_removes_items(cast: Cast, running: Running) -> None:
    estimate = estimated(running, cast, cast.units.G1)
    first, second = estimate.items.all()
    activity = log(running, cast.units.G1, estimate_item=second)
    changed = [Item("Hội nghị, tọa đàm", 1, (), pk=first.pk), Item("Tờ rơi", 5, ("publication",), pk=999)]
    again = estimated(running, cast, cast.units.G1, changed)
    activity.refresh_from_db()
    assert (again, activity.estimate_item) == (estimate, None)
    assert list(again.items.values_list("title", "amount")) == [("Hội nghị, tọa đàm", 1), ("Tờ rơi", 5)]
    trail = AuditEntry.objects.filter(action="estimate.set").latest("pk").detail
    assert trail["before"] == [["Hội nghị", 1_000_000], ["Pa-nô", 2_000_000]]


def test_an_activity_names_no_item_of_another_unit(cast: Cast, running: Running) -> None:
    item = estimated(running, cast, cast.units.G2).items.first()
    with pytest.raises(Refused) as refusal:
        log_activity(cast.units.G1, running.campaign, entry(estimate_item=item), by=cast.chair, now=NOW)
    activity = log(running, cast.units.G1)
    with pytest.raises(Refused):
        edit_activity(activity, entry(estimate_item=item), by=cast.chair, now=NOW)
    assert refusal.value.code == "estimate_item"


def test_form_offers_the_items_of_the_own_estimate(cast: Cast, running: Running) -> None:
    assert "estimate_item" not in bound(running, cast.units.G1).fields
    item = estimated(running, cast, cast.units.G1).items.get(title="Pa-nô")
    form = bound(running, cast.units.G1, estimate_item=item.pk)
    assert (form.is_valid(), form.entry().estimate_item) == (True, item)


def test_branch_spending_tells_those_without_an_estimate_apart(cast: Cast, running: Running) -> None:
    estimated(running, cast, cast.units.G1)
    estimated(running, cast, cast.units.D, [Item("Hội nghị", 10)])
    log(running, cast.units.G1, cost=100)
    log(running, cast.units.D, cost=30)
    log(running, cast.units.G2, cost=7)
    scope = Scope(standing(cast.units.P), TODAY)
    total = branch_spending(running.campaign, scope)
    assert total == BranchSpending(units=2, over_units=1, estimated=3_000_010, spent=130, spent_without=7)
    assert total.spending == Spending(3_000_010, 130)
    rows = {unit.pk: (unit.estimated, unit.spent) for unit in spending_units(running.campaign, scope)}
    assert rows == {cast.units.D.pk: (10, 30), cast.units.G1.pk: (3_000_000, 100), cast.units.G2.pk: (None, 7)}


def test_pages_of_the_estimate(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    edit = reverse("campaigns:edit-estimate", args=[running.campaign.pk])
    wrong = {"item0_title": "Hội nghị", "item1_amount": "5", "item2_title": "Loa", "item2_amount": "ba"}
    answer = client.post(edit, wrong)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422, ["item0_amount", "item1_title", "item2_amount"],
    )  # fmt: skip
    sent = {"decision": "QĐ 5", "item0_title": "Hội nghị", "item0_amount": "1.000", "item0_kind": "conference"}
    assert client.post(edit, sent).status_code == 302
    log(running, cast.units.G1, cost=1_500)
    page = client.get(reverse("campaigns:show-estimate", args=[running.campaign.pk])).content.decode()
    assert ("Vượt dự toán 500 đồng" in page, "150%" in page) == (True, True)
    assert "Hội nghị" in client.get(edit).content.decode()


def test_page_of_the_estimate_asks_the_same_at_three_rows(client: Client, cast: Cast, running: Running) -> None:
    estimated(running, cast, cast.units.G1)
    client.force_login(cast.superior)
    url = reverse("campaigns:show-estimate", args=[running.campaign.pk])
    few = count_queries(client, url)
    estimated(running, cast, cast.units.G2)
    log(running, cast.units.G0, cost=7)
    assert count_queries(client, url) == few
    sheet = client.get(reverse("campaigns:download-estimates", args=[running.campaign.pk]))
    assert sheet.status_code == 200


def test_record_reach_keeps_what_held_before(cast: Cast, running: Running) -> None:
    unit = cast.units.G1
    before = NOW - timedelta(days=10)
    assert record_reach(unit, ReachMeans.ONLINE, by=cast.chair, now=before)
    assert not record_reach(unit, ReachMeans.ONLINE, by=cast.chair, now=NOW)
    assert record_reach(unit, ReachMeans.LOUDSPEAKER, by=cast.chair, now=NOW)
    assert record_reach(unit, ReachMeans.LOUDSPEAKER, note="Bản Pa Tết", by=cast.chair, now=NOW)
    days = [before.date(), TODAY]
    assert list(ReachFact.objects.order_by("pk").values_list("valid_from", "valid_to")) == [
        (days[0], TODAY),
        (TODAY, None),
    ]
    now, then = reach_of(unit, TODAY), reach_of(unit, days[0])
    assert now is not None
    assert then is not None
    assert (now.note, then.means) == ("Bản Pa Tết", ReachMeans.ONLINE)
    assert list(loudspeaker_units(Scope(standing(cast.units.D), TODAY))) == [unit]


def test_languages_are_offered_downwards(cast: Cast, running: Running) -> None:
    listed = add_language(cast.units.P, " Thái ", by=None, now=NOW)
    add_language(cast.units.G1, "Mông", by=None, now=NOW)
    assert languages_of(cast.units.G1, TODAY) == ["Tiếng Việt", "Thái", "Mông"]
    assert languages_of(cast.units.D, TODAY) == ["Tiếng Việt", "Thái"]
    retire_language(listed, by=cast.superior, now=NOW)
    with pytest.raises(Refused) as twice:
        retire_language(listed, by=cast.superior, now=NOW)
    assert (languages_of(cast.units.D, TODAY), twice.value.code) == (["Tiếng Việt"], "language_retired")
    assert add_language(cast.units.P, "THÁI", by=None, now=NOW) == listed


@pytest.mark.parametrize(("name", "code"), [(" ", "name_missing"), ("mong", "language_known")])
def test_add_language_says_no(cast: Cast, running: Running, name: str, code: str) -> None:
    add_language(cast.units.G1, "Mông", by=None, now=NOW)
    with pytest.raises(Refused) as refusal:
        add_language(cast.units.G1, name, by=None, now=NOW)
    assert refusal.value.code == code


def test_page_of_reach(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:edit-reach")
    assert client.post(url, {"means": "tin đồn"}).status_code == 422
    assert client.post(url, {"means": "loudspeaker", "note": "Bản Pa Tết"}).status_code == 302
    assert client.post(reverse("campaigns:list-language"), {"name": "Mông"}).status_code == 302
    client.post(reverse("campaigns:list-language"), {"name": "Mông"})
    page = client.get(url).content.decode()
    assert ("Bản Pa Tết" in page, "Tiếng Mông đã có trong danh sách." in page) == (True, True)
    language = cast.units.G1.spoken_languages.get()
    for _turn in range(2):
        assert client.post(reverse("campaigns:unlist-language", args=[language.pk])).status_code == 302
    assert "không còn trong danh sách" in client.get(url).content.decode()
