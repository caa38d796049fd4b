"""Posts: appointing somebody who has an account, ending a post, choosing in which post one works."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.core.errors import Refused
from caunoi.orgs.actions.posts import appoint, end_post
from caunoi.orgs.forms.units import AppointForm, EndPostForm
from caunoi.orgs.models import Post
from caunoi.orgs.permissions import grantable_roles
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import CHOSEN_POST, OfficerRequest, load_unit, officer_view


@officer_view
def appoint_person(request: OfficerRequest, code: str) -> HttpResponse:
    officer = request.officer
    unit = load_unit(request, code, Right.MANAGE_POSTS)
    roles = grantable_roles(officer.mandate, unit, on=officer.today)
    form = AppointForm(request.POST or None, roles=roles, initial={"on": officer.today})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            post = appoint(typed.pop("person"), unit=unit, by=officer.user, now=timezone.now(), **typed)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("%(person)s is appointed.") % {"person": post.user})
            return redirect("orgs:show-unit", unit.code)
    return render(request, "orgs/appoint.html", {"unit": unit, "form": form})


@officer_view
def end(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who could not give the role cannot take it away either."""
    officer = request.officer
    post = get_object_or_404(Post.objects.select_related("unit", "user"), pk=pk)
    unit = load_unit(request, post.unit.code, Right.MANAGE_POSTS)
    if post.role not in grantable_roles(officer.mandate, unit, on=officer.today):
        raise PermissionDenied(_("Only who manages units ends the post of an administrator."))
    form = EndPostForm(request.POST or None, initial={"on": officer.today})
    if request.method == "POST" and form.is_valid():
        try:
            end_post(post, on=form.cleaned_data["on"], by=officer.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The post of %(person)s ends.") % {"person": post.user})
            return redirect("orgs:show-unit", unit.code)
    return render(request, "orgs/end_post.html", {"unit": unit, "post": post, "form": form})


@officer_view
@require_POST
def switch(request: OfficerRequest) -> HttpResponse:
    """Work in another of one's own posts from now on (``post``: its key; ``next``: where to go on)."""
    chosen = next((post for post in request.officer.posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        raise PermissionDenied(_("This is not a post of yours."))
    request.session[CHOSEN_POST] = chosen.pk
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else "desk:home")
