"""Loading a consolidated report within scope, and what its pages share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import Tab, load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest
from caunoi.reporting.models import ReportEdition, WaveReport
from caunoi.reporting.permissions import may_issue_report, may_write_report, wave_reports_for
from caunoi.reporting.queries.wave_reports import latest_edition

PARTS = ("form__campaign__instrument", "form__wave", "unit", "made_by", "issued_by")


@dataclass(frozen=True)
class Opened:
    """A report that the person sees. ``writes``: may change it now; ``keeps``: would, were it not issued."""

    report: WaveReport
    edition: ReportEdition | None
    keeps: bool
    issues: bool

    @property
    def writes(self) -> bool:
        return self.keeps and not self.report.is_issued


def open_report(request: OfficerRequest, pk: int) -> Opened:
    officer = request.officer
    report: WaveReport = load(wave_reports_for(officer.user, on=officer.today).select_related(*PARTS), pk)
    name_units([report], on=officer.today)
    keeps = may_write_report(officer.user, report.unit, on=officer.today)
    issues = may_issue_report(officer.user, report.unit, on=officer.today)
    return Opened(report, latest_edition(report), keeps, issues)


def open_to_write(request: OfficerRequest, pk: int) -> Opened:
    """403 for who only sees it; an issued one says no by its actions."""
    opened = open_report(request, pk)
    require(opened.keeps)
    return opened


def report_context(request: OfficerRequest, opened: Opened, tab: str) -> dict[str, Any]:
    """What ``wave_reports/base.html`` needs."""
    report = opened.report
    tabs = [("show-wave-report", pgettext("wave report", "Overview"))]
    if opened.edition:
        tabs.append(("preview-wave-report", _("Preview")))
    if opened.keeps:
        tabs += [
            ("word-wave-report", _("Words of the units")),
            ("dress-wave-report", _("Layout and annexes")),
            ("upload-wave-report", _("Edited copies")),
        ]
    return {
        "report": report,
        "edition": opened.edition,
        "opened": opened,
        "today": request.officer.today,
        "tabs": [Tab(label, reverse(f"reporting:{name}", args=[report.pk]), name == tab) for name, label in tabs],
    }


def change(request: OfficerRequest, act: Callable[[], Any], done: str, url: str) -> HttpResponse:
    """Do it, say what happened or why not, go to ``url``: for buttons that type nothing which could be lost."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(url)


def page(name: str, *args: Any) -> str:
    return reverse(f"reporting:{name}", args=args)
