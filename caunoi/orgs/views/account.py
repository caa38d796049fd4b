"""Pages around sign-in that allauth does not bring."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from caunoi.orgs.models import Post, User
from caunoi.orgs.views.access import CHOSEN_POST, Officer, officer_of


class OwnRequest(HttpRequest):
    """A request that went through ``own_page``."""

    officer: Officer | None
    user: User


def own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what belongs to the person and not to a post: asks for a sign-in alone; ``request.officer`` is None without a post."""

    @login_required
    @wraps(view)
    def wrapped(request: OwnRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today, chosen = timezone.localdate(), request.session.get(CHOSEN_POST)
        request.officer = officer_of(request.user, today=today, chosen=chosen)
        return view(request, *args, **kwargs)

    return wrapped


@login_required
def explain_missing_post(request: HttpRequest) -> HttpResponse:
    """Where an account without a post lands: what is missing, and who can give it."""
    if Post.objects.held_on(timezone.localdate()).filter(user=request.user.pk).exists():
        return redirect("desk:home")
    return render(request, "account/without_post.html")
