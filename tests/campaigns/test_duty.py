"""Duties: their state at a unit, their tallies, their pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.duties import DutyChanged, complete_assignment, excuse_assignment, reopen_assignment
from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.models import Anchor, Assignment, Duty, Window
from caunoi.campaigns.queries.documents import clause_url, headings_of
from caunoi.campaigns.queries.duties import Tally, assignments_in, groups_in, tally, tally_by
from caunoi.campaigns.queries.scope import Scope
from caunoi.campaigns.queries.wording import stretch_name, window_name
from caunoi.campaigns.schedule import Phase
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Unit
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast


def scope(unit: Unit) -> Scope:
    return Scope(Unit.objects.at(TODAY).get(pk=unit.pk), TODAY)


def test_complete_assignment_says_when_and_how(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    complete_assignment(assignment, note="Đã phát  ba buổi", by=cast.chair, now=NOW)
    assignment.refresh_from_db()
    assert (assignment.state, assignment.done_at, assignment.note) == ("done", NOW, "Đã phát ba buổi")
    entry = AuditEntry.objects.get(action="assignment.completed")
    assert entry.detail == {"was": "open", "note": "Đã phát ba buổi"}


def test_excuse_assignment_needs_a_reason(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    with pytest.raises(Refused) as refusal:
        excuse_assignment(assignment, reason="  ", by=cast.chair, now=NOW)
    assert refusal.value.code == "reason_missing"
    excuse_assignment(assignment, reason="Không có đội văn nghệ", by=cast.chair, now=NOW)
    assert Assignment.objects.get(pk=assignment.pk).state == AssignmentState.EXCUSED


def test_reopen_assignment_brings_it_back(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    complete_assignment(assignment, by=cast.chair, now=NOW)
    reopen_assignment(assignment, by=cast.chair, now=NOW)
    assert (assignment.state, assignment.done_at) == (AssignmentState.OPEN, None)


def test_a_state_that_changed_meanwhile_is_refused(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    complete_assignment(assignment, by=cast.chair, now=NOW)
    with pytest.raises(DutyChanged) as refusal:
        complete_assignment(Assignment.objects.get(pk=assignment.pk), note="Ba buổi", by=cast.chair, now=NOW)
    assert (refusal.value.code, refusal.value.assignment.state) == ("changed_meanwhile", "done")


def test_the_same_words_sent_twice_count_once(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    for _time in range(2):
        complete_assignment(assignment, note="Ba buổi", by=cast.chair, now=NOW)
    assert AuditEntry.objects.filter(action="assignment.completed").count() == 1


def test_tally_tells_done_doing_late_and_excused_apart(cast: Cast, running: Running) -> None:
    complete_assignment(running.given(running.told, cast.units.G1), by=cast.chair, now=NOW)
    excuse_assignment(running.given(running.told, cast.units.G2), reason="Mới thành lập", by=cast.owner, now=NOW)
    log(running, cast.units.D, duty=running.told)
    Assignment.objects.filter(duty=running.told, unit=cast.units.G0).update(due_on=date(2026, 11, 1))
    told = assignments_in(running.campaign, scope(cast.units.P)).filter(duty=running.told)
    counted = tally(told, on=TODAY)
    assert counted == Tally(total=3, done=1, doing=1, late=1, excused=1)
    assert counted.waiting == 1
    assert tally_by(told, "unit_id", on=TODAY)[cast.units.D.pk] == Tally(total=1, doing=1)


def test_tally_passes_over_withdrawn_activities(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.D, duty=running.told)
    type(activity).objects.filter(pk=activity.pk).update(withdrawn_at=NOW, withdrawn_reason="Nhầm")
    assert tally(assignments_in(running.campaign, scope(cast.units.D).alone), on=TODAY).doing == 0


def test_groups_in_takes_a_stretch_for_one_piece_of_work(cast: Cast, running: Running) -> None:
    groups = groups_in([running.campaign], scope(cast.units.D).alone)
    assert [(stretch_name(group), group.tally.total, group.open) for group in groups] == [
        ("Đợt 1", 2, 2),
        ("Báo cáo kết quả Đợt 1", 1, 1),
        ("Nhiệm vụ được giao, suốt chiến dịch", 1, 1),
    ]
    assert [group.phase(TODAY) for group in groups] == [Phase.UNDER_WAY, Phase.NOT_BEGUN, Phase.UNDER_WAY]
    assert groups_in([], scope(cast.units.D)) == []


def test_windows_are_named_by_their_event(cast: Cast, prepared: Running) -> None:
    anchor = Anchor.objects.create(campaign=prepared.campaign, event="Đại hội XIII Công đoàn tỉnh")
    named = {
        relation: window_name(Window(relation=relation, anchor=anchor, title="Trong dịp này"))
        for relation in ("before", "during", "after")
    }
    assert named == {
        "before": "Trước Đại hội XIII Công đoàn tỉnh",
        "during": "Trong Đại hội XIII Công đoàn tỉnh",
        "after": "Sau Đại hội XIII Công đoàn tỉnh",
    }
    loose = Window(relation="during", title="Trong dịp này")
    assert window_name(loose) == "Trong dịp này"
    duty = Duty(kind=DutyKind.CONTENT, wave=prepared.later, window=loose)
    assert stretch_name(duty) == "Đợt 2 · Trong dịp này"


@pytest.mark.parametrize(
    ("kind", "name"), [(DutyKind.REPORT, "Báo cáo kết quả"), (DutyKind.CONTENT, "Suốt chiến dịch")]
)
def test_duties_without_a_wave_are_named(db: None, kind: str, name: str) -> None:
    assert stretch_name(Duty(kind=kind)) == name


def test_headings_of_gives_the_clauses_above(cast: Cast, prepared: Running) -> None:
    clause = prepared.clauses["III/1/-1"]
    assert [heading.path for heading in headings_of(clause)] == ["III", "III/1"]
    assert headings_of(prepared.clauses["III"]) == []
    assert clause_url(clause).endswith(f"#provision-{clause.pk}")


def test_show_duty_shows_the_clause_and_what_can_be_done(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:show-duty", args=[running.given(running.told, cast.units.G1).pk]))
    assert [heading.path for heading in page.context["headings"]] == ["III", "III/1"]
    assert (page.context["may_work"], page.context["may_ask"]) == (True, True)
    assert "Ghi hoạt động" in page.content.decode()


def test_show_duty_of_a_unit_below_is_for_reading(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:show-duty", args=[running.given(running.told, cast.units.G1).pk]))
    assert (page.context["may_work"], page.context["is_own"]) == (False, False)
    assert "Đánh dấu đã xong" not in page.content.decode()


def test_show_duty_tells_of_the_report_of_its_wave(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:show-duty", args=[running.given(running.told, cast.units.D).pk]))
    assert list(page.context["reports"]) == [running.report]


def test_closing_and_opening_a_duty_through_its_page(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    assignment = running.given(running.told, cast.units.G1)

    def send(name: str, **data: str) -> str:
        client.post(reverse(f"campaigns:{name}", args=[assignment.pk]), data)
        return Assignment.objects.get(pk=assignment.pk).state

    states = [
        send("complete-duty", note="Xong"),
        send("complete-duty"),
        send("reopen-duty"),
        send("excuse-duty"),
        send("excuse-duty", reason="Không có"),
    ]
    assert states == ["done", "done", "open", "open", "excused"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["III/1/-1", "III/1/-2", "V/1"]),
        ("?q=van nghe", ["III/1/-2"]),
        ("?wave=0", ["V/1"]),
        ("?wave=%(wave)s&kind=content", ["III/1/-1", "III/1/-2"]),
        ("?q=khong co", []),
    ],
)
def test_list_duties_of_one_unit(client: Client, cast: Cast, running: Running, query: str, texts: list[str]) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:list-duties", args=[running.campaign.pk])
    page = client.get(url + query % {"wave": running.wave.pk})
    rows = [row for section in page.context["sections"] for row in section.rows]
    assert [row.duty.provision.path for row in rows] == texts
    assert all(row.assignment.unit_id == cast.units.G1.pk for row in rows)


def test_list_duties_of_a_branch_counts_units(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-duties", args=[running.campaign.pk])
    rows = [row for section in client.get(url).context["sections"] for row in section.rows]
    assert [(row.duty.pk, row.tally.total) for row in rows] == [
        (running.told.pk, 3),
        (running.sung.pk, 3),
        (running.report.pk, 1),
        (running.charge.pk, 3),
    ]
    assert client.get(f"{url}?own=1").context["alone"] is True
    assert client.get(f"{url}?unit=G1").context["scope"].unit.code == "G1"


@pytest.mark.parametrize("query", ["", "?own=1"])
def test_list_duties_asks_the_same_at_more_rows(client: Client, cast: Cast, running: Running, query: str) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-duties", args=[running.campaign.pk]) + query
    Assignment.objects.exclude(duty=running.told).delete()
    first = count_queries(client, url)
    for position in (50, 51, 52):
        duty = Duty.objects.get(pk=running.told.pk)
        duty.pk, duty.position = None, position
        duty.save()
        Assignment.objects.create(duty=duty, unit=cast.units.D, assigned_at=NOW)
    assert count_queries(client, url) == first
