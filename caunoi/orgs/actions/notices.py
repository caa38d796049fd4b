"""Telling people: a line in the inbox at once, an e-mail by a job."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from caunoi.orgs.models import Notice, User
from caunoi.orgs.tasks import send_notice_mails

MAILS_PER_JOB = 100


@transaction.atomic
def notify(users: Iterable[User], *, key: str, title: str, body: str = "", url: str = "", now: datetime) -> int:
    """Tell each of ``users`` once: who has had a notice under ``key`` gets no second one. Return how many are newly told.

    ``url`` is a path of our own ("/ban-lam-viec/…"), opened from the inbox and written in full into the e-mail.
    """
    ids = {user.pk for user in users}
    told = set(Notice.objects.filter(key=key, user__in=ids).values_list("user_id", flat=True))
    new = sorted(ids - told)
    rows = [Notice(user_id=pk, key=key, title=title[:250], body=body, url=url, created_at=now) for pk in new]
    Notice.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    for start in range(0, len(new), MAILS_PER_JOB):
        send_notice_mails.enqueue(key, new[start : start + MAILS_PER_JOB])
    return len(new)


def open_notice(notice: Notice, *, now: datetime) -> None:
    """Mark it read, once; the first moment stands."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)


def read_all(user: User, *, now: datetime) -> int:
    """Mark every unread notice of ``user`` read; return how many were."""
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=now)
