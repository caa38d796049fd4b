"""The tree of units on a day: opened branch by branch, searched without marks, taken away as a sheet."""

import io
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from caunoi.orgs.enums import UnitKind
from caunoi.orgs.forms.units import TreeForm
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.orgs.models.units import line_of
from caunoi.orgs.permissions import units_for
from caunoi.orgs.queries.sheets import sheet_rows
from caunoi.orgs.queries.units import ancestors_of, by_kind_and_name, with_children
from caunoi.orgs.roles import Right
from caunoi.orgs.unit_import.writing import csv_lines, write_xlsx
from caunoi.orgs.views.access import OfficerRequest, officer_view

Shown = TypeVar("Shown", Page[Unit], list[Unit])
PER_PAGE = 30
XLSX_LIMIT = 20_000  # more take longer than a page may: CSV streams


def _branch(request: OfficerRequest, on: date) -> UnitQuerySet:
    """The officer's own branch as it stood on the day; none where the unit did not stand then."""
    officer = request.officer
    top = officer.unit if on == officer.today else Unit.objects.at(on).filter(pk=officer.unit.pk).first()
    return Unit.objects.at(on).under(top.path) if top else Unit.objects.at(on).none()


def _dress(page: Shown, request: OfficerRequest, on: date) -> Shown:
    """Say of each unit what kind it is and whether its own page opens (one that has left the branch since does not)."""
    labels = dict(UnitKind.choices)
    today = request.officer.today
    keys = [unit.pk for unit in page]
    visible = set(keys)
    if on != today:
        seen = units_for(request.officer.mandate, Right.VIEW, on=today).filter(pk__in=keys)
        visible = {unit.pk for unit in seen} | {unit.pk for unit in page if unit.closed_on}
    for unit in page:
        row: Any = unit
        row.kind_label, row.opens = labels[unit.kind], unit.pk in visible
    return page


@officer_view
def tree(request: OfficerRequest) -> HttpResponse:
    words, on = TreeForm(request.GET).read(request.officer.today)
    branch = _branch(request, on)
    context: dict[str, Any] = {"on": on, "words": words, "today": request.officer.today}
    context["manages"] = request.officer.may(Right.MANAGE_UNITS, request.officer.unit)
    if words:
        found = Paginator(by_kind_and_name(branch.named_like(words)), PER_PAGE).get_page(request.GET.get("page"))
        context["found"] = _name_parents(_dress(found, request, on), on)
    else:
        top = list(with_children(branch.filter(pk=request.officer.unit.pk), on=on))
        context["tops"] = _dress(top, request, request.officer.today)
        children = by_kind_and_name(branch.children_of(request.officer.unit))
        context["page"] = _dress(_page(with_children(children, on=on), 1), request, on)
    return render(request, "orgs/tree.html", context)


def _page(units: UnitQuerySet, number: Any) -> Page[Unit]:
    return Paginator(units, PER_PAGE).get_page(number)


def _name_parents(page: Page[Unit], on: date) -> Page[Unit]:
    above = {unit.pk: unit.name for unit in Unit.objects.at(on).filter(pk__in={unit.parent_id or 0 for unit in page})}
    for unit in page:
        row: Any = unit
        row.parent_name = above.get(unit.parent_id or 0, "")
    return page


@officer_view
def tree_branch(request: OfficerRequest, pk: int) -> HttpResponse:
    """What stands directly below one unit: a piece for htmx, a page of its own without it."""
    _words, on = TreeForm(request.GET).read(request.officer.today)
    branch = _branch(request, on)
    unit = get_object_or_404(branch, pk=pk)
    children = with_children(by_kind_and_name(branch.children_of(unit)), on=on)
    page = _dress(_page(children, request.GET.get("page")), request, on)
    context = {"on": on, "unit": unit, "page": page, "today": request.officer.today}
    if request.htmx:
        return render(request, "orgs/tree_nodes.html", context)
    own = _below_own(unit, request)
    context["above"] = [above for above in ancestors_of(unit, on=on) if above.pk in own]
    return render(request, "orgs/tree_branch.html", context)


def _below_own(unit: Unit, request: OfficerRequest) -> set[int]:
    """Keys on the way from the officer's unit down to ``unit``."""
    way = line_of(unit.path)
    return set(way[way.index(request.officer.unit.pk) :])


@officer_view
def export_units(request: OfficerRequest) -> HttpResponseBase:
    """The officer's branch on a day, as .xlsx or (``?dinh-dang=csv``) CSV."""
    _words, on = TreeForm(request.GET).read(request.officer.today)
    branch = _branch(request, on)
    number = branch.count()
    if not number:
        raise Http404(_("Your unit did not stand on that day."))
    rows = sheet_rows(on=on, under=request.officer.unit)
    name = f"cay-to-chuc-{on:%Y-%m-%d}"
    if request.GET.get("dinh-dang") == "csv":
        response: HttpResponseBase = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    if number > XLSX_LIMIT:
        messages.info(request, _("More than %(limit)d units: take them as CSV.") % {"limit": XLSX_LIMIT})
        return redirect("orgs:tree")
    buffer = io.BytesIO()
    write_xlsx(rows, buffer)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(buffer.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
