"""The desk's home: today first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from caunoi.desk.queries.today import sentence, today_of
from caunoi.orgs.models import Post
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import CHOSEN_POST, OfficerRequest, officer_view


@require_safe
@officer_view
def show_home(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    today = today_of(officer.user, officer.unit, on=officer.today)
    rights = {
        right: officer.may(right, officer.unit) for right in (Right.LOG_ACTIVITY, Right.ACKNOWLEDGE, Right.IMPORT_PLAN)
    }
    context = {
        "day": today,
        "sentence": sentence(today),
        "today": officer.today,
        "may_log": rights[Right.LOG_ACTIVITY] and bool(today.campaigns),
        "may_acknowledge": rights[Right.ACKNOWLEDGE],
        "may_import": rights[Right.IMPORT_PLAN] and officer.unit.depth <= 3,
    }
    return render(request, "desk/home.html", context)


@require_POST
@officer_view
def choose_post(request: OfficerRequest) -> HttpResponse:
    """Work in another of the posts held today."""
    held = Post.objects.filter(pk__in=[post.pk for post in request.officer.posts])
    post = get_object_or_404(held, pk=request.POST.get("post") if request.POST.get("post", "").isdecimal() else None)
    request.session[CHOSEN_POST] = post.pk
    return redirect("desk:home")
