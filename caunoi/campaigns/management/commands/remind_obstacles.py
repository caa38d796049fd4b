"""Reminders of questions that wait past their last day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.obstacles import remind_of_obstacles


class Command(BaseCommand):
    help = "Remind those who have to answer an obstacle that is overdue; once a week each."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_of_obstacles(now=timezone.now())} reminded")
