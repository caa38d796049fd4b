"""What a superior sees of the own plans below: who has one, where they depart, what they did not take up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from caunoi.campaigns.enums import PlanChange, ProposalState
from caunoi.campaigns.models import Campaign, Delivery, Deviation, Duty, OwnPlan, PlanProposal
from caunoi.campaigns.queries.scope import Scope, name_units


@dataclass(frozen=True)
class Standing:
    """Of ``received`` units below, ``adopted`` work by a plan of their own; ``departing`` of these depart from the plan."""

    received: int
    adopted: int
    departing: int


def plans_below(campaign: Campaign, scope: Scope) -> QuerySet[OwnPlan]:
    """Plans in force in the branch, each with ``departures``, ``refused`` and ``waiting`` proposals counted."""
    plans = OwnPlan.objects.filter(superior=campaign, campaign__isnull=False, unit__in=scope.ids)
    numbers = {
        "departures": Count("deviations", distinct=True),
        "refused": Count("proposals", filter=Q(proposals__state=ProposalState.REFUSED), distinct=True),
        "waiting": Count("proposals", filter=Q(proposals__state=ProposalState.OPEN), distinct=True),
    }
    return plans.annotate(**numbers).select_related("unit").order_by("-departures", "adopted_at", "pk")


def standing_below(campaign: Campaign, scope: Scope) -> Standing:
    plans = OwnPlan.objects.filter(superior=campaign, campaign__isnull=False, unit__in=scope.ids)
    return Standing(
        received=Delivery.objects.filter(campaign=campaign, unit__in=scope.ids).count(),
        adopted=plans.count(),
        departing=plans.filter(deviations__isnull=False).distinct().count(),
    )


def departures_by_change(campaign: Campaign, scope: Scope) -> dict[str, int]:
    rows = Deviation.objects.filter(own_plan__superior=campaign, own_plan__unit__in=scope.ids)
    counted = dict(rows.order_by().values_list("change").annotate(Count("pk")))
    return {change.value: counted.get(change.value, 0) for change in PlanChange}


def departures_in(
    campaign: Campaign, scope: Scope, *, change: str = "", plan: int | None = None
) -> QuerySet[Deviation]:
    rows = Deviation.objects.filter(
        own_plan__superior=campaign, own_plan__campaign__isnull=False, own_plan__unit__in=scope.ids
    )
    if change:
        rows = rows.filter(change=change)
    if plan is not None:
        rows = rows.filter(own_plan=plan)
    return rows.select_related("own_plan__unit").order_by("own_plan", "position", "pk")


def refusals_in(campaign: Campaign, scope: Scope) -> QuerySet[PlanProposal]:
    """Amendments that units below did not take up, the newest first."""
    rows = PlanProposal.objects.filter(
        own_plan__superior=campaign, own_plan__unit__in=scope.ids, state=ProposalState.REFUSED
    )
    return rows.select_related("own_plan__unit", "answered_by").order_by("-answered_at", "-pk")


def name_plan_units(rows: Sequence[Any], *, on: date) -> None:
    """The units of the plans of ``rows`` get their names of the day."""
    name_units([row.own_plan for row in rows], on=on)


def mandatory_choice(campaign: Campaign) -> QuerySet[Duty]:
    """Duties of which the issuer says whether units below may leave them out."""
    return campaign.duties.filter(dropped_at__isnull=True).select_related("provision", "wave").order_by("position")
