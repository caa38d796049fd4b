"""What people change about themselves, and what the law lets them ask (Law 91/2025/QH15 on personal data protection)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from caunoi.core import audit
from caunoi.core.text import nfc
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, User
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right


@transaction.atomic
def change_profile(
    user: User, *, full_name: str, phone: str, language: str, wants_email: bool, now: datetime
) -> list[str]:
    """Save what differs; return the names of the changed fields. The audit row names the fields, never their content."""
    values = {"full_name": nfc(full_name), "phone": phone, "language": language, "wants_email": wants_email}
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if changed:
        for name in changed:
            setattr(user, name, values[name])
        user.save(update_fields=changed)
        audit.record("orgs.profile_changed", user, by=user, now=now, fields=changed)
    return changed


@transaction.atomic
def request_deletion(user: User, *, now: datetime) -> int:
    """Ask those who manage posts at the person's units to close the account; return how many were told.

    Where nobody does, the administrators of the whole installation are told. Asking twice in a day tells nobody twice.
    """
    today = timezone.localdate(now)
    told = set()
    for post in Post.objects.held_on(today).filter(user=user).select_related("unit"):
        told |= set(people_with(Right.MANAGE_POSTS, post.unit, on=today).exclude(pk=user.pk))
    told = told or set(User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk))
    with override("vi"):
        title = _("%(person)s asks for their account to be deleted") % {"person": user}
        body = _(
            "End the person’s posts, then close the account, and answer within the term the law on personal data sets."
        )
        key = f"deletion:{user.pk}:{today:%Y%m%d}"
        notify(told, key=key, title=title, body=body, url=reverse("orgs:invitations"), now=now)
    audit.record("orgs.deletion_requested", user, by=user, now=now)
    return len(told)
