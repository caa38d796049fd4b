"""What was open at the end of a day, for the report of a wave; lists with their filters; views."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.actions.obstacles import answer_obstacle, ask_back, pass_obstacle, withdraw_obstacle
from caunoi.campaigns.models import Assignment, Obstacle
from caunoi.campaigns.obstacle_kinds import label_of
from caunoi.campaigns.queries.obstacles import count_open, open_obstacles
from tests.campaigns.obstacles.conftest import Ask
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.campaigns.test_evidence import photo
from tests.cast import Cast, make_officer

WEEK = timedelta(days=7)


def test_open_obstacles_tell_any_earlier_day(ask: Ask, cast: Cast, running: Running) -> None:
    obstacle = ask()
    ask("Thiếu người", duty=running.charge)
    pass_obstacle(obstacle, note="Vượt thẩm quyền", by=cast.owner, now=NOW + WEEK)
    answer_obstacle(obstacle, answer="Được", by=cast.superior, now=NOW + 2 * WEEK)

    def there(day: date, wave: object = running.wave) -> list[tuple[str, object, int, bool]]:
        found = open_obstacles(running.campaign, wave, cast.units.P, day)  # type: ignore[arg-type]
        return [(each.obstacle.text, each.lies_with, each.age, each.overdue) for each in found]

    text = obstacle.text
    assert there(TODAY - timedelta(days=1)) == []
    assert there(TODAY) == [(text, cast.units.D, 0, False)]
    assert there(TODAY + WEEK) == [(text, cast.units.P, 7, False)]
    assert there(TODAY + 2 * WEEK) == []
    assert [row[0] for row in there(TODAY, None)] == [text, "Thiếu người"]


def test_open_obstacles_name_the_level_and_the_unit(ask: Ask, cast: Cast, running: Running) -> None:
    obstacle = ask()
    found = open_obstacles(running.campaign, None, cast.units.D, TODAY + 2 * WEEK)
    assert [(row.unit, row.overdue, row.kind, bool(row.level)) for row in found] == [
        (cast.units.G1, True, obstacle.kind_label, True)
    ]
    obstacle.steps.update(lies_with=None)
    assert [row.level for row in open_obstacles(running.campaign, None, cast.units.D, TODAY)] == [""]


def test_open_obstacles_of_a_unit_that_did_not_stand_are_none(ask: Ask, cast: Cast, running: Running) -> None:
    ask()
    assert open_obstacles(running.campaign, None, cast.units.D, date(1990, 1, 1)) == []


def test_open_obstacles_are_counted(ask: Ask, cast: Cast, running: Running) -> None:
    ask(kind="money")
    ask("Thiếu loa", cast.units.G2, kind="money", by=cast.owner)
    other = ask("Thiếu người", kind="people")
    ask_back(other, question="Bao nhiêu?", by=cast.owner, now=NOW)
    counts = count_open(open_obstacles(running.campaign, running.wave, cast.units.P, TODAY + 2 * WEEK))
    assert (counts.total, counts.overdue) == (3, 2)
    assert counts.by_kind == {label_of("money"): 2, label_of("people"): 1}
    assert list(counts.by_level.values()) == [3]


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({}, 3),
        ({"kind": "money"}, 1),
        ({"wave": "x"}, 0),
        ({"state": "withdrawn"}, 1),
        ({"state": "overdue"}, 0),
        ({"state": "nonsense"}, 3),
    ],
)
def test_lists_are_narrowed(
    client: Client, ask: Ask, cast: Cast, running: Running, filters: dict[str, str], number: int
) -> None:
    ask(kind="money")
    ask("Thiếu người", duty=running.charge)
    withdraw_obstacle(ask("Thiếu loa"), by=cast.chair, now=NOW)
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:list-obstacles", args=[running.campaign.pk]), filters)
    assert len(page.context["rows"]) == number


def test_lists_are_narrowed_by_wave_and_duty(client: Client, ask: Ask, cast: Cast, running: Running) -> None:
    ask()
    charged = ask("Thiếu người", duty=running.charge)
    client.force_login(cast.owner)
    url = reverse("campaigns:list-obstacles", args=[running.campaign.pk])
    numbers = [
        [row.text for row in client.get(url, {name: str(value)}).context["rows"]]
        for name, value in (("wave", running.wave.pk), ("duty", running.charge.pk))
    ]
    assert numbers == [["Chưa có kinh phí treo băng rôn"], [charged.text]]


def test_my_lists_begin_with_what_waits_for_me(client: Client, ask: Ask, cast: Cast) -> None:
    ask()
    chosen = {}
    for user in (cast.chair, cast.owner, cast.superior):
        client.force_login(user)
        page = client.get(reverse("campaigns:list-questions"))
        chosen[user] = (page.context["chosen"], len(page.context["rows"]))
    assert chosen == {cast.chair: ("ours", 1), cast.owner: ("awaiting", 1), cast.superior: ("ours", 0)}


def test_my_list_asks_the_same_at_more_rows(client: Client, ask: Ask, cast: Cast) -> None:
    client.force_login(cast.owner)
    url = reverse("campaigns:list-questions")
    ask()
    first = count_queries(client, url)
    ask("Thiếu loa")
    ask("Thiếu pa-nô", cast.units.G2, by=cast.owner)
    assert count_queries(client, url) == first


def form(text: str, **more: object) -> dict[str, object]:
    return {"client_key": str(uuid4()), "kind": "other", "text": text} | more


def test_asking_through_the_page(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    assignment = running.given(running.told, cast.units.G1)
    url, duty = (reverse(f"campaigns:{name}", args=[assignment.pk]) for name in ("ask-obstacle", "show-duty"))
    assert client.get(url).status_code == 200
    refused = client.post(url, form(" ", proposal="Cấp thêm loa"))
    assert (refused.status_code, "Cấp thêm loa" in refused.content.decode()) == (422, True)
    sent = form("Thiếu loa", photos=photo())
    assert [client.post(url, sent).url, client.post(url, sent | {"photos": ""}).url] == [duty, duty]  # type: ignore[attr-defined]
    assert [(row.text, row.files.count()) for row in Obstacle.objects.all()] == [("Thiếu loa", 1)]
    assert "Thiếu loa" in client.get(duty).content.decode()


def test_a_form_without_its_mark_keeps_what_was_typed(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.chair)
    url = reverse("campaigns:ask-obstacle", args=[running.given(running.told, cast.units.G1).pk])
    page = client.post(url, form("Thiếu loa", client_key="x", photos=photo()))
    assert (page.status_code, "Thiếu loa" in page.content.decode(), Obstacle.objects.count()) == (422, True, 0)


def test_asking_where_nothing_stands_above_says_so(client: Client, cast: Cast, running: Running) -> None:
    assignment = Assignment.objects.create(duty=running.told, unit=cast.units.TLD, assigned_at=NOW)
    client.force_login(make_officer("can-bo@tld.example", "Đỗ Thị Hạnh", cast.units.TLD))
    page = client.post(reverse("campaigns:ask-obstacle", args=[assignment.pk]), form("Thiếu loa"))
    assert "Phía trên đơn vị không có cấp nào để trả lời." in page.content.decode()


def test_answering_with_those_alike_through_the_page(client: Client, ask: Ask, cast: Cast) -> None:
    first, second = ask(), ask("Thiếu loa")
    client.force_login(cast.owner)
    url = reverse("campaigns:answer-obstacle", args=[first.pk])
    page = client.get(url)
    assert page.context["form"]["alike"].value() == [str(second.pk)]
    client.post(url, {"answer": "Mượn", "reach": "branch", "question": "Loa?", "alike": [second.pk]})
    assert Obstacle.objects.waiting().count() == 0


def test_the_words_of_an_earlier_answer_are_offered(client: Client, ask: Ask, cast: Cast) -> None:
    answer_obstacle(ask(), answer="Chi từ quỹ", reach="branch", by=cast.owner, now=NOW)
    guidance = Obstacle.objects.get().guidance
    second = ask("Lấy tiền ở đâu?", cast.units.G2, by=cast.owner)
    client.force_login(cast.owner)
    page = client.get(reverse("campaigns:answer-obstacle", args=[second.pk]), {"use": str(guidance and guidance.pk)})
    assert page.context["form"]["answer"].value() == "Chi từ quỹ"


def test_the_course_through_the_pages(client: Client, ask: Ask, cast: Cast) -> None:
    obstacle = ask()

    def post(user: object, name: str, **data: str) -> str:
        client.force_login(user)  # type: ignore[arg-type]
        page = client.post(reverse(f"campaigns:{name}", args=[obstacle.pk]), data, follow=True)
        obstacle.refresh_from_db()
        return f"{obstacle.state} {next(str(message) for message in page.context['messages'])}"

    said = [
        post(cast.owner, "pass-obstacle"),
        post(cast.owner, "pass-obstacle", note="Vượt thẩm quyền"),
        post(cast.chair, "reopen-obstacle", reason="Chưa"),
        post(cast.superior, "ask-back-obstacle", question="Bao nhiêu?"),
        post(cast.chair, "explain-obstacle", text="Hai triệu"),
        post(cast.superior, "answer-obstacle", answer="Được", reach="campaign"),
        post(cast.chair, "confirm-obstacle"),
        post(cast.chair, "confirm-obstacle"),
        post(cast.chair, "reopen-obstacle"),
        post(cast.chair, "reopen-obstacle", reason="Chưa đủ"),
        post(cast.chair, "withdraw-obstacle"),
        post(cast.chair, "withdraw-obstacle"),
    ]
    states = "asked passed passed back explained answered answered answered answered reopened withdrawn withdrawn"
    assert [line.split()[0] for line in said] == states.split()
    assert said[0] == "asked Hãy ghi lý do chuyển lên cấp trên và những gì đã nắm được."


def test_photographs_and_files_are_served_to_those_who_see_the_question(client: Client, ask: Ask, cast: Cast) -> None:
    key = uuid4()
    obstacle = ask(client_key=key, uploads=[keep_upload(photo(), client_key=key, by=cast.chair, now=NOW)])
    row = obstacle.files.get()
    urls = [reverse(f"campaigns:{name}", args=[row.pk]) for name in ("obstacle-file", "obstacle-thumbnail")]
    answers = []
    for user in (cast.owner, cast.stranger):
        client.force_login(user)
        answers.append([client.get(url).status_code for url in urls])
    assert answers == [[200, 200], [404, 404]]
    obstacle.files.update(thumbnail="")
    client.force_login(cast.owner)
    assert client.get(urls[1]).status_code == 404


def test_what_is_asked_back_stands_first_and_no_longer_among_mine(client: Client, ask: Ask, cast: Cast) -> None:
    obstacle = ask()
    ask_back(obstacle, question="Cần bao nhiêu tiền?", by=cast.owner, now=NOW)
    client.force_login(cast.chair)
    page = client.get(reverse("campaigns:answer-obstacle", args=[obstacle.pk]))
    assert (page.context["asked_back"], page.context["may_explain"]) == ("Cần bao nhiêu tiền?", True)
    assert [str(step.lies_with) for step in page.context["steps"]] == ["Liên đoàn Lao động huyện Ba Khe"] * 2
    client.force_login(cast.owner)
    assert client.get(reverse("campaigns:list-questions")).context["chosen"] == "ours"
    again = client.get(reverse("campaigns:answer-obstacle", args=[obstacle.pk]))
    assert (again.context["may_answer"], again.context["may_ask_back"]) == (True, False)
