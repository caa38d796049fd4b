"""Data in bulk, streamed: reports of a form with their values, activities of a campaign with their figures."""

from typing import TYPE_CHECKING, Literal

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop as _
from ninja import Path

from caunoi.api.enums import Scope
from caunoi.api.exports import CONTENT_TYPES, FORMATS, Table, write
from caunoi.api.permissions import campaigns_in, forms_in
from caunoi.api.queries.exports import activities_table, filings_table
from caunoi.api.views.v1.fields import Id
from caunoi.api.views.v1.gate import ApiRequest
from caunoi.api.views.v1.operations import one, router

reports = router(Scope.REPORTS, _("Data in bulk"))
activities = router(Scope.ACTIVITIES, _("Data in bulk"))

if TYPE_CHECKING:
    Format = str
else:
    Format = Literal[FORMATS]


def table_response(table: Table, name: str, file_format: str, *, for_people: bool = False) -> StreamingHttpResponse:
    """The table as a download called ``name``."""
    response = StreamingHttpResponse(
        write(table, file_format, for_people=for_people), content_type=CONTENT_TYPES[file_format]
    )
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{file_format}")
    response["Content-Disposition"] = disposition or "attachment"
    return response


@reports.get(
    "/report-forms/{form_id}/filings.{file_format}", summary=_("All reports of a form: a row each, columns by code")
)
def download_filings(request: ApiRequest, form_id: Path[Id], file_format: Path[Format]) -> StreamingHttpResponse:
    caller = request.auth
    form = one(forms_in(caller.reach), pk=form_id)
    return table_response(filings_table(form, caller.reach, on=caller.today), f"filings-{form.pk}", file_format)


@activities.get(
    "/campaigns/{campaign_id}/activities.{file_format}", summary=_("All activities of a campaign, a row each")
)
def download_activities(request: ApiRequest, campaign_id: Path[Id], file_format: Path[Format]) -> StreamingHttpResponse:
    caller = request.auth
    campaign = one(campaigns_in(caller.reach), pk=campaign_id)
    return table_response(
        activities_table(campaign, caller.reach, on=caller.today), f"activities-{campaign.pk}", file_format
    )
