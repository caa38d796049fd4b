"""Stretches of days, both ends included; ``None``: the paper leaves it open and nobody has said. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)


class Phase(models.TextChoices):
    """Where a day lies beside a span."""

    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    OVER = "over", _("Over")
    UNDATED = "undated", _("No dates yet")


@dataclass(frozen=True)
class Span:
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def first(self) -> date | None:
        """First day of an event of which perhaps only one day is known."""
        return self.starts_on or self.ends_on

    @property
    def last(self) -> date | None:
        return self.ends_on or self.starts_on


OPEN = Span()


def ordered(starts_on: date | None, ends_on: date | None) -> Span:
    """The span; where the start would lie after the end (an event brought forward), only the end is kept."""
    return Span(None, ends_on) if starts_on and ends_on and ends_on < starts_on else Span(starts_on, ends_on)


def whole_span(waves: Iterable[Span]) -> Span:
    """From the first day of the first wave to the last day of the last, where both are known."""
    spans = list(waves)
    starts = [span.starts_on for span in spans if span.starts_on]
    ends = [span.ends_on for span in spans]
    last = None if not ends or any(end is None for end in ends) else max(end for end in ends if end)
    return Span(min(starts, default=None), last)


def phase_on(span: Span, day: date) -> Phase:
    """Phase of a span on ``day``. A span with no start counts as under way until its end."""
    if span.starts_on is None and span.ends_on is None:
        return Phase.UNDATED
    if span.starts_on and day < span.starts_on:
        return Phase.NOT_BEGUN
    if span.ends_on and day > span.ends_on:
        return Phase.OVER
    return Phase.UNDER_WAY


def iso_day(text: str) -> date | None:
    """The day that ``text`` is in ISO form, if it is one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
