"""``caunoi units_reorganise_due``: apply the confirmed reorganisations whose day has come. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.orgs.actions.reorganisations import apply_due


class Command(BaseCommand):
    help = "Apply the confirmed reorganisations whose day has come; safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{apply_due(now=timezone.now())} reorganisations applied")
