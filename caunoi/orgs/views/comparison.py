"""Any two days of one's branch compared, with what became of each unit printed below; also as .xlsx."""

import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from caunoi.orgs.forms.comparison import ComparisonForm
from caunoi.orgs.queries.comparison import Comparison, Side, compare_trees
from caunoi.orgs.views.access import OfficerRequest, officer_view

PER_PAGE = 50


@officer_view
def compare(request: OfficerRequest) -> HttpResponse:
    """Today beside a year ago unless other days are asked for; every officer may look at the own branch."""
    form = ComparisonForm(request.GET or None, today=request.officer.today)
    before, after, level = form.read()
    comparison = compare_trees(request.officer.unit, before, after, kinds=level.kinds)
    if request.GET.get("dinh-dang") == "xlsx":
        return _download(comparison, f"so-sanh-{before:%Y-%m-%d}-{after:%Y-%m-%d}.xlsx")
    context: dict[str, Any] = {"form": form, "before": before, "after": after, "level": level, "comparison": comparison}
    context["page"] = Paginator(comparison.pairs, PER_PAGE).get_page(request.GET.get("page"))
    context["links"] = Paginator(comparison.links, PER_PAGE).get_page(request.GET.get("noi"))
    return render(request, "orgs/compare_trees.html", context)


def _names(sides: tuple[Side, ...]) -> str:
    return "; ".join(f"{side.name} ({side.code})" for side in sides)


def _download(comparison: Comparison, name: str) -> HttpResponse:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    pairs, links = book.add_worksheet(_("Comparison")), book.add_worksheet(_("What became of each"))
    pairs.write_row(
        0, 0, [_("Units on the first day"), _("Members"), _("Units on the second day"), _("Members"), _("Difference")]
    )
    for row, pair in enumerate(comparison.pairs, 1):
        pairs.write_row(
            row, 0, [_names(pair.before), pair.members_before, _names(pair.after), pair.members_after, pair.difference]
        )
    links.write_row(0, 0, [_("Units on the first day"), _("Became"), _("Share (%)"), _("Deciding document")])
    for row, link in enumerate(comparison.links, 1):
        links.write_row(row, 0, [_names((link.before,)), link.after, link.share if link.after else None, link.basis])
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(buffer.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
