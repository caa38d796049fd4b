"""Saving one point, adding one; what was typed is shown again when it could not be saved."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.models import PendingUpload
from caunoi.campaigns.views.access import load, require
from caunoi.campaigns.views.evidence import serve
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.findings import Conflict, add_point, save_finding
from caunoi.reporting.forms.visits import FindingForm, PointForm, finding_form
from caunoi.reporting.models import InspectionPhoto, Visit, VisitPoint
from caunoi.reporting.permissions import photos_for
from caunoi.reporting.views.access import base_context, load_visit, receive
from caunoi.reporting.views.visits import visit_page


@require_POST
@officer_view
def save(request: OfficerRequest, pk: int, point_pk: int) -> HttpResponse:
    """One point from one device. 409 with both texts when another device was first; 422 with what is wrong."""
    visit, writes = load_visit(request, pk)
    require(writes)
    point: VisitPoint = load(visit.points.select_related("saved_by"), point_pk)
    form = finding_form(point, uuid4(), request.POST)
    problems, uploads = receive(request, form)
    if not form.is_valid() or problems:
        return _again(request, visit, point, form, problems=problems)
    by, now = request.officer.user, timezone.now()
    try:
        save_finding(point, _finding(form), uploads=uploads, by=by, now=now)
    except Conflict as conflict:
        return _again(request, visit, conflict.point, form, status=409, uploads=uploads)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _again(request, visit, point, form, uploads=uploads)
    messages.success(request, _("Saved: “%(text)s”") % {"text": point.text[:80]})
    return redirect(f"{reverse('reporting:show-visit', args=[visit.pk])}#point-{point.pk}")


def _finding(form: FindingForm) -> Any:
    form.cleaned_data.setdefault("verdict", "")  # the general remark has none
    return form.finding()


def _again(
    request: OfficerRequest,
    visit: Visit,
    point: VisitPoint,
    form: FindingForm,
    *,
    status: int = 422,
    problems: list[str] | None = None,
    uploads: list[PendingUpload] | None = None,
) -> HttpResponse:
    """The point alone, with what was typed. After a conflict the form starts from what stands now."""
    if status == 409:
        data = request.POST.copy()
        data["revision"] = str(point.revision)
        form = finding_form(point, uuid4(), data)
    context = {
        "visit": visit,
        "point": point,
        "form": form,
        "conflict": status == 409,
        "problems": problems or [],
        "uploads": uploads or [],
    }
    page = base_context(request, "list-visits") | context
    return render(request, "reporting/save_finding.html", page, status=status)


@require_POST
@officer_view
def add(request: OfficerRequest, pk: int) -> HttpResponse:
    visit, writes = load_visit(request, pk)
    require(writes)
    form = PointForm(request.POST, auto_id="add-%s")
    if form.is_valid():
        data = form.cleaned_data
        try:
            point = add_point(
                visit, text=data["text"], client_key=data["client_key"], by=request.officer.user, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(f"{reverse('reporting:show-visit', args=[visit.pk])}#point-{point.pk}")
    return visit_page(request, visit, writes=writes, status=422, point_form=form)


def _photo(request: OfficerRequest, pk: int) -> InspectionPhoto:
    photo: InspectionPhoto = load(photos_for(request.officer.user, on=request.officer.today), pk)
    return photo


@require_safe
@officer_view
def show_photo(request: OfficerRequest, pk: int) -> FileResponse:
    photo = _photo(request, pk)
    return serve(photo, photo.file)


@require_safe
@officer_view
def show_thumbnail(request: OfficerRequest, pk: int) -> FileResponse:
    photo = _photo(request, pk)
    return serve(photo, photo.thumbnail or photo.file)
