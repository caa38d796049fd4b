"""Recommendations until closed; late ones reminded once a day; the board with its denominators."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.queries.scope import Scope
from caunoi.core.errors import Refused
from caunoi.orgs.models import Notice
from caunoi.reporting.actions.follow_up import (
    drop_recommendation,
    extend_recommendation,
    judge_remedy,
    recommend,
    report_remedy,
)
from caunoi.reporting.actions.reminders import _remind_of_recommendation, _remind_of_visit, remind_late
from caunoi.reporting.models import Recommendation, Remedy
from caunoi.reporting.queries.visits import Board, board, find_recommendations
from caunoi.reporting.queries.waiting import waiting_for
from tests.campaigns.running import NOW, TODAY
from tests.campaigns.test_delivery import count_queries
from tests.campaigns.test_evidence import photo
from tests.reporting.inspecting import Inspection, at, plan


@pytest.fixture
def asked(inspection: Inspection) -> Recommendation:
    row = inspection.ask()
    inspection.put_on_record()
    return row


def report(inspection: Inspection, row: Recommendation, text: str = "Đã treo") -> Remedy:
    return report_remedy(row, text=text, client_key=uuid4(), by=inspection.cast.chair, now=NOW)


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_a_recommendation_sent_twice_is_one(inspection: Inspection) -> None:
    values: dict[str, Any] = {"text": "Treo băng rôn", "due_on": TODAY, "unit": inspection.cast.units.G1}
    values |= {"client_key": uuid4(), "by": inspection.inspector, "now": NOW}
    assert recommend(inspection.visit, **values) == recommend(inspection.visit, **values)
    late = values | {"due_on": TODAY - timedelta(days=1), "client_key": uuid4()}
    assert code_of(lambda: recommend(inspection.visit, **late)) == "day_passed"


def test_returned_then_accepted(inspection: Inspection, asked: Recommendation) -> None:
    first = report(inspection, asked)
    assert code_of(lambda: report(inspection, asked)) == "not_open"
    judge = {"by": inspection.inspector, "now": NOW}
    assert code_of(lambda: judge_remedy(first, accepted=False, answer=" ", **judge)) == "answer_missing"
    judge_remedy(first, accepted=False, answer="Thiếu ảnh", **judge)
    assert code_of(lambda: judge_remedy(first, accepted=True, answer="", **judge)) == "already_judged"
    judge_remedy(report(inspection, asked, "Có ảnh"), accepted=True, answer="", **judge)
    asked.refresh_from_db()
    assert (asked.state, asked.closed_by) == ("closed", inspection.inspector)
    closed = {"to": TODAY, "reason": "Muộn"} | judge
    assert code_of(lambda: extend_recommendation(asked, **closed)) == "closed"


def test_what_is_on_record_is_not_taken_out(inspection: Inspection, asked: Recommendation) -> None:
    assert code_of(lambda: drop_recommendation(asked, by=inspection.inspector, now=NOW)) == "on_record"


def test_late_ones_are_reminded_once_a_day(inspection: Inspection, asked: Recommendation, clock: Any) -> None:
    assert remind_late(now=NOW) == 0
    late = NOW + timedelta(days=11)
    assert [remind_late(now=late), remind_late(now=late), remind_late(now=late + timedelta(days=1))] == [1, 0, 1]
    assert Notice.objects.filter(key__startswith="recommendation.late").count() == 2


def test_a_visit_whose_day_passed_is_reminded(inspection: Inspection) -> None:
    assert remind_late(now=NOW + timedelta(days=1)) == 1
    call_command("remind_inspections")
    assert Notice.objects.filter(key__startswith="visit.overdue").count() == 2


def test_what_waits_for_each(inspection: Inspection, asked: Recommendation) -> None:
    cast = inspection.cast
    chair = waiting_for(cast.chair, cast.units.G1, on=TODAY)
    assert (chair.to_confirm, chair.to_remedy, chair.to_judge, chair.total) == (1, 1, 0, 2)
    report(inspection, asked)
    assert waiting_for(inspection.inspector, cast.units.P, on=TODAY).to_judge == 1
    assert waiting_for(cast.stranger, cast.units.E, on=TODAY).total == 0


def test_the_board_counts_over_its_denominators(inspection: Inspection, asked: Recommendation) -> None:
    plan(inspection, inspection.cast.units.G2)
    scope = Scope(at(inspection.cast.units.P), TODAY)
    counted = board(scope, campaign=inspection.running.campaign)
    assert counted == Board(
        planned=2, held=1, confirmed=0, overdue=0, units=2, units_visited=0, points=1, points_met=0,
        recommendations=1, closed=0, reported=0, late=0,
    )  # fmt: skip
    assert board(Scope(at(inspection.cast.units.D), TODAY)).units_visited == 1


def test_follow_up_through_the_pages(client: Client, inspection: Inspection, asked: Recommendation) -> None:
    url = reverse("reporting:report-remedy", args=[asked.pk])
    client.force_login(inspection.cast.chair)
    assert client.post(url, {"client_key": uuid4(), "text": ""}).status_code == 422
    key = uuid4()
    sent = {"client_key": key, "text": "Đã treo"}
    assert [client.post(url, sent | {"photos": photo()}).status_code for _ in range(2)] == [302, 302]
    remedy = Remedy.objects.get()
    assert remedy.photos.count() == 1
    client.force_login(inspection.inspector)
    judge = reverse("reporting:judge-remedy", args=[asked.pk])
    assert client.post(judge, {"remedy": remedy.pk, "verdict": "returned", "answer": ""}).status_code == 422
    assert client.post(judge, {"remedy": remedy.pk, "verdict": "accepted", "answer": ""}).status_code == 302
    assert client.get(reverse("reporting:follow-up"), {"state": "closed"}).context["rows"] == [asked]


def test_the_follow_up_list_asks_the_same_at_more_rows(client: Client, inspection: Inspection) -> None:
    inspection.ask()
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:follow-up")
    first = count_queries(client, url)
    inspection.ask("Lập sổ theo dõi")
    inspection.ask("Gửi ảnh")
    assert count_queries(client, url) == first


def test_a_recommendation_through_the_page_of_the_visit(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.inspector)
    url = reverse("reporting:recommend", args=[inspection.visit.pk])
    data = {"client_key": uuid4(), "text": "Treo băng rôn", "unit": inspection.cast.units.G1.pk, "due_on": "2026-12-20"}
    assert [client.post(url, data | {"text": ""}).status_code, client.post(url, data).status_code] == [422, 302]
    row = Recommendation.objects.get()
    extend = reverse("reporting:extend-recommendation", args=[row.pk])
    assert [client.post(extend, {"to": "2027-01-05"}).status_code] == [422]
    assert client.post(extend, {"to": "2027-01-05", "reason": "Chờ kinh phí"}).status_code == 302
    assert client.post(reverse("reporting:drop-recommendation", args=[row.pk])).status_code == 302
    assert Recommendation.objects.count() == 0


def test_what_cannot_be_asked_or_moved_is_refused(inspection: Inspection, asked: Recommendation) -> None:
    by, now = inspection.inspector, NOW
    unit: dict[str, Any] = {"unit": inspection.cast.units.G1, "client_key": uuid4(), "by": by, "now": now}
    later, before = TODAY + timedelta(days=30), TODAY - timedelta(days=1)
    found = [
        code_of(lambda: recommend(inspection.visit, text=" ", due_on=later, **unit)),
        code_of(lambda: recommend(inspection.visit, text="Treo cờ", due_on=later, **unit)),
        code_of(lambda: extend_recommendation(asked, to=later, reason=" ", by=by, now=now)),
        code_of(lambda: extend_recommendation(asked, to=before, reason="Mưa lũ", by=by, now=now)),
        code_of(lambda: report(inspection, asked, " ")),
    ]
    assert found == ["text_missing", "not_writable", "reason_missing", "day_passed", "text_missing"]


def test_what_a_colleagues_run_has_claimed_is_not_reminded_again(inspection: Inspection, asked: Recommendation) -> None:
    visit = plan(inspection, inspection.cast.units.G2)[0]
    assert [_remind_of_visit(visit, NOW) for _run in range(2)] == [True, False]
    assert [_remind_of_recommendation(asked, NOW) for _run in range(2)] == [True, False]


def test_recommendations_are_found_by_their_words_or_their_units_name(
    inspection: Inspection, asked: Recommendation
) -> None:
    scope = Scope(at(inspection.cast.units.P), TODAY)
    rows = Recommendation.objects.all()
    numbers = [find_recommendations(rows, scope, search=words).count() for words in ("", "bang ron", "tieu hoc", "loa")]
    assert (numbers, board(scope).open) == ([1, 1, 1, 0], 1)


def test_a_unit_below_the_inspected_one_is_not_led_to_the_visit(client: Client, inspection: Inspection) -> None:
    cast = inspection.cast
    inspection.visit, inspection.inspector = plan(inspection, cast.units.D)[0], cast.superior
    row = inspection.ask(unit=cast.units.G1)
    inspection.put_on_record()
    visit = reverse("reporting:show-visit", args=[inspection.visit.pk])
    page = reverse("reporting:show-recommendation", args=[row.pk])
    seen = []
    for person in (cast.chair, cast.superior):
        client.force_login(person)
        seen.append(visit in client.get(page).content.decode())
    assert seen == [False, True]
