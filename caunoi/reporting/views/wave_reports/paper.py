"""The paper itself: its details, its preview with every figure opening to its origin, its files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.exports import CONTENT_TYPE as XLSX
from caunoi.core.errors import Refused
from caunoi.officialdocs.paper import dateline
from caunoi.officialdocs.report_json import from_json
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.wave_reports.writing import save_details
from caunoi.reporting.forms.wave_reports import DetailsForm, first_details
from caunoi.reporting.models import Filing
from caunoi.reporting.queries.prefill import evidence_of
from caunoi.reporting.queries.provenance import behind
from caunoi.reporting.queries.totals import latest_lines
from caunoi.reporting.queries.wave_reports import composed_now, texts_today
from caunoi.reporting.views.wave_reports.access import open_report, open_to_write, report_context
from caunoi.reporting.wave_report.describing import name_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"docx": DOCX, "pdf": "application/pdf", "xlsx": XLSX}
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def dress(request: OfficerRequest, pk: int) -> HttpResponse:
    """Number, place, day, signer, recipients, annexes."""
    opened = open_to_write(request, pk)
    lines = latest_lines(opened.report.form)
    form = DetailsForm(request.POST or None, initial=first_details(opened.report), lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            save_details(opened.report, form.details(), by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Kept. Write the report again to print it so."))
            return redirect("reporting:show-wave-report", pk=pk)
    context = report_context(request, opened, "dress-wave-report") | {"form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reporting/wave_reports/dress.html", context, status=status)


@require_safe
@officer_view
def preview(request: OfficerRequest, pk: int) -> HttpResponse:
    """The paper as it will be printed; a figure or sentence leads to what is behind it."""
    opened = open_report(request, pk)
    if opened.edition is None:
        raise Http404(_("This report is not written yet."))
    paper = from_json(opened.edition.content)
    context = {"paper": paper.paper, "parts": paper.parts, "annexes": paper.annexes}
    context["dateline"] = dateline(paper.paper.place, paper.paper.date)
    context["by_hand"] = set(opened.edition.sources.exclude(by_hand="").values_list("tag", flat=True))
    return render(
        request, "reporting/wave_reports/preview.html", report_context(request, opened, "preview-wave-report") | context
    )


@require_safe
@officer_view
def download(request: OfficerRequest, pk: int, revision: int, kind: str) -> HttpResponse:
    opened = open_report(request, pk)
    others = [name for name in TYPES if name != kind]
    edition = opened.report.editions.filter(revision=revision).defer("content", *others).first()
    if kind not in TYPES or edition is None:
        raise Http404(_("There is no such file of this report."))
    response = HttpResponse(bytes(getattr(edition, kind)), content_type=TYPES[kind])
    name = f"bao-cao-{opened.report.unit.code.lower()}-lan-{revision}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@officer_view
def show_source(request: OfficerRequest, pk: int, tag: str) -> HttpResponse:
    """What is behind this figure or sentence, when it was written and today?"""
    opened = open_report(request, pk)
    officer = request.officer
    if opened.edition is None:
        raise Http404(_("This report is not written yet."))
    source = opened.edition.sources.filter(tag=tag).first()
    if source is None:
        raise Http404(_("This report has no such figure or sentence."))
    facts, _composed = composed_now(opened.report, today=officer.today, revision=opened.report.revision)
    found = behind(source, facts)
    own = next((row for row in found.given if row.is_own and row.filing), None)
    filing = Filing.objects.filter(pk=own.filing).select_related("form", "unit").first() if own else None
    context = {
        "source": source,
        "name": name_of(source, latest_lines(opened.report.form)),
        "now": texts_today(opened.report, today=officer.today).get(tag),
        "behind": found,
        "evidence": evidence_of(filing, source.code, officer.user, on=officer.today)[:SHOWN] if filing else [],
        "own_filing": filing,
    }
    return render(
        request, "reporting/wave_reports/source.html", report_context(request, opened, "preview-wave-report") | context
    )
