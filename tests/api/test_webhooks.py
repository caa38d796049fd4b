"""Webhooks: fed from the audit trail, signed, tried again, given up; told of nothing that their maker may not know."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from caunoi.api.actions.webhooks import (
    feed_webhooks,
    forget_deliveries,
    make_webhook,
    send_again,
    stop_webhook,
    try_webhook,
)
from caunoi.api.enums import Event
from caunoi.api.models import FeedCursor, Webhook, WebhookDelivery
from caunoi.api.signing import secret_of, sign
from caunoi.api.tasks import send_delivery
from caunoi.congresses.models import Congress, Cycle
from caunoi.core import audit
from caunoi.core.models import AuditEntry, Job
from caunoi.orgs.models import Post, Unit, User
from caunoi.reporting.actions.filings import Report, submit_filing
from tests.api.connecting import Connected
from tests.api.receiver import Receiver, receiver
from tests.api.test_tokens import refused
from tests.campaigns.running import NOW, TODAY

LATER = NOW + timedelta(minutes=11)


@pytest.fixture
def inside(settings: Any) -> None:
    settings.WEBHOOKS_MAY_STAY_INSIDE = True


def hook(connected: Connected, unit: Unit | None = None, by: User | None = None, **given: Any) -> Webhook:
    said = {"name": "Phần mềm bạn", "address": "https://ban.example.vn/tin", "events": Event.values} | given
    return make_webhook(unit or connected.cast.units.P, **said, by=by or connected.leader, now=NOW)


def send(connected: Connected, unit: Unit, now: Any = NOW) -> Any:
    filing = connected.filed.of(unit)
    report = Report({"heard": 1})
    return submit_filing(filing, report, client_key=uuid4(), revision=filing.revision, by=connected.cast.chair, now=now)


def told(webhook: Webhook) -> list[str]:
    return list(webhook.deliveries.order_by("pk").values_list("event", flat=True))


def pointed(connected: Connected, there: Receiver, **given: Any) -> Webhook:
    webhook = hook(connected, address=there.address, **given)
    there.secret = secret_of(webhook)
    return webhook


def test_a_report_that_moves_is_told_signed_and_once(connected: Connected, inside: None, run_jobs: Any) -> None:
    with receiver(204) as there:
        webhook = pointed(connected, there)
        filing = send(connected, connected.cast.units.G1)
        assert [feed_webhooks(now=NOW), feed_webhooks(now=NOW)] == [1, 0]
        run_jobs()
        delivery = webhook.deliveries.get()
    entry = AuditEntry.objects.get(action="filing.moved")
    assert there.messages == [
        {
            "event": "filing.moved", "id": entry.pk, "at": "2026-11-23T01:00:00+00:00", "state": "submitted",
            "subject": {"type": "filing", "id": filing.pk},
            "url": f"http://localhost:8000/api/v1/filings/{filing.pk}",
        }
    ]  # fmt: skip
    assert (delivery.state, delivery.attempts, delivery.last_status, delivery.delivered_at) == (
        "delivered",
        1,
        204,
        NOW,
    )
    assert there.headers[0]["caunoi-event"] == "filing.moved"
    assert there.headers[0]["caunoi-delivery"] == str(delivery.pk)
    assert there.headers[0]["content-type"] == "application/json; charset=utf-8"


def test_the_signature_is_as_the_guide_says() -> None:
    assert sign("whsec_x", 1700000000, b'{"a":1}') == (
        "t=1700000000,v1=b3438763ab46d9634b9844c8722818eaf523f803db1327484c6067462a5fd6d1"
    )


def test_what_fails_comes_again_later_and_is_given_up_in_the_end(
    connected: Connected, inside: None, run_jobs: Any, clock: Any
) -> None:
    with receiver(500) as there:
        webhook = pointed(connected, there)
        try_webhook(webhook, now=NOW)
        waits = []
        for _turn in range(7):
            run_jobs()
            delivery = webhook.deliveries.get()
            if delivery.next_at:
                waits.append(delivery.next_at - timezone.now())
                clock.move_to(delivery.next_at)
    assert [wait.total_seconds() for wait in waits] == [30, 300, 1800, 7200, 28_800, 86_400]
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("failed", 7, 500)
    assert len(there.messages) == 7
    with receiver(200) as there:
        Webhook.objects.update(address=there.address)
        there.secret = secret_of(webhook)
        send_again(delivery, now=timezone.now())
        run_jobs()
    assert webhook.deliveries.get().state == "delivered"
    assert refused(send_again, delivery, now=NOW) == "not_given_up"


@pytest.mark.parametrize(
    ("answers", "state", "status"), [((302,), "waiting", 302), ((404, 200), "waiting", 404), ((299,), "delivered", 299)]
)
def test_only_a_2xx_is_taken_for_received(
    connected: Connected, inside: None, run_jobs: Any, answers: tuple[int, ...], state: str, status: int
) -> None:
    with receiver(*answers) as there:
        webhook = pointed(connected, there)
        try_webhook(webhook, now=NOW)
        run_jobs()
    delivery = webhook.deliveries.get()
    assert (delivery.state, delivery.last_status, len(there.messages)) == (state, status, 1)


def test_an_address_that_does_not_answer_is_noted(connected: Connected, inside: None, run_jobs: Any) -> None:
    with receiver() as there:
        address = there.address
    webhook = hook(connected, address=address)
    try_webhook(webhook, now=NOW)
    run_jobs()
    delivery = webhook.deliveries.get()
    assert (delivery.state, delivery.last_status, delivery.last_error) == ("waiting", None, "no_answer")


def test_an_address_inside_our_network_is_never_asked(connected: Connected, run_jobs: Any) -> None:
    with receiver() as there:
        webhook = hook(connected, address=there.address)
        try_webhook(webhook, now=NOW)
        run_jobs()
    assert (webhook.deliveries.get().last_error, there.messages) == ("not_public", [])


def test_each_is_told_what_stands_in_its_branch(connected: Connected) -> None:
    units, cast = connected.cast.units, connected.cast
    Post.objects.create(user=cast.stranger, unit=units.E, role="chair", starts_on=TODAY)
    ours, theirs, own = (
        hook(connected), hook(connected, units.E, cast.stranger), hook(connected, units.G1, cast.chair),
    )  # fmt: skip
    running = connected.filed.running
    cycle = Cycle.objects.create(name="Đại hội XIV", ordinal="XIV", term_start=2028, term_end=2033)
    congress = Congress.objects.create(unit=units.D, cycle=cycle, title="Đại hội huyện")
    send(connected, units.G1)
    for action, target in (
        ("form.opened", connected.filed.form), ("campaign.issued", running.campaign), ("result.published", congress),
    ):  # fmt: skip
        audit.record(action, target, by=None, now=NOW, unit_id=units.P.pk)
    assert feed_webhooks(now=NOW) == 7
    assert told(ours) == ["filing.moved", "form.opened", "campaign.issued", "result.published"]
    assert told(theirs) == []
    assert told(own) == ["filing.moved", "form.opened", "campaign.issued"]
    paths = [json.loads(row.body)["url"].partition("/api/v1")[2] for row in ours.deliveries.order_by("pk")]
    assert paths[1:] == [
        f"/report-forms/{connected.filed.form.pk}", f"/campaigns/{running.campaign.pk}",
        f"/congresses/{congress.pk}/result",
    ]  # fmt: skip


def test_only_chosen_events_and_nothing_from_before(connected: Connected) -> None:
    audit.record("campaign.issued", connected.filed.running.campaign, by=None, now=NOW)
    webhook = hook(connected, events=["campaign.issued"])
    send(connected, connected.cast.units.G1)
    assert (feed_webhooks(now=NOW), told(webhook)) == (0, [])


def test_a_maker_whose_post_has_ended_is_told_nothing(connected: Connected) -> None:
    webhook = hook(connected)
    Post.objects.filter(user=connected.leader).update(ends_on=TODAY - timedelta(days=1))
    send(connected, connected.cast.units.G1)
    assert (feed_webhooks(now=NOW), told(webhook)) == (0, [])


def test_a_row_that_is_seen_late_is_still_told(connected: Connected) -> None:
    """A transaction that began earlier may end later: its row has the smaller number."""
    webhook = hook(connected)
    late = audit.entry("campaign.issued", connected.filed.running.campaign, by=None, now=NOW)
    late.pk = AuditEntry.objects.order_by("-pk")[0].pk + 1
    audit.record("orgs.invited", connected.filed.form, by=None, now=NOW).delete()
    newer = audit.entry("campaign.issued", connected.filed.running.campaign, by=None, now=NOW)
    newer.pk = late.pk + 5
    newer.save(force_insert=True)
    assert feed_webhooks(now=NOW) == 1
    late.save(force_insert=True)
    assert [feed_webhooks(now=NOW), feed_webhooks(now=LATER), feed_webhooks(now=LATER)] == [1, 0, 0]
    assert FeedCursor.objects.get().entry_id == newer.pk
    assert sorted(webhook.deliveries.values_list("entry_id", flat=True)) == [late.pk, newer.pk]


def test_many_rows_are_told_in_one_turn(connected: Connected, monkeypatch: Any) -> None:
    from caunoi.api.actions import webhooks

    monkeypatch.setattr(webhooks, "ENTRIES_AT_ONCE", 2)
    webhook = hook(connected)
    for _turn in range(5):
        audit.record("campaign.issued", connected.filed.running.campaign, by=None, now=NOW)
    assert (feed_webhooks(now=NOW), len(told(webhook))) == (5, 5)


def test_without_webhooks_the_trail_is_passed_over(connected: Connected) -> None:
    assert feed_webhooks(now=LATER) == 0
    assert FeedCursor.objects.get().entry_id == AuditEntry.objects.order_by("-pk")[0].pk


def test_a_stopped_webhook_gets_nothing_that_waits(connected: Connected, inside: None, run_jobs: Any) -> None:
    with receiver() as there:
        webhook = pointed(connected, there)
        try_webhook(webhook, now=NOW)
        stop_webhook(webhook, by=connected.leader, now=NOW)
        run_jobs()
        webhook.refresh_from_db()
        send(connected, connected.cast.units.G1)
        assert feed_webhooks(now=NOW) == 0
    assert (there.messages, webhook.deliveries.get().state) == ([], "waiting")
    assert refused(stop_webhook, webhook, by=connected.leader, now=NOW) == "already_stopped"
    assert refused(try_webhook, webhook, now=NOW) == "already_stopped"


def test_a_message_that_was_taken_is_not_sent_again_by_a_job_that_comes_twice(
    connected: Connected, inside: None, run_jobs: Any
) -> None:
    with receiver() as there:
        webhook = pointed(connected, there)
        delivery = try_webhook(webhook, now=NOW)
        run_jobs()
        assert send_delivery.call(delivery.pk) == "dropped"
    assert len(there.messages) == 1
    assert Job.objects.filter(status="FAILED").count() == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": ""}, "name_missing"),
        ({"events": ["khong.co"]}, "events_missing"),
        ({"address": "ftp://ban.example"}, "bad_address"),
        ({"address": "https://ten:matkhau@ban.example"}, "bad_address"),
    ],
)
def test_a_webhook_is_refused(connected: Connected, given: dict[str, Any], code: str) -> None:
    assert refused(hook, connected, **given) == code
    assert refused(hook, connected, by=connected.cast.superior) == "not_allowed"


def test_secrets_hang_on_the_row_and_on_the_servers_key(connected: Connected, settings: Any) -> None:
    one, other = hook(connected), hook(connected)
    known = secret_of(one)
    assert (known[:6], len(known), known == secret_of(other)) == ("whsec_", 70, False)
    settings.SECRET_KEY = "khac"
    assert secret_of(one) != known


def test_old_lines_are_forgotten_and_what_waits_is_kept(connected: Connected) -> None:
    webhook = hook(connected)
    try_webhook(webhook, now=NOW)
    WebhookDelivery.objects.create(
        webhook=webhook, event="ping", body="{}", state="delivered", made_at=NOW, delivered_at=NOW
    )
    assert forget_deliveries(now=NOW) == 0
    assert forget_deliveries(now=NOW + timedelta(days=91)) == 1
    assert [str(row) for row in webhook.deliveries.all()] == [f"{webhook.pk} ping waiting"]
    assert (str(webhook), str(FeedCursor(entry_id=7))) == ("Phần mềm bạn", "7")


def test_the_clock_feeds_and_cleans(connected: Connected) -> None:
    hook(connected)
    send(connected, connected.cast.units.G1)
    out = StringIO()
    call_command("webhooks_deliver", stdout=out)
    call_command("clean_connections", stdout=out)
    assert out.getvalue() == "1 messages\n0 answers, 0 messages\n"
