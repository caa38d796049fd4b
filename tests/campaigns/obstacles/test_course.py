"""Passing on, withdrawing, doubting, reminding: what happens to a question between asking and its answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.actions.obstacles import (
    answer_obstacle,
    ask_back,
    ask_obstacle,
    confirm_solved,
    explain_obstacle,
    move_stranded_obstacles,
    pass_obstacle,
    remind_of_obstacles,
    reopen_obstacle,
    withdraw_obstacle,
)
from caunoi.campaigns.enums import ObstacleState
from caunoi.campaigns.models import Assignment, Obstacle, ObstacleFile, PendingUpload
from caunoi.campaigns.permissions import may_answer, may_reopen, may_withdraw
from caunoi.campaigns.permissions.obstacles import may_confirm, may_explain
from caunoi.campaigns.queries.obstacles import stranded_obstacles
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
    Obstacle.objects.filter(pk=ask().pk).update(lies_with=None, due_on=TODAY - timedelta(days=1))
    assert remind_of_obstacles(now=NOW) == 1
    assert Notice.objects.filter(key__startswith="obstacle.late").count() == 0


def test_the_command_finds_a_question_a_new_place(ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    Obstacle.objects.filter(pk=obstacle.pk).update(lies_with=cast.units.E, due_on=TODAY - timedelta(days=1))
    out = StringIO()
    call_command("remind_obstacles", stdout=out)
    obstacle.refresh_from_db()
    step = obstacle.steps.last()
    assert (out.getvalue().strip(), obstacle.lies_with) == ("1 moved, 0 reminded", cast.units.D)
    assert (step and step.by, states(obstacle)) == (None, ["asked", "passed"])


def test_questions_are_moved_only_where_there_is_a_place(ask: Ask, cast: Cast, running: Running) -> None:
    kept, top = ask(), ask("Thiếu loa")
    row = Assignment.objects.create(duty=running.told, unit=cast.units.TLD, assigned_at=NOW)
    Obstacle.objects.filter(pk=top.pk).update(assignment=row)
    assert [each.pk for each in stranded_obstacles(on=TODAY)] == [top.pk]
    assert move_stranded_obstacles(now=NOW) == 0
    kept.refresh_from_db()
    assert kept.lies_with == cast.units.D


@contextmanager
def meanwhile(change: Callable[[], object]) -> Iterator[None]:
    """Somebody else's ``change`` comes just before the first update of a question."""
    left = [change]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if left and sql.startswith('UPDATE "campaigns_obstacle"'):
            left.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield


def test_a_question_withdrawn_meanwhile_is_neither_moved_nor_reminded_of(ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    rows = Obstacle.objects.filter(pk=obstacle.pk)
    for act, now in ((move_stranded_obstacles, NOW), (remind_of_obstacles, NOW + timedelta(days=30))):
        rows.update(state=ObstacleState.ASKED, lies_with=cast.units.E)
        with meanwhile(lambda: rows.update(state=ObstacleState.WITHDRAWN)):
            assert act(now=now) == 0


def test_asking_back_and_explaining(ask: Ask, cast: Cast, told: Told) -> None:
    obstacle = ask()
    told()
    ask_back(obstacle, question="Cần bao nhiêu tiền?", by=cast.owner, now=NOW)
    assert (obstacle.state, obstacle.due_on, told()) == (
        ObstacleState.BACK,
        None,
        {"Cấp trên hỏi lại về vướng mắc của đơn vị": ["chu-tich@coso.example"]},
    )
    assert [may_explain(user, obstacle, on=TODAY) for user in (cast.chair, cast.owner)] == [True, False]
    assert (remind_of_obstacles(now=NOW + timedelta(days=30)), Obstacle.objects.pending().count()) == (0, 0)
    explain_obstacle(obstacle, text="Hai triệu đồng\ncho ba băng rôn", by=cast.chair, now=NOW)
    assert (states(obstacle), obstacle.due_on) == (["asked", "back", "explained"], date(2026, 12, 1))
    assert list(told().values()) == [["can-bo@huyen.example"]]
    assert [step.note for step in obstacle.steps.all()][-1] == "Hai triệu đồng\ncho ba băng rôn"


def test_asking_back_and_explaining_are_refused_when_out_of_turn(ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    codes = []
    for act in (
        lambda: ask_back(obstacle, question=" ", by=cast.owner, now=NOW),
        lambda: explain_obstacle(obstacle, text="Hai triệu", by=cast.chair, now=NOW),
        lambda: ask_back(obstacle, question="Bao nhiêu?", by=cast.owner, now=NOW),
        lambda: ask_back(obstacle, question="Khi nào?", by=cast.superior, now=NOW),
        lambda: explain_obstacle(obstacle, text=" ", by=cast.chair, now=NOW),
    ):
        try:
            act()
        except Refused as refusal:
            codes.append(refusal.code)
    assert codes == ["question_missing", "not_asked_back", "already_answered", "text_missing"]


def test_the_unit_says_that_the_answer_solved_it_and_may_doubt_it_again(ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    with pytest.raises(Refused) as early:
        confirm_solved(obstacle, by=cast.chair, now=NOW)
    answer_obstacle(obstacle, answer="Được", by=cast.owner, now=NOW)
    assert [may_confirm(user, obstacle, on=TODAY) for user in (cast.chair, cast.owner)] == [True, False]
    for moment in (NOW, NOW + timedelta(days=1)):
        confirm_solved(obstacle, by=cast.chair, now=moment)
    assert (early.value.code, obstacle.solved_at, obstacle.solved_by) == ("not_answered", NOW, cast.chair)
    assert may_confirm(cast.chair, obstacle, on=TODAY) is False
    reopen_obstacle(obstacle, reason="Lại thiếu", by=cast.chair, now=NOW)
    assert (obstacle.solved_at, obstacle.solved_by) == (None, None)


def test_the_reminder_goes_higher_where_nobody_answers_any_more(ask: Ask, cast: Cast, told: Told) -> None:
    ask()
    told()
    Post.objects.filter(user=cast.owner).delete()
    remind_of_obstacles(now=NOW + timedelta(days=9))
    late = Notice.objects.filter(key__startswith="obstacle.late")
    assert [notice.user for notice in late] == [cast.superior]
