"""The plan as an official paper, to take away and sign."""

import io

from django.http import FileResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from caunoi.campaigns.queries.own_plans.papers import paper_of
from caunoi.campaigns.views.own_plans.access import load_plan, may_write
from caunoi.core.text import fold
from caunoi.officialdocs.write_docx import write_docx
from caunoi.orgs.views.access import OfficerRequest, officer_view

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@officer_view
def download(request: OfficerRequest, pk: int) -> FileResponse:
    """As it is being written for those who write it, as it is in force for everybody else."""
    plan = load_plan(request, pk)
    choices = plan.choices if may_write(request, plan) else plan.adopted
    data = write_docx(paper_of(plan, choices, on=request.officer.today))
    name = f"ke-hoach-{slugify(fold(str(plan.unit)))[:80]}.docx"
    response = FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=DOCX)
    response["Cache-Control"] = "private, no-store"
    return response
