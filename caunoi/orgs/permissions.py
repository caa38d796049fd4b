"""Who may do what to which unit on a day: one rule, asked as "may I", as "which ones" and as "who".

A right comes from a post held that day, by its role alone (``roles.RIGHTS``). It holds at the post's unit and, for rights
of reach BRANCH, at every unit that stands below it on the territorial line that day. The sector line gives no rights.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from caunoi.orgs.enums import Line, Role
from caunoi.orgs.models import Post, Succession, Unit, UnitQuerySet, User
from caunoi.orgs.models.units import line_of, path_end
from caunoi.orgs.roles import BRANCH, REACH, Right, roles_with

Someone = User | AnonymousUser


@dataclass(frozen=True)
class Mandate:
    """What ``user`` may do on the day ``on``: the posts held, each with its ``unit`` as ``Unit.objects.at(on)`` gives it.

    Reckoned once for a page and given to what asks for rights there; actions are given the user and reckon anew.
    """

    user: Someone
    on: date
    posts: tuple[Post, ...]

    def tops(self, right: Right) -> list[Unit]:
        """The units that ``right`` comes from."""
        roles = roles_with(right)
        return [post.unit for post in self.posts if post.role in roles]

    def may(self, right: Right, unit: Unit) -> bool:
        """``unit`` as ``Unit.objects.at(on)`` gives it. Asks nothing."""
        return any(_reaches(right, top, unit) for top in self.tops(right))

    def units(self, right: Right) -> UnitQuerySet:
        """The units at which ``may`` holds, as ``Unit.objects.at(on)`` gives them."""
        reached = Q(pk__in=[])
        for top in self.tops(right):
            below = Q(place__path__gte=top.path, place__path__lt=path_end(top.path))
            reached |= below if REACH[right] == BRANCH else Q(pk=top.pk)
        return Unit.objects.at(self.on).filter(reached)


Asking = Someone | Mandate


def _reaches(right: Right, top: Unit, unit: Unit) -> bool:
    return unit.path.startswith(top.path) if REACH[right] == BRANCH else unit.pk == top.pk


def mandate_of(user: Asking, *, on: date) -> Mandate:
    """One that is given is taken where it is of that day. Two queries, none for a visitor or a locked account."""
    if isinstance(user, Mandate):
        return user if user.on == on else mandate_of(user.user, on=on)
    if not user.is_authenticated or not user.is_active:
        return Mandate(user, on, ())
    posts = list(Post.objects.held_on(on).filter(user=user).order_by("pk"))
    standing = Unit.objects.at(on).in_bulk({post.unit_id for post in posts})
    held = tuple(post for post in posts if post.unit_id in standing)
    for post in held:
        post.unit = standing[post.unit_id]
    return Mandate(user, on, held)


def units_for(user: Asking, right: Right, *, on: date) -> UnitQuerySet:
    """The units at which ``user`` has ``right`` on the day, as ``Unit.objects.at(on)`` gives them. Asks as ``mandate_of``."""
    return mandate_of(user, on=on).units(right)


def may(user: Asking, right: Right, unit: Unit, *, on: date) -> bool:
    """Whether ``unit``, however it was loaded, is one of ``units_for(user, right, on=on)``. At most three queries."""
    mandate = mandate_of(user, on=on)
    tops = {top.pk for top in mandate.tops(right)}
    if unit.pk in tops or not tops or REACH[right] != BRANCH:
        return unit.pk in tops
    return mandate.units(right).filter(pk=unit.pk).exists()


def people_with(right: Right, unit: Unit, *, on: date) -> QuerySet[User]:
    """Active holders of ``right`` by a post at ``unit`` itself: those to be told. Nobody when it does not stand."""
    standing = Unit.objects.at(on).filter(pk=unit.pk)
    posts = Post.objects.held_on(on).filter(unit__in=standing.values("pk"), role__in=roles_with(right))
    return User.objects.filter(is_active=True, pk__in=posts.values("user"))


def may_look_back(user: Asking, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` may read the history of a closed unit: those who see what stood above it, or its heirs."""
    last = unit.placements.filter(line=Line.TERRITORY).order_by("-valid_from").first()
    if last is None:
        return False
    above = line_of(last.path)
    heirs = Succession.objects.filter(unit__in=above).values("successor")
    return units_for(user, Right.VIEW, on=on).filter(Q(pk__in=above) | Q(pk__in=heirs)).exists()


def grantable_roles(user: Asking, unit: Unit, *, on: date) -> list[Role]:
    """The roles that ``user`` may give to others at ``unit``: none without MANAGE_POSTS there.

    Only who manages units appoints an administrator, so that nobody raises their own reach by an appointment.
    """
    mandate = mandate_of(user, on=on)
    if not may(mandate, Right.MANAGE_POSTS, unit, on=on):
        return []
    manages_units = may(mandate, Right.MANAGE_UNITS, unit, on=on)
    return [role for role in Role if manages_units or role != Role.ADMINISTRATOR]
