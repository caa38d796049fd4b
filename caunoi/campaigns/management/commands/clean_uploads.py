"""Photographs and files whose form was never sent."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caunoi.campaigns.actions.evidence import clean_uploads


class Command(BaseCommand):
    help = "Remove uploads that no form has claimed for seven days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{clean_uploads(now=timezone.now())} uploads removed")
