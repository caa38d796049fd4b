"""When a congress is held: dated or moved, postponed, held. First whom and what it touches, then the move."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.congresses.actions import hold_congress, postpone_congress, set_congress_date
from caunoi.congresses.actions.dates import unhold_congress
from caunoi.congresses.followers import CongressMove, touched_by
from caunoi.congresses.forms.congresses import DaysForm, MoveForm, PostponeForm, ReasonForm
from caunoi.congresses.models import Congress
from caunoi.congresses.views.access import load_to_run
from caunoi.core.errors import Refused
from caunoi.core.looking import changed_since, mark_of
from caunoi.orgs.views.access import OfficerRequest, officer_view


def _two_steps(
    request: OfficerRequest, congress: Congress, form: Any, move: CongressMove | None, act: Callable[[], Any], page: str
) -> HttpResponse:
    """The first POST shows what would move; the second, with the same days, moves it. Days that changed since, here or in
    another window, are shown anew."""
    touched, previewed, late, stood = None, "", False, mark_of(congress.starts_on, congress.ends_on)
    if move is not None:
        previewed = mark_of(move.starts_on, move.ends_on)
        late = changed_since(request, stands=stood, wanted=previewed)
        if request.POST.get("previewed") == previewed and not late:
            try:
                act()
            except Refused as refused:
                form.add_error(None, str(refused.message))
            else:
                messages.success(request, _("Recorded. What hangs on the congress has followed."))
                return redirect("congresses:show-congress", congress.pk)
        touched = touched_by([move])
    context = {"congress": congress, "form": form, "touched": touched, "previewed": previewed, "move": move}
    context |= {"late": late, "stood": stood}
    return render(request, page, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def set_days(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    known = congress.starts_on is not None
    initial = {"starts_on": congress.starts_on, "ends_on": congress.ends_on}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial, known=known)
    if request.method != "POST" or not form.is_valid():
        return _two_steps(request, congress, form, None, lambda: None, "congresses/set_days.html")
    data = form.cleaned_data
    days = {name: data[name] for name in ("starts_on", "ends_on")}
    reason = data.get("reason", "")
    move = CongressMove(congress.pk, congress.unit_id, **days)
    now = timezone.now()
    return _two_steps(
        request,
        congress,
        form,
        move,
        lambda: set_congress_date(congress, **days, reason=reason, by=request.user, now=now),
        "congresses/set_days.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def postpone(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    form = PostponeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _two_steps(request, congress, form, None, lambda: None, "congresses/postpone.html")
    move = CongressMove(congress.pk, congress.unit_id, None, None)
    data, now = form.cleaned_data, timezone.now()
    return _two_steps(
        request,
        congress,
        form,
        move,
        lambda: postpone_congress(congress, **data, by=request.user, now=now),
        "congresses/postpone.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def hold(request: OfficerRequest, pk: int) -> HttpResponse:
    congress = load_to_run(request, pk)
    initial = {"starts_on": congress.starts_on, "ends_on": congress.ends_on}
    form = DaysForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            hold_congress(congress, **form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The congress counts as held. Enter its results next."))
            return redirect("congresses:show-congress", congress.pk)
    return render(
        request, "congresses/hold.html", {"congress": congress, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@officer_view
def take_back(request: OfficerRequest, pk: int) -> HttpResponse:
    """A slip: it has not been held after all."""
    congress = load_to_run(request, pk)
    form = ReasonForm(request.POST)
    try:
        unhold_congress(congress, reason=form["reason"].data or "", by=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.message))
    else:
        messages.success(request, _("The congress no longer counts as held."))
    return redirect("congresses:show-congress", congress.pk)
