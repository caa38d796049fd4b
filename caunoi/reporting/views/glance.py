"""The situation at a glance: what needs the leader of a node?"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.campaigns.queries.timeline import chart_of
from caunoi.orgs.models import Unit
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit, officer_view
from caunoi.reporting.glance_charts import small_charts
from caunoi.reporting.glance_words import name_of, page_of, sentences_of
from caunoi.reporting.models import ReportForm
from caunoi.reporting.permissions import forms_for, inspecting_unit
from caunoi.reporting.queries.glance import Glance, glance_at
from caunoi.reporting.views.totals.access import trail_of


@require_safe
@officer_view
def show_glance(request: OfficerRequest) -> HttpResponse:
    """Three sentences, a few figures, then the units below and the figures through the waves."""
    officer, home = request.officer, inspecting_unit(request.officer.unit, on=request.officer.today)
    code = request.GET.get("unit", "")
    unit = load_unit(request, code, Right.VIEW) if code and code != home.code else home
    forms = forms_for(officer.mandate, on=officer.today).select_related("campaign__instrument", "wave")
    listed = sorted(forms, key=lambda form: (form.campaign_id, form.wave.ordinal if form.wave else 0, form.pk))
    form = _chosen(request, listed)
    context: dict[str, Any] = {"unit": unit, "home": home, "today": officer.today, "form": form}
    if form is not None:
        same = [each for each in listed if each.campaign_id == form.campaign_id]
        by_need = request.GET.get("order") == "need"
        glance = glance_at(same, form, unit, on=officer.today, by_need=by_need)
        newest = {each.campaign_id: each for each in listed}
        context |= {"forms": same, "campaigns": list(newest.values()), "by_need": by_need}
        context |= _shown(request, glance, home)
    return render(request, "reporting/glance/show.html", context)


def _chosen(request: OfficerRequest, forms: list[ReportForm]) -> ReportForm | None:
    """``?campaign=`` and ``?form=``, else the newest opened; 404 for what the person may not see."""
    asked = {name: request.GET.get(name, "") for name in ("campaign", "form")}
    found = [
        form
        for form in forms
        if asked["campaign"] in ("", str(form.campaign_id)) and asked["form"] in ("", str(form.pk))
    ]
    if any(asked.values()) and not found:
        raise Http404(_("There is no report form of this number that you may see."))
    return max(found, key=lambda form: (form.opened_at, form.pk), default=None)


def _shown(request: OfficerRequest, glance: Glance, home: Unit) -> dict[str, Any]:
    on = request.officer.today
    names = ("show-board", "show-totals", "compare-children")
    single = glance.single
    return {
        "glance": glance,
        "sentences": sentences_of(glance, on),
        "figures": [(one.line, one.values[-1]) for one in glance.multiples],
        "charts": small_charts(glance.multiples, [name_of(view.form) for view in glance.views]),
        "waves": [(name_of(view.form), view) for view in glance.views],
        "timeline": chart_of(glance.now.form.campaign, on=on),
        "single_sent": sum(tile.sent for tile in single),
        "single_asked": sum(tile.asked for tile in single),
        "reasons": [(reason.rstrip("."), number) for reason, number in glance.reasons],
        "pages": {name.replace("-", "_"): page_of(name, glance) for name in names},
        "trail": trail_of(home, glance.unit, on=on),
    }
