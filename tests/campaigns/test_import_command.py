"""``caunoi plan import`` does what the desk does, and says so in Vietnamese."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from caunoi.campaigns.models import Campaign, Delivery, PlanImport
from tests.campaigns.papers import CLAUSES
from tests.cast import Cast


@pytest.fixture
def file(tmp_path: Path) -> Path:
    head = "LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN\n\nSố: 41/KH-LĐLĐ\n\nVĩnh Sơn, ngày 20 tháng 9 năm 2026\n\nKẾ HOẠCH\n\n"
    head += "Tuyên truyền Đại hội XVII Công đoàn tỉnh Vĩnh Sơn, nhiệm kỳ 2026 - 2031\n\n"
    body = "\n\n".join(f"{label} {text}".strip() for _path, label, text in CLAUSES)
    path = tmp_path / "ke-hoach.txt"
    path.write_text(head + body + "\n", encoding="utf-8")
    return path


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("plan_import", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_import_reads_and_says_what_it_found(cast: Cast, file: Path) -> None:
    said = run(file, "--unit", "P")
    assert said.splitlines()[0] == "KẾ HOẠCH 41/KH-LĐLĐ"
    assert "Chưa có ngày: Đại hội XVII Công đoàn tỉnh Vĩnh Sơn" in said.splitlines()
    assert (PlanImport.objects.count(), Campaign.objects.count()) == (1, 0)


def test_import_confirms_and_issues(cast: Cast, file: Path) -> None:
    anchor = "Đại hội XVII Công đoàn tỉnh Vĩnh Sơn=2027-09-20..2027-09-22"
    said = run(file, "--unit", "P", "--anchor", anchor, "--issue")
    campaign = Campaign.objects.get()
    assert f"Đã lập chiến dịch {campaign.pk}." in said.splitlines()
    assert Delivery.objects.filter(campaign=campaign).count() == 4
    assert str(campaign.waves.get(ordinal=2).ends_on) == "2027-09-22"
    again = run(file, "--unit", "P", "--confirm")
    assert f"Chiến dịch đã có sẵn: {campaign.pk}." in again.splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unit", "KHONG"], "Hôm nay không có đơn vị nào mang mã KHONG."),
        (["--unit", "P", "--anchor", "Đại hội=hôm qua"], "--anchor “Đại hội=hôm qua”"),
        (["--unit", "P", "--anchor", "Đại hội=2027-09-20..2027-09-01"], "--anchor “Đại hội=2027-09-20..2027-09-01”"),
        (["--unit", "P", "--anchor", "Lễ hội=2027-09-20"], "Văn bản không tính ngày theo sự kiện này."),
    ],
)
def test_import_refuses_bad_words_with_one_line(cast: Cast, file: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(file, *arguments)
    assert (refused.value.returncode, str(refused.value)[: len(words)]) == (2, words)
    assert "\n" not in str(refused.value)


def test_import_refuses_a_missing_file(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "khong-co.docx", "--unit", "P")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n0000", b"PK\x03\x04" + b"\0" * 100])
def test_import_refuses_what_is_no_document(cast: Cast, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "anh.docx"
    path.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(path, "--unit", "P")
    assert (refused.value.returncode, Campaign.objects.count()) == (2, 0)


def test_import_again_leaves_the_days_of_a_confirmed_paper(cast: Cast, file: Path) -> None:
    event = "Đại hội XVII Công đoàn tỉnh Vĩnh Sơn"
    run(file, "--unit", "P", "--anchor", f"{event}=2027-09-20..2027-09-22", "--confirm")
    run(file, "--unit", "P", "--anchor", f"{event}=2027-10-01..2027-10-02", "--confirm")
    assert str(Campaign.objects.get().anchors.get(event=event).starts_on) == "2027-09-20"
