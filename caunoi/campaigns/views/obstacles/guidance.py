"""Guidance: the answers that a unit may read, found by their words; what it makes of one at its duty."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.actions.obstacles import Mark, mark_guidance
from caunoi.campaigns.models import Assignment, Guidance
from caunoi.campaigns.permissions import assignments_for, may_ask
from caunoi.campaigns.queries.guidance import guidance_for
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import load, require
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 20


@require_safe
@officer_view
def list_guidance(request: OfficerRequest) -> HttpResponse:
    """Of every campaign, or of ``?campaign=``."""
    officer = request.officer
    search, campaign = request.GET.get("q", "").strip(), request.GET.get("campaign", "")
    chosen = int(campaign) if campaign.isdecimal() else None
    found = guidance_for(officer.unit, on=officer.today, words=search, campaign_id=chosen)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Guidance] = list(page.object_list)
    name_units(rows, on=officer.today)
    context = {"page": page, "rows": rows, "search": search, "campaign_id": chosen}
    return render(request, "campaigns/obstacles/list_guidance.html", context)


@require_POST
@officer_view
def mark(request: OfficerRequest, pk: int) -> HttpResponse:
    """Useful to the unit of this duty, put away, or neither again."""
    officer = request.officer
    assignment: Assignment = load(assignments_for(officer.user, on=officer.today).select_related("unit"), pk)
    require(may_ask(officer.user, assignment, on=officer.today))
    seen = guidance_for(officer.unit, on=officer.today).filter(duty=assignment.duty_id)
    key, chosen = request.POST.get("guidance", ""), request.POST.get("mark", "")
    guidance: Guidance = load(seen, int(key) if key.isdecimal() else None)
    mark = Mark(chosen) if chosen in set(Mark) else Mark.NONE
    mark_guidance(guidance, assignment.unit, mark, by=officer.user, now=timezone.now())
    done = {
        Mark.USEFUL: _("Noted. Those who answered see that it helped."),
        Mark.AWAY: _("Put away. It still stands in the list of guidance."),
        Mark.NONE: _("The answer is shown at the duty as before."),
    }
    messages.success(request, done[mark])
    return redirect("campaigns:show-duty", pk=assignment.pk)
