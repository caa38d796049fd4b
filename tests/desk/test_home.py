"""The desk's home: a few lines, the numbers below, the right empty page."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from caunoi.campaigns.actions.duties import complete_assignment
from caunoi.campaigns.actions.obstacles import answer_obstacle, ask_back, ask_obstacle
from caunoi.campaigns.actions.own_plans import adopt_own_plan, propose_changes, start_own_plan
from caunoi.campaigns.models import Assignment, Delivery, Duty
from caunoi.desk.context import officer
from caunoi.desk.queries.came_back import CameBack
from caunoi.desk.queries.today import Today, sentence, today_of
from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.models import Notice, Post, Unit, User
from caunoi.reporting.queries.waiting import Waiting
from tests.campaigns.running import NOW, TODAY, Running, log, make_campaign, make_issued
from tests.campaigns.test_delivery import count_queries
from tests.cast import SINCE, Cast, make_unit


@pytest.fixture
def running(cast: Cast, clock: object) -> Running:
    return make_issued(cast)


def today(user: User, unit: Unit) -> Today:
    return today_of(user, Unit.objects.at(TODAY).get(pk=unit.pk), on=TODAY)


def test_a_chair_sees_a_few_lines(cast: Cast, running: Running) -> None:
    day = today(cast.chair, cast.units.G1)
    assert [(line.group.tally.total, line.due_on) for line in day.work.week] == [(2, date(2026, 11, 30))]
    assert [line.group.kind for line in day.work.under_way] == ["charge"]
    assert (day.work.late, day.below, [each.unit for each in day.to_acknowledge]) == ([], [], [cast.units.G1])
    assert sentence(day) == "1 văn bản chờ tiếp nhận, 1 việc trong tuần này"


def test_a_single_duty_opens_itself(cast: Cast, running: Running) -> None:
    complete_assignment(running.given(running.told, cast.units.G1), by=cast.chair, now=NOW)
    line = today(cast.chair, cast.units.G1).work.week[0]
    assert line.url == reverse("campaigns:show-duty", args=[running.given(running.sung, cast.units.G1).pk])


def test_several_duties_open_their_list(cast: Cast, running: Running) -> None:
    url = today(cast.chair, cast.units.G1).work.week[0].url
    assert url == (
        f"{reverse('campaigns:list-duties', args=[running.campaign.pk])}"
        f"?own=1&wave={running.wave.pk}&window=0&kind=content"
    )


def test_late_and_later_work_are_told_apart(cast: Cast, running: Running) -> None:
    Assignment.objects.filter(duty=running.charge).update(due_on=TODAY - timedelta(days=2))
    told = Assignment.objects.filter(duty__in=[running.told, running.sung])
    told.update(starts_on=TODAY + timedelta(days=9), due_on=TODAY + timedelta(days=60))
    work = today(cast.chair, cast.units.G1).work
    assert [line.group.kind for line in work.late] == ["charge"]
    assert [line.group.kind for line in work.later] == ["content"]
    assert (work.under_way, work.now) == ([], 1)


def test_sentence_puts_late_work_before_inspections(cast: Cast, running: Running) -> None:
    Assignment.objects.filter(duty=running.charge).update(due_on=TODAY - timedelta(days=2))
    day = replace(today(cast.chair, cast.units.G1), inspections=Waiting(1, 0, 2, 0, late=1))
    assert sentence(day) == "1 văn bản chờ tiếp nhận, 1 việc quá hạn, 1 việc trong tuần này, 3 việc kiểm tra"


def test_duties_without_days_follow_their_wave(cast: Cast, running: Running) -> None:
    running.wave.starts_on = TODAY + timedelta(days=3)
    running.wave.save()
    Assignment.objects.filter(duty__wave=running.wave).update(starts_on=None, due_on=None)
    assert [line.group.kind for line in today(cast.chair, cast.units.G1).work.later] == ["content"]


def test_the_level_above_sees_who_waits_below(cast: Cast, running: Running) -> None:
    log(running, cast.units.G1)
    Assignment.objects.filter(unit=cast.units.G2).update(due_on=TODAY - timedelta(days=1))
    below = today(cast.owner, cast.units.D).below[0]
    assert (below.receipts.sent, below.receipts.waiting, below.receipts.silent, below.receipts.late) == (2, 2, 1, 1)


def test_obstacles_come_up_and_answers_go_down(cast: Cast, running: Running) -> None:
    obstacle = ask_obstacle(running.given(running.told, cast.units.G1), text="Thiếu loa", by=cast.chair, now=NOW)
    above = today(cast.owner, cast.units.D)
    assert (list(above.to_answer), above.to_answer_count) == ([obstacle], 1)
    assert sentence(above) == "1 văn bản chờ tiếp nhận, 2 việc trong tuần này, 1 vướng mắc chờ trả lời"
    answer_obstacle(obstacle, answer="Mượn của xã", by=cast.owner, now=NOW)
    assert list(today(cast.chair, cast.units.G1).answered) == [obstacle]
    later = today_of(cast.chair, Unit.objects.at(TODAY).get(pk=cast.units.G1.pk), on=TODAY + timedelta(days=15))
    assert list(later.answered) == []


def test_what_the_level_above_asks_back_stands_first(client: Client, cast: Cast, running: Running) -> None:
    obstacle = ask_obstacle(running.given(running.told, cast.units.G1), text="Thiếu loa", by=cast.chair, now=NOW)
    ask_back(obstacle, question="Thiếu mấy cái?", by=cast.owner, now=NOW)
    day = today(cast.chair, cast.units.G1)
    assert (day.back.to_explain, day.back.amended) == ([obstacle], [])
    assert sentence(day) == "1 văn bản chờ tiếp nhận, 1 việc trong tuần này, 1 câu cấp trên hỏi lại"
    assert today(cast.owner, cast.units.D).back == CameBack([], [])
    client.force_login(cast.chair)
    page = client.get(reverse("desk:home")).content.decode()
    assert reverse("campaigns:answer-obstacle", args=[obstacle.pk]) in page


def test_amendments_of_the_plan_above_wait_on_the_desk(client: Client, cast: Cast, running: Running) -> None:
    plan = start_own_plan(running.campaign, cast.units.D, by=cast.owner, now=NOW)
    adopt_own_plan(plan, revision=plan.revision, by=cast.owner, now=NOW)
    assert today(cast.owner, cast.units.D).back == CameBack([], [])
    Duty.objects.filter(pk=running.told.pk).update(text="Tuyên truyền thành tựu")
    Duty.objects.filter(pk=running.sung.pk).update(dropped_at=NOW)
    propose_changes(running.campaign, now=NOW)
    day = today(cast.owner, cast.units.D)
    assert ([each.pk for each in day.back.amended], day.back.offers) == ([plan.pk], 2)
    assert "2 sửa đổi chờ trả lời" in sentence(day)
    assert today(cast.superior, cast.units.D).back.amended == []
    client.force_login(cast.owner)
    assert reverse("campaigns:list-proposals", args=[plan.pk]) in client.get(reverse("desk:home")).content.decode()


def test_home_of_a_province_without_a_campaign_leads_to_the_plan(client: Client, cast: Cast) -> None:
    client.force_login(cast.superior)
    text = client.get(reverse("desk:home")).content.decode()
    assert reverse("campaigns:upload-plan") in text


def test_home_of_a_grassroots_union_without_a_campaign_waits(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    text = client.get(reverse("desk:home")).content.decode()
    assert "Không có việc nào chờ" in text
    assert "Ghi hoạt động" not in text


def test_home_shows_a_prepared_campaign_to_its_own_unit(client: Client, cast: Cast, clock: Any) -> None:
    prepared = make_campaign(cast.units).campaign
    client.force_login(cast.superior)
    assert client.get(reverse("desk:home")).context["day"].prepared == [prepared]
    client.force_login(cast.owner)
    assert client.get(reverse("desk:home")).context["day"].prepared == []


def test_home_when_all_is_done(client: Client, cast: Cast, running: Running) -> None:
    Delivery.objects.update(acknowledged_at=NOW, acknowledged_by=cast.chair)
    for assignment in Assignment.objects.filter(unit=cast.units.G1):
        complete_assignment(assignment, by=cast.chair, now=NOW)
    client.force_login(cast.chair)
    page = client.get(reverse("desk:home"))
    assert page.context["sentence"] == ""
    assert "Nhiệm vụ của đơn vị đều đã xong" in page.content.decode()


def test_home_asks_the_same_at_more_duties_and_units(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    url = reverse("desk:home")
    log(running, cast.units.D)
    first = count_queries(client, url)
    for number in range(3):
        unit = make_unit(f"M{number}", f"Công đoàn số {number}", UnitKind.GRASSROOTS, cast.units.D)
        Delivery.objects.create(campaign=running.campaign, unit=unit, sent_at=NOW)
        Assignment.objects.create(duty=running.told, unit=unit, assigned_at=NOW)
    log(running, cast.units.D)
    assert count_queries(client, url) == first


def test_a_person_with_two_posts_switches(client: Client, cast: Cast, running: Running) -> None:
    second = Post.objects.create(user=cast.chair, unit=cast.units.G2, role=Role.CHAIR, starts_on=SINCE)
    foreign = Post.objects.get(user=cast.stranger)
    client.force_login(cast.chair)
    assert "Làm việc ở đơn vị khác" in client.get(reverse("desk:home")).content.decode()
    chosen = client.post(reverse("orgs:switch-post"), {"post": second.pk}, follow=True)
    assert chosen.context["officer"].unit == cast.units.G2
    assert client.post(reverse("orgs:switch-post"), {"post": foreign.pk}).status_code == 403


def test_context_of_a_visitor_asks_nothing(db: None, django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        assert officer(request) == {"officer": None, "unread": 0}


def test_context_counts_unread_notices_in_one_query(
    client: Client, cast: Cast, running: Running, django_assert_num_queries: Any
) -> None:
    Notice.objects.create(user=cast.chair, key="a", title="A", created_at=NOW)
    client.force_login(cast.chair)
    page = client.get(reverse("desk:home"))
    assert (page.context["officer"].unit, page.context["unread"]) == (cast.units.G1, 1)
    with django_assert_num_queries(1):
        assert officer(page.wsgi_request)["unread"] == 1
    bare = client.get(reverse("desk:components"))
    assert (bare.context["officer"], bare.context["unread"]) == (None, 1)
    client.logout()
    gone = client.get(reverse("desk:components")).wsgi_request
    assert officer(gone) == {"officer": None, "unread": 0}
