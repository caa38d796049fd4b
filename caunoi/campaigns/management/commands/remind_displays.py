"""Displays that should be down by now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.overdue_displays import remind_of_displays


class Command(BaseCommand):
    help = "Remind units of displays that hang after their day; once a week each."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_of_displays(now=timezone.now())} units reminded of displays")
