"""Forget answers and log lines of connections that nobody asks for any more. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.api.actions.answers import forget_answers
from caunoi.api.actions.webhooks import forget_deliveries


class Command(BaseCommand):
    help = "Forget old answers to idempotency keys and old lines of the webhooks' log."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"{forget_answers(now=now)} answers, {forget_deliveries(now=now)} messages")
