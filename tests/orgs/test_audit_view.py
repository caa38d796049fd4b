"""The audit trail as a page."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from caunoi.core import audit
from caunoi.core.models import AuditEntry
from caunoi.orgs.audit_labels import LABELS, action_choices, action_label, detail_text
from caunoi.orgs.forms.audit import TrailFilter
from caunoi.orgs.queries.audit import page_of_trail, trail_of
from tests.cast import Cast

TODAY = date(2026, 11, 23)


def write(cast: Cast, unit: str, action: str = "orgs.invited", **more: Any) -> AuditEntry:
    given = {"by": cast.superior, "now": timezone.now(), "unit_id": getattr(cast.units, unit).pk} | more
    return audit.record(action, cast.owner, **given)


def test_trail_is_that_of_the_branch_and_of_ones_own_hand(cast: Cast, clock: Any) -> None:
    below, far = write(cast, "G1"), write(cast, "G3")
    own = write(cast, "G3", by=cast.administrator)
    assert set(trail_of(cast.administrator, on=TODAY)) == {below, own}
    assert set(trail_of(cast.chair, on=TODAY)) == {below}
    assert set(trail_of(cast.stranger, on=TODAY)) == set()
    assert far.unit_id == cast.units.G3.pk


def test_pages_of_the_trail_follow_each_other_without_gap_or_repeat(cast: Cast, clock: Any) -> None:
    rows = []
    for number in range(7):
        rows.append(write(cast, "G1", number=number))
        clock.shift(timedelta(minutes=number % 2))  # some at the same moment
    seen: list[AuditEntry] = []
    mark = None
    for _page in range(4):
        page = page_of_trail(AuditEntry.objects.all(), before=mark, on=TODAY, size=2)
        seen += page.entries
        mark = page.older
        write(cast, "G1", now=timezone.now() + timedelta(days=1))  # what is added meanwhile moves nothing
    assert (seen, mark) == (list(reversed(rows)), None)


def test_page_names_units_and_numbers_those_that_no_longer_stand(cast: Cast, clock: Any) -> None:
    cast.units.G1.designations.update(valid_to=date(2025, 7, 1))
    for unit in ("G1", "G2"):
        write(cast, unit)
    write(cast, "D", unit_id=None)
    page = page_of_trail(AuditEntry.objects.all(), before=None, on=TODAY)
    names = [entry.unit_name for entry in page.entries]  # type: ignore[attr-defined]
    assert names == ["", "Công đoàn cơ sở Công ty Chè Ba Khe", f"#{cast.units.G1.pk}"]


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 3),
        ({"action": "orgs.appointed"}, 1),
        ({"person": "Bình"}, 2),
        ({"since": "2026-11-24"}, 1),
        ({"until": "2026-11-23"}, 2),
        ({"since": "2026-11-23", "until": "2026-11-24"}, 3),
        ({"since": "không phải ngày"}, 3),
        ({"action": "orgs.appointed", "person": "Nam"}, 0),
    ],
)
def test_filter_narrows_by_what_who_and_day(cast: Cast, clock: Any, given: dict[str, str], count: int) -> None:
    write(cast, "G1", "orgs.appointed")
    write(cast, "G1")
    clock.shift(timedelta(days=1))
    write(cast, "G1", by=cast.administrator)
    assert TrailFilter(given).narrow(AuditEntry.objects.all()).count() == count


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 200), ("chair", 200), ("owner", 403), ("superior", 403), ("stranger", 403), ("member", 403)],
)
def test_trail_page_answers_by_right(client: Client, cast: Cast, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("orgs:audit")).status_code == status


def test_trail_page_asks_a_visitor_to_sign_in(client: Client, db: None) -> None:
    assert client.get(reverse("orgs:audit"))["Location"].split("?")[0] == reverse("account_login")


def test_trail_page_goes_on_to_older_lines_with_the_filter_kept(client: Client, cast: Cast, clock: Any) -> None:
    for number in range(51):
        write(cast, "G1", number=number)
        clock.shift(timedelta(minutes=1))
    client.force_login(cast.administrator)
    first = client.get(reverse("orgs:audit"), {"action": "orgs.invited"})
    assert len(first.context["rows"]) == 50
    assert "action=orgs.invited" in first.context["older"]
    second = client.get(reverse("orgs:audit") + first.context["older"])
    assert [row["entry"].detail["number"] for row in second.context["rows"]] == [0]
    assert second.context["older"] == ""


@pytest.mark.parametrize(
    "mark", ["nonsense", "2026-13-45T00:00:00Z_1", "2026-11-23T00:00:00_1", "2026-11-23T00:00:00Z_x"]
)
def test_trail_page_takes_an_unreadable_mark_for_the_beginning(
    client: Client, cast: Cast, clock: Any, mark: str
) -> None:
    write(cast, "G1")
    client.force_login(cast.administrator)
    assert len(client.get(reverse("orgs:audit"), {"before": mark}).context["rows"]) == 1


def test_trail_page_asks_as_often_for_three_as_for_one(
    client: Client, cast: Cast, clock: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.administrator)
    write(cast, "G1")
    client.get(reverse("orgs:audit"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("orgs:audit"))
    for unit in ("G2", "D"):
        write(cast, unit)
    with django_assert_num_queries(len(one)):
        client.get(reverse("orgs:audit"))


def test_every_recorded_action_has_a_name() -> None:
    recorded = set()
    for path in (Path(__file__).parents[2] / "caunoi").glob("*/**/*.py"):
        calls = re.findall(r"audit\.(?:record|entry)\(\s*\"([a-z_.]+)\"", path.read_text(encoding="utf-8"))
        recorded.update(calls)
    assert len(recorded) > 20
    assert recorded - {action for action, _label in action_choices()} == set()


def test_details_are_named_for_readers() -> None:
    with translation.override("vi"):
        detail = {"role": "chair", "on": "2026-11-23", "fields": ["phone", "language"], "other": 3}
        assert detail_text(detail) == "vai trò: Chủ tịch; ngày: 2026-11-23; các mục: phone, language; other: 3"


def test_every_action_of_the_app_has_a_vietnamese_name() -> None:
    with translation.override("vi"):
        names = {action: action_label(action) for action in LABELS}
        choices = dict(action_choices())
    assert [action for action, name in names.items() if name == action] == []
    assert names["orgs.invited"] == choices["orgs.invited"] == "Mời cán bộ"
    assert action_label("nobody.knows") == "nobody.knows"
