"""A unit's estimate for a campaign, brought up to date as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from caunoi.campaigns.models import Campaign, Estimate, EstimateItem
from caunoi.core import audit
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User


@dataclass(frozen=True)
class Item:
    """One "hạng mục"; ``amount`` in đồng; ``pk`` names the row that it changes."""

    title: str
    amount: int
    kinds: tuple[str, ...] = ()
    pk: int | None = None


@transaction.atomic
def set_estimate(
    campaign: Campaign,
    unit: Unit,
    items: Sequence[Item],
    *,
    decision: str = "",
    approved_on: date | None = None,
    by: User | None,
    now: datetime,
) -> Estimate:
    """Bring the unit's estimate in line with ``items``, in their order. Activities charged to an item that goes are
    charged by their kind again."""
    stamp = {"decision": nfc(decision)[:200], "approved_on": approved_on, "changed_at": now, "changed_by": by}
    before = _summary(Estimate.objects.filter(campaign=campaign, unit=unit).first())
    estimate, _is_new = Estimate.objects.update_or_create(campaign=campaign, unit=unit, defaults=stamp)
    known = {row.pk: row for row in estimate.items.all()}
    for position, item in enumerate(items):
        row = known.pop(item.pk, None) if item.pk else None
        row = row or EstimateItem(estimate=estimate)
        row.position, row.title, row.amount, row.kinds = position, nfc(item.title)[:200], item.amount, [*item.kinds]
        row.save()
    EstimateItem.objects.filter(pk__in=list(known)).delete()
    audit.record("estimate.set", estimate, by=by, now=now, unit_id=unit.pk, before=before, after=_summary(estimate))
    return estimate


def _summary(estimate: Estimate | None) -> list[Any]:
    return [[row.title, row.amount] for row in estimate.items.all()] if estimate else []
