"""The board of a branch, on the page and as a sheet."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.congresses.enums import CongressForm, CongressState, PostponeCause
from caunoi.congresses.exports import sheet_response
from caunoi.congresses.models import Cycle
from caunoi.congresses.permissions import may_run
from caunoi.congresses.queries.board import Board, Standing, list_units, read_board
from caunoi.congresses.queries.seats import Sums, sum_results
from caunoi.congresses.views.access import branch_of, cycle_of
from caunoi.core.formatting import format_number
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


def _filters(request: OfficerRequest) -> dict[str, str]:
    return {
        "standing": request.GET.get("standing", ""),
        "kind": request.GET.get("kind", ""),
        "search": request.GET.get("q", "").strip()[:100],
    }


@require_safe
@officer_view
def board(request: OfficerRequest) -> HttpResponse:
    officer, unit = request.officer, branch_of(request)
    cycle, cycles = cycle_of(request)
    may = may_run(officer.user, officer.unit, on=officer.today)
    if cycle is None:
        return render(request, "congresses/no_cycle.html", {"may_run": may})
    filters = _filters(request)
    numbers = read_board(unit, cycle, on=officer.today)
    units = list_units(unit, cycle, on=officer.today, **filters)
    page = Paginator(units, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "cycle": cycle,
        "cycles": cycles,
        "board": numbers,
        "sums": sum_results(unit, cycle, on=officer.today),
        "page": page,
        "rows": [_shown(row) for row in page.object_list],
        "chips": _chips(numbers),
        "kinds": [(level.kind, level.label) for level in numbers.levels],
        "filters": filters,
        "today": officer.today,
        "may_run": may,
    }
    return render(request, "congresses/board.html", context)


def _chips(numbers: Board) -> list[tuple[str, str, int]]:
    total = numbers.total
    return [
        ("", _("All"), total.total),
        (Standing.HELD, _("Held so far"), total.held),
        (Standing.DATED, _("Dated, to come"), total.dated),
        (Standing.UNDATED, _("Without a date"), total.undated),
        (Standing.MOVED, _("Moved to another day"), total.moved),
        (Standing.POSTPONED, _("Put off"), total.postponed),
        (Standing.OVERDUE, _("Past the deadline"), total.overdue),
    ]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    last = row["ends_on"] or row["starts_on"]
    held = row["state"] == CongressState.HELD
    on_time = (last <= row["due_on"]) if held and row["due_on"] else None
    return {
        **row,
        "level_label": str(UnitKind(row["level"]).label),
        "state_label": str(CongressState(row["state"]).label) if row["state"] else "",
        "cause_label": str(PostponeCause(row["cause"]).label) if row["cause"] else "",
        "form_label": str(CongressForm(row["form"]).label) if row["form"] else "",
        "on_time": on_time,
    }


@require_safe
@officer_view
def download_board(request: OfficerRequest) -> HttpResponse:
    """The board as shown, all pages of it: the levels, the seats, the units."""
    officer, unit = request.officer, branch_of(request)
    cycle, _cycles = cycle_of(request)
    if cycle is None:
        raise Http404(_("There is no such round of congresses."))
    numbers = read_board(unit, cycle, on=officer.today)
    sums = sum_results(unit, cycle, on=officer.today)
    sheets = [_level_sheet(numbers), _seat_sheet(sums), _unit_sheet(unit, cycle, request)]
    return sheet_response("tien-do-dai-hoi.xlsx", sheets)


def _level_sheet(numbers: Board) -> Any:
    headers = [
        _("Level"), _("Units"), _("Held so far"), _("Held in time"), _("Held, with a deadline known"), _("Dated, to come"),
        _("Without a date"), _("Moved to another day"), _("Put off"), _("Past the deadline"),
    ]  # fmt: skip
    rows = [
        [
            level.label or _("In all"), level.total, level.held, level.on_time, level.judged, level.dated,
            level.undated, level.moved, level.postponed, level.overdue,
        ]
        for level in [*numbers.levels, numbers.total]
    ]  # fmt: skip
    return _("Progress"), headers, rows


def _seat_sheet(sums: Sums) -> Any:
    headers = [_("Body"), _("Planned seats"), _("Elected"), _("Appointed"), _("Ex officio"), _("Filled"), _("Vacant")]
    rows: list[list[Any]] = [
        [line.label, line.planned, line.elected, line.appointed, line.ex_officio, line.filled, line.vacant]
        for line in sums.seats
    ]
    rows += [
        [share.label, f"{format_number(share.part)}/{format_number(share.whole)}", share.text] for share in sums.shares
    ]
    return _("Seats and shares"), headers, rows


def _unit_sheet(unit: Unit, cycle: Cycle, request: OfficerRequest) -> Any:
    headers = [
        _("Unit"), _("Code"), _("Level"), _("Form of the congress"), _("First day"), _("Last day"), _("State"),
        _("Last day of the level"), _("In time"), _("Cause"), _("Reason"),
    ]  # fmt: skip
    return _("Units"), headers, _unit_rows(unit, cycle, request)


def _unit_rows(unit: Unit, cycle: Cycle, request: OfficerRequest) -> Iterator[list[Any]]:
    found = list_units(unit, cycle, on=request.officer.today, **_filters(request))
    for row in map(_shown, found.iterator(chunk_size=2_000)):
        in_time = {True: _("yes"), False: _("no"), None: ""}[row["on_time"]]
        names = [row["name_of_unit"], row["code"], row["level_label"], row["form_label"]]
        days = [row["starts_on"], row["ends_on"], row["state_label"] or _("not entered"), row["due_on"], in_time]
        yield [*names, *days, row["cause_label"], row["reason"]]
