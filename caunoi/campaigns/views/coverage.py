"""The paper's clauses with who has carried them out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.models import Campaign, Provision
from caunoi.campaigns.permissions import campaigns_for, provisions_for
from caunoi.campaigns.queries.activities import register, with_details
from caunoi.campaigns.queries.coverage import at_clause, coverage_of
from caunoi.campaigns.queries.documents import headings_of
from caunoi.campaigns.queries.duties import assignments_in, tally, with_activity
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, scope_of
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50
SHOWN = 12
STATES: dict[str, dict[str, Any]] = {
    "done": {"state": AssignmentState.DONE},
    "doing": {"state": AssignmentState.OPEN, "has_activity": True},
    "waiting": {"state": AssignmentState.OPEN, "has_activity": False},
    "excused": {"state": AssignmentState.EXCUSED},
}


@require_safe
@officer_view
def list_coverage(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    clauses = coverage_of(campaign, scope)
    carried = [clause for clause in clauses if not clause.is_heading]
    context = {
        "clauses": clauses,
        "scope": scope,
        "demanded": len(carried),
        "touched": sum(1 for clause in carried if clause.activities or (clause.tally and clause.tally.done)),
    }
    return render(
        request, "campaigns/running/list_coverage.html", campaign_context(request, campaign, "list-coverage") | context
    )


@require_safe
@officer_view
def download_coverage(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every clause with its units, activities and evidence."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    headers = [
        _("Clause"),
        _("Units concerned"),
        _("of them done"),
        _("of them doing"),
        _("of them not yet"),
        _("of them late"),
        _("Activities logged"),
        _("Units with activities"),
        _("Photographs and files"),
    ]
    rows = []
    for each in coverage_of(campaign, scope):
        tally = each.tally
        units = [tally.total, tally.done, tally.doing, tally.waiting, tally.late] if tally else [None] * 5
        words = f"{each.provision.label} {each.provision.text}".strip()
        rows.append([words, *units, each.activities, each.units, each.evidence])
    title = _("Clauses of %(instrument)s and who has carried them out") % {"instrument": campaign.instrument}
    return sheet_response("dieu-khoan.xlsx", title, headers, rows)


@require_safe
@officer_view
def show_provision(request: OfficerRequest, pk: int) -> HttpResponse:
    """One clause: the units that it concerns, and the activities and photographs behind the figures."""
    officer = request.officer
    provision: Provision = load(provisions_for(officer.user, on=officer.today).select_related("instrument"), pk)
    campaign = _campaign_of(request, provision)
    scope = scope_of(request)
    assignments = assignments_in(campaign, scope).filter(duty__provision=provision)
    state = request.GET.get("state", "")
    counted = tally(assignments, on=scope.on)
    listed = (
        with_activity(assignments).select_related("unit", "duty").order_by("state", "-has_activity", "unit_id", "pk")
    )
    if state in STATES:
        listed = listed.filter(**STATES[state])
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    name_units(page.object_list, on=scope.on)
    activities = register(campaign, scope).filter(at_clause(provision))
    shown = list(with_details(activities)[:SHOWN])
    name_units(shown, on=scope.on)
    chips = [("", _("All"), counted.total + counted.excused), ("done", _("Done"), counted.done)]
    chips += [
        ("doing", _("Doing"), counted.doing),
        ("waiting", _("Not begun"), counted.waiting),
        ("excused", _("Not applicable"), counted.excused),
    ]
    context = {
        "provision": provision,
        "headings": headings_of(provision),
        "tally": counted,
        "page": page,
        "chips": chips,
        "state": state,
        "activities": shown,
        "activity_count": activities.count(),
    }
    return render(
        request, "campaigns/running/show_provision.html", campaign_context(request, campaign, "list-coverage") | context
    )


def _campaign_of(request: OfficerRequest, provision: Provision) -> Campaign:
    """The campaign that the clause belongs to; the newest where an old version of a paper served several."""
    officer = request.officer
    seen = campaigns_for(officer.user, on=officer.today).select_related("instrument", "unit")
    running = seen.filter(instrument=provision.instrument_id).order_by("-pk").first()
    campaign = running or seen.filter(duties__provision=provision).order_by("-pk").first()
    assert campaign  # provisions_for has found one
    return campaign
