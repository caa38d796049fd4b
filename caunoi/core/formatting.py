"""Numbers, money and days as people read them here: 1.234,5 · 1.500.000 đồng · 05/04/2023 · "còn 3 ngày"."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

NOTHING = "–"
SOON_DAYS = 7


def as_day(value: object) -> date | None:
    """The calendar day of a date or a moment (in the local time zone); None for anything else."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def format_number(value: object) -> str:
    """Grouped by the active language; a gap is shown as a dash, never as 0."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str | bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, int):  # a table has hundreds of them: Django takes ten times as long to the same digits
        return f"{value:,}".replace(",", formats.get_format("THOUSAND_SEPARATOR"))
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def format_money(value: object) -> str:
    """Whole đồng."""
    if value is None or value == "":
        return NOTHING
    return _("%(amount)s đồng") % {"amount": format_number(value)}


def format_day(value: object) -> str:
    """dd/mm/yyyy in every language; "chưa xác định" while a day is not known."""
    day = as_day(value)
    return day.strftime("%d/%m/%Y") if day else pgettext("day", "not yet known")


def format_days(starts: date | None, ends: date | None) -> str:
    """A stretch of days, both included."""
    if starts is None and ends is None:
        return pgettext("day", "not yet known")
    if starts is None:
        return pgettext("stretch of days", "until %(day)s") % {"day": format_day(ends)}
    if ends is None:
        return pgettext("stretch of days", "from %(day)s") % {"day": format_day(starts)}
    return format_day(starts) if starts == ends else f"{format_day(starts)} – {format_day(ends)}"


def format_due(value: object, today: object = None) -> str:
    """How long until a day, in words; empty when no day is set."""
    day = as_day(value)
    if day is None:
        return ""
    left = (day - (as_day(today) or timezone.localdate())).days
    if left == 0:
        return pgettext("deadline", "due today")
    if left > 0:
        return npgettext("deadline", "%(count)s day left", "%(count)s days left", left) % {"count": format_number(left)}
    return npgettext("deadline", "%(count)s day late", "%(count)s days late", -left) % {"count": format_number(-left)}


def due_tone(value: object, today: object = None) -> str:
    """The badge tone of a deadline: red when past, ochre within a week, neutral otherwise."""
    day = as_day(value)
    if day is None:
        return "neutral"
    left = (day - (as_day(today) or timezone.localdate())).days
    if left < 0:
        return "late"
    return "progress" if left <= SOON_DAYS else "neutral"


def tenths_of(part: int, whole: int) -> int:
    """Tenths of a percent, rounded half up: never 1000 while something is missing, never 0 where something is there."""
    tenths = (2000 * part + whole) // (2 * whole)  # in integers
    if part < whole:
        tenths = min(tenths, 999)
    return max(tenths, 1) if part > 0 else tenths


def format_percent(part: int, whole: int) -> str:
    """76,6%: one decimal, none where it is whole. ``whole`` is not 0."""
    ones, rest = divmod(tenths_of(part, whole), 10)
    return (
        f"{format_number(ones)}{formats.get_format('DECIMAL_SEPARATOR')}{rest}%" if rest else f"{format_number(ones)}%"
    )


def share_of(done: int, total: int) -> int:
    """Whole percent, rounded down so that 100 means all; 0 of 0 is 0."""
    return max(0, min(100, done * 100 // total)) if total > 0 else 0
