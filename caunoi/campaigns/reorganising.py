"""What a reorganisation does to running campaigns: open duties go to the successor or are excused; what was done stays.

Activities, done duties and receipts stay with the unit that ended: reports of the time keep their shape.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import AssignmentState, CampaignState, ImportState
from caunoi.campaigns.models import Activity, Assignment, Campaign, Delivery, Obstacle, OwnPlan, PlanImport
from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Consequence, Line
from caunoi.orgs.reorganising.planning import Plan

SOME = 5_000


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + SOME] for start in range(0, len(keys), SOME))


@dataclass
class _Duties:
    """Keys of open assignments of units that end: successor → those it takes, with their unit; those it already has;
    those that nobody takes."""

    moved: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    known: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(map(len, self.moved.values()))


def _duties(plan: Plan) -> _Duties:
    heirs = plan.heir_of
    having: set[tuple[int, int]] = set()
    for keys in _chunks(sorted({heir for heir in heirs.values() if heir > 0})):
        having |= set(Assignment.objects.filter(unit__in=keys).values_list("duty", "unit").iterator())
    duties = _Duties()
    for keys in _chunks(sorted(plan.ended_ids)):
        rows = Assignment.objects.open().filter(unit__in=keys).order_by("pk")
        for pk, duty, unit in rows.values_list("pk", "duty", "unit").iterator():
            heir = heirs.get(unit)
            if heir is None:
                duties.left.append(pk)
            elif (duty, heir) in having:
                duties.known.append(pk)
            else:
                having.add((duty, heir))
                duties.moved[heir].append((pk, unit))
    return duties


def _preview_duties(plan: Plan) -> list[Line]:
    duties = _duties(plan)
    excused = [*duties.known, *duties.left]
    asked = sum(
        Obstacle.objects.filter(assignment__in=keys, answered_at__isnull=True).count() for keys in _chunks(excused)
    )
    done = activities = 0
    for keys in _chunks(plan.ended_ids):
        done += Assignment.objects.filter(unit__in=keys, state=AssignmentState.DONE).count()
        activities += Activity.objects.counted().filter(unit__in=keys).count()
    return [
        Line(_("open duties go to the successor, with what was asked about them"), duties.number),
        Line(_("open duties fall away: the successor has the same ones"), len(duties.known)),
        Line(_("open duties fall away: nobody goes on with the work"), len(duties.left), "warning"),
        Line(_("questions about these duties are still without an answer"), asked, "warning"),
        Line(_("duties that are done stay with the old unit"), done),
        Line(_("activities stay with the old unit: old reports keep their shape"), activities),
    ]


def _apply_duties(plan: Plan, by: Any, now: datetime) -> Any:
    duties = _duties(plan)
    for heir, rows in duties.moved.items():
        for keys in _chunks([pk for pk, _unit in rows]):
            Assignment.objects.filter(pk__in=keys).update(unit=heir)
    there = _("%(basis)s: the successor has this duty.") % {"basis": plan.basis}
    nobody = _("The unit ended under %(basis)s.") % {"basis": plan.basis}
    return {
        "moved": [[heir, rows] for heir, rows in duties.moved.items()],
        "excused": _excuse(duties.known, there) + _excuse(duties.left, nobody),
        "deliveries": _deliver(duties, now),
    }


def _excuse(keys: Sequence[int], note: str) -> list[list[Any]]:
    """The keys with the notes that stood there before."""
    before: list[list[Any]] = []
    for some in _chunks(keys):
        rows = Assignment.objects.filter(pk__in=some)
        before += [list(row) for row in rows.values_list("pk", "note")]
        rows.update(state=AssignmentState.EXCUSED, note=note[:500])
    return before


def _deliver(duties: _Duties, now: datetime) -> list[int]:
    """A successor receives each campaign whose duties it takes over, unless it has it or issued it."""
    wanted: set[tuple[int, int]] = set()
    for heir, rows in duties.moved.items():
        for keys in _chunks([pk for pk, _unit in rows]):
            campaigns = Campaign.objects.filter(duties__assignments__in=keys).exclude(unit=heir)
            wanted |= {(campaign, heir) for campaign in campaigns.values_list("pk", flat=True).distinct()}
    having: set[tuple[int, int]] = set()
    for keys in _chunks(sorted({heir for _campaign, heir in wanted})):
        having |= set(Delivery.objects.filter(unit__in=keys).values_list("campaign", "unit"))
    new = [Delivery(campaign_id=campaign, unit_id=heir, sent_at=now) for campaign, heir in sorted(wanted - having)]
    return [row.pk for row in Delivery.objects.bulk_create(new, batch_size=1000)]


def _undo_duties(data: Any, by: Any, now: datetime) -> None:
    fresh = Delivery.objects.filter(opened_at__isnull=True, acknowledged_at__isnull=True)
    gone = sum(fresh.filter(pk__in=keys).delete()[0] for keys in _chunks(data["deliveries"]))
    if gone != len(data["deliveries"]):
        raise Refused(_("A successor has already opened what it received."), code="delivery_opened")
    for heir, rows in data["moved"]:
        keys = [pk for pk, _unit in rows]
        if any(Activity.objects.filter(assignment__in=some, unit=heir).exists() for some in _chunks(keys)):
            raise _worked_on()
        former: dict[int, list[int]] = defaultdict(list)
        for pk, unit in rows:
            former[unit].append(pk)
        for unit, own in former.items():
            _put_back(Assignment.objects.open().filter(unit=heir), own, unit=unit)
    notes: dict[str, list[int]] = defaultdict(list)
    for pk, note in data["excused"]:
        notes[note].append(pk)
    for note, keys in notes.items():
        _put_back(Assignment.objects.filter(state=AssignmentState.EXCUSED), keys, state=AssignmentState.OPEN, note=note)


def _put_back(standing: QuerySet[Assignment], keys: Sequence[int], **values: Any) -> None:
    if sum(standing.filter(pk__in=some).update(**values) for some in _chunks(keys)) != len(keys):
        raise _worked_on()


def _worked_on() -> Refused:
    return Refused(_("A duty that went to a successor has been worked on since."), code="duty_worked_on")


def _owned(plan: Plan) -> list[tuple[str, QuerySet[Any]]]:
    """What belongs to a unit that ends and needs somebody who may go on with it."""
    keys = plan.ended_ids
    waiting = (ImportState.WAITING, ImportState.READING, ImportState.REVIEW)
    return [
        ("campaigns", Campaign.objects.filter(unit__in=keys).exclude(state=CampaignState.CLOSED)),
        ("imports", PlanImport.objects.filter(unit__in=keys, state__in=waiting)),
        ("own_plans", OwnPlan.objects.filter(unit__in=keys)),
    ]


_OWNED = {"campaigns": Campaign, "imports": PlanImport, "own_plans": OwnPlan}


def _taken_over(plan: Plan) -> dict[str, list[tuple[Any, int, int]]]:
    """Table → key, unit that ends, successor."""
    heirs = plan.heir_of
    taken = {
        name: [(row.pk, row.unit_id, heirs[row.unit_id]) for row in rows.order_by("pk") if row.unit_id in heirs]
        for name, rows in _owned(plan)
    }
    taken["own_plans"] = _without_second_plans(taken["own_plans"])
    return taken


def _without_second_plans(rows: list[tuple[Any, int, int]]) -> list[tuple[Any, int, int]]:
    """A unit has one own plan for a campaign: where the successor has one, or two are to become one, the first stands."""
    superiors = dict(OwnPlan.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "superior"))
    heirs = [row[2] for row in rows]
    having = set(OwnPlan.objects.filter(unit__in=heirs).values_list("unit", "superior"))
    kept = []
    for pk, unit, heir in rows:
        if (heir, superiors[pk]) not in having:
            having.add((heir, superiors[pk]))
            kept.append((pk, unit, heir))
    return kept


def _preview_owned(plan: Plan) -> list[Line]:
    taken = _taken_over(plan)
    running = Campaign.objects.filter(unit__in=plan.ended_ids).exclude(state=CampaignState.CLOSED).count()
    return [
        Line(_("campaigns of the old unit are run by the successor"), len(taken["campaigns"])),
        Line(_("campaigns stay without anybody who runs them"), running - len(taken["campaigns"]), "warning"),
        Line(_("plans on their way in go to the successor"), len(taken["imports"])),
        Line(_("own plans of units go to the successor"), len(taken["own_plans"])),
    ]


def _apply_owned(plan: Plan, by: Any, now: datetime) -> Any:
    taken = _taken_over(plan)
    for name, rows in taken.items():
        for pk, _unit, heir in rows:
            _OWNED[name]._default_manager.filter(pk=pk).update(unit=heir)
    return {name: [[str(pk), unit, heir] for pk, unit, heir in rows] for name, rows in taken.items()}


def _undo_owned(data: Any, by: Any, now: datetime) -> None:
    for name, rows in data.items():
        for pk, unit, heir in rows:
            if not _OWNED[name]._default_manager.filter(pk=pk, unit=heir).update(unit=unit):
                raise Refused(_("A campaign that went to a successor was changed since."), code="campaign_changed")


CONSEQUENCES = (
    Consequence("campaigns.owned", 10, _preview_owned, _apply_owned, _undo_owned),
    Consequence("campaigns.duties", 20, _preview_duties, _apply_duties, _undo_duties),
)
