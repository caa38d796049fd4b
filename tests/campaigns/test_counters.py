"""Counters of what has been said: always equal to a count of the activities, whatever happens to activities and tree."""

import random
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from caunoi.campaigns.actions.activities import edit_activity, restore_activity, withdraw_activity
from caunoi.campaigns.actions.counting import count_branch, rebuild_counters, settle_counters
from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Activity, Provision, SaidBranch, SaidCount, SaidHead, SaidUnit, Theme
from caunoi.campaigns.queries.counters import (
    Cell,
    Said,
    add_up,
    counted_below,
    kept_below,
    kept_proof,
    proof_of,
    recounted,
    said_by,
)
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.queries.unsaid import said_in
from caunoi.orgs.actions.units import move_unit
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import entry
from tests.cast import Cast


def second_theme(running: Running) -> Theme:
    clause = Provision.objects.create(
        instrument=running.campaign.instrument, position=90, path="II/2", label="2", text="Vai trò của đại hội."
    )
    return Theme.objects.create(campaign=running.campaign, provision=clause, position=2, title="Vai trò")


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def counts_of(running: Running) -> dict[tuple[int, Cell], int]:
    rows = SaidCount.objects.filter(campaign=running.campaign)
    return {(row.unit_id, Cell(row.theme_id, row.wave_id, row.kind)): row.number for row in rows}


def test_log_counts_once_by_kind_and_once_by_any(cast: Cast, running: Running) -> None:
    settle_counters(running.campaign, on=TODAY)
    for kind in ("conference", "conference", "visual"):
        log(running, cast.units.G1, kind=kind, theme=running.theme)
    log(running, cast.units.P, theme=running.theme)
    settle_counters(running.campaign, on=TODAY)
    theme, wave = running.theme.pk, running.wave.pk
    said = said_in(running.campaign, Scope(standing(cast.units.P), TODAY))
    assert said == {
        Cell(theme, wave, "conference"): Said(1, 1, 3),
        Cell(theme, wave, "visual"): Said(1, 0, 1),
        Cell(theme, wave): Said(1, 1, 4),
    }


def test_activity_without_a_theme_counts_in_no_cell(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1)
    assert (SaidCount.objects.count(), SaidUnit.objects.count()) == (0, 0)


def test_sums_above_follow_in_the_same_transaction(cast: Cast, running: Running) -> None:
    log(running, cast.units.G2, theme=running.theme)
    settle_counters(running.campaign, on=TODAY)
    activity = log(running, cast.units.G1, theme=running.theme)
    place = standing(cast.units.P)
    assert kept_proof(running.campaign, place.pk) == proof_of(running.campaign, place.path, TODAY)
    assert kept_below(running.campaign, place.pk)[Cell(running.theme.pk, running.wave.pk)] == Said(2, 0, 2)
    withdraw_activity(activity, reason="Nhầm", by=cast.chair, now=NOW)
    assert kept_below(running.campaign, place.pk)[Cell(running.theme.pk, running.wave.pk)] == Said(1, 0, 1)


def test_a_sum_whose_proof_fails_is_not_used(cast: Cast, running: Running) -> None:
    """A branch moves away, its unit logs, the branch comes back: the units are the same again, their changes are not."""
    log(running, cast.units.G1, theme=running.theme)
    settle_counters(running.campaign, on=TODAY)
    move_unit(cast.units.D, parent=cast.units.Q, on=TODAY, by=None, now=NOW)
    log(running, cast.units.G2, theme=running.theme)
    assert said_in(running.campaign, Scope(standing(cast.units.P), TODAY)) == {}
    whole = Scope(standing(cast.units.TLD), TODAY)
    assert said_in(running.campaign, whole)[Cell(running.theme.pk, running.wave.pk)] == Said(2, 0, 2)
    settled = settle_counters(running.campaign, on=TODAY)
    assert (settled, settle_counters(running.campaign, on=TODAY)) == (2, 0)


def test_settle_forgets_the_sums_of_a_unit_that_has_nothing_below_it(cast: Cast, running: Running) -> None:
    log(running, cast.units.G3, theme=running.theme)
    settle_counters(running.campaign, on=TODAY)
    assert SaidHead.objects.filter(unit=cast.units.E).exists()
    move_unit(cast.units.G3, parent=cast.units.D, on=TODAY, by=None, now=NOW)
    settle_counters(running.campaign, on=TODAY)
    assert (
        SaidHead.objects.filter(unit=cast.units.E).count(),
        SaidBranch.objects.filter(unit=cast.units.E).count(),
    ) == (
        0,
        0,
    )


def test_settle_does_nothing_for_a_campaign_without_activities(running: Running) -> None:
    assert settle_counters(running.campaign, on=TODAY) == 0


def random_step(rng: random.Random, running: Running, units: list[Unit], themes: list[Any], cast: Cast) -> None:
    fields = {
        "theme": rng.choice(themes),
        "wave": rng.choice([running.wave, running.later, None]),
        "kind": rng.choice(["conference", "visual", "press"]),
    }
    known = list(Activity.objects.order_by("pk"))
    step = rng.random()
    if step < 0.5 or not known:
        log(running, rng.choice(units), **fields)
        return
    activity = rng.choice(known)
    if activity.withdrawn_at:
        restore_activity(activity, by=cast.chair, now=NOW)
    elif step < 0.75:
        edit_activity(activity, entry(**fields), by=cast.chair, now=NOW)
    elif step < 0.9:
        withdraw_activity(activity, reason="Nhầm", by=cast.chair, now=NOW)
    else:
        parent = rng.choice([cast.units.P, cast.units.Q])
        if Unit.objects.at(TODAY).get(pk=cast.units.D.pk).parent_id != parent.pk:
            move_unit(cast.units.D, parent=parent, on=TODAY, by=None, now=NOW)
    if step > 0.95:
        settle_counters(running.campaign, on=TODAY)


@pytest.mark.parametrize("seed", range(4))
def test_counters_equal_a_recount_whatever_happens(cast: Cast, running: Running, seed: int) -> None:
    rng = random.Random(seed)
    themes = [running.theme, second_theme(running), None]
    units = [cast.units.D, cast.units.G0, cast.units.G1, cast.units.G2, cast.units.P]
    for number in range(40):
        random_step(rng, running, units, themes, cast)
        if number == 10:
            settle_counters(running.campaign, on=TODAY)
    counts = counts_of(running)
    assert counts == recounted(running.campaign)
    for unit in (cast.units.TLD, cast.units.P, cast.units.Q, cast.units.D):
        place = standing(unit)
        alone = said_by(running.campaign, [unit.pk])
        expected = add_up(alone, counted_below(running.campaign, place.path, TODAY))
        assert said_in(running.campaign, Scope(place, TODAY)) == expected
    settle_counters(running.campaign, on=TODAY)
    before = {unit: kept_below(running.campaign, unit) for unit in SaidHead.objects.values_list("unit_id", flat=True)}
    assert rebuild_counters(running.campaign, on=TODAY) == len(counts)
    assert counts_of(running) == counts
    assert {unit: kept_below(running.campaign, unit) for unit in before} == before


def test_count_branch_is_safe_to_run_twice(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, theme=running.theme)
    place = standing(cast.units.D)
    for _turn in range(2):
        assert count_branch(running.campaign, place.pk, place.path, on=TODAY) == 1
    assert kept_below(running.campaign, place.pk)[Cell(running.theme.pk, running.wave.pk)] == Said(1, 0, 1)


def test_the_clock_corrects_whose_duty_it_is(cast: Cast, running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    log(running, cast.units.G1, theme=running.theme)
    call_command("settle_unsaid")
    running.campaign.duties.filter(kind=DutyKind.CONTENT).update(dropped_at=timezone.now())
    call_command("settle_unsaid")
    assert not SaidCount.objects.get().owed
    assert kept_below(running.campaign, cast.units.P.pk)[Cell(running.theme.pk, running.wave.pk)] == Said(0, 1, 1)
    call_command("settle_unsaid", "--rebuild")
    assert capsys.readouterr().out.splitlines() == [
        f"campaign {running.campaign.pk}: 0 corrected, 5 sums counted anew",
        f"campaign {running.campaign.pk}: 1 corrected, 3 sums counted anew",
        f"campaign {running.campaign.pk}: 1 cells counted",
    ]
