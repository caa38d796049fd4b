"""Deciding on one part: of the plan above, or of the unit's own."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.campaigns.actions import own_plans as actions
from caunoi.campaigns.adapting.choices import additions, decision_on
from caunoi.campaigns.adapting.snapshots import area_of, waves_in_order
from caunoi.campaigns.forms.own_plans import ADDITION_FORMS, DecisionForm
from caunoi.campaigns.models import OwnPlan
from caunoi.campaigns.queries.own_plans.parts import days_of, parts_of
from caunoi.campaigns.schedule.reading import EXAMPLES
from caunoi.campaigns.views.access import campaign_context
from caunoi.campaigns.views.own_plans.access import kept, load_own, people_of, told
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def decide(request: OfficerRequest, pk: int, key: str) -> HttpResponse:
    """What do we do differently in this part, and who answers for it?"""
    plan = load_own(request, pk)
    part = parts_of(plan, on=request.officer.today).get(key)
    if part is None:
        raise Http404(_("This part is no longer in the plan."))
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request, plan),
        may_be_left_out=bool(part.get("may_be_left_out")),
        is_duty=area_of(key) == "duty",
        initial=asdict(decision_on(plan.choices, key)),
    )
    if form.is_bound and form.is_valid():
        facts = told(request)
        if kept(plan, form, lambda: actions.decide_part(plan, key, form.decision(), **facts)):
            return _done(request, plan)
    days = days_of(plan, plan.choices, on=request.officer.today)
    context = {"key": key, "part": part, "above": days.above.get(key), "examples": EXAMPLES}
    return _page(request, plan, form, "decide", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def add(request: OfficerRequest, pk: int, area: str) -> HttpResponse:
    plan = load_own(request, pk)
    return _addition(request, plan, area, "", {"reach": "branch", "wave": request.GET.get("wave", "")})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def change(request: OfficerRequest, pk: int, key: str) -> HttpResponse:
    plan = load_own(request, pk)
    found = additions(plan.choices).get(key)
    if found is None:
        raise Http404(_("This part is no longer in the plan."))
    return _addition(request, plan, found.area, key, asdict(found))


@require_POST
@officer_view
def remove(request: OfficerRequest, pk: int, key: str) -> HttpResponse:
    plan = load_own(request, pk)
    try:
        actions.remove_addition(plan, key, **told(request))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("campaigns:show-own-plan", pk=plan.pk)
    messages.success(request, _("Taken out. “Take back” brings it again."))
    return redirect("campaigns:show-own-plan", pk=plan.pk)


def _addition(request: OfficerRequest, plan: OwnPlan, area: str, key: str, initial: dict[str, Any]) -> HttpResponse:
    form_class = ADDITION_FORMS.get(area)
    if form_class is None:
        raise Http404(_("A plan has no parts of this kind."))
    sent = request.POST if request.method == "POST" else None
    form = form_class(sent, people=people_of(request, plan), waves=_waves(request, plan), initial=initial)
    if form.is_bound and form.is_valid():
        facts = told(request)

        def keep() -> None:
            if key:
                actions.change_addition(plan, key, form.addition(), **facts)
            else:
                actions.add_part(plan, form.addition(), **facts)

        if kept(plan, form, keep):
            return _done(request, plan)
    return _page(request, plan, form, "addition", {"area": area, "key": key, "examples": EXAMPLES})


def _waves(request: OfficerRequest, plan: OwnPlan) -> dict[str, str]:
    """Waves by key: those from above, then the unit's own."""
    above = waves_in_order(parts_of(plan, on=request.officer.today))
    own = {key: one.text for key, one in additions(plan.choices).items() if one.area == "wave"}
    return {key: one["text"] for key, one in above.items()} | own


def _done(request: OfficerRequest, plan: OwnPlan) -> HttpResponse:
    messages.success(request, _("Kept. Nothing changes for anybody before you put the plan in force."))
    return redirect("campaigns:show-own-plan", pk=plan.pk)


def _page(request: OfficerRequest, plan: OwnPlan, form: Any, name: str, context: dict[str, Any]) -> HttpResponse:
    page = campaign_context(request, plan.superior, "list-plan-answers") | {"plan": plan, "form": form} | context
    status = 422 if form.errors else 200
    return render(request, f"campaigns/own_plans/{name}.html", page, status=status)
