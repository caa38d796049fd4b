"""The door to every desk view: a signed-in person with a held post, and units loaded within that person's scope."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.orgs.models import Post, Unit, User
from caunoi.orgs.permissions import Mandate, mandate_of, may
from caunoi.orgs.roles import Right

CHOSEN_POST = "post"  # key in the session: the post a person with several works in


@dataclass(frozen=True)
class Officer:
    """Who works here today: the post worked in, its unit as it stands today, and every post held today.

    ``mandate``: for all that a page asks about rights.
    """

    user: User
    post: Post
    unit: Unit
    mandate: Mandate

    @property
    def today(self) -> date:
        return self.mandate.on

    @property
    def posts(self) -> tuple[Post, ...]:
        return self.mandate.posts

    def may(self, right: Right, unit: Unit) -> bool:
        return may(self.mandate, right, unit, on=self.today)


class OfficerRequest(HttpRequest):
    """A request that went through ``officer_view``."""

    officer: Officer
    user: User
    htmx: Any


def officer_of(user: User, *, today: date, chosen: Any = None) -> Officer | None:
    """``user`` in the post ``chosen`` (a primary key), else in the one nearest the top; None where none is held."""
    mandate = mandate_of(user, on=today)
    posts = sorted(mandate.posts, key=lambda post: (post.unit.depth, post.pk))
    if not posts:
        return None
    post = next((post for post in posts if post.pk == chosen), posts[0])
    return Officer(user, post, post.unit, replace(mandate, posts=tuple(posts)))


def officer_view(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for a sign-in and a post held today; give the view ``request.officer``. An account without a post gets 403."""

    @login_required
    @wraps(view)
    def wrapped(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        officer = officer_of(request.user, today=timezone.localdate(), chosen=request.session.get(CHOSEN_POST))
        if officer is None:
            message = _("Your account has no post today. Ask the administrator of your unit to appoint you.")
            raise PermissionDenied(message)
        request.officer = officer
        return view(request, *args, **kwargs)

    return wrapped


def load_unit(request: OfficerRequest, code: str, right: Right) -> Unit:
    """The unit as it stands today. 404 when the officer may not even see it, 403 when seeing is all that is allowed."""
    officer = request.officer
    unit = Unit.objects.at(officer.today).filter(code=code).first()
    if unit is None or not officer.mandate.may(Right.VIEW, unit):
        raise Http404(_("There is no unit with the code %(code)s below yours.") % {"code": code})
    if right != Right.VIEW and not officer.mandate.may(right, unit):
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": unit.name})
    return unit
