"""Recommendations until they are closed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions import follow_up as actions
from caunoi.reporting.enums import FollowUp
from caunoi.reporting.forms.follow_up import ExtendForm, JudgeForm, RecommendationForm, RemedyForm
from caunoi.reporting.models import Recommendation, Remedy
from caunoi.reporting.permissions import may_report_remedy, visits_for
from caunoi.reporting.queries.visits import responsible_units
from caunoi.reporting.views.access import base_context, load_recommendation, load_visit, receive
from caunoi.reporting.views.visits import visit_page


@require_POST
@officer_view
def recommend(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    visit, writes = load_visit(request, pk)
    require(writes)
    units = responsible_units(visit, on=officer.today)
    form = RecommendationForm(request.POST, visit=visit, units=units, auto_id="ask-%s")
    if form.is_valid():
        try:
            actions.recommend(visit, by=officer.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The recommendation is noted; the unit sees it with the record."))
            return redirect(f"{reverse('reporting:show-visit', args=[visit.pk])}#kien-nghi")
    return visit_page(request, visit, writes=writes, status=422, recommendation_form=form)


@require_safe
@officer_view
def show_recommendation(request: OfficerRequest, pk: int) -> HttpResponse:
    row, judges = load_recommendation(request, pk)
    return _page(request, row, judges)


def _page(request: OfficerRequest, row: Recommendation, judges: bool, status: int = 200, **forms: Any) -> HttpResponse:
    officer = request.officer
    remedies = list(row.remedies.select_related("reported_by", "judged_by").prefetch_related("photos"))
    may_report = may_report_remedy(officer.user, row, on=officer.today)
    context = {
        "recommendation": row,
        "remedies": remedies,
        "sees_visit": visits_for(officer.user, on=officer.today).filter(pk=row.visit_id).exists(),
        "is_late": row.state == FollowUp.OPEN and row.due_on < officer.today,
        "may_report": may_report and row.state == FollowUp.OPEN and row.visit.is_on_record,
        "waiting": next((each for each in remedies if each.verdict == "waiting"), None) if judges else None,
        "may_extend": judges and row.state != FollowUp.CLOSED,
        "may_drop": judges and row.visit.is_writable,
        "remedy_form": RemedyForm(initial={"client_key": uuid4()}),
        "judge_form": JudgeForm(),
        "extend_form": ExtendForm(initial={"to": row.due_on}, auto_id="extend-%s"),
    }
    page = base_context(request, "follow-up") | context | forms
    return render(request, "reporting/show_recommendation.html", page, status=status)


@require_POST
@officer_view
def report(request: OfficerRequest, pk: int) -> HttpResponse:
    """The unit says what it has done, with photographs."""
    officer = request.officer
    row, judges = load_recommendation(request, pk)
    require(may_report_remedy(officer.user, row, on=officer.today))
    form = RemedyForm(request.POST)
    problems, uploads = receive(request, form)
    if form.is_valid() and not problems:
        data, now = form.cleaned_data, timezone.now()
        try:
            actions.report_remedy(
                row, text=data["text"], client_key=data["client_key"], uploads=uploads, by=officer.user, now=now
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Reported. The inspectors are being told."))
            return redirect("reporting:show-recommendation", pk=row.pk)
    kept = {"remedy_form": form, "problems": problems, "uploads": uploads, "may_report": True}
    return _page(request, row, judges, 422, **kept)


@require_POST
@officer_view
def judge(request: OfficerRequest, pk: int) -> HttpResponse:
    """Accept, which closes the recommendation, or return with the reason."""
    officer = request.officer
    row, judges = load_recommendation(request, pk)
    require(judges)
    waiting = request.POST.get("remedy", "")
    remedy: Remedy = load(row.remedies.all(), int(waiting) if waiting.isdecimal() else None)
    form, accepted = JudgeForm(request.POST), request.POST.get("verdict") == "accepted"
    if form.is_valid():
        answer, now = form.cleaned_data["answer"], timezone.now()
        try:
            actions.judge_remedy(remedy, accepted=accepted, answer=answer, by=officer.user, now=now)
        except Refused as refusal:
            form.add_error("answer", refusal.message)
        else:
            done = _("Accepted: the recommendation is closed.") if accepted else _("Returned. The unit is being told.")
            messages.success(request, done)
            return redirect("reporting:show-recommendation", pk=row.pk)
    return _page(request, row, judges, 422, judge_form=form)


@require_POST
@officer_view
def extend(request: OfficerRequest, pk: int) -> HttpResponse:
    row, judges = load_recommendation(request, pk)
    require(judges)
    form = ExtendForm(request.POST, auto_id="extend-%s")
    if form.is_valid():
        data, by, now = form.cleaned_data, request.officer.user, timezone.now()
        try:
            actions.extend_recommendation(row, to=data["to"], reason=data["reason"], by=by, now=now)
        except Refused as refusal:
            form.add_error("to", refusal.message)
        else:
            messages.success(request, _("The day is moved; the reason stands in the trail."))
            return redirect("reporting:show-recommendation", pk=row.pk)
    return _page(request, row, judges, 422, extend_form=form)


@require_POST
@officer_view
def drop(request: OfficerRequest, pk: int) -> HttpResponse:
    row, judges = load_recommendation(request, pk)
    require(judges)
    visit = row.visit
    try:
        actions.drop_recommendation(row, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("reporting:show-recommendation", pk=pk)
    messages.success(request, _("The recommendation is taken out."))
    return redirect("reporting:show-visit", pk=visit.pk)
