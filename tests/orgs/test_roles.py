"""Posts: who is appointed, when it ends, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.actions.posts import appoint, end_post
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Post, User
from caunoi.orgs.roles import REACH, RIGHTS, Right, roles_with
from tests.cast import SINCE, Cast
from tests.conftest import NOW

TODAY = date(2026, 11, 23)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_every_right_has_a_reach_and_a_role() -> None:
    assert set(REACH) == set(Right)
    assert [right for right in Right if not roles_with(right)] == []
    assert set(RIGHTS) == set(Role)


def test_appoint_begins_on_its_day_and_is_audited(cast: Cast) -> None:
    post = appoint(
        cast.member, unit=cast.units.D, role=Role.EDITOR, on=TODAY, title=" Biên tập  viên ", by=cast.superior, now=NOW
    )
    assert (post.starts_on, post.ends_on, post.title) == (TODAY, None, "Biên tập viên")
    row = AuditEntry.objects.get(action="orgs.appointed")
    assert (row.unit_id, row.actor_id, row.detail["role"]) == (cast.units.D.pk, cast.superior.pk, "editor")


def test_appoint_is_refused(cast: Cast) -> None:
    def give(user: User, role: Role = Role.OFFICER, on: date = TODAY) -> Callable[[], Post]:
        return lambda: appoint(user, unit=cast.units.D, role=role, on=on, by=None, now=NOW)

    assert refusal(give(cast.owner)) == "already_held"
    assert refusal(give(cast.member, on=SINCE - timedelta(days=1))) == "unit_not_standing"
    cast.member.is_active = False
    assert refusal(give(cast.member)) == "inactive_account"


def test_appoint_again_after_the_end(cast: Cast) -> None:
    post = cast.owner.posts.get()
    end_post(post, on=TODAY - timedelta(days=1), by=None, now=NOW)
    appoint(cast.owner, unit=cast.units.D, role=Role.OFFICER, on=TODAY, by=None, now=NOW)
    assert cast.owner.posts.count() == 2


def test_end_post_keeps_the_last_day_and_is_audited(cast: Cast) -> None:
    post = end_post(cast.owner.posts.get(), on=TODAY, by=cast.administrator, now=NOW)
    assert list(Post.objects.held_on(TODAY).filter(user=cast.owner)) == [post]
    assert list(Post.objects.held_on(TODAY + timedelta(days=1)).filter(user=cast.owner)) == []
    assert AuditEntry.objects.get(action="orgs.post_ended").detail["on"] == "2026-11-23"


def test_end_post_is_refused_before_its_start_and_twice(cast: Cast) -> None:
    post = cast.owner.posts.get()
    assert refusal(lambda: end_post(post, on=SINCE - timedelta(days=1), by=None, now=NOW)) == "ends_before_start"
    end_post(post, on=TODAY, by=None, now=NOW)
    assert refusal(lambda: end_post(post, on=TODAY, by=None, now=NOW)) == "already_ended"


def test_appointment_that_another_process_makes_at_the_same_moment_is_refused(cast: Cast) -> None:
    """The check sees no such post; the row of the other process arrives before ours."""
    rival = Post(user=cast.member, unit=cast.units.D, role=Role.EDITOR, starts_on=TODAY)

    def come_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT") and rival.pk is None:
            rival.pk = 0
            Post.objects.bulk_create([rival])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(come_first):
        code = refusal(lambda: appoint(cast.member, unit=cast.units.D, role=Role.EDITOR, on=TODAY, by=None, now=NOW))
    assert (code, AuditEntry.objects.count()) == ("already_held", 0)
