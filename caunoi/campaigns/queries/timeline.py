"""The campaign's stretches as the timeline draws them."""

from datetime import date

from django.urls import reverse

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.queries.wording import wave_name, window_name
from caunoi.campaigns.schedule import Phase, Span, phase_on
from caunoi.core.timeline import Bar, Mark, Part, Timeline

TONES = {Phase.NOT_BEGUN: "neutral", Phase.UNDATED: "neutral", Phase.UNDER_WAY: "progress", Phase.OVER: "done"}


def chart_of(campaign: Campaign, *, on: date) -> Timeline:
    """Waves as spans of the bridge, windows as their parts, the events they hang on as marks; three queries."""
    waves = campaign.waves.filter(dropped_at__isnull=True).prefetch_related("windows__anchor")
    duties = reverse("campaigns:list-duties", args=[campaign.pk])
    bars = [
        Bar(
            label=wave_name(wave),
            starts=wave.starts_on,
            ends=wave.ends_on,
            url=f"{duties}?wave={wave.pk}",
            state=_tone(wave.starts_on, wave.ends_on, on),
            parts=[
                Part(window_name(window), window.starts_on, window.ends_on, _tone(window.starts_on, window.ends_on, on))
                for window in wave.windows.all()
                if window.dropped_at is None
            ],
        )
        for wave in waves
    ]
    marks = [Mark(anchor.event, anchor.starts_on, ends=anchor.ends_on) for anchor in campaign.anchors.all()]
    return Timeline(bars=bars, marks=marks, today=on)


def _tone(starts_on: date | None, ends_on: date | None, on: date) -> str:
    return TONES[phase_on(Span(starts_on, ends_on), on)]
