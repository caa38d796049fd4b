"""What waits for me, what comes, whom I look after; the board of a branch."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caunoi.campaigns.queries.scope import name_units
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.enums import WRITABLE
from caunoi.reporting.models import Recommendation, Visit
from caunoi.reporting.permissions import campaigns_to_inspect, charges_held_by, inspecting_unit
from caunoi.reporting.queries.charges import name_departments
from caunoi.reporting.queries.visits import board
from caunoi.reporting.queries.waiting import (
    my_visits,
    recommendations_to_remedy,
    records_to_confirm,
    remedies_to_judge,
    waiting_for,
)
from caunoi.reporting.views.access import base_context, scope_of

FEW = 20


@require_safe
@officer_view
def show_home(request: OfficerRequest) -> HttpResponse:
    """Inspections: what do I do now?"""
    officer = request.officer
    user, unit, on = officer.user, officer.unit, officer.today
    visits = Visit.objects.select_related("unit")
    asked = Recommendation.objects.binding().select_related("unit")
    lists = {
        "mine": visits.filter(my_visits(user, on=on)).distinct().order_by("planned_on", "pk")[:FEW],
        "to_confirm": visits.filter(records_to_confirm(user, on=on), unit=unit).order_by("recorded_at")[:FEW],
        "expected": visits.filter(unit=unit, state__in=WRITABLE).exclude(inspectors=user).order_by("planned_on")[:FEW],
        "to_judge": asked.filter(remedies_to_judge(user)).distinct().order_by("due_on", "pk")[:FEW],
        "to_remedy": asked.filter(recommendations_to_remedy(user, on=on), unit=unit).order_by("due_on", "pk")[:FEW],
        "charges": charges_held_by(user, on=on).select_related("unit", "department")[:FEW],
    }
    shown: dict[str, list[Any]] = {name: list(rows) for name, rows in lists.items()}
    name_units([row for rows in shown.values() for row in rows], on=on)
    name_departments(shown["charges"], on=on)
    context = base_context(request, "inspections") | shown | {"waiting": waiting_for(user, unit, on=on)}
    return render(request, "reporting/home.html", context)


@require_safe
@officer_view
def show_board(request: OfficerRequest) -> HttpResponse:
    """Where do guidance and inspection stand, over which denominators?"""
    officer = request.officer
    campaigns = list(campaigns_to_inspect(inspecting_unit(officer.unit, on=officer.today)).select_related("instrument"))
    chosen = request.GET.get("campaign", "")
    campaign = next((each for each in campaigns if str(each.pk) == chosen), None)
    context = {
        "board": board(scope_of(request), campaign=campaign),
        "campaigns": campaigns,
        "campaign": campaign,
        "unit": officer.unit,
    }
    return render(request, "reporting/board.html", base_context(request, "board") | context)
