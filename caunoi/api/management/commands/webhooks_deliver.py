"""Tell webhooks what is new in the audit trail. Run by the clock; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.api.actions.webhooks import feed_webhooks


class Command(BaseCommand):
    help = "Queue a message for every webhook that something new concerns."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{feed_webhooks(now=timezone.now())} messages")
