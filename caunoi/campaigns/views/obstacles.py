"""Obstacles: asked at a duty, answered by the level above."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions import obstacles
from caunoi.campaigns.forms.duties import AnswerForm
from caunoi.campaigns.models import Assignment, Obstacle
from caunoi.campaigns.permissions import assignments_for, may_answer, may_ask, obstacles_for
from caunoi.campaigns.queries.documents import headings_of
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require, scope_of
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30


@require_POST
@officer_view
def ask(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    assignment: Assignment = load(assignments_for(officer.user, on=officer.today).select_related("unit"), pk)
    require(may_ask(officer.user, assignment, on=officer.today))
    try:
        obstacles.ask_obstacle(assignment, text=request.POST.get("text", ""), by=officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Asked. The level above is being told; the answer will stand here."))
    return redirect("campaigns:show-duty", pk=assignment.pk)


def _details(queryset: QuerySet[Obstacle]) -> QuerySet[Obstacle]:
    return queryset.select_related(
        "assignment__unit",
        "assignment__duty__provision",
        "assignment__duty__campaign__instrument",
        "asked_by",
        "answered_by",
    )


@require_safe
@officer_view
def list_obstacles(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    asked = Obstacle.objects.filter(assignment__duty__campaign=campaign, assignment__unit__in=scope.ids)
    state = request.GET.get("state", "")
    waiting = asked.filter(answered_at__isnull=True)
    listed = {"waiting": waiting, "answered": asked.filter(answered_at__isnull=False)}.get(state, asked)
    page = Paginator(_details(listed).order_by("answered_at", "-asked_at"), PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page.object_list)
    name_units([row.assignment for row in rows], on=scope.on)
    total, open_ = asked.count(), waiting.count()
    chips = [
        ("", _("All"), total),
        ("waiting", _("Waiting for an answer"), open_),
        ("answered", _("Answered"), total - open_),
    ]
    context = {"page": page, "rows": rows, "chips": chips, "state": state}
    return render(
        request,
        "campaigns/obstacles/list_obstacles.html",
        campaign_context(request, campaign, "list-obstacles") | context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def answer_obstacle(request: OfficerRequest, pk: int) -> HttpResponse:
    """The obstacle beside its clause; the form for those who may answer. A refusal keeps what was typed."""
    officer = request.officer
    obstacle: Obstacle = load(_details(obstacles_for(officer.user, on=officer.today)), pk)
    name_units([obstacle.assignment], on=officer.today)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(obstacle.answered_at is not None or may_answer(officer.user, obstacle, on=officer.today))
        if form.is_valid() and _answer(request, obstacle, form):
            messages.success(request, _("Answered. The unit is being told."))
            return redirect("campaigns:list-obstacles", pk=obstacle.assignment.duty.campaign_id)
    duty = obstacle.assignment.duty
    context = {
        "obstacle": obstacle,
        "duty": duty,
        "headings": headings_of(duty.provision),
        "form": form,
        "may_answer": may_answer(officer.user, obstacle, on=officer.today),
    }
    campaign = campaign_context(request, duty.campaign, "list-obstacles")
    return render(request, "campaigns/obstacles/answer_obstacle.html", campaign | context)


def _answer(request: OfficerRequest, obstacle: Obstacle, form: AnswerForm) -> bool:
    answer = form.cleaned_data["answer"]
    try:
        obstacles.answer_obstacle(obstacle, answer=answer, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        form.add_error("answer", refusal.message)
        obstacle.refresh_from_db(fields=["answer", "answered_at", "answered_by"])
        return False
    return True
