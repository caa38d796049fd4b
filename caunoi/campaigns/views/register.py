"""The register of a campaign's activities."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.enums import CampaignState, ChannelKind
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.models.activities import ActivityQuerySet
from caunoi.campaigns.queries.activities import Filters, register, with_details
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.queries.standing import figure_totals
from caunoi.campaigns.views.access import campaign_context, load_campaign, scope_of
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30


def filters_of(request: OfficerRequest) -> Filters:
    asked = request.GET
    return Filters(
        search=asked.get("q", "").strip(),
        wave=asked.get("wave", ""),
        theme=asked.get("theme", ""),
        kind=asked.get("kind", ""),
        unit=asked.get("only", ""),
    )


@require_safe
@officer_view
def list_activities(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    filters = filters_of(request)
    found = register(campaign, scope, filters)
    page = Paginator(with_details(found), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    name_units(rows, on=scope.on)
    officer = request.officer
    context = {
        "page": page,
        "rows": rows,
        "filters": filters,
        "totals": figure_totals(found),
        "waves": campaign.waves.filter(dropped_at__isnull=True),
        "themes": campaign.themes.filter(dropped_at__isnull=True),
        "kinds": ChannelKind.choices,
        "scope": scope,
        "may_log": campaign.state == CampaignState.ISSUED and officer.may(Right.LOG_ACTIVITY, officer.unit),
    }
    return render(
        request,
        "campaigns/activities/list_activities.html",
        campaign_context(request, campaign, "list-activities") | context,
    )


@require_safe
@officer_view
def download_activities(request: OfficerRequest, pk: int) -> HttpResponse:
    """The register as filtered, with a column for each figure."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    found = register(campaign, scope, filters_of(request))
    headers = [
        _("Activity"),
        _("Unit"),
        _("Day"),
        _("Where"),
        _("Kind"),
        _("Wave"),
        _("Theme"),
        _("Cost (đồng)"),
        _("Photographs"),
    ]
    headers += [f"{figure.label} ({figure.measure})" for figure in FIGURES.values()]
    title = _("Activities of %(instrument)s") % {"instrument": campaign.instrument}
    return sheet_response("hoat-dong.xlsx", title, headers, _rows(found, scope.on))


def _rows(found: ActivityQuerySet, on: date) -> Iterator[list[Any]]:
    total = found.count()
    for start in range(0, total, 500):
        some: list[Any] = list(with_details(found)[start : start + 500])
        name_units(some, on=on)
        for each in some:
            figures = {row.code: row.value for row in each.figures.all()}
            wave = each.wave.ordinal if each.wave else None
            facts = [each.title, str(each.unit), each.done_on, each.place, each.get_kind_display(), wave, each.theme]
            yield [*facts, each.cost, len(each.photos), *[figures.get(code) for code in FIGURES]]
