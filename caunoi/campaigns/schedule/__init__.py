"""Days of waves, windows and duties, from what is printed and from the anchors they hang on.

Every day is included in the span it bounds; ``None`` means that the paper leaves it open and nobody has said. Nothing is
ever guessed: a day that cannot be worked out stays ``None``. ``writing`` alone writes.
"""

from caunoi.campaigns.schedule.calendars import Calendar, calendar_of
from caunoi.campaigns.schedule.rules import WaveRule, wave_span, window_span
from caunoi.campaigns.schedule.spans import ONE_DAY, OPEN, Phase, Span, iso_day, ordered, phase_on, whole_span
from caunoi.campaigns.schedule.writing import Redated, date_new, redate

__all__ = [
    "ONE_DAY",
    "OPEN",
    "Calendar",
    "Phase",
    "Redated",
    "Span",
    "WaveRule",
    "calendar_of",
    "date_new",
    "iso_day",
    "ordered",
    "phase_on",
    "redate",
    "wave_span",
    "whole_span",
    "window_span",
]
