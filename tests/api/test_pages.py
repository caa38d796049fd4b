"""The pages of connections and of data: asked by everyone of the cast; each step as an officer takes it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from caunoi.api.actions.tokens import revoke_token
from caunoi.api.actions.webhooks import make_webhook
from caunoi.api.enums import Event
from caunoi.api.models import ApiToken, Webhook, WebhookDelivery
from caunoi.api.signing import secret_of
from caunoi.api.urls import desk
from caunoi.orgs.models import Post
from tests.api.connecting import Connected
from tests.campaigns.running import NOW, TODAY
from tests.campaigns.test_delivery import count_queries

PEOPLE = ("leader", "chair", "superior", "stranger", "member", "visitor")
IN = 302


@dataclass(frozen=True)
class Case:
    """``answers`` in the order of PEOPLE: the chair of P, of G1, officers of P and of another branch, a member, a visitor."""

    name: str
    answers: tuple[int, ...]
    of: str = ""
    method: str = "get"


MANAGES = (200, 200, 403, 403, 403, IN)
WRITES = (422, 422, 403, 403, 403, IN)
OF_P = (200, 404, 403, 403, 403, IN)  # the chair of G1 manages no connection of P
DONE = (IN, 404, 403, 403, 403, IN)

CASES = [
    Case("connections", MANAGES),
    Case("make-token", MANAGES),
    Case("make-token", WRITES, method="post"),
    Case("show-token", OF_P, "token"),
    Case("revoke-token", DONE, "token", "post"),
    Case("make-webhook", MANAGES),
    Case("make-webhook", WRITES, method="post"),
    Case("show-webhook", OF_P, "webhook"),
    Case("try-webhook", DONE, "webhook", "post"),
    Case("resend-delivery", DONE, "delivery", "post"),
    Case("stop-webhook", DONE, "webhook", "post"),
    Case("data", (200, 200, 200, 200, 403, IN)),
    Case("download-filings", (200, 200, 200, 404, 403, IN), "form"),
    Case("download-activities", (200, 200, 200, 404, 403, IN), "campaign"),
]


@pytest.fixture
def webhook(connected: Connected) -> Webhook:
    units = connected.cast.units
    return make_webhook(
        units.P,
        name="Phần mềm bạn",
        address="https://ban.example/tin",
        events=Event.values,
        by=connected.leader,
        now=NOW,
    )


@pytest.fixture
def subjects(connected: Connected, webhook: Webhook) -> dict[str, list[Any]]:
    token, _secret = connected.token(connected.cast.units.P, connected.leader)
    delivery = WebhookDelivery.objects.create(webhook=webhook, event="ping", body="{}", state="failed", made_at=NOW)
    return {
        "": [],
        "token": [token.pk],
        "webhook": [webhook.pk],
        "delivery": [delivery.pk],
        "form": [connected.filed.form.pk, "csv"],
        "campaign": [connected.filed.running.campaign.pk, "xlsx"],
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_pages_answer_each_of_the_cast(
    client: Client, connected: Connected, subjects: dict[str, list[Any]], person: str
) -> None:
    if person != "visitor":
        client.force_login(connected.leader if person == "leader" else getattr(connected.cast, person))
    found = {}
    for case in CASES:
        answer = getattr(client, case.method)(reverse(f"connections:{case.name}", args=subjects[case.of]))
        found[case.name, case.method] = answer.status_code
        b"".join(answer)  # a stream that is closed unread takes the test's connection with it
    assert found == {(case.name, case.method): case.answers[PEOPLE.index(person)] for case in CASES}


def test_every_page_is_asked() -> None:
    assert {each.name for each in desk.urlpatterns if isinstance(each, URLPattern)} == {case.name for case in CASES}


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(f"connections:{name}", args=args)).content.decode()


SAID = {"name": "Phần mềm bạn", "unit": "Công đoàn cơ sở (G1)", "scopes": ["units:read", "reports:file"], "days": "90"}


def test_a_token_is_made_after_a_look_and_shown_once(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.chair)
    asked = client.post(reverse("connections:make-token"), SAID)
    assert "Phần mềm bạn sẽ truy cập được 1 đơn vị" in asked.content.decode()
    assert ("90 ngày" in asked.content.decode(), ApiToken.objects.count()) == (True, 0)
    made = client.post(reverse("connections:make-token"), SAID | {"sure": "1"})
    token = ApiToken.objects.get()
    secret = made.content.decode().split('value="cn_')[1].split('"')[0]
    assert connected.ask("/token", f"cn_{secret}").json()["scopes"] == ["units:read", "reports:file"]
    assert (token.expires_at, made["Cache-Control"].startswith("max-age=0")) == (NOW + timedelta(days=90), True)
    assert secret not in page(client, "show-token", token.pk) + page(client, "connections")


def test_a_token_sent_again_from_the_history_is_made_once(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.chair)
    answers = [client.post(reverse("connections:make-token"), SAID | {"sure": key}, follow=True) for key in "aab"]
    assert ApiToken.objects.count() == 2
    assert ["Không tạo thêm mã nào" in answer.content.decode() for answer in answers] == [False, True, False]


def test_a_year_is_called_a_year(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.chair)
    assert "Một năm" in client.post(reverse("connections:make-token"), SAID | {"days": "365"}).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": ""}, "Ghi tên hệ thống được cấp mã."),
        ({"unit": "D"}, "Hãy chọn đơn vị trong danh sách"),
        ({"scopes": []}, "Chọn ít nhất một việc mà hệ thống được làm."),
        ({"days": "5"}, "5"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, connected: Connected, given: dict[str, Any], words: str
) -> None:
    client.force_login(connected.cast.chair)
    answer = client.post(reverse("connections:make-token"), SAID | given)
    shown = answer.content.decode()
    assert (answer.status_code, ApiToken.objects.count(), words in shown) == (422, 0, True)
    assert "Phần mềm bạn" in shown or "name" in given


def test_what_the_officer_may_not_do_is_named(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.administrator)
    answer = client.post(reverse("connections:make-token"), SAID)
    assert "không cấp cho hệ thống được: Gửi báo cáo thay mặt đơn vị" in answer.content.decode()


def test_a_token_is_revoked_on_its_page(client: Client, connected: Connected) -> None:
    token, secret = connected.token(connected.cast.units.P, connected.leader)
    client.force_login(connected.leader)
    shown = page(client, "show-token", token.pk)
    assert f"cn_…{token.hint}" in shown
    assert "5 đơn vị" in shown
    client.post(reverse("connections:revoke-token", args=[token.pk]))
    assert connected.ask("/token", secret).status_code == 401
    assert "Trần Thị Cúc đã thu hồi lúc 08:00 23/11/2026" in page(client, "show-token", token.pk)
    again = client.post(reverse("connections:revoke-token", args=[token.pk]))
    assert again.status_code == 409
    assert "1 mã không còn hiệu lực" in page(client, "connections")


def test_a_token_that_opens_nothing_says_why(client: Client, connected: Connected) -> None:
    expired, _secret = connected.token(connected.cast.units.P, connected.leader)
    ended, _secret = connected.token(connected.cast.units.D, connected.cast.administrator)
    ApiToken.objects.filter(pk=expired.pk).update(made_at=NOW - timedelta(days=9), expires_at=NOW)
    Post.objects.filter(user=connected.cast.administrator).update(ends_on=TODAY - timedelta(days=1))
    client.force_login(connected.leader)
    assert "Mã đã hết hạn" in page(client, "show-token", expired.pk)
    assert "người tạo mã hôm nay không còn giữ chức danh" in page(client, "show-token", ended.pk)
    assert "hết hạn ngày 23/11/2026" in page(client, "connections")


def test_an_address_is_added_tried_and_stopped(client: Client, connected: Connected, run_jobs: Any) -> None:
    client.force_login(connected.leader)
    said = {"name": "Phần mềm bạn", "unit": "P", "address": " https://khong-co.invalid/tin ", "events": ["form.opened"]}
    client.post(reverse("connections:make-webhook"), said)
    webhook = Webhook.objects.get()
    assert (webhook.address, webhook.events) == ("https://khong-co.invalid/tin", ["form.opened"])
    shown = page(client, "show-webhook", webhook.pk)
    assert secret_of(webhook) in shown
    assert "Chưa có gì." in shown
    client.post(reverse("connections:try-webhook", args=[webhook.pk]))
    run_jobs()
    shown = page(client, "show-webhook", webhook.pk)
    assert "Tin thử" in shown
    assert "không tìm thấy tên miền" in shown
    assert "gửi lại lúc 08:00 23/11/2026" in shown
    assert "https://khong-co.invalid/tin" in page(client, "connections")
    client.post(reverse("connections:stop-webhook", args=[webhook.pk]))
    shown = page(client, "show-webhook", webhook.pk)
    assert "Đã dừng lúc 08:00 23/11/2026" in shown
    assert secret_of(webhook) not in shown
    assert "1 địa chỉ đã dừng" in page(client, "connections")


def test_a_wrong_address_is_named(client: Client, connected: Connected) -> None:
    client.force_login(connected.leader)
    said = {"name": "Phần mềm", "unit": "P", "address": "ban.example", "events": ["form.opened"]}
    answer = client.post(reverse("connections:make-webhook"), said)
    assert (answer.status_code, Webhook.objects.count()) == (422, 0)
    assert "Ghi địa chỉ đầy đủ" in answer.content.decode()


def test_the_log_tells_each_message(client: Client, connected: Connected, webhook: Webhook) -> None:
    rows = [
        {"event": "form.opened", "state": "delivered", "last_status": 204, "attempts": 1, "delivered_at": NOW},
        {"event": "filing.moved", "state": "failed", "last_error": "no_answer", "attempts": 7},
        {"event": "ping", "state": "waiting", "last_error": "not_public", "attempts": 1, "next_at": NOW},
    ]
    for row in rows:
        WebhookDelivery.objects.create(webhook=webhook, body="{}", made_at=NOW, **row)
    client.force_login(connected.leader)
    shown = page(client, "show-webhook", webhook.pk)
    for words in ("Đã nhận", "trả lời 204", "Không gửi được", "7 lần thử", "nằm trong mạng nội bộ", "Gửi lại"):
        assert words in shown
    failed = webhook.deliveries.get(state="failed")
    client.post(reverse("connections:resend-delivery", args=[failed.pk]))
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("waiting", 0)


def test_the_list_costs_the_same_at_one_token_and_at_three(client: Client, connected: Connected) -> None:
    client.force_login(connected.leader)
    units = connected.cast.units
    revoke_token(connected.token(units.P, connected.leader)[0], by=connected.leader, now=NOW)
    connected.token(units.P, connected.leader)
    one = count_queries(client, reverse("connections:connections"))
    for unit in (units.D, units.G1):
        connected.token(unit, connected.cast.administrator)
    assert count_queries(client, reverse("connections:connections")) == one


def test_data_is_taken_away_with_titles(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.owner)
    assert "Báo cáo đợt 1" in page(client, "data")
    form = connected.filed.form.pk
    answer = client.get(reverse("connections:download-filings", args=[form, "csv"]))
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Mã số báo cáo,Mã đơn vị,Đơn vị,Tình trạng,")
    assert "Số lượt người nghe (lượt người)" in rows[0]
    assert [row.split(",")[1] for row in rows[1:]] == ["D", "G1", "G2"]
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao-dot-1.csv"'
    unknown = client.get(reverse("connections:download-filings", args=[form, "doc"]))
    assert unknown.status_code == 404


def test_nothing_to_take_away_is_said(client: Client, connected: Connected) -> None:
    client.force_login(connected.cast.stranger)
    shown = page(client, "data")
    assert "Chưa có biểu mẫu báo cáo nào được mở." in shown
    assert "Chưa có chiến dịch nào được giao đến đơn vị." in shown
