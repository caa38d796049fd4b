"""The board of units: who has received, acknowledged, done what."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.actions.deliveries import remind_units
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.models import Campaign
from caunoi.campaigns.permissions import may_remind
from caunoi.campaigns.queries.deliveries import Receipt, attach_work, board, receipts
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.views.access import campaign_context, load_campaign, require, scope_of
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


@require_safe
@officer_view
def list_units(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    campaign, scope = load_campaign(request, pk), scope_of(request)
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    page = Paginator(board(campaign, scope.below, state=state, search=search), PER_PAGE).get_page(
        request.GET.get("page")
    )
    units = list(page.object_list)
    attach_work(units, campaign, scope)
    counts = receipts(campaign, scope.below)
    chips = [("", _("All"), counts.sent)]
    chips += [(str(each), each.label, getattr(counts, each)) for each in Receipt]
    context = {
        "page": page,
        "units": units,
        "counts": counts,
        "chips": chips,
        "state": state,
        "search": search,
        "scope": scope,
        "may_remind": counts.waiting > 0 and may_remind(officer.user, officer.unit, on=officer.today),
    }
    return render(
        request, "campaigns/running/list_units.html", campaign_context(request, campaign, "list-units") | context
    )


@require_safe
@officer_view
def download_units(request: OfficerRequest, pk: int) -> HttpResponse:
    """The board as shown, all pages of it."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    units = list(board(campaign, scope.below, state=state, search=search))
    headers = [
        _("Unit"), _("Code"), _("Sent"), _("Opened"), _("Acknowledged"), _("Acknowledged by"),
        _("Duties"), _("Done"), _("Late"), _("Activity register"),
    ]  # fmt: skip
    title = _("Units of %(instrument)s") % {"instrument": campaign.instrument}
    return sheet_response("don-vi.xlsx", title, headers, _unit_rows(units, campaign, scope))


def _unit_rows(units: list[Any], campaign: Campaign, scope: Scope) -> Iterator[list[Any]]:
    for start in range(0, len(units), 500):
        some = units[start : start + 500]
        attach_work(some, campaign, scope)
        for unit in some:
            moments = [unit.sent_at, unit.opened_at, unit.acknowledged_at, unit.acknowledged_by_name]
            work = [unit.tally.total, unit.tally.done, unit.tally.late, unit.activity_count]
            yield [unit.name, unit.code, *moments, *work]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def remind(request: OfficerRequest, pk: int) -> HttpResponse:
    """Remind those below that have not acknowledged, after a look at how many they are."""
    officer = request.officer
    campaign = load_campaign(request, pk)
    require(may_remind(officer.user, officer.unit, on=officer.today))
    if request.method == "POST":
        try:
            told = remind_units(campaign, unit=officer.unit, by=officer.user, now=timezone.now())
        except Refused as refusal:
            messages.warning(request, refusal.message)
        else:
            text = ngettext("%(count)s unit is being reminded.", "%(count)s units are being reminded.", told)
            messages.success(request, text % {"count": format_number(told)})
        return redirect("campaigns:list-units", pk=campaign.pk)
    counts = receipts(campaign, Scope(officer.unit, officer.today).below)
    context = campaign_context(request, campaign, "list-units") | {"counts": counts}
    return render(request, "campaigns/running/remind_units.html", context)
