"""Loading a report within scope, and its page: for the unit to write on, for those above to decide on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import load, require
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest
from caunoi.reporting.enums import FILABLE, FilingState
from caunoi.reporting.form_lines import lines_of
from caunoi.reporting.forms.filings import (
    Basis,
    DecisionForm,
    ExcuseForm,
    FilingForm,
    TalkForm,
    basis_of,
    entries_of,
    told_fields,
)
from caunoi.reporting.models import Filing, FilingDraft
from caunoi.reporting.permissions import filings_for, may_decide, may_file
from caunoi.reporting.plausibility import doubts_of
from caunoi.reporting.queries.filings import (
    comments_of,
    drafts_of_others,
    filings_to_decide,
    former_of,
    groups_of,
    standing_corrections,
    standing_values,
    told_in,
)

PARTS = ("form__campaign__instrument", "form__wave", "version", "unit", "sent_by", "decided_by")


def load_filing(request: OfficerRequest, pk: int) -> Filing:
    officer = request.officer
    filing: Filing = load(filings_for(officer.user, on=officer.today).select_related(*PARTS), pk)
    name_units([filing], on=officer.today)
    return filing


def load_own(request: OfficerRequest, pk: int) -> Filing:
    """One that the person may write on."""
    filing = load_filing(request, pk)
    require(may_file(request.officer.user, filing, on=request.officer.today))
    return filing


def is_open(filing: Filing) -> bool:
    """Whether anything can be sent on its form, or decided, today."""
    return filing.form.opened_at is not None and filing.form.closed_at is None


def is_writable(filing: Filing) -> bool:
    return is_open(filing) and filing.state in FILABLE


def own_draft(request: OfficerRequest, filing: Filing) -> FilingDraft | None:
    return filing.drafts.filter(user=request.officer.user).first()


def revision_of(request: OfficerRequest) -> int:
    """Of the report that the page was opened on; -1, which never stands, where it makes no sense."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def window_of(request: OfficerRequest) -> UUID | None:
    """Of the page that something was typed on; None where it says nothing that makes sense."""
    try:
        return UUID(request.POST.get("window", ""))
    except ValueError:
        return None


def filing_page(
    request: OfficerRequest, filing: Filing, *, form: FilingForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of the report; ``form`` to write on it, ``more`` replaces what something typed must be shown again in."""
    officer = request.officer
    corrections = form.basis.corrections if form else standing_corrections(filing)
    values = form.shown if form else standing_values(filing, corrections)
    former, comments = former_of(filing), comments_of(filing)
    groups = groups_of(filing, values, former, comments, corrections)
    before = former.values if former else {}
    waiting = filing.state == FilingState.SUBMITTED
    doubts = doubts_of(lines_of(filing.version), values, before, times=settings.REPORT_JUMP_TIMES) if waiting else []
    decides = is_open(filing) and may_decide(officer.user, filing, on=officer.today)
    steps = list(filing.steps.select_related("by"))
    context = {
        "filing": filing,
        "today": officer.today,
        "form": form,
        "groups": list(entries_of(groups, form, doubts)),
        "told": told_fields(told_in(filing, former, comments), form),
        "former": former,
        "comments": comments.get("", []),
        "open_comments": sum(one.settled_at is None for many in comments.values() for one in many),
        "corrected": len(corrections),
        "steps": steps,
        "others": drafts_of_others(filing, officer.user) if form else [],
        "files": may_file(officer.user, filing, on=officer.today),
        "decides": decides,
        "doubtful": len(doubts),
        "waits": decides and waiting,
        "is_open": is_open(filing),
        "next": _next(request, filing) if decides and not waiting else None,
        "return_form": DecisionForm(auto_id="return-%s"),
        "reopen_form": DecisionForm(auto_id="reopen-%s"),
        "excuse_form": ExcuseForm(auto_id="excuse-%s"),
        "talk_form": TalkForm(initial={"client_key": uuid4()}, auto_id="talk-%s"),
    }
    return render(request, "reporting/filings/show.html", context | more, status=status)


def _next(request: OfficerRequest, filing: Filing) -> Filing | None:
    """The report that has waited longest, after this one was decided."""
    officer = request.officer
    waiting = filings_to_decide(officer.user, officer.unit, on=officer.today).exclude(pk=filing.pk)
    return waiting.first()


def writing_form(filing: Filing, typed: Mapping[str, Any], data: Any = None, basis: Basis | None = None) -> FilingForm:
    texts = {str(name): str(text) for name, text in typed.items()}
    return FilingForm(data, basis=basis or basis_of(filing), typed=texts)


def speaking_unit(request: OfficerRequest, filing: Filing) -> Unit:
    """In whose name a comment is made: the unit's own where one files for it, else the unit one works in."""
    officer = request.officer
    return filing.unit if may_file(officer.user, filing, on=officer.today) else officer.unit
