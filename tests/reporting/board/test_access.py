"""Every page of boards, tables and forms, asked by everyone of the cast. The form is of P's campaign and open."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.reporting import urls
from caunoi.reporting.actions.forms import save_version
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, to_json
from tests.campaigns.running import NOW
from tests.kept import kept
from tests.reporting.board.sectors import put_in_sector
from tests.reporting.filing import Filed

PEOPLE = ("superior", "chair", "owner", "stranger", "member", "visitor")
IN = 302


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names what the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = "form"
    method: str = "get"


SEEN = (200, 200, 200, 404, 403, IN)
LEADS = (404, 404, 200, 404, 403, IN)  # of them D alone leads a sector
SHAPED = (200, 404, 404, 404, 403, IN)

CASES = [
    Case("list-totals", (200, 200, 200, 200, 403, IN), ""),
    Case("show-board", SEEN),
    Case("download-board", SEEN),
    Case("approve-many", SEEN),
    Case("remind-missing", SEEN),
    Case("show-totals", SEEN),
    Case("download-totals", SEEN),
    Case("show-line", SEEN, "line"),
    Case("compare-days", SEEN, "line"),
    Case("break-down-line", SEEN, "broken"),
    Case("show-sector", SEEN),
    Case("download-sector", LEADS),
    Case("show-sector-line", LEADS, "line"),
    Case("compare-children", SEEN),
    Case("download-children", SEEN),
    Case("list-forms", SEEN, "campaign"),
    Case("draw-up-form", (IN, 403, 403, 404, 403, IN), "campaign", "post"),
    Case("show-form", SHAPED),
    Case("edit-form", SHAPED),
    Case("add-line", SHAPED),
    Case("edit-line", SHAPED, "line"),
    Case("preview-form", SHAPED),
    Case("compare-versions", SHAPED, "version"),
    Case("publish-form", SHAPED),
    Case("open-form", SHAPED),
    Case("close-form", SHAPED),
]


@pytest.fixture
@kept
def subjects(filed: Filed) -> dict[str, list[Any]]:
    filed.version.lines += to_json([FormLine(4, "oral_sessions", "Số buổi", "buổi", "oral")])
    filed.version.save()
    lines = [replace(line, hint="Ghi theo sổ") for line in lines_of(filed.version)]
    facts: dict[str, Any] = {
        "sections": [FormSection("done", "Kết quả")],
        "note": "",
        "by": filed.cast.superior,
        "now": NOW,
    }
    save_version(filed.form, lines=lines, **facts)
    form = filed.form.pk
    put_in_sector(filed.cast.units.G2, filed.cast.units.D)
    return {
        "": [],
        "form": [form],
        "line": [form, "heard"],
        "broken": [form, "oral_sessions"],
        "version": [form, 2],
        "campaign": [filed.running.campaign.pk],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_view_answers_each_of_the_cast(
    client: Client, filed: Filed, subjects: dict[str, list[Any]], case: Case
) -> None:
    url = reverse(f"reporting:{case.name}", args=subjects[case.of])
    answers = []
    for person in PEOPLE:
        client.logout()
        if person != "visitor":
            client.force_login(getattr(filed.cast, person))
        answers.append(getattr(client, case.method)(url).status_code)
    assert tuple(answers) == case.answers


def test_every_view_is_asked() -> None:
    named = {each.name for each in urls.urlpatterns if str(each.pattern).startswith(("tong-hop", "bieu-mau"))}
    assert named == {case.name for case in CASES}
