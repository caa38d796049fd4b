"""The page of a report, what was sent at a step of it, and the rows behind one of its figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from caunoi.campaigns.permissions import activities_for
from caunoi.campaigns.views.access import load
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.prefill import refresh_prefill
from caunoi.reporting.form_lines import lines_of, sections_of
from caunoi.reporting.models import FilingStep
from caunoi.reporting.permissions import may_file
from caunoi.reporting.queries.breakdowns import breakdowns_of
from caunoi.reporting.queries.filings import changes_of, groups_of, values_of
from caunoi.reporting.queries.prefill import evidence_of
from caunoi.reporting.views.filings.access import filing_page, is_writable, load_filing, own_draft, writing_form
from caunoi.reporting.views.filings.send import meet
from caunoi.reporting.views.filings.windows import meet_aside

SHOWN = 200  # rows behind a figure


@require_safe
@officer_view
def show_filing(request: OfficerRequest, pk: int) -> HttpResponse:
    """Is it right? What the registers know is brought up to date while the report may still be written on."""
    officer = request.officer
    filing = load_filing(request, pk)
    if not is_writable(filing):
        return filing_page(request, filing)
    refresh_prefill(filing, now=timezone.now())
    if not may_file(officer.user, filing, on=officer.today):
        return filing_page(request, filing)
    draft = own_draft(request, filing)
    if draft and draft.revision != filing.revision and draft.typed:
        return meet(request, filing, draft.typed, status=200)
    if draft and draft.aside:
        return meet_aside(request, filing, draft, status=200)
    return filing_page(request, filing, form=writing_form(filing, draft.typed if draft else {}), draft=draft)


@require_safe
@officer_view
def show_step(request: OfficerRequest, pk: int, step_pk: int) -> HttpResponse:
    """The report as it was sent then, in the form of then, and what it said otherwise than the sending before."""
    filing = load_filing(request, pk)
    step: FilingStep = load(filing.steps.select_related("by", "version"), step_pk)
    step.filing = filing
    filing.version = step.version
    groups = groups_of(filing, values_of(step.version, step.values), None, {}, {})
    context = {
        "filing": filing,
        "step": step,
        "groups": groups,
        "told": [(one.title, step.narrative.get(one.code, "")) for one in sections_of(step.version)],
        "changes": changes_of(step),
    }
    return render(request, "reporting/filings/step.html", context)


@require_safe
@officer_view
def show_evidence(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """The rows that the figure of the registers is made of; each activity opens where the person may see it."""
    officer = request.officer
    filing = load_filing(request, pk)
    line = next((one for one in lines_of(filing.version) if one.code == code and one.is_typed), None)
    rows = evidence_of(filing, code, officer.user, on=officer.today) if line else []
    keys = [row.activity_id for row in rows[:SHOWN] if row.activity_id]
    seen = set(activities_for(officer.user, on=officer.today).filter(pk__in=keys).values_list("pk", flat=True))
    context = {
        "filing": filing,
        "line": line,
        "rows": [(row, row.activity_id in seen) for row in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
        "total": sum(row.value for row in rows),
        "breakdowns": breakdowns_of(code, rows),
    }
    name = "evidence_rows" if request.htmx else "evidence"
    return render(request, f"reporting/filings/{name}.html", context)
