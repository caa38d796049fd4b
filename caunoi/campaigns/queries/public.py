"""What everybody may know of a campaign: its stretches, its congresses, its counts. No person, no single unit's work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from caunoi.campaigns.enums import CampaignState, ChannelKind
from caunoi.campaigns.models import Activity, Campaign, Delivery, Instrument
from caunoi.campaigns.queries.timeline import chart_of
from caunoi.congresses.models import Congress
from caunoi.core.timeline import Timeline
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit

COMING_LIMIT = 6


@dataclass(frozen=True)
class Tally:
    """A count with what it counts, and the number it is a part of where there is one."""

    label: str
    count: int
    total: int | None = None


@dataclass(frozen=True)
class PublicCongress:
    title: str
    unit_name: str
    starts_on: date | None
    ends_on: date | None
    venue: str
    is_postponed: bool

    @property
    def spans_months(self) -> bool:
        """Begins in one month and ends in another."""
        return bool(self.starts_on and self.ends_on and self.starts_on.replace(day=1) != self.ends_on.replace(day=1))


@dataclass(frozen=True)
class PublicCampaign:
    """``acknowledged`` of ``sent`` units have received the plan; ``active_units`` of them have logged an activity."""

    name: str
    unit_name: str
    instrument: Instrument
    chart: Timeline
    themes: tuple[str, ...]
    sent: int
    acknowledged: int
    active_units: int
    activities: int
    units_by_kind: tuple[Tally, ...]
    activities_by_kind: tuple[Tally, ...]
    congresses: tuple[PublicCongress, ...]
    congresses_planned: int
    congresses_held: int
    as_of: date


def find_public_campaign(campaign_id: int | None = None) -> Campaign | None:
    """The campaign asked for if it is public, else the one issued last; None while there is none."""
    public = Campaign.objects.filter(is_public=True, state__in=[CampaignState.ISSUED, CampaignState.CLOSED])
    public = public.select_related("instrument", "unit").order_by("-issued_at", "-pk")
    return public.filter(pk=campaign_id).first() or public.first()


def summarize_campaign(campaign: Campaign, *, on: date) -> PublicCampaign:
    """Twelve queries, whatever the size of the campaign."""
    unit: Any = Unit.objects.at(on).filter(pk=campaign.unit_id).first()
    activities = Activity.objects.counted().filter(campaign=campaign)
    counted = activities.aggregate(number=Count("pk"), units=Count("unit", distinct=True))
    by_kind = _units_by_kind(campaign, on)
    branch = Congress.objects.filter(unit__in=Unit.objects.at(on).under(unit.path).values("pk")) if unit else None
    states = _congress_states(branch)
    return PublicCampaign(
        name=campaign.name,
        unit_name=unit.name if unit else "",
        instrument=campaign.instrument,
        chart=_without_doors(chart_of(campaign, on=on)),
        themes=tuple(campaign.themes.filter(dropped_at__isnull=True).values_list("title", flat=True)),
        sent=sum(tally.total or 0 for tally in by_kind),
        acknowledged=sum(tally.count for tally in by_kind),
        active_units=counted["units"],
        activities=counted["number"],
        units_by_kind=by_kind,
        activities_by_kind=_activities_by_kind(activities),
        congresses=tuple(_coming_congresses(campaign, branch, on)),
        congresses_planned=sum(states.values()),
        congresses_held=states.get(Congress.State.HELD, 0),
        as_of=on,
    )


def _without_doors(chart: Timeline) -> Timeline:
    """The same picture without the links, which lead to pages of the desk."""
    return replace(chart, bars=[replace(bar, url="") for bar in chart.bars])


def _units_by_kind(campaign: Campaign, on: date) -> tuple[Tally, ...]:
    units: Any = Unit.objects.at(on)
    deliveries = Delivery.objects.filter(campaign=campaign, unit__in=units.values("pk"))
    rows = (
        units.filter(deliveries__in=deliveries)
        .order_by()
        .values(kind_of_unit=F("called__kind"))
        .annotate(total=Count("pk"), count=Count("pk", filter=Q(deliveries__acknowledged_at__isnull=False)))
    )
    order = list(UnitKind.values)
    found = sorted(rows, key=lambda row: order.index(row["kind_of_unit"]))
    return tuple(Tally(str(UnitKind(row["kind_of_unit"]).label), row["count"], row["total"]) for row in found)


def _activities_by_kind(activities: Any) -> tuple[Tally, ...]:
    rows = activities.order_by().values("kind").annotate(number=Count("pk")).order_by("-number", "kind")
    return tuple(Tally(str(ChannelKind(row["kind"]).label), row["number"]) for row in rows)


def _congress_states(branch: Any) -> dict[str, int]:
    if branch is None:
        return {}
    return dict(branch.order_by().values("state").annotate(number=Count("pk")).values_list("state", "number"))


def _coming_congresses(campaign: Campaign, branch: Any, on: date) -> Iterable[PublicCongress]:
    """Those that the campaign hangs on, dated or not, and the next of the branch; in order of time, no date last."""
    anchored = list(Congress.objects.filter(anchors__campaign=campaign).distinct())
    coming: list[Congress] = []
    if branch is not None:
        later = branch.filter(Q(ends_on__gte=on) | Q(ends_on__isnull=True, starts_on__gte=on))
        coming = list(later.order_by("starts_on", "pk")[:COMING_LIMIT])
    chosen = {congress.pk: congress for congress in [*coming, *anchored]}.values()
    names = dict(Unit.objects.at(on).filter(pk__in={each.unit_id for each in chosen}).values_list("pk", "called__name"))
    for congress in sorted(chosen, key=lambda each: (each.starts_on is None, each.starts_on or date.max, each.pk)):
        yield PublicCongress(
            title=congress.title,
            unit_name=names.get(congress.unit_id, ""),
            starts_on=congress.starts_on,
            ends_on=congress.ends_on,
            venue=congress.venue,
            is_postponed=congress.state == Congress.State.POSTPONED,
        )
