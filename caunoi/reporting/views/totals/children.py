"""The table of the units directly below, with the figures that one chooses as columns."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.queries.board import find_children
from caunoi.reporting.queries.contributions import asked_and_sent
from caunoi.reporting.queries.report_forms import by_group
from caunoi.reporting.queries.totals import BranchTable, Cell, ChildRow, Share, branch_table, children_table
from caunoi.reporting.views.totals.access import Node, load_node, node_context

PER_PAGE = 50
MOST = 6
FIRST = ("oral_sessions", "oral_listeners", "social_posts", "banners")


def _chosen(request: OfficerRequest, table: BranchTable) -> list[FormLine]:
    """``?c=CODE`` as often as wanted; at first a few that most forms have, else the first of the form."""
    lines = _lines_in(table)
    asked = [lines[code] for code in dict.fromkeys(request.GET.getlist("c")) if code in lines]
    usual = [lines[code] for code in FIRST if code in lines]
    return (asked or usual or list(lines.values())[:4])[:MOST]


def _lines_in(table: BranchTable) -> dict[str, FormLine]:
    rows: list[Cell | Share] = [*table.cells, *table.shares]
    return {row.line.code: row.line for row in rows}


def _value(line: FormLine, values: dict[str, int | None]) -> Any:
    return (
        values.get(line.code)
        if line.is_typed
        else Share(line, values.get(line.numerator), values.get(line.denominator))
    )


def _cells(lines: Sequence[FormLine], values: dict[str, int | None]) -> list[tuple[FormLine, Any]]:
    return [(line, _value(line, values)) for line in lines]


@require_safe
@officer_view
def compare_children(request: OfficerRequest, pk: int) -> HttpResponse:
    """What does each unit below give? In the order of names, never of figures."""
    node = load_node(request, pk)
    table, search = branch_table(node.form, node.unit), request.GET.get("q", "").strip()[:100]
    lines = _chosen(request, table)
    page = Paginator(find_children(node.form, node.unit, on=node.today, search=search), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = children_table(node.form, node.unit, list(page.object_list), lines=[cell.line for cell in table.cells])
    own = {cell.line.code: cell.own for cell in table.cells}
    asked, sent = asked_and_sent(table)
    context = {
        "page": page,
        "search": search,
        "lines": lines,
        "codes": {line.code for line in lines},
        "groups": by_group(list(_lines_in(table).values())),
        "rows": [(row, _cells(lines, row.values)) for row in rows],
        "own": _cells(lines, own) if table.own_sent else [],
        "sums": _cells(lines, {cell.line.code: cell.together for cell in table.cells}),
        "most": MOST,
        "node_asked": asked,
        "node_sent": sent,
    }
    return render(request, "reporting/totals/children.html", node_context(request, node, "compare-children") | context)


@require_safe
@officer_view
def download_children(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every unit directly below with every line of the form; the sums at the end."""
    node = load_node(request, pk)
    table = branch_table(node.form, node.unit)
    lines = list(_lines_in(table).values())
    headers = [_("Unit"), _("Code"), _("Asked"), _("Sent"), *(f"{line.name} ({line.measure})" for line in lines)]
    title = f"{node.form.title} – {node.unit.name}"
    return sheet_response("tung-don-vi.xlsx", title, headers, _sheet(node, table, lines))


def _sheet(node: Node, table: BranchTable, lines: Sequence[FormLine]) -> Iterator[list[Any]]:
    children = list(find_children(node.form, node.unit, on=node.today))
    for row in children_table(node.form, node.unit, children, lines=lines):
        yield _sheet_row(row, lines)
    own = {cell.line.code: cell.own for cell in table.cells}
    if table.own_sent:
        yield [node.unit.name, node.unit.code, None, None, *(_plain(_value(line, own)) for line in lines)]
    sums = {cell.line.code: cell.together for cell in table.cells}
    counts = asked_and_sent(table)
    yield [pgettext("totals", "Together"), "", *counts, *(_plain(_value(line, sums)) for line in lines)]


def _sheet_row(row: ChildRow, lines: Sequence[FormLine]) -> list[Any]:
    counts = [row.counts["asked"], row.counts["sent"]]
    return [row.unit.name, row.unit.code, *counts, *(_plain(_value(line, row.values)) for line in lines)]


def _plain(value: Any) -> Any:
    """A share with both its parts, so that nobody takes the rounded number for the figure."""
    if not isinstance(value, Share):
        return value
    return f"{value.said} ({value.numerator}/{value.denominator})" if value.said else ""
