"""The reports of a unit; one of them: what is done, what is still to do, writing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.wave_reports.issuing import is_complete
from caunoi.reporting.actions.wave_reports.writing import write_report_paper
from caunoi.reporting.enums import SentenceState, WaveReportState
from caunoi.reporting.models import ReportForm, WaveReport
from caunoi.reporting.permissions import inspecting_unit, may_shape_forms, may_write_report, wave_reports_for
from caunoi.reporting.queries.report_forms import standing_of
from caunoi.reporting.queries.wave_reports import counts_by_section, figures_by_hand, forms_of
from caunoi.reporting.views.wave_reports.access import open_report, open_to_write, report_context
from caunoi.reporting.wave_report.facts import latest_sections

PER_PAGE = 30


@require_safe
@officer_view
def list_reports(request: OfficerRequest) -> HttpResponse:
    """Which reports does the unit write, and which have those below issued?"""
    officer = request.officer
    unit = inspecting_unit(officer.unit, on=officer.today)
    below = wave_reports_for(officer.user, on=officer.today).filter(state=WaveReportState.ISSUED).exclude(unit=unit.pk)
    issued = below.select_related("form", "unit").order_by("-issued_at", "-pk")
    found = Paginator(issued, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(found.object_list)
    name_units(rows, on=officer.today)
    context = {
        "unit": unit,
        "forms": list(forms_of(unit)),
        "writes": may_write_report(officer.user, unit, on=officer.today),
        "page": found,
        "rows": rows,
    }
    return render(request, "reporting/wave_reports/list.html", context)


@require_POST
@officer_view
def begin(request: OfficerRequest, form_pk: int) -> HttpResponse:
    """Write the unit's report on the form, in one action."""
    officer = request.officer
    unit = inspecting_unit(officer.unit, on=officer.today)
    form = load(forms_of(unit), form_pk)
    require(may_write_report(officer.user, unit, on=officer.today))
    return _write(request, form, unit, anew=False)


def _write(request: OfficerRequest, form: ReportForm, unit: Unit, *, anew: bool) -> HttpResponse:
    try:
        edition = write_report_paper(form, unit, by=request.officer.user, now=timezone.now(), anew=anew)
    except Refused as refusal:
        messages.error(request, refusal.message)
        report = WaveReport.objects.get(form=form, unit=unit.pk)
        return redirect("reporting:show-wave-report", pk=report.pk)
    text = _("The report is written: revision %(number)s, as .docx, .pdf and .xlsx.")
    messages.success(request, text % {"number": format_number(edition.revision)})
    return redirect("reporting:show-wave-report", pk=edition.report_id)


def _may_close(request: OfficerRequest, report: WaveReport) -> bool:
    """Whether the form is offered to be closed: once the report of who has issued the plan is issued."""
    form = report.form
    is_last = report.is_issued and report.unit_id == form.campaign.unit_id
    is_open = form.opened_at is not None and form.closed_at is None
    officer = request.officer
    return is_last and is_open and may_shape_forms(officer.user, form.campaign, on=officer.today)


@require_safe
@officer_view
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    """What is written, and what is still to be done before it can be signed?"""
    opened = open_report(request, pk)
    report, edition = opened.report, opened.edition
    counts = counts_by_section(report)
    sections = [
        (section, counts.get(section.code, dict.fromkeys(SentenceState.values, 0)))
        for section in latest_sections(report.form)
    ]
    context = {
        "sections": [(section, found, sum(found.values())) for section, found in sections],
        "waiting": sum(found[SentenceState.PROPOSED] for found in counts.values()),
        "by_hand": figures_by_hand(edition) if edition else 0,
        "editions": report.editions.defer("content", "docx", "pdf", "xlsx").select_related("written_by"),
        "is_complete": is_complete(report),
        "closing": standing_of(report.form) if _may_close(request, report) else None,
    }
    return render(
        request, "reporting/wave_reports/show.html", report_context(request, opened, "show-wave-report") | context
    )


@require_POST
@officer_view
def write(request: OfficerRequest, pk: int) -> HttpResponse:
    """Again, from the data of today; ``anew`` also drops words that were taken over from an edited copy."""
    opened = open_to_write(request, pk)
    unit = Unit.objects.at(request.officer.today).get(pk=opened.report.unit_id)
    return _write(request, opened.report.form, unit, anew=request.POST.get("anew") == "yes")
