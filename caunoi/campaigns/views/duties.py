"""Duties: the list of a campaign or of one unit, and the page of one duty."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.campaigns.actions.duties import DutyChanged, complete_assignment, excuse_assignment, reopen_assignment
from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.forms.duties import NoteForm, ReasonForm
from caunoi.campaigns.models import Assignment, Campaign, Duty
from caunoi.campaigns.permissions import assignments_for, may_ask, may_work_on
from caunoi.campaigns.queries.activities import with_details
from caunoi.campaigns.queries.documents import clause_url, headings_of
from caunoi.campaigns.queries.duties import Group, Tally, assignments_in, groups_in, tally_by, with_activity
from caunoi.campaigns.queries.guidance import guidance_at
from caunoi.campaigns.queries.scope import Scope, name_units
from caunoi.campaigns.queries.wording import stretch_name
from caunoi.campaigns.views.access import campaign_context, load, load_campaign, require, scope_of
from caunoi.campaigns.views.meanwhile import show_changed_duty
from caunoi.core.errors import Refused
from caunoi.core.text import fold
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view


@dataclass
class Row:
    """A duty with its tally over the scope, or with the one assignment that the scope holds."""

    duty: Duty
    tally: Tally = field(default_factory=Tally)
    assignment: Any = None


@dataclass
class Section:
    group: Group
    rows: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        return stretch_name(self.group)


@require_safe
@officer_view
def list_duties(request: OfficerRequest, pk: int) -> HttpResponse:
    """By wave. One unit's own duties where the scope is a single unit, else each duty over all units of the branch."""
    campaign, scope = load_campaign(request, pk), scope_of(request)
    alone = bool(request.GET.get("own")) or not scope.below.units.exists()
    scope = scope.alone if alone else scope
    sections = _sections(request, campaign, scope)
    context = {
        "sections": [section for section in sections if section.rows],
        "waves": campaign.waves.filter(dropped_at__isnull=True),
        "wave": request.GET.get("wave", ""),
        "search": request.GET.get("q", "").strip(),
        "scope": scope,
        "alone": alone,
        "is_own": scope.unit.pk == request.officer.unit.pk,
        "may_log": scope.unit.pk == request.officer.unit.pk and request.officer.may(Right.LOG_ACTIVITY, scope.unit),
    }
    return render(
        request, "campaigns/duties/list_duties.html", campaign_context(request, campaign, "list-duties") | context
    )


def _sections(request: OfficerRequest, campaign: Campaign, scope: Scope) -> list[Section]:
    wanted = {name: request.GET.get(name, "") for name in ("wave", "window", "kind")}
    sections = {_key(group): Section(group) for group in groups_in([campaign], scope)}
    words = fold(request.GET.get("q", "")).split()
    for row in _rows(campaign, scope):
        section = sections.get(_key(row.duty))
        if section and _wanted(row.duty, wanted) and all(word in fold(row.duty.text) for word in words):
            section.rows.append(row)
    return list(sections.values())


def _key(part: Group | Duty) -> tuple[Any, ...]:
    return (part.kind, part.wave.pk if part.wave else None, part.window.pk if part.window else None)


def _wanted(duty: Duty, wanted: dict[str, str]) -> bool:
    """Whether the duty is in the wave, window and kind of the address; what is empty there holds for all."""
    own = {"wave": str(duty.wave_id or 0), "window": str(duty.window_id or 0), "kind": duty.kind}
    return all(value in {"", own[name]} for name, value in wanted.items())


def _rows(campaign: Campaign, scope: Scope) -> list[Row]:
    assignments = assignments_in(campaign, scope)
    if scope.reach == scope.alone.reach:
        own = with_activity(assignments).select_related("duty__wave", "duty__window__anchor", "duty__provision")
        return [Row(each.duty, assignment=each) for each in own.order_by("duty__position", "pk")]
    tallies = tally_by(assignments, "duty_id", on=scope.on)
    duties = campaign.duties.filter(dropped_at__isnull=True).select_related("wave", "window__anchor", "provision")
    return [Row(duty, tallies[duty.pk]) for duty in duties if duty.pk in tallies]


def _assignments(request: OfficerRequest) -> QuerySet[Assignment]:
    officer = request.officer
    seen = assignments_for(officer.user, on=officer.today)
    parts = ("duty__campaign__instrument", "duty__provision", "duty__wave", "duty__window__anchor", "unit")
    return seen.select_related(*parts)


@require_safe
@officer_view
def show_duty(request: OfficerRequest, pk: int) -> HttpResponse:
    """What exactly, by when?"""
    officer = request.officer
    assignment: Assignment = load(_assignments(request), pk)
    name_units([assignment], on=officer.today)
    duty = assignment.duty
    activities = list(with_details(assignment.activities.counted().order_by("-done_on", "-pk")))
    reports = duty.campaign.duties.filter(
        kind=DutyKind.REPORT, dropped_at__isnull=True, assignments__unit=assignment.unit
    )
    context = {
        "assignment": assignment,
        "duty": duty,
        "clause_url": clause_url(duty.provision),
        "headings": headings_of(duty.provision),
        "reports": reports.filter(wave=duty.wave) if duty.wave else reports,
        "activities": activities,
        "obstacles": assignment.obstacles.select_related("asked_by", "answered_by", "lies_with"),
        "guidance": guidance_at(assignment, officer.user, on=officer.today),
        "may_work": may_work_on(officer.user, assignment, on=officer.today),
        "may_ask": may_ask(officer.user, assignment, on=officer.today),
        "is_own": assignment.unit_id == officer.unit.pk,
        "note_form": NoteForm(auto_id="done_%s"),
        "reason_form": ReasonForm(auto_id="excuse_%s"),
    }
    campaign = campaign_context(request, duty.campaign, "list-duties")
    return render(request, "campaigns/duties/show_duty.html", campaign | context)


def _change(
    request: OfficerRequest, pk: int, change: Callable[[Assignment], None], done: str, form: forms.Form | None = None
) -> HttpResponse:
    """``form``: what was typed, shown beside what stands where somebody else was first."""
    assignment: Assignment = load(_assignments(request), pk)
    require(may_work_on(request.officer.user, assignment, on=request.officer.today))
    try:
        change(assignment)
    except DutyChanged as changed:
        if form is not None:
            return show_changed_duty(request, assignment, changed.assignment, form)
        messages.error(request, changed.message)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("campaigns:show-duty", pk=assignment.pk)


def _seen(request: OfficerRequest) -> str:
    """The state that the person saw: to do, unless the page of both sides named another."""
    seen = request.POST.get("seen", "")
    return seen if seen in AssignmentState.values else AssignmentState.OPEN


@require_POST
@officer_view
def complete(request: OfficerRequest, pk: int) -> HttpResponse:
    form = NoteForm(initial={"note": request.POST.get("note", "")}, auto_id="done_%s")
    said = {"note": form.initial["note"], "seen": _seen(request), "by": request.officer.user, "now": timezone.now()}
    done = _("Marked as done. The level above sees it at its clause.")
    return _change(request, pk, lambda each: complete_assignment(each, **said), done, form)


@require_POST
@officer_view
def excuse(request: OfficerRequest, pk: int) -> HttpResponse:
    form = ReasonForm(initial={"reason": request.POST.get("reason", "")}, auto_id="excuse_%s")
    said = {"reason": form.initial["reason"], "seen": _seen(request), "by": request.officer.user, "now": timezone.now()}
    done = _("Marked as not applicable. Your reason stands beside it.")
    return _change(request, pk, lambda each: excuse_assignment(each, **said), done, form)


@require_POST
@officer_view
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    by, now = request.officer.user, timezone.now()
    return _change(request, pk, lambda each: reopen_assignment(each, by=by, now=now), _("The duty is to do again."))
