"""Who looks after which unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.charges import charge_units, end_charge
from caunoi.reporting.forms.charges import ChargeForm
from caunoi.reporting.models import Charge
from caunoi.reporting.permissions import inspecting_unit, may_charge, may_inspect
from caunoi.reporting.queries.charges import attach_charges, departments_of, inspectors_of, units_below
from caunoi.reporting.views.access import base_context, page_of


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def list_charges(request: OfficerRequest) -> HttpResponse:
    """Units directly below with those in charge; ticked ones are charged at once."""
    officer = request.officer
    require(may_inspect(officer.user, on=officer.today))
    unit = inspecting_unit(officer.unit, on=officer.today)
    form = ChargeForm(
        request.POST or None,
        initial={"on": officer.today},
        departments=departments_of(unit, on=officer.today),
        people=inspectors_of(unit, on=officer.today),
    )
    if request.method == "POST":
        require(may_charge(officer.user, unit, on=officer.today))
        if form.is_valid() and _charge(request, unit, form):
            return redirect("reporting:list-charges")
    return _page(request, unit, form)


def _page(request: OfficerRequest, unit: Unit, form: ChargeForm) -> HttpResponse:
    on, search = request.officer.today, request.GET.get("q", "").strip()
    state = request.GET.get("state", "")
    page = page_of(request, units_below(unit, on=on, search=search, bare=state == "bare"))
    units: list[Any] = list(page.object_list)
    attach_charges(units, on=on)
    total, bare = units_below(unit, on=on).count(), units_below(unit, on=on, bare=True).count()
    context = {
        "form": form,
        "page": page,
        "units": units,
        "unit": unit,
        "search": search,
        "state": state,
        "chips": [("", _("All"), total), ("bare", _("Nobody in charge"), bare)],
        "total": total,
        "covered": total - bare,
        "ticked": request.POST.getlist("units"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reporting/charges.html", base_context(request, "list-charges") | context, status=status)


def _charge(request: OfficerRequest, unit: Unit, form: ChargeForm) -> bool:
    officer = request.officer
    ticked = [pk for pk in request.POST.getlist("units") if pk.isdecimal()]
    units = units_below(unit, on=officer.today).filter(pk__in=ticked)
    on, now = form.cleaned_data["on"], timezone.now()
    try:
        new = charge_units(units, given_by=unit, on=on, by=officer.user, now=now, **form.chosen())
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    text = ngettext("%(count)s unit has a new holder in charge.", "%(count)s units have a new holder in charge.", new)
    messages.success(request, text % {"count": format_number(new)})
    return True


@require_POST
@officer_view
def end(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    unit = inspecting_unit(officer.unit, on=officer.today)
    require(may_charge(officer.user, unit, on=officer.today))
    charge: Charge = load(Charge.objects.filter(given_by=unit), pk)
    try:
        end_charge(charge, by=officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The charge has ended."))
    return redirect("reporting:list-charges")


@require_safe
@officer_view
def download_charges(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    require(may_inspect(officer.user, on=officer.today))
    unit = inspecting_unit(officer.unit, on=officer.today)
    units: list[Any] = list(units_below(unit, on=officer.today))
    attach_charges(units, on=officer.today)
    rows = [[each.name, each.code, ", ".join(str(row.department or row.person) for row in each.held)] for each in units]
    headers = [_("Unit"), _("Code"), _("In charge")]
    title = _("Who looks after the units of %(unit)s") % {"unit": unit}
    return sheet_response("phan-cong-phu-trach.xlsx", title, headers, rows)
