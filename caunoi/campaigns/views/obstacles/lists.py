"""Lists of questions: ours, those that wait for our answer, those of a campaign in our branch."""

from dataclasses import fields
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.models.obstacles import ObstacleQuerySet
from caunoi.campaigns.obstacle_kinds import kinds
from caunoi.campaigns.permissions import obstacles_to_answer
from caunoi.campaigns.queries.obstacles import (
    Wanted,
    counts_by_state,
    name_places,
    parts_asked_about,
    state_conditions,
    with_alike,
    with_parts,
)
from caunoi.campaigns.views.access import Tab, campaign_context, load_campaign, scope_of
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 30
ORDERS: dict[str, tuple[Any, ...]] = {
    "awaiting": (F("due_on").asc(nulls_last=True), "asked_at"),
    "ours": (F("answered_at").asc(nulls_first=True), "-asked_at"),
}


def _list_context(request: OfficerRequest, asked: ObstacleQuerySet, *order: Any) -> dict[str, Any]:
    on = request.officer.today
    wanted = Wanted(**{each.name: request.GET.get(each.name, "") for each in fields(Wanted)})
    narrow = wanted.narrow(asked)
    counts = counts_by_state(narrow, on=on)
    listed = with_alike(with_parts(narrow.filter(state_conditions(on).get(wanted.state, state_conditions(on)[""]))))
    page = Paginator(listed.order_by(*order, "pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Obstacle] = list(page.object_list)
    name_places(rows, on=on)
    waves, duties = parts_asked_about(asked)
    labels = {
        "": _("All"),
        "waiting": _("Waiting for an answer"),
        "overdue": _("Past the last day"),
        "answered": _("Answered"),
        "withdrawn": pgettext("obstacle", "Withdrawn"),
    }
    chips = [(state, label, counts[state]) for state, label in labels.items() if counts[state] or state == wanted.state]
    return {
        "page": page, "rows": rows, "chips": chips, "state": wanted.state, "wanted": wanted, "kinds": kinds(),
        "waves": waves, "duties": duties, "today": on,
    }  # fmt: skip


@require_safe
@officer_view
def list_obstacles(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    asked = Obstacle.objects.filter(assignment__duty__campaign=campaign, assignment__unit__in=scope.ids)
    context = campaign_context(request, campaign, "list-obstacles") | _list_context(request, asked, *ORDERS["ours"])
    return render(request, "campaigns/obstacles/list_obstacles.html", context)


@require_safe
@officer_view
def list_questions(request: OfficerRequest) -> HttpResponse:
    """Of every campaign. Without a choice: what waits for our answer where anything does, else what we asked."""
    officer = request.officer
    awaiting = obstacles_to_answer(officer.user, on=officer.today).filter(lies_with=officer.unit)
    ours = Obstacle.objects.filter(assignment__unit=officer.unit)
    numbers = {"awaiting": awaiting.pending().count(), "ours": ours.waiting().count()}
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in numbers else "awaiting" if numbers["awaiting"] else "ours"
    labels = {"awaiting": _("Waiting for our answer"), "ours": _("What we asked")}
    tabs = [Tab(f"{label} ({numbers[name]})", f"?list={name}", name == chosen) for name, label in labels.items()]
    context = _list_context(request, awaiting if chosen == "awaiting" else ours, *ORDERS[chosen])
    context |= {"tabs": tabs, "chosen": chosen}
    return render(request, "campaigns/obstacles/list_questions.html", context)
