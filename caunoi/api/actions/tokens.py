"""Tokens: made by those who appoint people at the unit, never with more than they hold themselves; revoked at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.api.models import ApiToken
from caunoi.api.permissions import grantable_scopes
from caunoi.api.secrets import hash_of, make_secret
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User

MAX_DAYS = 730
USE_IS_NOTED_EVERY = timedelta(minutes=5)  # a write for every request would cost more than the requests


@transaction.atomic
def make_token(
    unit: Unit, *, name: str, scopes: Iterable[str], days: int, by: User, now: datetime
) -> tuple[ApiToken, str]:
    """A token of ``unit`` and its secret, which cannot be shown again. ``Refused``: ``name_missing``, ``scopes_missing``,
    ``scope_not_grantable``, ``bad_term``."""
    wanted, name = list(dict.fromkeys(scopes)), nfc(name)[:120]
    if not name:
        raise Refused(_("Say which system the token is for."), code="name_missing")
    if not wanted:
        raise Refused(_("Choose at least one thing that the system may do."), code="scopes_missing")
    if not 1 <= days <= MAX_DAYS:
        message = _("A token is valid for at least one day and at most %(days)s days.") % {"days": MAX_DAYS}
        raise Refused(message, code="bad_term")
    if not set(wanted) <= set(grantable_scopes(by, unit, on=timezone.localdate(now))):
        message = _("You may not give a system more than you may do yourself at this unit.")
        raise Refused(message, code="scope_not_grantable")
    secret = make_secret()
    token = ApiToken.objects.create(
        unit=unit, name=name, scopes=wanted, secret_hash=hash_of(secret), hint=secret[-4:], made_by=by, made_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    audit.record("api.token_made", token, by=by, now=now, unit_id=unit.pk, name=name, scopes=wanted, days=days)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User, now: datetime) -> None:
    """From now on it opens nothing. ``Refused`` where it was revoked before."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now, revoked_by=by):
        raise Refused(_("This token was revoked already."), code="already_revoked")
    audit.record("api.token_revoked", token, by=by, now=now, unit_id=token.unit_id, name=token.name)


def note_use(token: ApiToken, *, now: datetime) -> bool:
    """Note that the token is in use, at most every few minutes; True where it was noted."""
    lately = now - USE_IS_NOTED_EVERY
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lte=lately)
    if token.last_used_at and token.last_used_at > lately:
        return False
    return bool(ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now))
