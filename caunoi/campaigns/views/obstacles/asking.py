"""Asking about an obstacle from the very duty it concerns; taking the question back; doubting the answer."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions import obstacles as actions
from caunoi.campaigns.actions.duties import DutyChanged
from caunoi.campaigns.forms.obstacles import AskForm
from caunoi.campaigns.models import Assignment, Obstacle, ObstacleFile
from caunoi.campaigns.permissions import assignments_for, may_ask, may_reopen, may_withdraw, obstacles_for
from caunoi.campaigns.permissions.obstacles import may_confirm, may_explain
from caunoi.campaigns.queries.documents import headings_of
from caunoi.campaigns.queries.guidance import guidance_at
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, require
from caunoi.campaigns.views.evidence import kept_for, receive_files, serve
from caunoi.campaigns.views.meanwhile import show_changed_duty
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def ask(request: OfficerRequest, pk: int) -> HttpResponse:
    """What is in the way? Shows first what has been answered already; a form sent twice is answered as the first time."""
    officer = request.officer
    parts = ("unit", "duty__provision", "duty__campaign__instrument")
    assignment: Assignment = load(assignments_for(officer.user, on=officer.today).select_related(*parts), pk)
    require(may_ask(officer.user, assignment, on=officer.today))
    form = AskForm(request.POST or None, initial={"client_key": uuid4()})
    problems = receive_files(request, form.known_key) if request.method == "POST" else []
    if form.is_bound and form.is_valid() and not problems:
        return _ask(request, assignment, form)
    return _ask_page(request, assignment, form, problems)


def _ask(request: OfficerRequest, assignment: Assignment, form: AskForm) -> HttpResponse:
    officer = request.officer
    uploads = kept_for(request, form.known_key)
    try:
        actions.ask_obstacle(assignment, **form.cleaned_data, uploads=uploads, by=officer.user, now=timezone.now())
    except DutyChanged as changed:
        typed = Form(initial={name: form.cleaned_data[name] for name in ("text", "proposal")})
        return show_changed_duty(request, assignment, changed.assignment, typed)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _ask_page(request, assignment, form, [])
    messages.success(request, _("Asked. The level above is being told; the answer will stand here."))
    return redirect("campaigns:show-duty", pk=assignment.pk)


def _ask_page(request: OfficerRequest, assignment: Assignment, form: AskForm, problems: list[str]) -> HttpResponse:
    officer, duty = request.officer, assignment.duty
    name_units([assignment], on=officer.today)
    context: dict[str, Any] = {
        "assignment": assignment,
        "duty": duty,
        "headings": headings_of(duty.provision),
        "guidance": guidance_at(assignment, officer.user, on=officer.today, own=True),
        "form": form,
        "problems": problems,
        "uploads": kept_for(request, form.known_key),
    }
    page = campaign_context(request, duty.campaign, "list-obstacles") | context
    return render(request, "campaigns/obstacles/ask.html", page, status=422 if form.is_bound else 200)


def _change(
    request: OfficerRequest, pk: int, allowed: Callable[..., bool], change: Callable[[Obstacle], None], done: str
) -> HttpResponse:
    officer = request.officer
    rows = obstacles_for(officer.user, on=officer.today).select_related("assignment__unit", "lies_with")
    obstacle: Obstacle = load(rows, pk)
    require(may_ask(officer.user, obstacle.assignment, on=officer.today))
    if not allowed(officer.user, obstacle, on=officer.today):
        messages.error(request, _("This question has changed meanwhile. Look at it again."))
        return redirect("campaigns:answer-obstacle", pk=obstacle.pk)
    try:
        change(obstacle)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("campaigns:answer-obstacle", pk=obstacle.pk)


@require_POST
@officer_view
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    by, now = request.officer.user, timezone.now()
    done = _("The question is withdrawn.")
    return _change(request, pk, may_withdraw, lambda row: actions.withdraw_obstacle(row, by=by, now=now), done)


@require_POST
@officer_view
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    by, now, reason = request.officer.user, timezone.now(), request.POST.get("reason", "")
    done = _("The question is open again. Those who answered are being told.")
    change = lambda row: actions.reopen_obstacle(row, reason=reason, by=by, now=now)  # noqa: E731
    return _change(request, pk, may_reopen, change, done)


@require_POST
@officer_view
def explain(request: OfficerRequest, pk: int) -> HttpResponse:
    by, now, text = request.officer.user, timezone.now(), request.POST.get("text", "")
    done = _("Replied. The level above is being told.")
    return _change(request, pk, may_explain, lambda row: actions.explain_obstacle(row, text=text, by=by, now=now), done)


@require_POST
@officer_view
def confirm(request: OfficerRequest, pk: int) -> HttpResponse:
    by, now = request.officer.user, timezone.now()
    done = _("Noted: the answer has solved it.")
    return _change(request, pk, may_confirm, lambda row: actions.confirm_solved(row, by=by, now=now), done)


def _load_file(request: OfficerRequest, pk: int) -> ObstacleFile:
    officer = request.officer
    seen = obstacles_for(officer.user, on=officer.today).values("pk")
    row: ObstacleFile = load(ObstacleFile.objects.filter(obstacle__in=seen), pk)
    return row


@require_safe
@officer_view
def show_file(request: OfficerRequest, pk: int) -> FileResponse:
    row = _load_file(request, pk)
    return serve(row, row.file)


@require_safe
@officer_view
def show_thumbnail(request: OfficerRequest, pk: int) -> FileResponse:
    row = _load_file(request, pk)
    if not row.thumbnail:
        raise Http404(_("Only photographs have a small picture."))
    return serve(row, row.thumbnail)
