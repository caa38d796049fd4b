"""``caunoi report verify``: what it says of a file, and how it ends."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from caunoi.config.cli import command_line
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers import refusals
from caunoi.reporting.actions.wave_reports.writing import write_report_paper
from caunoi.reporting.management.commands import report_verify
from caunoi.reporting.models import ReportEdition
from tests.campaigns.running import NOW
from tests.kept import kept
from tests.reporting.wave_reports.editing import with_controls, without_marks
from tests.reporting.wave_reports.telling import SLOTS, Told

BANNERS = f"f:{SLOTS['banners']}"


@pytest.fixture
@kept
def edition(told: Told) -> ReportEdition:
    return write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)


@pytest.fixture
def file(edition: ReportEdition, tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(bytes(edition.docx))
    return path


def verify(file: Path, **options: Any) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("report_verify", str(file), stdout=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_words_of_the_command_are_known() -> None:
    assert command_line(["report", "verify", "x.docx"]) == ["report_verify", "x.docx"]


def test_file_as_it_was_given_out_is_right(edition: ReportEdition, file: Path) -> None:
    code, said = verify(file)
    number = edition.sources.count()
    assert (code, said.splitlines()) == (
        0,
        [
            "Báo cáo đợt 1, lần viết 1: đúng nguyên tệp đã xuất.",
            f"Tổng cộng: {number} số liệu và câu có dấu nguồn; {number} đúng, 0 cần xem.",
        ],
    )


def test_what_was_changed_by_hand_is_named_with_the_true_value(told: Told, edition: ReportEdition, file: Path) -> None:
    file.write_bytes(with_controls(bytes(edition.docx), {BANNERS: "15"}))
    code, said = verify(file)
    assert code == 1
    assert "SỬA TAY  Số băng rôn: trong tệp “15”, khi viết “12”, hôm nay “12”" in said
    edition.sources.filter(tag=BANNERS).update(by_hand="15")
    edition.sources.filter(kind="share").update(by_hand="91%")
    told.tell(told.cast.units.G1, oral_listeners=1, members=2)
    said = verify(file)[1]
    assert "(đã sửa tay trước khi viết lần này; khi đó số liệu là 12)" in said
    assert "khi đó số liệu là 269/299)" in said


def test_json_holds_every_finding(edition: ReportEdition, file: Path) -> None:
    code, said = verify(file, as_json=True)
    data = json.loads(said)
    assert (code, data["report"], data["revision"], data["untouched"], len(data["findings"])) == (
        0, edition.report_id, 1, True, edition.sources.count(),
    )  # fmt: skip


def test_file_that_cannot_be_judged_ends_with_two(
    edition: ReportEdition, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(without_marks(bytes(edition.docx)))
    assert verify(file)[0] == 2
    file.write_bytes(b"%PDF-1.7")
    assert verify(file)[0] == 2
    assert verify(file.with_name("khong-co.docx")) == (
        2,
        f"Không mở được tệp {file.with_name('khong-co.docx')}: kiểm tra lại đường dẫn và quyền đọc.",
    )
    monkeypatch.setattr(report_verify, "MAX_FILE_BYTES", 3)
    code, said = verify(file)
    assert (code, said) == (2, str(_too_large()))


def _too_large() -> Exception:
    with pytest.raises(DocumentError) as found:
        refusals.refuse("too_large")
    return found.value
