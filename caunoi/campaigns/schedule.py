"""Days of waves, windows and duties, from what is printed and from the anchors they hang on.

Every day is included in the span it bounds; ``None`` means that the paper leaves it open and nobody has said. Nothing is
ever guessed: a day that cannot be worked out stays ``None``. Pure functions first; ``redate`` at the end writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import AssignmentState, DutyKind, Relation
from caunoi.campaigns.models import Anchor, Assignment, Campaign, Duty, Wave, Window
from caunoi.core import audit

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


@dataclass(frozen=True)
class WaveRule:
    """What decides the days of one wave. ``hangs_on_one``: start and end event are the same ("before, during, after")."""

    printed: Span = OPEN
    start_event: Span = OPEN
    end_event: Span = OPEN
    hangs_on_one: bool = False
    relations: frozenset[str] = field(default_factory=frozenset)


def wave_span(rule: WaveRule, previous_end: date | None) -> Span:
    """Printed days win. Otherwise a wave begins on the day after its start event, or, where it surrounds one event, on
    the day after the wave before it; it ends on the last day of its end event, or stays open where it also covers what
    comes after that event."""
    start = rule.printed.starts_on or _wave_start(rule, previous_end)
    runs_on = rule.hangs_on_one and Relation.AFTER in rule.relations
    end = rule.printed.ends_on or (None if runs_on else rule.end_event.last)
    return ordered(start, end)


def _wave_start(rule: WaveRule, previous_end: date | None) -> date | None:
    if rule.hangs_on_one:
        if rule.relations and Relation.BEFORE not in rule.relations:
            return rule.start_event.first
        return previous_end + ONE_DAY if previous_end else None
    return rule.start_event.last + ONE_DAY if rule.start_event.last else None


def window_span(relation: str, event: Span, wave: Span) -> Span:
    """A window before its event begins with the wave, one after it ends with the wave (or stays open)."""
    if event.first is None or event.last is None:
        return Span(wave.starts_on if relation == Relation.BEFORE else None, None)
    if relation == Relation.BEFORE:
        return ordered(wave.starts_on, event.first - ONE_DAY)
    if relation == Relation.DURING:
        return Span(event.first, event.last)
    return Span(event.last + ONE_DAY, wave.ends_on if wave.ends_on and wave.ends_on > event.last else None)


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


def part_span(part: Wave | Window) -> Span:
    """The stored days of a wave or window."""
    return Span(part.starts_on, part.ends_on)


@dataclass(frozen=True)
class Calendar:
    """The worked-out days of a campaign's waves and windows, by primary key."""

    waves: dict[int, Span]
    windows: dict[int, Span]

    @property
    def whole(self) -> Span:
        return whole_span(self.waves.values())

    def of_duty(self, duty: Duty) -> Span:
        """``starts_on`` and ``due_on`` (as ``ends_on``) of every assignment of the duty.

        Content follows its window, else its wave; a charge holds throughout; a report on a wave is due as the wave ends;
        a report with a day of its own is due on that day.
        """
        wave = self.waves.get(duty.wave_id or 0, OPEN)
        if duty.kind == DutyKind.REPORT:
            return self._of_report(duty, wave)
        if duty.window_id:
            window = self.windows.get(duty.window_id, OPEN)
            later = wave.ends_on if wave.ends_on and wave.ends_on > (window.starts_on or date.min) else None
            return ordered(window.starts_on or wave.starts_on, window.ends_on or later)
        return wave if duty.wave_id else self.whole

    def _of_report(self, duty: Duty, wave: Span) -> Span:
        if day := iso_day(duty.report_when):
            return Span(None, day)
        due = wave.ends_on if duty.wave_id else self.whole.ends_on
        return Span(due, due)


def iso_day(text: str) -> date | None:
    """The day that ``text`` is in ISO form, if it is one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _event(anchor: Anchor | None) -> Span:
    return Span(anchor.starts_on, anchor.ends_on) if anchor else OPEN


def work_out(waves: Sequence[Wave]) -> Calendar:
    """Calendar of ``waves`` in order, each with its anchors and windows loaded."""
    previous: date | None = None
    found: dict[int, Span] = {}
    windows: dict[int, Span] = {}
    for wave in waves:
        parts = list(wave.windows.all())
        rule = WaveRule(
            printed=Span(wave.printed_start, wave.printed_end),
            start_event=_event(wave.start_anchor),
            end_event=_event(wave.end_anchor),
            hangs_on_one=wave.start_anchor_id is not None and wave.start_anchor_id == wave.end_anchor_id,
            relations=frozenset(part.relation for part in parts),
        )
        span = wave_span(rule, previous)
        found[wave.pk] = span
        previous = span.ends_on
        windows |= {part.pk: window_span(part.relation, _event(part.anchor), span) for part in parts}
    return Calendar(found, windows)


def calendar_of(campaign: Campaign) -> Calendar:
    """Worked out afresh from the campaign's printed days and anchors as they stand in the database."""
    waves = campaign.waves.select_related("start_anchor", "end_anchor").prefetch_related("windows__anchor")
    return work_out(list(waves))


@dataclass(frozen=True)
class Redated:
    """How many rows got other days."""

    anchors: int = 0
    waves: int = 0
    windows: int = 0
    assignments: int = 0


@transaction.atomic
def redate(campaign: Campaign, *, by: Any, now: datetime) -> Redated:
    """Bring waves, windows and open assignments in line with the anchors; touch nothing else. Safe to run twice."""
    anchors = _follow_congresses(campaign)
    calendar = calendar_of(campaign)
    changed = Redated(
        anchors=anchors,
        waves=_store(Wave.objects.filter(campaign=campaign), calendar.waves),
        windows=_store(Window.objects.filter(wave__campaign=campaign), calendar.windows),
        assignments=_redate_assignments(campaign, calendar),
    )
    if changed != Redated():
        audit.record("campaign.redated", campaign, by=by, now=now, unit_id=campaign.unit_id, **changed.__dict__)
    return changed


def _follow_congresses(campaign: Campaign) -> int:
    moved = []
    for anchor in campaign.anchors.filter(congress__starts_on__isnull=False).select_related("congress"):
        congress = anchor.congress
        if congress and (anchor.starts_on, anchor.ends_on) != (congress.starts_on, congress.ends_on):
            anchor.starts_on, anchor.ends_on = congress.starts_on, congress.ends_on
            moved.append(anchor)
    Anchor.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)


def _store(parts: models.QuerySet[Any], spans: dict[int, Span]) -> int:
    moved = []
    for part in parts:
        span = spans[part.pk]
        if (part.starts_on, part.ends_on) != (span.starts_on, span.ends_on):
            part.starts_on, part.ends_on = span.starts_on, span.ends_on
            moved.append(part)
    parts.model.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)


def _redate_assignments(campaign: Campaign, calendar: Calendar) -> int:
    changed = 0
    for duty in campaign.duties.filter(dropped_at__isnull=True):
        span = calendar.of_duty(duty)
        same = _is("starts_on", span.starts_on) & _is("due_on", span.ends_on)
        waiting = Assignment.objects.filter(duty=duty, state=AssignmentState.OPEN).exclude(same)
        changed += waiting.update(starts_on=span.starts_on, due_on=span.ends_on)
    return changed


def _is(name: str, day: date | None) -> Q:
    return Q(**{f"{name}__isnull": True}) if day is None else Q(**{name: day})
