"""Loading within scope, and what every page of a campaign shows."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign
from caunoi.campaigns.permissions import campaigns_for
from caunoi.campaigns.queries.scope import Reach, Scope
from caunoi.campaigns.tabs import more_tabs
from caunoi.orgs.roles import Right
from caunoi.orgs.views.access import OfficerRequest, load_unit


def load(queryset: QuerySet[Any], pk: Any) -> Any:
    """The row of a queryset that is already narrowed to what the person may see: 404 says neither that it exists nor not."""
    row: Model | None = queryset.filter(pk=pk).first()
    if row is None:
        raise nothing_here()
    return row


def nothing_here() -> Http404:
    return Http404(_("There is nothing here that your post may see."))


def load_campaign(request: OfficerRequest, pk: int) -> Campaign:
    officer = request.officer
    seen = campaigns_for(officer.mandate, on=officer.today).select_related("instrument", "unit")
    campaign: Campaign = load(seen, pk)
    return campaign


def require(allowed: bool) -> None:
    """403 when seeing is all that is allowed."""
    if not allowed:
        raise PermissionDenied(_("Your post does not allow this here."))


def scope_of(request: OfficerRequest, reach: Reach = Reach.BRANCH) -> Scope:
    """The officer's branch; with ``?unit=CODE`` the branch of a unit in it (404 outside)."""
    unit = request.officer.unit
    if code := request.GET.get("unit", ""):
        unit = load_unit(request, code, Right.VIEW)
    return Scope(unit, request.officer.today, reach)


BEFORE_MORE = 5  # tabs of our own that stand before those that apps above add


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def campaign_context(request: OfficerRequest, campaign: Campaign, tab: str) -> dict[str, Any]:
    """What ``running/base.html`` needs."""
    tabs = [
        ("show-campaign", _("Overview")),
        ("list-duties", _("Duties")),
        ("show-kit", _("Kit")),
        ("list-coverage", _("Clauses")),
        ("list-units", _("Units")),
        ("list-activities", _("Activity register")),
        ("show-unsaid", _("Not said yet")),
        ("list-displays", _("Displays")),
        ("show-estimate", _("Estimate")),
        ("list-obstacles", _("Obstacles")),
        ("list-plan-answers", _("Plans of units")),
    ]
    if campaign.state == CampaignState.PREPARED:
        tabs = [("show-campaign", _("Overview")), ("show-kit", _("Kit")), ("list-coverage", _("Clauses"))]
    shown = [Tab(label, reverse(f"campaigns:{name}", args=[campaign.pk]), name == tab) for name, label in tabs]
    if campaign.state != CampaignState.PREPARED:
        more = [Tab(each.label, reverse(each.name, args=[campaign.pk]), each.name == tab) for each in more_tabs()]
        shown[BEFORE_MORE:BEFORE_MORE] = more
    return {
        "campaign": campaign,
        "instrument": campaign.instrument,
        "today": request.officer.today,
        "tabs": shown,
    }
