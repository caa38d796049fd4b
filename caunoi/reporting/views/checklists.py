"""Checklists: drawn up from the plan's duties, changed point by point."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.checklists import change_checklist, draw_up_checklist
from caunoi.reporting.forms.checklists import DrawUpForm, PointsForm
from caunoi.reporting.models import Checklist
from caunoi.reporting.permissions import campaigns_to_inspect, checklists_for, inspecting_unit, may_inspect
from caunoi.reporting.queries.checklists import current, duties_for
from caunoi.reporting.views.access import base_context, page_of


@require_safe
@officer_view
def list_checklists(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    require(may_inspect(officer.user, on=officer.today))
    rows = current(checklists_for(officer.user, on=officer.today)).select_related("campaign__instrument")
    search = request.GET.get("q", "").strip()
    if search:
        rows = rows.filter(title__icontains=search)
    counted = rows.annotate(size=Count("points", distinct=True), uses=Count("visits", distinct=True)).order_by(
        "-created_at", "-pk"
    )
    page = page_of(request, counted)
    campaigns = campaigns_to_inspect(inspecting_unit(officer.unit, on=officer.today)).select_related("instrument")
    context = {"page": page, "rows": list(page.object_list), "campaigns": campaigns.order_by("-pk"), "search": search}
    return render(request, "reporting/checklists.html", base_context(request, "list-checklists") | context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def draw_up(request: OfficerRequest, pk: int) -> HttpResponse:
    """From the duties of a campaign, of one wave and kind where these are chosen."""
    officer = request.officer
    require(may_inspect(officer.user, on=officer.today))
    unit = inspecting_unit(officer.unit, on=officer.today)
    campaign: Campaign = load(campaigns_to_inspect(unit).select_related("instrument"), pk)
    title = _("Inspection of how %(instrument)s is carried out") % {"instrument": campaign.instrument}
    form = DrawUpForm(request.POST or None, initial={"title": title}, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        duties = duties_for(campaign, wave=data["wave"], kind=data["kind"])
        try:
            checklist = draw_up_checklist(
                unit, campaign, title=data["title"], duties=duties, by=officer.user, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("reporting:edit-checklist", pk=checklist.pk)
    context = base_context(request, "list-checklists") | {"form": form, "campaign": campaign}
    status = 422 if form.is_bound else 200
    return render(request, "reporting/draw_up_checklist.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_checklist(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    mine = checklists_for(officer.user, on=officer.today)
    checklist: Checklist = load(mine.select_related("campaign__instrument", "superseded_by"), pk)
    initial = {"title": checklist.title, "revision": checklist.revision}
    form = PointsForm(request.POST or None, initial=initial, checklist=checklist)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            changed = change_checklist(
                checklist, title=data["title"], points=form.points(), revision=data["revision"],
                by=officer.user, now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            is_new = changed.pk != checklist.pk
            version = {"version": changed.version}
            text = _("Saved as version %(version)s; visits keep the one they use.") if is_new else _("Saved.")
            messages.success(request, text % version)
            return redirect("reporting:edit-checklist", pk=changed.pk)
    context = base_context(request, "list-checklists") | {"form": form, "checklist": checklist}
    return render(request, "reporting/edit_checklist.html", context, status=422 if form.is_bound else 200)
