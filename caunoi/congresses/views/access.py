"""Loading congresses within scope: 404 outside what the person sees, 403 where seeing is all that is allowed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.permissions import congresses_for, may_approve, may_run
from caunoi.orgs.models import Unit
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit


def load_congress(request: OfficerRequest, pk: int) -> Congress:
    """The congress with its unit as it stands today."""
    officer = request.officer
    congress = congresses_for(officer.user, on=officer.today).select_related("cycle").filter(pk=pk).first()
    if congress is None:
        raise Http404(_("There is no congress here that your post may see."))
    congress.unit = Unit.objects.at(officer.today).get(pk=congress.unit_id)
    return congress


def load_to_run(request: OfficerRequest, pk: int) -> Congress:
    congress = load_congress(request, pk)
    _require(may_run(request.officer.user, congress.unit, on=request.officer.today), congress.unit)
    return congress


def load_to_approve(request: OfficerRequest, pk: int) -> Congress:
    congress = load_congress(request, pk)
    _require(may_approve(request.officer.user, congress.unit, on=request.officer.today), congress.unit)
    return congress


def _require(allowed: bool, unit: Unit) -> None:
    if not allowed:
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": unit.name})


def branch_of(request: OfficerRequest) -> Unit:
    """The officer's unit; with ``?unit=CODE`` a unit below it (404 outside)."""
    code = request.GET.get("unit", "")
    return load_unit(request, code, Right.VIEW) if code else request.officer.unit


def cycle_of(request: OfficerRequest) -> tuple[Cycle | None, list[Cycle]]:
    """The round asked for with ``?cycle=``, else the newest; None while there is none. And all rounds, newest first."""
    cycles = list(Cycle.objects.order_by("-term_start", "-pk"))
    asked = request.GET.get("cycle", "")
    chosen = next((cycle for cycle in cycles if str(cycle.pk) == asked), None)
    return chosen or (cycles[0] if cycles else None), cycles


def load_cycle(pk: int) -> Cycle:
    """Rounds are the same for everybody."""
    cycle: Any = Cycle.objects.filter(pk=pk).first()
    if cycle is None:
        raise Http404(_("There is no such round of congresses."))
    found: Cycle = cycle
    return found
