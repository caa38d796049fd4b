"""Displays of a branch, and taking one down."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.actions.displays import take_down_display
from caunoi.campaigns.exports import sheet_response
from caunoi.campaigns.forms.displays import TakeDownForm
from caunoi.campaigns.models import Display
from caunoi.campaigns.permissions import activities_for, may_change_activity
from caunoi.campaigns.queries.displays import Hanging, displays_in, hung_in
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require, scope_of
from caunoi.campaigns.views.evidence import kept_for, receive_files
from caunoi.core.errors import Refused
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


@require_safe
@officer_view
def list_displays(request: OfficerRequest, pk: int) -> HttpResponse:
    """What still hangs, and what had to be down?"""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    state = request.GET.get("state", "")
    hung = hung_in(campaign, scope)
    page = Paginator(displays_in(campaign, scope, state=state), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    name_units([row.activity for row in rows], on=scope.on)
    chips = [("", _("All"), hung.total), *((each.value, each.label, hung.counts[each]) for each in Hanging)]
    own = request.officer.unit
    context = {
        "scope": scope,
        "page": page,
        "rows": rows,
        "chips": chips,
        "state": state,
        "hung": hung,
        "own": own.pk if request.officer.may(Right.LOG_ACTIVITY, own) else None,
    }
    return render(
        request, "campaigns/displays/list_displays.html", campaign_context(request, campaign, "list-displays") | context
    )


@require_safe
@officer_view
def download_displays(request: OfficerRequest, pk: int) -> HttpResponse:
    campaign, scope = load_campaign(request, pk), scope_of(request)
    found = displays_in(campaign, scope, state=request.GET.get("state", ""))
    headers = [
        _("Kind of display"),
        _("Unit"),
        _("How many"),
        _("Width (m)"),
        _("Height (m)"),
        _("Site"),
        _("From"),
        _("To"),
        _("To be taken down by"),
        _("Taken down on"),
        _("Theme"),
    ]
    title = _("Displays of %(instrument)s") % {"instrument": campaign.instrument}
    return sheet_response("truc-quan.xlsx", title, headers, _rows(found, scope.on))


def _rows(found: Any, on: Any) -> Iterator[list[Any]]:
    total = found.count()
    for start in range(0, total, 500):
        some = list(found[start : start + 500])
        name_units([row.activity for row in some], on=on)
        for row in some:
            size = [str(row.width or ""), str(row.height or ""), row.site]
            days = [row.up_from, row.up_to, row.due_down_on, row.taken_down_on]
            yield [row.get_kind_display(), str(row.activity.unit), row.number, *size, *days, row.activity.theme]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def take_down(request: OfficerRequest, pk: int) -> HttpResponse:
    """Is it down? A photograph of the empty site, or why there is none."""
    officer = request.officer
    seen = Display.objects.filter(activity__in=activities_for(officer.user, on=officer.today).values("pk"))
    display: Display = load(seen.select_related("activity__campaign__instrument", "activity__unit"), pk)
    require(may_change_activity(officer.user, display.activity, on=officer.today))
    first = {"client_key": uuid4(), "taken_down_on": officer.today}
    form = TakeDownForm(request.POST or None, initial=first, display=display, today=officer.today)
    problems = receive_files(request, form.known_key) if request.method == "POST" else []
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid() and not problems:
        try:
            _take_down(request, display, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409 if refusal.code == "already_down" else 422
            display.refresh_from_db()
        else:
            messages.success(request, _("Noted: the display is down."))
            return redirect("campaigns:show-activity", pk=display.activity_id)
    context = {"display": display, "form": form, "problems": problems, "uploads": kept_for(request, form.known_key)}
    page = campaign_context(request, display.activity.campaign, "list-displays") | context | {"is_down": status == 409}
    return render(request, "campaigns/displays/take_down.html", page, status=status)


def _take_down(request: OfficerRequest, display: Display, form: TakeDownForm) -> None:
    key = form.cleaned_data["client_key"]
    take_down_display(
        display,
        on=form.cleaned_data["taken_down_on"],
        client_key=key,
        uploads=kept_for(request, key),
        note=form.cleaned_data["note"],
        by=request.officer.user,
        now=timezone.now(),
    )
