"""What would move if an event were dated otherwise: worked out without writing anything."""

from dataclasses import dataclass
from datetime import date

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Anchor, Assignment, Wave, Window
from caunoi.campaigns.schedule import Span, part_span, work_out


@dataclass(frozen=True)
class Move:
    """One wave or window with its days now and then."""

    title: str
    before: Span
    after: Span


@dataclass(frozen=True)
class Preview:
    moves: tuple[Move, ...]
    assignments: int
    units: int


def preview_of(anchor: Anchor, *, starts_on: date | None, ends_on: date | None) -> Preview:
    """The waves and windows of the anchor's campaign that would get other days, and the open assignments on them."""
    waves = list(anchor.campaign.waves.select_related("start_anchor", "end_anchor").prefetch_related("windows__anchor"))
    for wave in waves:
        for one in (wave.start_anchor, wave.end_anchor, *(part.anchor for part in wave.windows.all())):
            if one is not None and one.pk == anchor.pk:
                one.starts_on, one.ends_on = starts_on, ends_on
    calendar = work_out(waves)
    moves: list[Move] = []
    for wave in waves:
        parts: list[tuple[Wave | Window, Span]] = [(wave, calendar.waves[wave.pk])]
        parts += [(part, calendar.windows[part.pk]) for part in wave.windows.all()]
        moves += [Move(part.title, part_span(part), span) for part, span in parts if part_span(part) != span]
    duties = list(anchor.campaign.duties.filter(dropped_at__isnull=True).select_related("wave", "window"))
    waiting = Assignment.objects.filter(duty__in=duties, state=AssignmentState.OPEN).values_list(
        "duty_id", "unit_id", "starts_on", "due_on"
    )
    spans = {duty.pk: calendar.of_duty(duty) for duty in duties}
    moved = [unit for duty, unit, first, last in waiting if Span(first, last) != spans[duty]]
    return Preview(tuple(moves), len(moved), len(set(moved)))
