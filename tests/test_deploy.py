"""The production example does what it says: safe settings, whole backups that come back, a proxy that keeps public pages."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def run(script: str, *arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
    command = ["bash", str(DEPLOY / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=kept | environment, check=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as a running machine has it: rows still in the write-ahead log, a private paper, a key."""
    folder = tmp_path / "data"
    (folder / "private" / "kế hoạch").mkdir(parents=True)
    (folder / "private" / "kế hoạch" / "383.pdf").write_bytes(b"%PDF-1.7")
    (folder / "secret_key").write_text("khóa", encoding="utf-8")
    return folder


@pytest.fixture
def open_database(data: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(data / "caunoi.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE opinion (text)")
    database.execute("INSERT INTO opinion VALUES ('Tăng mức hỗ trợ')")
    yield database
    database.close()


def test_backup_of_sqlite_comes_back_whole(tmp_path: Path, data: Path, open_database: sqlite3.Connection) -> None:
    made = run("backup.sh", tmp_path / "backups", CAUNOI_DATA_DIR=str(data))
    assert (made.returncode, made.stderr) == (0, "")
    back = tmp_path / "back"
    restored = run("restore.sh", made.stdout.strip(), CAUNOI_DATA_DIR=str(back))
    assert (restored.returncode, restored.stderr) == (0, "")
    rows = sqlite3.connect(back / "caunoi.sqlite3").execute("SELECT text FROM opinion").fetchall()
    assert rows == [("Tăng mức hỗ trợ",)]
    assert (back / "private" / "kế hoạch" / "383.pdf").read_bytes() == b"%PDF-1.7"
    assert (back / "secret_key").read_text("utf-8") == "khóa"


def test_restore_never_overwrites_unless_told(tmp_path: Path, data: Path, open_database: sqlite3.Connection) -> None:
    made = run("backup.sh", tmp_path / "backups", CAUNOI_DATA_DIR=str(data)).stdout.strip()
    open_database.execute("INSERT INTO opinion VALUES ('Sau khi sao lưu')")
    refused = run("restore.sh", made, CAUNOI_DATA_DIR=str(data))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert open_database.execute("SELECT count(*) FROM opinion").fetchone() == (2,)
    open_database.close()
    assert run("restore.sh", made, "--replace", CAUNOI_DATA_DIR=str(data)).returncode == 0
    assert sqlite3.connect(data / "caunoi.sqlite3").execute("SELECT count(*) FROM opinion").fetchone() == (1,)


def test_restore_refuses_a_damaged_backup(tmp_path: Path, data: Path, open_database: sqlite3.Connection) -> None:
    made = Path(run("backup.sh", tmp_path / "backups", CAUNOI_DATA_DIR=str(data)).stdout.strip())
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / "open", filter="data")
    folder = next((tmp_path / "open").iterdir())
    (folder / "private" / "kế hoạch" / "383.pdf").write_bytes(b"%PDF-1.8")
    with tarfile.open(tmp_path / "damaged.tar.gz", "w:gz") as archive:
        archive.add(folder, arcname=folder.name)
    refused = run("restore.sh", tmp_path / "damaged.tar.gz", CAUNOI_DATA_DIR=str(tmp_path / "back"))
    assert refused.returncode == 1
    assert not (tmp_path / "back").exists()


def test_backup_of_a_missing_database_leaves_no_file(tmp_path: Path) -> None:
    assert run("backup.sh", tmp_path / "backups", CAUNOI_DATA_DIR=str(tmp_path / "none")).returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []


def test_backup_removes_what_is_past_its_days(tmp_path: Path, data: Path, open_database: sqlite3.Connection) -> None:
    old = tmp_path / "backups" / "caunoi-20200101T000000Z.tar.gz"
    old.parent.mkdir()
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    made = run("backup.sh", old.parent, CAUNOI_DATA_DIR=str(data), CAUNOI_BACKUP_DAYS="7").stdout.strip()
    assert [str(path) for path in old.parent.iterdir()] == [made]


@pytest.mark.postgresql
def test_backup_of_postgresql_comes_back_whole(tmp_path: Path, data: Path) -> None:
    import psycopg

    server = os.environ["CAUNOI_TEST_DATABASE_URL"]
    name = f"caunoi_backup_{os.getpid()}"
    url = re.sub(r"/[^/]*$", f"/{name}", server)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            with psycopg.connect(url) as database:
                database.execute("CREATE TABLE opinion (text text)")
                database.execute("INSERT INTO opinion VALUES ('Tăng mức hỗ trợ')")
            made = run("backup.sh", tmp_path / "backups", CAUNOI_DATA_DIR=str(data), CAUNOI_DATABASE_URL=url)
            assert (made.returncode, made.stderr) == (0, "")
            target = {"CAUNOI_DATA_DIR": str(tmp_path / "back"), "CAUNOI_DATABASE_URL": url}
            with psycopg.connect(url) as database:
                database.execute("INSERT INTO opinion VALUES ('Sau khi sao lưu')")
            assert run("restore.sh", made.stdout.strip(), **target).returncode == 1
            restored = run("restore.sh", made.stdout.strip(), "--replace", **target)
            assert (restored.returncode, restored.stderr) == (0, "")
            with psycopg.connect(url) as database:
                assert database.execute("SELECT text FROM opinion").fetchall() == [("Tăng mức hỗ trợ",)]
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def example_environment(**given: str) -> dict[str, str]:
    lines = (DEPLOY / "production.env.example").read_text("utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return {name: value for name, value in pairs if name.startswith("CAUNOI_")} | given


def check_deploy(tmp_path: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAUNOI_", "DJANGO_"))}
    environment = kept | example_environment(CAUNOI_DATA_DIR=str(tmp_path), **given)
    environment |= {"DJANGO_SETTINGS_MODULE": "caunoi.config.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "caunoi.config.cli", "check", "--deploy", "--fail-level", "ERROR"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)


def test_example_settings_are_refused_until_filled_in(tmp_path: Path) -> None:
    refused = check_deploy(tmp_path)
    assert refused.returncode == 1
    assert [name for name in ("CAUNOI_SECRET_KEY", "CAUNOI_EMAIL_HOST") if name not in refused.stderr] == []


def test_example_settings_are_safe_once_filled_in(tmp_path: Path) -> None:
    passed = check_deploy(tmp_path, CAUNOI_SECRET_KEY="x7" * 30, CAUNOI_EMAIL_HOST="thu.example.vn")
    assert passed.returncode == 0, passed.stderr


def test_example_settings_are_all_explained() -> None:
    explained = set(re.findall(r"^#? ?(CAUNOI_\w+)=", (ROOT / "env.example").read_text("utf-8"), re.MULTILINE))
    assert set(example_environment()) - explained == set()


class Page(BaseHTTPRequestHandler):
    """Counts what reaches it; its answer tells the number."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        body = str(type(self).asked).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Cookie")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[str]:
    """The example's nginx before a page of our own; TLS is left to the machine it will run on."""
    Page.asked = 0
    page = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    port = free_port()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "base.css").write_text("body{}", encoding="utf-8")
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "server web:8000;": f"server 127.0.0.1:{page.server_port};",
        "/data/": f"{tmp_path}/",
        "/tmp/public": f"{tmp_path}/public",
        "mime.types": "/etc/nginx/mime.types",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r"^\s*ssl_.*\n", "", text, flags=re.MULTILINE)
    head = f"user root; daemon off; pid {tmp_path}/pid; error_log stderr;\n"  # pytest's folders are their owner's alone
    (tmp_path / "nginx.conf").write_text(head + text, encoding="utf-8")
    server = subprocess.Popen([nginx(), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")])
    wait_for(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=10)
    page.shutdown()
    page.server_close()


def nginx() -> str:
    return shutil.which("nginx") or "/usr/sbin/nginx"


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx did not start")


def get(url: str, cookie: str = "") -> str:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.proxy
def test_proxy_keeps_public_pages_for_anonymous_readers_alone(proxy: str) -> None:
    assert [get(f"{proxy}/"), get(f"{proxy}/")] == ["1", "1"]
    assert get(f"{proxy}/", cookie="sessionid=abc") == "2"
    assert get(f"{proxy}/") == "1"


@pytest.mark.proxy
def test_proxy_never_keeps_the_desk(proxy: str) -> None:
    assert [get(f"{proxy}/ban-lam-viec/"), get(f"{proxy}/ban-lam-viec/")] == ["1", "2"]


@pytest.mark.proxy
def test_proxy_serves_static_files_itself(proxy: str) -> None:
    assert get(f"{proxy}/static/base.css") == "body{}"
    assert Page.asked == 0
