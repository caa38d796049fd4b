"""Every link of an activity is looked at once a week."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.links import recheck_links


class Command(BaseCommand):
    help = "Have links looked at that nobody has looked at for a week."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recheck_links(now=timezone.now())} links to look at")
