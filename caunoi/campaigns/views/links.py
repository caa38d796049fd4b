"""Links of a branch's activities and whether they still answer."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.enums import LinkState
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.queries.links import link_counts, links_in
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load_campaign, scope_of
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


@require_safe
@officer_view
def list_links(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    state, counts = request.GET.get("state", ""), link_counts(campaign, scope)
    page = Paginator(links_in(campaign, scope, state=state), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    name_units([row.activity for row in rows], on=scope.on)
    chips = [("", _("All"), sum(counts.values()))]
    chips += [(each.value, str(each.label), counts[each]) for each in LinkState]
    context = {"scope": scope, "page": page, "rows": rows, "chips": chips, "state": state}
    return render(
        request, "campaigns/links/list_links.html", campaign_context(request, campaign, "list-activities") | context
    )


@require_safe
@officer_view
def download_links(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    rows = list(links_in(campaign, scope, state=request.GET.get("state", "")))
    name_units([row.activity for row in rows], on=scope.on)
    headers = [_("Link"), _("Unit"), _("Activity"), _("State"), _("Looked at on")]
    title = _("Links of %(instrument)s") % {"instrument": campaign.instrument}
    lines = [
        [row.url, str(row.activity.unit), row.activity.title, row.get_state_display(), row.checked_at] for row in rows
    ]
    return sheet_response("lien-ket.xlsx", title, headers, lines)
