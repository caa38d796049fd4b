"""Checklists: from the plan's duties, changed freely, versioned once used."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.core.errors import Refused
from caunoi.reporting.actions import checklists
from caunoi.reporting.actions.checklists import Point, change_checklist, draw_up_checklist
from caunoi.reporting.models import Checklist
from caunoi.reporting.queries.checklists import current, duties_for
from tests.campaigns.running import NOW
from tests.campaigns.test_delivery import count_queries
from tests.reporting.inspecting import Inspection, plan


def draw(inspection: Inspection, title: str = "Đề cương", **choice: str) -> Checklist:
    duties = duties_for(inspection.running.campaign, **choice)
    cast = inspection.cast
    return draw_up_checklist(
        cast.units.P, inspection.running.campaign, title=title, duties=duties, by=cast.superior, now=NOW
    )


def change(
    inspection: Inspection, checklist: Checklist, *texts: str, title: str = "Đề cương", revision: int = 0
) -> Checklist:
    points = [Point(text) for text in texts]
    return change_checklist(
        checklist, title=title, points=points, revision=revision, by=inspection.cast.superior, now=NOW
    )


def texts(checklist: Checklist) -> list[str]:
    return [point.text for point in checklist.points.all()]


@pytest.mark.parametrize(
    ("choice", "number"),
    [({}, 4), ({"wave": "0"}, 1), ({"wave": "x"}, 4), ({"kind": "content"}, 2), ({"kind": "report"}, 1)],
)
def test_duties_for_a_checklist(inspection: Inspection, choice: dict[str, str], number: int) -> None:
    assert duties_for(inspection.running.campaign, **choice).count() == number


def test_draw_up_keeps_order_and_makes_equal_duties_one(inspection: Inspection) -> None:
    duty = inspection.running.sung
    duty.text = inspection.running.told.text
    duty.save()
    checklist = draw(inspection, kind="content")
    assert [(point.text, point.duty_id) for point in checklist.points.all()] == [
        (inspection.running.told.text, inspection.running.told.pk)
    ]


def test_draw_up_is_refused(inspection: Inspection, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as untitled:
        draw(inspection, title=" ")
    with pytest.raises(Refused) as empty:
        draw(inspection, kind="nothing")
    monkeypatch.setattr(checklists, "MAX_POINTS", 1)
    with pytest.raises(Refused) as long:
        draw(inspection)
    assert [each.value.code for each in (untitled, empty, long)] == [
        "title_missing",
        "points_missing",
        "too_many_points",
    ]


def test_change_of_a_draft_stays_its_version(inspection: Inspection) -> None:
    checklist = draw(inspection)
    changed = change(inspection, checklist, "Sổ họp", "Băng rôn", title="Mới")
    assert (changed.pk, changed.version, changed.title, texts(changed)) == (
        checklist.pk,
        1,
        "Mới",
        ["Sổ họp", "Băng rôn"],
    )


def test_change_of_a_used_one_makes_the_next_version(inspection: Inspection) -> None:
    used = Checklist.objects.get(pk=inspection.checklist.pk)
    before = texts(used)
    changed = change(inspection, used, "Sổ họp")
    assert (changed.version, changed.supersedes, texts(changed)) == (2, used, ["Sổ họp"])
    assert (texts(used), inspection.visit.checklist_id) == (before, used.pk)
    assert list(current(Checklist.objects.all())) == [changed]


def test_change_is_refused_when_stale_or_superseded(inspection: Inspection) -> None:
    draft = draw(inspection)
    change(inspection, draft, "Một")
    with pytest.raises(Refused) as stale:
        change(inspection, Checklist.objects.get(pk=draft.pk), "Hai", revision=0)
    used = Checklist.objects.get(pk=inspection.checklist.pk)
    change(inspection, used, "Một")
    with pytest.raises(Refused) as superseded:
        change(inspection, used, "Hai", revision=1)
    assert [stale.value.code, superseded.value.code] == ["stale", "superseded"]


def test_a_checklist_through_its_pages(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:draw-up-checklist", args=[inspection.running.campaign.pk])
    assert client.get(url).context["form"]["title"].value() == "Kiểm tra việc thực hiện Kế hoạch 12/KH-LĐLĐ"
    wrong = client.post(url, {"title": "Đợt 2", "wave": str(inspection.running.later.pk)})
    assert wrong.status_code == 422
    client.post(url, {"title": "Cả chiến dịch", "wave": "", "kind": ""})
    checklist = Checklist.objects.get(title="Cả chiến dịch")
    edit = reverse("reporting:edit-checklist", args=[checklist.pk])
    rows = client.get(edit).context["form"].rows
    assert (len(rows), sum(row["is_new"] for row in rows)) == (7, 3)
    first, second = checklist.points.all()[:2]
    sent: dict[str, Any] = {"title": "Rút gọn", "revision": 0, f"text_{first.pk}": first.text, f"place_{first.pk}": 5}
    sent |= {f"text_{second.pk}": second.text, f"place_{second.pk}": 2, "text_new1": "Sổ họp", "place_new1": 1}
    assert client.post(edit, sent).status_code == 302
    assert texts(checklist) == ["Sổ họp", second.text, first.text]
    stale = client.post(edit, sent | {"revision": 0})
    assert (stale.status_code, stale.context["form"].data["text_new1"]) == (422, "Sổ họp")


def test_changing_a_used_one_through_the_page_opens_the_next_version(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    edit = reverse("reporting:edit-checklist", args=[inspection.checklist.pk])
    client.post(edit, {"title": "Bản hai", "revision": 0, "text_new1": "Sổ họp"})
    newer = Checklist.objects.get(version=2)
    assert texts(newer) == ["Sổ họp"]
    assert client.get(edit).context["checklist"].superseded_by == newer


def test_the_list_of_checklists_asks_the_same_at_more_rows(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:list-checklists")
    first = count_queries(client, url)
    draw(inspection)
    draw(inspection, title="Khác")
    plan(inspection, inspection.cast.units.G2)
    assert count_queries(client, url) == first
    assert [row.title for row in client.get(url, {"q": "khác"}).context["rows"]] == ["Khác"]
