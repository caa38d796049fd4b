"""Rounds of congresses and the deadlines of their levels."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.congresses.actions import open_cycle, set_deadline
from caunoi.congresses.forms.cycles import CycleForm, DeadlineForm
from caunoi.congresses.permissions import may_run
from caunoi.congresses.queries.deadlines import deadline_history
from caunoi.congresses.views.access import load_cycle
from caunoi.core.errors import Refused
from caunoi.orgs.enums import GRASSROOTS_KINDS
from caunoi.orgs.views.access import OfficerRequest, officer_view


def _may_lead(request: OfficerRequest) -> bool:
    """Rounds and deadlines are for those who run congresses at a level with units below."""
    officer = request.officer
    return officer.unit.kind not in GRASSROOTS_KINDS and may_run(officer.user, officer.unit, on=officer.today)


def _require_lead(request: OfficerRequest) -> None:
    if not _may_lead(request):
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": request.officer.unit.name})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def begin_cycle(request: OfficerRequest) -> HttpResponse:
    _require_lead(request)
    form = CycleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        cycle = open_cycle(
            ordinal=data["ordinal"],
            term=(data["term_start"], data["term_end"]),
            name=data["name"],
            motto=data["motto"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The round is open. Set the last day of each level next."))
        return redirect("congresses:deadlines", cycle.pk)
    return render(request, "congresses/open_cycle.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def deadlines(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every decision that holds for the officer's branch; a new one is set for the officer's own unit."""
    officer, cycle = request.officer, load_cycle(pk)
    if request.method == "POST":
        _require_lead(request)
    form = DeadlineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_deadline(cycle, unit=officer.unit, **form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The deadline is set. The board counts by it at once."))
            return redirect("congresses:deadlines", cycle.pk)
    context = {
        "cycle": cycle,
        "levels": deadline_history(cycle, officer.unit),
        "form": form,
        "unit": officer.unit,
        "may_lead": _may_lead(request),
    }
    return render(request, "congresses/deadlines.html", context, status=422 if form.errors else 200)
