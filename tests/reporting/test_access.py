"""Every view of inspections, asked by everyone of the cast. The visit goes to G1, in the name of P."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from caunoi.reporting import urls
from caunoi.reporting.actions.charges import charge_units
from caunoi.reporting.actions.findings import save_finding
from caunoi.reporting.models import Charge, InspectionPhoto
from tests.campaigns.running import NOW, TODAY
from tests.campaigns.test_evidence import keep
from tests.kept import kept
from tests.reporting.inspecting import Inspection

PEOPLE = ("superior", "chair", "owner", "stranger", "member", "visitor")
IN = 302


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names what the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = ""
    method: str = "get"


OPEN = (200, 200, 200, 200, 403, IN)
INSPECTS = (200, 403, 200, 200, 403, IN)  # a district inspects its own grassroots unions
SEEN = (200, 200, 200, 404, 403, IN)
WRITES = (422, 403, 403, 404, 403, IN)

CASES = [
    Case("inspections", OPEN),
    Case("board", OPEN),
    Case("list-charges", INSPECTS),
    Case("download-charges", INSPECTS),
    Case("end-charge", (IN, 404, 404, 404, 403, IN), "charge", "post"),
    Case("list-checklists", INSPECTS),
    Case("draw-up-checklist", (200, 403, 200, 404, 403, IN), "campaign"),
    Case("edit-checklist", (200, 404, 404, 404, 403, IN), "checklist"),
    Case("list-visits", OPEN),
    Case("download-visits", OPEN),
    Case("plan-visits", INSPECTS),
    Case("show-visit", SEEN, "visit"),
    Case("move-visit", WRITES, "visit", "post"),
    Case("cancel-visit", WRITES, "visit", "post"),
    Case("add-point", WRITES, "visit", "post"),
    Case("save-finding", WRITES, "point", "post"),
    Case("recommend", WRITES, "visit", "post"),
    Case("record-visit", WRITES, "visit", "post"),
    Case("reopen-record", WRITES, "visit", "post"),
    Case("confirm-record", (403, 422, 403, 404, 403, IN), "visit", "post"),
    Case("download-record", (200, 403, 403, 404, 403, IN), "visit"),
    Case("follow-up", OPEN),
    Case("download-recommendations", OPEN),
    Case("show-recommendation", (200, 404, 404, 404, 403, IN), "recommendation"),
    Case("report-remedy", (403, 404, 404, 404, 403, IN), "recommendation", "post"),
    Case("judge-remedy", (404, 404, 404, 404, 403, IN), "recommendation", "post"),
    Case("extend-recommendation", (422, 404, 404, 404, 403, IN), "recommendation", "post"),
    Case("drop-recommendation", (IN, 404, 404, 404, 403, IN), "recommendation", "post"),
    Case("photo", (200, 404, 404, 404, 403, IN), "photo"),
    Case("photo-thumbnail", (200, 404, 404, 404, 403, IN), "photo"),
]


@pytest.fixture
@kept
def subjects(inspection: Inspection) -> dict[str, list[Any]]:
    """The visit is under way: nothing of it is on record, so that the unit sees none of its findings."""
    cast, point = inspection.cast, inspection.points[0]
    finding = inspection.finding(verdict="met")
    save_finding(point, finding, uploads=[keep(inspection.inspector)], by=inspection.inspector, now=NOW)
    charge_units(
        [cast.units.D], given_by=cast.units.P, department=inspection.department, on=TODAY, by=cast.superior, now=NOW
    )
    return {
        "": [],
        "charge": [Charge.objects.get().pk],
        "campaign": [inspection.running.campaign.pk],
        "checklist": [inspection.checklist.pk],
        "visit": [inspection.visit.pk],
        "point": [inspection.visit.pk, point.pk],
        "recommendation": [inspection.ask().pk],
        "photo": [InspectionPhoto.objects.get().pk],
    }


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.method}")
def test_view_answers_each_of_the_cast(
    client: Client, inspection: Inspection, subjects: dict[str, list[Any]], case: Case, person: str
) -> None:
    if person != "visitor":
        client.force_login(getattr(inspection.cast, person))
    url = reverse(f"reporting:{case.name}", args=subjects[case.of])
    answer = getattr(client, case.method)(url)
    assert answer.status_code == case.answers[PEOPLE.index(person)]
    if person == "visitor":
        assert answer.url == f"{reverse('account_login')}?next={url}"
    answer.close()


def test_every_view_is_asked() -> None:
    own = [
        each for each in urls.urlpatterns if isinstance(each, URLPattern) and str(each.pattern).startswith("kiem-tra")
    ]
    assert {each.name for each in own} == {case.name for case in CASES}
