"""One congress: its page, its making, its description."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.congresses.actions import describe_congress, plan_congress
from caunoi.congresses.agenda import template_on
from caunoi.congresses.enums import CongressForm, ResultState
from caunoi.congresses.forms.congresses import DescriptionForm
from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.naming import propose_title
from caunoi.congresses.papers import papers_of
from caunoi.congresses.permissions import files_for, may_approve, may_run
from caunoi.congresses.queries.page import bands_of, read_page, shares_of
from caunoi.congresses.queries.proposals import Proposal, propose
from caunoi.congresses.queries.rules import subject_of
from caunoi.congresses.views.access import cycle_of, load_congress, load_to_run
from caunoi.orgs.enums import GRASSROOTS_KINDS, UnitKind
from caunoi.orgs.models import Unit
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit, officer_view

PLENARY_BELOW = 200  # members: Plan 22/KH-TLĐ, part III


@require_safe
@officer_view
def show_congress(request: OfficerRequest, pk: int) -> HttpResponse:
    officer, congress = request.officer, load_congress(request, pk)
    page = read_page(congress, on=officer.today)
    result = page.entering.result
    shown = result if result and result.state != ResultState.RETURNED else None
    context = {
        "congress": congress,
        "page": page,
        "result": shown,
        "returned": result if result and shown is None else None,
        "shares": shares_of(shown) if shown else [],
        "bands": bands_of(shown) if shown else [],
        "agenda": list(congress.agenda.all()),
        "template": template_on(congress.starts_on or officer.today),
        "sub_committees": list(congress.sub_committees.all()),
        "files": list(files_for(officer.user, on=officer.today).filter(congress=congress).select_related("added_by")),
        "papers": papers_of(congress, officer.user, on=officer.today),
        "may_run": may_run(officer.user, congress.unit, on=officer.today),
        "may_approve": may_approve(officer.user, congress.unit, on=officer.today),
        "may_import": officer.unit.pk == congress.unit_id and officer.may(Right.IMPORT_PLAN, officer.unit),
        "today": officer.today,
    }
    return render(request, "congresses/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def start_congress(request: OfficerRequest) -> HttpResponse:
    """Make the congress of ``?unit=CODE`` (or the officer's own unit) in the round, with what the form proposes."""
    officer = request.officer
    code = request.GET.get("unit", "")
    unit = load_unit(request, code, Right.RUN_CONGRESS) if code else officer.unit
    if not may_run(officer.user, unit, on=officer.today) or unit.kind == UnitKind.DEPARTMENT:
        raise PermissionDenied(_("Your post does not allow this for %(unit)s.") % {"unit": unit.name})
    cycle, _cycles = cycle_of(request)
    if cycle is None:
        return redirect("congresses:open-cycle")
    there = Congress.objects.filter(unit=unit, cycle=cycle).first()
    if there:
        return redirect("congresses:show-congress", there.pk)
    form_kind = _likely_form(unit, request)
    proposal = propose(unit, cycle, form=form_kind, on=officer.today)
    form = DescriptionForm(
        request.POST if request.method == "POST" else None, initial=_initial(proposal, cycle, form_kind)
    )
    if request.method == "POST" and form.is_valid():
        congress = plan_congress(unit, cycle=cycle, title=_title(form, unit), by=officer.user, now=timezone.now())
        _describe(congress, form, unit, request)
        messages.success(request, _("The congress is entered. Give it its day next."))
        return redirect("congresses:show-congress", congress.pk)
    context = {"form": form, "unit": unit, "cycle": cycle, "why": proposal.why, "proposed": proposal.title}
    return render(request, "congresses/describe.html", context, status=422 if form.errors else 200)


def _likely_form(unit: Unit, request: OfficerRequest) -> str:
    if unit.kind not in GRASSROOTS_KINDS:
        return CongressForm.DELEGATES
    members = subject_of(unit, on=request.officer.today).members
    return CongressForm.PLENARY if members is not None and members < PLENARY_BELOW else CongressForm.DELEGATES


def _initial(proposal: Proposal, cycle: Cycle, form_kind: str) -> dict[str, object]:
    return {
        "form": form_kind,
        "ordinal": proposal.ordinal,
        "term_start": proposal.term[0],
        "term_end": proposal.term[1],
        "motto": cycle.motto,
    }


def _title(form: DescriptionForm, unit: Unit) -> str:
    """The title as typed, else made from the other fields."""
    data = form.cleaned_data
    term = (data["term_start"], data["term_end"]) if data["term_start"] else None
    made = propose_title(unit.name, form=data["form"], ordinal=data["ordinal"], term=term)
    return (data["title"] or made)[:250]


def _describe(congress: Congress, form: DescriptionForm, unit: Unit, request: HttpRequest) -> None:
    values = {**form.cleaned_data, "title": _title(form, unit)}
    describe_congress(congress, by=request.user, now=timezone.now(), **values)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def edit_congress(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    names = ("form", "ordinal", "term_start", "term_end", "title", "venue", "motto")
    initial = {name: getattr(congress, name) for name in names}
    form = DescriptionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _describe(congress, form, congress.unit, request)
        messages.success(request, _("Saved."))
        return redirect("congresses:show-congress", congress.pk)
    term = (congress.term_start, congress.term_end) if congress.term_start and congress.term_end else None
    proposed = propose_title(congress.unit.name, form=congress.form, ordinal=congress.ordinal, term=term)
    context = {"form": form, "congress": congress, "unit": congress.unit, "cycle": congress.cycle, "proposed": proposed}
    return render(request, "congresses/describe.html", context, status=422 if form.errors else 200)
