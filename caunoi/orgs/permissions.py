"""Who may do what to which unit on a day: one rule, asked as "may I", as "which ones" and as "who".

A right comes from a post held that day, by its role alone (``roles.RIGHTS``). It holds at the post's unit and, for rights
of reach BRANCH, at every unit that stands below it on the territorial line that day. The sector line gives no rights.
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from caunoi.orgs.enums import Line, Role
from caunoi.orgs.models import Post, Succession, Unit, UnitQuerySet, User
from caunoi.orgs.models.units import path_end
from caunoi.orgs.roles import BRANCH, REACH, Right, roles_with

Someone = User | AnonymousUser


def units_for(user: Someone, right: Right, *, on: date) -> UnitQuerySet:
    """The units at which ``user`` has ``right`` on the day, as ``Unit.objects.at(on)`` gives them. Asks one query at once."""
    standing = Unit.objects.at(on)
    if not user.is_authenticated or not user.is_active:
        return standing.none()
    posts = Post.objects.held_on(on).filter(user=user, role__in=roles_with(right))
    scopes = standing.filter(pk__in=posts.values("unit"))
    reached = Q(pk__in=[])
    for unit in scopes:
        below = Q(place__path__gte=unit.path, place__path__lt=path_end(unit.path))
        reached |= below if REACH[right] == BRANCH else Q(pk=unit.pk)
    return standing.filter(reached)


def may(user: Someone, right: Right, unit: Unit, *, on: date) -> bool:
    """Whether ``unit`` is one of ``units_for(user, right, on=on)``. Two queries."""
    return units_for(user, right, on=on).filter(pk=unit.pk).exists()


def people_with(right: Right, unit: Unit, *, on: date) -> QuerySet[User]:
    """Active holders of ``right`` by a post at ``unit`` itself: those to be told. Nobody when it does not stand."""
    standing = Unit.objects.at(on).filter(pk=unit.pk)
    posts = Post.objects.held_on(on).filter(unit__in=standing.values("pk"), role__in=roles_with(right))
    return User.objects.filter(is_active=True, pk__in=posts.values("user"))


def may_look_back(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` may read the history of a closed unit: those who see what stood above it, or its heirs."""
    last = unit.placements.filter(line=Line.TERRITORY).order_by("-valid_from").first()
    if last is None:
        return False
    above = [int(part) for part in last.path.split(".") if part]
    heirs = Succession.objects.filter(unit__in=above).values("successor")
    return units_for(user, Right.VIEW, on=on).filter(Q(pk__in=above) | Q(pk__in=heirs)).exists()


def grantable_roles(user: Someone, unit: Unit, *, on: date) -> list[Role]:
    """The roles that ``user`` may give to others at ``unit``: none without MANAGE_POSTS there.

    Only who manages units appoints an administrator, so that nobody raises their own reach by an appointment.
    """
    if not may(user, Right.MANAGE_POSTS, unit, on=on):
        return []
    manages_units = may(user, Right.MANAGE_UNITS, unit, on=on)
    return [role for role in Role if manages_units or role != Role.ADMINISTRATOR]
