"""Obstacles: asked upward, answered once, told both ways."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.obstacles import answer_obstacle, ask_obstacle
from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.permissions import may_answer, obstacles_to_answer
from caunoi.campaigns.tasks.obstacles import tell_of_step
from caunoi.core.errors import Refused
from caunoi.orgs.models import Notice, Post
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def ask(running: Running, cast: Cast, text: str = "Chưa có kinh phí treo băng rôn") -> Obstacle:
    return ask_obstacle(running.given(running.told, cast.units.G1), text=text, by=cast.chair, now=NOW)


def told_by(key: str) -> list[str]:
    return list(
        Notice.objects.filter(key__startswith=key).order_by("user__email").values_list("user__email", flat=True)
    )


def test_ask_obstacle_tells_the_nearest_level_above(cast: Cast, running: Running, run_jobs: Any) -> None:
    ask(running, cast)
    run_jobs()
    assert told_by("obstacle.asked:") == ["can-bo@huyen.example"]


def test_ask_obstacle_goes_higher_where_nobody_can_answer(cast: Cast, running: Running, run_jobs: Any) -> None:
    Post.objects.filter(user=cast.owner).delete()
    ask(running, cast)
    run_jobs()
    assert told_by("obstacle.asked:") == ["can-bo@tinh.example"]


def test_ask_obstacle_with_nobody_above_is_kept(cast: Cast, running: Running, run_jobs: Any) -> None:
    Post.objects.exclude(user=cast.chair).delete()
    obstacle = ask(running, cast)
    run_jobs()
    assert (told_by("obstacle.asked:"), Obstacle.objects.get()) == ([], obstacle)


def test_ask_obstacle_twice_in_the_same_words_is_one(cast: Cast, running: Running) -> None:
    assert ask(running, cast) == ask(running, cast, "Chưa có kinh phí treo băng rôn ")


def test_ask_obstacle_without_words_is_refused(cast: Cast, running: Running) -> None:
    with pytest.raises(Refused) as refusal:
        ask(running, cast, "  ")
    assert refusal.value.code == "text_missing"


def test_answer_obstacle_once(cast: Cast, running: Running, run_jobs: Any) -> None:
    obstacle = ask(running, cast)
    with pytest.raises(Refused) as empty:
        answer_obstacle(obstacle, answer=" ", by=cast.owner, now=NOW)
    answer_obstacle(obstacle, answer="Chi từ tài chính công đoàn cơ sở", by=cast.owner, now=NOW)
    with pytest.raises(Refused) as twice:
        answer_obstacle(Obstacle.objects.get(), answer="Khác", by=cast.superior, now=NOW)
    run_jobs()
    assert [empty.value.code, twice.value.code] == ["answer_missing", "already_answered"]
    assert (Obstacle.objects.get().answered_by, told_by("obstacle.answered:")) == (
        cast.owner,
        ["chu-tich@coso.example"],
    )


def test_task_of_a_step_that_is_gone_stops(db: None) -> None:
    assert tell_of_step.call(9) == 0


def test_nobody_answers_the_own_unit(cast: Cast, running: Running) -> None:
    obstacle = ask(running, cast)
    answers = {
        user: may_answer(user, obstacle, on=TODAY) for user in (cast.owner, cast.superior, cast.chair, cast.stranger)
    }
    assert answers == {cast.owner: True, cast.superior: True, cast.chair: False, cast.stranger: False}
    answer_obstacle(obstacle, answer="Được", by=cast.owner, now=NOW)
    assert not obstacles_to_answer(cast.owner, on=TODAY).exists()


def test_answering_through_the_page(client: Client, cast: Cast, running: Running) -> None:
    obstacle = ask(running, cast)
    client.force_login(cast.owner)
    url = reverse("campaigns:answer-obstacle", args=[obstacle.pk])
    assert client.get(url).context["may_answer"] is True
    assert "answer" in client.post(url, {"answer": ""}).context["form"].errors
    answered = client.post(url, {"answer": "Mượn của xã", "reach": "asker"})
    assert answered.url == reverse("campaigns:list-questions")  # type: ignore[attr-defined]


def test_an_answer_that_came_second_is_kept_on_the_page(client: Client, cast: Cast, running: Running) -> None:
    obstacle = ask(running, cast)
    answer_obstacle(obstacle, answer="Mượn của xã", by=cast.superior, now=NOW)
    client.force_login(cast.owner)
    page = client.post(
        reverse("campaigns:answer-obstacle", args=[obstacle.pk]), {"answer": "Mượn của trường", "reach": "asker"}
    )
    text = page.content.decode()
    assert "Vướng mắc này đã được trả lời." in text
    assert "Mượn của xã" in text
    assert "Mượn của trường" in text


@pytest.mark.parametrize(("state", "number"), [("", 2), ("waiting", 1), ("answered", 1)])
def test_list_obstacles_by_state(client: Client, cast: Cast, running: Running, state: str, number: int) -> None:
    ask(running, cast)
    answer_obstacle(ask(running, cast, "Thiếu loa"), answer="Mượn", by=cast.owner, now=NOW)
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:list-obstacles", args=[running.campaign.pk]), {"state": state})
    assert (len(page.context["rows"]), [count for _, _, count in page.context["chips"]]) == (number, [2, 1, 1])


def test_list_obstacles_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-obstacles", args=[running.campaign.pk])
    ask(running, cast)
    first = count_queries(client, url)
    ask(running, cast, "Thiếu loa")
    ask_obstacle(running.given(running.told, cast.units.G2), text="Thiếu pa-nô", by=cast.owner, now=NOW)
    assert count_queries(client, url) == first
