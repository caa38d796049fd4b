"""Issuing down: the numbers first, then once and for all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.campaigns.actions import issue
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.queries.issue import reach_of
from caunoi.campaigns.views.access import campaign_context, load_campaign, require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def issue_campaign(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    campaign = load_campaign(request, pk)
    require(officer.may(Right.ISSUE, campaign.unit))
    if request.method == "POST":
        try:
            issued = issue.issue_campaign(campaign, by=officer.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("campaigns:issue-campaign", pk=campaign.pk)
        text = _("Issued: %(assignments)s duties to %(units)s units. Their officers are being told.")
        numbers = {"assignments": format_number(issued.assignments), "units": format_number(issued.units)}
        messages.success(request, text % numbers)
        return redirect("campaigns:show-campaign", pk=campaign.pk)
    if campaign.state != CampaignState.PREPARED:
        return redirect("campaigns:show-campaign", pk=campaign.pk)
    context = campaign_context(request, campaign, "show-campaign") | {"reach": reach_of(campaign, on=officer.today)}
    return render(request, "campaigns/running/issue_campaign.html", context)
