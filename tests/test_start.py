"""``caunoi start``: says clearly what keeps it from starting, and serves what it announces."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import django
import pytest

from caunoi.config import start
from caunoi.config.cli import command_line, main


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["plan", "parse", "x"], ["plan_parse", "x"]),
        (["units", "import", "x"], ["units_import", "x"]),
        (["plan"], ["plan"]),
        (["migrate"], ["migrate"]),
        (["audit", "other"], ["audit", "other"]),
    ],
)
def test_command_line_reads_subject_first(typed: list[str], meant: list[str]) -> None:
    assert command_line(typed) == meant


def test_taken_port_is_not_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert start.port_is_free("127.0.0.1", taken.getsockname()[1]) is False


def test_start_on_taken_port_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as refusal:
            start.run(["--port", str(port)])
    assert str(refusal.value).startswith(f"Cổng {port} đang có chương trình khác dùng.")


@pytest.mark.slow
def test_start_serves_home_and_stops_cleanly(tmp_path: Path) -> None:
    port = _free_port()
    environment = {
        **os.environ,
        "CAUNOI_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "caunoi.config.settings",
        "CAUNOI_BASE_URL": f"http://localhost:{port}",
    }
    command = [sys.executable, "-m", "caunoi.config.cli", "start", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        deadline = time.monotonic() + 150
        seen = ""
        while "Dừng: Ctrl+C" not in seen and time.monotonic() < deadline and process.poll() is None:
            seen += process.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert answer.status == 200
            assert "Cầu Nối" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert start.port_is_free("127.0.0.1", port) is True
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _child(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-S", "-E", "-c", code], stdin=subprocess.DEVNULL)


def test_server_that_ends_at_once_is_reported_with_its_code() -> None:
    server = _child("raise SystemExit(3)")
    with pytest.raises(SystemExit, match=r"^Máy chủ web đã dừng ngay khi khởi động \(mã 3\)\."):
        start.wait_until_serving(server, "127.0.0.1", _free_port())


def test_server_that_does_not_answer_is_ended() -> None:
    server = _child("import time; time.sleep(60)")
    with pytest.raises(SystemExit, match=r"^Máy chủ web không trả lời sau 0 giây\."):
        start.wait_until_serving(server, "0.0.0.0", _free_port(), seconds=0.2)
    assert server.wait(timeout=10) == -signal.SIGTERM


def test_start_stops_where_the_data_cannot_be_prepared(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "caunoi.no_such_settings")
    with pytest.raises(SystemExit, match=r"^Chưa chuẩn bị xong dữ liệu nên không khởi động\."):
        start.run(["--port", str(_free_port())])
    assert "no_such_settings" in capfd.readouterr().err


def test_the_demonstration_is_announced_with_its_accounts(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    start.announce("0.0.0.0", 8000, demo=True)
    said = capsys.readouterr().out
    assert ("http://localhost:8000/ban-lam-viec/" in said, "tinh@caunoi.example" in said) == (True, True)


def test_worker_ends_with_a_server_that_ended_by_itself(transactional_db: None) -> None:
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert start.work_beside(_child("raise SystemExit(0)")) == 1
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@pytest.mark.parametrize("arguments", [[], ["--json"], ["a.docx", "b.docx"]])
@pytest.mark.parametrize(
    ("command", "usage"),
    [("plan parse", "Cách dùng: caunoi plan parse TỆP [--json]"),
     ("document check", "Cách dùng: caunoi document check TỆP.docx [--json]")],
)  # fmt: skip
def test_commands_on_papers_ask_for_one_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, usage: str, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["caunoi", *command.split(), *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err.strip()) == (2, usage)


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_commands_on_papers_say_how_they_are_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["caunoi", "document", "check", asked])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().out.strip()) == (
        0, "Cách dùng: caunoi document check TỆP.docx [--json]",
    )  # fmt: skip


def test_plan_parse_prints_what_was_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text("KẾ HOẠCH\nTuyên truyền đại hội\n\nI. NỘI DUNG\n1. Truyền thống Công đoàn Việt Nam.\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["caunoi", "plan", "parse", str(plan), "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, json.loads(capsys.readouterr().out)["header"]["kind"]) == (0, "KẾ HOẠCH")


def test_start_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(sys, "argv", ["caunoi", "start", "--port", str(taken.getsockname()[1])])
        with pytest.raises(SystemExit, match=r"đang có chương trình khác dùng"):
            main()


def test_any_command_of_django_may_be_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["caunoi", "version"])
    main()
    assert capsys.readouterr().out == f"{django.get_version()}\n"


def test_application_answers(transactional_db: None) -> None:
    from caunoi.config.wsgi import application

    request: dict[str, Any] = {}
    setup_testing_defaults(request)
    request["PATH_INFO"] = "/khong-co-trang-nay/"
    answered: list[str] = []
    body = b"".join(application(request, lambda status, headers: answered.append(status)))
    assert (answered, "Cầu Nối" in body.decode()) == (["404 Not Found"], True)
