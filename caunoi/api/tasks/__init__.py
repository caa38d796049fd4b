"""The slow tail of connections: messages to addresses that may be slow or gone."""

from caunoi.api.tasks.sending import send_delivery

__all__ = ["send_delivery"]
