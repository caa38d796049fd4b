"""What the units of a sector report, beside the sums: read, never added to them."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.exports import sheet_response
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.enums import COUNTED
from caunoi.reporting.queries.board import upper_first
from caunoi.reporting.queries.contributions import TableGroup, table_groups
from caunoi.reporting.queries.sector import (
    Informing,
    joined_without,
    reports_of_sectors,
    sector_table,
    sectors_in,
    stated_by,
)
from caunoi.reporting.views.totals.access import Node, load_node, node_context

PER_PAGE = 50


@require_safe
@officer_view
def show_sector(request: OfficerRequest, pk: int) -> HttpResponse:
    """The table of the sector that the unit leads, and the sector unions below it."""
    node = load_node(request, pk)
    sectors = sectors_in(node.unit, node.today)
    leads = sectors.filter(pk=node.unit.pk).exists()
    page = Paginator(sectors.exclude(pk=node.unit.pk), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "sectors": reports_of_sectors(node.form, list(page.object_list), node.today),
        "leads": leads,
    }
    if leads:
        informing = sector_table(node.form, node.unit, node.today)
        groups = table_groups(informing.table, None)
        context |= {"informing": informing, "groups": [group for group in groups if not group.is_empty]}
    return render(request, "reporting/totals/sector.html", node_context(request, node, "show-totals") | context)


def _load(request: OfficerRequest, pk: int) -> tuple[Node, Informing]:
    """404 where the unit leads no sector."""
    node = load_node(request, pk)
    if not sectors_in(node.unit, node.today).filter(pk=node.unit.pk).exists():
        raise Http404(_("This unit leads no sector."))
    return node, sector_table(node.form, node.unit, node.today)


@require_safe
@officer_view
def show_sector_line(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """Which units is the figure made of? Those that the person may see, one by one; the others together."""
    node, informing = _load(request, pk)
    cell = next((cell for cell in informing.table.cells if cell.line.code == code), None)
    if cell is None:
        raise Http404(_("This report form has no such line."))
    asked = informing.given.units.tolist()
    seen = units_for(request.officer.user, Right.VIEW, on=node.today).filter(pk__in=asked)
    keys = list(seen.values_list("pk", flat=True))
    page = Paginator(upper_first(seen), PER_PAGE).get_page(request.GET.get("page"))
    units = list(page.object_list)
    stated = stated_by(informing, cell.line, [unit.pk for unit in units])
    filings = _filings(node, stated)
    context = {
        "line": cell.line,
        "cell": cell,
        "informing": informing,
        "page": page,
        "rows": [(unit, stated[unit.pk], *filings[unit.pk]) for unit in units],
        "others": joined_without(informing, cell.line, keys),
        "sector_url": node.address("show-sector"),
    }
    return render(request, "reporting/totals/sector_line.html", node_context(request, node, "show-totals") | context)


def _filings(node: Node, stated: dict[int, Any]) -> dict[int, tuple[int, bool]]:
    """The report of each unit, and whether it counts."""
    found = node.form.filings.filter(unit__in=list(stated)).values_list("unit", "pk", "state")
    return {unit: (pk, state in COUNTED) for unit, pk, state in found}


@require_safe
@officer_view
def download_sector(request: OfficerRequest, pk: int) -> HttpResponse:
    node, informing = _load(request, pk)
    headers = [
        _("Indicator"), _("Unit of measure"), _("Units of the sector"), _("Reports that state it"), _("Numerator"),
        _("Denominator"), _("Share, %"),
    ]  # fmt: skip
    title = _("%(form)s – %(unit)s, by sector") % {"form": node.form.title, "unit": node.unit.name}
    return sheet_response("so-lieu-theo-nganh.xlsx", title, headers, _lines(table_groups(informing.table, None)))


def _lines(groups: list[TableGroup]) -> Iterator[list[Any]]:
    for group in groups:
        yield [group.group.title.upper()]
        for row in group.rows:
            if row.cell:
                yield [row.line.name, row.line.measure, row.cell.below, row.cell.stated]
            elif row.share:
                share = row.share
                yield [row.line.name, "%", None, None, share.numerator, share.denominator, share.said.rstrip("%")]
