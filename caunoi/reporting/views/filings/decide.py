"""What the level above decides on one report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.campaigns.views.access import require
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions import filings as actions
from caunoi.reporting.forms.filings import DecisionForm, ExcuseForm
from caunoi.reporting.models import Filing
from caunoi.reporting.permissions import may_decide
from caunoi.reporting.views.filings.access import filing_page, load_filing, revision_of


def _decide(request: OfficerRequest, pk: int, change: Callable[[Filing], Any], done: str, **forms: Any) -> HttpResponse:
    """Change the report, then back to its page; a refusal shows the page with what was typed."""
    filing = load_filing(request, pk)
    require(may_decide(request.officer.user, filing, on=request.officer.today))
    if any(not form.is_valid() for form in forms.values()):
        return filing_page(request, filing, status=422, **forms)
    try:
        change(filing)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return filing_page(request, load_filing(request, pk), status=409, **forms)
    messages.success(request, done)
    return redirect("reporting:show-filing", pk=pk)


def _read(request: OfficerRequest) -> int | None:
    """The revision that the page was opened on, where it says so."""
    return revision_of(request) if "revision" in request.POST else None


@require_POST
@officer_view
def approve(request: OfficerRequest, pk: int) -> HttpResponse:
    by, done = request.officer.user, _("Approved and locked. The unit is being told.")

    def change(filing: Filing) -> None:
        actions.approve_filing(filing, revision=_read(request), by=by, now=timezone.now())

    return _decide(request, pk, change, done)


@require_POST
@officer_view
def send_back(request: OfficerRequest, pk: int) -> HttpResponse:
    form, by = DecisionForm(request.POST, auto_id="return-%s"), request.officer.user
    done = _("Returned. The unit reads the reason and sends the report again.")

    def change(filing: Filing) -> None:
        reason = form.cleaned_data["reason"]
        actions.return_filing(filing, reason=reason, revision=_read(request), by=by, now=timezone.now())

    return _decide(request, pk, change, done, return_form=form)


@require_POST
@officer_view
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    form, by = DecisionForm(request.POST, auto_id="reopen-%s"), request.officer.user
    done = _("Opened again. The unit reads the reason; until it is sent again the report is left out of the sums.")

    def change(filing: Filing) -> None:
        actions.reopen_filing(filing, reason=form.cleaned_data["reason"], by=by, now=timezone.now())

    return _decide(request, pk, change, done, reopen_form=form)


@require_POST
@officer_view
def excuse(request: OfficerRequest, pk: int) -> HttpResponse:
    """The unit need not file, for a reason; or it is asked again."""
    by = request.officer.user
    if "again" in request.POST:
        done = _("The unit is asked for its report again and is being told.")
        return _decide(
            request, pk, lambda filing: actions.excuse_filing(filing, reason="", by=by, now=timezone.now()), done
        )
    form = ExcuseForm(request.POST, auto_id="excuse-%s")
    done = _("The unit need not file; it is being told why.")

    def change(filing: Filing) -> None:
        actions.excuse_filing(filing, reason=form.cleaned_data["reason"], by=by, now=timezone.now())

    return _decide(request, pk, change, done, excuse_form=form)
