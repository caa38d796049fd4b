"""Webhooks: made and stopped by those who appoint people at the unit, tried out, fed from the audit trail."""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.api.enums import PING, DeliveryState, Event
from caunoi.api.models import FeedCursor, Webhook, WebhookDelivery
from caunoi.api.outgoing import check_address
from caunoi.api.permissions import may_connect
from caunoi.api.queries.events import concerns, payload_of
from caunoi.api.tasks import send_delivery
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User

# Rows of the trail are numbered when they are written and seen when their transaction ends, in another order: so the newest
# are read again until this long has passed. A constraint keeps each from being told twice.
SETTLED_AFTER = timedelta(minutes=10)
LOG_KEPT_FOR = timedelta(days=90)
ENTRIES_AT_ONCE = 1_000


@transaction.atomic
def make_webhook(unit: Unit, *, name: str, address: str, events: Iterable[str], by: User, now: datetime) -> Webhook:
    """From now on ``address`` is told of ``events``. ``Refused``: ``name_missing``, ``events_missing``, ``not_allowed``, or what
    is wrong with the address."""
    wanted, name = [event for event in Event.values if event in set(events)], nfc(name)[:120]
    if not name:
        raise Refused(_("Say which system the address belongs to."), code="name_missing")
    if not wanted:
        raise Refused(_("Choose at least one event."), code="events_missing")
    if not may_connect(by, unit, on=timezone.localdate(now)):
        raise Refused(_("You may not connect a system to this unit."), code="not_allowed")
    check_address(address)
    newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    webhook = Webhook.objects.create(
        unit=unit, name=name, address=address, salt=secrets.token_hex(32), events=wanted, made_by=by, made_at=now,
        since_entry=newest,
    )  # fmt: skip
    audit.record("api.webhook_made", webhook, by=by, now=now, unit_id=unit.pk, name=name, events=wanted)
    return webhook


@transaction.atomic
def stop_webhook(webhook: Webhook, *, by: User, now: datetime) -> None:
    """Nothing is sent any more, not even what waits. ``Refused`` where it was stopped before."""
    if not Webhook.objects.filter(pk=webhook.pk, stopped_at__isnull=True).update(stopped_at=now):
        raise Refused(_("This webhook was stopped already."), code="already_stopped")
    audit.record("api.webhook_stopped", webhook, by=by, now=now, unit_id=webhook.unit_id, name=webhook.name)


@transaction.atomic
def try_webhook(webhook: Webhook, *, now: datetime) -> WebhookDelivery:
    """Send a trial message at once. ``Refused`` where the webhook is stopped."""
    if webhook.stopped_at:
        raise Refused(_("This webhook was stopped already."), code="already_stopped")
    body = json.dumps({"event": PING, "at": now.isoformat(), "webhook": webhook.pk})
    return _queue(WebhookDelivery(webhook=webhook, event=PING, body=body, made_at=now))


@transaction.atomic
def send_again(delivery: WebhookDelivery, *, now: datetime) -> None:
    """Begin anew with a message that was given up. ``Refused`` for any other."""
    given_up = WebhookDelivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.FAILED, webhook__stopped_at__isnull=True
    )
    if not given_up.update(state=DeliveryState.WAITING, attempts=0, next_at=now):
        raise Refused(_("Only a message that was given up is sent again."), code="not_given_up")
    send_delivery.enqueue(delivery.pk)


def _queue(delivery: WebhookDelivery) -> WebhookDelivery:
    delivery.save(force_insert=True)
    send_delivery.enqueue(delivery.pk)
    return delivery


@transaction.atomic
def feed_webhooks(*, now: datetime) -> int:
    """Queue a message for every webhook that a new row of the audit trail concerns; how many. Run by the clock."""
    cursor = FeedCursor.objects.select_for_update().get_or_create(pk=1)[0]
    webhooks = list(Webhook.objects.filter(stopped_at__isnull=True).select_related("made_by"))
    rows = AuditEntry.objects.filter(pk__gt=cursor.entry_id).order_by("pk")
    settled = rows.filter(at__lte=now - SETTLED_AFTER).values_list("pk", flat=True).last()
    queued, last = 0, cursor.entry_id
    while webhooks and (entries := list(rows.filter(action__in=Event.values, pk__gt=last)[:ENTRIES_AT_ONCE])):
        queued, last = queued + sum(_tell(webhook, entries, now) for webhook in webhooks), entries[-1].pk
    if settled:
        FeedCursor.objects.filter(pk=cursor.pk).update(entry_id=settled)
    return queued


def _tell(webhook: Webhook, entries: list[AuditEntry], now: datetime) -> int:
    fresh = [entry for entry in entries if entry.pk > webhook.since_entry and entry.action in webhook.events]
    if not fresh:
        return 0
    numbers = [entry.pk for entry in fresh]
    told = set(webhook.deliveries.filter(entry_id__in=numbers).values_list("entry_id", flat=True))
    known = concerns(webhook, [entry for entry in fresh if entry.pk not in told], on=timezone.localdate(now))
    for entry in known:
        body = json.dumps(payload_of(entry), ensure_ascii=False)
        _queue(WebhookDelivery(webhook=webhook, entry_id=entry.pk, event=entry.action, body=body, made_at=now))
    return len(known)


def forget_deliveries(*, now: datetime) -> int:
    """Drop old lines of the log; what still waits stays."""
    old = WebhookDelivery.objects.filter(made_at__lt=now - LOG_KEPT_FOR).exclude(state=DeliveryState.WAITING)
    return old.delete()[0]
