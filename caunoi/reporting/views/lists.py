"""Lists of visits and recommendations: searched, filtered, taken away."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.models import Recommendation, Visit
from caunoi.reporting.permissions import recommendations_for, visits_for
from caunoi.reporting.queries.visits import (
    FollowUpFilter,
    VisitFilter,
    counts_of,
    find_recommendations,
    find_visits,
    follow_up_condition,
    visit_condition,
)
from caunoi.reporting.views.access import base_context, page_of, scope_of


def _visits(request: OfficerRequest) -> QuerySet[Visit]:
    return visits_for(request.officer.user, on=request.officer.today)


def _filtered_visits(request: OfficerRequest) -> QuerySet[Visit]:
    on, state = request.officer.today, request.GET.get("state", "")
    found = find_visits(_visits(request), scope_of(request), search=request.GET.get("q", "").strip())
    rows = found.filter(visit_condition(state, on)).select_related("unit", "leader", "campaign__instrument")
    return rows.order_by("-planned_on", "-pk")


@require_safe
@officer_view
def list_visits(request: OfficerRequest) -> HttpResponse:
    on = request.officer.today
    page = page_of(request, _filtered_visits(request))
    rows: list[Any] = list(page.object_list)
    name_units(rows, on=on)
    counts = counts_of(_visits(request), {str(each): visit_condition(each, on) for each in VisitFilter})
    context = {
        "page": page,
        "rows": rows,
        "chips": [("", _("All"), counts["all"]), *((str(each), each.label, counts[each]) for each in VisitFilter)],
        "state": request.GET.get("state", ""),
        "search": request.GET.get("q", "").strip(),
    }
    return render(request, "reporting/list_visits.html", base_context(request, "list-visits") | context)


@require_safe
@officer_view
def download_visits(request: OfficerRequest) -> HttpResponse:
    """The list as shown, all pages of it."""
    rows: list[Any] = list(_filtered_visits(request))
    name_units(rows, on=request.officer.today)
    headers = [
        _("Unit"), pgettext("visit", "Planned for"), _("Day of the visit"), _("State"), _("Head of the team"), _("Purpose"),
    ]  # fmt: skip
    lines = [
        [str(row.unit), row.planned_on, row.held_on, row.get_state_display(), str(row.leader), row.purpose]
        for row in rows
    ]
    return sheet_response("cuoc-kiem-tra.xlsx", _("Visits of inspection"), headers, lines)


def _recommendations(request: OfficerRequest) -> QuerySet[Recommendation]:
    return recommendations_for(request.officer.user, on=request.officer.today)


def _filtered_recommendations(request: OfficerRequest) -> QuerySet[Recommendation]:
    on, state = request.officer.today, request.GET.get("state", "")
    search = request.GET.get("q", "").strip()
    found = find_recommendations(_recommendations(request), scope_of(request), search=search)
    return found.filter(follow_up_condition(state, on)).select_related("unit").order_by("state", "due_on", "pk")


@require_safe
@officer_view
def list_recommendations(request: OfficerRequest) -> HttpResponse:
    on = request.officer.today
    page = page_of(request, _filtered_recommendations(request))
    rows: list[Any] = list(page.object_list)
    name_units(rows, on=on)
    conditions = {str(each): follow_up_condition(each, on) for each in FollowUpFilter}
    counts = counts_of(_recommendations(request), conditions)
    context = {
        "page": page,
        "rows": rows,
        "chips": [("", _("All"), counts["all"]), *((str(each), each.label, counts[each]) for each in FollowUpFilter)],
        "state": request.GET.get("state", ""),
        "search": request.GET.get("q", "").strip(),
    }
    return render(request, "reporting/list_recommendations.html", base_context(request, "follow-up") | context)


@require_safe
@officer_view
def download_recommendations(request: OfficerRequest) -> HttpResponse:
    rows: list[Any] = list(_filtered_recommendations(request))
    name_units(rows, on=request.officer.today)
    headers = [_("Recommendation"), _("Responsible unit"), _("To be done by"), _("State"), _("Closed on")]
    lines = [[row.text, str(row.unit), row.due_on, row.get_state_display(), row.closed_at] for row in rows]
    return sheet_response("kien-nghi.xlsx", _("Recommendations of inspections"), headers, lines)
