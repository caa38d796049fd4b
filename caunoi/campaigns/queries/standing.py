"""Where a campaign stands in a branch: a handful of numbers, each of which opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from caunoi.campaigns.enums import EvidenceKind
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.models import Activity, ActivityFigure, Campaign, Evidence, Obstacle
from caunoi.campaigns.queries.deliveries import Receipts, receipts
from caunoi.campaigns.queries.duties import Group, Tally, sum_of
from caunoi.campaigns.queries.scope import Reach, Scope


@dataclass(frozen=True)
class FigureTotal:
    """One counted thing, summed; ``label`` and ``measure`` in words."""

    code: str
    label: Any
    measure: Any
    value: int


@dataclass(frozen=True)
class Standing:
    """``cost`` in đồng; ``active_units``: units of the scope that have logged at least one activity."""

    receipts: Receipts
    duties: Tally
    activities: int
    active_units: int
    cost: int
    photos: int
    obstacles: int
    figures: tuple[FigureTotal, ...]


def standing_of(campaign: Campaign, scope: Scope, groups: Iterable[Group]) -> Standing:
    """Five queries beside those of ``groups`` (the campaign's duties in the scope), whatever the size of the branch."""
    activities = Activity.objects.counted().filter(campaign=campaign, unit__in=scope.ids)
    counted = activities.aggregate(activities=Count("pk"), active=Count("unit", distinct=True), cost=Sum("cost"))
    photos = Evidence.objects.filter(kind=EvidenceKind.PHOTO, activity__in=activities.values("pk"))
    waiting = Obstacle.objects.filter(
        assignment__duty__campaign=campaign, assignment__unit__in=scope.ids, answered_at__isnull=True
    )
    return Standing(
        receipts=receipts(campaign, scope if scope.reach == Reach.ALONE else scope.below),
        duties=sum_of(group.tally for group in groups),
        activities=counted["activities"],
        active_units=counted["active"],
        cost=counted["cost"] or 0,
        photos=photos.count(),
        obstacles=waiting.count(),
        figures=figure_totals(activities),
    )


def figure_totals(activities: Any) -> tuple[FigureTotal, ...]:
    """What ``activities`` counted, summed by code in the order of ``FIGURES``; a code with nothing is left out."""
    figures = ActivityFigure.objects.filter(activity__in=activities.values("pk")).order_by()
    sums = dict(figures.values("code").annotate(total=Sum("value")).values_list("code", "total"))
    return tuple(
        FigureTotal(code, figure.label, figure.measure, sums[code])
        for code, figure in FIGURES.items()
        if sums.get(code)
    )
