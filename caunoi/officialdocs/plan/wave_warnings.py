"""What a careful clerk would ask about the waves: missing dates, overlaps, waves that run past their event."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from caunoi.officialdocs.dates import find_dates
from caunoi.officialdocs.model import Wave, Warning
from caunoi.officialdocs.plan.waves import FoundWave
from caunoi.officialdocs.spelling import fold


def wave_warnings(waves: Sequence[FoundWave]) -> Iterator[Warning]:
    """Questions about each wave, then about each wave and the next."""
    for found in waves:
        yield from _of_wave(found)
    for before, after in zip(waves, waves[1:], strict=False):
        yield from _of_pair(before.wave, after.wave)


def _of_wave(found: FoundWave) -> Iterator[Warning]:
    wave = found.wave
    if wave.start is None and wave.end is None:
        yield Warning("wave_without_date", wave.path, f"Đợt {wave.ordinal} không ghi ngày bắt đầu và kết thúc.")
    if wave.start and wave.end and wave.end < wave.start:
        yield Warning("wave_order", wave.path, f"Đợt {wave.ordinal} kết thúc trước khi bắt đầu.")
    held = _day_of_event(found)
    relation = re.search(r"(?<!\w)(trước|sau)(?!\w)", fold(found.node.text))
    if held is None or relation is None:
        return
    late = relation[1] == "trước" and wave.end is not None and wave.end >= held and wave.end_event is not None
    early = relation[1] == "sau" and wave.start is not None and wave.start < held
    if late or early:
        message = f"Thời gian của đợt {wave.ordinal} lấn sang ngày diễn ra sự kiện ({held:%d/%m/%Y})."
        yield Warning("wave_overlaps_event", wave.path, message)


def _day_of_event(found: FoundWave) -> date | None:
    """The day printed right beside the event in the wave's own title."""
    match = re.search(r"(?:bầu cử|đại hội)[^;]{0,80}?\(?\s*(?:ngày\s*)?(\d{1,2}/\d{1,2}/\d{4})", fold(found.node.text))
    days = find_dates(match[1]) if match else []
    return days[0] if days and days[0] not in (found.wave.start, found.wave.end) else None


def _of_pair(before: Wave, after: Wave) -> Iterator[Warning]:
    if after.ordinal <= before.ordinal or (before.start and after.start and after.start < before.start):
        yield Warning("wave_order", after.path, f"Đợt {after.ordinal} không đứng sau đợt {before.ordinal}.")
    elif before.end and after.start and after.start < before.end:
        message = f"Đợt {after.ordinal} bắt đầu khi đợt {before.ordinal} chưa kết thúc."
        yield Warning("wave_overlap", after.path, message)
