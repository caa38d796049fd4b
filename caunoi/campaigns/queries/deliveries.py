"""The board of receipt: every unit that a campaign went to, what it has done with it, and what it has done since."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.models import Activity, Assignment, Campaign, Delivery
from caunoi.campaigns.queries.duties import Tally, assignments_in, tally_by
from caunoi.campaigns.queries.scope import Scope
from caunoi.orgs.models import UnitQuerySet


class Receipt(models.TextChoices):
    """Where a delivery stands, and two questions asked beside it."""

    WAITING = "waiting", _("Not acknowledged")
    UNOPENED = "unopened", _("Not opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    SILENT = "silent", _("Nothing logged yet")
    LATE = "late", _("With duties late")


_STATES = {
    Receipt.WAITING: Q(acknowledged_at__isnull=True),
    Receipt.UNOPENED: Q(opened_at__isnull=True, acknowledged_at__isnull=True),
    Receipt.ACKNOWLEDGED: Q(acknowledged_at__isnull=False),
    Receipt.SILENT: Q(has_logged=False),
    Receipt.LATE: Q(is_late=True),
}


@dataclass(frozen=True)
class Receipts:
    """Counts over the same denominator ``sent``."""

    sent: int = 0
    waiting: int = 0
    unopened: int = 0
    acknowledged: int = 0
    silent: int = 0
    late: int = 0

    @property
    def seen(self) -> int:
        """Opened at least, acknowledged or not."""
        return self.sent - self.unopened


def _deliveries(scope: Scope) -> Any:
    logged = Activity.objects.counted().filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    late = Assignment.objects.standing().late(scope.on)
    late = late.filter(duty__campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    return Delivery.objects.filter(unit__in=scope.ids).annotate(has_logged=Exists(logged), is_late=Exists(late))


def receipts_by_campaign(campaigns: list[Campaign], scope: Scope) -> dict[int, Receipts]:
    """Counts of each campaign's deliveries in the scope, by campaign id, in one query."""
    counts = {str(state): Count("pk", filter=where) for state, where in _STATES.items()}
    rows = _deliveries(scope).filter(campaign__in=campaigns).order_by().values("campaign_id")
    found = rows.annotate(sent=Count("pk"), **counts)
    return {row.pop("campaign_id"): Receipts(**row) for row in found}


def receipts(campaign: Campaign, scope: Scope) -> Receipts:
    return receipts_by_campaign([campaign], scope).get(campaign.pk, Receipts())


def board(campaign: Campaign, scope: Scope, *, state: str = "", search: str = "") -> UnitQuerySet:
    """Units in the scope that received the campaign, in tree order, with ``sent_at``, ``opened_at``, ``acknowledged_at``,
    ``acknowledged_by_name`` and ``has_logged``."""
    logged = Activity.objects.counted().filter(campaign=campaign, unit=OuterRef("pk"))
    late = Assignment.objects.standing().late(scope.on).filter(duty__campaign=campaign, unit=OuterRef("pk"))
    units: Any = (
        scope.units.annotate(
            receipt=FilteredRelation("deliveries", condition=Q(deliveries__campaign=campaign)),
            has_logged=Exists(logged),
            is_late=Exists(late),
        )
        .filter(receipt__isnull=False)
        .annotate(
            sent_at=F("receipt__sent_at"),
            opened_at=F("receipt__opened_at"),
            acknowledged_at=F("receipt__acknowledged_at"),
            acknowledged_by_name=F("receipt__acknowledged_by__full_name"),
        )
    )
    if state in Receipt.values:
        units = units.filter(_STATES[Receipt(state)])
    if search:
        units = units.named_like(search)
    return units.in_tree_order()  # type: ignore[no-any-return]


def attach_work(units: list[Any], campaign: Campaign, scope: Scope) -> None:
    """Give each unit of a page its ``tally`` and ``activity_count``, in two queries."""
    ids = [unit.pk for unit in units]
    assignments = assignments_in(campaign, scope).filter(unit__in=ids)
    tallies = tally_by(assignments, "unit_id", on=scope.on)
    logged = Activity.objects.counted().filter(campaign=campaign, unit__in=ids).order_by().values("unit_id")
    counts = dict(logged.annotate(number=Count("pk")).values_list("unit_id", "number"))
    for unit in units:
        unit.tally = tallies.get(unit.pk, Tally())
        unit.activity_count = counts.get(unit.pk, 0)
