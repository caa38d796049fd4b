"""Bringing a campaign's days in line with what they hang on: first worked out as steps, then counted or written.

Units in the same situation share a day, so a step is one statement for many units and duties. A step never touches a row
that already has its days, one that is done or excused, or a unit that the moved congress means nothing to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils import timezone

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Anchor, Assignment, Campaign, DateChange, Duty, OwnPlan, Wave, Window
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.campaigns.schedule import expressions
from caunoi.campaigns.schedule.bounds import bounds_of
from caunoi.campaigns.schedule.calendars import Calendar, Known, events_of, needs_of, parts_under, waves_of
from caunoi.campaigns.schedule.expressions import Event
from caunoi.campaigns.schedule.own_dates import OwnDates, own_dates_of
from caunoi.campaigns.schedule.situations import Situations, is_shared
from caunoi.campaigns.schedule.spans import OPEN, Span, ordered
from caunoi.core import audit
from caunoi.orgs.models import Unit, UnitQuerySet

CHUNK = 5000  # keys in one statement: SQLite allows 32,766 parameters


@dataclass(frozen=True)
class Redated:
    """How many rows got other days."""

    anchors: int = 0
    waves: int = 0
    windows: int = 0
    assignments: int = 0

    def __add__(self, other: "Redated") -> "Redated":
        return Redated(**{name: value + getattr(other, name) for name, value in vars(self).items()})


@dataclass(frozen=True)
class Step:
    """These duties of these units (None: of all that have them) are to have these days; of units ``among`` and not
    ``besides``, where such are given."""

    duties: tuple[int, ...]
    units: tuple[int, ...] | None
    span: Span
    among: UnitQuerySet | None = None
    besides: tuple[UnitQuerySet, ...] = ()

    def rows(self) -> Iterator[AssignmentQuerySet]:
        """The open assignments that have other days now."""
        same = _is("starts_on", self.span.starts_on) & _is("due_on", self.span.ends_on)
        waiting = Assignment.objects.filter(duty__in=self.duties, state=AssignmentState.OPEN).exclude(same)
        if self.among is not None:
            waiting = waiting.filter(unit__in=self.among.values("pk"))
        for units in self.besides:
            waiting = waiting.exclude(unit__in=units.values("pk"))
        if self.units is None:
            yield waiting
            return
        for start in range(0, len(self.units), CHUNK):
            yield waiting.filter(unit__in=self.units[start : start + CHUNK])


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
                yield from _steps(Calendar(self.waves, self.shared), duties, None)

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
        reached = self._units(needs, own, duties)
        for unit, situation in self.situations.of(reached, own).items() if reached else ():
            groups.setdefault(situation, []).append(unit)
        for situation, units in groups.items():
            known = {**self.shared, **dict(zip(own, situation, strict=True))}
            yield from _steps(Calendar(self.waves, known), duties, tuple(units))

    def _units(
        self, needs: frozenset[expressions.Anchor], own: Sequence[expressions.Anchor], duties: list[Duty]
    ) -> list[int]:
        if not self.only_moved or self._shared_changes(needs):
            having = Assignment.objects.filter(duty__in=duties)
            if self.branch:
                having = having.filter(unit__in=self.branch.units(self.on).values("pk"))
            return list(having.order_by().values_list("unit", flat=True).distinct())
        reached = Q(pk__in=[])
        for anchor in own:
            reached |= self.situations.touched(anchor, self.moved.keys()) or Q(pk__in=[])
        return list(Unit.objects.at(self.on).filter(reached).order_by().values_list("pk", flat=True))


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


def _steps(calendar: Calendar, duties: Iterable[Duty], units: tuple[int, ...] | None) -> Iterator[Step]:
    by_span: dict[Span, list[int]] = {}
    for duty in duties:
        by_span.setdefault(calendar.of_duty(duty), []).append(duty.pk)
    for span, keys in by_span.items():
        yield Step(tuple(keys), units, span)


@transaction.atomic
def redate(campaign: Campaign, *, by: Any, now: datetime) -> Redated:
    """Bring waves, windows and open assignments in line with the anchors; touch nothing else. Safe to run twice."""
    anchors = _follow_congresses(campaign)
    return apply_redating(Redating(campaign, timezone.localdate(now)), by=by, now=now, anchors=anchors)


@transaction.atomic
def apply_redating(redating: Redating, *, by: Any, now: datetime, anchors: int = 0, telling: bool = False) -> Redated:
    """Write what was worked out. ``telling``: note the days that people knew until now, for the digest."""
    campaign = redating.campaign
    waves, windows = redating.spans()
    changed = Redated(
        anchors=anchors,
        waves=_store(Wave.objects.filter(campaign=campaign), waves),
        windows=_store(Window.objects.filter(wave__campaign=campaign), windows),
        assignments=_write(campaign, redating.steps(), now if telling else None),
    )
    if changed != Redated():
        audit.record("campaign.redated", campaign, by=by, now=now, unit_id=campaign.unit_id, **changed.__dict__)
    return changed


@transaction.atomic
def redate_branch(plan: OwnPlan, *, by: Any, now: datetime) -> int:
    """Bring the open assignments of one own plan's branch in line with it; people are told by the digest. Return how many."""
    whole = Redating(plan.superior, timezone.localdate(now))
    branch = next((one for one in whole.branches if one.plan == plan.pk), None)
    changed = _write(plan.superior, replace(whole, branch=branch).steps(), now) if branch else 0
    if changed:
        detail = {"own_plan": plan.pk, "assignments": changed}
        audit.record("campaign.redated", plan.superior, by=by, now=now, unit_id=plan.unit_id, **detail)
    return changed


def date_new(campaign: Campaign, *, now: datetime) -> None:
    """Give the assignments handed out at ``now`` the days of their own unit. Touches no other."""
    redating = Redating(campaign, timezone.localdate(now))
    is_by_plan_alone = all(isinstance(anchor, Event) for anchor in redating.needed)
    if not is_by_plan_alone or redating.branches:
        for step in redating.steps():
            for rows in step.rows():
                rows.filter(assigned_at=now).update(starts_on=step.span.starts_on, due_on=step.span.ends_on)


def _write(campaign: Campaign, steps: Iterable[Step], noted_at: datetime | None) -> int:
    changed = 0
    before: dict[int, dict[str, list[str | None]]] = {}
    for step in steps:
        for rows in step.rows():
            if noted_at:
                _remember(before, rows)
            changed += rows.update(starts_on=step.span.starts_on, due_on=step.span.ends_on)
    if noted_at:
        notes = [
            DateChange(campaign=campaign, unit_id=unit, before=days, noted_at=noted_at) for unit, days in before.items()
        ]
        DateChange.objects.bulk_create(notes, batch_size=CHUNK)
    return changed


def _remember(before: dict[int, dict[str, list[str | None]]], rows: AssignmentQuerySet) -> None:
    """The days are read as text, as they are kept: a day that is parsed and written again costs more than its row."""
    first, last = (Cast(name, models.CharField()) for name in ("starts_on", "due_on"))
    for unit, duty, starts, ends in rows.annotate(first=first, last=last).values_list(
        "unit_id", "duty_id", "first", "last"
    ):
        before.setdefault(unit, {})[str(duty)] = [starts, ends]


def _follow_congresses(campaign: Campaign) -> int:
    moved = []
    for anchor in campaign.anchors.filter(congress__starts_on__isnull=False).select_related("congress"):
        congress = anchor.congress
        if congress and (anchor.starts_on, anchor.ends_on) != (congress.starts_on, congress.ends_on):
            anchor.starts_on, anchor.ends_on = congress.starts_on, congress.ends_on
            moved.append(anchor)
    Anchor.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)


def _store(parts: models.QuerySet[Any], spans: Mapping[int, Span]) -> int:
    moved = []
    for part in parts:
        span = spans.get(part.pk, OPEN)
        if (part.starts_on, part.ends_on) != (span.starts_on, span.ends_on):
            part.starts_on, part.ends_on = span.starts_on, span.ends_on
            moved.append(part)
    parts.model.objects.bulk_update(moved, ["starts_on", "ends_on"])
    return len(moved)


def _is(name: str, day: date | None) -> Q:
    return Q(**{f"{name}__isnull": True}) if day is None else Q(**{name: day})


def touched_units(steps: Iterable[Step]) -> Collection[int]:
    """The units of which some open duty gets other days."""
    return {unit for step in steps for rows in step.rows() for unit in rows.values_list("unit_id", flat=True)}
