"""``caunoi start``: says clearly what keeps it from starting, and serves what it announces."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from caunoi.config import start
from caunoi.config.cli import command_line


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
