"""``caunoi opinions group`` and ``caunoi opinions phrases``: every option, and one clear sentence for every bad input."""

import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from caunoi.config import cli as caunoi
from caunoi.synthesis.cli import group_command, phrases_command
from tests.synthesis.making import SECTIONS, parquet, table_of

SAID = ["Kính gửi tổ, tăng lương", "tăng lương", "Kính gửi tổ, bỏ đoàn phí", "bỏ đoàn phí", "Kính gửi tổ, xây nhà trẻ",
        "xây nhà trẻ", None, "tăng lương. Đề nghị bỏ đoàn phí"]  # fmt: skip
DRAFT = {"sections": SECTIONS}
PHRASES = [{"kind": "opening", "text": "kính gửi tổ"}]
DECISIONS = [{"kind": "together", "one": "tăng lương", "other": "xây nhà trẻ"}]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    parquet(Path("in.parquet"), table_of(SAID))
    return tmp_path


def _json(name: str, content: Any) -> str:
    Path(name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return name


def _groups(name: str = "out.parquet") -> list[int]:
    return list(pq.read_table(name)["group_id"].to_pylist())


def test_group_writes_both_files_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert group_command(["in.parquet", "out.parquet"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "8 ý kiến, 8 văn bản khác nhau, 8 nhóm.",
        "  Dòng 7 (mã 7): không có nội dung đọc được; được giữ như ý kiến trống.",
    ]
    assert said.err.splitlines() == [
        "Đang đọc tệp…",
        "Đang tách và chuẩn hoá ý kiến…",
        "Đang gộp các ý kiến trùng nhau…",
        "Đang xếp vào điều, mục của dự thảo…",
        "Đang ghi kết quả…",
    ]
    assert pq.read_table("out.parquet")["id"].to_pylist() == list(range(1, 9))
    assert pq.read_table("out.parts.parquet")["id"].to_pylist() == [8, 8]


def test_group_with_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert group_command(["in.parquet", "before.parquet"]) == 0
    options = [
        *("--draft", _json("draft.json", DRAFT), "--phrases", _json("phrases.json", PHRASES)),
        *("--decisions", _json("decisions.json", DECISIONS), "--before", "before.parquet", "--engine", "local"),
    ]
    assert group_command(["in.parquet", "out.parquet", *options]) == 0
    found = _groups()
    assert found[0] == found[1] == found[4] == found[5]
    assert found[2] == found[3]
    changes = pq.read_table("out.changes.parquet").to_pylist()
    assert sum(row["rows"] for row in changes) == 8
    assert "8 ý kiến" in capsys.readouterr().out


def test_problems_beyond_twenty_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    parquet(Path("in.parquet"), table_of([None, "", " ", "!"] + [None] * 19))
    assert group_command(["in.parquet", "out.parquet"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "23 ý kiến, 3 văn bản khác nhau, 1 nhóm."
    assert lines[1:4] == [
        "  Dòng 1 (mã 1): không có nội dung đọc được; được giữ như ý kiến trống.",
        "  Dòng 2 (mã 2): không có chữ hay số nào đọc được; được giữ như ý kiến trống.",
        "  Dòng 3 (mã 3): không có chữ hay số nào đọc được; được giữ như ý kiến trống.",
    ]
    assert (len(lines), lines[-1]) == (22, "  … và 3 dòng khác cần xem lại.")


def test_phrases_are_printed_or_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert phrases_command(["in.parquet"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [(row["kind"], row["text"], row["texts"]) for row in printed] == [("opening", "kính gửi tổ", 3)]
    assert (printed[0]["examples"], printed[0]["rest"]) == (["kính gửi tổ"], "tăng lương")
    assert phrases_command(["in.parquet", "phrases.json"]) == 0
    assert json.loads(Path("phrases.json").read_text(encoding="utf-8")) == printed
    assert "1 cụm từ để xem" in capsys.readouterr().out
    assert group_command(["in.parquet", "out.parquet", "--phrases", "phrases.json"]) == 0
    assert _groups()[0] == _groups()[1]


BAD_GROUPS: list[tuple[list[str], str]] = [
    ([], "Lệnh chưa đúng. Cách dùng: caunoi opinions group VÀO.parquet RA.parquet"),
    (["in.parquet"], "Lệnh chưa đúng. Cách dùng: caunoi opinions group"),
    (["in.parquet", "out.parquet", "--engine", "spark"], "Lệnh chưa đúng. Cách dùng: caunoi opinions group"),
    (["in.parquet", "out.parquet", "--wrong"], "Lệnh chưa đúng. Cách dùng: caunoi opinions group"),
    (["none.parquet", "out.parquet"], "Không tìm thấy tệp “none.parquet”. Hãy kiểm tra lại đường dẫn."),
    (["text.txt", "out.parquet"], "“text.txt” không phải tệp Parquet."),
    (["in.parquet", "none/out.parquet"], "Không ghi được “none/out.parquet”"),
    (
        ["in.parquet", "out.parquet", "--draft", "none.json"],
        "Không tìm thấy tệp “none.json”. Hãy kiểm tra lại đường dẫn.",
    ),
    (["in.parquet", "out.parquet", "--draft", "text.txt"], "Không đọc được “text.txt”: tệp phải là JSON, mã UTF-8."),
    (["in.parquet", "out.parquet", "--draft", "list.json"], "“list.json” không phải dự thảo: cần một đối tượng JSON"),
    (["in.parquet", "out.parquet", "--draft", "short.json"], "“short.json” không phải dự thảo: cần một đối tượng JSON"),
    (["in.parquet", "out.parquet", "--draft", "words.json"], "“words.json” không phải dự thảo: cần một đối tượng JSON"),
    (
        ["in.parquet", "out.parquet", "--draft", "twice.json"],
        "Mã các phần trong “twice.json” phải khác nhau và không trống.",
    ),
    (
        ["in.parquet", "out.parquet", "--draft", "empty.json"],
        "Mã các phần trong “empty.json” phải khác nhau và không trống.",
    ),
    (
        ["in.parquet", "out.parquet", "--phrases", "none.json"],
        "Không tìm thấy tệp “none.json”. Hãy kiểm tra lại đường dẫn.",
    ),
    (["in.parquet", "out.parquet", "--phrases", "short.json"], "“short.json” phải là danh sách JSON các cụm từ"),
    (["in.parquet", "out.parquet", "--phrases", "list.json"], "“list.json” phải là danh sách JSON các cụm từ"),
    (["in.parquet", "out.parquet", "--phrases", "kinds.json"], "“kinds.json” phải là danh sách JSON các cụm từ"),
    (["in.parquet", "out.parquet", "--decisions", "none.json"], "Không đọc được các quyết định trong “none.json”."),
    (
        ["in.parquet", "out.parquet", "--before", "none.parquet"],
        "“none.parquet” không phải kết quả của một lần chạy trước",
    ),
    (["in.parquet", "out.parquet", "--before", "in.parquet"], "“in.parquet” không phải kết quả của một lần chạy trước"),
    (["in.parquet", "out.parquet", "--before", "text.txt"], "“text.txt” không phải kết quả của một lần chạy trước"),
]
BAD_PHRASES: list[tuple[list[str], str]] = [
    ([], "Lệnh chưa đúng. Cách dùng: caunoi opinions phrases VÀO.parquet [RA.json]"),
    (["none.parquet"], "Không tìm thấy tệp “none.parquet”. Hãy kiểm tra lại đường dẫn."),
    (["in.parquet", "none/out.json"], "Không ghi được “none/out.json”"),
]


@pytest.fixture
def bad() -> None:
    Path("text.txt").write_bytes("không".encode("utf-16"))
    section = {"id": "a", "label": "Điều 1", "text": "…"}
    _json("list.json", ["a"])
    _json("short.json", {"sections": [{"id": "a"}]})
    _json("words.json", {"sections": ["Điều 1"]})
    _json("twice.json", {"sections": [section, section]})
    _json("empty.json", {"sections": [{**section, "id": ""}]})
    _json("kinds.json", [{"kind": "greeting", "text": "kính gửi"}])


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize(
    "command", [("group", *case) for case in BAD_GROUPS] + [("phrases", *case) for case in BAD_PHRASES]
)
def test_bad_input_is_refused_in_one_sentence(
    command: tuple[str, list[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, arguments, said = command
    assert (group_command if name == "group" else phrases_command)(arguments) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(said)
    assert last.endswith((".", "]"))


@pytest.mark.parametrize(("command", "status"), [("group", 2), ("phrases", 0)])
def test_commands_of_caunoi(
    command: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["caunoi", "opinions", command, "in.parquet"])
    with pytest.raises(SystemExit) as left:
        caunoi.main()
    assert left.value.code == status
    assert "Traceback" not in capsys.readouterr().err
