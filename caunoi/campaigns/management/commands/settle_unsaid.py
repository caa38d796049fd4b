"""Sums behind the map of what has not been said, proved and counted anew where the tree has changed under them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.counting import correct_owing, rebuild_counters, settle_counters
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign


class Command(BaseCommand):
    help = "Prove the sums of what has been said and count anew those that no longer hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="throw all counters away and count the activities")

    def handle(self, *args: Any, **options: Any) -> None:
        on = timezone.localdate()
        for campaign in Campaign.objects.filter(state=CampaignState.ISSUED).order_by("pk"):
            if options["rebuild"]:
                self.stdout.write(f"campaign {campaign.pk}: {rebuild_counters(campaign, on=on)} cells counted")
                continue
            corrected = correct_owing(campaign)
            settled = settle_counters(campaign, on=on)
            self.stdout.write(f"campaign {campaign.pk}: {corrected} corrected, {settled} sums counted anew")
