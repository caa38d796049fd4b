"""Between which days a wave lies that is at another date for every unit: the earliest and the latest of its units.

Expressions are monotone, so the earliest anchor gives the earliest day: the congresses need only be counted, not walked.
Where two anchors of the same unit meet in one part, the bounds may be wider than what any unit has.
"""

from collections.abc import Iterable

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce

from caunoi.campaigns.models import Assignment, Delivery
from caunoi.campaigns.schedule.expressions import Anchor, BranchCongress, LevelCongress, SuperiorCongress
from caunoi.campaigns.schedule.situations import LEVELS, Situations
from caunoi.campaigns.schedule.spans import OPEN, Span
from caunoi.congresses.models import Congress
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.orgs.models.units import path_end

Bounds = tuple[dict[Anchor, Span], dict[Anchor, Span]]


def bounds_of(situations: Situations, anchors: Iterable[Anchor]) -> Bounds:
    """For each anchor the earliest and the latest days that it has for any unit of the campaign."""
    earliest, latest = {}, {}
    for anchor in anchors:
        earliest[anchor], latest[anchor] = _bounds(situations, anchor)
    return earliest, latest


def audience_of(situations: Situations) -> UnitQuerySet:
    """The units that have the campaign; while it is not issued, the issuer's whole branch."""
    campaign = situations.campaign
    standing = Unit.objects.at(situations.on)
    given = Delivery.objects.filter(campaign=campaign)
    if not given.exists():
        return standing.under(situations.path) if situations.path else standing.none()
    own = Assignment.objects.filter(duty__campaign=campaign, unit=campaign.unit_id)
    issuer = Q(pk=campaign.unit_id) if own.exists() else Q(pk__in=[])
    return standing.filter(Q(pk__in=given.values("unit")) | issuer)


def _bounds(situations: Situations, anchor: Anchor) -> tuple[Span, Span]:
    held, last = Congress.objects.filter(cycle=situations.cycle), Coalesce("ends_on", "starts_on")
    holders, column = _holders(situations, anchor)
    near = holders.filter(
        **{f"{column}__in": list(situations.moved)}
    )  # asked first: SQLite would else look at all of them
    moved = list(held.filter(unit__in=near.values(column)).values_list("unit", flat=True))
    stored = (
        held.filter(unit__in=holders.values(column))
        .exclude(unit__in=moved)
        .aggregate(first=Min("starts_on"), first_end=Min(last), last=Max("starts_on"), last_end=Max(last))
    )
    spans = [Span(stored["first"], stored["first_end"]), Span(stored["last"], stored["last_end"])]
    spans += [situations.moved[unit] for unit in moved]
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    if not firsts:
        return OPEN, OPEN
    return Span(min(firsts), min(lasts)), Span(max(firsts), max(lasts))


def _holders(situations: Situations, anchor: Anchor) -> tuple[UnitQuerySet, str]:
    """Whose congress the anchor means for some unit of the campaign: the column of these units."""
    if isinstance(anchor, SuperiorCongress):
        return audience_of(situations), "place__parent"
    if not isinstance(anchor, LevelCongress | BranchCongress):
        return audience_of(situations), "pk"
    ranked = Unit.objects.at(situations.on).of_kinds(LEVELS[anchor.level])
    line = situations.top.line if situations.top else ()
    if len(line) == 1:
        return ranked, "pk"  # everything stands below the very top
    if isinstance(anchor, BranchCongress):
        return ranked.under(situations.path), "pk"
    below = Q(place__path__gte=situations.path, place__path__lt=path_end(situations.path))
    return ranked.filter(below | Q(pk__in=line)), "pk"
