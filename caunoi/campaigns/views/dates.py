"""On what the days of a campaign hang: seen by everybody who sees the campaign, said by officers of the issuing unit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.campaigns.actions.dating import say_dates
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.forms.dates import DatesForm, seen_of
from caunoi.campaigns.models import Campaign, Duty, Wave, Window
from caunoi.campaigns.permissions import campaigns_for
from caunoi.campaigns.permissions.imports import amendable_campaigns
from caunoi.campaigns.queries.dates import Part, campaign_of, check_said, meaning_of, said_by, stretches_of, title_of
from caunoi.campaigns.schedule import Span
from caunoi.campaigns.schedule.reading import EXAMPLES
from caunoi.campaigns.views.access import campaign_context, load, load_campaign
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.core.looking import changed_since
from caunoi.orgs.views.access import OfficerRequest, officer_view


def _may_say(request: OfficerRequest, campaign: Campaign) -> bool:
    officer = request.officer
    return amendable_campaigns(officer.user, on=officer.today).filter(pk=campaign.pk).exists()


@require_safe
@officer_view
def list_dates(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every wave, window and duty with the sentence that decides its days, where one has been said."""
    campaign = load_campaign(request, pk)
    may_say = campaign.state != CampaignState.CLOSED and _may_say(request, campaign)
    context = {"stretches": stretches_of(campaign), "may_say": may_say}
    page = campaign_context(request, campaign, "show-campaign") | context
    return render(request, "campaigns/dates/list_dates.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def say_wave(request: OfficerRequest, pk: int) -> HttpResponse:
    return _say(request, load(Wave.objects.filter(campaign__in=_seen(request)).select_related("campaign"), pk))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def say_window(request: OfficerRequest, pk: int) -> HttpResponse:
    windows = Window.objects.filter(wave__campaign__in=_seen(request)).select_related("wave__campaign", "anchor")
    return _say(request, load(windows, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def say_duty(request: OfficerRequest, pk: int) -> HttpResponse:
    duties = Duty.objects.filter(campaign__in=_seen(request), dropped_at__isnull=True)
    return _say(request, load(duties.select_related("campaign"), pk))


def _seen(request: OfficerRequest) -> Any:
    return campaigns_for(request.officer.user, on=request.officer.today).values("pk")


def _say(request: OfficerRequest, part: Part) -> HttpResponse:
    """The first POST shows what the sentences mean; the second, with the same sentences, keeps them."""
    if not _may_say(request, campaign_of(part)):
        raise PermissionDenied(_("Only officers of the issuing unit say when its waves and duties are."))
    form = DatesForm.of(request.POST if request.method == "POST" else None, *said_by(part))
    meaning, today, late, stood = None, request.officer.today, False, seen_of(*said_by(part))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("start", "end")}
        try:
            late = changed_since(request, stands=stood, wanted=form.seen)
            if request.POST.get("previewed") == form.seen and not late:  # what changed since is previewed anew
                return _keep(request, part, form)
            check_said(part, **said, on=today)
            meaning = meaning_of(part, **said, on=today)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    context = {
        "part": part,
        "kind": type(part).__name__.lower(),
        "title": title_of(part),
        "now": None if isinstance(part, Duty) else Span(part.starts_on, part.ends_on),
        "form": form,
        "meaning": meaning,
        "late": late,
        "stood": stood,
        "examples": EXAMPLES,
    }
    page = campaign_context(request, campaign_of(part), "show-campaign") | context
    return render(request, "campaigns/dates/say_dates.html", page, status=422 if form.errors else 200)


def _keep(request: OfficerRequest, part: Part, form: DatesForm) -> HttpResponse:
    data = form.cleaned_data
    facts = {"start": data["start"], "end": data["end"], "reason": data["reason"]}
    moved = say_dates(part, **facts, by=request.user, now=timezone.now())
    text = _("Kept. %(n)s open duties have their new days; their people are told once nothing moves any more.")
    messages.success(request, text % {"n": format_number(moved.assignments)})
    return redirect("campaigns:list-dates", campaign_of(part).pk)
