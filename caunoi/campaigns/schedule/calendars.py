"""The days of a campaign's waves, windows and duties, for one reading of the anchors. Writes nothing.

An expression that an officer has set wins; where there is none, the printed days and the events of the plan decide. The
day of one part may hang on another part; a ring of parts that hang on each other has no days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Anchor, Campaign, Duty, Wave, Window
from caunoi.campaigns.schedule import expressions
from caunoi.campaigns.schedule.expressions import Event, Side, WaveSpan, WindowSpan, day_of, from_json
from caunoi.campaigns.schedule.rules import WaveRule, wave_end, wave_start, window_span
from caunoi.campaigns.schedule.spans import OPEN, Span, iso_day, ordered, whole_span

Known = Mapping[expressions.Anchor, Span]
Key = tuple[str, int, Side]


@dataclass
class Calendar:
    """Days of the parts of one campaign. ``known`` tells the days of events and congresses; ``rings`` fills with the parts
    that were found to hang on themselves."""

    parts: Sequence[Wave]
    known: Known
    rings: set[Key] = field(default_factory=set)
    _found: dict[Key, date | None] = field(default_factory=dict)
    _open: set[Key] = field(default_factory=set)

    @property
    def waves(self) -> dict[int, Span]:
        """Span of each wave by its key."""
        return {wave.pk: self.of_wave(wave) for wave in self.parts}

    @property
    def windows(self) -> dict[int, Span]:
        """Span of each window by its key."""
        return {part.pk: self.of_window(wave, part) for wave in self.parts for part in wave.windows.all()}

    @property
    def whole(self) -> Span:
        return whole_span(self.waves.values())

    def of_wave(self, wave: Wave) -> Span:
        return ordered(self._wave_day(wave, "start"), self._wave_day(wave, "end"))

    def of_window(self, wave: Wave, window: Window) -> Span:
        return ordered(self._window_day(wave, window, "start"), self._window_day(wave, window, "end"))

    def of_duty(self, duty: Duty) -> Span:
        """``starts_on`` and ``due_on`` (as ``ends_on``) of the duty's assignments.

        By its own expressions; else content follows its window, else its wave; a charge holds throughout; a report on a
        wave is due as the wave ends; a report with a day of its own is due on that day.
        """
        start, end = from_json(duty.start_expression), from_json(duty.end_expression)
        usual = self._usual(duty)
        due = day_of(end, self.find) if end else usual.ends_on
        if start:
            return ordered(day_of(start, self.find), due)
        return ordered(due if end and duty.kind == DutyKind.REPORT else usual.starts_on, due)

    def _usual(self, duty: Duty) -> Span:
        wave = next((self.of_wave(one) for one in self.parts if one.pk == duty.wave_id), OPEN)
        if duty.kind == DutyKind.REPORT:
            return self._of_report(duty, wave)
        if duty.window_id:
            window = self._window_of(duty.window_id)
            later = wave.ends_on if wave.ends_on and wave.ends_on > (window.starts_on or date.min) else None
            return ordered(window.starts_on or wave.starts_on, window.ends_on or later)
        return wave if duty.wave_id else self.whole

    def _of_report(self, duty: Duty, wave: Span) -> Span:
        if day := iso_day(duty.report_when):
            return Span(None, day)
        due = wave.ends_on if duty.wave_id else self.whole.ends_on
        return Span(due, due)

    def _window_of(self, key: int) -> Span:
        for wave in self.parts:
            for part in wave.windows.all():
                if part.pk == key:
                    return self.of_window(wave, part)
        return OPEN

    @property
    def visited(self) -> frozenset[tuple[str, int]]:
        """The waves and windows whose days were asked for, by kind and key."""
        return frozenset((kind, key) for kind, key, _side in self._found)

    def find(self, anchor: expressions.Anchor, side: Side) -> date | None:
        """The day that an anchor gives: of an event or a congress either side where one alone is known, of a wave or
        window that side only."""
        if isinstance(anchor, WaveSpan | WindowSpan):
            wave = next((one for one in self.parts if one.ordinal == anchor.ordinal), None)
            if wave is None:
                return None
            if isinstance(anchor, WaveSpan):
                return self._wave_day(wave, side)
            windows = list(wave.windows.all())
            return self._window_day(wave, windows[anchor.number - 1], side) if anchor.number <= len(windows) else None
        span = self.known.get(anchor, OPEN)
        return span.first if side == "start" else span.last

    def _wave_day(self, wave: Wave, side: Side) -> date | None:
        def by_plan() -> date | None:
            rule = self._rule(wave)
            return wave_start(rule, self._end_before(wave)) if side == "start" else wave_end(rule)

        return self._day(("wave", wave.pk, side), wave, by_plan)

    def _window_day(self, wave: Wave, window: Window, side: Side) -> date | None:
        def by_plan() -> date | None:
            span = window_span(window.relation, self._event(window.anchor), self.of_wave(wave))
            return span.starts_on if side == "start" else span.ends_on

        return self._day(("window", window.pk, side), window, by_plan)

    def _day(self, key: Key, part: Wave | Window, by_plan: Any) -> date | None:
        if key in self._found:
            return self._found[key]
        if key in self._open:
            self.rings.add(key)
            return None
        self._open.add(key)
        expression = from_json(part.start_expression if key[2] == "start" else part.end_expression)
        self._found[key] = day_of(expression, self.find) if expression else by_plan()
        self._open.discard(key)
        return self._found[key]

    def _rule(self, wave: Wave) -> WaveRule:
        return WaveRule(
            printed=Span(wave.printed_start, wave.printed_end),
            start_event=self._event(wave.start_anchor),
            end_event=self._event(wave.end_anchor),
            hangs_on_one=wave.start_anchor_id is not None and wave.start_anchor_id == wave.end_anchor_id,
            relations=frozenset(part.relation for part in wave.windows.all()),
        )

    def _end_before(self, wave: Wave) -> date | None:
        place = next(number for number, one in enumerate(self.parts) if one.pk == wave.pk)
        return self._wave_day(self.parts[place - 1], "end") if place else None

    def _event(self, anchor: Anchor | None) -> Span:
        return self.known.get(Event(anchor.event), OPEN) if anchor else OPEN


def waves_of(campaign: Campaign) -> list[Wave]:
    """The campaign's waves in order with all that a calendar asks of them; three queries."""
    waves = campaign.waves.select_related("start_anchor", "end_anchor").prefetch_related("windows__anchor")
    return list(waves)


def events_of(campaign: Campaign) -> dict[expressions.Anchor, Span]:
    """The days of the campaign's events as they stand."""
    return {Event(one.event): Span(one.starts_on, one.ends_on) for one in campaign.anchors.all()}


def calendar_of(campaign: Campaign) -> Calendar:
    """Worked out from printed days, events and expressions as they stand in the database. What hangs on each unit's own
    congresses has no day here: ``situations`` knows those."""
    return Calendar(waves_of(campaign), events_of(campaign))


class _Listening(Mapping[expressions.Anchor, Span]):
    """Every anchor has a day; remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: dict[expressions.Anchor, Span] = {}

    def __getitem__(self, key: expressions.Anchor) -> Span:
        return self.asked.setdefault(key, Span(date(2000, 1, 1), date(2000, 1, 1)))

    def __iter__(self) -> Iterator[expressions.Anchor]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


def needs_of(part: Duty | Wave | Window, waves: Sequence[Wave]) -> frozenset[expressions.Anchor]:
    """The events and congresses that the part's days hang on, through other parts too."""
    known = _Listening()
    calendar = Calendar(waves, known)
    if isinstance(part, Duty):
        calendar.of_duty(part)
    elif isinstance(part, Wave):
        calendar.of_wave(part)
    else:
        calendar._window_of(part.pk)
    return frozenset(known.asked)


def parts_under(duty: Duty, waves: Sequence[Wave]) -> frozenset[tuple[str, int]]:
    """The waves and windows that the duty's days may hang on, by kind and key."""
    calendar = Calendar(waves, _Listening())
    calendar.of_duty(duty)
    return calendar.visited


def hangs_on_itself(waves: Sequence[Wave]) -> bool:
    """Whether the parts hang on each other in a ring, so that none of them can have a day."""
    calendar = Calendar(waves, _Listening())
    for wave in waves:
        calendar.of_wave(wave)
        for part in wave.windows.all():
            calendar.of_window(wave, part)
    return bool(calendar.rings)
