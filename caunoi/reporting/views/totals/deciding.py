"""Many reports at once: approving those that wait, reminding of those that are missing. Each after a look at the numbers."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import require
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_number
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.actions.board import Approved, approve_filings, remind_missing
from caunoi.reporting.permissions import may_settle_below
from caunoi.reporting.queries.board import candidates_of, counts_by_standing, missing_below
from caunoi.reporting.views.totals.access import Node, load_node, node_context

AT_ONCE = 100


def _load(request: OfficerRequest, pk: int) -> Node:
    """In the name of the own unit alone: what stands deeper is decided by the units above it, one report at a time."""
    node = load_node(request, pk)
    require(node.is_home and may_settle_below(request.officer.mandate, node.unit, on=node.today))
    return node


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def approve_many(request: OfficerRequest, pk: int) -> HttpResponse:
    """Reports without open comments or doubtful figures, ticked; the others named with what holds them back."""
    node = _load(request, pk)
    found = candidates_of(node.form, node.unit, on=node.today, times=settings.REPORT_JUMP_TIMES, limit=AT_ONCE)
    clean = [each for each in found if each.is_clean]
    if request.method == "POST":
        ticked = set(request.POST.getlist("filing"))
        chosen = {
            each.filing.pk: each.filing.revision
            for each in clean
            if _key(each.filing.pk, each.filing.revision) in ticked
        }
        if chosen:
            tell_result(request, approve_filings(chosen, by=request.officer.user, now=timezone.now()))
            return redirect(node.address("show-board"))
        messages.warning(
            request, _("Nothing was approved: no ticked report is still as you saw it. Look at the list again.")
        )
        return redirect(node.address("approve-many"))
    waiting = counts_by_standing(node.form, node.unit, on=node.today)["submitted"]
    context = {
        "clean": [(each, _key(each.filing.pk, each.filing.revision)) for each in clean],
        "held": [each for each in found if not each.is_clean],
        "waiting": waiting,
        "more": waiting - len(found),
    }
    return render(request, "reporting/totals/approve_many.html", node_context(request, node, "show-board") | context)


def _key(pk: int, revision: int) -> str:
    return f"{pk}:{revision}"


def tell_result(request: OfficerRequest, result: Approved) -> None:
    if result.done:
        text = ngettext("%(count)s report is approved.", "%(count)s reports are approved.", result.done)
        messages.success(request, text % {"count": format_number(result.done)})
    if result.moved:
        name_units(result.moved, on=request.officer.today)
        names = ", ".join(str(filing.unit) for filing in result.moved)
        text = _("Not approved, because they have changed since you looked at them: %(names)s.")
        messages.warning(request, text % {"names": names})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def remind_all(request: OfficerRequest, pk: int) -> HttpResponse:
    node = _load(request, pk)
    if request.method == "POST":
        try:
            told = remind_missing(node.form, unit=node.unit, by=request.officer.user, now=timezone.now())
        except Refused as refusal:
            messages.warning(request, refusal.message)
        else:
            text = ngettext("%(count)s unit is being reminded.", "%(count)s units are being reminded.", told)
            messages.success(request, text % {"count": format_number(told)})
        return redirect(node.address("show-board"))
    context = {"missing": missing_below(node.form, node.unit, on=node.today)}
    return render(request, "reporting/totals/remind.html", node_context(request, node, "show-board") | context)
