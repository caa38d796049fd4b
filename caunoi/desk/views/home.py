"""The desk's home: today first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caunoi.desk.queries.today import sentence, today_of
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_safe
@officer_view
def show_home(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    today = today_of(officer.user, officer.unit, on=officer.today)
    rights = {
        right: officer.may(right, officer.unit) for right in (Right.LOG_ACTIVITY, Right.ACKNOWLEDGE, Right.IMPORT_PLAN)
    }
    context = {
        "day": today,
        "sentence": sentence(today),
        "today": officer.today,
        "may_log": rights[Right.LOG_ACTIVITY] and bool(today.campaigns),
        "may_acknowledge": rights[Right.ACKNOWLEDGE],
        "may_import": rights[Right.IMPORT_PLAN] and officer.unit.depth <= 3,
    }
    return render(request, "desk/home.html", context)
