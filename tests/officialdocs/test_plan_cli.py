import json
from pathlib import Path

import pytest

from caunoi.officialdocs.cli import parse_command, summary
from tests.officialdocs.sheets import plan

TEXT = """Số: 45/KH-LĐLĐ

Bản Chanh, ngày 05 tháng 10 năm 2022

KẾ HOẠCH

Tuyên truyền Đại hội IX Công đoàn huyện Bản Chanh, nhiệm kỳ 2023 - 2028

Căn cứ Kế hoạch số 12/KH-TLĐ ngày 01/9/2022, Ban Thường vụ LĐLĐ huyện ban hành kế hoạch như sau:

I. CÁC ĐỢT

1. Đợt 1: Từ 01/3/2023 đến Đại hội IX Công đoàn huyện Bản Chanh

- Trước Đại hội: đưa tin.

II. HÌNH THỨC

1. Trên báo chí.

III. TỔ CHỨC THỰC HIỆN

1. Ban Tuyên giáo

- Viết bài.

Kết thúc mỗi đợt báo cáo kết quả về LĐLĐ huyện (qua Văn phòng).
"""


def test_json_is_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert parse_command(str(path), as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["header"]["number"] == "45/KH-LĐLĐ"
    assert said["header"]["date"] == "2022-10-05"


def test_summary_is_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert parse_command(str(path), as_json=False) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "KẾ HOẠCH số 45/KH-LĐLĐ",
        "Bản Chanh, ngày 05/10/2022",
        "Cơ quan ban hành: Liên đoàn Lao động huyện Bản Chanh",
    ]
    assert "  - Đợt 1 (I/1): từ 01/03/2023 đến Đại hội IX Công đoàn huyện Bản Chanh" in said
    assert "  - kết thúc mỗi đợt: gửi LĐLĐ huyện (qua Văn phòng)" in said


def test_blank_plan_still_has_a_summary() -> None:
    assert next(iter(summary(plan("I. MỘT\n1. A.", head="Như sau:")))) == "VĂN BẢN số (để trống)"


def test_file_that_is_no_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"")
    assert parse_command(str(path), as_json=True) == 2
    assert parse_command(str(tmp_path / "none.txt"), as_json=True) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2


def test_term_is_left_out_where_there_is_none() -> None:
    said = list(summary(plan("I. MỘT\n1. A.")))
    assert [line for line in said if line.startswith("Nhiệm kỳ")] == []
