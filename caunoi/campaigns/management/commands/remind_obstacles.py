"""Reminders of questions that wait past their last day; a new place for those whose level above has changed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.obstacles import move_stranded_obstacles, remind_of_obstacles


class Command(BaseCommand):
    help = "Remind, once a week each, of obstacles past their day; move those whose level above has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"{move_stranded_obstacles(now=now)} moved, {remind_of_obstacles(now=now)} reminded")
