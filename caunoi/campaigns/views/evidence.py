"""Photographs and files: received ahead of their form, served to those who may see the activity."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.actions.evidence import discard_upload, keep_upload
from caunoi.campaigns.models import Evidence, PendingUpload
from caunoi.campaigns.models.activities import StoredFile
from caunoi.campaigns.permissions import evidence_for, may_log_activity
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view

DAY = 24 * 3600


def kept_for(request: OfficerRequest, client_key: Any) -> list[PendingUpload]:
    """What this person has sent under the form's key so far."""
    if not isinstance(client_key, UUID):
        return []
    return list(PendingUpload.objects.filter(user=request.officer.user, client_key=client_key))


def receive_files(request: OfficerRequest, client_key: UUID | None) -> list[str]:
    """Keep every file that came with the form; return what is wrong with those that could not be kept."""
    problems = []
    for upload in request.FILES.getlist("photos"):
        if client_key is None:
            return [_("The form has lost its mark. Open it anew and choose the photographs again.")]
        try:
            _keep(request, upload, client_key)
        except Refused as refusal:
            problems.append(str(refusal.message))
    return problems


def _keep(request: OfficerRequest, upload: UploadedFile, client_key: UUID) -> PendingUpload:
    keep_position = request.POST.get("keep_position") == "on"
    by, now = request.officer.user, timezone.now()
    return keep_upload(upload, client_key=client_key, keep_position=keep_position, by=by, now=now)


@require_POST
@officer_view
def upload_evidence(request: OfficerRequest) -> HttpResponse:
    """One file, sent by the page as soon as it is chosen; the answer is its row, or 422 with the reason in words."""
    officer = request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    upload = request.FILES.get("photos")
    try:
        key = UUID(request.POST.get("client_key", ""))
    except ValueError:
        return HttpResponse(_("The form has lost its mark. Open it anew and choose the photographs again."), status=422)
    if upload is None:
        return HttpResponse(_("No file arrived. Choose it again."), status=422)
    try:
        row = _keep(request, upload, key)
    except Refused as refusal:
        return HttpResponse(str(refusal.message), status=422, content_type="text/plain; charset=utf-8")
    return render(request, "campaigns/activities/upload_item.html", {"upload": row})


def _own_upload(request: OfficerRequest, pk: UUID) -> PendingUpload:
    upload: PendingUpload = load(PendingUpload.objects.filter(user=request.officer.user), pk)
    return upload


@require_POST
@officer_view
def remove_upload(request: OfficerRequest, pk: UUID) -> HttpResponse:
    discard_upload(_own_upload(request, pk))
    return HttpResponse(status=204)


@require_safe
@officer_view
def show_upload(request: OfficerRequest, pk: UUID) -> FileResponse:
    upload = _own_upload(request, pk)
    return serve(upload, upload.thumbnail or upload.file)


@require_safe
@officer_view
def show_evidence(request: OfficerRequest, pk: int) -> FileResponse:
    evidence = _load_evidence(request, pk)
    return serve(evidence, evidence.file)


@require_safe
@officer_view
def show_thumbnail(request: OfficerRequest, pk: int) -> FileResponse:
    evidence = _load_evidence(request, pk)
    if not evidence.thumbnail:
        raise Http404(_("Only photographs have a small picture."))
    return serve(evidence, evidence.thumbnail)


def _load_evidence(request: OfficerRequest, pk: int) -> Evidence:
    evidence: Evidence = load(evidence_for(request.officer.user, on=request.officer.today), pk)
    return evidence


def serve(row: StoredFile, file: FieldFile) -> FileResponse:
    """Pictures inline, everything else as a download; kept by the person's own browser alone and never guessed at."""
    is_picture = row.content_type == "image/jpeg"
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("This file is no longer there.")) from error
    name = row.original_name if not is_picture else f"{row.original_name.rpartition('.')[0] or 'anh'}.jpg"
    response = FileResponse(opened, as_attachment=not is_picture, filename=name, content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"private, max-age={DAY}, immutable"
    return response
