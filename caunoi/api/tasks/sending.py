"""Bringing one message to its address: tried again later and later, given up after a day and a half."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from caunoi.api.enums import DeliveryState
from caunoi.api.models import WebhookDelivery
from caunoi.api.outgoing import Answer, post
from caunoi.api.signing import secret_of, sign
from caunoi.core.context import VERSION

# Waits after the first, second, … try that failed; after the last of them the message is given up.
WAITS = [timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8)]
WAITS += [timedelta(hours=24)]


@task()
def send_delivery(delivery_id: int) -> str:
    """Try once; return the state that follows. Run twice it sends no message that was taken."""
    found = WebhookDelivery.objects.select_related("webhook").filter(pk=delivery_id, state=DeliveryState.WAITING)
    delivery = found.first()
    if delivery is None or delivery.webhook.stopped_at:
        return "dropped"
    now = timezone.now()
    answer = _post(delivery, now)
    delivery.attempts += 1
    delivery.last_status, delivery.last_error, delivery.next_at = answer.status, answer.error, None
    if answer.taken:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
    elif delivery.attempts > len(WAITS):
        delivery.state = DeliveryState.FAILED
    else:
        delivery.next_at = now + WAITS[delivery.attempts - 1]
        send_delivery.using(run_after=delivery.next_at).enqueue(delivery.pk)
    delivery.save()
    return str(delivery.state)


def _post(delivery: WebhookDelivery, now: datetime) -> Answer:
    body, moment = delivery.body.encode(), int(now.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"CauNoi/{VERSION}",
        "Caunoi-Event": delivery.event,
        "Caunoi-Delivery": str(delivery.pk),
        "Caunoi-Signature": sign(secret_of(delivery.webhook), moment, body),
    }
    return post(delivery.webhook.address, body, headers)
