"""What a careful clerk would ask about the waves: missing dates, overlaps, waves that run past their event."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from caunoi.officialdocs.model import PlanWarning, Wave
from caunoi.officialdocs.plan.events import Events
from caunoi.officialdocs.plan.waves import FoundWave


def wave_warnings(waves: Sequence[FoundWave], events: Events) -> Iterator[PlanWarning]:
    """Questions about each wave, then about each wave and the next."""
    for found in waves:
        yield from _of_wave(found, events)
    for before, after in pairwise(waves):
        yield from _of_pair(before.wave, after.wave)


def _of_wave(found: FoundWave, events: Events) -> Iterator[PlanWarning]:
    wave = found.wave
    if wave.start is None and wave.end is None:
        yield PlanWarning("wave_without_date", wave.path, f"Đợt {wave.ordinal} không ghi ngày bắt đầu và kết thúc.")
    if wave.start and wave.end and wave.end < wave.start:
        yield PlanWarning("wave_order", wave.path, f"Đợt {wave.ordinal} kết thúc trước khi bắt đầu.")
    yield from _against_events(wave, events)


def _against_events(wave: Wave, events: Events) -> Iterator[PlanWarning]:
    """A wave that is to end before an event, or to begin after it, and whose dates say otherwise."""
    before = events.held_on(wave.end_event) if wave.end_event and wave.end_event != wave.start_event else None
    after = events.held_on(wave.start_event) if wave.start_event and wave.end_event != wave.start_event else None
    late = before is not None and wave.end is not None and wave.end > before
    early = after is not None and wave.start is not None and wave.start < after
    if late or early:
        held = before if late else after
        message = f"Thời gian của đợt {wave.ordinal} lấn qua ngày diễn ra sự kiện ({held:%d/%m/%Y})."
        yield PlanWarning("wave_overlaps_event", wave.path, message)


def _of_pair(before: Wave, after: Wave) -> Iterator[PlanWarning]:
    if after.ordinal <= before.ordinal or (before.start and after.start and after.start < before.start):
        yield PlanWarning("wave_order", after.path, f"Đợt {after.ordinal} không đứng sau đợt {before.ordinal}.")
    elif before.end and after.start and after.start < before.end:
        message = f"Đợt {after.ordinal} bắt đầu khi đợt {before.ordinal} chưa kết thúc."
        yield PlanWarning("wave_overlap", after.path, message)
