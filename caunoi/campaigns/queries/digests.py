"""Days that moved and that nobody has been told of: whom they concern, and what is left of them in the end."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, DateChange
from caunoi.campaigns.schedule import Span
from caunoi.orgs.models import Post
from caunoi.orgs.roles import Right, roles_with

SOME = 2000


@dataclass(frozen=True)
class Shifted:
    """The duties of one unit in one campaign whose days differ from what people last knew; spans from the earliest to the
    latest day, before and after."""

    unit: int
    campaign: int
    duties: int
    before: Span
    after: Span


@dataclass(frozen=True)
class Circle:
    """Units that share people, and those people: told together, once nothing has moved in any of the units for a while."""

    units: frozenset[int]
    people: dict[int, frozenset[int]]  # user → the units that concern them


def quiet_circles(*, before: datetime, on: date) -> list[Circle]:
    """The circles in which the last change was noted before the moment. A unit without people is a circle of its own."""
    newest: dict[int, datetime] = {}
    for unit, noted_at in DateChange.objects.order_by("pk").values_list("unit_id", "noted_at"):
        newest[unit] = max(noted_at, newest.get(unit, noted_at))
    if not any(noted_at <= before for noted_at in newest.values()):
        return []
    people = _people_of(newest, on)
    circles = _joined(newest, people)
    quiet = [circle for circle in circles if max(newest[unit] for unit in circle) <= before]
    users: dict[int, set[int]] = defaultdict(set)
    for user, units in people.items():
        for unit in units:
            users[unit].add(user)
    return [
        Circle(frozenset(circle), {user: frozenset(people[user]) for unit in circle for user in users[unit]})
        for circle in quiet
    ]


def _people_of(units: Collection[int], on: date) -> dict[int, set[int]]:
    """User → those of ``units`` where they hold a post that works on duties."""
    found: dict[int, set[int]] = defaultdict(set)
    posts = Post.objects.held_on(on).filter(role__in=roles_with(Right.LOG_ACTIVITY), user__is_active=True)
    for some in _portions(units):
        for user, unit in posts.filter(unit__in=some).values_list("user_id", "unit_id"):
            found[user].add(unit)
    return found


def _portions(keys: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    return (ordered[start : start + SOME] for start in range(0, len(ordered), SOME))


def _joined(units: Iterable[int], people: dict[int, set[int]]) -> list[set[int]]:
    """The units in sets: two that share a person are in one."""
    circle_of = {unit: {unit} for unit in units}
    for shared in people.values():
        joined = set().union(*(circle_of[unit] for unit in shared))
        for unit in joined:
            circle_of[unit] = joined
    return list({id(circle): circle for circle in circle_of.values()}.values())


def shifts_of(units: Collection[int], *, upto: int) -> list[Shifted]:
    """What is left of the changes noted up to the key ``upto``: moves that cancel out, and duties that are no longer open,
    are left out."""
    return [shift for some in _portions(units) for shift in _shifts(some, upto)]


def _shifts(units: list[int], upto: int) -> list[Shifted]:
    known: dict[tuple[int, int], Span] = {}
    for unit, before in (
        DateChange.objects.filter(unit__in=units, pk__lte=upto).order_by("pk").values_list("unit_id", "before")
    ):
        for duty, (first, last) in before.items():
            known.setdefault((unit, int(duty)), Span(_day(first), _day(last)))
    duties = {duty for _unit, duty in known}
    rows = Assignment.objects.standing().filter(unit__in=units, duty__in=duties, state=AssignmentState.OPEN)
    moved: dict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for unit, duty, campaign, first, last in rows.values_list(
        "unit_id", "duty_id", "duty__campaign_id", "starts_on", "due_on"
    ):
        old, new = known.get((unit, duty)), Span(first, last)
        if old is not None and old != new:
            moved[unit, campaign].append((old, new))
    return [
        Shifted(unit, campaign, len(pairs), _reach(old for old, _new in pairs), _reach(new for _old, new in pairs))
        for (unit, campaign), pairs in sorted(moved.items())
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reach(spans: Iterable[Span]) -> Span:
    days = [day for span in spans for day in (span.starts_on, span.ends_on) if day]
    return Span(min(days, default=None), max(days, default=None))
