"""Telling people once, and mailing those who want it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from caunoi.orgs.actions.notices import notify, open_notice, read_all
from caunoi.orgs.models import Notice
from caunoi.orgs.queries import inbox_of, unread_notices
from caunoi.orgs.tasks import _send_once, send_notice_mails
from tests.cast import Cast


def tell(*users: Any, key: str = "campaign:1", title: str = "Có kế hoạch mới") -> int:
    return notify(users, key=key, title=title, body="Đợt 1 bắt đầu.", url="/ban-lam-viec/", now=timezone.now())


def test_notify_tells_each_person_once(cast: Cast, clock: Any) -> None:
    assert tell(cast.owner, cast.chair, cast.owner) == 2
    assert tell(cast.owner, cast.stranger) == 1
    assert Notice.objects.count() == 3


def test_notify_another_key_tells_again(cast: Cast, clock: Any) -> None:
    tell(cast.owner)
    assert tell(cast.owner, key="campaign:2") == 1
    assert unread_notices(cast.owner) == 2


def test_notify_mails_only_those_who_want_it(cast: Cast, clock: Any, run_jobs: Any) -> None:
    cast.chair.wants_email = False
    cast.chair.save()
    tell(cast.owner, cast.chair)
    run_jobs()
    assert [message.to for message in mail.outbox] == [["can-bo@huyen.example"]]
    assert mail.outbox[0].subject == "[Cầu Nối] Có kế hoạch mới"
    assert "http://localhost:8000/ban-lam-viec/" in mail.outbox[0].body


def test_send_notice_mails_run_twice_sends_once(cast: Cast, clock: Any) -> None:
    tell(cast.owner)
    assert send_notice_mails.call("campaign:1", [cast.owner.pk]) == 1
    assert send_notice_mails.call("campaign:1", [cast.owner.pk]) == 0
    assert len(mail.outbox) == 1


def test_send_notice_mails_refused_by_server_gives_claim_back_and_serves_others(
    cast: Cast, clock: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.orgs.mail_server.RefusesOwner"
    tell(cast.owner, cast.superior)
    with pytest.raises(ConnectionRefusedError):
        send_notice_mails.call("campaign:1", [cast.owner.pk, cast.superior.pk])
    mailed = Notice.objects.filter(emailed_at__isnull=False).values_list("user_id", flat=True)
    assert list(mailed) == [cast.superior.pk]


def test_notice_mail_speaks_the_readers_language(cast: Cast, clock: Any, run_jobs: Any) -> None:
    cast.owner.language = "en"
    cast.owner.save()
    tell(cast.owner)
    run_jobs()
    assert mail.outbox[0].body.splitlines()[0] == "Dear Lò Thị Hoa,"


def test_inbox_shows_unread_first_then_newest(cast: Cast, clock: Any) -> None:
    for number in (1, 2, 3):
        tell(cast.owner, key=f"k{number}", title=f"Tin {number}")
        clock.shift(timedelta(hours=1))
    open_notice(inbox_of(cast.owner)[0], now=timezone.now())
    assert [notice.title for notice in inbox_of(cast.owner)] == ["Tin 2", "Tin 1", "Tin 3"]


def test_open_notice_keeps_the_first_moment(cast: Cast, clock: Any) -> None:
    tell(cast.owner)
    first = timezone.now()
    open_notice(Notice.objects.get(), now=first)
    open_notice(Notice.objects.get(), now=first + timedelta(days=1))
    assert Notice.objects.get().read_at == first


def test_read_all_leaves_others_inboxes_alone(cast: Cast, clock: Any) -> None:
    tell(cast.owner, cast.chair)
    assert read_all(cast.owner, now=timezone.now()) == 1
    assert (unread_notices(cast.owner), unread_notices(cast.chair)) == (0, 1)


def test_notice_that_another_run_has_claimed_is_left_to_it(cast: Cast, clock: Any) -> None:
    tell(cast.owner)
    notice = Notice.objects.get()
    Notice.objects.update(emailed_at=timezone.now())
    assert (_send_once(notice), mail.outbox) == (False, [])
