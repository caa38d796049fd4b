"""Each clause of the paper with who has carried it out, counted in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from caunoi.campaigns.models import Activity, Campaign, Channel, Duty, Provision, Theme
from caunoi.campaigns.queries.duties import Tally, assignments_in, tally_by
from caunoi.campaigns.queries.scope import Scope


@dataclass(frozen=True)
class Clause:
    """A clause, what is demanded by it (``tally``, None where nothing is) and what was logged at it."""

    provision: Provision
    tally: Tally | None
    activities: int
    units: int
    marks: tuple[Theme | Channel, ...] = field(default=())

    @property
    def is_heading(self) -> bool:
        return self.tally is None and not self.marks


def coverage_of(campaign: Campaign, scope: Scope) -> list[Clause]:
    """Every clause of the paper in force, in reading order; six queries."""
    tallies = tally_by(assignments_in(campaign, scope), "duty__provision_id", on=scope.on)
    demanded = set(
        Duty.objects.filter(campaign=campaign, dropped_at__isnull=True).values_list("provision_id", flat=True)
    )
    marks: dict[int, list[Any]] = {}
    for model in (Theme, Channel):
        for mark in model.objects.filter(campaign=campaign, dropped_at__isnull=True):
            marks.setdefault(mark.provision_id, []).append(mark)
    logged = _logged(campaign, scope)
    clauses = []
    for provision in campaign.instrument.provisions.order_by("position"):
        here = marks.get(provision.pk, [])
        activities, units = logged.get(provision.pk, (0, 0))
        tally = tallies.get(provision.pk, Tally()) if provision.pk in demanded else None
        clauses.append(Clause(provision, tally, activities, units, tuple(here)))
    return clauses


def at_clause(provision: Provision) -> Q:
    """Condition on activities: those that serve the clause, directly, through its duty, or as a theme or channel."""
    return (
        Q(assignment__duty__provision=provision)
        | Q(provision=provision, assignment__isnull=True)
        | Q(theme__provision=provision)
        | Q(channel__provision=provision)
    )


def _logged(campaign: Campaign, scope: Scope) -> dict[int, tuple[int, int]]:
    """(activities, units) by clause id. One query over the finest groups: an activity may serve a clause, a theme's and a
    channel's at once, and counts once at each."""
    activities = Activity.objects.counted().filter(campaign=campaign, unit__in=scope.ids)
    activities = activities.annotate(clause_id=Coalesce("assignment__duty__provision_id", "provision_id"))
    rows = activities.order_by().values_list("clause_id", "theme__provision_id", "channel__provision_id", "unit_id")
    counts: dict[int, int] = {}
    units: dict[int, set[int]] = {}
    for clause, theme, channel, unit, number in rows.annotate(number=Count("pk")):
        for pk in {clause, theme, channel} - {None}:
            counts[pk] = counts.get(pk, 0) + number
            units.setdefault(pk, set()).add(unit)
    return {pk: (counts[pk], len(units[pk])) for pk in counts}
