"""The demonstration's days, counted from the day it is loaded, so that it always stands half-way through wave 1."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class DemoCalendar:
    """``today`` is the day of loading; every other day follows from it. Spans include both days."""

    today: date

    @property
    def issued_on(self) -> date:
        return self.today - timedelta(days=62)

    @property
    def first_report_due_on(self) -> date:
        """Behind us: units that have not reported how they set to work are late."""
        return self.today - timedelta(days=18)

    @property
    def first_wave(self) -> tuple[date, date]:
        return self.today - timedelta(days=55), self.today + timedelta(days=55)

    @property
    def province_congress(self) -> tuple[date, date]:
        first = self.today + timedelta(days=140)
        return first, first + timedelta(days=1)

    @property
    def national_congress(self) -> tuple[date, date]:
        first = self.today + timedelta(days=235)
        return first, first + timedelta(days=2)

    @property
    def term(self) -> tuple[int, int]:
        return self.province_congress[0].year, self.province_congress[0].year + 5


def printed(day: date) -> str:
    """A day as papers print it inside a sentence: 05/4/2026 (a zero for days below 10 and for January and February)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
