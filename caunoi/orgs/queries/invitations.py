"""Invitations that are out, and accounts that are locked, as far as a person manages posts."""

from dataclasses import dataclass
from datetime import date, datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from caunoi.orgs.models import Invitation, Post, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right


def invitations_of(user: User, *, on: date) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn, at units where ``user`` manages posts; the newest first. The expired are among them."""
    units = units_for(user, Right.MANAGE_POSTS, on=on).values("pk")
    waiting = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return Invitation.objects.filter(waiting, unit__in=units).order_by("-invited_at", "-pk")


def managed_people(user: User, *, on: date) -> QuerySet[User]:
    """Everybody who holds a post where ``user`` manages posts."""
    units = units_for(user, Right.MANAGE_POSTS, on=on).values("pk")
    return User.objects.filter(pk__in=Post.objects.held_on(on).filter(unit__in=units).values("user"))


@dataclass(frozen=True)
class LockedAccount:
    """``until`` is when the lock opens by itself."""

    user: User
    until: datetime


def locked_accounts(user: User, *, on: date, now: datetime) -> list[LockedAccount]:
    """Accounts of ``managed_people`` that cannot sign in by password at this moment, from at least one network address."""
    cool_off = get_cool_off()
    if cool_off is None:
        return []
    recent = AccessAttempt.objects.filter(attempt_time__gte=now - cool_off).values("username", "ip_address")
    counted = recent.annotate(failures=Sum("failures_since_start")).filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    since = dict(
        AccessAttempt.objects.filter(username__in=counted.values("username")).values_list("username", "attempt_time")
    )
    people = managed_people(user, on=on).filter(email__in=list(since)).order_by("full_name", "pk")
    return [LockedAccount(person, since[person.email] + cool_off) for person in people]
