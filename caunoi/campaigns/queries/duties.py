"""Duties counted: by clause, by unit, by wave. Always in the database, however many units there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q

from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.models import Activity, Assignment, Campaign, Wave, Window
from caunoi.campaigns.models.duties import AssignmentQuerySet
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.schedule import Phase, Span, phase_on


@dataclass(frozen=True)
class Tally:
    """How many duties, each at one unit. ``doing``: open, with an activity logged. The excused are not in ``total``."""

    total: int = 0
    done: int = 0
    doing: int = 0
    late: int = 0
    excused: int = 0

    @property
    def waiting(self) -> int:
        """Open, with nothing logged."""
        return self.total - self.done - self.doing


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """One tally of several that share no assignment."""
    counts = [(each.total, each.done, each.doing, each.late, each.excused) for each in tallies]
    return Tally(*(sum(column) for column in zip(*counts, strict=True)))


def with_activity(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Each with ``has_activity``: something that counts was logged for it."""
    logged = Activity.objects.counted().filter(assignment=OuterRef("pk"))
    return assignments.annotate(has_activity=Exists(logged))


def tally_counts(on: date) -> dict[str, Count]:
    """The aggregates of a ``Tally``, for a queryset that went through ``with_activity``."""
    open_ = Q(state=AssignmentState.OPEN)
    return {
        "total": Count("pk", filter=~Q(state=AssignmentState.EXCUSED)),
        "done": Count("pk", filter=Q(state=AssignmentState.DONE)),
        "doing": Count("pk", filter=open_ & Q(has_activity=True)),
        "late": Count("pk", filter=open_ & Q(due_on__lt=on)),
        "excused": Count("pk", filter=Q(state=AssignmentState.EXCUSED)),
    }


def assignments_in(campaign: Campaign, scope: Scope) -> AssignmentQuerySet:
    return Assignment.objects.standing().filter(duty__campaign=campaign, unit__in=scope.ids)


def tally(assignments: AssignmentQuerySet, *, on: date) -> Tally:
    """One tally of them all, in one query."""
    return Tally(**with_activity(assignments).aggregate(**tally_counts(on)))


def tally_by(assignments: AssignmentQuerySet, key: str, *, on: date) -> dict[Any, Tally]:
    """A tally for every value of ``key`` ("unit_id", "duty_id", "duty__provision_id"), in one query."""
    rows = with_activity(assignments).order_by().values(key).annotate(**tally_counts(on))
    return {row.pop(key): Tally(**row) for row in rows}


@dataclass(frozen=True)
class Group:
    """Duties of one kind in one stretch of one campaign: what a person takes for one piece of work.

    ``first_open``: the open assignment that comes first; ``next_due``: the earliest last day among the open ones.
    """

    campaign: Campaign
    kind: str
    wave: Wave | None
    window: Window | None
    tally: Tally
    open: int
    next_due: date | None
    first_start: date | None
    first_open: int | None

    @property
    def span(self) -> Span:
        part = self.window or self.wave
        return Span(part.starts_on, part.ends_on) if part else Span()

    def phase(self, on: date) -> Phase:
        """By the open duties' own days; where they have none yet, by those of the wave or window."""
        own = Span(self.first_start, self.next_due)
        return phase_on(self.span if own == Span() else own, on)

    @property
    def query(self) -> str:
        """The part of an address that picks these duties on the page of duties."""
        wave = self.wave.pk if self.wave else "0"
        return f"wave={wave}&window={self.window.pk if self.window else 0}&kind={self.kind}"


KIND_ORDER = [DutyKind.CONTENT, DutyKind.CHARGE, DutyKind.REPORT]


def groups_in(campaigns: Iterable[Campaign], scope: Scope) -> list[Group]:
    """The groups of duties of ``campaigns`` in the scope, by wave, window and kind; four queries, however many there are."""
    by_pk = {campaign.pk: campaign for campaign in campaigns}
    if not by_pk:
        return []
    assignments = Assignment.objects.standing().filter(duty__campaign__in=by_pk, unit__in=scope.ids)
    keys = ("duty__campaign_id", "duty__wave_id", "duty__window_id", "duty__kind")
    open_ = Q(state=AssignmentState.OPEN)
    rows = (
        with_activity(assignments)
        .order_by()
        .values(*keys)
        .annotate(
            **tally_counts(scope.on),
            open=Count("pk", filter=open_),
            next_due=Min("due_on", filter=open_),
            first_start=Min("starts_on", filter=open_),
            first_open=Min("pk", filter=open_),
        )
    )
    waves = {wave.pk: wave for wave in Wave.objects.filter(campaign__in=by_pk)}
    windows = {each.pk: each for each in Window.objects.filter(wave__campaign__in=by_pk).select_related("anchor")}
    groups = [_group(row, by_pk, waves, windows) for row in rows]
    return sorted(groups, key=_order)


def _group(
    row: dict[str, Any], campaigns: dict[int, Campaign], waves: dict[int, Wave], windows: dict[int, Window]
) -> Group:
    counts = {name: row[name] for name in ("total", "done", "doing", "late", "excused")}
    rest = {name: row[name] for name in ("open", "next_due", "first_start", "first_open")}
    return Group(
        campaign=campaigns[row["duty__campaign_id"]],
        kind=row["duty__kind"],
        wave=waves.get(row["duty__wave_id"]),
        window=windows.get(row["duty__window_id"]),
        tally=Tally(**counts),
        **rest,
    )


def _order(group: Group) -> tuple[Any, ...]:
    wave = group.wave.ordinal if group.wave else 0
    window = group.window.position if group.window else 0
    return (-group.campaign.pk, group.wave is None, wave, KIND_ORDER.index(DutyKind(group.kind)), window)
