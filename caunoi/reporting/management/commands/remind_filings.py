"""Reminders of reports that are due soon or late, at most once a day each."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.reporting.actions.filing_reminders import remind_filings


class Command(BaseCommand):
    help = "Remind units of reports that they have not sent and that are due soon or late."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_filings(now=timezone.now())} reminded")
