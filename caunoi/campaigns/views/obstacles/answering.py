"""One question: what was asked, where it lies, its answer; answering it with those alike, or passing it upward."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.campaigns.actions import obstacles as actions
from caunoi.campaigns.enums import EvidenceKind, GuidanceReach, ObstacleState
from caunoi.campaigns.forms.obstacles import AnswerForm, BackForm, DoubtForm, ExplainForm, PassForm
from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.permissions import (
    may_answer,
    may_guide_all,
    may_reopen,
    may_withdraw,
    obstacles_for,
    obstacles_to_answer,
)
from caunoi.campaigns.permissions.obstacles import may_confirm, may_explain
from caunoi.campaigns.queries.documents import headings_of
from caunoi.campaigns.queries.guidance import Offered, guidance_at
from caunoi.campaigns.queries.obstacles import alike, answering_superior, name_places, steps_of, with_parts
from caunoi.campaigns.views.access import campaign_context, load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view

AT_ONCE = 50  # questions answered together


def _load(request: OfficerRequest, pk: int) -> Obstacle:
    officer = request.officer
    obstacle: Obstacle = load(with_parts(obstacles_for(officer.user, on=officer.today)), pk)
    name_places([obstacle], on=officer.today)
    return obstacle


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def answer_obstacle(request: OfficerRequest, pk: int) -> HttpResponse:
    """The question beside its clause; the form for those who may answer. A refusal keeps what was typed."""
    officer = request.officer
    obstacle = _load(request, pk)
    answers = may_answer(officer.user, obstacle, on=officer.today)
    if request.method == "POST":
        require(answers or not obstacle.is_waiting)
    offered = guidance_at(obstacle.assignment, officer.user, on=officer.today)
    form = _answer_form(request, obstacle, offered)
    if form.is_bound and form.is_valid() and (number := _answer(request, obstacle, form)):
        done = ngettext(
            "Answered. The unit is being told.", "Answered %(number)s questions. Their units are being told.", number
        )
        messages.success(request, done % {"number": number})
        return redirect("campaigns:list-questions")
    return _page(request, obstacle, form, offered, answers and obstacle.is_waiting)


def _answer_form(request: OfficerRequest, obstacle: Obstacle, offered: list[Offered]) -> AnswerForm:
    officer = request.officer
    rows = list(alike(obstacle, obstacles_to_answer(officer.user, on=officer.today))[:AT_ONCE])
    name_places(rows, on=officer.today)
    used = next((each.guidance.text for each in offered if str(each.guidance.pk) == request.GET.get("use")), "")
    return AnswerForm(
        request.POST or None,
        alike=rows,
        whole=may_guide_all(officer.user, obstacle.assignment.duty.campaign, on=officer.today),
        initial={
            "answer": used,
            "question": obstacle.text,
            "reach": GuidanceReach.BRANCH,
            "alike": [str(row.pk) for row in rows if row.kind == obstacle.kind],
        },
    )


def _answer(request: OfficerRequest, obstacle: Obstacle, form: AnswerForm) -> int:
    """How many were answered; 0, and the form says why, where none was."""
    try:
        return actions.answer_obstacle(obstacle, **form.cleaned_data, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        form.add_error("answer", refusal.message)
        obstacle.refresh_from_db(fields=["state", "answer", "answered_at", "answered_by"])
        return 0


def _page(
    request: OfficerRequest, obstacle: Obstacle, form: AnswerForm, offered: list[Offered], answers: bool
) -> HttpResponse:
    officer, duty = request.officer, obstacle.assignment.duty
    files = list(obstacle.files.order_by("pk"))
    steps = steps_of(obstacle, on=officer.today)
    above = answering_superior(obstacle.lies_with_id, on=officer.today) if answers else None
    context: dict[str, Any] = {
        "obstacle": obstacle,
        "duty": duty,
        "headings": headings_of(duty.provision),
        "photos": [row for row in files if row.kind == EvidenceKind.PHOTO],
        "files": [row for row in files if row.kind == EvidenceKind.FILE],
        "steps": steps,
        "asked_back": steps[-1].note if obstacle.state == ObstacleState.BACK else "",
        "offered": offered if answers else [],
        "form": form,
        "may_answer": answers,
        "above": above,
        "pass_form": PassForm(auto_id="pass_%s"),
        "may_ask_back": answers and obstacle.state != ObstacleState.BACK,
        "back_form": BackForm(auto_id="back_%s"),
        "may_explain": may_explain(officer.user, obstacle, on=officer.today),
        "explain_form": ExplainForm(auto_id="explain_%s"),
        "may_confirm": may_confirm(officer.user, obstacle, on=officer.today),
        "may_withdraw": may_withdraw(officer.user, obstacle, on=officer.today),
        "may_reopen": may_reopen(officer.user, obstacle, on=officer.today),
        "doubt_form": DoubtForm(auto_id="doubt_%s"),
    }
    page = campaign_context(request, duty.campaign, "list-obstacles") | context
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/obstacles/answer_obstacle.html", page, status=status)


def _send(request: OfficerRequest, pk: int, change: Callable[[Obstacle], None], done: str) -> HttpResponse:
    """``done`` may name the ``%(unit)s`` with which the question lies now."""
    officer = request.officer
    obstacle = _load(request, pk)
    require(may_answer(officer.user, obstacle, on=officer.today))
    try:
        change(obstacle)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("campaigns:answer-obstacle", pk=obstacle.pk)
    name_places([obstacle], on=officer.today)
    messages.success(request, done % {"unit": obstacle.lies_with})
    return redirect("campaigns:list-questions")


@require_POST
@officer_view
def pass_on(request: OfficerRequest, pk: int) -> HttpResponse:
    note, by, now = request.POST.get("note", ""), request.officer.user, timezone.now()
    done = _("Passed on to %(unit)s. The unit that asked sees where it lies.")
    return _send(request, pk, lambda row: actions.pass_obstacle(row, note=note, by=by, now=now), done)


@require_POST
@officer_view
def ask_back(request: OfficerRequest, pk: int) -> HttpResponse:
    question, by, now = request.POST.get("question", ""), request.officer.user, timezone.now()
    done = _("Asked back. The question comes again when the unit has replied.")
    return _send(request, pk, lambda row: actions.ask_back(row, question=question, by=by, now=now), done)
