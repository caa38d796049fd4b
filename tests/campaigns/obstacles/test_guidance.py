"""An answer given once is offered to every unit in the like situation, without saying to strangers who asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.obstacles import Mark, answer_obstacle, mark_guidance, reopen_obstacle
from caunoi.campaigns.enums import GuidanceReach
from caunoi.campaigns.models import Guidance, Obstacle
from caunoi.campaigns.obstacle_kinds import label_of
from caunoi.campaigns.permissions import may_guide_all, obstacles_to_answer
from caunoi.campaigns.queries.guidance import guidance_at, guidance_for, guidance_since
from caunoi.campaigns.queries.obstacles import alike, with_alike
from caunoi.orgs.models import Unit
from tests.campaigns.obstacles.conftest import Ask
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def offered(running: Running, unit: object, user: object, **options: bool) -> list[tuple[str, list[str]]]:
    found = guidance_at(running.given(running.told, unit), user, on=TODAY, **options)  # type: ignore[arg-type]
    return [(each.guidance.text, [str(row.assignment.unit) for row in each.askers]) for each in found]


@pytest.mark.parametrize(
    ("reach", "others"),
    [
        (GuidanceReach.ASKER, []),
        (GuidanceReach.BRANCH, ["Chi từ kinh phí"]),
        (GuidanceReach.CAMPAIGN, ["Chi từ kinh phí"]),
    ],
)
def test_an_answer_reaches_as_far_as_it_says(
    ask: Ask, cast: Cast, running: Running, reach: str, others: list[str]
) -> None:
    answer_obstacle(ask(), answer="Chi từ kinh phí", question="Kinh phí?", reach=reach, by=cast.superior, now=NOW)
    assert [text for text, _ in offered(running, cast.units.G2, cast.superior)] == others


def test_strangers_do_not_read_who_asked(ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(ask(), answer="Chi từ kinh phí", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    own = offered(running, cast.units.G1, cast.chair, own=True)
    assert (offered(running, cast.units.G1, cast.chair), [len(askers) for _, askers in own]) == ([], [1])
    assert [askers for _, askers in offered(running, cast.units.G2, cast.stranger)] == [[]]


def test_one_answer_closes_those_alike(ask: Ask, cast: Cast, running: Running) -> None:
    first, second = ask(kind="money"), ask("Tiền treo pa-nô?", cast.units.G2, kind="money", by=cast.owner)
    third = ask("Thiếu loa", cast.units.G2, by=cast.owner)
    waiting = obstacles_to_answer(cast.owner, on=TODAY)
    assert list(alike(first, waiting)) == [second, third]
    assert {row.pk: row.alike for row in with_alike(waiting)} == {first.pk: 2, second.pk: 2, third.pk: 2}
    assert answer_obstacle(first, answer="Chi từ dự toán", alike=[second], by=cast.owner, now=NOW) == 2
    assert list(Obstacle.objects.waiting()) == [third]
    assert answer_obstacle(third, answer="Mượn", alike=[second], by=cast.owner, now=NOW) == 1


def test_an_answer_to_the_whole_campaign_is_the_issuers(ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(ask(), answer="Chi", reach=GuidanceReach.CAMPAIGN, by=cast.superior, now=NOW)
    assert Guidance.objects.get().unit == cast.units.P
    allowed = [may_guide_all(user, running.campaign, on=TODAY) for user in (cast.owner, cast.superior)]
    assert allowed == [False, True]


def test_a_better_answer_takes_the_place_of_the_former(ask: Ask, cast: Cast, running: Running) -> None:
    obstacle = ask()
    answer_obstacle(obstacle, answer="Chi từ quỹ", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    reopen_obstacle(obstacle, reason="Không có quỹ", by=cast.chair, now=NOW)
    answer_obstacle(obstacle, answer="Chi từ dự toán", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    assert [text for text, _ in offered(running, cast.units.G2, cast.superior)] == ["Chi từ dự toán"]


def test_a_private_better_answer_leaves_the_former_offered(ask: Ask, cast: Cast, running: Running) -> None:
    obstacle = ask()
    answer_obstacle(obstacle, answer="Chi từ quỹ", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    reopen_obstacle(obstacle, reason="Không có quỹ", by=cast.chair, now=NOW)
    answer_obstacle(obstacle, answer="Gọi cho tôi", by=cast.owner, now=NOW)
    assert [text for text, _ in offered(running, cast.units.G2, cast.superior)] == ["Chi từ quỹ"]


def test_new_answers_about_open_duties_since_a_moment(ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(ask(), answer="Chi từ quỹ", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    given = running.given(running.told, cast.units.G2)

    def news(unit: object, hours: int) -> list[int]:
        rows = guidance_since(unit, NOW - timedelta(hours=hours), on=TODAY)  # type: ignore[arg-type]
        return [row.assignment_id for row in rows]

    assert (news(cast.units.G2, 1), news(cast.units.G2, 0), news(cast.units.G1, 1)) == ([given.pk], [], [])


def test_a_kind_that_is_no_longer_offered_stands_for_itself() -> None:
    assert (label_of("safety"), label_of("time") != "time") == ("safety", True)


def test_units_mark_what_they_were_offered(ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(ask(), answer="Chi từ quỹ", reach=GuidanceReach.BRANCH, by=cast.owner, now=NOW)
    guidance = Guidance.objects.get()

    def seen(own: bool = False) -> list[tuple[int, bool | None]]:
        given = running.given(running.told, cast.units.G2)
        return [
            (each.guidance.useful, each.guidance.mark) for each in guidance_at(given, cast.owner, on=TODAY, own=own)
        ]

    found = [seen()]
    for mark in (Mark.USEFUL, Mark.AWAY, Mark.NONE):
        mark_guidance(guidance, cast.units.G2, mark, by=cast.owner, now=NOW)
        found.append(seen())
        if mark == Mark.AWAY:
            found.append(seen(own=True))
    assert found == [[(0, None)], [(1, True)], [], [(0, False)], [(0, None)]]


def test_guidance_is_found_by_its_words(ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(ask(), answer="Chi từ quỹ", question="Tiền băng rôn?", reach="branch", by=cast.owner, now=NOW)
    answer_obstacle(ask("Thiếu loa"), answer="Mượn của xã", by=cast.owner, now=NOW)

    def read(unit: Unit, words: str = "", **more: int) -> list[str]:
        standing = Unit.objects.at(TODAY).get(pk=unit.pk)
        return [row.text for row in guidance_for(standing, on=TODAY, words=words, **more)]

    assert read(cast.units.G1) == ["Mượn của xã", "Chi từ quỹ"]
    assert read(cast.units.D, campaign_id=running.campaign.pk) == ["Mượn của xã", "Chi từ quỹ"]
    assert read(cast.units.D, campaign_id=0) == []
    assert (read(cast.units.G2), read(cast.units.E)) == (["Chi từ quỹ"], [])
    assert [read(cast.units.G1, words) for words in ("bang ron QUY", "xã băng")] == [["Chi từ quỹ"], []]


def test_guidance_through_the_pages(client: Client, ask: Ask, cast: Cast, running: Running) -> None:
    answer_obstacle(
        ask("Thiếu loa", cast.units.G2, by=cast.owner), answer="Mượn của xã", reach="branch", by=cast.owner, now=NOW
    )
    guidance, own = Guidance.objects.get(), running.given(running.told, cast.units.G1)
    client.force_login(cast.chair)
    listed, duty, marks = (
        reverse("campaigns:list-guidance"),
        reverse("campaigns:show-duty", args=[own.pk]),
        reverse("campaigns:mark-guidance", args=[own.pk]),
    )
    assert [len(client.get(listed, query).context["rows"]) for query in ({}, {"q": "loa"}, {"campaign": "0"})] == [
        1,
        0,
        0,
    ]
    shown = []
    for mark in ("useful", "away", "nonsense"):
        assert client.post(marks, {"guidance": guidance.pk, "mark": mark}).url == duty  # type: ignore[attr-defined]
        shown.append("Mượn của xã" in client.get(duty).content.decode())
        assert "Mượn của xã" in client.get(listed).content.decode()
    assert shown == [True, False, True]
    assert [client.post(marks, {"guidance": key}).status_code for key in ("x", "0")] == [404, 404]


def test_the_list_of_guidance_asks_the_same_at_more_rows(client: Client, ask: Ask, cast: Cast) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:list-guidance")
    answer_obstacle(ask(), answer="Chi từ quỹ", by=cast.owner, now=NOW)
    first = count_queries(client, url)
    for text in ("Thiếu loa", "Thiếu người"):
        answer_obstacle(ask(text), answer="Mượn", reach="branch", by=cast.owner, now=NOW)
    assert count_queries(client, url) == first
