"""Each clause with who has carried it out."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import load_workbook

from caunoi.campaigns.actions.activities import edit_activity
from caunoi.campaigns.actions.duties import complete_assignment
from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.models import Instrument, Provision
from caunoi.campaigns.queries.activities import register
from caunoi.campaigns.queries.coverage import Clause, at_clause, coverage_of
from caunoi.campaigns.queries.duties import Tally
from caunoi.campaigns.queries.scope import Scope
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import entry
from tests.campaigns.test_delivery import count_queries
from tests.campaigns.test_evidence import photo
from tests.cast import Cast


def scope(unit: Unit) -> Scope:
    return Scope(Unit.objects.at(TODAY).get(pk=unit.pk), TODAY)


def covered(running: Running, unit: Unit) -> dict[str, Clause]:
    return {clause.provision.path: clause for clause in coverage_of(running.campaign, scope(unit))}


def test_coverage_of_tells_who_has_done_is_doing_and_not_yet(cast: Cast, running: Running) -> None:
    complete_assignment(running.given(running.told, cast.units.G1), by=cast.chair, now=NOW)
    log(running, cast.units.G2, duty=running.told, theme=running.theme, channel=running.channel)
    log(running, cast.units.G2, duty=running.told)
    clauses = covered(running, cast.units.P)
    assert (clauses["III/1/-1"].tally, clauses["III/1/-1"].activities) == (Tally(total=4, done=1, doing=1), 2)
    assert (clauses["II/1"].activities, clauses["II/1"].units, clauses["II/1"].tally) == (1, 1, None)
    assert (clauses["IV/1"].activities, clauses["IV/1"].marks) == (1, (running.channel,))
    assert (clauses["III"].is_heading, clauses["III/1/-2"].is_heading) == (True, False)


def test_coverage_of_counts_a_clause_without_a_duty(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, provision=running.clauses["IV/1"], channel=running.channel)
    assert covered(running, cast.units.P)["IV/1"].activities == 1


def test_coverage_of_stays_within_the_branch(cast: Cast, running: Running) -> None:
    log(running, cast.units.G0, duty=running.told)
    clauses = covered(running, cast.units.D)
    assert (clauses["III/1/-1"].tally, clauses["III/1/-1"].activities) == (Tally(total=3), 0)


def test_coverage_of_follows_the_clause_of_the_duty(cast: Cast, running: Running) -> None:
    """An amendment moves a duty to the clause of the new version; what was logged before comes along."""
    log(running, cast.units.G1, duty=running.told)
    running.told.provision = running.clauses["III/1/-2"]
    running.told.save()
    clauses = covered(running, cast.units.P)
    assert (clauses["III/1/-2"].activities, clauses["III/1/-1"].activities) == (1, 0)


def test_coverage_of_asks_the_same_at_more_activities(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, duty=running.told)
    with CaptureQueriesContext(connection) as few:
        covered(running, cast.units.P)
    log(running, cast.units.G2, duty=running.sung)
    log(running, cast.units.D, duty=running.told)
    with CaptureQueriesContext(connection) as more:
        covered(running, cast.units.P)
    assert len(more) == len(few)


def test_list_coverage_shows_every_clause(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, duty=running.told)
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:list-coverage", args=[running.campaign.pk]))
    assert len(page.context["clauses"]) == len(running.clauses)
    assert (page.context["touched"], page.context["demanded"]) == (1, 6)


@pytest.mark.parametrize(
    ("state", "codes"),
    [("", ["G1", "D", "G2"]), ("done", ["G1"]), ("doing", ["D"]), ("waiting", ["G2"]), ("excused", [])],
)
def test_show_provision_lists_units_by_state(
    client: Client, cast: Cast, running: Running, state: str, codes: list[str]
) -> None:
    complete_assignment(running.given(running.told, cast.units.G1), by=cast.chair, now=NOW)
    log(running, cast.units.D, duty=running.told)
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:show-provision", args=[running.told.provision_id]), {"state": state})
    assert [assignment.unit.code for assignment in page.context["page"]] == codes
    assert [activity.unit.code for activity in page.context["activities"]] == ["D"]


def test_show_provision_of_an_earlier_version_that_a_duty_stands_on(
    client: Client, cast: Cast, running: Running
) -> None:
    newer = Instrument.objects.create(unit=cast.units.P, kind="KẾ HOẠCH", number="13/KH-LĐLĐ")
    running.campaign.instrument = newer
    running.campaign.save()
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:show-provision", args=[running.told.provision_id]))
    assert page.context["campaign"] == running.campaign
    orphan = running.clauses["II"]
    assert client.get(reverse("campaigns:show-provision", args=[orphan.pk])).status_code == 404


def test_show_provision_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:show-provision", args=[running.told.provision_id])
    log(running, cast.units.G1, duty=running.told, figures={"sessions": 1})
    first = count_queries(client, url)
    log(running, cast.units.G2, duty=running.told, figures={"sessions": 1})
    log(running, cast.units.D, duty=running.told, figures={"sessions": 1})
    assert count_queries(client, url) == first


def test_clauses_of_another_paper_are_not_shown(client: Client, cast: Cast, running: Running) -> None:
    paper = Instrument.objects.create(unit=cast.units.Q, kind="KẾ HOẠCH")
    clause = Provision.objects.create(instrument=paper, position=0, path="I", text="Khác")
    client.force_login(cast.owner)
    assert client.get(reverse("campaigns:show-provision", args=[clause.pk])).status_code == 404


def test_coverage_of_counts_units_where_a_clause_has_several_duties(cast: Cast, running: Running) -> None:
    running.sung.provision = running.told.provision
    running.sung.save()
    for duty in (running.told, running.sung):
        complete_assignment(running.given(duty, cast.units.G1), by=cast.chair, now=NOW)
    complete_assignment(running.given(running.told, cast.units.G2), by=cast.chair, now=NOW)
    log(running, cast.units.G0, duty=running.sung)
    assert covered(running, cast.units.P)["III/1/-1"].tally == Tally(total=4, done=1, doing=2)


def test_coverage_of_counts_at_the_clause_that_carries_on(cast: Cast, running: Running) -> None:
    """Two versions later, what was logged at the first wording still counts, with its evidence."""
    first = log(running, cast.units.G1, provision=running.clauses["IV/1"])
    sent = keep_upload(photo(), client_key=first.client_key, by=cast.chair, now=NOW)
    edit_activity(first, entry(provision=running.clauses["IV/1"]), uploads=[sent], by=cast.chair, now=NOW)
    paper, clause = running.campaign.instrument, running.clauses["IV/1"]
    for version in (2, 3):
        paper = Instrument.objects.create(unit=cast.units.P, kind="KẾ HOẠCH", version=version, supersedes=paper)
        clause = Provision.objects.create(
            instrument=paper, position=1, path=f"IV/{version}", text="Tuyên truyền miệng.", continues=clause
        )
    fresh = Provision.objects.create(instrument=paper, position=2, path="VI", text="Điều mới.")
    running.campaign.instrument = paper
    running.campaign.save()
    clauses = covered(running, cast.units.P)
    assert (clauses["IV/3"].activities, clauses["IV/3"].evidence) == (1, 1)
    assert clauses[fresh.path].activities == 0
    assert list(register(running.campaign, scope(cast.units.P)).filter(at_clause(clause))) == [first]


def test_download_of_the_clauses(client: Client, cast: Cast, running: Running) -> None:
    log(running, cast.units.G1, duty=running.told)
    client.force_login(cast.superior)
    answer = client.get(reverse("campaigns:download-coverage", args=[running.campaign.pk]))
    rows = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = next(row for row in rows if str(row[0]).startswith("- Tuyên truyền truyền thống"))
    assert told[1:] == [4, 0, 1, 3, 0, 1, 1, 0]


@pytest.mark.parametrize(("query", "shown"), [("", False), ("?carried=1", True)])
def test_the_paper_shows_who_has_carried_out_each_clause(
    client: Client, cast: Cast, running: Running, query: str, shown: bool
) -> None:
    complete_assignment(running.given(running.told, cast.units.G1), by=cast.chair, now=NOW)
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:show-instrument", args=[running.campaign.instrument_id]) + query)
    carried = {clause.pk: covered for clause, covered in page.context["clauses"]}
    clause = carried[running.told.provision_id]
    assert (page.context["covered"], clause.tally.done if clause else None) == (shown, 1 if shown else None)
    assert ("clause__carried" in page.content.decode()) == shown
