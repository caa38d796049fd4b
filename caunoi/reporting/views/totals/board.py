"""The forms that are open; the board of a branch on one of them, on the page and as a sheet."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.permissions import forms_for, inspecting_unit
from caunoi.reporting.queries.board import (
    Standing,
    attach_below,
    attach_completeness,
    completeness_of,
    counts_by_standing,
    find_children,
    is_late,
)
from caunoi.reporting.queries.contributions import own_state
from caunoi.reporting.views.totals.access import Node, load_node, node_context

PER_PAGE = 50


@require_safe
@officer_view
def list_open(request: OfficerRequest) -> HttpResponse:
    """Every opened form with how far the person's branch is, the newest first."""
    officer = request.officer
    unit = inspecting_unit(officer.unit, on=officer.today)
    forms = forms_for(officer.mandate, on=officer.today).select_related("campaign__instrument", "wave")
    page = Paginator(forms.order_by("-opened_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page.object_list)
    attach_completeness(rows, unit)
    context = {"page": page, "rows": rows, "unit": unit, "today": officer.today}
    return render(request, "reporting/totals/list.html", context)


def _filters(request: OfficerRequest) -> dict[str, str]:
    return {"state": request.GET.get("state", ""), "search": request.GET.get("q", "").strip()[:100]}


@require_safe
@officer_view
def show_board(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who has filed, who is late, who waits for me?"""
    node, filters = load_node(request, pk), _filters(request)
    counts = counts_by_standing(node.form, node.unit, on=node.today)
    paginator = Paginator(find_children(node.form, node.unit, on=node.today, **filters), PER_PAGE)
    if not filters["search"]:
        paginator.count = counts.get(filters["state"] or "all", counts["all"])
    page = paginator.get_page(request.GET.get("page"))
    rows: list[Any] = list(page.object_list)
    attach_below(rows, node.form)
    chips = [("", _("All"), counts["all"])]
    chips += [(str(each), each.label, counts[each]) for each in Standing if counts[each]]
    context = {
        "page": page,
        "rows": rows,
        "has_below": any(each.below for each in rows),
        "counts": counts,
        "chips": chips,
        "whole": completeness_of(node.form, node.unit),
        "own": own_state(node.form, node.unit),
        **filters,
    }
    return render(request, "reporting/totals/board.html", node_context(request, node, "show-board") | context)


@require_safe
@officer_view
def download_board(request: OfficerRequest, pk: int) -> HttpResponse:
    """The board as shown, all pages of it."""
    node = load_node(request, pk)
    headers = [
        _("Unit"), _("Code"), _("State"), _("Due on"), _("First sent on"), pgettext("totals", "Late"), _("Reason"),
        _("Open comments"),        _("Asked below"), _("Sent below"), _("In time below"), _("Approved below"), _("Excused below"),
    ]  # fmt: skip
    title = f"{node.form.title} – {node.unit.name}"
    return sheet_response("tinh-hinh-bao-cao.xlsx", title, headers, _lines(node, _filters(request)))


def _lines(node: Node, filters: dict[str, str]) -> Iterator[list[Any]]:
    units: list[Any] = list(find_children(node.form, node.unit, on=node.today, **filters))
    attach_below(units, node.form)
    for unit in units:
        below = unit.below
        counts = [below.asked, below.sent, below.in_time, below.approved, below.excused] if below else [None] * 5
        state = unit.standing.label if unit.standing else _("Not asked itself")
        reason = unit.excused_reason or unit.reason or ""
        late = pgettext("totals", "late") if is_late(unit, node.today) else ""
        yield [
            unit.name, unit.code, state, unit.due_on, unit.first_sent_on, late, reason, unit.words or None, *counts
        ]  # fmt: skip
