"""Cost beside the estimate: of one unit by item, of a branch by unit. Shares are computed, never typed."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from caunoi.campaigns.models import Activity, Campaign, Estimate, EstimateItem
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.formatting import share_of
from caunoi.orgs.models import Unit


@dataclass(frozen=True)
class Spending:
    """In đồng; ``estimated`` None: there is no estimate to compare with."""

    estimated: int | None
    spent: int

    @property
    def over(self) -> int:
        """By how much the estimate is overrun; 0 where it is not."""
        return max(0, self.spent - self.estimated) if self.estimated is not None else 0

    @property
    def left(self) -> int:
        return max(0, (self.estimated or 0) - self.spent)

    @property
    def share(self) -> int:
        """Whole percent of the estimate spent; above 100 where it is overrun."""
        return self.spent * 100 // self.estimated if self.estimated else 0

    @property
    def width(self) -> int:
        """For a drawing 100 wide."""
        return share_of(self.spent, self.estimated or 0)


@dataclass(frozen=True)
class ItemLine:
    """``item`` None: what is charged to no item of the estimate."""

    item: EstimateItem | None
    spending: Spending
    activities: int


@dataclass(frozen=True)
class UnitEstimate:
    estimate: Estimate | None
    lines: tuple[ItemLine, ...]
    total: Spending
    unpriced: int  # activities that say no cost


def estimate_of(campaign: Campaign, unit: Unit) -> UnitEstimate:
    """The unit's own estimate with the cost of its own activities; three queries.

    An activity is charged to the item it names, else to the first item of its kind, else to none.
    """
    estimate = Estimate.objects.filter(campaign=campaign, unit=unit).first()
    items = list(estimate.items.all()) if estimate else []
    charged = {item.pk: (0, 0) for item in items}
    rest, unpriced = (0, 0), 0
    by_kind = {kind: item.pk for item in reversed(items) for kind in item.kinds}
    for item_id, kind, cost, number, without in _costs(campaign, unit):
        pk = item_id if item_id in charged else by_kind.get(kind)
        spent, activities = charged.get(pk, rest) if pk else rest
        unpriced += without
        summed = (spent + cost, activities + number)
        if pk:
            charged[pk] = summed
        else:
            rest = summed
    lines = [ItemLine(item, Spending(item.amount, charged[item.pk][0]), charged[item.pk][1]) for item in items]
    if rest[1]:
        lines.append(ItemLine(None, Spending(0 if estimate else None, rest[0]), rest[1]))
    total = Spending(
        sum(item.amount for item in items) if estimate else None, sum(each.spending.spent for each in lines)
    )
    return UnitEstimate(estimate, tuple(lines), total, unpriced)


def _costs(campaign: Campaign, unit: Unit) -> Any:
    logged = Activity.objects.counted().filter(campaign=campaign, unit=unit).order_by()
    rows = logged.values_list("estimate_item_id", "kind")
    return rows.annotate(
        spent=Coalesce(Sum("cost"), 0, output_field=BigIntegerField()),
        priced=Count("pk", filter=Q(cost__isnull=False)),
        without=Count("pk", filter=Q(cost__isnull=True)),
    )


@dataclass(frozen=True)
class BranchSpending:
    """Over the units of a scope: what was estimated by those that have an estimate, what was spent by those and by the others."""

    units: int  # with an estimate
    over_units: int
    estimated: int
    spent: int
    spent_without: int  # by units that have no estimate

    @property
    def spending(self) -> Spending:
        return Spending(self.estimated, self.spent)


def spending_units(campaign: Campaign, scope: Scope) -> Any:
    """Units of the scope with an estimate or with costs, each with ``estimated`` (None: no estimate) and ``spent``."""
    planned = EstimateItem.objects.filter(estimate__campaign=campaign, estimate__unit=OuterRef("pk")).order_by()
    items = planned.values("estimate__unit").annotate(total=Sum("amount")).values("total")
    logged = Activity.objects.counted().filter(campaign=campaign, unit=OuterRef("pk"), cost__isnull=False).order_by()
    costs = logged.values("unit").annotate(total=Sum("cost")).values("total")
    number: BigIntegerField[int, int] = BigIntegerField()
    units = scope.units.annotate(
        estimated=Subquery(items, output_field=number), spent=Coalesce(Subquery(costs, output_field=number), 0)
    )
    return units.filter(Q(estimated__isnull=False) | Q(spent__gt=0)).in_tree_order()


def branch_spending(campaign: Campaign, scope: Scope) -> BranchSpending:
    """Two queries; an estimate without items is an estimate of nothing."""
    estimated = EstimateItem.objects.filter(estimate__campaign=campaign, estimate__unit__in=scope.ids).order_by()
    by_unit = dict(estimated.values_list("estimate__unit").annotate(total=Sum("amount")))
    logged = Activity.objects.counted().filter(campaign=campaign, unit__in=scope.ids, cost__isnull=False).order_by()
    total = BranchSpending(len(by_unit), 0, sum(by_unit.values()), 0, 0)
    for unit, spent in logged.values_list("unit").annotate(total=Sum("cost")):
        if unit in by_unit:
            over = total.over_units + (spent > by_unit[unit])
            total = replace(total, spent=total.spent + spent, over_units=over)
        else:
            total = replace(total, spent_without=total.spent_without + spent)
    return total
