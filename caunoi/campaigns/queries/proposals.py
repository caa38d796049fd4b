"""What an activity probably serves, from its duty, its date and its kind: proposed, never imposed."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from caunoi.campaigns.enums import AssignmentState, CampaignState
from caunoi.campaigns.models import Assignment, Campaign, Channel, Provision, Theme, Wave
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.core.text import fold
from caunoi.orgs.models import Unit

LIKENESS = 0.3  # share of a duty's words that must stand in a theme's clause before it is proposed
SHORT_WORD = 3


@dataclass(frozen=True)
class Proposal:
    """Each is None where nothing speaks for one."""

    provision: Provision | None = None
    theme: Theme | None = None
    wave: Wave | None = None
    channel: Channel | None = None


def propose(campaign: Campaign, *, assignment: Assignment | None, kind: str, on: date) -> Proposal:
    """The clause is the duty's, else the channel's; the wave is the duty's, else the one that runs on the day."""
    duty = assignment.duty if assignment else None
    channels = campaign.channels.filter(dropped_at__isnull=True).select_related("provision")
    channel = next((each for each in channels if kind in each.kinds), None)
    wave = duty.wave if duty and duty.wave else _wave_on(campaign, on)
    provision = duty.provision if duty else channel.provision if channel else None
    return Proposal(provision, _theme_like(campaign, duty.text) if duty else None, wave, channel)


def _wave_on(campaign: Campaign, on: date) -> Wave | None:
    waves = campaign.waves.filter(dropped_at__isnull=True)
    running = [
        wave
        for wave in waves
        if (wave.starts_on or wave.ends_on) and (wave.starts_on or on) <= on <= (wave.ends_on or on)
    ]
    return running[0] if running else None


def _theme_like(campaign: Campaign, text: str) -> Theme | None:
    words = _words(text)
    best: tuple[float, Theme | None] = (LIKENESS, None)
    for theme in campaign.themes.filter(dropped_at__isnull=True).select_related("provision"):
        shared = len(words & _words(theme.provision.text)) / len(words) if words else 0
        if shared > best[0]:
            best = (shared, theme)
    return best[1]


def _words(text: str) -> set[str]:
    """Pairs of neighbouring syllables: in Vietnamese a syllable alone says little."""
    syllables = [each for each in re.findall(r"\w+", fold(text)) if len(each) >= SHORT_WORD]
    return {f"{one} {two}" for one, two in pairwise(syllables)}


def campaigns_of(unit: Unit) -> list[Campaign]:
    """Running campaigns that the unit takes part in, newest first: those it received and its own."""
    running = Campaign.objects.filter(state=CampaignState.ISSUED).select_related("instrument")
    received = running.filter(deliveries__unit=unit)
    return list((received | running.filter(unit=unit)).distinct().order_by("-issued_at", "-pk"))


def open_assignments(unit: Unit, campaign: Campaign) -> AssignmentQuerySet:
    """Duties that an activity of the unit may serve, in the paper's order; those marked done as well: one may do more."""
    mine = (
        Assignment.objects.standing().filter(unit=unit, duty__campaign=campaign).exclude(state=AssignmentState.EXCUSED)
    )
    return mine.select_related("duty__wave", "duty__window__anchor", "duty__provision").order_by("duty__position", "pk")
