"""``caunoi opinions group`` and ``caunoi opinions phrases``: every option, and one clear sentence for every bad input."""

import json
import os
import resource
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from caunoi.config import cli as caunoi
from caunoi.synthesis import STANCES
from caunoi.synthesis.cli import group_command, phrases_command
from caunoi.synthesis.runs import KINDS
from tests.synthesis.making import SECTIONS, parquet, table_of

SAID = ["Xin chào tổ, tăng lương", "tăng lương", "Xin chào tổ, bỏ đoàn phí", "bỏ đoàn phí", "Xin chào tổ, xây nhà trẻ",
        "xây nhà trẻ", None, "tăng lương. Đề nghị bỏ đoàn phí"]  # fmt: skip
DRAFT = {"sections": SECTIONS}
PHRASES = [{"kind": "opening", "text": "xin chào tổ"}]
OPTIONS = ["--draft", "--phrases", "--decisions", "--before", "--engine", "--help"]
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
        "Đang tách và chuẩn hóa ý kiến…",
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
    assert [(row["kind"], row["text"], row["texts"]) for row in printed] == [("opening", "xin chào tổ", 3)]
    assert (printed[0]["examples"], printed[0]["rest"]) == (["xin chào tổ"], "tăng lương")
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
        "Không tìm thấy tệp “none.parquet”. Hãy kiểm tra lại đường dẫn.",
    ),
    (["in.parquet", "out.parquet", "--before", "in.parquet"], "“in.parquet” không phải kết quả của một lần chạy trước"),
    (["in.parquet", "out.parquet", "--before", "text.txt"], "“text.txt” không phải kết quả của một lần chạy trước"),
]
BAD_PHRASES: list[tuple[list[str], str]] = [
    ([], "Lệnh chưa đúng. Cách dùng: caunoi opinions phrases VÀO.parquet [RA.json]"),
    (["none.parquet"], "Không tìm thấy tệp “none.parquet”. Hãy kiểm tra lại đường dẫn."),
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
    assert not list(Path().glob("out*"))


def _content() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def _refused(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says that is refused before it reads anything, and changes no file."""
    before = _content()
    assert (group_command if command[0] == "group" else phrases_command)(command[1:]) == 2
    assert _content() == before
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.removesuffix("\n")


@pytest.mark.parametrize(
    ("command", "target", "taken"),
    [
        ("group in.parquet in.parquet", "in.parquet", "tệp ý kiến “in.parquet”"),
        ("group in.parquet ./a/../in.parquet", "a/../in.parquet", "tệp ý kiến “in.parquet”"),
        ("group in.parquet soft.parquet", "soft.parquet", "tệp ý kiến “in.parquet”"),
        ("group soft.parquet in.parquet", "in.parquet", "tệp ý kiến “soft.parquet”"),
        ("group in.parquet hard.parquet", "hard.parquet", "tệp ý kiến “in.parquet”"),
        ("group out.parts.parquet out.parquet", "out.parts.parquet", "tệp ý kiến “out.parts.parquet”"),
        ("group in.parquet x --draft x", "x", "tệp dự thảo “x”"),
        ("group in.parquet x --phrases x.parts", "x.parts", "tệp cụm từ “x.parts”"),
        ("group in.parquet x --decisions ./x", "x", "tệp quyết định “x”"),
        ("group in.parquet x.parquet --before x.parquet", "x.parquet", "kết quả lần trước “x.parquet”"),
        ("group in.parquet y --before y.changes", "y.changes", "kết quả lần trước “y.changes”"),
        ("group in.parquet twice", "twice.parts", "tệp kết quả “twice”"),
        ("phrases in.parquet soft.parquet", "soft.parquet", "tệp ý kiến “in.parquet”"),
        ("phrases in.parquet in.parquet", "in.parquet", "tệp ý kiến “in.parquet”"),
    ],
)
def test_result_never_takes_the_place_of_another_file(
    command: str, target: str, taken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a").mkdir()
    Path("soft.parquet").symlink_to("in.parquet")
    Path("hard.parquet").hardlink_to("in.parquet")
    Path("twice.parts").symlink_to("twice")
    for name in ("x", "x.parts", "x.parquet", "y.changes", "out.parts.parquet"):
        Path(name).write_text("[]", encoding="utf-8")
    assert _refused(command.split(), capsys) == (
        f"Tệp kết quả “{target}” cũng chính là {taken}, ghi vào thì mất nội dung của tệp đó. "
        "Hãy đặt tên khác cho tệp kết quả."
    )


LONG = 250 * "a"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("none/out", "Chưa có thư mục “{here}/none” để ghi “none/out”. Hãy tạo thư mục đó hoặc chọn thư mục khác."),
        (
            "in.parquet/out",
            "Chưa có thư mục “{here}/in.parquet” để ghi “in.parquet/out”. Hãy tạo thư mục đó hoặc chọn thư mục khác.",
        ),
        ("a", "“a” là thư mục. Hãy ghi thêm tên tệp kết quả sau tên thư mục."),
        (".", "“.” là thư mục. Hãy ghi thêm tên tệp kết quả sau tên thư mục."),
        ("none/", "“none” là thư mục. Hãy ghi thêm tên tệp kết quả sau tên thư mục."),
        ("/dev/null", "“/dev/null” không phải là tệp thường. Hãy chọn tên tệp khác để ghi kết quả."),
        ("/proc/out", "Không ghi được “/proc/out”. Hãy kiểm tra quyền ghi, hoặc chọn thư mục hay tên tệp khác."),
        (
            LONG + LONG,
            f"Không ghi được “{LONG}{LONG}”. Hãy kiểm tra quyền ghi, hoặc chọn thư mục hay tên tệp khác.",
        ),
    ],
)
@pytest.mark.parametrize("command", ["group", "phrases"])
def test_place_that_cannot_be_written_is_refused_first(
    command: str, target: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a").mkdir()
    assert _refused([command, "in.parquet", target], capsys) == said.format(here=os.path.realpath(folder))


def test_place_of_the_parts_is_looked_at_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.parts.parquet").mkdir()
    assert _refused(["group", "in.parquet", "out.parquet"], capsys).startswith("“out.parts.parquet” là thư mục.")
    assert _refused(["group", "in.parquet", LONG], capsys).startswith(f"Không ghi được “{LONG}.parts”.")


@contextmanager
def _full_disk() -> Iterator[None]:
    """No file can be longer than some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("group in.parquet out", ("out", "out.parts")),
        ("group in.parquet out --before before", ("out", "out.parts", "out.changes")),
        ("phrases in.parquet out", ("out",)),
    ],
)
def test_older_results_stay_until_the_new_ones_are_whole(
    command: str, files: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    name, *arguments = command.split()
    run = group_command if name == "group" else phrases_command
    assert group_command(["in.parquet", "before"]) == 0
    for file in files:
        Path(file).write_text("cũ", encoding="utf-8")
    before = _content()
    with _full_disk():
        assert run(arguments) == 2
    assert _content() == before
    assert capsys.readouterr().err.splitlines()[-1] == (
        "Không ghi được “out”; kết quả cũ, nếu có, vẫn còn nguyên. "
        "Hãy kiểm tra chỗ trống trên đĩa và quyền ghi, hoặc chọn thư mục khác."
    )
    assert run(arguments) == 0
    after = _content()
    assert sorted(after) == sorted(before)
    assert {file for file in after if after[file] != before[file]} == set(files)


def test_results_of_other_ids_are_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    parquet(Path("words.parquet"), table_of(SAID, ids=[f"m{number}" for number in range(len(SAID))]))
    assert group_command(["words.parquet", "before.parquet"]) == 0
    assert group_command(["in.parquet", "out.parquet", "--before", "before.parquet"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "“before.parquet” không phải kết quả của một lần chạy trước, nên không so sánh được."
    )
    assert not list(Path().glob("out*"))


@pytest.mark.parametrize("asked", ["-h", "--help"])
@pytest.mark.parametrize("command", ["group", "phrases"])
def test_help_names_every_file_and_option(command: str, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (group_command if command == "group" else phrases_command)(["in.parquet", asked]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert f"Cách dùng: caunoi opinions {command} VÀO.parquet " in said.out
    wanted = {
        "group": ["RA.parts.parquet", "RA.changes.parquet", *OPTIONS, *STANCES, *pq.read_schema(_result()).names],
        "phrases": ["RA.json", *KINDS, *json.loads(_proposed(capsys))[0]],
    }[command]
    assert [word for word in wanted if word not in said.out] == []
    assert said.out == unicodedata.normalize("NFC", said.out)


def _result() -> str:
    assert group_command(["in.parquet", "result.parquet"]) == 0
    return "result.parquet"


def _proposed(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert phrases_command(["in.parquet"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("command", "status"), [("group", 2), ("phrases", 0)])
def test_commands_of_caunoi(
    command: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, "opinions", command, "in.parquet") == status
    assert "Traceback" not in capsys.readouterr().err


def _main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["caunoi", *arguments])
    with pytest.raises(SystemExit) as left:
        caunoi.main()
    return left.value.code


@pytest.mark.parametrize("asked", ["-h", "--help"])
@pytest.mark.parametrize("subject", caunoi.SUBJECTS)
def test_subject_tells_its_commands(
    subject: str, asked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, subject, asked) == 0
    told = capsys.readouterr()
    first, *lines, last = told.out.splitlines()
    assert (first, last) == ("Cách dùng:", "Thêm --help sau tên lệnh để xem hướng dẫn của lệnh đó.")
    assert [line.split()[:3] for line in lines] == [["caunoi", subject, name] for name in caunoi.SUBJECTS[subject]]
    assert told.out == unicodedata.normalize("NFC", told.out)
    assert _main(monkeypatch, subject) == 2
    assert capsys.readouterr() == ("", told.out)
    assert _main(monkeypatch, subject, "xyz", asked) == 2
    assert capsys.readouterr() == ("", f"Không có lệnh “caunoi {subject} xyz”.\n{told.out}")


def test_commands_of_opinions_are_told_in_one_line_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, "opinions", "--help") == 0
    group, phrases = capsys.readouterr().out.splitlines()[1:3]
    wanted, does = "VÀO.parquet RA.parquet [tùy chọn]", "gộp các ý kiến trùng nhau, xếp vào điều, mục của dự thảo"
    assert group == f"  caunoi opinions group {wanted} – {does}"
    does = "tìm lời chào, lời kết, từ đệm trong các ý kiến để duyệt trước khi gộp"
    assert phrases == f"  caunoi opinions phrases VÀO.parquet [RA.json] – {does}"
