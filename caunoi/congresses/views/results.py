"""Results: entered twice, compared, approved, published in one tap, sent back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.congresses.actions.results import (
    LOCKED,
    approve_results,
    enter_results,
    publish_news,
    return_results,
    settle_results,
)
from caunoi.congresses.enums import CongressState, ResultState
from caunoi.congresses.figures import differences, values_of
from caunoi.congresses.forms.congresses import ReasonForm
from caunoi.congresses.forms.results import ResultForm, SettleForm
from caunoi.congresses.models import Congress
from caunoi.congresses.queries.page import Entering, read_entering, shares_of
from caunoi.congresses.views.access import load_to_approve, load_to_run
from caunoi.congresses.wording import compose_news
from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view


def _closed(congress: Congress, entering: Entering, user: Any) -> str:
    """Why this person enters nothing now; "" where they may."""
    if congress.state != CongressState.HELD:
        return _("Record first that the congress has been held.")
    if entering.result and entering.result.state in LOCKED:
        return _("The results are approved. Only who approved them can send them back.")
    if len(entering.entries) == 2 and user.pk not in {entry.entered_by_id for entry in entering.entries}:
        return _("Two people have entered these results. Settle their differences.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def enter(request: OfficerRequest, pk: int) -> HttpResponse:
    """This person's own entry; what the other person entered is not shown before both are there."""
    congress = load_to_run(request, pk)
    entering = read_entering(congress)
    reason = _closed(congress, entering, request.user)
    if reason:
        messages.warning(request, reason)
        return redirect("congresses:show-congress", congress.pk)
    mine = next((entry for entry in entering.entries if entry.entered_by_id == request.user.pk), None)
    form = ResultForm(request.POST if request.method == "POST" else None, initial=values_of(mine) if mine else None)
    if request.method == "POST" and form.is_valid():
        try:
            enter_results(congress, values=form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return _after_entry(request, congress)
    context = {"congress": congress, "form": form, "mine": mine, "others": len(entering.entries) - bool(mine)}
    return render(request, "congresses/enter_results.html", context, status=422 if form.errors else 200)


def _after_entry(request: OfficerRequest, congress: Congress) -> HttpResponse:
    entering = read_entering(congress)
    if entering.state == "differing":
        messages.warning(request, _("Kept. The two entries differ: settle the differences."))
        return redirect("congresses:settle-results", congress.pk)
    if entering.state == ResultState.SETTLED:
        messages.success(request, _("Both entries agree. The results wait for approval."))
    else:
        messages.success(request, _("Kept. Another person enters the same results next, without seeing yours."))
    return redirect("congresses:show-congress", congress.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def settle(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    entering = read_entering(congress)
    if entering.state not in ("differing", ResultState.RETURNED) or len(entering.entries) < 2:
        return redirect("congresses:show-congress", congress.pk)
    found = differences(*entering.entries)
    form = SettleForm(request.POST if request.method == "POST" else None, differences=found)
    if request.method == "POST" and form.is_valid():
        settle_results(congress, choices=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Settled. The results wait for approval."))
        return redirect("congresses:show-congress", congress.pk)
    context = {"congress": congress, "form": form, "entries": entering.entries}
    return render(request, "congresses/settle_results.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def approve(request: OfficerRequest, pk: int) -> HttpResponse:
    """What is approved, with the news that can be made of it; then approved."""
    congress = load_to_approve(request, pk)
    entering = read_entering(congress)
    result = entering.result
    if result is None or result.state != ResultState.SETTLED:
        return redirect("congresses:show-congress", congress.pk)
    if request.method == "POST":
        try:
            approve_results(congress, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.warning(request, str(refused.message))
        else:
            messages.success(request, _("Approved. The quick news can be published in one tap."))
        return redirect("congresses:show-congress", congress.pk)
    title, text = compose_news(congress, result)
    context = {
        "congress": congress,
        "result": result,
        "entries": entering.entries,
        "shares": shares_of(result),
        "news_title": title,
        "paragraphs": text.split("\n"),
        "form": ReasonForm(),
    }
    return render(request, "congresses/approve_results.html", context)


@require_POST
@officer_view
def send_back(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_approve(request, pk)
    try:
        return_results(congress, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.message))
    else:
        messages.success(request, _("Sent back. Those who entered the results see the reason."))
    return redirect("congresses:show-congress", congress.pk)


@require_POST
@officer_view
def publish(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_approve(request, pk)
    try:
        publish_news(congress, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.message))
    else:
        messages.success(request, _("Published. The news stands on the public home page."))
    return redirect("congresses:show-congress", congress.pk)
