"""``caunoi audit verify``: has anybody changed or removed a sealed row of the audit trail?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caunoi.core.audit import broken_seals
from caunoi.core.models import AuditEntry


class Command(BaseCommand):
    help = "Compare every sealed row of the audit trail with its seal; exit 1 when one does not fit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="NUMBER:SEAL",
            help="a last seal noted earlier outside the database: shows rows cut off at the end, and a chain made anew",
        )

    def handle(self, *args: Any, expect: str | None = None, **options: Any) -> None:
        broken = list(broken_seals())
        for row in broken:
            self.stdout.write(f"Dòng {row.pk} (niêm phong số {row.seal_number}) không khớp: {row}")
        if expect and not _stands(expect):
            raise CommandError(
                f"Niêm phong đã ghi lại {expect} không còn trong nhật ký: có dòng bị xóa hoặc bị làm lại."
            )
        if broken:
            raise CommandError(f"{len(broken)} dòng nhật ký đã bị sửa, hoặc đứng sau dòng bị xóa.")
        last = AuditEntry.objects.filter(seal_number__isnull=False).order_by("-seal_number").first()
        waiting = AuditEntry.objects.filter(seal_number__isnull=True).count()
        self.stdout.write(f"Nhật ký nguyên vẹn. Chờ niêm phong: {waiting} dòng.")
        if last is not None:
            self.stdout.write(f"Niêm phong cuối, hãy ghi ra ngoài cơ sở dữ liệu: {last.seal_number}:{last.seal}")


def _stands(expected: str) -> bool:
    number, _separator, seal = expected.partition(":")
    if not number.isdecimal():
        raise CommandError("--expect phải có dạng SỐ:NIÊM_PHONG.")
    return AuditEntry.objects.filter(seal_number=int(number), seal=seal).exists()
