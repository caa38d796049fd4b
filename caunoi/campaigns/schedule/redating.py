"""Working out a campaign's days from what they hang on, as steps that can be counted (a preview) or written (``writing``)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from caunoi.campaigns.models import Assignment, Campaign, Duty, Wave, Window
from caunoi.campaigns.schedule import expressions
from caunoi.campaigns.schedule.bounds import bounds_of
from caunoi.campaigns.schedule.calendars import Calendar, Known, events_of, needs_of, parts_under, waves_of
from caunoi.campaigns.schedule.expressions import Event
from caunoi.campaigns.schedule.own_dates import OwnDates, own_dates_of
from caunoi.campaigns.schedule.situations import Situations, is_shared
from caunoi.campaigns.schedule.spans import OPEN, Span, ordered
from caunoi.campaigns.schedule.steps import Step, steps_by


@dataclass
class Redating:
    """One campaign with the days that its anchors have or would have.

    ``moved``: congress days by unit that replace the stored ones; ``events``: days of events that replace theirs;
    ``said``: expressions (start, end; as JSON) that replace those of a part, by its model and key; then only what hangs on
    these parts is worked out. ``only_moved``: no more than what moved congresses and events can have changed.
    ``branch``: for the units of one own plan alone, by what that plan decided; units with an own plan have their days by it.
    """

    campaign: Campaign
    on: date
    moved: Mapping[int, Span] = field(default_factory=dict)
    events: Mapping[expressions.Anchor, Span] = field(default_factory=dict)
    said: Mapping[tuple[type, int], tuple[Any, Any]] = field(default_factory=dict)
    only_moved: bool = False
    branch: OwnDates | None = None
    waves: list[Wave] = field(init=False)
    situations: Situations = field(init=False)

    def __post_init__(self) -> None:
        self.waves = waves_of(self.campaign)
        self.situations = Situations(self.campaign, self.on, self.moved)
        self._duties = list(self.campaign.duties.filter(dropped_at__isnull=True))
        parts: list[Duty | Wave | Window] = [*self._duties, *self.waves]
        parts += [window for wave in self.waves for window in wave.windows.all()]
        for part in parts:
            stored = (part.start_expression, part.end_expression)
            part.start_expression, part.end_expression = self.said.get((type(part), part.pk), stored)
        if self.branch:
            self.branch.settle(parts, self.campaign.anchors.all())
        self.branches = [] if self.branch else own_dates_of(self.campaign, self.on)
        self._needs_of_parts = {(type(part), part.pk): needs_of(part, self.waves) for part in parts}
        self.needed: frozenset[expressions.Anchor] = frozenset().union(*self._needs_of_parts.values())
        self.shared: Known = events_of(self.campaign) | self.situations.shared(self.needed) | dict(self.events)
        self.own = frozenset(anchor for anchor in self.needed if not is_shared(anchor))

    def spans(self) -> tuple[dict[int, Span], dict[int, Span]]:
        """The days of waves and of windows by key; from the earliest to the latest where units differ."""
        stretches = [needs for (kind, _key), needs in self._needs_of_parts.items() if kind is not Duty]
        own = frozenset().union(*stretches) & self.own
        earliest, latest = bounds_of(self.situations, own)
        first, last = Calendar(self.waves, {**self.shared, **earliest}), Calendar(self.waves, {**self.shared, **latest})
        return _between(first.waves, last.waves), _between(first.windows, last.windows)

    @property
    def duties(self) -> list[Duty]:
        return self._duties

    def calendars_for(self, units: Collection[int]) -> dict[int, "UnitCalendar"]:
        """The days of every part for each of a few units; without what their own plans decided."""
        own = sorted(self.own, key=repr)
        found = self.situations.of(units, own)
        return {
            unit: UnitCalendar(
                Calendar(self.waves, {**self.shared, **dict(zip(own, situation, strict=True))}), self.duties
            )
            for unit, situation in found.items()
        }

    def steps(self) -> Iterator[Step]:
        """What is to be written to the assignments: outside the branches with an own plan, then in each of them."""
        among = self.branch.units(self.on) if self.branch else None
        besides = tuple(branch.units(self.on) for branch in self.branches)
        for step in self._steps():
            yield replace(step, among=among, besides=besides)
        for branch in self.branches:
            if not self.only_moved or self._concerns(branch):
                yield from replace(self, branch=branch).steps()

    def _concerns(self, branch: OwnDates) -> bool:
        """Whether the moves can mean anything there: an event, a congress in the branch's own line, or of all branches."""
        wide = any(isinstance(one, expressions.BranchCongress) and one.within == "issuer" for one in self.needed)
        lines = [place.line for place in self.situations.places(self.moved.keys()).values()]
        own = [int(key) for key in branch.path.split(".") if key]
        return bool(self.events) or wide or any(own[-1] in line or line[-1] in own for line in lines)

    def _steps(self) -> Iterator[Step]:
        classes: dict[frozenset[expressions.Anchor], list[Duty]] = {}
        for duty in self._duties:
            needs = self._needs_of_parts[Duty, duty.pk]
            if self._is_asked(duty, needs):
                classes.setdefault(needs, []).append(duty)
        for needs, duties in classes.items():
            own = sorted((anchor for anchor in needs if not is_shared(anchor)), key=repr)
            if own:
                yield from self._own_steps(needs, own, duties)
            else:
                yield from steps_by(Calendar(self.waves, self.shared), duties, None)

    def _is_asked(self, duty: Duty, needs: frozenset[expressions.Anchor]) -> bool:
        if not self.said:
            return not self.only_moved or self._may_change(needs)
        said = {(kind.__name__.lower(), key) for kind, key in self.said}
        return ("duty", duty.pk) in said or bool(said & parts_under(duty, self.waves))

    def _may_change(self, needs: frozenset[expressions.Anchor]) -> bool:
        return self._shared_changes(needs) or any(not is_shared(anchor) for anchor in needs)

    def _shared_changes(self, needs: frozenset[expressions.Anchor]) -> bool:
        if any(anchor in self.events for anchor in needs):
            return True
        shared = [anchor for anchor in needs if is_shared(anchor) and not isinstance(anchor, Event)]
        return any(self.situations.touched(anchor, self.moved.keys()) is not None for anchor in shared)

    def _own_steps(
        self, needs: frozenset[expressions.Anchor], own: Sequence[expressions.Anchor], duties: list[Duty]
    ) -> Iterator[Step]:
        groups: dict[tuple[Span, ...], list[int]] = {}
        for unit, situation in self._reached(needs, own, duties).items():
            groups.setdefault(situation, []).append(unit)
        for situation, units in groups.items():
            known = {**self.shared, **dict(zip(own, situation, strict=True))}
            yield from steps_by(Calendar(self.waves, known), duties, tuple(units))

    def _reached(
        self, needs: frozenset[expressions.Anchor], own: Sequence[expressions.Anchor], duties: list[Duty]
    ) -> dict[int, tuple[Span, ...]]:
        """The units whose days may be others now, each with the days of ``own``."""
        if self.only_moved and not self._shared_changes(needs):
            touched = [self.situations.touched(anchor, self.moved.keys()) for anchor in own]
            places = self.situations.places_where(reduce(or_, filter(None, touched), Q(pk__in=[])))
            return self.situations.at(places, own)
        having = Assignment.objects.filter(duty__in=duties)
        if self.branch:
            having = having.filter(unit__in=self.branch.units(self.on).values("pk"))
        return self.situations.of(list(having.order_by().values_list("unit", flat=True).distinct()), own)


@dataclass(frozen=True)
class UnitCalendar:
    """A campaign's days for one unit."""

    calendar: Calendar
    duties: Sequence[Duty]

    def of(self, part: Duty | Wave | Window) -> Span:
        """The part's days here; open for one that the campaign no longer has."""
        if isinstance(part, Duty):
            return next((self.calendar.of_duty(duty) for duty in self.duties if duty.pk == part.pk), OPEN)
        return (self.calendar.waves if isinstance(part, Wave) else self.calendar.windows).get(part.pk, OPEN)


def _between(first: dict[int, Span], last: dict[int, Span]) -> dict[int, Span]:
    return {key: ordered(first[key].starts_on, last[key].ends_on) for key in first}
