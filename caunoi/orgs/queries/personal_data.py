"""What the system holds on one person, for that person (Law 91/2025/QH15: the right to see and take one's data)."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.db.models import QuerySet

from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Invitation, Notice, Post, User


def _rows(rows: QuerySet[Any], **columns: str) -> list[dict[str, Any]]:
    named = rows.values_list(*columns.values())
    return [dict(zip(columns, row, strict=True)) for row in named]


def personal_data(user: User, *, now: datetime) -> dict[str, Any]:
    """Everything kept under ``user``'s name, without the secrets that protect the account (password, keys, codes).

    What the person recorded in a unit's name stands here as lines of the audit trail: it belongs to the unit.
    """
    sent = Invitation.objects.filter(email__iexact=user.email).order_by("pk")
    known = {"what": "user_agent", "address": "ip_address", "at": "attempt_time"}
    return {
        "made_at": now,
        "account": {
            "email": user.email,
            "full_name": user.full_name,
            "phone": user.phone,
            "language": user.language,
            "wants_email": user.wants_email,
            "joined_at": user.joined_at,
            "last_login": user.last_login,
        },
        "posts": _rows(
            Post.objects.filter(user=user).order_by("pk"),
            unit="unit__code",
            role="role",
            title="title",
            starts_on="starts_on",
            ends_on="ends_on",
        ),
        "invitations": _rows(
            sent,
            unit="unit__code",
            role="role",
            full_name="full_name",
            invited_at="invited_at",
            accepted_at="accepted_at",
        ),
        "notices": _rows(
            Notice.objects.filter(user=user).order_by("pk"),
            title="title",
            body="body",
            created_at="created_at",
            read_at="read_at",
            emailed_at="emailed_at",
        ),
        "devices": _rows(
            UserSession.objects.filter(user=user).order_by("pk"),
            device="user_agent",
            address="ip",
            since="created_at",
            last_seen="last_seen_at",
        ),
        "second_steps": _rows(
            Authenticator.objects.filter(user=user).order_by("pk"),
            kind="type",
            created_at="created_at",
            last_used_at="last_used_at",
        ),
        "sign_ins": _rows(AccessLog.objects.filter(username=user.email).order_by("pk"), **known),
        "failed_sign_ins": _rows(AccessAttempt.objects.filter(username=user.email).order_by("pk"), **known),
        "deeds": _rows(
            AuditEntry.objects.filter(actor_id=user.pk).order_by("pk"),
            at="at",
            action="action",
            target="target_type",
            number="target_id",
            unit="unit_id",
            detail="detail",
        ),
    }
