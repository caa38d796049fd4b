"""Uploading a paper, watching it being read, reviewing it, confirming it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.campaigns.actions.imports import (
    STUCK,
    StaleRevision,
    confirm_import,
    discard_import,
    read_again,
    undo_correction,
    upload_plan,
)
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.forms.corrections import AnchorsForm
from caunoi.campaigns.forms.imports import UploadForm
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.permissions.imports import imports_for, may_import
from caunoi.campaigns.queries.review import open_wave_ends, read_review
from caunoi.congresses.models import Congress
from caunoi.congresses.permissions import congresses_for
from caunoi.core.errors import Refused
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

READING = (ImportState.WAITING, ImportState.READING)
RECENT = timedelta(days=365)


def load_import(request: OfficerRequest, pk: UUID) -> PlanImport:
    """The import; 404 for who may not see its unit, 403 for who sees the unit without the right to import."""
    officer = request.officer
    found = PlanImport.objects.select_related("unit", "campaign", "amends", "uploaded_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    if imports_for(officer.user, on=officer.today).filter(pk=pk).exists():
        return found
    if units_for(officer.user, Right.VIEW, on=officer.today).filter(pk=found.unit_id).exists():
        raise PermissionDenied(_("Papers of this unit are entered by its own officers."))
    raise Http404


@officer_view
@require_http_methods(["GET", "POST"])
def upload(request: OfficerRequest) -> HttpResponseBase:
    officer = request.officer
    if not may_import(officer.user, officer.unit, on=officer.today):
        raise PermissionDenied(_("Your post does not allow entering papers for %(unit)s.") % {"unit": officer.unit})
    is_sent = request.method == "POST"
    congress = _congress(request)
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            made = upload_plan(
                unit=officer.unit, file=file, name=file.name, congress=congress, by=officer.user, now=now
            )
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            say_if_known(request, made, now)
            return redirect("campaigns:review-import", made.pk)
    waiting = (
        PlanImport.objects.filter(unit=officer.unit).exclude(state=ImportState.DISCARDED).select_related("campaign")
    )
    context = {"form": form, "imports": waiting[:20], "congress": congress}
    return render(request, "campaigns/imports/upload.html", context, status=422 if form.errors else 200)


def _congress(request: OfficerRequest) -> Congress | None:
    """The congress of the own unit that the address names: its resolution or action programme is being entered."""
    pk = request.POST.get("congress") or request.GET.get("congress") or ""
    if not pk.isdecimal():
        return None
    seen = congresses_for(request.officer.user, on=request.officer.today)
    found = seen.filter(pk=pk, unit=request.officer.unit).first()
    if found is None:
        raise Http404(_("There is nothing here that your post may see."))
    return found


def say_if_known(request: OfficerRequest, made: PlanImport, now: object) -> None:
    """Tell the officer that the same file was there already."""
    if made.uploaded_at != now:
        day = timezone.localtime(made.uploaded_at).strftime("%d/%m/%Y")
        messages.info(request, _("This very file was uploaded on %(day)s. Here it is.") % {"day": day})


@officer_view
@require_GET
def review(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    plan_import = load_import(request, pk)
    if plan_import.state in READING:
        stuck = timezone.now() - plan_import.uploaded_at >= STUCK
        return render(request, "campaigns/imports/reading.html", {"import": plan_import, "is_stuck": stuck})
    if plan_import.state in (ImportState.FAILED, ImportState.DISCARDED):
        return render(request, "campaigns/imports/failed.html", {"import": plan_import})
    if plan_import.state == ImportState.CONFIRMED:
        return redirect("campaigns:show-campaign", plan_import.campaign_id)
    found = read_review(plan_import, on=request.officer.today)
    anchors = anchors_form(plan_import)
    context = {
        "import": plan_import,
        "review": found,
        "anchors_form": anchors,
        "anchor_rows": list(zip(found.anchors, anchors.rows(), strict=True)),
        "last_step": plan_import.history[-1] if plan_import.history else None,
        "next_url": next_url(plan_import),
    }
    return render(request, "campaigns/imports/review.html", context)


def anchors_form(plan_import: PlanImport, data: object = None) -> AnchorsForm:
    draft = plan_import.draft
    waves = open_wave_ends(draft)
    return AnchorsForm(data, draft=draft, item=None, revision=plan_import.revision, waves=waves)


@officer_view
@require_GET
def progress(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    """The counter of pages; once the file is read, the browser is told to load the page anew."""
    plan_import = load_import(request, pk)
    if plan_import.state not in READING:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    stuck = timezone.now() - plan_import.uploaded_at >= STUCK
    return render(request, "campaigns/imports/progress.html", {"import": plan_import, "is_stuck": stuck})


@officer_view
@require_POST
def reread(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    read_again(load_import(request, pk), by=request.user, now=timezone.now())
    return redirect("campaigns:review-import", pk)


@officer_view
@require_POST
def discard(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    made = discard_import(load_import(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("“%(name)s” was set aside; nothing was made from it.") % {"name": made.original_name})
    return redirect("campaigns:upload-plan")


@officer_view
@require_POST
def undo(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    plan_import = load_import(request, pk)
    try:
        revision = int(request.POST.get("revision") or -1)
        undo_correction(plan_import, revision=revision, by=request.user, now=timezone.now())
    except StaleRevision as refused:
        messages.warning(request, str(refused.message))
    return redirect("campaigns:review-import", pk)


@officer_view
@require_http_methods(["GET", "POST"])
def confirm(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    """The consequence in numbers, then the campaign. A second press gives the same campaign."""
    plan_import = load_import(request, pk)
    if request.method == "POST":
        try:
            seen = int(request.POST.get("revision") or -1)
            campaign = confirm_import(plan_import, revision=seen, by=request.user, now=timezone.now())
        except StaleRevision as refused:
            messages.warning(request, str(refused.message))
            return redirect("campaigns:review-import", pk)
        messages.success(request, _("The campaign is made. Look it over, then issue it to the units."))
        return redirect("campaigns:show-campaign", campaign.pk)
    if plan_import.state != ImportState.REVIEW:
        return redirect("campaigns:review-import", pk)
    found = read_review(plan_import, on=request.officer.today)
    return render(request, "campaigns/imports/confirm.html", {"import": plan_import, "review": found})


@officer_view
@require_GET
def download(request: OfficerRequest, pk: UUID) -> HttpResponseBase:
    plan_import = load_import(request, pk)
    if not plan_import.file:
        raise Http404
    return attachment(plan_import.file.open("rb"), plan_import.original_name)


def attachment(file: object, name: str) -> FileResponse:
    """A private file as a download, never shown by the browser itself."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def next_url(plan_import: PlanImport) -> str:
    """What comes after the review: the campaign that would be made, or what would change in the one that runs."""
    name = "compare-amendment" if plan_import.amends_id else "confirm-import"
    return reverse(f"campaigns:{name}", args=[plan_import.pk])


def review_url(plan_import: PlanImport, anchor: str = "") -> str:
    url = reverse("campaigns:review-import", args=[plan_import.pk])
    return f"{url}#{anchor}" if anchor else url
