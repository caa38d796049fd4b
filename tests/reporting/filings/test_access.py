"""Every view of reports, asked by everyone of the cast. The report is G1's: its chair writes it, D and P stand above."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from caunoi.reporting import urls
from caunoi.reporting.actions.comments import comment_on
from caunoi.reporting.actions.filings import return_filing
from caunoi.reporting.models import FilingComment, FilingStep
from tests.campaigns.running import NOW
from tests.kept import kept
from tests.reporting.filing import Filed
from tests.reporting.test_filings import send

PEOPLE = ("chair", "owner", "superior", "stranger", "member", "visitor")
IN = 302


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names what the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = "filing"
    method: str = "get"


ANY = (200, 200, 200, 200, 403, IN)
SEEN = (200, 200, 200, 404, 403, IN)
WRITES = (409, 403, 403, 404, 403, IN)
DECIDES = (403, 422, 422, 404, 403, IN)

CASES = [
    Case("list-filings", ANY, ""),
    Case("download-filings", ANY, ""),
    Case("filings-to-decide", ANY, ""),
    Case("show-filing", SEEN),
    Case("keep-draft", (IN, 403, 403, 404, 403, IN), method="post"),
    Case("choose-draft", (IN, 403, 403, 404, 403, IN), method="post"),
    Case("send-filing", (IN, 403, 403, 404, 403, IN), method="post"),
    Case("filing-evidence", SEEN, "figure"),
    Case("filing-step", SEEN, "step"),
    Case("filing-talk", SEEN),
    Case("filing-talk", (422, 422, 422, 404, 403, IN), method="post"),
    Case("settle-comment", (IN, IN, IN, 404, 403, IN), "comment", "post"),
    Case("approve-filing", (403, 409, 409, 404, 403, IN), method="post"),
    Case("return-filing", DECIDES, method="post"),
    Case("reopen-filing", DECIDES, method="post"),
    Case("excuse-filing", DECIDES, method="post"),
    Case("download-sheet", SEEN),
    Case("upload-sheet", (200, 403, 403, 404, 403, IN)),
    Case("take-sheet", (IN, 403, 403, 404, 403, IN), method="post"),
]


@pytest.fixture
@kept
def subjects(filed: Filed) -> dict[str, list[Any]]:
    """Returned once: it may be written on, and there is a step to look at."""
    filing = return_filing(send(filed), reason="Kiểm tra lại", by=filed.cast.owner, now=NOW)
    comment_on(filing, text="Vì sao?", unit=filed.cast.units.D, client_key=uuid4(), by=filed.cast.owner, now=NOW)
    pk = filing.pk
    return {
        "": [],
        "filing": [pk],
        "figure": [pk, "heard"],
        "step": [pk, FilingStep.objects.filter(filing=filing)[0].pk],
        "comment": [pk, FilingComment.objects.get().pk],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.method}")
def test_view_answers_each_of_the_cast(filed: Filed, subjects: dict[str, list[Any]], case: Case) -> None:
    """Least rights first, so that nobody finds the row changed by an earlier one."""
    url = reverse(f"reporting:{case.name}", args=subjects[case.of])
    for person, expected in reversed(list(zip(PEOPLE, case.answers, strict=True))):
        client = Client()
        if person != "visitor":
            client.force_login(getattr(filed.cast, person))
        answer = getattr(client, case.method)(url)
        assert (person, answer.status_code) == (person, expected)
        if person == "visitor":
            assert answer.url == f"{reverse('account_login')}?next={url}"


def test_every_view_is_asked() -> None:
    ours = [each for each in urls.urlpatterns if isinstance(each, URLPattern)]
    own = [each for each in ours if str(each.pattern).startswith(("bao-cao/", "bao-cao.xlsx"))]
    assert {each.name for each in own} == {case.name for case in CASES}
