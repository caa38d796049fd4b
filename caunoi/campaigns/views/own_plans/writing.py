"""The plan as it is being written: its lines with what was decided, starting it, taking decisions back, giving it up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions import own_plans as actions
from caunoi.campaigns.adapting.choices import additions, decisions, header_of
from caunoi.campaigns.enums import ProposalState
from caunoi.campaigns.forms.own_plans import HeaderForm
from caunoi.campaigns.models import OwnPlan
from caunoi.campaigns.queries.own_plans.lines import lines_of
from caunoi.campaigns.queries.own_plans.papers import contents_of, subject_of
from caunoi.campaigns.views.access import campaign_context, load_campaign, require
from caunoi.campaigns.views.own_plans.access import kept, load_own, load_plan, may_write, told
from caunoi.core.errors import Refused
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_POST
@officer_view
def start(request: OfficerRequest, pk: int) -> HttpResponse:
    """Begin the plan of the unit that the officer works in, or go on with it."""
    officer, campaign = request.officer, load_campaign(request, pk)
    require(officer.may(Right.ISSUE, officer.unit))
    try:
        plan = actions.start_own_plan(campaign, officer.unit, by=officer.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("campaigns:show-campaign", pk=campaign.pk)
    return redirect("campaigns:show-own-plan", pk=plan.pk)


@require_safe
@officer_view
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    """What does our plan say, and where does it depart? Those who may not write it see what is in force."""
    plan = load_plan(request, pk)
    writes = may_write(request, plan)
    choices = plan.choices if writes else plan.adopted
    contents = contents_of(plan, choices, on=request.officer.today)
    decided = decisions(choices)
    left_out = [
        (key, contents.parts[key], one) for key, one in decided.items() if one.left_out and key in contents.parts
    ]
    context: dict[str, Any] = {
        "plan": plan,
        "lines": [(line, decided.get(line.key)) for line in lines_of(contents)],
        "left_out": left_out,
        "own": additions(choices),
        "header": header_of(choices),
        "subject": subject_of(plan, choices),
        "may_write": writes,
        "is_changed": plan.choices != plan.adopted,
        "waiting": plan.proposals.filter(state=ProposalState.OPEN).count() if writes else 0,
        "deviations": plan.deviations.all(),
    }
    page = campaign_context(request, plan.superior, "list-plan-answers") | context
    return render(request, "campaigns/own_plans/show.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_header(request: OfficerRequest, pk: int) -> HttpResponse:
    plan = load_own(request, pk)
    form = HeaderForm(request.POST or None, initial=vars(header_of(plan.choices)))
    if form.is_bound and form.is_valid():
        facts = told(request)
        if kept(plan, form, lambda: actions.set_header(plan, form.header(), **facts)):
            messages.success(request, _("Kept. It stands in the paper of your plan."))
            return redirect("campaigns:show-own-plan", pk=plan.pk)
    context = campaign_context(request, plan.superior, "list-plan-answers") | {"plan": plan, "form": form}
    status = 422 if form.errors else 200
    return render(request, "campaigns/own_plans/edit_header.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def adopt(request: OfficerRequest, pk: int) -> HttpResponse:
    """First what will follow, then in force."""
    plan = load_own(request, pk)
    if request.method != "POST":
        decided, own = decisions(plan.choices), additions(plan.choices)
        context = {
            "plan": plan,
            "header": header_of(plan.choices),
            "dated": sum(one.is_dated for one in decided.values()),
            "left_out": sum(one.left_out for one in decided.values()),
            "added": len(own),
            "is_changed": plan.choices != plan.adopted or not plan.campaign_id,
        }
        page = campaign_context(request, plan.superior, "list-plan-answers") | context
        return render(request, "campaigns/own_plans/adopt.html", page)
    done = _("Your plan is in force. The level above sees where it departs; units below have its duties and days.")
    return _change(request, plan, lambda **facts: actions.adopt_own_plan(plan, **facts), done)


@require_POST
@officer_view
def undo(request: OfficerRequest, pk: int) -> HttpResponse:
    plan = load_own(request, pk)
    return _change(
        request, plan, lambda **facts: actions.undo_decision(plan, **facts), _("The last decision is taken back.")
    )


@require_POST
@officer_view
def discard(request: OfficerRequest, pk: int) -> HttpResponse:
    plan = load_own(request, pk)
    done = _("Everything is as it was put in force. “Take back” brings your changes again.")
    return _change(request, plan, lambda **facts: actions.discard_changes(plan, **facts), done)


@require_POST
@officer_view
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    plan = load_own(request, pk)
    superior = plan.superior_id
    try:
        actions.withdraw_own_plan(plan, **told(request))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("campaigns:show-own-plan", pk=pk)
    messages.success(request, _("The plan is given up; your unit works by the plan above."))
    return redirect("campaigns:show-campaign", pk=superior)


def _change(request: OfficerRequest, plan: OwnPlan, change: Callable[..., Any], done: str) -> HttpResponse:
    try:
        change(**told(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("campaigns:show-own-plan", pk=plan.pk)
