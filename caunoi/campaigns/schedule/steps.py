"""What a redating comes to: for each set of days the duties and units that are to have them.

Units in the same situation share a day, so a step is one statement for many units and duties. A step never touches a row
that already has its days, one that is done or excused, or a unit that the moved congress means nothing to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from caunoi.campaigns.models import Assignment, Duty
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.campaigns.schedule.calendars import Calendar
from caunoi.campaigns.schedule.keys import Among
from caunoi.campaigns.schedule.spans import Span
from caunoi.orgs.models import UnitQuerySet


@dataclass(frozen=True)
class Step:
    """These duties of these units (None: of all that have them) are to have these days; of units ``among`` and not
    ``besides``, where such are given."""

    duties: tuple[int, ...]
    units: tuple[int, ...] | None
    span: Span
    among: UnitQuerySet | None = None
    besides: tuple[UnitQuerySet, ...] = ()

    def rows(self) -> AssignmentQuerySet:
        """The open assignments that have other days now."""
        same = _is("starts_on", self.span.starts_on) & _is("due_on", self.span.ends_on)
        waiting = Assignment.objects.open().filter(duty__in=self.duties).exclude(same)
        if self.among is not None:
            waiting = waiting.filter(unit__in=self.among.values("pk"))
        for units in self.besides:
            waiting = waiting.exclude(unit__in=units.values("pk"))
        return waiting if self.units is None else waiting.filter(Among("unit", self.units))

    def write(self, rows: AssignmentQuerySet) -> int:
        """Give ``rows`` these days; return how many there were."""
        return rows.update(starts_on=self.span.starts_on, due_on=self.span.ends_on)


def _is(name: str, day: date | None) -> Q:
    return Q(**{f"{name}__isnull": True}) if day is None else Q(**{name: day})


def steps_by(calendar: Calendar, duties: Iterable[Duty], units: tuple[int, ...] | None) -> Iterator[Step]:
    """One step for each set of days that the calendar gives to some of the duties."""
    by_span: dict[Span, list[int]] = {}
    for duty in duties:
        by_span.setdefault(calendar.of_duty(duty), []).append(duty.pk)
    for span, keys in by_span.items():
        yield Step(tuple(keys), units, span)


def touched_by(steps: Iterable[Step]) -> Counter[int]:
    """How many open duties of each unit would get other days; units of which none would are left out."""
    found: Counter[int] = Counter()
    for step in steps:
        found.update(dict(step.rows().order_by().values("unit").annotate(n=Count("pk")).values_list("unit", "n")))
    return found
