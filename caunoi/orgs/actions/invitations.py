"""Invitations: the only way to an account. Sent, sent again, withdrawn, accepted; each once, each in the audit trail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.enums import Role
from caunoi.orgs.invitation_links import hash_of, secret_of
from caunoi.orgs.models import Invitation, Post, Unit, User
from caunoi.orgs.permissions import grantable_roles
from caunoi.orgs.tasks import send_invitation_mail

OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


@transaction.atomic
def invite(
    *, email: str, full_name: str, unit: Unit, role: str, by: User, now: datetime, title: str = ""
) -> tuple[Invitation, str]:
    """Invite ``email`` to ``role`` at ``unit``; return the invitation and the secret of its link.

    ``by`` must be one who may give that role there (``permissions.grantable_roles``). An earlier open invitation to the
    same post is withdrawn: one post, one link.
    """
    email = email.strip().lower()
    _require_grant(by, unit, role, now)
    if Post.objects.held_on(timezone.localdate(now)).filter(user__email=email, unit=unit, role=role).exists():
        raise Refused(_("%(email)s already holds this post.") % {"email": email}, code="already_held")
    Invitation.objects.filter(OPEN, email=email, unit=unit, role=role).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        email=email,
        full_name=nfc(full_name),
        unit=unit,
        role=role,
        title=nfc(title),
        secret_hash=get_random_string(64),  # replaced below: the secret hangs on the row's own number
        invited_by=by,
        invited_at=now,
        expires_at=now,
    )
    secret = _renew(invitation, now)
    audit.record("orgs.invited", invitation, by=by, now=now, unit_id=unit.pk, role=role)
    return invitation, secret


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User, now: datetime) -> str:
    """A new link with a new term, mailed; the old link dies. Also for one that has expired."""
    _require_grant(by, invitation.unit, invitation.role, now)
    secret = _renew(invitation, now)
    audit.record("orgs.invitation_resent", invitation, by=by, now=now, unit_id=invitation.unit_id)
    return secret


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, now: datetime) -> None:
    """From now on its link opens nothing. Refused when it was accepted or withdrawn before."""
    _require_grant(by, invitation.unit, invitation.role, now)
    if Invitation.objects.filter(OPEN, pk=invitation.pk).update(withdrawn_at=now) != 1:
        raise _closed()
    audit.record("orgs.invitation_withdrawn", invitation, by=by, now=now, unit_id=invitation.unit_id)


@transaction.atomic
def accept_invitation(secret: str, *, password: str | None, now: datetime) -> User:
    """Make the account (or take the one that has this address) and give it the post. The link works once.

    ``password`` is for a new account alone and must have passed the validators; an account that exists keeps its own.
    Refused too when the inviter may no longer give that role: a right that ended does not live on in a letter.
    """
    accepted = Invitation.objects.filter(OPEN, secret_hash=hash_of(secret), expires_at__gt=now).update(accepted_at=now)
    if accepted != 1:
        raise _closed()
    invitation = Invitation.objects.select_related("unit", "invited_by").get(secret_hash=hash_of(secret))
    _require_grant(invitation.invited_by, invitation.unit, invitation.role, now)
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        if not password:
            raise Refused(_("Choose a password."), code="password_needed")
        user = User.objects.create_user(invitation.email, password, full_name=invitation.full_name)
        audit.record("orgs.account_opened", user, by=user, now=now, unit_id=invitation.unit_id)
    on, title = timezone.localdate(now), invitation.title
    appoint(user, unit=invitation.unit, role=invitation.role, on=on, by=invitation.invited_by, now=now, title=title)
    audit.record("orgs.invitation_accepted", invitation, by=user, now=now, unit_id=invitation.unit_id)
    return user


def _renew(invitation: Invitation, now: datetime) -> str:
    """Give it a new term and link and have it mailed. Refused unless it is neither accepted nor withdrawn."""
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    secret = secret_of(invitation)
    invitation.secret_hash = hash_of(secret)
    values = {"expires_at": invitation.expires_at, "secret_hash": invitation.secret_hash}
    if Invitation.objects.filter(OPEN, pk=invitation.pk).update(**values) != 1:
        raise _closed()
    send_invitation_mail.enqueue(invitation.pk)
    return secret


def _require_grant(by: User, unit: Unit, role: str, now: datetime) -> None:
    if role not in grantable_roles(by, unit, on=timezone.localdate(now)):
        label = Role(role).label
        raise Refused(_("You may not give the role “%(role)s” there.") % {"role": label}, code="role_not_grantable")


def _closed() -> Refused:
    return Refused(_("This invitation has been used, withdrawn, or has expired. Ask for a new one."), code="not_open")
