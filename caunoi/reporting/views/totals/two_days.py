"""One figure on two days on a common base, with the mapping printed under it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.orgs.forms.comparison import ComparisonForm
from caunoi.orgs.views.access import OfficerRequest, officer_view
from caunoi.reporting.queries.comparison import Moment, compare_figures
from caunoi.reporting.queries.contributions import former_form
from caunoi.reporting.queries.totals import latest_lines
from caunoi.reporting.views.totals.access import load_node, node_context

PER_PAGE = 50


@require_safe
@officer_view
def compare_days(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """What did the units of one day report, and what do those that came of them? ``?former``: the first day's figures are
    those of the wave before."""
    node = load_node(request, pk)
    line = next((one for one in latest_lines(node.form) if one.code == code and one.is_typed), None)
    if line is None:
        raise Http404(_("This report form has no such line."))
    form = ComparisonForm(request.GET or None, today=node.today)
    before, after, level = form.read()
    former = former_form(node.form)
    chosen = former if former and "former" in request.GET else None
    moments = (Moment(chosen or node.form, before), Moment(node.form, after))
    found = compare_figures(node.unit, *moments, line, kinds=level.kinds)
    context = {
        "line": line,
        "days": form,
        "before": before,
        "after": after,
        "level": level,
        "former": former,
        "takes_former": chosen is not None,
        "page": Paginator(found.pairs, PER_PAGE).get_page(request.GET.get("page")),
        "links": found.links[:PER_PAGE],
        "more": max(0, len(found.links) - PER_PAGE),
    }
    return render(request, "reporting/totals/two_days.html", node_context(request, node, "show-totals") | context)
