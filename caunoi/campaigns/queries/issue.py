"""Whom a campaign reaches: worked out for the confirmation page and for the issue itself in the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caunoi.campaigns.models import Campaign, Duty
from caunoi.orgs.audiences import resolve_audience
from caunoi.orgs.models import Post, Unit
from caunoi.orgs.roles import Right, roles_with


def duty_units(campaign: Campaign, *, on: date) -> Iterator[tuple[Duty, set[int]]]:
    """Every standing duty with the ids of the units it is for; an audience shared by several duties is resolved once."""
    resolved: dict[int, set[int]] = {}
    duties = campaign.duties.filter(dropped_at__isnull=True).select_related("audience__base")
    for duty in duties.order_by("position", "pk"):
        if duty.audience_id not in resolved:
            units = resolve_audience(duty.audience, on=on)
            resolved[duty.audience_id] = set(units.values_list("pk", flat=True))
        yield duty, resolved[duty.audience_id]


@dataclass(frozen=True)
class Reach:
    """The numbers that the officer confirms. ``unmanned``: units where nobody could acknowledge receipt today."""

    units: int
    assignments: int
    duties: int
    unreached: tuple[Duty, ...]
    unmanned: int


def reach_of(campaign: Campaign, *, on: date) -> Reach:
    """What issuing today would create."""
    concerned: set[int] = set()
    assignments, duties, unreached = 0, 0, []
    for duty, units in duty_units(campaign, on=on):
        duties += 1
        assignments += len(units)
        concerned |= units
        if not units:
            unreached.append(duty)
    concerned.discard(campaign.unit_id)
    posts = Post.objects.held_on(on).filter(role__in=roles_with(Right.ACKNOWLEDGE), user__is_active=True)
    manned = set(Unit.objects.filter(pk__in=posts.values("unit")).values_list("pk", flat=True))
    return Reach(
        units=len(concerned),
        assignments=assignments,
        duties=duties,
        unreached=tuple(unreached),
        unmanned=len(concerned - manned),
    )
