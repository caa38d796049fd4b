"""The register of activities: filtered, searched without marks, with the figures beside each."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from caunoi.campaigns.enums import ChannelKind, EvidenceKind
from caunoi.campaigns.models import Activity, ActivityFigure, Campaign, Evidence
from caunoi.campaigns.models.activities import ActivityQuerySet
from caunoi.campaigns.queries.scope import Scope
from caunoi.core.text import fold


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to; ids as the address carries them, empty where nothing is chosen."""

    search: str = ""
    wave: str = ""
    theme: str = ""
    kind: str = ""
    unit: str = ""

    @property
    def chosen(self) -> bool:
        return any((self.search, self.wave, self.theme, self.kind, self.unit))

    def condition(self, scope: Scope) -> Q:
        """Ids that make no sense are passed over, as if nothing had been chosen."""
        where = Q()
        for name in ("wave", "theme"):
            value = getattr(self, name)
            if value.isdecimal():
                where &= Q(**{f"{name}_id": int(value)})
        if self.kind in ChannelKind.values:
            where &= Q(kind=self.kind)
        if self.unit:
            where &= Q(unit__code=self.unit)
        if self.search:
            named = scope.units.named_like(self.search).values("pk")
            words = Q()
            for word in fold(self.search).split():
                words &= Q(folded__contains=word)
            where &= words | Q(unit__in=named)
        return where


def register(campaign: Campaign, scope: Scope, filters: Filters | None = None) -> ActivityQuerySet:
    """Activities that count, newest first; use ``with_details`` for a page of them."""
    activities = Activity.objects.counted().filter(campaign=campaign, unit__in=scope.ids)
    if filters:
        activities = activities.filter(filters.condition(scope))
    return activities.order_by("-done_on", "-pk")


def with_details(activities: ActivityQuerySet) -> ActivityQuerySet:
    """With figures, photographs and what each serves: four queries for any number of rows (units: ``name_units``)."""
    photos = Evidence.objects.filter(kind=EvidenceKind.PHOTO).order_by("pk")
    return activities.select_related("unit", "theme", "wave", "channel", "provision").prefetch_related(
        Prefetch("figures", ActivityFigure.objects.order_by("pk")), Prefetch("evidence", photos, to_attr="photos")
    )
