"""Displays: hung with the activity, listed until they are down, taken down once with a photograph."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.activities import edit_activity, withdraw_activity
from caunoi.campaigns.actions.displays import Hung, take_down_display
from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.actions.overdue_displays import remind_of_displays
from caunoi.campaigns.forms.activities import ActivityForm, displays_of
from caunoi.campaigns.models import Activity, Display
from caunoi.campaigns.queries.displays import Hanging, displays_in, hung_in
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Notice, Placement, Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import bound, entry, typed
from tests.campaigns.test_delivery import count_queries
from tests.campaigns.test_evidence import photo
from tests.cast import Cast

BEGUN = TODAY - timedelta(days=30)


def hung(**fields: Any) -> Hung:
    values: dict[str, Any] = {"kind": "banner", "up_from": BEGUN, "number": 3}
    return Hung(**(values | fields))


def visual(running: Running, unit: Unit, *displays: Hung, **fields: Any) -> Activity:
    return log(running, unit, kind="visual", done_on=BEGUN, displays=displays or (hung(),), **fields)


def scope_of(unit: Unit) -> Scope:
    return Scope(Unit.objects.at(TODAY).get(pk=unit.pk), TODAY)


def take_down(display: Display, cast: Cast, **fields: Any) -> bool:
    values: dict[str, Any] = {"on": TODAY, "client_key": uuid4(), "note": "Gió cuốn mất", "by": cast.chair, "now": NOW}
    return take_down_display(display, **(values | fields))


def test_displays_are_added_up_into_figures_of_their_kind(cast: Cast, running: Running) -> None:
    rows = (hung(), hung(number=2, site=" Cổng  trường "), hung(kind="electronic", number=1, up_to=TODAY))
    activity = visual(running, cast.units.G1, *rows)
    assert dict(activity.figures.values_list("code", "value")) == {"banners": 5, "electronic_boards": 1}
    assert list(activity.displays.values_list("site", "due_down_on")) == [
        ("", None),
        ("Cổng trường", None),
        ("", TODAY),
    ]


def test_edit_keeps_changes_and_removes_displays(cast: Cast, running: Running) -> None:
    activity = visual(running, cast.units.G1, hung(), hung(number=7), hung(number=1))
    first, second, third = activity.displays.all()
    take_down(third, cast)
    said = entry(
        kind="visual", displays=[hung(pk=second.pk, number=8), hung(pk=third.pk, number=99), hung(kind="flag")]
    )
    edit_activity(activity, said, by=cast.chair, now=NOW)
    rows = list(activity.displays.order_by("pk").values_list("pk", "kind", "number"))
    assert rows[:2] == [(second.pk, "banner", 8), (third.pk, "banner", 1)]
    assert (rows[2][1:], Display.objects.filter(pk=first.pk).exists()) == (("flag", 3), False)
    assert dict(activity.figures.values_list("code", "value")) == {"banners": 9, "flags": 3}


def test_edit_keeps_figures_from_before_displays_were_rows(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, kind="visual", figures={"banners": 4})
    edit_activity(activity, entry(kind="visual"), by=cast.chair, now=NOW)
    assert dict(activity.figures.values_list("code", "value")) == {"banners": 4}
    edit_activity(activity, entry(kind="press"), by=cast.chair, now=NOW)
    assert not activity.figures.exists()


def test_take_down_with_a_photograph_counts_once(cast: Cast, running: Running) -> None:
    display = visual(running, cast.units.G1).displays.get()
    key = uuid4()
    sent = keep_upload(photo(), client_key=key, by=cast.chair, now=NOW)
    assert take_down(display, cast, client_key=key, uploads=[sent], note="")
    assert (display.taken_down_on, display.proof, display.taken_down_by) == (
        TODAY, display.activity.evidence.get(), cast.chair,
    )  # fmt: skip
    assert not take_down(display, cast, client_key=key)
    with pytest.raises(Refused) as again:
        take_down(display, cast)
    assert again.value.code == "already_down"
    assert AuditEntry.objects.filter(action="display.taken_down").count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"note": " "}, "proof_missing"),
        ({"on": BEGUN - timedelta(days=1)}, "day"),
        ({"on": TODAY + timedelta(days=1)}, "day"),
    ],
)
def test_take_down_says_no(cast: Cast, running: Running, fields: dict[str, Any], code: str) -> None:
    display = visual(running, cast.units.G1).displays.get()
    with pytest.raises(Refused) as refusal:
        take_down(display, cast, **fields)
    assert refusal.value.code == code


def test_take_down_says_no_for_a_withdrawn_activity(cast: Cast, running: Running) -> None:
    activity = visual(running, cast.units.G1)
    withdraw_activity(activity, reason="Nhầm", by=cast.chair, now=NOW)
    with pytest.raises(Refused) as refusal:
        take_down(activity.displays.get(), cast)
    assert refusal.value.code == "withdrawn"


def test_hung_in_counts_each_state(cast: Cast, running: Running) -> None:
    days = [TODAY - timedelta(days=1), TODAY + timedelta(days=3), TODAY + timedelta(days=30), None]
    visual(running, cast.units.G1, *(hung(due_down_on=day) for day in days))
    take_down(Display.objects.earliest("pk"), cast)
    visual(running, cast.units.G2, hung(due_down_on=days[0]))
    counted = hung_in(running.campaign, scope_of(cast.units.D))
    assert counted.counts == {"overdue": 1, "soon": 1, "up": 4, "undated": 1, "down": 1}
    assert (counted.total, counted.overdue) == (5, 1)
    shown = {state: displays_in(running.campaign, scope_of(cast.units.D), state=state).count() for state in Hanging}
    assert shown == counted.counts
    assert displays_in(running.campaign, scope_of(cast.units.D)).first().due_down_on == days[0]  # type: ignore[union-attr]
    assert not Display.objects.overdue(TODAY).filter(activity__unit=cast.units.G1).exists()


def test_form_reads_the_rows_of_displays(cast: Cast, running: Running) -> None:
    rows = {
        "display0_kind": "banner", "display0_number": "2", "display0_width": "8", "display0_height": "0,8 m",
        "display0_site": "Cổng", "display0_up_to": "2026-11-30", "display2_kind": "flag",
    }  # fmt: skip
    form = bound(running, cast.units.G1, kind="visual", **rows)
    assert form.is_valid(), form.errors
    banner, flag = form.entry().displays
    assert (banner.number, banner.width, banner.height) == (2, Decimal(8), Decimal("0.8"))
    assert (banner.up_from, banner.up_to, flag.number) == (date(2026, 11, 20), date(2026, 11, 30), 1)


@pytest.mark.parametrize(
    "rows",
    [
        {"display0_site": "Cổng"},
        {"display0_kind": "banner", "display0_number": "0"},
        {"display0_kind": "banner", "display0_up_to": "2026-11-01"},
        {"display0_kind": "banner", "display0_width": "rộng"},
    ],
)
def test_form_says_what_is_wrong_with_a_display(cast: Cast, running: Running, rows: dict[str, str]) -> None:
    form = bound(running, cast.units.G1, kind="visual", **rows)
    wrong = "display0_kind" if "display0_kind" not in rows else [*rows][-1]
    assert (form.is_valid(), list(form.errors)) == (False, [wrong])


def test_form_fills_in_what_hangs(cast: Cast, running: Running) -> None:
    activity = visual(running, cast.units.G1, hung(width=Decimal(8), height=Decimal(1)))
    form = ActivityForm(unit=cast.units.G1, campaign=running.campaign, today=TODAY, displays=displays_of(activity))
    row = next(iter(form.displays))
    assert (row["number"].value(), row["id"].value(), form.displays.count) == (3, activity.displays.get().pk, 3)


def test_edit_page_keeps_the_day_a_display_was_hung(client: Client, cast: Cast, running: Running) -> None:
    activity = visual(running, cast.units.G1)
    row = activity.displays.get()
    client.force_login(cast.chair)
    sent = typed(running, kind="visual", display0_id=row.pk, display0_kind="banner", display0_number="4")
    answer = client.post(reverse("campaigns:edit-activity", args=[activity.pk]), sent)
    row.refresh_from_db()
    assert (answer.status_code, row.up_from, row.number) == (302, BEGUN, 4)


def test_pages_of_displays(client: Client, cast: Cast, running: Running) -> None:
    activity = visual(running, cast.units.G1, hung(due_down_on=TODAY - timedelta(days=1)))
    client.force_login(cast.chair)
    listed = reverse("campaigns:list-displays", args=[running.campaign.pk])
    take_down_url = reverse("campaigns:take-down-display", args=[activity.displays.get().pk])
    assert take_down_url in client.get(listed).content.decode()
    refused = client.post(take_down_url, {"client_key": str(uuid4()), "taken_down_on": "2026-11-23"})
    future = client.post(take_down_url, {"client_key": "x", "taken_down_on": "2026-11-25", "note": "a"})
    assert (refused.status_code, future.status_code) == (422, 422)
    done = client.post(take_down_url, {"client_key": str(uuid4()), "taken_down_on": "2026-11-23", "photos": photo()})
    assert (done.status_code, done["Location"]) == (302, reverse("campaigns:show-activity", args=[activity.pk]))
    page = client.get(done["Location"]).content.decode()
    assert reverse("campaigns:evidence", args=[activity.evidence.get().pk]) in page
    assert client.get(f"{listed}?state=overdue").status_code == 200


def test_list_of_displays_asks_the_same_at_three_rows(client: Client, cast: Cast, running: Running) -> None:
    visual(running, cast.units.G1)
    client.force_login(cast.superior)
    url = reverse("campaigns:list-displays", args=[running.campaign.pk])
    few = count_queries(client, url)
    visual(running, cast.units.G2, theme=running.theme)
    visual(running, cast.units.G0)
    assert count_queries(client, url) == few


def test_units_are_reminded_once_a_week_of_what_should_be_down(cast: Cast, running: Running) -> None:
    late = TODAY - timedelta(days=1)
    visual(running, cast.units.G1, hung(number=2, due_down_on=late), hung(number=1, due_down_on=late))
    visual(running, cast.units.G2, hung(number=4, due_down_on=TODAY))
    spoken = [remind_of_displays(now=NOW + timedelta(days=days)) for days in (0, 1)]
    out = StringIO()
    call_command("remind_displays", stdout=out)
    notice = Notice.objects.get(key__startswith="displays.overdue", user=cast.chair)
    assert (spoken[0], notice.title) == (1, "3 phương tiện trực quan quá hạn tháo dỡ")
    assert (notice.url.endswith("?state=overdue"), out.getvalue()) == (True, "0 units reminded of displays\n")


def test_a_unit_that_no_longer_stands_is_not_reminded(cast: Cast, running: Running) -> None:
    visual(running, cast.units.G1, hung(due_down_on=TODAY - timedelta(days=1)))
    Placement.objects.filter(unit=cast.units.G1).update(valid_to=TODAY)
    assert remind_of_displays(now=NOW) == 0
