"""Questions about obstacles: where they lie, which are alike, lists with their filters, what was open on a day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from caunoi.campaigns.enums import WAITING_STATES, ObstacleState
from caunoi.campaigns.models import Campaign, Duty, Obstacle, ObstacleStep, Wave
from caunoi.campaigns.models.obstacles import ObstacleQuerySet
from caunoi.campaigns.queries.scope import Scope
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Post, Unit
from caunoi.orgs.roles import Right, roles_with


def ids_above(unit: Unit | None) -> list[int]:
    """Keys of the units above ``unit`` (as ``at`` gives it), the nearest first."""
    return [int(part) for part in unit.path.split(".") if part][-2::-1] if unit else []


def answering_superior(unit_id: int | None, *, on: date) -> Unit | None:
    """The nearest unit above where somebody may answer that day."""
    above = ids_above(Unit.objects.at(on).filter(pk=unit_id).first())
    posts = Post.objects.held_on(on).filter(unit__in=above, role__in=roles_with(Right.ANSWER), user__is_active=True)
    answering = set(posts.values_list("unit_id", flat=True))
    found = next((pk for pk in above if pk in answering), None)
    return Unit.objects.at(on).filter(pk=found).first()


def superior_of(unit_id: int, *, on: date) -> Unit | None:
    """Where a question of the unit goes: the nearest unit above where somebody may answer, else the one directly above."""
    if found := answering_superior(unit_id, on=on):
        return found
    above = ids_above(Unit.objects.at(on).filter(pk=unit_id).first())
    return Unit.objects.at(on).filter(pk=above[0]).first() if above else None


def place_of(obstacle: Obstacle, *, on: date) -> Unit | None:
    """Where the question belongs now: where it lies as long as that unit stands above the one that asks, else anew."""
    above = ids_above(Unit.objects.at(on).filter(pk=obstacle.assignment.unit_id).first())
    if obstacle.lies_with_id in above:
        return obstacle.lies_with
    return superior_of(obstacle.assignment.unit_id, on=on)


def stranded_obstacles(*, on: date) -> list[Obstacle]:
    """Those that wait at a unit which does not stand above the one that asks that day; three queries."""
    pending = Obstacle.objects.pending().select_related("assignment__unit", "lies_with").order_by("pk")
    asking = Unit.objects.at(on).filter(pk__in=pending.order_by().values("assignment__unit"))
    above = {unit.pk: set(ids_above(unit)) for unit in asking}
    return [row for row in pending if row.lies_with_id not in above.get(row.assignment.unit_id, {row.lies_with_id})]


def with_parts(rows: ObstacleQuerySet) -> ObstacleQuerySet:
    """What a row of a list and the page of one show, without a further query each."""
    parts = ("assignment__unit", "assignment__duty__provision", "assignment__duty__campaign__instrument")
    return rows.select_related(*parts, "assignment__duty__wave", "lies_with", "asked_by", "answered_by", "guidance")


def name_places(rows: Iterable[Obstacle], *, on: date) -> None:
    """Give the units that ask and those with whom it lies their names of the day, in one query."""
    listed = list(rows)
    ids = {pk for row in listed for pk in (row.assignment.unit_id, row.lies_with_id)}
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in=ids - {None})}
    for row in listed:
        row.assignment.unit = units.get(row.assignment.unit_id, row.assignment.unit)
        row.lies_with = units.get(row.lies_with_id or 0, row.lies_with)


def steps_of(obstacle: Obstacle, *, on: date) -> list[ObstacleStep]:
    """The course of the question, the oldest first, its places named as of the day; two queries."""
    steps = list(obstacle.steps.select_related("by", "lies_with"))
    units = {
        unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={step.lies_with_id for step in steps} - {None})
    }
    for step in steps:
        step.lies_with = units.get(step.lies_with_id or 0, step.lies_with)
    return steps


def alike(obstacle: Obstacle, rows: ObstacleQuerySet) -> ObstacleQuerySet:
    """Those of ``rows`` that wait about the same duty, those of the same kind first."""
    same = rows.waiting().filter(assignment__duty=obstacle.assignment.duty_id).exclude(pk=obstacle.pk)
    return with_parts(same).annotate(is_kin=Q(kind=obstacle.kind)).order_by("-is_kin", "asked_at", "pk")


def with_alike(rows: ObstacleQuerySet) -> ObstacleQuerySet:
    """Each with ``alike``: how many others about the same duty wait at the same unit."""
    others = Obstacle.objects.waiting().filter(
        assignment__duty=OuterRef("assignment__duty"), lies_with=OuterRef("lies_with")
    )
    number = others.exclude(pk=OuterRef("pk")).order_by().values("lies_with").annotate(number=Count("pk"))
    return rows.annotate(alike=Coalesce(Subquery(number.values("number"), output_field=IntegerField()), 0))


@dataclass(frozen=True)
class Wanted:
    """The filters of a list, as the address gives them; what is empty holds for all."""

    state: str = ""
    kind: str = ""
    wave: str = ""
    duty: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.wave or self.duty)

    def narrow(self, rows: ObstacleQuerySet) -> ObstacleQuerySet:
        """All but the state; a key that is no number finds nothing."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        for name, value in (("assignment__duty__wave", self.wave), ("assignment__duty", self.duty)):
            if value:
                rows = rows.filter(**{name: int(value)}) if value.isdecimal() else rows.none()
        return rows


def state_conditions(on: date) -> dict[str, Q]:
    waiting = Q(state__in=WAITING_STATES)
    return {
        "": Q(),
        "waiting": waiting,
        "overdue": waiting & Q(due_on__lt=on),
        "answered": Q(state=ObstacleState.ANSWERED),
        "withdrawn": Q(state=ObstacleState.WITHDRAWN),
    }


def counts_by_state(rows: ObstacleQuerySet, *, on: date) -> dict[str, int]:
    """How many are in each state of ``state_conditions``; one query."""
    conditions = state_conditions(on)
    named = {f"n_{state}": Count("pk", filter=condition) for state, condition in conditions.items() if state}
    counts = rows.order_by().aggregate(n_=Count("pk"), **named)
    return {state: counts[f"n_{state}"] for state in conditions}


def parts_asked_about(rows: ObstacleQuerySet) -> tuple[Sequence[Wave], Sequence[Duty]]:
    """Waves and duties that a list can be narrowed to; two queries."""
    keys = rows.order_by().values("assignment__duty")
    duties = list(Duty.objects.filter(pk__in=keys).select_related("provision").order_by("campaign", "position"))
    waves = Wave.objects.filter(pk__in={duty.wave_id for duty in duties if duty.wave_id})
    return list(waves.order_by("campaign", "ordinal")), duties


@dataclass(frozen=True)
class OpenObstacle:
    """A question that had no answer at the end of a day, for the report of a wave.

    ``unit`` asked and ``lies_with`` had to answer then, both named as of that day; ``level``: the kind of ``lies_with`` in
    words; ``age``: days since it was asked; ``due_on``: last day to answer as it was then.
    """

    obstacle: Obstacle
    unit: Unit
    duty: Duty
    kind: str
    asked_on: date
    age: int
    lies_with: Unit | None
    level: str
    due_on: date | None
    overdue: bool


def open_obstacles(campaign: Campaign, wave: Wave | None, unit: Unit, at: date) -> list[OpenObstacle]:
    """Questions of the branch of ``unit`` that were open at the end of the day ``at``, the oldest first; three queries.

    About duties of ``wave``; None: of the whole campaign. One answered or withdrawn later counts; what was not asked yet
    does not. Empty where the unit did not stand that day.
    """
    standing = Unit.objects.at(at).filter(pk=unit.pk).first()
    if standing is None:
        return []
    end = timezone.make_aware(datetime.combine(at + timedelta(days=1), time.min))
    before = ObstacleStep.objects.filter(obstacle=OuterRef("obstacle"), at__lt=end).order_by("-at", "-pk")
    steps = ObstacleStep.objects.filter(
        obstacle__assignment__duty__campaign=campaign,
        pk=Subquery(before.values("pk")[:1]),
        state__in=WAITING_STATES,
        unit__in=Scope(standing, at).ids,
    )
    if wave is not None:
        steps = steps.filter(obstacle__assignment__duty__wave=wave)
    rows = list(
        steps.select_related("unit", "lies_with", "obstacle__assignment__duty__provision").order_by(
            "obstacle__asked_at", "obstacle__pk"
        )
    )
    ids = {pk for step in rows for pk in (step.unit_id, step.lies_with_id)}
    named = {each.pk: each for each in Unit.objects.at(at).filter(pk__in=ids - {None})}
    return [_open(step, named, at) for step in rows]


@dataclass(frozen=True)
class OpenCounts:
    total: int
    overdue: int
    by_kind: dict[str, int]
    by_level: dict[str, int]


def count_open(rows: Sequence[OpenObstacle]) -> OpenCounts:
    """The numbers of ``open_obstacles``: in all, past their day, by kind and by the level with which they lie, most first."""
    return OpenCounts(
        total=len(rows),
        overdue=sum(row.overdue for row in rows),
        by_kind=dict(Counter(row.kind for row in rows).most_common()),
        by_level=dict(Counter(row.level for row in rows).most_common()),
    )


def _open(step: ObstacleStep, named: dict[int, Unit], at: date) -> OpenObstacle:
    obstacle, holder = step.obstacle, named.get(step.lies_with_id or 0)
    asked_on = timezone.localdate(obstacle.asked_at)
    asking: Any = named[step.unit_id or 0]  # it stands in the branch that day
    return OpenObstacle(
        obstacle=obstacle,
        unit=asking,
        duty=obstacle.assignment.duty,
        kind=obstacle.kind_label,
        asked_on=asked_on,
        age=(at - asked_on).days,
        lies_with=holder or step.lies_with,
        level=str(UnitKind(holder.kind).label) if holder else "",
        due_on=step.due_on,
        overdue=step.due_on is not None and step.due_on < at,
    )
