"""What changed while a form stood open or waited: both sides on one page (409), nothing overwritten, the officer chooses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.activities import ActivityChanged, edit_activity, withdraw_activity
from caunoi.campaigns.actions.deliveries import acknowledge_delivery
from caunoi.campaigns.actions.displays import Hung, take_down_display
from caunoi.campaigns.actions.duties import complete_assignment, excuse_assignment
from caunoi.campaigns.models import Activity, Assignment, Campaign, Delivery, Duty, OwnPlan
from caunoi.campaigns.queries.activity_state import mark_of
from caunoi.core import audit
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Post, User
from tests.campaigns.running import NOW, TODAY, Running, log
from tests.campaigns.test_activity import entry, typed
from tests.cast import SINCE, Cast


@pytest.fixture
def colleague(cast: Cast) -> User:
    """Another officer of the same union."""
    user = User.objects.create_user("vice@caunoi.example", full_name="Lò Văn Hải")
    Post.objects.create(user=user, unit=cast.units.G1, role=Role.CHAIR, starts_on=SINCE)
    return user


@pytest.fixture
def chair(client: Client, cast: Cast) -> Client:
    client.force_login(cast.chair)
    return client


def shown(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


# Duties


def test_a_duty_that_a_colleague_closed_shows_both_and_takes_mine_when_chosen(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    assignment = running.given(running.told, cast.units.G1)
    excuse_assignment(assignment, reason="Không có loa", by=colleague, now=NOW)
    url = reverse("campaigns:complete-duty", args=[assignment.pk])
    answer = chair.post(url, {"note": "Đã phát ba buổi", "client_key": "once"})
    text = shown(answer)
    assert answer.status_code == 409
    assert [words in text for words in ("Không có loa", "Lò Văn Hải", "Đã phát ba buổi", 'data-let-go="once"')] == [
        True
    ] * 4
    assert Assignment.objects.get(pk=assignment.pk).note == "Không có loa"
    assert chair.post(url, {"note": "Đã phát ba buổi", "seen": "excused"}).status_code == 302
    kept = Assignment.objects.get(pk=assignment.pk)
    assert (kept.state, kept.note) == ("done", "Đã phát ba buổi")
    assert AuditEntry.objects.get(action="assignment.completed").detail["was"] == "excused"


def test_a_state_that_makes_no_sense_is_taken_for_to_do(chair: Client, cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    chair.post(reverse("campaigns:excuse-duty", args=[assignment.pk]), {"reason": "Không có", "seen": "x"})
    assert Assignment.objects.get(pk=assignment.pk).state == "excused"


def test_a_duty_left_out_by_the_own_plan_says_so(chair: Client, cast: Cast, running: Running) -> None:
    plan = OwnPlan.objects.create(unit=cast.units.D, superior=running.campaign, started_at=NOW)
    given = Assignment.objects.filter(duty=running.told, unit=cast.units.G1)
    given.update(state="excused", note="Cả huyện không có loa", left_out_by=plan)
    assignment = given.get()
    answer = chair.post(reverse("campaigns:complete-duty", args=[assignment.pk]), {"note": ""})
    assert (answer.status_code, answer.context["plan"], answer.context["last"]) == (409, plan, None)


def test_a_duty_dropped_above_can_no_longer_be_closed(chair: Client, cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    Duty.objects.filter(pk=running.told.pk).update(dropped_at=NOW)
    answer = chair.post(reverse("campaigns:excuse-duty", args=[assignment.pk]), {"reason": "Không có loa"})
    assert answer.status_code == 409
    assert "Không có loa" in shown(answer)
    assert Assignment.objects.get(pk=assignment.pk).state == "open"
    page = shown(chair.get(reverse("campaigns:show-duty", args=[assignment.pk])))
    assert reverse("campaigns:excuse-duty", args=[assignment.pk]) not in page
    assert reverse("campaigns:ask-obstacle", args=[assignment.pk]) not in page
    assert chair.post(reverse("campaigns:reopen-duty", args=[assignment.pk])).status_code == 302


def test_a_question_about_a_dropped_duty_is_not_asked_and_can_be_read(
    chair: Client, cast: Cast, running: Running
) -> None:
    assignment = running.given(running.told, cast.units.G1)
    url = reverse("campaigns:ask-obstacle", args=[assignment.pk])
    sent = {"client_key": str(entry().client_key), "text": "Thiếu loa", "kind": "other", "proposal": "Mượn của xã"}
    assert chair.post(url, sent).status_code == 302
    Duty.objects.filter(pk=running.told.pk).update(dropped_at=NOW)
    assert chair.post(url, sent).status_code == 302  # asked before, its answer lost
    answer = chair.post(url, sent | {"client_key": str(entry().client_key), "text": "Thiếu micrô"})
    assert (answer.status_code, "Thiếu micrô" in shown(answer), "Mượn của xã" in shown(answer)) == (409, True, True)
    assert assignment.obstacles.count() == 1


# Receipt


def test_receipt_that_a_colleague_acknowledged_names_the_colleague(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    delivery = Delivery.objects.get(unit=cast.units.G1)
    acknowledge_delivery(delivery, by=colleague, now=NOW)
    url = reverse("campaigns:acknowledge", args=[running.campaign.pk])
    answer = chair.post(url, {"client_key": "once"})
    assert answer.status_code == 409
    assert "Lò Văn Hải" in shown(answer)
    chair.force_login(colleague)
    assert chair.post(url).status_code == 302  # the own form, sent twice


# A new activity


def test_an_activity_whose_duty_was_dropped_shows_it_and_is_logged_without(
    chair: Client, cast: Cast, running: Running
) -> None:
    assignment = running.given(running.told, cast.units.G1)
    Duty.objects.filter(pk=running.told.pk).update(dropped_at=NOW)
    url = f"{reverse('campaigns:log-activity')}?assignment={assignment.pk}"
    sent = typed(running, assignment=assignment.pk, place="Nhà văn hóa xã")
    answer = chair.post(url, sent)
    assert (answer.status_code, answer.context["lost"]) == (409, assignment)
    form = answer.context["form"]
    assert (form["title"].value(), form["place"].value(), form["assignment"].value()) == (
        "Tọa đàm",
        "Nhà văn hóa xã",
        "",
    )
    assert Activity.objects.count() == 0
    assert chair.post(url, sent | {"assignment": ""}).status_code == 302
    assert Activity.objects.get().assignment is None


def test_an_activity_whose_duty_does_not_apply_any_more_says_who_and_why(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    assignment = running.given(running.told, cast.units.G1)
    excuse_assignment(assignment, reason="Không có loa", by=colleague, now=NOW)
    answer = chair.post(reverse("campaigns:log-activity"), typed(running, assignment=assignment.pk))
    assert answer.status_code == 409
    assert "Không có loa" in shown(answer)


def test_an_activity_whose_duty_is_another_units_by_now_tells_nothing_of_it(
    chair: Client, cast: Cast, running: Running
) -> None:
    foreign = running.given(running.sung, cast.units.G2)
    url = f"{reverse('campaigns:log-activity')}?assignment={foreign.pk}"
    answer = chair.post(url, typed(running, assignment=foreign.pk))
    assert (answer.status_code, answer.context["lost"], answer.context["campaign"]) == (
        409,
        {"duty": None},
        running.campaign,
    )
    assert running.sung.text not in shown(answer).split("<form")[0]


def test_an_activity_counted_before_its_duty_went_counts_once(chair: Client, cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    sent = typed(running, assignment=assignment.pk)
    url = reverse("campaigns:log-activity")
    chair.post(url, sent)
    Duty.objects.filter(pk=running.told.pk).update(dropped_at=NOW)
    assert chair.post(url, sent)["Location"] == reverse("campaigns:show-activity", args=[Activity.objects.get().pk])
    assert Activity.objects.count() == 1


def test_a_waiting_form_finds_the_campaign_of_its_duty(chair: Client, cast: Cast, running: Running) -> None:
    answer = chair.post(f"{reverse('campaigns:log-activity')}?assignment=0", typed(running, title=""))
    assert (answer.status_code, answer.context["campaign"]) == (422, running.campaign)
    Campaign.objects.update(state="prepared")
    assert chair.post(f"{reverse('campaigns:log-activity')}?assignment=0", typed(running)).status_code == 200


# A change of an activity


def test_an_edit_of_what_a_colleague_changed_overwrites_nothing(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    activity = log(running, cast.units.G1, cost=1_500_000, place="Hội trường", figures={"listeners": 40})
    url = reverse("campaigns:edit-activity", args=[activity.pk])
    seen = chair.get(url).context["form"]["seen"].value()
    edit_activity(activity, entry(title="Tọa đàm ca ba", cost=1_500_000, done_on=TODAY), by=colleague, now=NOW)
    mine = typed(
        running, title="Tọa đàm ca hai", cost="1.500.000", seen=seen, figure_listeners="1045", done_on="2026-11-23",
        theme="none", wave="none",
    )  # fmt: skip
    answer = chair.post(url, mine)
    assert (answer.status_code, answer.context["last"].actor_label) == (409, str(colleague))
    differing = [(each.label, each.stands, each.typed) for each in answer.context["differences"]]
    assert differing == [
        ("Đã làm gì", "Tọa đàm ca ba", "Tọa đàm ca hai"),
        ("Hình thức tuyên truyền", "Không có", "Theo đề xuất"),
        ("Người nghe, người dự", "", "1.045"),
    ]
    assert Activity.objects.get().title == "Tọa đàm ca ba"
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert chair.post(url, again).status_code == 302
    assert Activity.objects.get().title == "Tọa đàm ca hai"


def test_an_edit_sent_twice_counts_once(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1)
    seen, said = mark_of(activity), entry(title="Tọa đàm", figures={"sessions": 2})
    for _time in range(2):
        edit_activity(activity, said, seen=seen, by=cast.chair, now=NOW)
    assert AuditEntry.objects.filter(action="activity.edited").count() == 1


def test_an_edit_of_what_changed_is_taken_back_whole(cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, links=["https://a.example/1"])
    seen = mark_of(activity)
    edit_activity(activity, entry(title="Một", links=["https://a.example/1"]), by=cast.chair, now=NOW)
    with pytest.raises(ActivityChanged):
        edit_activity(activity, entry(title="Hai", figures={"sessions": 9}), seen=seen, by=cast.chair, now=NOW)
    activity.refresh_from_db()
    assert (activity.title, activity.figures.count(), activity.links.count()) == ("Một", 0, 1)


def test_an_edit_of_what_was_withdrawn_brings_it_back_when_chosen(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    activity = log(running, cast.units.G1)
    url = reverse("campaigns:edit-activity", args=[activity.pk])
    sent = typed(running, title="Tọa đàm", seen=mark_of(activity))
    withdraw_activity(activity, reason="Ghi nhầm", by=colleague, now=NOW)
    answer = chair.post(url, sent)
    assert (answer.status_code, answer.context["withdrawn"]) == (409, True)
    assert "Ghi nhầm" in shown(answer)
    chair.post(url, sent | {"seen": answer.context["form"]["seen"].value()})
    activity.refresh_from_db()
    assert (activity.title, activity.withdrawn_at) == ("Tọa đàm", None)


def test_the_duty_of_an_activity_stays_on_offer_when_it_is_dropped(chair: Client, cast: Cast, running: Running) -> None:
    activity = log(running, cast.units.G1, duty=running.told)
    Duty.objects.filter(pk=running.told.pk).update(dropped_at=NOW)
    url = reverse("campaigns:edit-activity", args=[activity.pk])
    form = chair.get(url).context["form"]
    chair.post(url, typed(running, assignment=form["assignment"].value(), seen=form["seen"].value()))
    activity.refresh_from_db()
    assert (activity.title, activity.assignment) == ("Tọa đàm", running.given(running.told, cast.units.G1))


# A display


def test_a_display_that_is_down_already_names_who_took_it_down(
    chair: Client, cast: Cast, running: Running, colleague: User
) -> None:
    activity = log(running, cast.units.G1, kind="visual", displays=[Hung(kind="banner", up_from=TODAY)])
    display = activity.displays.get()
    url = reverse("campaigns:take-down-display", args=[display.pk])
    key = entry().client_key
    take_down_display(display, on=TODAY, client_key=key, note="Gió cuốn", by=colleague, now=NOW)
    sent = {"client_key": str(entry().client_key), "taken_down_on": TODAY.isoformat(), "note": "Đã hạ xuống"}
    answer = chair.post(url, sent)
    text = shown(answer)
    assert answer.status_code == 409
    assert [words in text for words in ("Gió cuốn", "Lò Văn Hải", "Đã hạ xuống")] == [True] * 3
    assert chair.post(url, sent | {"client_key": str(key)}).status_code == 302


def test_latest_says_who_changed_a_row_last(cast: Cast, running: Running) -> None:
    assignment = running.given(running.told, cast.units.G1)
    assert audit.latest(assignment) is None
    complete_assignment(assignment, by=cast.chair, now=NOW)
    last = audit.latest(assignment)
    assert last is not None
    assert (last.action, last.actor_label) == ("assignment.completed", str(cast.chair))
