"""Visits: the list, the plan, the page that goes along, the record and its answer."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions import visits as actions
from caunoi.reporting.forms.follow_up import RecommendationForm, first_recommendation
from caunoi.reporting.forms.visits import (
    AnswerRecordForm,
    MoveForm,
    PlanForm,
    PointForm,
    ReasonForm,
    RecordForm,
    finding_form,
    first_plan,
    first_record,
)
from caunoi.reporting.models import Visit
from caunoi.reporting.permissions import checklists_for, inspecting_unit, may_confirm, units_to_inspect
from caunoi.reporting.queries.charges import inspectors_of
from caunoi.reporting.queries.checklists import current
from caunoi.reporting.queries.visits import points_of, responsible_units
from caunoi.reporting.views.access import base_context, load_visit

OFFERED = 400  # units shown to be ticked at once; beyond that the search narrows them


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def plan(request: OfficerRequest) -> HttpResponse:
    """A day, the units, the inspectors; every unit gets its own visit and is told."""
    officer = request.officer
    within = units_to_inspect(officer.user, on=officer.today)
    require(within.exists())
    unit = inspecting_unit(officer.unit, on=officer.today)
    people = inspectors_of(unit, on=officer.today)
    checklists = current(checklists_for(officer.user, on=officer.today)).filter(unit=unit)
    form = PlanForm(
        request.POST or None,
        initial=first_plan(officer.today, officer.user, people),
        checklists=checklists,
        people=people,
    )
    if request.method == "POST" and form.is_valid() and _plan(request, unit, within, form):
        return redirect("reporting:list-visits")
    search = request.GET.get("q", "").strip()
    offered = (within.named_like(search) if search else within).in_tree_order()
    ticked = request.POST.getlist("units") or request.GET.getlist("unit")
    context = {
        "form": form,
        "units": list(offered[:OFFERED]),
        "more": offered.count() > OFFERED,
        "search": search,
        "ticked": ticked,
        "has_checklist": checklists.exists(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reporting/plan_visits.html", base_context(request, "list-visits") | context, status=status)


def _plan(request: OfficerRequest, unit: Unit, within: Any, form: PlanForm) -> bool:
    ticked = [pk for pk in request.POST.getlist("units") if pk.isdecimal()]
    by, now = request.officer.user, timezone.now()
    checklist = form.cleaned_data["checklist"]
    try:
        visits = actions.plan_visits(
            within.filter(pk__in=ticked), form.plan(), held_by=unit, checklist=checklist, by=by, now=now
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    text = ngettext(
        "%(count)s visit is planned; the unit is being told.",
        "%(count)s visits are planned; the units are being told.",
        len(visits),
    )
    messages.success(request, text % {"count": format_number(len(visits))})
    return True


@require_safe
@officer_view
def show_visit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Everything that goes along: the checklist with a form for each point, recommendations, the record."""
    visit, writes = load_visit(request, pk)
    return visit_page(request, visit, writes=writes)


def visit_page(request: OfficerRequest, visit: Visit, *, writes: bool, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a visit; ``forms`` replace the empty ones where something typed must be shown again."""
    officer = request.officer
    shown = writes or visit.is_on_record
    sheet, points = uuid4(), points_of(visit) if shown else []
    editable = writes and visit.is_writable
    asked = visit.recommendations.select_related("unit", "point").order_by("due_on", "pk") if shown else []
    rows = list(asked)
    name_units(rows, on=officer.today)
    context = {
        "visit": visit,
        "shown": shown,
        "writes": writes,
        "editable": editable,
        "points": [(each, finding_form(each, sheet) if editable else None) for each in points],
        "judged": sum(bool(each.verdict) for each in points),
        "total": sum(not each.is_remark for each in points),
        "recommendations": rows,
        "inspectors": visit.inspectors.order_by("full_name", "pk"),
        "may_confirm": visit.state == "recorded" and may_confirm(officer.user, visit, on=officer.today),
    }
    if editable:
        context |= {
            "point_form": PointForm(initial={"client_key": uuid4()}, auto_id="add-%s"),
            "recommendation_form": RecommendationForm(
                initial=first_recommendation(visit, officer.today),
                visit=visit,
                units=responsible_units(visit, on=officer.today),
                auto_id="ask-%s",
            ),
            "record_form": RecordForm(initial=first_record(visit, officer.today), auto_id="record-%s"),
            "move_form": MoveForm(initial={"to": visit.planned_on}, auto_id="move-%s"),
        }
    context |= {"reason_form": ReasonForm(auto_id="reason-%s"), "answer_form": AnswerRecordForm(auto_id="answer-%s")}
    page = base_context(request, "list-visits") | context | forms
    return render(request, "reporting/show_visit.html", page, status=status)


def _change(request: OfficerRequest, pk: int, change: Callable[[Visit], None], done: str, **forms: Any) -> HttpResponse:
    """Change a visit that one writes on, then back to its page; a refusal shows the page with what was typed."""
    visit, writes = load_visit(request, pk)
    require(writes)
    if any(not form.is_valid() for form in forms.values()):
        return visit_page(request, visit, writes=writes, status=422, **forms)
    try:
        change(visit)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return visit_page(request, visit, writes=writes, status=422, **forms)
    messages.success(request, done)
    return redirect("reporting:show-visit", pk=visit.pk)


@require_POST
@officer_view
def move(request: OfficerRequest, pk: int) -> HttpResponse:
    form, by = MoveForm(request.POST, auto_id="move-%s"), request.officer.user
    return _change(
        request,
        pk,
        lambda visit: actions.move_visit(visit, to=form.cleaned_data["to"], by=by, now=timezone.now()),
        _("The visit is moved; the unit is being told."),
        move_form=form,
    )


@require_POST
@officer_view
def cancel(request: OfficerRequest, pk: int) -> HttpResponse:
    reason, by = request.POST.get("reason", ""), request.officer.user
    done = _("The visit is cancelled; the unit is being told.")
    return _change(
        request, pk, lambda visit: actions.cancel_visit(visit, reason=reason, by=by, now=timezone.now()), done
    )


@require_POST
@officer_view
def record(request: OfficerRequest, pk: int) -> HttpResponse:
    form, by = RecordForm(request.POST, auto_id="record-%s"), request.officer.user

    def draw_up(visit: Visit) -> None:
        data = form.cleaned_data
        actions.record_visit(visit, held_on=data["held_on"], present=data["present"], by=by, now=timezone.now())

    return _change(
        request, pk, draw_up, _("The record is drawn up; the unit is asked to confirm it."), record_form=form
    )


@require_POST
@officer_view
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    reason, by = request.POST.get("reason", ""), request.officer.user
    done = _("The record is taken back. Correct it and draw it up again.")
    return _change(
        request, pk, lambda visit: actions.reopen_record(visit, reason=reason, by=by, now=timezone.now()), done
    )


@require_POST
@officer_view
def confirm(request: OfficerRequest, pk: int) -> HttpResponse:
    """The unit agrees, or states its opinion."""
    officer = request.officer
    visit, writes = load_visit(request, pk)
    require(may_confirm(officer.user, visit, on=officer.today))
    form = AnswerRecordForm(request.POST, auto_id="answer-%s")
    agrees = request.POST.get("agrees") == "yes"
    if form.is_valid():
        opinion, by, now = form.cleaned_data["opinion"], officer.user, timezone.now()
        try:
            actions.confirm_record(visit, agrees=agrees, opinion=opinion, by=by, now=now)
        except Refused as refusal:
            form.add_error("opinion", refusal.message)
        else:
            messages.success(request, _("Answered. The inspectors are being told."))
            return redirect("reporting:show-visit", pk=visit.pk)
    return visit_page(request, visit, writes=writes, status=422, answer_form=form)
