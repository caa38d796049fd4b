"""The map of what has not been said: cells with denominators, silent themes, the units behind a cell, the waste guard."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from caunoi.campaigns.actions.counting import settle_counters
from caunoi.campaigns.actions.displays import Hung
from caunoi.campaigns.actions.reach import record_reach
from caunoi.campaigns.enums import DutyKind, ReachMeans
from caunoi.campaigns.models import Activity, Assignment
from caunoi.campaigns.queries.counters import Said, place_of
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.queries.unsaid import Asked, Column, Silence, ground_of, owed_in, said_in, units_of_cell
from caunoi.campaigns.queries.waste import waste_of_activity, wastes_of
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log, make_audience
from tests.campaigns.test_activity import typed
from tests.campaigns.test_counters import second_theme, standing
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def scope_of(unit: Unit) -> Scope:
    return Scope(standing(unit), TODAY)


def test_ground_has_shares_with_denominators_and_silent_themes(cast: Cast, running: Running) -> None:
    unsaid = second_theme(running)
    log(running, cast.units.G1, theme=running.theme)
    log(running, cast.units.P, theme=running.theme, kind="press")
    ground = ground_of(running.campaign, scope_of(cast.units.P))
    first, second = ground.map([Column("Đợt 1", running.wave)]).rows
    cell, silent = first.cells[0], second.cells[0]
    assert (cell.said, cell.owed, cell.share, cell.missing, cell.shade) == (Said(1, 1, 2), 4, 25, 3, 1)
    assert (silent.said, silent.owed, silent.shade) == (Said(), 4, 0)
    assert ground.silences([running.wave]) == [Silence(running.wave, 4, (unsaid,))]
    assert (ground.kinds, ground.stray) == (("press", "conference"), False)


def test_a_cell_that_all_have_said_is_darkest_and_one_nobody_owes_has_no_share(cast: Cast, running: Running) -> None:
    for unit in (cast.units.D, cast.units.G0, cast.units.G1, cast.units.G2):
        log(running, unit, theme=running.theme)
    log(running, cast.units.G1, theme=running.theme, wave=None)
    ground = ground_of(running.campaign, scope_of(cast.units.P))
    full = ground.cell(running.theme, Column("", running.wave))
    stray = ground.cell(running.theme, Column("", None))
    assert (full.shade, full.missing, full.share) == (4, 0, 100)
    assert (stray.owed, stray.shade, ground.stray) == (None, 4, True)
    assert ground.silences([running.wave, running.later]) == []


def test_owed_in_counts_a_unit_of_two_audiences_once(cast: Cast, running: Running) -> None:
    assert owed_in(running.campaign, scope_of(cast.units.P)) == {running.wave.pk: 4}
    running.sung.audience = make_audience(cast.units.P, "district", reach="child")
    running.sung.save()
    Assignment.objects.filter(duty=running.sung).exclude(unit=cast.units.D).delete()
    assert owed_in(running.campaign, scope_of(cast.units.P)) == {running.wave.pk: 4}
    assert owed_in(running.campaign, scope_of(cast.units.G1)) == {running.wave.pk: 1}


def test_said_in_of_one_unit_and_of_what_is_below(cast: Cast, running: Running) -> None:
    log(running, cast.units.D, theme=running.theme)
    assert said_in(running.campaign, scope_of(cast.units.D).below) == {}
    assert len(said_in(running.campaign, scope_of(cast.units.D).alone)) == 2


def test_units_of_cell_finds_the_silent_and_those_that_said_it(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, theme=running.theme)
    record_reach(cast.units.G2, ReachMeans.LOUDSPEAKER, by=cast.chair, now=NOW)
    scope, theme, wave = scope_of(cast.units.D), running.theme.pk, running.wave.pk

    def found(asked: Asked) -> list[Unit]:
        return list(units_of_cell(running.campaign, scope, asked))

    assert found(Asked(theme, wave)) == [cast.units.D, cast.units.G2]
    assert found(Asked(theme, wave, silent=False)) == [cast.units.G1]
    assert found(Asked(theme, wave, "loudspeaker", loudspeaker=True)) == [cast.units.G2]
    assert found(Asked(kind="visual")) == [cast.units.D, cast.units.G2, cast.units.G1]


def test_units_of_cell_asks_nobody_without_the_duty(cast: Cast, running: Running) -> None:
    running.campaign.duties.filter(kind=DutyKind.CONTENT).update(dropped_at=NOW)
    assert list(units_of_cell(running.campaign, scope_of(cast.units.D), Asked(wave=running.wave.pk))) == []
    assert place_of(999, TODAY) == ""


def banner(running: Running, unit: Unit, number: int) -> Activity:
    rows = [Hung(kind="banner", up_from=TODAY, number=number)]
    return log(running, unit, kind="visual", theme=running.theme, displays=rows)


def test_waste_guard_speaks_before_the_fifth_banner(cast: Cast, running: Running) -> None:
    unsaid = second_theme(running)
    activity = banner(running, cast.units.G1, 3)
    assert wastes_of(cast.units.G1, running.campaign, [running.wave]) == []
    assert waste_of_activity(activity) is None
    activity = banner(running, cast.units.G1, 1)
    (waste,) = wastes_of(cast.units.G1, running.campaign, [running.wave])
    assert (waste.theme, waste.number, waste.unsaid) == (running.theme, 4, (unsaid,))
    assert (waste.is_of_displays, waste.kind_name) == (True, "Cổ động trực quan")
    last = banner(running, cast.units.G1, 1)
    found = waste_of_activity(last)
    assert found is not None
    assert found.number == 5


def test_waste_guard_is_silent_when_every_theme_is_said(cast: Cast, running: Running) -> None:
    banner(running, cast.units.G1, 9)
    assert wastes_of(cast.units.G1, running.campaign, [running.wave]) == []
    assert waste_of_activity(log(running, cast.units.G1)) is None


def test_waste_guard_counts_other_kinds_by_activities(cast: Cast, running: Running, settings: Any) -> None:
    second_theme(running)
    settings.WASTE_THRESHOLD = 2
    log(running, cast.units.G1, theme=running.theme)
    (waste,) = wastes_of(cast.units.G1, running.campaign, [running.wave])
    assert (waste.kind, waste.number, waste.is_of_displays) == ("conference", 1, False)


def test_the_form_warns_and_logs_all_the_same(client: Client, cast: Cast, running: Running) -> None:
    unsaid = second_theme(running)
    banner(running, cast.units.G1, 4)
    client.force_login(cast.chair)
    url = reverse("campaigns:log-activity")
    assert unsaid.title in client.get(f"{url}?kind=visual").content.decode()
    sent = typed(running, kind="visual", theme=running.theme.pk, display0_kind="banner", display0_number="1")
    page = client.post(url, sent, follow=True).content.decode()
    assert "Đợt này đã treo 5 trực quan" in page


@pytest.mark.parametrize("query", ["", "?kind=conference", "?wave=WAVE", "?unit=D"])
def test_the_map_in_each_of_its_views(client: Client, cast: Cast, running: Running, query: str) -> None:
    log(running, cast.units.G1, theme=running.theme)
    log(running, cast.units.P, theme=running.theme, wave=None)
    record_reach(cast.units.G2, ReachMeans.LOUDSPEAKER, by=cast.chair, now=NOW)
    client.force_login(cast.superior)
    url = reverse("campaigns:show-unsaid", args=[running.campaign.pk]) + query.replace("WAVE", str(running.wave.pk))
    page = client.get(url)
    assert (page.status_code, f">1/{3 if 'unit=D' in query else 4}<" in page.content.decode()) == (200, True)


def test_the_map_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, theme=running.theme)
    settle_counters(running.campaign, on=TODAY)
    client.force_login(cast.superior)
    map_url = reverse("campaigns:show-unsaid", args=[running.campaign.pk])
    units_url = f"{reverse('campaigns:list-unsaid-units', args=[running.campaign.pk])}?state=said"
    few = [count_queries(client, url) for url in (map_url, units_url)]
    for unit in (cast.units.G2, cast.units.G0):
        log(running, unit, theme=running.theme, kind="visual")
    assert [count_queries(client, url) for url in (map_url, units_url)] == few


def test_the_list_of_units_takes_only_what_makes_sense(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:list-unsaid-units", args=[running.campaign.pk])
    known = f"theme={running.theme.pk}&wave={running.wave.pk}&kind=visual&reach=loudspeaker"
    for query in (known, "theme=x&wave=&kind=gossip", "state=said"):
        assert client.get(f"{url}?{query}").status_code == 200


def test_download_of_the_map_has_every_cell(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, theme=running.theme)
    client.force_login(cast.superior)
    answer = client.get(reverse("campaigns:download-unsaid", args=[running.campaign.pk]))
    rows = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[3][3:] == [4, 1, 3, 0, 1]
    assert len(rows) == 3 + 2 * 2


def test_a_scope_of_one_unit_alone_is_that_unit(cast: Cast, running: Running) -> None:
    alone = Scope(standing(cast.units.D), TODAY).alone
    assert ([unit.code for unit in alone.units], alone.ids) == (["D"], [cast.units.D.pk])
