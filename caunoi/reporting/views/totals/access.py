"""Loading a form and the unit whose branch is looked at, and what these pages share."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.campaigns.views.access import Tab, nothing_here
from caunoi.orgs.enums import GRASSROOTS_KINDS
from caunoi.orgs.models import Unit
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit
from caunoi.reporting.models import ReportForm
from caunoi.reporting.permissions import inspecting_unit, may_open_form, may_settle_below

# What pages of a form say of it: the whole plan behind it takes as long to fetch as all the figures.
SHOWN = (
    "title", "opened_at", "closed_at", "duty", "campaign__unit", "campaign__name", "campaign__state",
    "campaign__instrument__kind", "campaign__instrument__number",
    "wave__ordinal", "wave__title", "wave__starts_on", "wave__ends_on",
)  # fmt: skip


@dataclass(frozen=True)
class Node:
    """``form`` at ``unit`` (as ``at(today)`` gives it); ``home``: the unit that the person works for."""

    form: ReportForm
    unit: Unit
    home: Unit
    today: date

    @property
    def is_home(self) -> bool:
        return self.unit.pk == self.home.pk

    def address(self, name: str, *args: Any, **query: Any) -> str:
        """Of the page ``name`` for this form and unit."""
        asked = ({} if self.is_home else {"unit": self.unit.code}) | {
            key: value for key, value in query.items() if value
        }
        return reverse(f"reporting:{name}", args=[self.form.pk, *args]) + (
            f"?{urlencode(asked, doseq=True)}" if asked else ""
        )

    @property
    def board_url(self) -> str:
        return self.address("show-board")

    @property
    def totals_url(self) -> str:
        return self.address("show-totals")

    @property
    def children_url(self) -> str:
        return self.address("compare-children")


def load_node(request: OfficerRequest, pk: int) -> Node:
    """404 for a form or a unit (``?unit=CODE``) that the person may not see."""
    officer = request.officer
    form = ReportForm.objects.select_related("campaign__instrument", "wave").only(*SHOWN).filter(pk=pk).first()
    if form is None or not may_open_form(officer.mandate, form, on=officer.today):
        raise nothing_here()
    home = inspecting_unit(officer.unit, on=officer.today)
    code = request.GET.get("unit", "")
    unit = load_unit(request, code, Right.VIEW) if code and code != home.code else home
    return Node(form, unit, home, officer.today)


def trail_of(home: Unit, unit: Unit, *, on: date) -> list[Unit]:
    """The units from ``home`` down to ``unit``, both included; ``unit`` alone where it does not stand below."""
    keys = [int(part) for part in unit.path.split(".") if part]
    if home.pk not in keys[:-1]:
        return [unit]
    between = keys[keys.index(home.pk) + 1 : -1]
    found = Unit.objects.at(on).filter(pk__in=between).order_by("place__depth") if between else ()
    return [home, *found, unit]


def node_context(request: OfficerRequest, node: Node, tab: str) -> dict[str, Any]:
    """What ``totals/base.html`` needs."""
    officer = request.officer
    tabs = [
        ("show-board", _("Who has sent")),
        ("show-totals", _("Figures")),
        ("compare-children", pgettext("totals", "Unit by unit")),
    ]
    decides = node.is_home and may_settle_below(officer.mandate, node.unit, on=officer.today)
    return {
        "node": node,
        "form": node.form,
        "unit": node.unit,
        "today": officer.today,
        "trail": trail_of(node.home, node.unit, on=node.today),
        "tab": tab,
        "tabs": [Tab(label, node.address(name), name == tab) for name, label in tabs],
        "decides": decides and node.form.closed_at is None,
        "consolidates": node.is_home and node.unit.kind not in GRASSROOTS_KINDS,
    }
