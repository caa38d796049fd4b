"""Passing on, withdrawing, doubting, reminding: what happens to a question between asking and its answer."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.actions.obstacles import (
    answer_obstacle,
    ask_obstacle,
    pass_obstacle,
    remind_of_obstacles,
    reopen_obstacle,
    withdraw_obstacle,
)
from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Assignment, Obstacle, ObstacleFile, PendingUpload
from caunoi.campaigns.permissions import may_answer, may_reopen, may_withdraw
from caunoi.core.errors import Refused
from caunoi.orgs.models import Notice, Post
from tests.campaigns.obstacles.conftest import Ask
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_evidence import photo
from tests.cast import Cast

Told = Callable[[], dict[str, list[str]]]


def states(obstacle: Obstacle) -> list[str]:
    return list(obstacle.steps.values_list("state", flat=True))


def test_a_question_lies_with_the_level_above_for_five_working_days(ask: Ask, cast: Cast) -> None:
    """From Monday 23/11/2026 on; 24/11 is a public holiday."""
    obstacle = ask()
    assert (obstacle.lies_with, obstacle.due_on) == (cast.units.D, date(2026, 12, 1))


def test_the_same_form_sent_twice_asks_once(ask: Ask) -> None:
    key = uuid4()
    first = ask(client_key=key)
    assert (ask("Lời khác", client_key=key), states(first)) == (first, ["asked"])


def test_photographs_of_a_question_are_kept_with_it(ask: Ask, cast: Cast) -> None:
    key = uuid4()
    sent = keep_upload(photo(), client_key=key, by=cast.chair, now=NOW)
    obstacle = ask(client_key=key, uploads=[sent])
    assert [row.original_name for row in obstacle.files.all()] == [sent.original_name]
    late = keep_upload(photo("red"), client_key=key, by=cast.chair, now=NOW)
    ask(client_key=key, uploads=[late])
    assert (ObstacleFile.objects.filter(obstacle=obstacle).count(), PendingUpload.objects.count()) == (2, 0)


def test_a_question_of_an_unknown_kind_is_refused(ask: Ask) -> None:
    with pytest.raises(Refused) as refusal:
        ask(kind="weather")
    assert refusal.value.code == "kind"


def test_the_top_has_nobody_to_ask(cast: Cast, running: Running) -> None:
    assignment = Assignment.objects.create(duty=running.told, unit=cast.units.TLD, assigned_at=NOW)
    with pytest.raises(Refused) as refusal:
        ask_obstacle(assignment, text="Thiếu loa", by=cast.superior, now=NOW)
    assert refusal.value.code == "no_superior"


def test_passing_on_tells_both_sides(ask: Ask, cast: Cast, told: Told) -> None:
    obstacle = ask()
    told()
    pass_obstacle(obstacle, note="Vượt thẩm quyền của huyện", by=cast.owner, now=NOW)
    assert (obstacle.lies_with, states(obstacle)) == (cast.units.P, ["asked", "passed"])
    assert sorted(told().values()) == [["can-bo@tinh.example"], ["chu-tich@coso.example"]]
    answers = [may_answer(user, obstacle, on=TODAY) for user in (cast.owner, cast.superior)]
    assert answers == [False, True]


def test_passing_on_needs_a_word_a_level_above_and_a_waiting_question(ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    stale = Obstacle.objects.get(pk=obstacle.pk)
    codes = []
    for row, note in (
        (obstacle, " "),
        (obstacle, "Vượt thẩm quyền"),
        (stale, "Vượt thẩm quyền"),
        (obstacle, "Lên nữa"),
    ):
        try:
            pass_obstacle(row, note=note, by=cast.owner, now=NOW)
        except Refused as refusal:
            codes.append(refusal.code)
    assert codes == ["note_missing", "already_answered", "nobody_above"]


def test_withdrawing_once(ask: Ask, cast: Cast, told: Told) -> None:
    obstacle = ask()
    told()
    assert [may_withdraw(user, obstacle, on=TODAY) for user in (cast.chair, cast.owner)] == [True, False]
    withdraw_obstacle(obstacle, by=cast.chair, now=NOW)
    with pytest.raises(Refused) as again:
        withdraw_obstacle(obstacle, by=cast.chair, now=NOW)
    assert (states(obstacle), again.value.code, told()) == (["asked", "withdrawn"], "not_waiting", {})
    assert may_withdraw(cast.chair, obstacle, on=TODAY) is False


def test_an_answer_that_does_not_solve_it_opens_the_question_again(ask: Ask, cast: Cast, told: Told) -> None:
    obstacle = ask()
    answer_obstacle(obstacle, answer="Chi từ tài chính công đoàn", by=cast.owner, now=NOW)
    told()
    assert [may_reopen(user, obstacle, on=TODAY) for user in (cast.chair, cast.owner)] == [True, False]
    reopen_obstacle(obstacle, reason="Đơn vị không còn nguồn", by=cast.chair, now=NOW)
    assert (obstacle.state, obstacle.answer, obstacle.lies_with) == (ObstacleState.REOPENED, "", cast.units.D)
    assert list(told().values()) == [["can-bo@huyen.example"]]
    with pytest.raises(Refused) as again:
        reopen_obstacle(obstacle, reason="Vẫn thiếu", by=cast.chair, now=NOW)
    with pytest.raises(Refused) as wordless:
        reopen_obstacle(obstacle, reason=" ", by=cast.chair, now=NOW)
    assert [again.value.code, wordless.value.code] == ["not_answered", "reason_missing"]


def test_a_question_opened_again_goes_where_the_unit_belongs_now(ask: Ask, cast: Cast, told: Told) -> None:
    """The level that answered no longer stands above the unit: the question finds its place anew."""
    obstacle = ask()
    answer_obstacle(obstacle, answer="Được", by=cast.owner, now=NOW)
    Obstacle.objects.filter(pk=obstacle.pk).update(lies_with=cast.units.G2)
    obstacle.refresh_from_db()
    reopen_obstacle(obstacle, reason="Chưa được", by=cast.chair, now=NOW)
    assert obstacle.lies_with == cast.units.D


def test_overdue_questions_are_reminded_once_a_week(ask: Ask, cast: Cast) -> None:
    ask()
    spoken = [remind_of_obstacles(now=NOW + timedelta(days=days)) for days in (8, 9, 10, 16)]
    assert (spoken, Obstacle.objects.get().reminded_on) == ([0, 1, 0, 1], TODAY + timedelta(days=16))


def test_the_reminder_of_a_question_without_a_place_tells_nobody(ask: Ask) -> None:
    obstacle = ask()
    Obstacle.objects.filter(pk=obstacle.pk).update(lies_with=None, due_on=TODAY - timedelta(days=1))
    out = StringIO()
    call_command("remind_obstacles", stdout=out)
    assert (out.getvalue().strip(), Notice.objects.filter(key__startswith="obstacle.late").count()) == ("1 reminded", 0)


def test_the_reminder_goes_higher_where_nobody_answers_any_more(ask: Ask, cast: Cast, told: Told) -> None:
    ask()
    told()
    Post.objects.filter(user=cast.owner).delete()
    remind_of_obstacles(now=NOW + timedelta(days=9))
    late = Notice.objects.filter(key__startswith="obstacle.late")
    assert [notice.user for notice in late] == [cast.superior]
