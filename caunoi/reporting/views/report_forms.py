"""Report forms of a campaign: drawn up for a wave, changed by versions, opened for the units, closed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.models import Wave
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.forms import close_form, draw_up_form, open_form, publish_version, save_version
from caunoi.reporting.form_lines import FormLine, lines_of, sections_of
from caunoi.reporting.forms.report_forms import AskingForm, LinesForm, OwnLineForm
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.permissions import forms_to_shape, inspecting_unit, may_shape_forms
from caunoi.reporting.queries.board import attach_completeness
from caunoi.reporting.queries.report_forms import (
    Asking,
    by_group,
    own_lines,
    reach_of,
    standing_of,
    version_changes,
    version_to_show,
    wave_forms,
)


@require_safe
@officer_view
def list_forms(request: OfficerRequest, pk: int) -> HttpResponse:
    """Reports of a campaign, wave by wave: the form for those who issue it, the way to the figures for everybody."""
    officer = request.officer
    campaign = load_campaign(request, pk)
    unit = inspecting_unit(officer.unit, on=officer.today)
    rows = wave_forms(campaign)
    forms = [row.form for row in rows if row.form]
    attach_completeness(forms, unit)
    own = {one.form_id: one for one in Filing.objects.filter(form__in=[form.pk for form in forms], unit=officer.unit)}
    context = campaign_context(request, campaign, "reporting:list-forms") | {
        "rows": [(row, own.get(row.form.pk) if row.form else None) for row in rows],
        "shapes": may_shape_forms(officer.user, campaign, on=officer.today),
        "unit": unit,
    }
    return render(request, "reporting/report_forms/list.html", context)


@require_POST
@officer_view
def draw_up(request: OfficerRequest, pk: int) -> HttpResponse:
    """For ``wave``; without one for the whole campaign."""
    officer = request.officer
    campaign = load_campaign(request, pk)
    require(may_shape_forms(officer.user, campaign, on=officer.today))
    chosen = request.POST.get("wave", "")
    wave: Wave | None = load(campaign.waves.all(), chosen) if chosen.isdecimal() else None
    try:
        form = draw_up_form(campaign, wave, by=officer.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("reporting:list-forms", pk=campaign.pk)
    messages.success(request, _("The form is drawn up from the whole catalogue. Leave out what you do not need."))
    return redirect("reporting:edit-form", pk=form.pk)


def _load(request: OfficerRequest, pk: int) -> ReportForm:
    officer = request.officer
    shaped = forms_to_shape(officer.user, on=officer.today).select_related(
        "campaign__instrument", "campaign__unit", "wave"
    )
    form: ReportForm = load(shaped, pk)
    return form


def _context(report: ReportForm, version: FormVersion, **more: Any) -> dict[str, Any]:
    catalogued = catalogue().indicators
    return {"report": report, "campaign": report.campaign, "version": version, "catalogued": catalogued, **more}


@require_safe
@officer_view
def show_form(request: OfficerRequest, pk: int) -> HttpResponse:
    report = _load(request, pk)
    version = version_to_show(report)
    versions = list(report.versions.select_related("created_by").order_by("-number"))
    former = next((one for one in versions if one.published_at), None)
    context = _context(
        report, version,
        versions=versions, groups=by_group(lines_of(version)), sections=sections_of(version), standing=standing_of(report),
        changes=version_changes(former, version) if former and version.published_at is None else [],
    )  # fmt: skip
    return render(request, "reporting/report_forms/show.html", context)


@require_safe
@officer_view
def preview_form(request: OfficerRequest, pk: int) -> HttpResponse:
    """The form as a unit will see it; nothing can be typed."""
    report = _load(request, pk)
    version = version_to_show(report)
    names = {line.code: line.name for line in lines_of(version)}
    context = _context(report, version, groups=by_group(lines_of(version)), sections=sections_of(version), names=names)
    return render(request, "reporting/report_forms/preview.html", context)


@require_safe
@officer_view
def compare_versions(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """What version ``number`` asks otherwise than the one before it."""
    report = _load(request, pk)
    version = report.versions.filter(number=number).select_related("created_by").first()
    former = report.versions.filter(number=number - 1).first()
    if version is None or former is None:
        raise Http404(_("There is no such pair of versions."))
    context = _context(report, version, former=former, changes=version_changes(former, version))
    return render(request, "reporting/report_forms/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_form(request: OfficerRequest, pk: int) -> HttpResponse:
    """Which lines, in which order, with which hints; the narrative sections."""
    report = _load(request, pk)
    version = version_to_show(report)
    form = LinesForm(request.POST or None, version=version, offered=own_lines(report))
    if request.method == "POST" and form.is_valid():
        saved = _save(request, report, form.lines(), form, sections=form.sections(), note=form.cleaned_data["note"])
        if saved:
            return saved
    context = _context(report, version, form=form)
    return render(request, "reporting/report_forms/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_line(request: OfficerRequest, pk: int, code: str = "") -> HttpResponse:
    """A line of the unit's own: a new one, or ``code`` changed. Lines of the catalogue stay as they are."""
    report = _load(request, pk)
    version = version_to_show(report)
    lines = lines_of(version)
    former = next((line for line in lines if line.code == code and code not in catalogue().indicators), None)
    if code and former is None:
        raise Http404(_("This form has no line of your own by that name."))
    form = OwnLineForm(request.POST or None, lines=lines, former=former)
    if request.method == "POST" and form.is_valid():
        saved = _save(
            request, report, _with(lines, form.line()), form, sections=sections_of(version), note=version.note
        )
        if saved:
            return saved
    context = _context(
        report, version, form=form, former=former, fields=[(field, []) for field in form.visible_fields()]
    )
    return render(request, "reporting/report_forms/edit_line.html", context, status=422 if form.is_bound else 200)


def _with(lines: list[FormLine], line: FormLine) -> list[FormLine]:
    """``line`` in the place of the one of its code, else after its group."""
    if any(each.code == line.code for each in lines):
        return [line if each.code == line.code else each for each in lines]
    last = max((place for place, each in enumerate(lines, start=1) if each.group == line.group), default=len(lines))
    return [*lines[:last], line, *lines[last:]]


def _save(
    request: OfficerRequest, report: ReportForm, lines: list[FormLine], form: Any, **facts: Any
) -> HttpResponse | None:
    try:
        draft = save_version(report, lines=lines, by=request.officer.user, now=timezone.now(), **facts)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return None
    text = _("Saved as version %(number)s. Units see it once you put it in force.") if report.opened_at else _("Saved.")
    messages.success(request, text % {"number": draft.number})
    return redirect("reporting:show-form", pk=report.pk)


def _do(request: OfficerRequest, report: ReportForm, act: Callable[[], str]) -> HttpResponse:
    """Carry out one step and say what it did, or why not."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.warning(request, refusal.message)
    return redirect("reporting:show-form", pk=report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def publish(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the draft in force for every report that may still be written."""
    report = _load(request, pk)
    version = version_to_show(report)
    if request.method == "POST":

        def act() -> str:
            moved = publish_version(version, by=request.officer.user, now=timezone.now())
            text = ngettext("In force. %(count)s report follows it.", "In force. %(count)s reports follow it.", moved)
            return text % {"count": format_number(moved)}

        return _do(request, report, act)
    former = report.versions.filter(published_at__isnull=False).order_by("-number").first()
    changes = version_changes(former, version) if former and former.pk != version.pk else []
    context = _context(report, version, changes=changes, standing=standing_of(report))
    return render(request, "reporting/report_forms/publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def open_(request: OfficerRequest, pk: int) -> HttpResponse:
    """Ask the units, after a look at how many they are; run again it asks those that have come since."""
    officer = request.officer
    report = _load(request, pk)
    reaches = {below: reach_of(report, Asking(below), on=officer.today) for below in (True, False)}
    form = AskingForm(request.POST or None, below=reaches[True].units, duty_alone=reaches[False].units)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            asked = open_form(report, form.asking(), by=officer.user, now=timezone.now())
            text = ngettext(
                "%(count)s unit is asked for its report.", "%(count)s units are asked for their reports.", asked
            )
            return text % {"count": format_number(asked)}

        return _do(request, report, act)
    context = _context(report, version_to_show(report), form=form, reach=reaches[True], standing=standing_of(report))
    return render(request, "reporting/report_forms/open.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    report = _load(request, pk)
    if request.method == "POST":

        def act() -> str:
            close_form(report, by=request.officer.user, now=timezone.now())
            return _("Closed: nobody sends on this form any more.")

        return _do(request, report, act)
    context = _context(report, version_to_show(report), standing=standing_of(report))
    return render(request, "reporting/report_forms/close.html", context)
