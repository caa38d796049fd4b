"""The consolidated table of a branch; each of its figures opened downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.core.formatting import format_day, format_number
from caunoi.orgs.models import Unit
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import ReportForm
from caunoi.reporting.permissions import filings_for
from caunoi.reporting.queries.board import find_children
from caunoi.reporting.queries.branch_parts import broken_down
from caunoi.reporting.queries.contributions import (
    Given,
    TableGroup,
    children_at,
    contributions,
    counts_own,
    former_form,
    own_filing,
    shares_given,
    sort_given,
    table_groups,
)
from caunoi.reporting.queries.prefill import evidence_of
from caunoi.reporting.queries.totals import BranchTable, branch_table_at, branch_tables
from caunoi.reporting.views.totals.access import Node, load_node, node_context

PER_PAGE = 50


@dataclass(frozen=True)
class Day:
    """Whose tree a table is counted in. ``unit`` as it stood then; ``problem``: why the day asked for was not taken."""

    on: date
    unit: Unit
    problem: str = ""


def day_of(request: OfficerRequest, node: Node) -> Day:
    """``?on=YYYY-MM-DD``, else today."""
    asked, today = request.GET.get("on", "").strip(), node.today
    if not asked:
        return Day(today, node.unit)
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        return Day(today, node.unit, _("“%(day)s” is no day of the calendar. Choose the day again.") % {"day": asked})
    if on > today:
        return Day(today, node.unit, _("The tree of a day to come is not known. Choose today or an earlier day."))
    unit = node.unit if on == today else Unit.objects.at(on).filter(pk=node.unit.pk).first()
    if unit is None:
        words = {"unit": node.unit.name, "day": format_day(on)}
        return Day(today, node.unit, _("%(unit)s did not stand in the tree on %(day)s; you see today's tree.") % words)
    return Day(on, unit)


def read_tables(node: Node, day: Day, forms: Sequence[ReportForm]) -> list[BranchTable]:
    if day.on == node.today:
        return branch_tables(forms, day.unit)
    return [branch_table_at(form, day.unit, day.on) for form in forms]


def _groups(node: Node, day: Day) -> tuple[BranchTable, list[TableGroup], ReportForm | None]:
    """The table, its lines beside those of the wave before, and the form of that."""
    former = former_form(node.form)
    table, *before = read_tables(node, day, [node.form, former] if former else [node.form])
    return table, table_groups(table, before[0] if before else None), former


def day_context(node: Node, day: Day) -> dict[str, Any]:
    return {"day": day, "is_today": day.on == node.today, "on": "" if day.on == node.today else day.on.isoformat()}


@require_safe
@officer_view
def show_totals(request: OfficerRequest, pk: int) -> HttpResponse:
    """What does it add up to? Own, below and together, each figure with who states it."""
    node = load_node(request, pk)
    day = day_of(request, node)
    table, groups, former = _groups(node, day)
    context = {
        "table": table,
        "sent": format_number(table.counts["sent"]),
        "groups": [group for group in groups if not group.is_empty],
        "empty_groups": [group for group in groups if group.is_empty],
        "former": former,
        "own": table.own,
        "suffix": _suffix(node, day),
        **day_context(node, day),
    }
    return render(request, "reporting/totals/figures.html", node_context(request, node, "show-totals") | context)


def _suffix(node: Node, day: Day) -> str:
    """What the addresses of the lines carry on: the unit and the day."""
    asked = {} if node.is_home else {"unit": node.unit.code}
    asked |= {} if day.on == node.today else {"on": day.on.isoformat()}
    return f"?{urlencode(asked)}" if asked else ""


@require_safe
@officer_view
def download_totals(request: OfficerRequest, pk: int) -> HttpResponse:
    node = load_node(request, pk)
    day = day_of(request, node)
    _table, groups, _former = _groups(node, day)
    headers = [
        _("Indicator"), _("Unit of measure"), _("Own"), _("Below"), pgettext("totals", "Together"), _("Reports that state it"),
        _("Numerator"), _("Denominator"), _("Share, %"), _("Wave before"),
    ]  # fmt: skip
    words = {"form": node.form.title, "unit": day.unit.name, "day": format_day(day.on)}
    title = _("%(form)s – %(unit)s, in the tree of %(day)s") % words
    return sheet_response("so-lieu-tong-hop.xlsx", title, headers, _lines(groups))


def _lines(groups: Sequence[TableGroup]) -> Iterator[list[Any]]:
    for group in groups:
        yield [group.group.title.upper()]
        for row in group.rows:
            if row.cell:
                cell = row.cell
                yield [
                    row.line.name, row.line.measure, cell.own, cell.below, cell.together, cell.stated, None, None, None,
                    row.former,
                ]  # fmt: skip
            elif row.share:
                share = row.share
                yield [
                    row.line.name,
                    "%",
                    None,
                    None,
                    None,
                    None,
                    share.numerator,
                    share.denominator,
                    share.said.rstrip("%"),
                ]


@require_safe
@officer_view
def show_line(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """Which units is this figure made of, and what stands behind the unit's own part?"""
    node = load_node(request, pk)
    day = day_of(request, node)
    [table] = read_tables(node, day, [node.form])
    lines = {cell.line.code: cell.line for cell in table.cells} | {one.line.code: one.line for one in table.shares}
    if code not in lines:
        raise Http404(_("This report form has no such line."))
    line, order = lines[code], request.GET.get("sort", "")
    page, rows = _page(request, node, day, line, lines)
    own = own_filing(node.form, node.unit)
    context = {
        "line": line,
        "rule": Aggregation(line.rule).label,
        "node_sent": table.counts["sent"],
        "cell": next((cell for cell in table.cells if cell.line == line), None),
        "share": next((one for one in table.shares if one.line == line), None),
        "is_broken_down": bool(line.is_typed and broken_down(code)),
        "parts": [lines[part] for part in (line.numerator, line.denominator) if part],
        "page": page,
        "rows": rows,
        "order": order,
        "own": own,
        "own_counts": counts_own(own),
        "evidence": evidence_of(own, code, request.officer.user, on=node.today)[:PER_PAGE]
        if own and line.is_typed
        else [],
        "seen": _seen(request, rows),
        **day_context(node, day),
    }
    return render(request, "reporting/totals/line.html", node_context(request, node, "show-totals") | context)


def _page(
    request: OfficerRequest, node: Node, day: Day, line: FormLine, lines: dict[str, FormLine]
) -> tuple[Page[Any], Sequence[Any]]:
    """By name only what stands on the page is read; any other order or tree needs every unit first."""
    order, number = request.GET.get("sort", ""), request.GET.get("page")
    if day.on == node.today and order != "value":
        page = Paginator(find_children(node.form, node.unit, on=node.today), PER_PAGE).get_page(number)
        return page, _rows(node, day, line, lines, list(page.object_list))
    rows = _rows(node, day, line, lines, list(children_at(day.unit, day.on)))
    sorted_page = Paginator(sort_given(rows, order) if line.is_typed else rows, PER_PAGE).get_page(number)
    return sorted_page, list(sorted_page.object_list)


def _rows(node: Node, day: Day, line: FormLine, lines: dict[str, FormLine], children: Sequence[Unit]) -> Sequence[Any]:
    wanted = [line] if line.is_typed else [lines[line.numerator], lines[line.denominator]]
    given = contributions(node.form, wanted, day.unit, children, on=day.on, today=node.today)
    return given[line.code] if line.is_typed else shares_given(line, given)


def _seen(request: OfficerRequest, rows: Sequence[Any]) -> set[int]:
    """Reports among ``rows`` that the person may open: in the tree of an earlier day some may stand elsewhere by now."""
    keys = [row.filing_id for row in rows if isinstance(row, Given) and row.filing_id]
    return set(
        filings_for(request.officer.mandate, on=request.officer.today).filter(pk__in=keys).values_list("pk", flat=True)
    )
