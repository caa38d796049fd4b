"""Every view of consolidated reports, asked by everyone of the cast. The report is D's."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from caunoi.orgs.models import Succession
from caunoi.reporting import urls
from caunoi.reporting.actions.wave_reports.uploads import receive_upload
from caunoi.reporting.actions.wave_reports.writing import write_report_paper
from caunoi.reporting.permissions import may_issue_report, wave_reports_for
from tests.campaigns.running import NOW, TODAY
from tests.kept import kept
from tests.reporting.wave_reports.editing import with_controls
from tests.reporting.wave_reports.telling import Told

PEOPLE = ("owner", "superior", "chair", "stranger", "member", "visitor")
IN = 302


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names what the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = "report"
    method: str = "get"


SEES = (200, 200, 404, 404, 403, IN)
WRITES = (200, 403, 404, 404, 403, IN)
SENDS = (IN, 403, 404, 404, 403, IN)

CASES = [
    Case("list-wave-reports", (200, 200, 200, 200, 403, IN), ""),
    Case("begin-wave-report", (IN, IN, IN, 404, 403, IN), "form", "post"),
    Case("show-wave-report", SEES),
    Case("write-wave-report", SENDS, method="post"),
    Case("word-wave-report", WRITES),
    Case("decide-sentence", (422, 403, 404, 404, 403, IN), "sentence", "post"),
    Case("decide-rest", SENDS, method="post"),
    Case("add-sentence", (422, 403, 404, 404, 403, IN), method="post"),
    Case("dress-wave-report", WRITES),
    Case("preview-wave-report", SEES),
    Case("wave-report-file", SEES, "file"),
    Case("wave-report-source", SEES, "source"),
    Case("upload-wave-report", WRITES),
    Case("show-upload", WRITES, "upload"),
    Case("decide-changes", SENDS, "upload", "post"),
    Case("settle-upload", SENDS, "upload", "post"),
    Case("issue-wave-report", WRITES),
    Case("reopen-wave-report", WRITES),
]


@pytest.fixture
@kept
def subjects(told: Told) -> dict[str, list[Any]]:
    edition = write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    report = edition.report
    docx = with_controls(bytes(edition.docx), {"c:sent": "9"})
    upload = receive_upload(report, docx, "sua.docx", by=told.cast.owner, now=NOW)
    return {
        "": [],
        "form": [told.form.pk],
        "report": [report.pk],
        "sentence": [report.pk, report.sentences.all()[0].pk],
        "file": [report.pk, 1, "pdf"],
        "source": [report.pk, "c:sent"],
        "upload": [report.pk, upload.pk],
    }


def test_every_view_answers_each_of_the_cast(client: Client, told: Told, subjects: dict[str, list[Any]]) -> None:
    found = {}
    for person in reversed(PEOPLE):
        client.logout()
        if person != "visitor":
            client.force_login(getattr(told.cast, person))
        for case in CASES:
            answer = getattr(client, case.method)(reverse(f"reporting:{case.name}", args=subjects[case.of]))
            found[case.name, person] = answer.status_code
    assert found == {
        (case.name, person): code for case in CASES for person, code in zip(PEOPLE, case.answers, strict=True)
    }


def test_every_view_is_asked() -> None:
    own = [
        one for one in urls.urlpatterns if isinstance(one, URLPattern) and str(one.pattern).startswith("bao-cao-tong")
    ]
    assert {one.name for one in own} == {case.name for case in CASES}


def test_report_of_an_ended_unit_is_read_by_its_heir(told: Told, subjects: dict[str, list[Any]]) -> None:
    units = told.cast.units
    units.D.placements.update(valid_to=TODAY)
    assert not wave_reports_for(told.cast.stranger, on=TODAY).exists()
    Succession.objects.create(unit=units.D, successor=units.E, kind="merged", effective_on=TODAY)
    assert [row.pk for row in wave_reports_for(told.cast.stranger, on=TODAY)] == subjects["report"]
    assert not may_issue_report(told.cast.stranger, units.D, on=TODAY)
