"""Writing a report: what is typed is kept as it is typed; sent once; where somebody was first, both versions are shown."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.core.errors import Refused
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.drafts import drop_draft, save_draft
from caunoi.reporting.actions.filings import submit_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.forms.filings import PICK, Basis, FilingForm, basis_of
from caunoi.reporting.models import Filing
from caunoi.reporting.queries.drafts import mark_of
from caunoi.reporting.queries.filings import differences_of, drafts_of_others, shares_of
from caunoi.reporting.views.filings.access import (
    filing_page,
    is_writable,
    load_own,
    own_draft,
    revision_of,
    window_of,
    writing_form,
)
from caunoi.reporting.views.filings.windows import meet_aside, meet_windows


def _keep(request: OfficerRequest, filing: Filing, typed: dict[str, str]) -> bool:
    """Keep what is typed; nothing is kept of a page on which nothing was changed. False where another window of the person
    has written since: what this one says waits aside."""
    user, revision, now = request.officer.user, revision_of(request), timezone.now()
    if typed and revision < 0:
        return True
    window, seen = window_of(request), request.POST.get("seen")
    return save_draft(filing, typed=typed, revision=revision, window=window, seen=seen, by=user, now=now)


@require_POST
@officer_view
def keep_draft(request: OfficerRequest, pk: int) -> HttpResponse:
    """As it is typed. Answers with the pieces of the page that follow from it; 409 where the report has moved on, the
    typed text is kept all the same. Pressed as a button, on a page without script, it leads back to the page."""
    filing = load_own(request, pk)
    basis = basis_of(filing)
    typed = basis.typed_in(request.POST.dict())
    is_kept = _keep(request, filing, typed)
    if "X-Draft" not in request.headers:
        messages.success(request, _("What you have typed is kept. It is not sent yet."))
        return redirect("reporting:show-filing", pk=pk)
    is_stale = revision_of(request) != filing.revision or not is_writable(filing)
    form = writing_form(filing, typed, basis=basis)
    context = {
        "filing": filing,
        "form": form,
        "is_stale": is_stale,
        "is_kept": is_kept,
        "seen": mark_of(typed) if is_kept else request.POST.get("seen", ""),
        "saved_at": timezone.now(),
        "shares": shares_of(filing, form.shown),
        "others": drafts_of_others(filing, request.officer.user),
    }
    return render(
        request, "reporting/filings/draft_state.html", context, status=409 if is_stale or not is_kept else 200
    )


@require_POST
@officer_view
def send(request: OfficerRequest, pk: int) -> HttpResponse:
    """Send the report upward. 422 with what is wrong or doubtful; 409 with both versions where it has moved on."""
    filing = load_own(request, pk)
    basis = basis_of(filing)
    typed = basis.typed_in(request.POST.dict())
    if "resolve" in request.POST:
        return _resolve(request, filing, basis)
    is_kept, draft = _keep(request, filing, typed), own_draft(request, filing)
    is_current = revision_of(request) == filing.revision and is_writable(filing)
    if draft and not is_kept:
        window = str(window_of(request))
        return meet_windows(request, filing, draft, basis.texts | typed, window=window, basis=basis)
    if not is_current:
        return meet(request, filing, request.POST.dict(), basis=basis)
    if draft and draft.aside:
        return meet_aside(request, filing, draft, basis=basis)
    form = writing_form(filing, {}, request.POST, basis)
    if form.is_valid() and not form.asks:
        try:
            sent = _submit(request, filing, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _sent(request, sent)
    return filing_page(request, filing, form=form, status=422, tried=True)


def _submit(request: OfficerRequest, filing: Filing, form: FilingForm) -> Filing:
    data, by = form.cleaned_data, request.officer.user
    return submit_filing(
        filing, form.report(), client_key=data["client_key"], revision=data["revision"], by=by, now=timezone.now()
    )


def _sent(request: OfficerRequest, filing: Filing) -> HttpResponse:
    done = (
        _("The report is sent and approved: nobody stands above your unit.")
        if filing.state == FilingState.APPROVED
        else _("The report is sent. The level above is being told; you see here what they decide.")
    )
    messages.success(request, done)
    return redirect("reporting:show-filing", pk=filing.pk)


def meet(
    request: OfficerRequest, filing: Filing, typed: Mapping[str, str], *, basis: Basis | None = None, status: int = 409
) -> HttpResponse:
    """What stands beside what was typed on an older state of the report. Nothing is merged; where both say the same there is
    nothing to choose."""
    basis, draft = basis or basis_of(filing), own_draft(request, filing)
    differences = differences_of(basis.labels, typed, basis.texts)
    if not differences:
        drop_draft(filing, by=request.officer.user)
        messages.info(request, _("The report stands already as you have typed it."))
        return redirect("reporting:show-filing", pk=filing.pk)
    context = {
        "filing": filing,
        "differences": differences,
        "choices": [(one, typed.get(PICK + one.name, "")) for one in differences],
        "hidden": {name: typed[name] for name in typed if name in basis.labels},
        "client_key": typed.get("client_key", ""),
        "window": typed.get("window", ""),
        "seen": mark_of(draft.typed) if draft else "",
        "revision": filing.revision,
        "writable": is_writable(filing),
        "last": filing.steps.select_related("by").last(),
        "today": request.officer.today,
    }
    return render(request, "reporting/filings/meet.html", context, status=status)


def _resolve(request: OfficerRequest, filing: Filing, basis: Basis) -> HttpResponse:
    """What was chosen becomes the person's draft on what stands now. It is not sent: the whole report is looked at first."""
    data, how = request.POST.dict(), request.POST["resolve"]
    differing = differences_of(basis.labels, data, basis.texts)
    if how not in ("mine", "theirs"):
        open_ = [one for one in differing if data.get(PICK + one.name) not in ("mine", "theirs")]
        if open_ or revision_of(request) != filing.revision:
            messages.warning(request, _("Choose one of the two at every difference."))
            return meet(request, filing, data, basis=basis)
    taken = {one.name: one.mine for one in differing if how == "mine" or data.get(PICK + one.name) == "mine"}
    kept = {} if how == "theirs" else taken
    window, seen, now = window_of(request), request.POST.get("seen"), timezone.now()
    by, revision = request.officer.user, filing.revision
    save_draft(filing, typed=kept, revision=revision, window=window, seen=seen, by=by, now=now)
    if kept:
        messages.success(request, _("Your choice is kept. Look at the report once more, then send it."))
    else:
        messages.success(request, _("What stands is kept; what you had typed is thrown away."))
    return redirect("reporting:show-filing", pk=filing.pk)
