"""``caunoi audit seal``: chain the audit rows written since the last time. Run by the clock, every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from caunoi.core.audit import seal_entries


class Command(BaseCommand):
    help = "Seal the audit trail: each row gets a hash of itself and of the row before it."

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        while sealed := seal_entries():
            total += sealed
        self.stdout.write(f"Đã niêm phong {total} dòng nhật ký.")
