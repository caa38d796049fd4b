"""Copies that were edited in a word processor: sent back, compared, taken over difference by difference."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.views.access import load
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.core.uploads import check_upload
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.wave_reports.uploads import decide_changes, receive_upload, settle_upload
from caunoi.reporting.enums import ChangeVerdict, SourceKind
from caunoi.reporting.forms.wave_reports import CopyForm
from caunoi.reporting.models import ReportUpload
from caunoi.reporting.views.wave_reports.access import Opened, change, open_to_write, page, report_context


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def upload(request: OfficerRequest, pk: int) -> HttpResponse:
    opened = open_to_write(request, pk)
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["copy"]
        try:
            docx = _read_word(file)
            copy = receive_upload(opened.report, docx, file.name or "", by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            form.add_error("copy", refusal.message)
        else:
            return redirect("reporting:show-upload", pk=pk, upload_pk=copy.pk)
    uploads = ReportUpload.objects.filter(edition__report=opened.report).defer("docx").select_related("edition", "by")
    context = report_context(request, opened, "upload-wave-report") | {"form": form, "uploads": uploads}
    return render(request, "reporting/wave_reports/upload.html", context, status=422 if form.errors else 200)


def _read_word(file: UploadedFile) -> bytes:
    """Refuses whatever is no .docx in words that speak of the paper, not of a photograph."""
    message = _("“%(name)s” is no Word file. Edit the report that you downloaded, save it as .docx and send it again.")
    no_word = Refused(message % {"name": file.name}, code="no_word")
    try:
        checked = check_upload(file)
    except Refused as refusal:
        raise no_word if refusal.code == "unreadable" else refusal from None
    if checked.extension != ".docx":
        raise no_word
    return checked.content


def _load(request: OfficerRequest, pk: int, upload_pk: int) -> tuple[Opened, ReportUpload]:
    opened = open_to_write(request, pk)
    uploads = ReportUpload.objects.filter(edition__report=opened.report).defer("docx")
    copy: ReportUpload = load(uploads.select_related("edition__report__form", "by"), upload_pk)
    return opened, copy


@require_safe
@officer_view
def show(request: OfficerRequest, pk: int, upload_pk: int) -> HttpResponse:
    """Each difference in its words; a figure that was written over, beside the true value."""
    opened, copy = _load(request, pk, upload_pk)
    sources = {row.tag: row for row in copy.edition.sources.exclude(kind=SourceKind.SENTENCE)}
    rows: list[Any] = list(copy.changes.all())
    for row in rows:
        row.figure = sources.get(row.found["tag"])
    waiting = sum(row.verdict == ChangeVerdict.WAITING for row in rows)
    context = {
        "copy": copy,
        "rows": rows,
        "waiting": waiting,
        "taken": sum(row.verdict == ChangeVerdict.ACCEPTED for row in rows),
        "is_old": copy.made_from is not None and copy.made_from != copy.edition.revision,
        "is_open": opened.writes and copy.settled_at is None and copy.edition.revision == opened.report.revision,
    }
    return render(
        request, "reporting/wave_reports/changes.html", report_context(request, opened, "upload-wave-report") | context
    )


@require_POST
@officer_view
def decide(request: OfficerRequest, pk: int, upload_pk: int) -> HttpResponse:
    """One difference, or with ``all`` every one that waits."""
    _opened, copy = _load(request, pk, upload_pk)
    verdict = ChangeVerdict.ACCEPTED if request.POST.get("verdict") == "accepted" else ChangeVerdict.REFUSED
    chosen = request.POST.get("change", "")
    keys = None if request.POST.get("all") else [int(chosen)] if chosen.isdecimal() else []
    try:
        count = decide_changes(copy, keys, verdict, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        text = ngettext("%(count)s difference is decided.", "%(count)s differences are decided.", count)
        messages.success(request, text % {"count": format_number(count)})
    return redirect(page("show-upload", pk, upload_pk) + (f"#c{chosen}" if chosen.isdecimal() else ""))


@require_POST
@officer_view
def settle(request: OfficerRequest, pk: int, upload_pk: int) -> HttpResponse:
    _opened, copy = _load(request, pk, upload_pk)
    return change(
        request,
        lambda: settle_upload(copy, by=request.officer.user, now=timezone.now()),
        _("Settled. What you took over stands in a new revision of the report."),
        page("show-wave-report", pk),
    )
