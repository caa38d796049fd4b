"""Mail that follows a notice or an invitation. Every task is safe to run twice."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.orgs.invitation_links import is_stale, link_of
from caunoi.orgs.models import Invitation, Notice, Unit, User
from caunoi.orgs.reorganising.applying import apply_now, check_now, undo_now

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


@task()
def send_invitation_mail(invitation_id: int) -> bool:
    """Mail the link of an invitation that is still open; False when it is not. Sent twice, it is the same link."""
    invitation = Invitation.objects.select_related("unit", "invited_by").filter(pk=invitation_id).first()
    now = timezone.now()
    if invitation is None or is_stale(invitation, now):
        logger.info("invitation %s is no longer open: no mail", invitation_id)
        return False
    unit = Unit.objects.at(timezone.localdate(now)).filter(pk=invitation.unit_id).first() or invitation.unit
    context = {"invitation": invitation, "unit": unit, "link": link_of(invitation)}
    with translation.override("vi"):
        subject = _("%(unit)s invites you to Cầu Nối") % {"unit": unit}
        text = render_to_string("orgs/email/invitation.txt", context)
    send_mail(f"[Cầu Nối] {subject}", text, None, [invitation.email])
    return True


@task()
def send_password_link(user_id: int) -> bool:
    """Mail a link for choosing a new password; the token is made here, so that it stands in no row of the database."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        logger.info("user %s is not there or locked: no password link", user_id)
        return False
    keys = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=keys)
    with translation.override(user.language):
        text = render_to_string("account/email/password_reset_key_message.txt", {"user": user, "link": link})
        subject = _("Choose a new password")
    send_mail(f"[Cầu Nối] {subject}", text, None, [user.email])
    return True


@task()
def send_account_mail(subject: str, text: str, address: str) -> None:
    """Send a note about an account that is already written. Sent twice, it does no harm."""
    send_mail(subject, text, None, [address])


@task()
def check_reorganisation_later(pk: int) -> None:
    check_now(pk, now=timezone.now())


@task()
def apply_reorganisation_later(pk: int) -> None:
    apply_now(pk, now=timezone.now())


@task()
def undo_reorganisation_later(pk: int, user_id: int) -> None:
    undo_now(pk, by=User.objects.filter(pk=user_id).first(), now=timezone.now())
