"""Keeping the counters of what has been said in step with the activities, in their transaction."""

from datetime import date

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Activity, Assignment, Campaign
from caunoi.campaigns.models.unsaid import SaidBranch, SaidCount, SaidHead, SaidUnit
from caunoi.campaigns.queries.counters import (
    ANY,
    Cell,
    Proof,
    Said,
    cell_of,
    counted_below,
    kept_proof,
    owes_in,
    place_of,
    proof_of,
    recounted,
)
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement
from caunoi.orgs.models.units import holds_at


def recount_activity(activity: Activity, before: Cell | None, *, on: date) -> None:
    """Bring the counters in line with ``activity``, which counted in ``before`` until now. Call in its transaction.

    ``on`` is the day whose tree says what stands above the unit.
    """
    after = cell_of(activity)
    if before == after:
        return
    campaign_id, unit_id = activity.campaign_id, activity.unit_id
    _note_change(campaign_id, unit_id)  # first: it makes writers of one unit wait for one another
    deltas: dict[Cell, Said] = {}
    for cell, step in ((before, -1), (after, 1)):
        if cell:
            for changed, said in _step(campaign_id, unit_id, cell, step).items():
                deltas[changed] = deltas.get(changed, Said()) + said
    _raise_above(campaign_id, unit_id, {cell: said for cell, said in deltas.items() if said != Said()}, on)


def _note_change(campaign_id: int, unit_id: int) -> None:
    mine = SaidUnit.objects.filter(campaign=campaign_id, unit=unit_id)
    if mine.update(changes=F("changes") + 1):
        return
    first = SaidUnit(campaign_id=campaign_id, unit_id=unit_id, changes=0)
    SaidUnit.objects.bulk_create([first], ignore_conflicts=True)  # two first activities may come at the same moment
    mine.update(changes=F("changes") + 1)


def _step(campaign_id: int, unit_id: int, cell: Cell, step: int) -> dict[Cell, Said]:
    """Count one activity more or less in ``cell`` of the unit; what that changes in every sum above it."""
    mine = SaidCount.objects.filter(campaign=campaign_id, unit=unit_id, wave=cell.wave)
    rows = {row.kind: row for row in mine.filter(theme=cell.theme)}
    known = next(iter(rows.values()), None) or mine.first()
    owed = known.owed if known else owes_in(unit_id, cell.wave)
    row = rows.get(cell.kind)
    if row is None:
        row = SaidCount(
            campaign_id=campaign_id, unit_id=unit_id, theme_id=cell.theme, wave_id=cell.wave, kind=cell.kind,
            number=0, owed=owed,
        )  # fmt: skip
    of_kind, of_any = row.number, sum(each.number for each in rows.values())
    row.number += step
    if row.number:
        row.save()
    else:
        row.delete()
    return {
        cell: _said(of_kind, step, owed=owed),
        cell._replace(kind=ANY): _said(of_any, step, owed=owed),
    }


def _said(before: int, step: int, *, owed: bool) -> Said:
    unit = int(before + step > 0) - int(before > 0)
    return Said(unit if owed else 0, 0 if owed else unit, step)


def _raise_above(campaign_id: int, unit_id: int, deltas: dict[Cell, Said], on: date) -> None:
    """Add to the sums kept above the unit. A sum that is not kept yet is made by ``settle_counters``."""
    above = [int(part) for part in place_of(unit_id, on).split(".") if part][:-1]
    heads = SaidHead.objects.select_for_update().filter(campaign=campaign_id, unit__in=above).order_by("unit_id")
    for head in list(heads):
        SaidHead.objects.filter(pk=head.pk).update(changes=F("changes") + 1)
        for cell, said in deltas.items():
            _raise(campaign_id, head.unit_id, cell, said)


def _raise(campaign_id: int, unit_id: int, cell: Cell, said: Said) -> None:
    row = SaidBranch.objects.filter(
        campaign=campaign_id, unit=unit_id, theme=cell.theme, wave=cell.wave, kind=cell.kind
    )
    raised = row.update(
        units=F("units") + said.units, others=F("others") + said.others, activities=F("activities") + said.activities
    )
    if not raised:
        _keep(campaign_id, unit_id, {cell: said})


def _keep(campaign_id: int, unit_id: int, sums: dict[Cell, Said]) -> None:
    SaidBranch.objects.bulk_create(
        [
            SaidBranch(
                campaign_id=campaign_id, unit_id=unit_id, theme_id=cell.theme, wave_id=cell.wave, kind=cell.kind,
                units=said.units, others=said.others, activities=said.activities,
            )
            for cell, said in sums.items()
        ],
        batch_size=500,
    )  # fmt: skip


def settle_counters(campaign: Campaign, *, on: date) -> int:
    """Count anew every kept sum whose proof does not hold, and make those that are missing; return how many.

    Safe to run at any time, beside people who log. A sum is kept for every unit that has units below it on the day.
    """
    parents = Placement.objects.filter(holds_at(on), line=Line.TERRITORY, parent__isnull=False)
    standing = Placement.objects.filter(holds_at(on), line=Line.TERRITORY, unit__in=parents.values("parent"))
    touched = SaidUnit.objects.filter(campaign=campaign)
    if not touched.exists():
        return 0
    settled = 0
    for unit_id, path in standing.order_by("-depth", "unit_id").values_list("unit_id", "path").iterator():
        if kept_proof(campaign, unit_id) != proof_of(campaign, path, on):
            settled += count_branch(campaign, unit_id, path, on=on)
    gone = SaidHead.objects.filter(campaign=campaign).exclude(unit__in=standing.values("unit"))
    for head in list(gone):
        SaidBranch.objects.filter(campaign=campaign, unit=head.unit_id).delete()
        head.delete()
    return settled


@transaction.atomic
def count_branch(campaign: Campaign, unit_id: int, path: str, *, on: date) -> int:
    """Count the sums below the unit anew; 1. Who logs below it meanwhile waits for the head, and adds to the new sums."""
    head, _is_new = SaidHead.objects.select_for_update().get_or_create(
        campaign=campaign, unit_id=unit_id, defaults=vars(Proof())
    )
    SaidBranch.objects.filter(campaign=campaign, unit=unit_id).delete()
    proof = proof_of(campaign, path, on)
    _keep(campaign.pk, unit_id, counted_below(campaign, path, on))
    SaidHead.objects.filter(pk=head.pk).update(**vars(proof))
    return 1


@transaction.atomic
def rebuild_counters(campaign: Campaign, *, on: date) -> int:
    """Throw every counter of the campaign away and count the activities; return how many cells of units there are.

    For counters that were never kept, or that somebody has changed by hand. Nobody should log meanwhile.
    """
    for model in (SaidBranch, SaidHead, SaidCount):
        model.objects.filter(campaign=campaign).delete()
    counts = recounted(campaign)
    _create_counts(campaign, counts)
    known = set(SaidUnit.objects.filter(campaign=campaign).values_list("unit_id", flat=True))
    SaidUnit.objects.filter(campaign=campaign).update(changes=F("changes") + 1)
    fresh = {unit for unit, _cell in counts} - known
    SaidUnit.objects.bulk_create(
        [SaidUnit(campaign=campaign, unit_id=unit, changes=1) for unit in sorted(fresh)], batch_size=2000
    )
    settle_counters(campaign, on=on)
    return len(counts)


def _create_counts(campaign: Campaign, counts: dict[tuple[int, Cell], int]) -> None:
    owing = _owing(campaign)
    SaidCount.objects.bulk_create(
        (
            SaidCount(
                campaign=campaign, unit_id=unit_id, theme_id=cell.theme, wave_id=cell.wave, kind=cell.kind,
                number=number, owed=(unit_id, cell.wave) in owing,
            )
            for (unit_id, cell), number in counts.items()
        ),
        batch_size=2000,
    )  # fmt: skip


def _owing(campaign: Campaign) -> set[tuple[int, int | None]]:
    """(unit, wave) of everyone who has content duties in a wave."""
    told = Assignment.objects.standing().filter(duty__campaign=campaign, duty__kind=DutyKind.CONTENT)
    return set(told.exclude(duty__wave=None).order_by().values_list("unit_id", "duty__wave_id").distinct())


@transaction.atomic
def correct_owing(campaign: Campaign) -> int:
    """Bring ``owed`` in line with the duties as they are now (an amendment may have given or dropped some); return how
    many counters were wrong. The sums above lose their proof and are counted anew by ``settle_counters``."""
    owing = Assignment.objects.standing().filter(
        unit=OuterRef("unit"), duty__wave=OuterRef("wave"), duty__kind=DutyKind.CONTENT
    )
    counts = SaidCount.objects.filter(campaign=campaign).annotate(owes=Exists(owing))
    wrong = list(counts.exclude(owed=F("owes")).values_list("pk", "unit_id"))
    for start in range(0, len(wrong), 500):
        some = SaidCount.objects.filter(pk__in=[pk for pk, _unit in wrong[start : start + 500]])
        some.update(owed=Case(When(owed=True, then=Value(value=False)), default=Value(value=True)))
    for unit in {unit for _pk, unit in wrong}:
        _note_change(campaign.pk, unit)
    return len(wrong)
