"""``caunoi report verify FILE.docx``: which figures and sentences of a consolidated report were changed by hand, and which the
data say otherwise today."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.refusals import MAX_FILE_BYTES, refuse
from caunoi.reporting.models import ReportSource
from caunoi.reporting.queries.paper_checks import CheckedPaper, check_paper
from caunoi.reporting.queries.totals import latest_lines
from caunoi.reporting.wave_report.checking import Finding, Verdict
from caunoi.reporting.wave_report.describing import name_of

_WORDS = {
    Verdict.BY_HAND: "SỬA TAY",
    Verdict.DIFFERS: "ĐÃ KHÁC",
    Verdict.GONE: "KHÔNG CÒN CĂN CỨ",
    Verdict.REMOVED: "ĐÃ BỎ KHỎI TỆP",
    Verdict.FOREIGN: "KHÔNG CÓ TRONG BÁO CÁO",
}


class Command(BaseCommand):
    help = "Compare every figure and merged sentence of FILE.docx with what was written and with today's data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object instead of lines")

    def handle(self, *args: Any, file: Path, as_json: bool, **options: Any) -> None:
        """Ends with 1 where anything is not as written or not as the data say, with 2 where the file cannot be judged."""
        checked = self._checked(file)
        if as_json:
            data = {
                "report": checked.edition.report_id, "revision": checked.edition.revision,
                "untouched": checked.is_untouched, "findings": [asdict(one) for one in checked.findings],
            }  # fmt: skip
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            for line in _lines(checked):
                self.stdout.write(line)
        if checked.wrong:
            raise CommandError("Báo cáo có chỗ khác với số liệu. Xem các dòng ở trên.", returncode=1)

    def _checked(self, file: Path) -> CheckedPaper:
        try:
            if file.stat().st_size > MAX_FILE_BYTES:
                refuse("too_large")
            docx = file.read_bytes()
            found = check_paper(docx, hashlib.sha256(docx).hexdigest(), today=timezone.localdate())
        except DocumentError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            message = f"Không mở được tệp {file}: kiểm tra lại đường dẫn và quyền đọc."
            raise CommandError(message, returncode=2) from error
        if found is None:
            message = (
                "Tệp này không phải báo cáo tổng hợp viết từ cơ sở dữ liệu này, hoặc dấu nhận biết trong tệp đã bị xóa."
            )
            raise CommandError(message, returncode=2)
        return found


def _lines(checked: CheckedPaper) -> Iterator[str]:
    edition = checked.edition
    touched = "đúng nguyên tệp đã xuất" if checked.is_untouched else "tệp đã được lưu lại sau khi xuất"
    yield f"{edition.report.form.title}, lần viết {edition.revision}: {touched}."
    sources = {row.tag: row for row in edition.sources.all()}
    lines = latest_lines(edition.report.form)
    for one in checked.wrong:
        source = sources.get(one.tag)
        yield f"{_WORDS[one.verdict]}  {name_of(source, lines) if source else one.tag}: {_values(one)}"
        if source and source.by_hand:
            yield f"    (đã sửa tay trước khi viết lần này; khi đó số liệu là {_stored(source)})"
    total = len(checked.findings)
    yield f"Tổng cộng: {total} số liệu và câu có dấu nguồn; {total - len(checked.wrong)} đúng, {len(checked.wrong)} cần xem."


def _values(one: Finding) -> str:
    named = (("trong tệp", one.found), ("khi viết", one.written), ("hôm nay", one.today))
    return ", ".join(f"{name} “{text}”" for name, text in named if text is not None)


def _stored(source: ReportSource) -> str:
    return str(source.value) if source.whole is None else f"{source.value}/{source.whole}"
