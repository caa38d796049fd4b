"""What stands beside a line: what was printed, and the days that follow from it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caunoi.campaigns.blueprint import END_OF_WAVE, WavePlan, day
from caunoi.campaigns.queries.review.parts import Fact
from caunoi.campaigns.schedule import Span, iso_day


def report_time(when: str) -> str:
    """When a report is due, in words."""
    if when == END_OF_WAVE:
        return _("At the end of each wave")
    if not when:
        return _("No time given")
    on = iso_day(when)
    return _("By %(day)s") % {"day": day_in_words(when)} if on else when


def wave_name(wave: dict[str, Any]) -> str:
    return _("Wave %(ordinal)s") % {"ordinal": wave["ordinal"]}


def fact(label: str, value: Any) -> Fact:
    return Fact(label, str(value) if value else _("not printed"), not value)


def day_in_words(value: str | None) -> str:
    on = day(value)
    return date_format(on, "d/m/Y") if on else ""


def bounds_of(wave: WavePlan, span: Span) -> tuple[Fact, ...]:
    """What bounds the wave, and the days that gives."""
    hung: list[Fact] = []
    if wave.surrounds_one_event:
        hung = [Fact(_("Around"), wave.end_event)]
    else:
        if wave.start_event and not wave.start:
            hung.append(Fact(_("After"), wave.start_event))
        if wave.end_event and not wave.end:
            hung.append(Fact(_("Until"), wave.end_event))
    return (*hung, days_of(span))


def days_of(span: Span) -> Fact:
    first, last = (date_format(on, "d/m/Y") if on else "…" for on in (span.starts_on, span.ends_on))
    is_missing = span.starts_on is None or span.ends_on is None
    return Fact(_("Days"), _("no date") if first == last == "…" else f"{first} – {last}", is_missing)
