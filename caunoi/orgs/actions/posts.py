"""Appointing people to posts, and ending posts. ``starts_on`` and ``ends_on`` are both days on which the post is held."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Post, Unit, User


@transaction.atomic
def appoint(user: User, *, unit: Unit, role: str, on: date, by: User | None, now: datetime, title: str = "") -> Post:
    """``user`` holds ``role`` at ``unit`` from ``on``, until ended. The same role there only once at a time."""
    if not user.is_active:
        raise Refused(_("The account of %(person)s is locked.") % {"person": user}, code="inactive_account")
    if not Unit.objects.at(on).filter(pk=unit.pk).exists():
        raise Refused(_("The unit does not exist on that day."), code="unit_not_standing")
    still_held = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    if Post.objects.filter(still_held, user=user, unit=unit, role=role).exists():
        raise _already_held(user)
    try:
        with transaction.atomic():
            post = Post.objects.create(user=user, unit=unit, role=role, title=nfc(title), starts_on=on)
    except IntegrityError as error:  # the same appointment made twice at the same moment
        raise _already_held(user) from error
    audit.record("orgs.appointed", post, by=by, now=now, unit_id=unit.pk, user=user, role=role, on=on)
    return post


def _already_held(user: User) -> Refused:
    return Refused(_("%(person)s already holds this post.") % {"person": user}, code="already_held")


@transaction.atomic
def end_post(post: Post, *, on: date, by: User | None, now: datetime) -> Post:
    """``on`` is the last day on which the post is held. Refused before it began, and for a post that has ended."""
    if on < post.starts_on:
        raise Refused(_("The post began after that day."), code="ends_before_start")
    still_held = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    if Post.objects.filter(still_held, pk=post.pk).update(ends_on=on) != 1:
        raise Refused(_("The post has already ended."), code="already_ended")
    post.ends_on = on
    audit.record("orgs.post_ended", post, by=by, now=now, unit_id=post.unit_id, user=post.user_id, on=on)
    return post
