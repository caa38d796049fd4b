"""What every desk page knows of its officer."""

from typing import Any

from django.http import HttpRequest

from caunoi.orgs.models import Notice


def officer(request: HttpRequest) -> dict[str, Any]:
    """``officer``: who works here in which unit, on pages behind ``officer_view``; ``unread``: notices waiting.

    One query for a signed-in person, none for anybody else: without a session not even the account is looked up.
    """
    known = getattr(request, "officer", None)
    session = getattr(request, "session", None)
    if known is None and (session is None or session.session_key is None):
        return {"officer": None, "unread": 0}
    user = known.user if known else getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"officer": None, "unread": 0}
    return {"officer": known, "unread": Notice.objects.filter(user=user, read_at__isnull=True).count()}
