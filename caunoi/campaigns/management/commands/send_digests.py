"""``caunoi send digests``: tell people, once, of dates that moved and have been quiet for a while. Run by the clock."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.digests import send_digests


class Command(BaseCommand):
    help = "Tell people of dates that moved, one notice each, after the quiet period."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_digests(now=timezone.now())} people told")
