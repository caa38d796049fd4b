"""The waste guard: before the fifth banner on one theme, it says which other theme of the wave nobody has heard of yet.

It never stands in the way: what was done is logged. The number is ``settings.WASTE_THRESHOLD``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, Sum

from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.models import Activity, Campaign, Display, Theme, Wave
from caunoi.campaigns.models.unsaid import SaidCount
from caunoi.orgs.models import Unit


@dataclass(frozen=True)
class Waste:
    """``number`` displays (or activities of another kind) on ``theme`` in ``wave``, while the unit has not said ``unsaid``."""

    theme: Theme
    wave: Wave
    kind: str
    number: int
    unsaid: tuple[Theme, ...]

    @property
    def is_of_displays(self) -> bool:
        return self.kind == ChannelKind.VISUAL

    @property
    def kind_name(self) -> str:
        return str(ChannelKind(self.kind).label)


def threshold() -> int:
    return int(settings.WASTE_THRESHOLD)


def wastes_of(unit: Unit, campaign: Campaign, waves: Iterable[Wave], *, coming: int = 1) -> list[Waste]:
    """What would be one too many in ``waves`` if ``coming`` more were logged; three queries."""
    waves = list(waves)
    themes = list(campaign.themes.filter(dropped_at__isnull=True))
    counts: dict[tuple[int, int, str], int] = {}
    told: dict[int, set[int]] = {}
    said = SaidCount.objects.filter(campaign=campaign, unit=unit, wave__in=waves)
    for theme_id, wave_id, kind, number in said.values_list("theme_id", "wave_id", "kind", "number"):
        told.setdefault(wave_id, set()).add(theme_id)
        if kind != ChannelKind.VISUAL:
            counts[theme_id, wave_id, kind] = number
    counts |= _displays(unit, campaign, waves)
    found = []
    for wave in waves:
        unsaid = tuple(theme for theme in themes if theme.pk not in told.get(wave.pk, set()))
        for theme in themes:
            for kind in ChannelKind.values:
                number = counts.get((theme.pk, wave.pk, kind), 0)
                if unsaid and theme not in unsaid and number + coming >= threshold():
                    found.append(Waste(theme, wave, kind, number, unsaid))
    return found


def _displays(unit: Unit, campaign: Campaign, waves: list[Wave]) -> dict[tuple[int, int, str], int]:
    rows = Display.objects.counted().filter(
        Q(activity__theme__isnull=False), activity__unit=unit, activity__campaign=campaign, activity__wave__in=waves
    )
    summed = rows.order_by().values_list("activity__theme", "activity__wave").annotate(total=Sum("number"))
    return {(theme, wave, ChannelKind.VISUAL): total for theme, wave, total in summed}


def waste_of_activity(activity: Activity) -> Waste | None:
    """The warning that an activity just logged has earned; None for most."""
    if not activity.theme or not activity.wave:
        return None
    found = wastes_of(activity.unit, activity.campaign, [activity.wave], coming=0)
    return next((each for each in found if each.theme == activity.theme and each.kind == activity.kind), None)
