"""Who reaches what through a token: the owner's, the superior's, another branch's, one revoked, one expired, none."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.api.actions.tokens import revoke_token
from caunoi.api.models import ApiToken
from caunoi.congresses.models import Congress, Cycle, News, Result
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Post, Succession
from tests.api.connecting import EVERYTHING, Connected
from tests.campaigns.running import NOW, TODAY, log
from tests.cast import SINCE

TOKENS = ("owner", "superior", "stranger", "chair", "revoked", "expired", "ended", "none")
READ = (200, 200, 404, 404, 401, 401, 404, 401)  # of D: not for G1 below it, nor for a maker whose post has ended
LISTED = (200, 200, 200, 200, 401, 401, 200, 401)
BELOW = (200, 200, 404, 200, 401, 401, 404, 401)  # of G1
ISSUED = (200, 200, 404, 200, 401, 401, 404, 401)  # what P issued and every unit below it received

CASES: list[tuple[str, tuple[int, ...]]] = [
    ("/token", LISTED),
    ("/units", LISTED),
    ("/units/D", READ),
    ("/units/G1", BELOW),
    ("/campaigns", LISTED),
    ("/campaigns/{campaign}", ISSUED),
    ("/campaigns/{campaign}/duties", ISSUED),
    ("/campaigns/{campaign}/activities.csv", ISSUED),
    ("/activities", LISTED),
    ("/activities/{activity}", BELOW),
    ("/indicators", LISTED),
    ("/report-forms", LISTED),
    ("/report-forms/{form}", ISSUED),
    ("/report-forms/{form}/totals?unit=D", READ),
    ("/report-forms/{form}/totals/children?unit=D", READ),
    ("/report-forms/{form}/filings", ISSUED),
    ("/report-forms/{form}/filings.json", ISSUED),
    ("/filings/{filing}", READ),
    ("/congresses", LISTED),
    ("/congresses/{congress}", READ),
    ("/congresses/{congress}/result", READ),
]


@pytest.fixture
def secrets(connected: Connected) -> dict[str, str]:
    cast = connected.cast
    for user, unit in ((cast.owner, cast.units.D), (cast.stranger, cast.units.E)):
        Post.objects.create(user=user, unit=unit, role=Role.CHAIR, starts_on=SINCE)
    made = {
        "owner": connected.token(cast.units.D, cast.owner)[1],
        "superior": connected.token(cast.units.P, connected.leader)[1],
        "stranger": connected.token(cast.units.E, cast.stranger)[1],
        "chair": connected.token(cast.units.G1, cast.chair)[1],
        "none": "cn_khong-co-ma-nay",
    }
    revoked, made["revoked"] = connected.token(cast.units.D, cast.owner)
    revoke_token(revoked, by=cast.owner, now=NOW)
    expired, made["expired"] = connected.token(cast.units.D, cast.owner)
    ApiToken.objects.filter(pk=expired.pk).update(made_at=NOW - timedelta(days=2), expires_at=NOW)
    _ended, made["ended"] = connected.token(cast.units.D, cast.administrator)
    Post.objects.filter(user=cast.administrator).update(ends_on=TODAY - timedelta(days=1))
    return made


@pytest.fixture
def subjects(connected: Connected) -> dict[str, int]:
    units = connected.cast.units
    cycle = Cycle.objects.create(name="Đại hội XIV", ordinal="XIV", term_start=2028, term_end=2033)
    congress = Congress.objects.create(unit=units.D, cycle=cycle, title="Đại hội huyện", state="held", starts_on=TODAY)
    Result.objects.create(
        congress=congress,
        state="published",
        settled_at=NOW,
        approved_at=NOW,
        present=120,
        elected="Lò Thị Hoa – Chủ tịch",
    )
    News.objects.create(congress=congress, title="Đại hội thành công", text="Có 120 đại biểu dự.", published_at=NOW)
    return {
        "campaign": connected.filed.running.campaign.pk,
        "form": connected.filed.form.pk,
        "filing": connected.filed.of(units.D).pk,
        "activity": log(connected.filed.running, units.G1).pk,
        "congress": congress.pk,
    }


@pytest.mark.parametrize("who", TOKENS)
def test_operation_answers_each_token(
    connected: Connected, secrets: dict[str, str], subjects: dict[str, int], who: str
) -> None:
    place = TOKENS.index(who)
    found = {path: connected.ask(path.format(**subjects), secrets[who]).status_code for path, _answers in CASES}
    assert found == {path: answers[place] for path, answers in CASES}


def test_lists_hold_what_the_token_reaches(
    connected: Connected, secrets: dict[str, str], subjects: dict[str, int]
) -> None:
    form = subjects["form"]

    def counts(who: str) -> list[int]:
        paths = ("/units", "/campaigns", "/activities", "/report-forms", "/congresses")
        return [len(connected.ask(path, secrets[who]).json()["items"]) for path in paths]

    assert {who: counts(who) for who in ("superior", "owner", "chair", "stranger", "ended")} == {
        "superior": [5, 1, 1, 1, 1],
        "owner": [3, 1, 1, 1, 1],
        "chair": [1, 1, 1, 1, 0],
        "stranger": [2, 0, 0, 0, 0],
        "ended": [0, 0, 0, 0, 0],
    }
    filings = connected.ask(f"/report-forms/{form}/filings", secrets["owner"]).json()["items"]
    assert [row["unit"] for row in filings] == ["D", "G1", "G2"]


def test_a_result_says_counts_and_the_published_news_and_no_list_of_persons(
    connected: Connected, secrets: dict[str, str], subjects: dict[str, int]
) -> None:
    told = connected.ask(f"/congresses/{subjects['congress']}/result", secrets["owner"]).json()
    assert told["news"] == {
        "title": "Đại hội thành công", "text": "Có 120 đại biểu dự.", "published_at": "2026-11-23T01:00:00Z",
    }  # fmt: skip
    assert (told["figures"]["present"], "elected" in told["figures"]) == (120, False)
    News.objects.update(withdrawn_at=NOW)
    assert connected.ask(f"/congresses/{subjects['congress']}/result", secrets["owner"]).json()["news"] is None
    Result.objects.update(state="approved")
    assert connected.ask(f"/congresses/{subjects['congress']}/result", secrets["owner"]).status_code == 404


def test_a_scope_that_the_token_lacks_is_named(connected: Connected) -> None:
    _token, secret = connected.token(connected.cast.units.P, connected.leader, "units:read")
    answer = connected.ask("/campaigns", secret)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "campaigns:read" in answer.json()["detail"]


def test_a_token_of_a_closed_unit_reaches_nothing(connected: Connected) -> None:
    units = connected.cast.units
    _token, secret = connected.token(units.P, connected.leader)
    units.P.placements.update(valid_to=TODAY)
    assert connected.ask("/units", secret).json()["items"] == []
    assert Succession.objects.count() == 0


def test_a_plan_for_internal_circulation_is_told_to_no_system(connected: Connected) -> None:
    _token, secret = connected.token(connected.cast.units.P, connected.leader)
    campaign = connected.filed.running.campaign
    campaign.instrument.classification = "internal"
    campaign.instrument.save()
    assert connected.ask("/campaigns", secret).json()["items"] == []
    assert connected.ask(f"/campaigns/{campaign.pk}/activities.csv", secret).status_code == 404
    assert len(connected.ask("/report-forms", secret).json()["items"]) == 1


@pytest.mark.parametrize(
    ("unit", "who", "answer"),
    [("G1", "chair", 200), ("G2", "chair", 404), ("D", "superior", 404), ("G1", "superior", 404)],
)
def test_a_report_is_sent_for_units_where_the_maker_may_file(
    connected: Connected, unit: str, who: str, answer: int
) -> None:
    cast = connected.cast
    top, maker = (cast.units.G1, cast.chair) if who == "chair" else (cast.units.P, connected.leader)
    _token, secret = connected.token(top, maker, *EVERYTHING)
    filing = connected.filed.of(getattr(cast.units, unit))
    assert connected.send(filing.pk, secret, {"values": {"heard": 1}}).status_code == answer


def test_use_is_noted_every_few_minutes(connected: Connected, clock: Any) -> None:
    token, secret = connected.token(connected.cast.units.P, connected.leader)

    def used() -> Any:
        connected.ask("/token", secret)
        token.refresh_from_db()
        return token.last_used_at

    first = used()
    clock.shift(timedelta(minutes=4))
    assert used() == first == NOW
    clock.shift(timedelta(minutes=2))
    assert used() == timezone.now()
