"""Every page of congresses, asked by everyone of the cast. The subject is grassroots union G1 under district D.

``chair`` belongs to G1, ``owner`` to D above it, ``superior`` to P above that; ``stranger`` to another province;
``administrator`` sees P's branch without running congresses; ``member`` has an account without a post; ``visitor`` none.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from caunoi.congresses.actions.preparing import add_file, plan_seats
from caunoi.congresses.actions.results import approve_results
from caunoi.congresses.urls import urlpatterns
from tests.cast import Cast
from tests.conftest import NOW
from tests.congresses.conftest import Maker

pytestmark = pytest.mark.usefixtures("clock")
PEOPLE = ("chair", "owner", "superior", "administrator", "stranger", "member", "visitor")
IN = 302  # to the sign-in, or back to the page of the congress


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names the congress that the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = ""
    method: str = "get"
    data: dict[str, str] | None = None
    rest: tuple[str, ...] = ()


ANYBODY = (200, 200, 200, 200, 200, 403, IN)
SEEN = (200, 200, 200, 200, 404, 403, IN)
RUN = (200, 200, 200, 403, 404, 403, IN)
SENT = (IN, IN, IN, 403, 404, 403, IN)
APPROVED = (IN, 403, 403, 403, 404, 403, IN)  # chairs alone

CASES = [
    Case("board", ANYBODY),
    Case("download-board", ANYBODY),
    Case("start-congress", (IN, 200, 200, 403, 200, 403, IN)),
    Case("open-cycle", (403, 200, 200, 403, 200, 403, IN)),
    Case("deadlines", ANYBODY, of="cycle"),
    Case("deadlines", (403, 422, 422, 403, 422, 403, IN), of="cycle", method="post"),
    Case("import-dates", (200, 200, 200, 403, 200, 403, IN)),
    Case("confirm-dates", (IN, IN, IN, 403, IN, 403, IN), method="post"),
    Case("show-congress", SEEN, of="planned"),
    Case("show-congress", SEEN, of="settled"),
    Case("edit-congress", RUN, of="planned"),
    Case("set-days", RUN, of="planned"),
    Case("postpone-congress", RUN, of="planned"),
    Case("hold-congress", RUN, of="planned"),
    Case("unhold-congress", SENT, of="planned", method="post", data={"reason": "Nhầm"}),
    Case("plan-seats", RUN, of="planned"),
    Case("explain-departure", RUN, of="planned", rest=("committee",)),
    Case("write-agenda", RUN, of="planned"),
    Case("set-sub-committees", RUN, of="planned"),
    Case("send-file", RUN, of="planned"),
    Case("download-file", (200, 200, 200, 404, 404, 403, IN), of="file"),
    Case("remove-file", (IN, IN, IN, 404, 404, 403, IN), of="file", method="post"),
    Case("enter-results", (IN, 200, 200, 403, 404, 403, IN), of="settled"),
    Case("settle-results", RUN, of="differing"),
    Case("approve-results", (200, 403, 403, 403, 404, 403, IN), of="settled"),
    Case("approve-results", APPROVED, of="settled", method="post"),
    Case("return-results", APPROVED, of="settled", method="post", data={"reason": "Sai số"}),
    Case("publish-news", APPROVED, of="approved", method="post"),
]


@pytest.fixture
def subjects(cast: Cast, maker: Maker) -> Any:
    def find(of: str) -> Any:
        unit = cast.units.G1
        if of == "cycle":
            return maker.cycle
        if of == "planned":
            congress = maker.congress(unit)
            plan_seats(congress, planned={"planned_committee": 40}, by=cast.owner, now=NOW)
            return congress
        if of == "file":
            upload = SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.4 none")
            facts = {"kind": "plan", "title": "Kế hoạch", "classification": "internal"}
            return add_file(maker.congress(unit), upload, **facts, by=cast.owner, now=NOW)
        second = {"women": 21} if of == "differing" else None
        congress = maker.entered(maker.held(unit), second)
        if of == "approved":
            approve_results(congress, by=cast.chair, now=NOW)
        return congress

    return find


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.of or 'all'}-{case.method}")
def test_page_answers_each_of_the_cast(
    client: Client, cast: Cast, subjects: Any, maker: Maker, case: Case, person: str
) -> None:
    if case.name == "start-congress":
        maker.congress(cast.units.G1)  # G1 has one: its chair is led to it
    args = [*([subjects(case.of).pk] if case.of else []), *case.rest]
    if person != "visitor":
        client.force_login(getattr(cast, person))
    url = reverse(f"congresses:{case.name}", args=args)
    answer = getattr(client, case.method)(url, case.data or {})
    assert answer.status_code == case.answers[PEOPLE.index(person)]
    if person == "visitor":
        assert answer.url == f"{reverse('account_login')}?next={url}"
    answer.close()


def test_every_page_is_asked() -> None:
    assert {each.name for each in urlpatterns} == {case.name for case in CASES}
