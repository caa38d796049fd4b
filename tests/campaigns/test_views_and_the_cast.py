"""Every view of campaigns and desk, asked by everyone of the cast. The subject is grassroots union G1 under district D.

``chair`` belongs to G1, ``owner`` to D above it, ``superior`` to P that issues; ``stranger`` to another province; ``member``
has an account without a post; ``visitor`` none.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, reverse

from caunoi.campaigns.actions.activities import edit_activity
from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.actions.materials import add_material
from caunoi.campaigns.actions.obstacles import ask_obstacle
from caunoi.campaigns.models import Display, Evidence, SpokenLanguage, Window
from caunoi.campaigns.urls import running as running_urls
from caunoi.desk import urls as desk_urls
from tests.campaigns.running import NOW, TODAY, Running, log, make_campaign
from tests.campaigns.test_activity import entry
from tests.campaigns.test_evidence import photo
from tests.cast import Cast
from tests.kept import kept

PEOPLE = ("chair", "owner", "superior", "stranger", "member", "visitor")
IN = 302  # to the sign-in, or back to where the action was taken


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE; ``of`` names what the address is about."""

    name: str
    answers: tuple[int, ...]
    of: str = "campaign"
    method: str = "get"
    data: dict[str, str] | None = None


SEEN = (200, 200, 200, 404, 403, IN)
OPEN = (200, 200, 200, 200, 403, IN)
OWN_POST = (IN, 403, 403, 404, 403, IN)

ANSWER = {"answer": "Có", "reach": "asker"}

CASES = [
    Case("desk:home", OPEN, of=""),
    Case("desk:components", (200, 200, 200, 200, 200, 200), of=""),
    Case("campaigns:list-campaigns", OPEN, of=""),
    Case("campaigns:show-campaign", SEEN),
    Case("campaigns:show-campaign", (404, 404, 200, 404, 403, IN), of="prepared"),
    Case("campaigns:acknowledge", (IN, IN, 404, 404, 403, IN), method="post"),
    Case("campaigns:issue-campaign", (403, 403, IN, 404, 403, IN)),
    Case("campaigns:issue-campaign", (404, 404, IN, 404, 403, IN), of="prepared", method="post"),
    Case("campaigns:list-units", SEEN),
    Case("campaigns:download-units", SEEN),
    Case("campaigns:remind-units", SEEN),
    Case("campaigns:remind-units", (IN, IN, IN, 404, 403, IN), method="post"),
    Case("campaigns:list-duties", SEEN),
    Case("campaigns:list-coverage", SEEN),
    Case("campaigns:list-activities", SEEN),
    Case("campaigns:download-activities", SEEN),
    Case("campaigns:list-obstacles", SEEN),
    Case("campaigns:show-kit", SEEN),
    Case("campaigns:show-kit", (404, 404, 200, 404, 403, IN), of="prepared"),
    Case("campaigns:add-material", (403, 403, 200, 404, 403, IN)),
    Case("campaigns:add-material", (403, 403, 422, 404, 403, IN), method="post"),
    Case("campaigns:download-material", SEEN, of="material"),
    Case("campaigns:remove-material", (403, 403, IN, 404, 403, IN), of="material", method="post"),
    Case("campaigns:show-provision", SEEN, of="provision"),
    Case("campaigns:show-duty", SEEN, of="assignment"),
    Case("campaigns:complete-duty", OWN_POST, of="assignment", method="post"),
    Case("campaigns:excuse-duty", OWN_POST, of="assignment", method="post", data={"reason": "Không"}),
    Case("campaigns:reopen-duty", OWN_POST, of="assignment", method="post"),
    Case("campaigns:ask-obstacle", (200, 403, 403, 404, 403, IN), of="assignment"),
    Case("campaigns:ask-obstacle", (422, 403, 403, 404, 403, IN), of="assignment", method="post", data={"text": " "}),
    Case("campaigns:list-questions", OPEN, of=""),
    Case("campaigns:pass-obstacle", (403, IN, IN, 404, 403, IN), of="obstacle", method="post", data={"note": "Lên"}),
    Case("campaigns:withdraw-obstacle", OWN_POST, of="obstacle", method="post"),
    Case("campaigns:reopen-obstacle", OWN_POST, of="obstacle", method="post", data={"reason": "Chưa"}),
    Case(
        "campaigns:ask-back-obstacle", (403, IN, IN, 404, 403, IN), of="obstacle", method="post", data={"question": "?"}
    ),
    Case("campaigns:explain-obstacle", OWN_POST, of="obstacle", method="post", data={"text": "Hai triệu"}),
    Case("campaigns:confirm-obstacle", OWN_POST, of="obstacle", method="post"),
    Case("campaigns:list-guidance", OPEN, of=""),
    Case("campaigns:mark-guidance", (404, 403, 403, 404, 403, IN), of="assignment", method="post"),
    Case("campaigns:obstacle-file", SEEN, of="obstacle_file"),
    Case("campaigns:obstacle-thumbnail", SEEN, of="obstacle_file"),
    Case("campaigns:list-dates", SEEN),
    Case("campaigns:say-window", (403, 403, 200, 404, 403, IN), of="window"),
    Case("campaigns:say-wave", (403, 403, 200, 404, 403, IN), of="wave"),
    Case("campaigns:say-duty", (403, 403, 200, 404, 403, IN), of="duty"),
    Case("campaigns:answer-obstacle", SEEN, of="obstacle"),
    Case("campaigns:answer-obstacle", (403, IN, IN, 404, 403, IN), of="obstacle", method="post", data=ANSWER),
    Case("campaigns:log-activity", OPEN, of=""),
    Case("campaigns:show-activity", SEEN, of="activity"),
    Case("campaigns:edit-activity", (200, 403, 403, 404, 403, IN), of="activity"),
    Case("campaigns:withdraw-activity", OWN_POST, of="activity", method="post", data={"reason": "Nhầm"}),
    Case("campaigns:restore-activity", OWN_POST, of="activity", method="post"),
    Case("campaigns:evidence", SEEN, of="evidence"),
    Case("campaigns:thumbnail", SEEN, of="evidence"),
    Case("campaigns:upload-evidence", (422, 422, 422, 422, 403, IN), of="", method="post"),
    Case("campaigns:upload", (200, 404, 404, 404, 403, IN), of="upload"),
    Case("campaigns:show-unsaid", SEEN),
    Case("campaigns:download-unsaid", SEEN),
    Case("campaigns:list-unsaid-units", SEEN),
    Case("campaigns:list-displays", SEEN),
    Case("campaigns:download-displays", SEEN),
    Case("campaigns:take-down-display", (200, 403, 403, 404, 403, IN), of="display"),
    Case("campaigns:list-links", SEEN),
    Case("campaigns:download-links", SEEN),
    Case("campaigns:download-coverage", SEEN),
    Case("campaigns:show-estimate", SEEN),
    Case("campaigns:download-estimates", SEEN),
    Case("campaigns:edit-estimate", (200, 200, 200, 404, 403, IN)),
    Case("campaigns:edit-reach", OPEN, of=""),
    Case("campaigns:list-language", (IN, IN, IN, IN, 403, IN), of="", method="post", data={"name": "Mông"}),
    Case("campaigns:unlist-language", (IN, 404, 404, 404, 403, IN), of="language", method="post"),
    Case("campaigns:remove-upload", (204, 404, 404, 404, 403, IN), of="upload", method="post"),
]


@pytest.fixture
@kept
def subjects(cast: Cast, running: Running) -> dict[str, Any]:
    activity = log(running, cast.units.G1, duty=running.told)
    sent = keep_upload(photo(), client_key=uuid4(), by=cast.chair, now=NOW)
    edit_activity(activity, entry(), uploads=[sent], by=cast.chair, now=NOW)
    assignment = running.given(running.told, cast.units.G1)
    shown = keep_upload(photo("blue"), client_key=uuid4(), by=cast.chair, now=NOW)
    obstacle = ask_obstacle(assignment, text="Thiếu kinh phí", uploads=[shown], by=cast.chair, now=NOW)
    return {
        "campaign": running.campaign,
        "prepared": make_campaign(cast.units).campaign,
        "material": add_material(
            running.campaign,
            kind="form",
            title="Biểu",
            upload=SimpleUploadedFile("b.pdf", b"%PDF-1.4"),
            by=None,
            now=NOW,
        ),
        "provision": running.told.provision,
        "assignment": assignment,
        "wave": running.wave,
        "window": Window.objects.create(
            wave=running.wave, provision=running.told.provision, position=1, relation="before", title="Giai đoạn 1"
        ),
        "duty": running.told,
        "obstacle": obstacle,
        "obstacle_file": obstacle.files.get(),
        "activity": activity,
        "display": Display.objects.create(activity=activity, kind="banner", up_from=TODAY),
        "language": SpokenLanguage.objects.create(unit=cast.units.G1, name="Thái"),
        "evidence": Evidence.objects.get(),
        "upload": keep_upload(photo("red"), client_key=UUID(int=1), by=cast.chair, now=NOW),
    }


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.of or 'all'}-{case.method}")
def test_view_answers_each_of_the_cast(
    client: Client, cast: Cast, subjects: dict[str, Any], case: Case, person: str
) -> None:
    if person != "visitor":
        client.force_login(getattr(cast, person))
    url = reverse(case.name, args=[subjects[case.of].pk] if case.of else [])
    answer = getattr(client, case.method)(url, case.data or {})
    assert answer.status_code == case.answers[PEOPLE.index(person)]
    if person == "visitor" and case.name != "desk:components":
        assert answer.url == f"{reverse('account_login')}?next={url}"
    answer.close()


def test_every_view_is_asked() -> None:
    patterns = [("campaigns", running_urls.urlpatterns), ("desk", desk_urls.urlpatterns)]
    named = {f"{app}:{each.name}" for app, urls in patterns for each in urls if isinstance(each, URLPattern)}
    assert named == {case.name for case in CASES}


@pytest.mark.parametrize("person", ["chair", "owner", "superior"])
@pytest.mark.parametrize("query", ["unit=G3", "unit=TLD"])
def test_no_view_reaches_beyond_the_own_branch(
    client: Client, cast: Cast, subjects: dict[str, Any], person: str, query: str
) -> None:
    client.force_login(getattr(cast, person))
    names = ("list-units", "list-duties", "list-coverage", "list-activities", "list-obstacles", "download-units")
    names += ("show-unsaid", "download-unsaid", "list-unsaid-units", "list-displays", "download-displays", "list-links")
    names += ("download-links", "download-coverage", "show-estimate", "download-estimates")
    answers = {
        client.get(f"{reverse(f'campaigns:{name}', args=[subjects['campaign'].pk])}?{query}").status_code
        for name in names
    }
    assert answers == {404}
