"""Working days in Viet Nam: Monday to Friday without public holidays, Tết and days off in lieu. Pure but for the settings.

Holidays (Labor Code 2019, articles 111 and 112, with the lunar calendar) and the exchanges of days that the Government
announced come from the ``holidays`` package, which ends in 2099; what it does not know yet is added by the settings
``DAYS_OFF`` and ``DAYS_WORKED``.
"""

from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

SATURDAY = 5


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and weekend days worked instead, in the year."""
    import holidays  # takes a third of a second: only who counts working days pays for it

    known = holidays.country_holidays("VN", years=year)
    return frozenset(known), frozenset(known.weekend_workdays)


def is_working_day(day: date) -> bool:
    if day in settings.DAYS_WORKED:
        return True
    if day in settings.DAYS_OFF:
        return False
    off, worked = _year(day.year)
    return day in worked or (day.weekday() < SATURDAY and day not in off)


def add_working_days(day: date, number: int) -> date:
    """The ``number``-th working day after ``day`` (before it, where negative); ``day`` itself for 0."""
    step = timedelta(days=1 if number > 0 else -1)
    for _each in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
