"""Reminders of visits and recommendations that are late, at most once a day each."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.reporting.actions.reminders import remind_late


class Command(BaseCommand):
    help = "Remind inspectors of overdue visits and units of late recommendations."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_late(now=timezone.now())} reminded")
