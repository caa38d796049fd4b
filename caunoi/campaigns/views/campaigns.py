"""The campaign's own page and the list of campaigns."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.actions.deliveries import acknowledge_delivery, open_delivery
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Delivery
from caunoi.campaigns.permissions import campaigns_for, may_acknowledge, may_issue
from caunoi.campaigns.queries.deliveries import Receipts, receipts_by_campaign
from caunoi.campaigns.queries.duties import groups_in
from caunoi.campaigns.queries.scope import Scope, name_units
from caunoi.campaigns.queries.standing import standing_of
from caunoi.campaigns.queries.timeline import chart_of
from caunoi.campaigns.views.access import campaign_context, load_campaign, require
from caunoi.campaigns.views.meanwhile import show_acknowledged
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_safe
@officer_view
def list_campaigns(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    campaigns = list(
        campaigns_for(officer.user, on=officer.today)
        .select_related("instrument", "unit")
        .order_by("-created_at", "-pk")
    )
    scope = Scope(officer.unit, officer.today)
    counts = receipts_by_campaign(campaigns, scope.below)
    name_units(campaigns, on=officer.today)
    rows = [(campaign, counts.get(campaign.pk, Receipts())) for campaign in campaigns]
    may_import = officer.may(Right.IMPORT_PLAN, officer.unit)
    return render(request, "campaigns/running/list_campaigns.html", {"rows": rows, "may_import": may_import})


@require_safe
@officer_view
def show_campaign(request: OfficerRequest, pk: int) -> HttpResponse:
    """Where do we stand? The first opening by an officer of a unit that received it is noted."""
    officer = request.officer
    campaign = load_campaign(request, pk)
    delivery = Delivery.objects.filter(campaign=campaign, unit=officer.unit).select_related("acknowledged_by").first()
    if delivery and delivery.opened_at is None:
        open_delivery(delivery, by=officer.user, now=timezone.now())
    scope = Scope(officer.unit, officer.today)
    running = campaign.state != CampaignState.PREPARED
    groups = groups_in([campaign], scope) if running else []
    name_units([campaign], on=officer.today)
    context = {
        "delivery": delivery,
        "may_acknowledge": delivery is not None and may_acknowledge(officer.user, delivery, on=officer.today),
        "may_issue": may_issue(officer.user, campaign, on=officer.today),
        "may_amend": officer.may(Right.IMPORT_PLAN, campaign.unit),
        "may_log": campaign.state == CampaignState.ISSUED and officer.may(Right.LOG_ACTIVITY, officer.unit),
        "chart": chart_of(campaign, on=officer.today),
        "standing": standing_of(campaign, scope, groups) if running else None,
        "groups": groups,
        "themes": campaign.themes.filter(dropped_at__isnull=True).select_related("provision"),
        "channels": campaign.channels.filter(dropped_at__isnull=True).select_related("provision"),
        "scope": scope,
    }
    return render(
        request, "campaigns/running/show_campaign.html", campaign_context(request, campaign, "show-campaign") | context
    )


@require_POST
@officer_view
def acknowledge(request: OfficerRequest, pk: int) -> HttpResponse:
    """Confirm receipt in the name of the unit that the officer works in; 409 with who did so where a colleague was first."""
    officer = request.officer
    campaign = load_campaign(request, pk)
    parts = ("campaign__instrument", "unit", "acknowledged_by")
    delivery = Delivery.objects.filter(campaign=campaign, unit=officer.unit).select_related(*parts).first()
    if delivery is None:
        raise Http404(_("There is nothing here that your post may see."))
    require(officer.may(Right.ACKNOWLEDGE, delivery.unit))
    if acknowledge_delivery(delivery, by=officer.user, now=timezone.now()):
        text = _("Receipt of %(instrument)s acknowledged. The level above sees it on its board.")
    elif delivery.acknowledged_by_id == officer.user.pk:
        text = _("Receipt of %(instrument)s had been acknowledged before.")
    else:
        return show_acknowledged(request, delivery)
    messages.success(request, text % {"instrument": campaign.instrument})
    if request.POST.get("back") == "desk":
        return redirect("desk:home")
    return redirect("campaigns:show-campaign", pk=campaign.pk)
