"""What a plan itself says about the days of its waves and windows: printed days, or the events they hang on. Pure."""

from dataclasses import dataclass, field
from datetime import date

from caunoi.campaigns.enums import Relation
from caunoi.campaigns.schedule.spans import ONE_DAY, OPEN, Span, ordered


@dataclass(frozen=True)
class WaveRule:
    """What decides the days of one wave. ``hangs_on_one``: start and end event are the same ("before, during, after")."""

    printed: Span = OPEN
    start_event: Span = OPEN
    end_event: Span = OPEN
    hangs_on_one: bool = False
    relations: frozenset[str] = field(default_factory=frozenset)


def wave_span(rule: WaveRule, previous_end: date | None) -> Span:
    """The days by the plan alone; a start that would lie after the end is left out."""
    return ordered(wave_start(rule, previous_end), wave_end(rule))


def wave_start(rule: WaveRule, previous_end: date | None) -> date | None:
    """Printed days win. Otherwise a wave begins on the day after its start event, or, where it surrounds one event, on the
    day after the wave before it (on the event's first day where it has no part before the event)."""
    if rule.printed.starts_on:
        return rule.printed.starts_on
    if rule.hangs_on_one:
        if rule.relations and Relation.BEFORE not in rule.relations:
            return rule.start_event.first
        return previous_end + ONE_DAY if previous_end else None
    return rule.start_event.last + ONE_DAY if rule.start_event.last else None


def wave_end(rule: WaveRule) -> date | None:
    """Printed days win. Otherwise the last day of the end event; open where the wave also covers what comes after it."""
    runs_on = rule.hangs_on_one and Relation.AFTER in rule.relations
    return rule.printed.ends_on or (None if runs_on else rule.end_event.last)


def window_span(relation: str, event: Span, wave: Span) -> Span:
    """A window before its event begins with the wave, one after it ends with the wave (or stays open)."""
    if event.first is None or event.last is None:
        return Span(wave.starts_on if relation == Relation.BEFORE else None, None)
    if relation == Relation.BEFORE:
        return ordered(wave.starts_on, event.first - ONE_DAY)
    if relation == Relation.DURING:
        return Span(event.first, event.last)
    return Span(event.last + ONE_DAY, wave.ends_on if wave.ends_on and wave.ends_on > event.last else None)
