"""The tables of connections, by subject."""

from caunoi.api.models.tokens import ApiToken, Connection, KeptAnswer
from caunoi.api.models.webhooks import FeedCursor, Webhook, WebhookDelivery

__all__ = ["ApiToken", "Connection", "FeedCursor", "KeptAnswer", "Webhook", "WebhookDelivery"]
