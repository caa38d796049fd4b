"""One person in two windows: what each of them says is shown beside the other, and the person chooses."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.drafts import settle_windows
from caunoi.reporting.forms.filings import PICK, Basis, basis_of
from caunoi.reporting.models import Filing, FilingDraft
from caunoi.reporting.queries.drafts import mark_of
from caunoi.reporting.queries.filings import differences_of
from caunoi.reporting.views.filings.access import is_writable, load_own, own_draft


def meet_aside(
    request: OfficerRequest, filing: Filing, draft: FilingDraft, *, basis: Basis | None = None, status: int = 409
) -> HttpResponse:
    """The first of the windows whose words wait beside the draft."""
    basis = basis or basis_of(filing)
    window, typed = next(iter(draft.aside.items()))
    return meet_windows(request, filing, draft, basis.texts | typed, window=window, basis=basis, status=status)


def meet_windows(
    request: OfficerRequest,
    filing: Filing,
    draft: FilingDraft,
    said: Mapping[str, str],
    *,
    window: str,
    basis: Basis,
    status: int = 409,
) -> HttpResponse:
    """What ``window`` says of every field beside the draft. Nothing is merged; where both say the same there is
    nothing to choose."""
    differences = differences_of(basis.all_labels, said, basis.texts | draft.typed)
    if not differences:
        settle_windows(filing, window=window, typed=draft.typed, by=request.officer.user, now=timezone.now())
        return redirect("reporting:show-filing", pk=filing.pk)
    context = {
        "filing": filing,
        "draft": draft,
        "differences": differences,
        "hidden": {name: said[name] for name in said if name in basis.all_labels},
        "choices": [(one, request.POST.get(PICK + one.name, "")) for one in differences],
        "window": window,
        "seen": mark_of(draft.typed),
    }
    return render(request, "reporting/filings/windows.html", context, status=status)


@require_POST
@officer_view
def choose(request: OfficerRequest, pk: int) -> HttpResponse:
    """What was chosen becomes the draft. It is not sent: the whole report is looked at first."""
    filing = load_own(request, pk)
    draft, basis, data = own_draft(request, filing), basis_of(filing), request.POST.dict()
    window, how = data.get("window", ""), data.get("resolve", "")
    if draft is None or not is_writable(filing):
        return redirect("reporting:show-filing", pk=pk)
    last = basis.texts | draft.typed
    differing = differences_of(basis.all_labels, data, last)
    picks = {one.name: how if how in ("mine", "theirs") else data.get(PICK + one.name) for one in differing}
    if data.get("seen") != mark_of(draft.typed) or not set(picks.values()) <= {"mine", "theirs"}:
        messages.warning(request, _("Choose one of the two at every difference."))
        return meet_windows(request, filing, draft, data, window=window, basis=basis)
    taken = {one.name: one.mine for one in differing if picks[one.name] == "mine"}
    typed = basis.typed_in(last | taken)
    settle_windows(filing, window=window, typed=typed, by=request.officer.user, now=timezone.now())
    messages.success(request, _("Your choice is kept. Look at the report once more, then send it."))
    return redirect("reporting:show-filing", pk=pk)
