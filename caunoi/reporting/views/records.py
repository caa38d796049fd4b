"""The record of a visit as a .docx."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.papers import record_of
from caunoi.reporting.views.access import load_visit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@officer_view
def download_record(request: OfficerRequest, pk: int) -> HttpResponse:
    """For the inspectors at any time; for the unit once it is drawn up."""
    visit, writes = load_visit(request, pk)
    if not (writes or visit.is_on_record):
        raise PermissionDenied(_("The record is not drawn up yet."))
    response = HttpResponse(record_of(visit, on=request.officer.today), content_type=DOCX)
    name = f"bien-ban-kiem-tra-{visit.unit.code.lower()}.docx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
