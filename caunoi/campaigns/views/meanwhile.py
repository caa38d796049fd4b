"""What changed while a form waited or stood open: both sides on one page (409), and the officer chooses.

Each page names the mark of its form (``client_key``), so that "leave what stands" also takes it out of the device's outbox.
"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.forms.activities import ActivityForm
from caunoi.campaigns.forms.differences import differences
from caunoi.campaigns.models import Activity, Assignment, Delivery
from caunoi.campaigns.permissions import assignments_for
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context
from caunoi.core import audit
from caunoi.orgs.views.access import OfficerRequest


def show_changed_duty(
    request: OfficerRequest, assignment: Assignment, standing: Assignment, form: forms.Form
) -> HttpResponse:
    """A duty closed by a colleague, left out by the own plan, or dropped above. ``form`` holds what was typed."""
    plan = standing.left_out_by if standing.state == AssignmentState.EXCUSED else None
    if plan:
        name_units([plan], on=request.officer.today)
    context = {
        "assignment": standing,
        "duty": assignment.duty,
        "plan": plan,
        "last": None if plan else audit.latest(assignment),
        "dropped_at": standing.duty.dropped_at,
        "form": form,
        "client_key": request.POST.get("client_key", ""),
        "action": request.path,
    }
    return _page(request, "duty", assignment.duty.campaign, "list-duties", context)


def show_acknowledged(request: OfficerRequest, delivery: Delivery) -> HttpResponse:
    """A paper whose receipt a colleague had acknowledged before: nothing is added, and it is said who did."""
    name_units([delivery], on=request.officer.today)
    context = {"delivery": delivery, "client_key": request.POST.get("client_key", "")}
    return _page(request, "acknowledged", delivery.campaign, "show-campaign", context)


def lost_duty(request: OfficerRequest, form: ActivityForm) -> Assignment | dict[str, None] | None:
    """The duty that a new activity was for, where it takes none any more: dropped above, not applicable, or another unit's by
    now (then nothing of it is shown)."""
    if not form.lost_duty:
        return None
    officer = request.officer
    seen = assignments_for(officer.user, on=officer.today).filter(pk=int(form.lost_duty), unit=officer.unit)
    return seen.select_related("duty").first() or {"duty": None}


def changes_of(activity: Activity, form: ActivityForm) -> dict[str, Any]:
    """For the page of an activity that was changed or withdrawn after it was opened. ``form`` begins with what stands now."""
    return {
        "changed": True,
        "withdrawn": activity.withdrawn_at is not None,
        "last": audit.latest(activity),
        "differences": differences(form, form.initial),
        "leave_url": reverse("campaigns:show-activity", args=[activity.pk]),
    }


def _page(request: OfficerRequest, name: str, campaign: Any, tab: str, context: dict[str, Any]) -> HttpResponse:
    page = campaign_context(request, campaign, tab) | context
    return render(request, f"campaigns/meanwhile/{name}.html", page, status=409)
