"""Load the demonstration. Loading it twice changes nothing; ``--reset`` starts afresh."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caunoi.core.errors import Refused
from caunoi.demo.accounts import describe_accounts
from caunoi.demo.load import load_demo
from caunoi.demo.reset import clear_demo


class Command(BaseCommand):
    help = "Nạp chiến dịch minh họa (tỉnh Vĩnh Sơn, không có thật)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="xóa bản minh họa đang có rồi nạp lại từ đầu")
        parser.add_argument("--accounts", action="store_true", help="chỉ in các tài khoản minh họa")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(describe_accounts())
            return
        try:
            if options["reset"]:
                clear_demo()
            loaded = load_demo(now=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if loaded is None:
            self.stdout.write("Bản minh họa đã có sẵn, không thay đổi gì. Muốn nạp lại từ đầu: caunoi demo --reset")
            return
        self.stdout.write(
            f"Đã nạp: {loaded.units} đơn vị, {loaded.acknowledged} đơn vị đã tiếp nhận kế hoạch, {loaded.activities} hoạt động."
        )
