"""Loading within scope, and what the pages of inspections share."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.campaigns.models import PendingUpload
from caunoi.campaigns.queries.scope import Scope, name_units
from caunoi.campaigns.views.access import Tab, load
from caunoi.campaigns.views.evidence import kept_for, receive_files
from caunoi.orgs.views.access import OfficerRequest
from caunoi.reporting.forms.visits import KeyedForm
from caunoi.reporting.models import Recommendation, Visit
from caunoi.reporting.permissions import may_charge, may_inspect, may_write, recommendations_for, visits_for

PER_PAGE = 30


def scope_of(request: OfficerRequest) -> Scope:
    return Scope(request.officer.unit, request.officer.today)


def base_context(request: OfficerRequest, tab: str) -> dict[str, Any]:
    """What ``reporting/base.html`` needs: the tabs that this person has a use for."""
    officer = request.officer
    inspects = may_inspect(officer.user, on=officer.today)
    tabs = [("inspections", _("For me")), ("list-visits", _("Visits")), ("follow-up", _("Recommendations"))]
    if inspects:
        tabs += [
            ("list-checklists", _("Checklists")),
            ("list-charges", pgettext("tab", "In charge")),
            ("board", _("Board")),
        ]
    return {
        "tabs": [Tab(label, reverse(f"reporting:{name}"), name == tab) for name, label in tabs],
        "today": officer.today,
        "inspects": inspects,
        "may_charge": inspects and may_charge(officer.user, officer.unit, on=officer.today),
    }


def page_of(request: OfficerRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def load_visit(request: OfficerRequest, pk: int) -> tuple[Visit, bool]:
    """The visit with its units' names, and whether this person writes on it."""
    officer = request.officer
    parts = ("campaign__instrument", "checklist", "unit", "leader", "held_by", "recorded_by", "confirmed_by")
    visit: Visit = load(visits_for(officer.user, on=officer.today).select_related(*parts), pk)
    name_units([visit], on=officer.today)
    return visit, may_write(officer.user, visit, on=officer.today)


def load_recommendation(request: OfficerRequest, pk: int) -> tuple[Recommendation, bool]:
    """The recommendation with its unit's name, and whether this person judges its remedies."""
    officer = request.officer
    seen = recommendations_for(officer.user, on=officer.today)
    row: Recommendation = load(seen.select_related("visit__unit", "unit", "point", "made_by", "closed_by"), pk)
    name_units([row, row.visit], on=officer.today)
    return row, may_write(officer.user, row.visit, on=officer.today)


def receive(request: OfficerRequest, form: KeyedForm) -> tuple[list[str], list[PendingUpload]]:
    """Keep the files that came with the form; what is wrong with the others, and all that is kept under its key."""
    key: UUID | None = form.known_key
    problems = receive_files(request, key)
    return problems, kept_for(request, key)
