"""On what the days of a campaign's parts hang: the list, and what another sentence would mean, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caunoi.campaigns.models import Assignment, Campaign, Duty, Wave, Window
from caunoi.campaigns.queries.redating import Preview, preview_of_redatings
from caunoi.campaigns.queries.wording import wave_name, window_name
from caunoi.campaigns.schedule import Span
from caunoi.campaigns.schedule.bounds import audience_of
from caunoi.campaigns.schedule.calendars import hangs_on_itself, waves_of
from caunoi.campaigns.schedule.expressions import (
    CONGRESSES,
    Event,
    Expression,
    Fixed,
    WaveSpan,
    WindowSpan,
    anchors_in,
    from_json,
    to_json,
)
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.situations import LEVELS
from caunoi.campaigns.schedule.wording import name_of, sentence_or_empty
from caunoi.congresses.models import Congress
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit

Part = Wave | Window | Duty
EXAMPLES = 3


def campaign_of(part: Part) -> Campaign:
    campaign: Campaign = part.wave.campaign if isinstance(part, Window) else part.campaign
    return campaign


def said_by(part: Part) -> tuple[Expression | None, Expression | None]:
    """What an officer has decided on the part's days so far."""
    return from_json(part.start_expression), from_json(part.end_expression)


def title_of(part: Part) -> str:
    if isinstance(part, Duty):
        return str(part.text)
    return window_name(part) if isinstance(part, Window) else wave_name(part)


@dataclass(frozen=True)
class Line:
    """One part as the list shows it; sentences are empty where the paper decides. ``span`` is None for duties."""

    kind: str
    pk: int
    title: str
    start: str
    end: str
    span: Span | None = None

    @property
    def is_said(self) -> bool:
        return bool(self.start or self.end)


@dataclass
class Stretch:
    """A wave with its windows and duties; ``lines`` is empty for duties that hold throughout."""

    name: str
    lines: list[Line] = field(default_factory=list)
    duties: list[Line] = field(default_factory=list)

    @property
    def has_said_duties(self) -> bool:
        return any(line.is_said for line in self.duties)


def stretches_of(campaign: Campaign) -> list[Stretch]:
    """Every part whose days can be said. Four queries."""
    duties: dict[int | None, list[Line]] = defaultdict(list)
    for duty in campaign.duties.filter(dropped_at__isnull=True):
        duties[duty.wave_id].append(_line("duty", duty, Truncator(duty.text).chars(160)))
    found = []
    for wave in waves_of(campaign):
        lines = [_line("wave", wave, wave.title)]
        lines += [_line("window", part, window_name(part)) for part in wave.windows.all()]
        found.append(Stretch(wave_name(wave), lines, duties.pop(wave.pk, [])))
    rest = [line for lines in duties.values() for line in lines]
    return [*found, Stretch(_("Throughout the campaign"), [], rest)] if rest else found


def _line(kind: str, part: Part, title: str) -> Line:
    start, end = said_by(part)
    span = None if isinstance(part, Duty) else Span(part.starts_on, part.ends_on)
    return Line(kind, part.pk, title, sentence_or_empty(start), sentence_or_empty(end), span)


def saying(part: Part, start: Expression | None, end: Expression | None, *, on: date) -> Redating:
    """The campaign as it would be dated if the part said this."""
    return Redating(campaign_of(part), on, said={(type(part), part.pk): (to_json(start), to_json(end))})


def check_said(part: Part, start: Expression | None, end: Expression | None, *, on: date) -> None:
    """``Refused`` where no day could come of it: a wave, window or event that is not of the campaign, a part that would hang
    on itself, an end before the beginning."""
    redating = saying(part, start, end, on=on)
    events = {anchor.event for anchor in redating.campaign.anchors.all()}
    for anchor in sorted(anchors_in(start) | anchors_in(end), key=repr):
        if not _is_there(anchor, redating.waves, events):
            names = [name_of(WaveSpan(wave.ordinal)) for wave in redating.waves]
            names += [name_of(Event(event)) for event in sorted(events)]
            message = _("This campaign has no “%(anchor)s”. It has: %(names)s.")
            raise Refused(message % {"anchor": name_of(anchor), "names": "; ".join(names)}, code="unknown_part")
    if hangs_on_itself(redating.waves):
        raise Refused(_("The days would hang on themselves, so there would be none."), code="ring")
    if isinstance(start, Fixed) and isinstance(end, Fixed) and end.day < start.day:
        raise Refused(_("The last day lies before the first day."), code="ends_before_start")


def _is_there(anchor: Any, waves: Iterable[Wave], events: set[str]) -> bool:
    if isinstance(anchor, Event):
        return anchor.name in events
    if not isinstance(anchor, WaveSpan | WindowSpan):
        return True
    wave = next((one for one in waves if one.ordinal == anchor.ordinal), None)
    return wave is not None and (isinstance(anchor, WaveSpan) or 0 < anchor.number <= len(wave.windows.all()))


@dataclass(frozen=True)
class Example:
    """The days of the part for one unit, as they are and as they would be."""

    unit: str
    before: Span
    after: Span


@dataclass(frozen=True)
class Meaning:
    """What the sentences mean: read back, for a few units, and whom and what they touch.

    ``lacks_round``: they hang on congresses, and which round of congresses the campaign belongs to is not known.
    """

    start: str
    end: str
    examples: tuple[Example, ...]
    preview: Preview
    lacks_round: bool


def meaning_of(part: Part, start: Expression | None, end: Expression | None, *, on: date) -> Meaning:
    then = saying(part, start, end, on=on)
    hangs = any(isinstance(anchor, CONGRESSES) for anchor in anchors_in(start) | anchors_in(end))
    return Meaning(
        sentence_or_empty(start),
        sentence_or_empty(end),
        tuple(_examples(part, then, on)),
        preview_of_redatings([then], on=on),
        hangs and then.situations.cycle is None,
    )


def _examples(part: Part, then: Redating, on: date) -> list[Example]:
    units = _some_units(part, then)
    keys = [unit.pk for unit in units]
    before, after = Redating(campaign_of(part), on).calendars_for(keys), then.calendars_for(keys)
    return [Example(unit.name, before[unit.pk].of(part), after[unit.pk].of(part)) for unit in units]


def _some_units(part: Part, redating: Redating) -> list[Any]:
    """One of each level that has the part, then more, those with a dated congress first; none whose own plan decides."""
    units: Any = audience_of(redating.situations)
    given = Assignment.objects.filter(duty=part.pk) if isinstance(part, Duty) else Assignment.objects.none()
    if given.exists():
        units = units.filter(pk__in=given.values("unit"))
    for branch in redating.branches:
        units = units.exclude(pk__in=branch.units(redating.on).values("pk"))
    held = Congress.objects.filter(cycle=redating.situations.cycle, unit=OuterRef("pk"), starts_on__isnull=False)
    units = units.annotate(is_dated=Exists(held)).order_by("-is_dated", "depth", "pk")
    first = [unit for kinds in reversed(LEVELS.values()) if (unit := _first_of(units, kinds))]
    return [*first, *units.exclude(pk__in=[unit.pk for unit in first])[: EXAMPLES - len(first)]]


def _first_of(units: QuerySet[Unit], kinds: frozenset[str]) -> Unit | None:
    return units.filter(called__kind__in=kinds).first()
