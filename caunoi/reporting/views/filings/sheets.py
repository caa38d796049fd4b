"""The report as a sheet: taken away, filled in without a network, brought back; nothing is taken before it was seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.exports import CONTENT_TYPE
from caunoi.campaigns.views.access import require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.drafts import save_draft
from caunoi.reporting.actions.prefill import refresh_prefill
from caunoi.reporting.forms.filings import REASON_OF, TEXT, VALUE, Basis, UploadForm, basis_of
from caunoi.reporting.models import Filing
from caunoi.reporting.permissions import may_file
from caunoi.reporting.queries.filings import differences_of
from caunoi.reporting.sheets import MAX_BYTES, SheetReading, read_sheet, write_form
from caunoi.reporting.views.filings.access import is_writable, load_filing, own_draft


@require_safe
@officer_view
def download_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """With what stands, or what the registers know."""
    officer = request.officer
    filing = load_filing(request, pk)
    if is_writable(filing) and may_file(officer.user, filing, on=officer.today):
        refresh_prefill(filing, now=timezone.now())
    unit = Unit.objects.at(officer.today).filter(pk=filing.unit_id).first() or filing.unit
    response = HttpResponse(write_form(filing, unit), content_type=CONTENT_TYPE)
    name = f"phieu-bao-cao-{filing.unit.code.lower()}-{filing.form_id}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _writable(request: OfficerRequest, pk: int) -> tuple[Filing, bool]:
    """The report, and whether the person has typed on an older state of it: they choose first."""
    filing = load_filing(request, pk)
    require(may_file(request.officer.user, filing, on=request.officer.today) and is_writable(filing))
    draft = own_draft(request, filing)
    return filing, bool(draft and draft.revision != filing.revision)


def _typed(reading: SheetReading) -> dict[str, str]:
    """What the sheet states, as if it had been typed."""
    typed = {VALUE + code: "" if value is None else format_number(value) for code, value in reading.values.items()}
    typed |= {REASON_OF + code: reason for code, reason in reading.reasons.items()}
    return typed | {TEXT + code: text for code, text in reading.narrative.items()}


def _standing(request: OfficerRequest, filing: Filing, basis: Basis) -> dict[str, str]:
    """What the page of the report shows now: what stands, with what the person has typed over it."""
    draft = own_draft(request, filing)
    typed = draft.typed if draft else {}
    return basis.texts | {str(name): str(text) for name, text in typed.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def upload_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """Read the sheet; every problem by its cell, and what it says otherwise than the report."""
    filing, must_choose = _writable(request, pk)
    if must_choose:
        return redirect("reporting:show-filing", pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"filing": filing, "form": form}
    if form.is_valid():
        try:
            reading = read_sheet(form.cleaned_data["sheet"].read(MAX_BYTES + 1), filing)
        except Refused as refusal:
            form.add_error("sheet", refusal.message)
        else:
            basis = basis_of(filing)
            differences = differences_of(basis.labels, _typed(reading), _standing(request, filing, basis))
            context |= {"reading": reading, "differences": differences, "is_old": reading.revision != filing.revision}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reporting/filings/upload.html", context, status=status)


@require_POST
@officer_view
def take_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the differences that were ticked into the draft of the person, over what they had typed."""
    filing, must_choose = _writable(request, pk)
    if must_choose:
        return redirect("reporting:show-filing", pk=pk)
    basis = basis_of(filing)
    ticked = {name: request.POST.get(name, "") for name in request.POST.getlist("take") if name in basis.labels}
    if not ticked:
        messages.info(request, _("Nothing was ticked; the report stays as it is."))
        return redirect("reporting:show-filing", pk=pk)
    typed = basis.typed_in(_standing(request, filing, basis) | ticked)
    save_draft(filing, typed=typed, revision=filing.revision, by=request.officer.user, now=timezone.now())
    messages.success(request, _("Taken into your report. Look at it once more, then send it."))
    return redirect("reporting:show-filing", pk=pk)
