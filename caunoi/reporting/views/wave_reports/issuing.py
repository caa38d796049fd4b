"""Issuing the report, and opening it again."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.campaigns.views.access import require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.wave_reports.issuing import issue_report, reopen_report
from caunoi.reporting.forms.wave_reports import ReasonForm
from caunoi.reporting.models import ReportEdition, ReportSource, WaveReport
from caunoi.reporting.queries.totals import latest_lines
from caunoi.reporting.queries.wave_reports import texts_today
from caunoi.reporting.views.wave_reports.access import open_report, report_context
from caunoi.reporting.wave_report.describing import name_of


def _changed(report: WaveReport, edition: ReportEdition, today: date) -> list[tuple[ReportSource, str | None]]:
    """What is written otherwise than the data of today say, with these: None where they say nothing any more."""
    texts = texts_today(report, today=today)
    rows = edition.sources.filter(by_hand="").order_by("pk")
    return [(row, texts.get(row.tag)) for row in rows if texts.get(row.tag) != row.text]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def issue(request: OfficerRequest, pk: int) -> HttpResponse:
    """Before it is locked: does what is written still say what the data say today?"""
    opened = open_report(request, pk)
    require(opened.issues)
    report, edition = opened.report, opened.edition
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        try:
            number = int(revision) if revision.isdecimal() else -1
            issue_report(report, revision=number, by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The report is issued and locked."))
            return redirect("reporting:show-wave-report", pk=pk)
    changed = _changed(report, edition, request.officer.today) if edition and not report.is_issued else []
    lines = latest_lines(report.form)
    context = report_context(request, opened, "show-wave-report") | {
        "changed": len(changed),
        "first_changed": [(name_of(row, lines), row, now) for row, now in changed[:10]],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/wave_reports/issue.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    opened = open_report(request, pk)
    require(opened.issues)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            reopen_report(opened.report, reason=reason, by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            form.add_error("reason", refusal.message)
        else:
            messages.success(request, _("The report is open again. The edition that was issued is kept."))
            return redirect("reporting:show-wave-report", pk=pk)
    context = report_context(request, opened, "show-wave-report") | {"form": form}
    return render(request, "reporting/wave_reports/reopen.html", context, status=422 if form.errors else 200)
