"""What the units say, sentence by sentence: taken over, taken over with other words, left out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.views.access import load
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.wave_reports.sentences import add_sentence, decide_rest, decide_sentence
from caunoi.reporting.enums import SentenceState
from caunoi.reporting.form_lines import FormSection
from caunoi.reporting.forms.wave_reports import WordsForm
from caunoi.reporting.models import ReportSentence, WaveReport
from caunoi.reporting.queries.wave_reports import counts_by_section
from caunoi.reporting.views.wave_reports.access import Opened, change, open_to_write, page, report_context
from caunoi.reporting.wave_report.facts import latest_sections
from caunoi.reporting.wave_report.phrases import phrases

PER_PAGE = 40
SEVERAL = 2  # units: what as many say may be taken over at once


def _section(request: OfficerRequest, report: WaveReport) -> tuple[FormSection, list[FormSection]]:
    """``?muc=CODE``, else the first."""
    sections = latest_sections(report.form)
    code = request.GET.get("muc") or request.POST.get("section") or ""
    found = next((one for one in sections if one.code == code), None) or next(iter(sections), None)
    if found is None:
        raise Http404(_("This form asks for nothing in words."))
    return found, sections


@require_safe
@officer_view
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    return _page(request, open_to_write(request, pk), WordsForm(auto_id="own-%s"))


def _page(request: OfficerRequest, opened: Opened, form: WordsForm, status: int = 200) -> HttpResponse:
    """One section at a time, the most said first; within the rest by theme."""
    report = opened.report
    section, sections = _section(request, report)
    counts = counts_by_section(report)
    rows = report.sentences.filter(section=section.code, gone_at__isnull=True).order_by(
        "-units", "theme", "position", "pk"
    )
    state = request.GET.get("xem", "")
    if state in SentenceState.values:
        rows = rows.filter(state=state)
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(found.object_list)
    _name(listed, request)
    nothing = dict.fromkeys(SentenceState.values, 0)
    context = {
        "section": section,
        "sections": [(one, counts.get(one.code, nothing)) for one in sections],
        "counts": counts.get(section.code, nothing),
        "several": report.sentences.filter(
            section=section.code, state=SentenceState.PROPOSED, gone_at__isnull=True, units__gte=SEVERAL
        ).count(),
        "rows": listed,
        "page": found,
        "state": state,
        "words_form": form,
    }
    return render(
        request,
        "reporting/wave_reports/words.html",
        report_context(request, opened, "word-wave-report") | context,
        status=status,
    )


def _name(rows: list[ReportSentence], request: OfficerRequest) -> None:
    """Give each ``who``: the names of the first who say it; and its theme's title."""
    keys = {source["unit"] for row in rows for source in row.sources[:3]}
    names = {unit.pk: unit.name for unit in Unit.objects.at(request.officer.today).filter(pk__in=keys)}
    for row in rows:
        shown: Any = row
        shown.who = [names[source["unit"]] for source in row.sources[:3] if source["unit"] in names]
        shown.theme_title = phrases().theme_title(row.theme) if row.theme else ""


@require_POST
@officer_view
def decide(request: OfficerRequest, pk: int, sentence_pk: int) -> HttpResponse:
    """One sentence; what was typed comes back where it cannot be taken."""
    opened = open_to_write(request, pk)
    row: Any = load(opened.report.sentences.all(), sentence_pk)
    wording, state = request.POST.get("wording", ""), request.POST.get("state", "")
    problem = ""
    try:
        row = decide_sentence(row, state, wording=wording, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        problem = refusal.message
    _name([row], request)
    context = {
        "row": row,
        "report": opened.report,
        "opened": opened,
        "problem": problem,
        "typed": wording if problem else "",
    }
    if request.htmx or problem:
        template = (
            "reporting/wave_reports/sentence.html" if request.htmx else "reporting/wave_reports/one_sentence.html"
        )
        whole = report_context(request, opened, "word-wave-report") | context
        return render(request, template, whole, status=422 if problem else 200)
    return redirect(f"{page('word-wave-report', pk)}?muc={row.section}#s{row.pk}")


@require_POST
@officer_view
def rest(request: OfficerRequest, pk: int) -> HttpResponse:
    """All of a section that still waits."""
    opened = open_to_write(request, pk)
    section, _all = _section(request, opened.report)
    state = SentenceState.DROPPED if request.POST.get("state") == "dropped" else SentenceState.ACCEPTED
    least = SEVERAL if request.POST.get("state") == "several" else 1
    return change(
        request,
        lambda: decide_rest(
            opened.report, section.code, state, least=least, by=request.officer.user, now=timezone.now()
        ),
        _("The sentences are decided."),
        f"{page('word-wave-report', pk)}?muc={section.code}",
    )


@require_POST
@officer_view
def add(request: OfficerRequest, pk: int) -> HttpResponse:
    opened = open_to_write(request, pk)
    section, _all = _section(request, opened.report)
    form = WordsForm(request.POST, auto_id="own-%s")
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            add_sentence(opened.report, section.code, text, by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            form.add_error("text", refusal.message)
        else:
            return redirect(f"{page('word-wave-report', pk)}?muc={section.code}")
    return _page(request, opened, form, status=422)
