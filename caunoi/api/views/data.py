"""Data for officers: the same tables as the API's, with titles instead of codes at the top."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from caunoi.api.exports import FORMATS
from caunoi.api.permissions import campaigns_in, forms_in
from caunoi.api.queries.exports import activities_table, filings_table
from caunoi.api.views.v1.exports import table_response
from caunoi.core.text import fold
from caunoi.orgs.models import UnitQuerySet
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

SHOWN = 100


def _reach(request: OfficerRequest) -> UnitQuerySet:
    return units_for(request.user, Right.VIEW, on=request.officer.today)


@require_safe
@officer_view
def show_data(request: OfficerRequest) -> HttpResponse:
    reach = _reach(request)
    context = {
        "forms": forms_in(reach).select_related("campaign").order_by("-opened_at")[:SHOWN],
        "campaigns": campaigns_in(reach).filter(issued_at__isnull=False).order_by("-issued_at")[:SHOWN],
        "formats": FORMATS,
    }
    return render(request, "api/data.html", context)


def _known_format(file_format: str) -> None:
    if file_format not in FORMATS:
        raise Http404


@require_safe
@officer_view
def download_filings(request: OfficerRequest, pk: int, file_format: str) -> StreamingHttpResponse:
    _known_format(file_format)
    reach = _reach(request)
    form = get_object_or_404(forms_in(reach), pk=pk)
    table = filings_table(form, reach, on=request.officer.today)
    return table_response(table, slugify(fold(form.title))[:80] or "bao-cao", file_format, for_people=True)


@require_safe
@officer_view
def download_activities(request: OfficerRequest, pk: int, file_format: str) -> StreamingHttpResponse:
    _known_format(file_format)
    reach = _reach(request)
    campaign = get_object_or_404(campaigns_in(reach), pk=pk)
    table = activities_table(campaign, reach, on=request.officer.today)
    return table_response(table, f"hoat-dong-{campaign.pk}", file_format, for_people=True)
