"""Whom we tell of what happens: addresses of sister systems, and the log of what was sent to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.api.enums import DeliveryState, Event
from caunoi.orgs.models import Unit


class Webhook(models.Model):
    """An address that is told of ``events`` in the unit's branch. Its secret is derived from ``salt`` (``signing``).

    Like a token it tells only what ``made_by`` may know that day. ``since_entry``: the last row of the audit trail before
    it was made; nothing older is told.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(_("name of the system"), max_length=120)
    address = models.URLField(_("address"), max_length=500)
    salt = models.CharField(max_length=64)
    events = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    since_entry = models.BigIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One message to one address, until it is taken or given up. ``entry_id`` is the row of the audit trail behind it; a
    trial message has none."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    entry_id = models.BigIntegerField(null=True)
    event = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name_plural = "webhook deliveries"
        indexes: ClassVar = [models.Index(fields=["state", "made_at"], name="webhook_delivery_age")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "entry_id"], name="one_delivery_per_event"),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.DELIVERED) | Q(delivered_at__isnull=False),
                name="delivered_message_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event} {self.state}"

    @property
    def label(self) -> str:
        """What happened, in words."""
        return str(dict(Event.choices).get(self.event, _("Trial message")))


class FeedCursor(models.Model):
    """How far the audit trail has been read for webhooks (one row)."""

    entry_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.entry_id)
