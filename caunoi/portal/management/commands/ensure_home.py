"""Put the public home page in place; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from caunoi.portal.setup import ensure_home


class Command(BaseCommand):
    help = "Make the public home page if there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_home()
