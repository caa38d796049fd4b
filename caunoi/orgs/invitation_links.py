"""The secret of an invitation's link: derived from the row and the server's key, so that the database alone opens nothing.

Only the hash stands in the row. The job that mails the link, and the inviter who hands it on by hand, derive it anew.
A later ``expires_at`` gives another secret: sending again makes the old link worthless.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from caunoi.orgs.models import Invitation


def secret_of(invitation: Invitation) -> str:
    moment = int(invitation.expires_at.timestamp() * 1_000_000)
    digest = salted_hmac("caunoi.orgs.invitation", f"{invitation.pk}.{moment}", algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(invitation: Invitation) -> str:
    """The full address to send, with the secret in it."""
    return str(settings.BASE_URL) + reverse("account_accept_invitation", args=[secret_of(invitation)])


def is_stale(invitation: Invitation, now: datetime) -> bool:
    """Its link opens nothing any more, or the server's key has changed since it was made."""
    return not invitation.is_open(now) or hash_of(secret_of(invitation)) != invitation.secret_hash
