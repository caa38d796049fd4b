"""A timeline of stretches of days: bars with parts, marked days, today. Geometry only; ``core/timeline.html`` draws it.

Positions are shares of the width ("12.50%"), so that one drawing fits a phone, a desk and paper with letters of true size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.core.formatting import format_day, format_days

TONES = {"waiting": "neutral", "planned": "neutral", "open": "neutral", "running": "progress", "finished": "done"}
MAX_TICKS = 12


@dataclass(frozen=True)
class Part:
    """A stretch inside a bar. Both days are included; None while not known."""

    label: str
    starts: date | None
    ends: date | None
    state: str = "neutral"
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One row: ``state`` is a badge tone (neutral, progress, done, late) or one of the aliases in ``TONES``."""

    label: str
    starts: date | None
    ends: date | None
    url: str = ""
    state: str = "neutral"
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Mark:
    """A named day that others hang on; ``ends`` for an event of several days."""

    label: str
    on: date | None
    url: str = ""
    ends: date | None = None


@dataclass(frozen=True)
class Row:
    """A bar or part, placed. ``x`` and ``width`` are empty when no day is known.

    ``passed`` is the width gone by, ``whole`` the bar's width as a share of it (to draw the same bar inside).
    """

    label: str
    url: str
    days: str
    tone: str
    state_label: str
    is_part: bool
    x: str = ""
    width: str = ""
    passed: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Tick:
    x: str
    label: str
    year: str
    minor: bool


@dataclass(frozen=True)
class Flag:
    letter: str
    label: str
    url: str
    day: str
    x: str


@dataclass(frozen=True)
class Timeline:
    bars: Sequence[Bar]
    marks: Sequence[Mark] = ()
    today: date | None = None
    caption: str = ""

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """First and last day drawn, widened to whole months; None when no day is known."""
        stretches: list[Bar | Part] = [each for bar in self.bars for each in (bar, *bar.parts)]
        days = [day for each in stretches for day in (each.starts, each.ends) if day]
        days += [day for mark in self.marks for day in (mark.on, mark.ends) if day]
        if not days:
            return None
        if self.today:
            days.append(self.today)
        return min(days).replace(day=1), month_after(max(days)) - timedelta(days=1)

    def at(self, day: date, *, end_of_day: bool = False) -> float:
        """Share of the width at which ``day`` begins (or ends)."""
        assert self.span
        first, last = self.span
        return ((day - first).days + end_of_day) * 100 / ((last - first).days + 1)

    @property
    def today_x(self) -> str:
        return percent(self.at(self.today) + 50 / self.days) if self.span and self.today else ""

    @property
    def today_side(self) -> str:
        """Which way the word "today" hangs off its line so that it stays inside the picture."""
        if not self.span or not self.today:
            return ""
        share = self.at(self.today)
        return "start" if share < 15 else "end" if share > 85 else "middle"

    @property
    def today_label(self) -> str:
        return _("Today %(day)s") % {"day": format_day(self.today)[:5]} if self.today else ""

    @property
    def days(self) -> int:
        return (self.span[1] - self.span[0]).days + 1 if self.span else 0

    @cached_property
    def rows(self) -> list[Row]:
        rows = []
        for bar in self.bars:
            rows.append(self._row(bar, is_part=False))
            rows.extend(self._row(part, is_part=True) for part in bar.parts)
        return rows

    def _row(self, each: Bar | Part, *, is_part: bool) -> Row:
        tone = TONES.get(each.state, each.state)
        words = (each.label, each.url, format_days(each.starts, each.ends), tone, state_label(tone), is_part)
        if not self.span or (each.starts is None and each.ends is None):
            return Row(*words)
        left = self.at(each.starts or self.span[0])
        right = self.at(each.ends or self.span[1], end_of_day=True)
        gone = self.at(self.today, end_of_day=True) if self.today else 0.0
        passed = min(max(gone, left), right) - left
        width = max(right - left, 0.4)
        if passed <= 0:
            return Row(*words, x=percent(left), width=percent(width))
        return Row(
            *words, x=percent(left), width=percent(width), passed=percent(passed), whole=percent(width * 100 / passed)
        )

    @cached_property
    def ticks(self) -> list[Tick]:
        """Month lines, thinned to twelve; every second one is minor and goes on a narrow screen."""
        if not self.span:
            return []
        months = list(months_between(*self.span))
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, len(months)) if len(months) / step <= MAX_TICKS)
        ticks = []
        for number, month in enumerate(months[::step]):
            year = str(month.year) if number == 0 or month.month <= step else ""
            ticks.append(Tick(percent(self.at(month)), str(month.month), year, bool(number % 2)))
        return ticks

    @cached_property
    def flags(self) -> list[Flag]:
        """The marks in order of time, lettered as on a map; those without a day stand last and have no place."""
        ordered = sorted(self.marks, key=lambda mark: (mark.on is None, mark.on or date.max))
        return [
            Flag(
                chr(ord("A") + number % 26),
                mark.label,
                mark.url,
                format_days(mark.on, mark.ends or mark.on),
                percent(self.at(mark.on) + 50 / self.days) if mark.on else "",
            )
            for number, mark in enumerate(ordered)
        ]


def state_label(tone: str) -> str:
    return {
        "neutral": pgettext("stretch of days", "Not begun"),
        "progress": pgettext("stretch of days", "Under way"),
        "done": pgettext("stretch of days", "Finished"),
        "late": pgettext("stretch of days", "Late"),
    }.get(tone, "")


def percent(share: float) -> str:
    """For an SVG attribute: never localised."""
    return f"{share:.2f}%"


def month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = month_after(month)
