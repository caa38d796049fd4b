"""A sheet of units: upload, the dry run with every problem, confirm or discard."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.core.errors import Refused
from caunoi.orgs.actions.unit_import import confirm_units, discard_units, upload_units
from caunoi.orgs.enums import ImportState, UnitKind
from caunoi.orgs.forms.units import SheetForm
from caunoi.orgs.models import UnitImport
from caunoi.orgs.roles import Right
from caunoi.orgs.unit_import.columns import COLUMNS, REQUIRED, title_of
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 200


def _require_manager(request: OfficerRequest) -> None:
    if not request.officer.may(Right.MANAGE_UNITS, request.officer.unit):
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": request.officer.unit})


def _load(request: OfficerRequest, pk: Any) -> UnitImport:
    """A sheet of the unit worked in; of another unit there is none."""
    _require_manager(request)
    return get_object_or_404(UnitImport.objects.filter(unit=request.officer.unit), pk=pk)


@officer_view
def import_units(request: OfficerRequest) -> HttpResponse:
    _require_manager(request)
    officer = request.officer
    form = SheetForm(request.POST or None, request.FILES or None, initial={"on": officer.today})
    if request.method == "POST" and form.is_valid():
        file, on = form.cleaned_data["file"], form.cleaned_data["on"]
        try:
            upload = upload_units(
                data=file.read(), name=file.name, unit=officer.unit, on=on, by=officer.user, now=timezone.now()
            )
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            return redirect("orgs:review-unit-import", upload.pk)
    columns = [(title_of(column), column in REQUIRED) for column in COLUMNS]
    latest = UnitImport.objects.filter(unit=officer.unit).order_by("-uploaded_at")[:5]
    return render(request, "orgs/import_units.html", {"form": form, "columns": columns, "latest": latest})


@officer_view
def review(request: OfficerRequest, pk: Any) -> HttpResponse:
    """What the sheet would do, or is doing; the piece that changes while a worker is busy is asked for by htmx."""
    upload = _load(request, pk)
    kinds = [(UnitKind(kind).label, number) for kind, number in upload.numbers.get("kinds", {}).items()]
    problems = Paginator(upload.problems, PER_PAGE).get_page(request.GET.get("page"))
    context = {"upload": upload, "kinds": kinds, "page": problems, "states": ImportState}
    context["busy"] = upload.state in {ImportState.CHECKING, ImportState.WRITING}
    if request.htmx and context["busy"]:
        return render(request, "orgs/import_progress.html", context)
    response = render(request, "orgs/review_unit_import.html", context)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


@officer_view
@require_POST
def confirm(request: OfficerRequest, pk: Any) -> HttpResponse:
    upload = confirm_units(_load(request, pk), by=request.officer.user, now=timezone.now())
    if upload.state == ImportState.DONE:
        messages.success(request, _("The tree of units is written."))
    return redirect("orgs:review-unit-import", upload.pk)


@officer_view
@require_POST
def discard(request: OfficerRequest, pk: Any) -> HttpResponse:
    discard_units(_load(request, pk), by=request.officer.user, now=timezone.now())
    messages.success(request, _("The sheet is discarded; nothing was written."))
    return redirect("orgs:import-units")
