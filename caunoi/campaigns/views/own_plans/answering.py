"""Amendments from above that wait for the unit's answer; what a superior sees of the plans below."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions import own_plans as actions
from caunoi.campaigns.enums import PlanChange
from caunoi.campaigns.forms.own_plans import RefusalForm
from caunoi.campaigns.models import OwnPlan, PlanProposal
from caunoi.campaigns.permissions import may_set_mandatory
from caunoi.campaigns.queries.own_plans.answers import (
    departures_by_change,
    departures_in,
    mandatory_choice,
    name_plan_units,
    plans_below,
    refusals_in,
    standing_below,
)
from caunoi.campaigns.queries.own_plans.offers import offers_of
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require, scope_of
from caunoi.campaigns.views.own_plans.access import load_own, told
from caunoi.core.errors import Refused
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30
LATEST = 20


@require_safe
@officer_view
def list_proposals(request: OfficerRequest, pk: int) -> HttpResponse:
    """What has the level above changed since we made our plan?"""
    plan = load_own(request, pk)
    return _proposals_page(request, plan)


def _proposals_page(request: OfficerRequest, plan: OwnPlan, refused: PlanProposal | None = None) -> HttpResponse:
    form = RefusalForm(request.POST) if refused else RefusalForm()
    context: dict[str, Any] = {
        "plan": plan,
        "offers": offers_of(plan),
        "safe": actions.unadapted(plan),
        "refused": refused,
        "form": form,
        "answered": plan.proposals.exclude(answered_at=None)
        .select_related("answered_by")
        .order_by("-answered_at")[:LATEST],
    }
    page = campaign_context(request, plan.superior, "list-plan-answers") | context
    return render(request, "campaigns/own_plans/proposals.html", page, status=422 if refused else 200)


@require_POST
@officer_view
def take(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the chosen ones; with ``all``, those on parts that the unit has not adapted."""
    plan = load_own(request, pk)
    sent = [int(key) for key in request.POST.getlist("proposal") if key.isdecimal()]
    chosen = actions.unadapted(plan) if request.POST.get("all") else sent
    try:
        number = actions.take_proposals(plan, chosen, **told(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        done = ngettext(
            "%(number)s amendment taken into your plan.", "%(number)s amendments taken into your plan.", number
        )
        messages.success(request, done % {"number": number})
    return redirect("campaigns:list-proposals", pk=plan.pk)


@require_POST
@officer_view
def refuse(request: OfficerRequest, pk: int) -> HttpResponse:
    """Keep our part as it was; without the reason the page comes back with what was typed."""
    proposal: PlanProposal = load(PlanProposal.objects.select_related("own_plan"), pk)
    plan = load_own(request, proposal.own_plan_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _proposals_page(request, plan, proposal)
    facts = told(request)
    try:
        actions.refuse_proposal(proposal, form.cleaned_data["reason"], **facts)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Kept as it was. The level above reads your reason."))
    return redirect("campaigns:list-proposals", pk=plan.pk)


@require_safe
@officer_view
def list_answers(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who below has a plan of its own, and where does it depart from ours?"""
    officer, campaign, scope = request.officer, load_campaign(request, pk), scope_of(request)
    change, chosen = request.GET.get("change", ""), request.GET.get("plan", "")
    change = change if change in PlanChange.values else ""
    rows = departures_in(campaign, scope, change=change, plan=int(chosen) if chosen.isdecimal() else None)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    plans = Paginator(plans_below(campaign, scope), PER_PAGE).get_page(request.GET.get("plans"))
    refusals = list(refusals_in(campaign, scope)[:LATEST])
    name_plan_units([*page.object_list, *refusals], on=officer.today)
    name_units(list(plans.object_list), on=officer.today)
    counts = departures_by_change(campaign, scope)
    own = OwnPlan.objects.filter(superior=campaign, unit=officer.unit).first()
    context = {
        "scope": scope,
        "standing": standing_below(campaign, scope),
        "plans": plans,
        "page": page,
        "rows": page.object_list,
        "chips": [(kind.value, kind.label, counts[kind.value]) for kind in PlanChange if counts[kind.value]],
        "change": change,
        "chosen": chosen,
        "refusals": refusals,
        "own": own,
        "may_start": own is None and _may_start(request, campaign.pk),
        "may_set_mandatory": may_set_mandatory(officer.user, campaign, on=officer.today),
    }
    page_context = campaign_context(request, campaign, "list-plan-answers") | context
    return render(request, "campaigns/own_plans/answers.html", page_context)


def _may_start(request: OfficerRequest, campaign: int) -> bool:
    unit = request.officer.unit
    return request.officer.may(Right.ISSUE, unit) and unit.deliveries.filter(campaign=campaign).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def choose_mandatory(request: OfficerRequest, pk: int) -> HttpResponse:
    """Which duties no unit below may leave out."""
    officer, campaign = request.officer, load_campaign(request, pk)
    require(may_set_mandatory(officer.user, campaign, on=officer.today))
    if request.method == "POST":
        chosen = [int(key) for key in request.POST.getlist("duty") if key.isdecimal()]
        number = actions.set_mandatory(campaign, chosen, by=officer.user, now=timezone.now())
        done = ngettext("Kept: %(number)s duty changed.", "Kept: %(number)s duties changed.", number)
        messages.success(request, done % {"number": number})
        return redirect("campaigns:list-plan-answers", pk=campaign.pk)
    context = {"duties": mandatory_choice(campaign)}
    page = campaign_context(request, campaign, "list-plan-answers") | context
    return render(request, "campaigns/own_plans/mandatory.html", page)
