"""Mail that follows a notice or an invitation. Every task is safe to run twice."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from caunoi.orgs.models import Notice

logger = logging.getLogger(__name__)


@task()
def send_notice_mails(key: str, user_ids: list[int]) -> int:
    """Send the notices under ``key`` to those of ``user_ids`` who want e-mail; return how many went out.

    A mail server that refuses one address fails the job after the others were served; the next attempt sends the rest.
    """
    waiting = Notice.objects.filter(
        key=key, user__in=user_ids, emailed_at__isnull=True, user__wants_email=True, user__is_active=True
    )
    failures: list[Exception] = []
    sent = 0
    for notice in waiting.select_related("user").order_by("pk"):
        try:
            sent += _send_once(notice)
        except OSError as error:  # smtplib's errors and a connection that broke are both OSError
            logger.warning("notice %s was not sent: %s", notice.pk, error)
            failures.append(error)
    if failures:
        raise failures[0]
    return sent


def _send_once(notice: Notice) -> bool:
    """Claim the notice, then send it; False when another run has claimed it. A failed sending gives the claim back."""
    claimed = Notice.objects.filter(pk=notice.pk, emailed_at__isnull=True).update(emailed_at=timezone.now())
    if not claimed:
        return False
    try:
        with translation.override(notice.user.language):
            text = render_to_string("orgs/email/notice.txt", {"notice": notice, "base_url": settings.BASE_URL})
        send_mail(f"[Cầu Nối] {notice.title}", text, None, [notice.user.email])
    except Exception:
        Notice.objects.filter(pk=notice.pk).update(emailed_at=None)
        raise
    return True
