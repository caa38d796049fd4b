"""An answer given once is offered to every unit in the like situation, without saying to strangers who asked."""

from datetime import timedelta

import pytest

from caunoi.campaigns.actions.obstacles import answer_obstacle, reopen_obstacle
from caunoi.campaigns.enums import GuidanceReach
from caunoi.campaigns.models import Guidance, Obstacle
from caunoi.campaigns.obstacle_kinds import label_of
from caunoi.campaigns.permissions import may_guide_all, obstacles_to_answer
from caunoi.campaigns.queries.guidance import guidance_at, guidance_since
from caunoi.campaigns.queries.obstacles import alike, with_alike
from tests.campaigns.obstacles.conftest import Ask
from tests.campaigns.running import NOW, TODAY, Running
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
