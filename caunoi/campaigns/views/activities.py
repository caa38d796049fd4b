"""Logging an activity, looking at it, changing it, taking it back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.campaigns.actions import activities
from caunoi.campaigns.enums import AssignmentState, ChannelKind, EvidenceKind
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.forms.activities import ActivityForm, displays_of, first_values, values_of
from caunoi.campaigns.forms.duties import ReasonForm
from caunoi.campaigns.models import Activity, Assignment, Campaign
from caunoi.campaigns.particulars import in_words
from caunoi.campaigns.permissions import activities_for, assignments_for, may_change_activity, may_log_activity
from caunoi.campaigns.queries.activity_state import mark_of
from caunoi.campaigns.queries.documents import clause_url
from caunoi.campaigns.queries.proposals import campaigns_of
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.queries.waste import Waste, waste_of_activity, wastes_of
from caunoi.campaigns.views.access import campaign_context, load, require
from caunoi.campaigns.views.evidence import kept_for, receive_files
from caunoi.campaigns.views.meanwhile import changes_of, lost_duty
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def log_activity(request: OfficerRequest) -> HttpResponse:
    """What did we do? Under a minute on a phone; nothing typed or photographed is lost when something is wrong."""
    officer = request.officer
    require(may_log_activity(officer.user, officer.unit, on=officer.today))
    assignment = _assignment(request)
    campaigns = campaigns_of(officer.unit)
    campaign = _campaign(request, campaigns, assignment)
    if campaign is None:
        return render(request, "campaigns/activities/no_campaign.html")
    sent = _sent(request)
    form = _log_form(request, campaign, assignment, sent)
    problems = receive_files(request, form.known_key) if request.method == "POST" else []
    lost = lost_duty(request, form)
    if lost and (known := Activity.objects.filter(unit=officer.unit, client_key=form.known_key).first()):
        return _say_logged(request, known, is_new=False)  # counted before the duty went
    if lost:
        form = _log_form(request, campaign, assignment, _with(sent, assignment=""))
    elif form.is_bound and form.is_valid() and not problems:
        return _log(request, campaign, form)
    context = {"form": form, "campaigns": campaigns, "assignment": assignment, "problems": problems, "activity": None}
    context |= {"lost": lost, "leave_url": reverse("desk:home")}
    running = [wave for wave in form.parts["wave"].values() if _runs(wave, officer.today)]
    context["wastes"] = wastes_of(officer.unit, campaign, running)
    return _form_page(request, campaign, form, context)


def _log_form(request: OfficerRequest, campaign: Campaign, assignment: Assignment | None, sent: Any) -> ActivityForm:
    officer = request.officer
    first = first_values(officer.today, assignment) | _begun(request)
    return ActivityForm(sent, initial=first, unit=officer.unit, campaign=campaign, today=officer.today)


CHOOSE = "choose_kind"  # the button of a page without script: show the fields of the kind, check nothing yet


def _sent(request: OfficerRequest) -> Any:
    return request.POST if request.POST and CHOOSE not in request.POST else None


def _with(sent: Any, **values: str) -> Any:
    changed = sent.copy()
    for name, value in values.items():
        changed[name] = value
    return changed


def _begun(request: OfficerRequest) -> dict[str, Any]:
    """What was typed before the kind was chosen, or the kind that the address names."""
    if CHOOSE in request.POST:
        typed: dict[str, Any] = {name: request.POST.get(name) for name in request.POST}
        return typed | {"detail_languages": request.POST.getlist("detail_languages")}
    kind = request.GET.get("kind", "")
    return {"kind": kind} if kind in ChannelKind.values else {}


def _runs(wave: Any, on: date) -> bool:
    return bool(wave.starts_on and wave.starts_on <= on <= (wave.ends_on or on))


def _assignment(request: OfficerRequest) -> Assignment | None:
    """The duty named in the address, where it is the own unit's. A form that waited may come after its duty has gone."""
    pk = request.GET.get("assignment", "")
    if not pk.isdecimal():
        return None
    own = assignments_for(request.officer.user, on=request.officer.today).filter(unit=request.officer.unit)
    own = own.select_related("duty__campaign__instrument")
    assignment: Assignment | None = own.filter(pk=int(pk)).first() if request.method == "POST" else load(own, int(pk))
    return assignment


def _campaign(request: OfficerRequest, running: list[Campaign], assignment: Assignment | None) -> Campaign | None:
    if assignment:
        return assignment.duty.campaign
    chosen, pk = request.GET.get("campaign", ""), request.GET.get("assignment", "")
    if pk.isdecimal():
        named = Campaign.objects.filter(duties__assignments=int(pk)).values_list("pk", flat=True)
        chosen = str(named.first())
    return next((each for each in running if str(each.pk) == chosen), running[0] if running else None)


def _form_page(
    request: OfficerRequest, campaign: Campaign, form: ActivityForm, context: dict[str, Any]
) -> HttpResponse:
    key = form.known_key or form["client_key"].value()
    context |= {"form": form, "uploads": kept_for(request, key), "client_key": key}
    status = 422 if form.is_bound and (form.errors or context["problems"]) else 200
    status = 409 if context.get("lost") or context.get("changed") else status
    page = campaign_context(request, campaign, "list-activities") | context
    return render(request, "campaigns/activities/log_activity.html", page, status=status)


def _log(request: OfficerRequest, campaign: Campaign, form: ActivityForm) -> HttpResponse:
    officer, entry = request.officer, form.entry()
    uploads = kept_for(request, entry.client_key)
    activity, is_new = activities.log_activity(
        officer.unit, campaign, entry, uploads=uploads, by=officer.user, now=timezone.now()
    )
    return _say_logged(request, activity, is_new=is_new)


def _say_logged(request: OfficerRequest, activity: Activity, *, is_new: bool) -> HttpResponse:
    if is_new:
        text = _("Logged: “%(title)s”. It counts for %(unit)s.")
    else:
        text = _("“%(title)s” had already been logged; it counts once.")
    messages.success(request, text % {"title": activity.title, "unit": request.officer.unit})
    if is_new and (waste := waste_of_activity(activity)):
        messages.warning(request, _waste_words(waste))
    return redirect("campaigns:show-activity", pk=activity.pk)


def _waste_words(waste: Waste) -> str:
    if waste.is_of_displays:
        words = _(
            "%(number)s displays on “%(theme)s” in this wave, while your unit has not said anything on “%(unsaid)s” yet."
        )
    else:
        words = _("%(number)s on “%(theme)s” in this wave, while your unit has not said anything on “%(unsaid)s” yet.")
    unsaid = "”, “".join(theme.title for theme in waste.unsaid[:3])
    return words % {"number": waste.number, "theme": waste.theme.title, "unsaid": unsaid}


def _load_activity(request: OfficerRequest, pk: int) -> Activity:
    officer = request.officer
    parts = ("campaign__instrument", "unit", "theme", "wave", "channel", "provision", "assignment__duty", "logged_by")
    activity: Activity = load(activities_for(officer.user, on=officer.today).select_related(*parts), pk)
    name_units([activity], on=officer.today)
    return activity


@require_safe
@officer_view
def show_activity(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    activity = _load_activity(request, pk)
    evidence = list(activity.evidence.order_by("pk"))
    may_change = may_change_activity(officer.user, activity, on=officer.today)
    assignment = activity.assignment
    context = {
        "activity": activity,
        "figures": [(FIGURES[row.code], row.value) for row in activity.figures.order_by("pk") if row.code in FIGURES],
        "particulars": in_words(activity.kind, activity.particulars),
        "displays": activity.displays.select_related("proof", "taken_down_by"),
        "links": activity.links.order_by("pk"),
        "photos": [row for row in evidence if row.kind == EvidenceKind.PHOTO],
        "files": [row for row in evidence if row.kind == EvidenceKind.FILE],
        "clause_url": clause_url(activity.provision) if activity.provision else "",
        "may_change": may_change,
        "duty_open": bool(may_change and assignment and assignment.state == AssignmentState.OPEN),
        "reason_form": ReasonForm(),
    }
    page = campaign_context(request, activity.campaign, "list-activities") | context
    return render(request, "campaigns/activities/show_activity.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_activity(request: OfficerRequest, pk: int) -> HttpResponse:
    officer = request.officer
    activity = _load_activity(request, pk)
    require(may_change_activity(officer.user, activity, on=officer.today))
    if activity.withdrawn_at and request.method != "POST":
        return redirect("campaigns:show-activity", pk=activity.pk)
    sent, changes = _sent(request), {}
    form = _edit_form(request, activity, sent)
    problems = receive_files(request, form.known_key) if request.method == "POST" else []
    if form.is_bound and form.is_valid() and not problems:
        try:
            _edit(request, activity, form)
        except Refused as refusal:
            if refusal.code not in {"changed_meanwhile", "withdrawn"}:
                raise
            activity = _load_activity(request, pk)
            form = _edit_form(request, activity, _with(sent, seen=mark_of(activity)))
            changes = changes_of(activity, form)
        else:
            messages.success(request, _("Changed: “%(title)s”.") % {"title": activity.title})
            return redirect("campaigns:show-activity", pk=activity.pk)
    evidence = list(activity.evidence.order_by("pk"))
    context = {"activity": activity, "evidence": evidence, "problems": problems, "assignment": activity.assignment}
    return _form_page(request, activity.campaign, form, context | changes)


def _edit_form(request: OfficerRequest, activity: Activity, sent: Any) -> ActivityForm:
    return ActivityForm(
        sent,
        initial=values_of(activity) | {"seen": mark_of(activity)} | _begun(request),
        displays=displays_of(activity),
        own=activity.assignment,
        unit=activity.unit,
        campaign=activity.campaign,
        today=request.officer.today,
    )


def _edit(request: OfficerRequest, activity: Activity, form: ActivityForm) -> None:
    entry, seen = form.entry(), form.cleaned_data["seen"]
    removed = activity.evidence.filter(pk__in=[pk for pk in request.POST.getlist("remove") if pk.isdecimal()])
    uploads = kept_for(request, entry.client_key)
    by, now = request.officer.user, timezone.now()
    activities.edit_activity(activity, entry, uploads=uploads, removed=list(removed), seen=seen, by=by, now=now)


@require_POST
@officer_view
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page it leads back to offers the undo."""
    activity = _load_activity(request, pk)
    require(may_change_activity(request.officer.user, activity, on=request.officer.today))
    try:
        reason = request.POST.get("reason", "")
        activities.withdraw_activity(activity, reason=reason, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("campaigns:show-activity", pk=activity.pk)


@require_POST
@officer_view
def restore(request: OfficerRequest, pk: int) -> HttpResponse:
    activity = _load_activity(request, pk)
    require(may_change_activity(request.officer.user, activity, on=request.officer.today))
    try:
        activities.restore_activity(activity, by=request.officer.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The activity counts again."))
    return redirect("campaigns:show-activity", pk=activity.pk)
