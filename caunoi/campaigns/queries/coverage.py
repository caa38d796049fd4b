"""Each clause of the paper with who has carried it out, counted in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from caunoi.campaigns.enums import AssignmentState, EvidenceKind
from caunoi.campaigns.models import Activity, Campaign, Channel, Duty, Provision, Theme
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.campaigns.queries.duties import Tally, assignments_in, tally_by, with_activity
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.queries.versions import carried_on, clause_and_before


@dataclass(frozen=True)
class Clause:
    """A clause, the units of which something is demanded by it (``tally`` counts units; None where nothing is demanded),
    what was logged at it (``units``: by how many) and the photographs and files that show it."""

    provision: Provision
    tally: Tally | None
    activities: int
    units: int
    evidence: int = 0
    marks: tuple[Theme | Channel, ...] = field(default=())

    @property
    def is_heading(self) -> bool:
        return self.tally is None and not self.marks


def unit_tallies(assignments: AssignmentQuerySet, demanding: dict[int, int], *, on: date) -> dict[int, Tally]:
    """A tally of units for every clause: a unit has done it when all its duties there are done, and is doing it when some
    are or something was logged. ``demanding``: clause → its duties; a clause of one duty needs no distinct count."""
    single = [pk for pk, number in demanding.items() if number == 1]
    several = [pk for pk, number in demanding.items() if number > 1]
    tallies = tally_by(assignments.filter(duty__provision__in=single), "duty__provision_id", on=on)
    if several:
        tallies |= _distinct_tallies(assignments.filter(duty__provision__in=several), on)
    return tallies


def _distinct_tallies(assignments: AssignmentQuerySet, on: date) -> dict[int, Tally]:
    open_, done = Q(state=AssignmentState.OPEN), Q(state=AssignmentState.DONE)
    conditions = {
        "total": ~Q(state=AssignmentState.EXCUSED),
        "open": open_,
        "begun": done | (open_ & Q(has_activity=True)),
        "late": open_ & Q(due_on__lt=on),
        "concerned": Q(),
    }
    counts = {name: Count("unit", distinct=True, filter=where or None) for name, where in conditions.items()}
    tallies = {}
    for row in with_activity(assignments).order_by().values("duty__provision_id").annotate(**counts):
        done_units = row["total"] - row["open"]
        tallies[row["duty__provision_id"]] = Tally(
            total=row["total"], done=done_units, doing=row["begun"] - done_units, late=row["late"],
            excused=row["concerned"] - row["total"],
        )  # fmt: skip
    return tallies


def coverage_of(campaign: Campaign, scope: Scope) -> list[Clause]:
    """Every clause of the paper in force, in reading order; a fixed number of queries, and one more a version of the paper.

    What was logged at an earlier wording counts at the clause that carries it on.
    """
    standing = Duty.objects.filter(campaign=campaign, dropped_at__isnull=True).order_by()
    demanded = dict(standing.values_list("provision_id").annotate(number=Count("pk")))
    tallies = unit_tallies(assignments_in(campaign, scope), demanded, on=scope.on)
    marks: dict[int, list[Any]] = {}
    for model in (Theme, Channel):
        for mark in model.objects.filter(campaign=campaign, dropped_at__isnull=True):
            marks.setdefault(mark.provision_id, []).append(mark)
    now = carried_on(campaign.instrument)
    logged, shown = _logged(campaign, scope, now), _evidence(campaign, scope, now)
    clauses = []
    for provision in campaign.instrument.provisions.order_by("position"):
        here = marks.get(provision.pk, [])
        activities, units = logged.get(provision.pk, (0, 0))
        tally = tallies.get(provision.pk, Tally()) if provision.pk in demanded else None
        clauses.append(Clause(provision, tally, activities, units, shown.get(provision.pk, 0), tuple(here)))
    return clauses


def at_clause(provision: Provision) -> Q:
    """Condition on activities: those that serve the clause or one that it carries on: directly, through the duty, or as a
    theme or channel."""
    ids = clause_and_before(provision)
    return (
        Q(assignment__duty__provision__in=ids)
        | Q(provision__in=ids, assignment__isnull=True)
        | Q(theme__provision__in=ids)
        | Q(channel__provision__in=ids)
    )


_SERVED = ("clause_id", "theme__provision_id", "channel__provision_id")


def _served(campaign: Campaign, scope: Scope) -> Any:
    activities = Activity.objects.counted().filter(campaign=campaign, unit__in=scope.ids)
    return activities.annotate(clause_id=Coalesce("assignment__duty__provision_id", "provision_id")).order_by()


def _logged(campaign: Campaign, scope: Scope, now: dict[int, int]) -> dict[int, tuple[int, int]]:
    """(activities, units) by clause id. One query over the finest groups: an activity may serve a clause, a theme's and a
    channel's at once, and counts once at each. ``now``: earlier clause → the clause in force."""
    counts: dict[int, int] = {}
    units: dict[int, set[int]] = {}
    rows = _served(campaign, scope).values_list(*_SERVED, "unit_id").annotate(number=Count("pk"))
    for *served, unit, number in rows:
        for pk in {now.get(each, each) for each in served} - {None}:
            counts[pk] = counts.get(pk, 0) + number
            units.setdefault(pk, set()).add(unit)
    return {pk: (counts[pk], len(units[pk])) for pk in counts}


def _evidence(campaign: Campaign, scope: Scope, now: dict[int, int]) -> dict[int, int]:
    """Photographs and files by clause id, by the same rule."""
    counts: dict[int, int] = {}
    shown = _served(campaign, scope).filter(evidence__kind__in=EvidenceKind.values)
    for *served, number in shown.values_list(*_SERVED).annotate(number=Count("evidence")):
        for pk in {now.get(each, each) for each in served} - {None}:
            counts[pk] = counts.get(pk, 0) + number
    return counts
