"""A figure of a branch in parts, each part followed down to the units and their activities."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.queries.board import find_children
from caunoi.reporting.queries.branch_parts import InParts, broken_down, part_by_unit, parts_of_branch
from caunoi.reporting.queries.contributions import contributions
from caunoi.reporting.queries.totals import branch_table
from caunoi.reporting.views.totals.access import Node, load_node, node_context

PER_PAGE = 50


@require_safe
@officer_view
def break_down(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """Of what is the figure made up? ``?by=…&part=…``: which units give that part."""
    node = load_node(request, pk)
    table = branch_table(node.form, node.unit)
    cell = next((cell for cell in table.cells if cell.line.code == code), None)
    if cell is None or not broken_down(code):
        raise Http404(_("This figure is not shown in parts."))
    broken = parts_of_branch(node.form, code, node.unit, on=node.today)
    recorded = max(one.total for one in broken)
    context: dict[str, Any] = {
        "line": cell.line,
        "line_url": node.address("show-line", code),
        "cell": cell,
        "own": table.own,
        "recorded": recorded,
        "apart": None if cell.together is None else cell.together - recorded,
        "broken": _telling(broken) if recorded else [],
    }
    if "part" in request.GET:
        context |= _part(request, node, cell.line, broken)
    return render(request, "reporting/totals/parts.html", node_context(request, node, "show-totals") | context)


def _telling(broken: list[InParts]) -> list[InParts]:
    """Less those in which everything is one part, as long as there is another."""
    return [one for one in broken if len(one.breakdown.parts) > 1] or broken[:1]


def _part(request: OfficerRequest, node: Node, line: FormLine, broken: list[InParts]) -> dict[str, Any]:
    """What each unit directly below gives to the part, and the unit itself."""
    by, key = request.GET.get("by", ""), request.GET["part"]
    found = [(one, what, value) for one in broken if one.by == by for each, what, value in one.keyed if each == key]
    if not found:
        raise Http404(_("This figure has no such part."))
    chosen, part, total = found[0]
    page = Paginator(find_children(node.form, node.unit, on=node.today), PER_PAGE).get_page(request.GET.get("page"))
    children = list(page.object_list)
    given = contributions(node.form, [line], node.unit, children, on=node.today, today=node.today)[line.code]
    values = part_by_unit(node.form, line.code, by, part, node.unit, children, on=node.today)
    return {
        "chosen": chosen.breakdown.title,
        "part": part,
        "part_total": total,
        "page": page,
        "rows": [(row, values.get(row.unit.pk)) for row in given],
        "own_part": values.get(node.unit.pk),
    }
