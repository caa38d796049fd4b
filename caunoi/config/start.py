"""``caunoi start``: one machine, one command: database, pages, worker.

This process becomes the worker; the web server is its child. What has not changed since the last start (migrations,
static files) is not done again, so that a start takes less than three seconds.
"""

import argparse
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def port_is_free(host: str, port: int) -> bool:
    """Asked before the server starts: it shares a taken port silently (SO_REUSEPORT) instead of refusing it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def fingerprint() -> str:
    """Changes when anything changes that the database schema or the static files come from."""
    digest = hashlib.sha256(os.environ.get("CAUNOI_DATABASE_URL", "").encode())
    watched = [
        *ROOT.glob("caunoi/*/migrations/*.py"),
        *ROOT.glob("caunoi/*/static/**/*"),
        ROOT / "requirements/base.txt",
    ]
    for path in sorted(watched):
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def prepare(data_dir: Path, *, demo: bool) -> None:
    """Migrate, collect static files, put the public home page and, if asked, the demonstration in place."""
    import django
    from django.core.management import call_command

    django.setup()
    mark = data_dir / "prepared.json"
    known = json.loads(mark.read_text(encoding="utf-8")) if mark.exists() else {}
    if known.get("fingerprint") != fingerprint():
        print("Chuẩn bị cơ sở dữ liệu…", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
    if demo:
        print("Nạp chiến dịch minh họa…", flush=True)
        call_command("demo", verbosity=1)
    else:
        call_command("ensure_home", verbosity=0)
    mark.write_text(json.dumps({"fingerprint": fingerprint(), "demo": demo}), encoding="utf-8")


def is_prepared(data_dir: Path, *, demo: bool) -> bool:
    mark = data_dir / "prepared.json"
    return mark.exists() and json.loads(mark.read_text(encoding="utf-8")) == {
        "fingerprint": fingerprint(),
        "demo": demo,
    }


def serve(host: str, port: int, application: str = "caunoi.config.wsgi:application") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "--no-access-log"]
    return subprocess.Popen([*command, application], env=os.environ.copy())


def announce(host: str, port: int, *, demo: bool) -> None:
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104
    print(
        f"\nCầu Nối đang chạy:\n  Trang công khai   http://{shown}:{port}/\n  Bàn làm việc      http://{shown}:{port}/ban-lam-viec/"
    )
    print(f"  Quản trị nội dung http://{shown}:{port}/quan-tri/")
    if demo:
        from django.core.management import call_command

        print()
        call_command("demo", accounts=True)
    print("\nDừng: Ctrl+C", flush=True)


def wait_until_serving(server: "subprocess.Popen[bytes]", host: str, port: int, seconds: float = 30) -> None:
    import time

    target, deadline = ("127.0.0.1" if host == "0.0.0.0" else host), time.monotonic() + seconds  # noqa: S104
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit(f"Máy chủ web đã dừng ngay khi khởi động (mã {server.returncode}). Xem dòng lỗi phía trên.")
        with socket.socket() as probe:
            if probe.connect_ex((target, port)) == 0:
                return
        time.sleep(0.05)
    server.terminate()
    sys.exit(f"Máy chủ web không trả lời sau {seconds:.0f} giây. Xem dòng lỗi phía trên.")


def run(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="caunoi start", description="Chạy Cầu Nối trên một máy.")
    parser.add_argument("--port", type=int, default=int(os.environ.get("CAUNOI_PORT", "8000")))
    parser.add_argument("--host", default=os.environ.get("CAUNOI_BIND", "127.0.0.1"))
    parser.add_argument("--demo", action="store_true", help="nạp chiến dịch minh họa")
    options = parser.parse_args(arguments)
    if not port_is_free(options.host, options.port):
        sys.exit(
            f"Cổng {options.port} đang có chương trình khác dùng. "
            "Hãy dừng chương trình đó hoặc chọn cổng khác: make run PORT=8001"
        )
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    if not is_prepared(settings.DATA_DIR, demo=options.demo):
        _prepare_elsewhere(demo=options.demo)
    server = serve(options.host, options.port)
    import django

    django.setup()
    wait_until_serving(server, options.host, options.port)
    announce(options.host, options.port, demo=options.demo)
    sys.exit(work_beside(server))


def _prepare_elsewhere(*, demo: bool) -> None:
    """In a process of its own: what migrating and loading took of memory goes back with it."""
    code = f"from django.conf import settings; from caunoi.config.start import prepare; prepare(settings.DATA_DIR, demo={demo})"
    if subprocess.run([sys.executable, "-c", code], check=False).returncode != 0:
        sys.exit("Chưa chuẩn bị xong dữ liệu nên không khởi động. Xem dòng lỗi phía trên.")


def work_beside(server: "subprocess.Popen[bytes]") -> int:
    """Run jobs and the clock here until a signal comes or the server ends; then end the server."""
    from datetime import timedelta

    from django_tasks import task_backends

    from caunoi.core import clock, jobs

    stop = threading.Event()

    def leave(*_: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)

    def watch() -> None:
        server.wait()
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    threading.Thread(target=clock.run_clock, args=(stop,), daemon=True).start()
    jobs.work(lease=getattr(task_backends["default"], "lease", timedelta(seconds=60)), stop=stop)
    ended_by_itself = server.poll() is not None
    if not ended_by_itself:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=10)
    return 1 if ended_by_itself else 0
