"""Between which days a wave lies that is at another date for every unit: the earliest and the latest of its units.

Expressions are monotone, so the earliest anchor gives the earliest day: the congresses need only be counted, not walked.
Where two anchors of the same unit meet in one part, the bounds may be wider than what any unit has.
"""

from collections.abc import Iterable

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from caunoi.campaigns.models import Assignment, Delivery
from caunoi.campaigns.schedule.expressions import Anchor, BranchCongress, LevelCongress, SuperiorCongress
from caunoi.campaigns.schedule.situations import LEVELS, Situations
from caunoi.campaigns.schedule.spans import OPEN, Span
from caunoi.congresses.models import Congress
from caunoi.orgs.models import Unit, UnitQuerySet

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
    held, last = _congresses(situations, anchor), Coalesce("ends_on", "starts_on")
    moved = list(held.filter(unit__in=list(situations.moved)).values_list("unit", flat=True))
    stored = held.exclude(unit__in=moved).aggregate(
        first=Min("starts_on"), first_end=Min(last), last=Max("starts_on"), last_end=Max(last)
    )
    spans = [Span(stored["first"], stored["first_end"]), Span(stored["last"], stored["last_end"])]
    spans += [situations.moved[unit] for unit in moved]
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    if not firsts:
        return OPEN, OPEN
    return Span(min(firsts), min(lasts)), Span(max(firsts), max(lasts))


def _congresses(situations: Situations, anchor: Anchor) -> QuerySet[Congress]:
    """The congresses that the anchor means for some unit of the campaign."""
    held = Congress.objects.filter(cycle=situations.cycle)
    if isinstance(anchor, SuperiorCongress):
        return held.filter(unit__in=audience_of(situations).values("place__parent"))
    if not isinstance(anchor, LevelCongress | BranchCongress):
        return held.filter(unit__in=audience_of(situations).values("pk"))
    ranked = Unit.objects.at(situations.on).of_kinds(LEVELS[anchor.level])
    line = situations.top.line if situations.top else ()
    branch = ranked if len(line) == 1 else ranked.under(situations.path)  # everything stands below the very top
    below = Q(unit__in=branch.values("pk"))
    if isinstance(anchor, BranchCongress):
        return held.filter(below)
    return held.filter(below | Q(unit__in=ranked.filter(pk__in=line).values("pk")))
