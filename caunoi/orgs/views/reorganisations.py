"""Reorganisations: drafted, looked at in numbers, confirmed, undone the same day. All need MANAGE_UNITS at the unit worked in."""

from collections.abc import Callable
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
from caunoi.orgs.actions import reorganisations as actions
from caunoi.orgs.enums import Operation
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.forms.reorganisations import FIELDS, ReorganisationForm, ReorganisationSheetForm, StepForm
from caunoi.orgs.models import Reorganisation
from caunoi.orgs.permissions import units_for
from caunoi.orgs.queries.reorganisations import new_codes, told_steps, unit_named
from caunoi.orgs.reorganising.sheet import operation_titles, title_of
from caunoi.orgs.reorganising.steps import CELLS
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50
BUSY = {State.CHECKING, State.APPLYING, State.UNDOING}


def _require_manager(request: OfficerRequest) -> None:
    if not request.officer.may(Right.MANAGE_UNITS, request.officer.unit):
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": request.officer.unit})


def _load(request: OfficerRequest, pk: int) -> Reorganisation:
    """One of the unit worked in; of another unit there is none."""
    _require_manager(request)
    return get_object_or_404(Reorganisation.objects.filter(unit=request.officer.unit).defer("undo"), pk=pk)


@officer_view
def reorganisations(request: OfficerRequest) -> HttpResponse:
    _require_manager(request)
    rows = Reorganisation.objects.filter(unit=request.officer.unit).exclude(state=State.DISCARDED)
    listed = rows.defer("undo", "problems", "lines").order_by("-created_at", "-pk")
    page = Paginator(listed, 20).get_page(request.GET.get("page"))
    return render(request, "orgs/reorganisations.html", {"page": page, "states": State})


@officer_view
def start(request: OfficerRequest) -> HttpResponse:
    """The paper and the day; a unit and an operation in the address lead on to that step."""
    _require_manager(request)
    officer = request.officer
    form = ReorganisationForm(request.POST or None, initial={"effective_on": officer.today})
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = {**form.cleaned_data, "by": officer.user, "now": timezone.now()}
        reorganisation = actions.start_reorganisation(officer.unit, **typed)
        if request.GET.get("viec") in FIELDS:
            response = redirect("orgs:add-reorganisation-step", reorganisation.pk)
            response["Location"] += f"?{request.GET.urlencode()}"
            return response
        return redirect("orgs:show-reorganisation", reorganisation.pk)
    return render(request, "orgs/start_reorganisation.html", {"form": form, "title": _("Reorganise units")})


@officer_view
def change(request: OfficerRequest, pk: int) -> HttpResponse:
    reorganisation = _load(request, pk)
    form = ReorganisationForm(request.POST or None, instance=reorganisation)
    if request.method == "POST" and form.is_valid():
        actions.change_reorganisation(reorganisation, **form.cleaned_data, now=timezone.now())
        return redirect("orgs:show-reorganisation", pk)
    context = {"form": form, "title": _("Paper and day"), "reorganisation": reorganisation}
    return render(request, "orgs/start_reorganisation.html", context)


@officer_view
def show(request: OfficerRequest, pk: int) -> HttpResponse:
    """The steps, what stands against them or what they bring; asked for again by htmx while a worker is busy."""
    reorganisation = _load(request, pk)
    context: dict[str, Any] = {"reorganisation": reorganisation, "states": State, "today": request.officer.today}
    context["busy"] = reorganisation.state in BUSY
    if request.htmx and context["busy"]:
        return render(request, "orgs/reorganisation_progress.html", context)
    page = Paginator(reorganisation.steps.order_by("position"), PER_PAGE).get_page(request.GET.get("page"))
    context["page"], context["steps"] = page, told_steps(page.object_list, on=reorganisation.effective_on)
    context["problems"] = Paginator(reorganisation.problems, PER_PAGE).get_page(request.GET.get("loi"))
    context["operations"] = [(value, Operation(value).label) for value in FIELDS]
    applied = reorganisation.applied_at
    undoable = applied is not None and timezone.localdate(applied) == request.officer.today
    context["undoable"] = reorganisation.state == State.APPLIED and undoable
    draft = reorganisation.state == State.DRAFT
    context["ready"] = (
        draft and bool(reorganisation.checked_at) and not (reorganisation.problems or reorganisation.refusal)
    )
    response = render(request, "orgs/show_reorganisation.html", context)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


@officer_view
def add_step(request: OfficerRequest, pk: int) -> HttpResponse:
    reorganisation, officer = _load(request, pk), request.officer
    operation = request.GET.get("viec", "")
    if operation not in FIELDS:
        return redirect("orgs:show-reorganisation", pk)
    managed = units_for(officer.mandate, Right.MANAGE_UNITS, on=officer.today)
    initial = {"unit": unit_named(request.GET.get("don-vi", ""), on=officer.today)}
    form = StepForm(
        request.POST or None, operation=operation, units=managed, known=new_codes(reorganisation), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        actions.add_step(reorganisation, form.step(), now=timezone.now())
        messages.success(request, _("The step is added; nothing is written before you confirm."))
        return redirect("orgs:show-reorganisation", pk)
    context = {"form": form, "title": Operation(operation).label, "reorganisation": reorganisation}
    return render(request, "orgs/reorganisation_step.html", context)


@officer_view
@require_POST
def remove_step(request: OfficerRequest, pk: int, step: int) -> HttpResponse:
    reorganisation = _load(request, pk)
    actions.remove_step(reorganisation, get_object_or_404(reorganisation.steps, pk=step), now=timezone.now())
    messages.success(request, _("The step is taken out."))
    return redirect("orgs:show-reorganisation", pk)


@officer_view
def load_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """The steps from a sheet; one with a cell that cannot be read changes nothing and shows every problem."""
    reorganisation = _load(request, pk)
    form = ReorganisationSheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "reorganisation": reorganisation}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            found = actions.load_steps(reorganisation, data=data, by=request.officer.user, now=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused.message))
        else:
            if not found:
                return redirect("orgs:show-reorganisation", pk)
            context["number"] = len(found)
            context["problems"] = [(item.number, title_of(item.column), item.message) for item in found[:500]]
    context["columns"] = [(title_of(column), column in ("operation", "code")) for column in CELLS]
    context["operations"] = list(operation_titles().values())
    return render(request, "orgs/reorganisation_sheet.html", context)


@officer_view
def confirm(request: OfficerRequest, pk: int) -> HttpResponse:
    """The consequences in numbers once more, then the one button that writes."""
    reorganisation = _load(request, pk)
    if request.method == "POST":
        actions.confirm_reorganisation(reorganisation, by=request.officer.user, now=timezone.now())
        if reorganisation.state == State.APPLIED:
            messages.success(request, _("The units are reorganised. It can be undone until the end of today."))
        elif reorganisation.state == State.SCHEDULED:
            messages.success(request, _("Confirmed. It is applied on its day by itself."))
        return redirect("orgs:show-reorganisation", pk)
    if reorganisation.state != State.DRAFT:
        return redirect("orgs:show-reorganisation", pk)
    context = {"reorganisation": reorganisation, "future": reorganisation.effective_on > request.officer.today}
    return render(request, "orgs/confirm_reorganisation.html", context)


def _post(act: Callable[[OfficerRequest, Reorganisation], str]) -> Callable[..., Any]:
    """A view of one button: ``act`` does it and returns what is said ("" where the page says it itself)."""

    @officer_view
    @require_POST
    def view(request: OfficerRequest, pk: int) -> HttpResponse:
        if said := act(request, _load(request, pk)):
            messages.success(request, said)
        return redirect("orgs:show-reorganisation", pk)

    return view


def _undo(request: OfficerRequest, reorganisation: Reorganisation) -> str:
    actions.undo_reorganisation(reorganisation, by=request.officer.user, now=timezone.now())
    return _("Everything is as it was before.") if reorganisation.state == State.UNDONE else ""


def _recall(request: OfficerRequest, reorganisation: Reorganisation) -> str:
    actions.recall_reorganisation(reorganisation, by=request.officer.user, now=timezone.now())
    return _("It is a draft again.")


def _recheck(request: OfficerRequest, reorganisation: Reorganisation) -> str:
    actions.recheck_reorganisation(reorganisation, now=timezone.now())
    return ""


def _discard(request: OfficerRequest, reorganisation: Reorganisation) -> str:
    actions.discard_reorganisation(reorganisation, by=request.officer.user, now=timezone.now())
    return _("The draft is discarded; nothing was written.")


undo, recall, recheck, discard = _post(_undo), _post(_recall), _post(_recheck), _post(_discard)
