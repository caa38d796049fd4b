"""Cost beside the estimate: the own unit by item, the branch by unit."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.actions.estimates import set_estimate
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.forms.estimates import EstimateForm
from caunoi.campaigns.permissions import may_log_activity
from caunoi.campaigns.queries.estimates import Spending, branch_spending, estimate_of, spending_units
from caunoi.campaigns.views.access import campaign_context, load_campaign, require, scope_of
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


@require_safe
@officer_view
def show_estimate(request: OfficerRequest, pk: int) -> HttpResponse:
    """Do we stay within the estimate?"""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    officer = request.officer
    page = Paginator(spending_units(campaign, scope.below), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "own": estimate_of(campaign, scope.unit),
        "may_set": scope.unit.pk == officer.unit.pk and may_log_activity(officer.user, scope.unit, on=officer.today),
        "below": branch_spending(campaign, scope.below),
        "page": page,
        "rows": [(unit, Spending(unit.estimated, unit.spent)) for unit in page.object_list],
    }
    return render(
        request,
        "campaigns/estimates/show_estimate.html",
        campaign_context(request, campaign, "show-estimate") | context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_estimate(request: OfficerRequest, pk: int) -> HttpResponse:
    """The estimate of the unit that the officer works in."""
    campaign, officer = load_campaign(request, pk), request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    estimate = estimate_of(campaign, officer.unit).estimate
    form = EstimateForm(request.POST or None, estimate=estimate)
    if form.is_bound and form.is_valid():
        decision, approved_on = form.cleaned_data["decision"], form.cleaned_data["approved_on"]
        set_estimate(
            campaign, officer.unit, form.items(), decision=decision, approved_on=approved_on, by=officer.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The estimate is kept. Costs of activities are set against it."))
        return redirect("campaigns:show-estimate", pk=campaign.pk)
    page = campaign_context(request, campaign, "show-estimate") | {"form": form}
    return render(request, "campaigns/estimates/edit_estimate.html", page, status=422 if form.is_bound else 200)


@require_safe
@officer_view
def download_estimates(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every unit of the branch with an estimate or with costs."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    headers = [_("Unit"), _("Estimated (đồng)"), _("Spent (đồng)"), _("Left (đồng)"), _("Overrun (đồng)")]
    title = _("Estimates and costs of %(instrument)s") % {"instrument": campaign.instrument}
    return sheet_response("du-toan.xlsx", title, headers, _rows(spending_units(campaign, scope)))


def _rows(units: Any) -> Iterator[list[Any]]:
    for unit in units.iterator():
        spending = Spending(unit.estimated, unit.spent)
        left = spending.left if unit.estimated is not None else None
        yield [unit.name, unit.estimated, unit.spent, left, spending.over if unit.estimated is not None else None]
