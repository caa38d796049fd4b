"""Particulars: data by kind, checked on the way in, asked in the form, said in words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.activities import log_activity
from caunoi.campaigns.actions.reach import add_language
from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.forms.activities import ActivityForm, values_of
from caunoi.campaigns.models import Activity
from caunoi.campaigns.particulars import PARTICULARS, clean_particulars, in_words
from caunoi.core.errors import Refused
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import bound, entry, typed
from tests.cast import Cast


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("press", {"outlet": " Báo  Vĩnh Sơn "}, {"outlet": "Báo Vĩnh Sơn"}),
        ("social", {"platform": "zalo", "site": ""}, {"platform": "zalo"}),
        ("loudspeaker", {"languages": ["Tiếng Việt", "Thái"]}, {"languages": ["Tiếng Việt", "Thái"]}),
        ("publication", {"pages": 24, "format": "leaflet"}, {"pages": 24, "format": "leaflet"}),
        ("care", {}, {}),
    ],
)
def test_clean_particulars_keeps_what_fits(kind: str, given: dict[str, Any], kept: dict[str, Any]) -> None:
    assert clean_particulars(kind, given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("press", {"pages": 3}),
        ("press", {"khac": "x"}),
        ("social", {"platform": "chợ"}),
        ("publication", {"pages": "24"}),
        ("publication", {"pages": -1}),
        ("loudspeaker", {"languages": "Thái"}),
        ("loudspeaker", {"languages": [1]}),
        ("press", {"outlet": 5}),
    ],
)
def test_clean_particulars_refuses_the_rest(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(given))):
        clean_particulars(kind, given)


def test_log_activity_refuses_what_the_kind_is_not_asked(cast: Cast, running: Running) -> None:
    with pytest.raises(Refused) as refusal:
        log_activity(cast.units.G1, running.campaign, entry(particulars={"pages": 3}), by=cast.chair, now=NOW)
    assert refusal.value.code == "particular"


def test_in_words_says_each_in_its_order() -> None:
    said = in_words("publication", {"pages": 24, "format": "leaflet"})
    assert [words for _label, words in said] == ["Tờ rơi", "24 trang"]
    assert [words for _label, words in in_words("loudspeaker", {"languages": ["Thái", "Mông"], "hours": "5 giờ"})] == [
        "Thái, Mông", "5 giờ",
    ]  # fmt: skip
    assert {kind for each in PARTICULARS.values() for kind in each.kinds} <= set(ChannelKind.values)


def test_form_asks_what_the_kind_needs(cast: Cast, running: Running) -> None:
    missing = bound(running, cast.units.G1, kind="press")
    assert (missing.is_valid(), list(missing.errors)) == (False, ["detail_outlet"])
    form = bound(running, cast.units.G1, kind="press", detail_outlet="Báo Vĩnh Sơn", detail_platform="zalo")
    assert form.is_valid(), form.errors
    assert form.entry().particulars == {"outlet": "Báo Vĩnh Sơn"}
    asked = {row["field"].name for row in form.particular_fields if row["asked"]}
    assert (asked, form.asks_displays) == ({"detail_outlet"}, False)


def test_form_offers_the_languages_of_the_unit(cast: Cast, running: Running) -> None:
    add_language(cast.units.P, "Thái", by=None, now=NOW)
    form = bound(running, cast.units.G1, kind="loudspeaker", detail_languages=["Thái", "Mông"])
    assert form.is_valid(), form.errors
    assert [name for name, _label in form.fields["detail_languages"].choices] == ["Tiếng Việt", "Thái"]  # type: ignore[attr-defined]
    assert form.entry().particulars == {"languages": ["Thái", "Mông"]}


def test_form_is_filled_with_what_was_said(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, kind="publication", particulars={"pages": 8}, figures={"copies": 200})
    form = ActivityForm(initial=values_of(activity), unit=cast.units.G1, campaign=running.campaign, today=TODAY)
    assert (form["detail_pages"].value(), form["figure_copies"].value(), form.chosen_kind) == (8, 200, "publication")


def test_page_without_script_asks_for_the_kind_first(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:log-activity")
    begun = typed(running, kind="press", title="", choose_kind="1")
    answer = client.post(url, begun)
    page = answer.content.decode()
    assert (answer.status_code, 'data-kinds="broadcast press">' in page, Activity.objects.count()) == (200, True, 0)
    assert 'data-kinds="broadcast press" hidden' in client.get(f"{url}?kind=care").content.decode()


def test_page_of_an_activity_says_its_particulars(client: Client, cast: Cast, running: Running) -> None:
    activity = log(
        running, cast.units.G1, kind="social", particulars={"platform": "zalo"}, links=["https://a.example/1"]
    )
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-activity", args=[activity.pk])).content.decode()
    assert ("Zalo" in page, "Chưa rõ" in page) == (True, True)
