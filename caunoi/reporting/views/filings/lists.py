"""The reports of one's own unit; those that wait for one's decision."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.queries.filings import filings_to_decide, own_filings
from caunoi.reporting.views.access import PER_PAGE


@require_safe
@officer_view
def list_filings(request: OfficerRequest) -> HttpResponse:
    """Every report that the unit was asked for, by campaign and wave."""
    officer = request.officer
    page = Paginator(own_filings(officer.unit), PER_PAGE).get_page(request.GET.get("page"))
    waiting = filings_to_decide(officer.user, officer.unit, on=officer.today).count()
    context = {"page": page, "rows": page.object_list, "today": officer.today, "waiting": waiting}
    return render(request, "reporting/filings/list.html", context)


@require_safe
@officer_view
def download_filings(request: OfficerRequest) -> HttpResponse:
    headers = [
        _("Report"),
        pgettext("report", "Campaign"),
        _("State"),
        _("Due on"),
        _("First sent on"),
        _("Need not file, because"),
    ]
    lines = [
        [row.form.title, str(row.form.campaign.instrument), row.get_state_display(), row.due_on, row.first_sent_on,
         row.excused_reason]
        for row in own_filings(request.officer.unit)
    ]  # fmt: skip
    return sheet_response(
        "bao-cao-cua-don-vi.xlsx", _("Reports of %(unit)s") % {"unit": request.officer.unit.name}, headers, lines
    )


@require_safe
@officer_view
def list_to_decide(request: OfficerRequest) -> HttpResponse:
    """Reports of the units directly below that wait, the oldest first; found by the unit's name."""
    officer, search = request.officer, request.GET.get("q", "").replace("\x00", "").strip()
    found = filings_to_decide(officer.user, officer.unit, on=officer.today)
    if search:
        found = found.filter(unit__in=Unit.objects.at(officer.today).named_like(search).values("pk"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page.object_list)
    name_units(rows, on=officer.today)
    context = {"page": page, "rows": rows, "today": officer.today, "search": search}
    return render(request, "reporting/filings/to_decide.html", context)
