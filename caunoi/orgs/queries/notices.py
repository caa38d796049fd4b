"""The inbox."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from caunoi.orgs.models import Notice, User


def unread_notices(user: User) -> int:
    """How many notices wait unread: the number in the navigation."""
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def inbox_of(user: User) -> QuerySet[Notice]:
    """All notices of ``user``: the unread first, then newest first."""
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return Notice.objects.filter(user=user).order_by(is_read, "-created_at", "-pk")
