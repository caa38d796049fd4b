"""What every test may rely on: a migrated database made once, a frozen clock, no network, the cast."""

import fcntl
import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.conf import settings

from tests.kept import STATE

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
NOW = datetime.fromisoformat("2026-11-23T08:00:00+07:00")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the same thread

# The same examples on every run: what fails has been changed. CAUNOI_EXAMPLES=20000 looks for new ones (make soak).
hypothesis.settings.register_profile("kept", derandomize="CAUNOI_EXAMPLES" not in os.environ)
hypothesis.settings.load_profile("kept")

# CI runs these in another of its steps.
ELSEWHERE = {"CAUNOI_TEST_DATABASE_URL names no PostgreSQL", "numba compiles nothing here (NUMBA_DISABLE_JIT)"}

pytest_plugins = ["tests.cast"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="leave out what gives the same on every database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say clearly why a test is skipped where its tool is not found; CI skips none (CAUNOI_CI=1).

    What asks for no database comes first: some of it forks, which takes the longer the more a worker has read, and compiles.
    """
    items.sort(key=_asks_for_database)
    if config.getoption("--database-only"):
        _leave_out(config, items)
    found = {
        "shared": (SHARED.is_dir(), "../shared is not there"),
        "postgresql": (
            bool(os.environ.get("CAUNOI_TEST_DATABASE_URL")),
            "CAUNOI_TEST_DATABASE_URL names no PostgreSQL",
        ),
        "redis": (bool(os.environ.get("CAUNOI_TEST_REDIS_URL")), "CAUNOI_TEST_REDIS_URL names no Redis"),
        "browser": (shutil.which("chromium") is not None, "Debian's chromium is not installed"),
        "ocr": (_has_tesseract(), "tesseract-ocr and tesseract-ocr-vie are not installed"),
        "proxy": (Path("/usr/sbin/nginx").exists() or bool(shutil.which("nginx")), "nginx is not installed"),
        "office": (shutil.which("soffice") is not None, "LibreOffice is not installed"),
    }
    for item in items:
        for marker, (there, reason) in found.items():
            if item.get_closest_marker(marker) and not there:
                item.add_marker(pytest.mark.skip(reason=reason))


def _asks_for_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


def _leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that ask for no database, and journeys in a browser, have run once: on SQLite."""
    kept = [item for item in items if _asks_for_database(item) or item.get_closest_marker("postgresql")]
    kept = [item for item in kept if not item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=sorted(set(items) - set(kept), key=lambda item: item.nodeid))
    items[:] = kept


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """In CI nothing may be skipped: a missing tool must not pass for a pass."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if _reason(report) not in ELSEWHERE]
    if os.environ.get("CAUNOI_CI") and skipped:
        terminalreporter.write_line(f"CI skips no test, yet {len(skipped)} were skipped.", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CAUNOI_CI") or hasattr(session.config, "workerinput"):
        return
    if exitstatus == 0 and any(_reason(report) not in ELSEWHERE for report in reporter.stats.get("skipped", [])):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage, a tenth of all time, need not look through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    STATE.begin()


def _reason(report: Any) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def _has_tesseract() -> bool:
    import subprocess

    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in listed.split()


def _schema_fingerprint() -> str:
    digest = hashlib.sha256()
    watched = [ROOT / "requirements/base.txt", ROOT / "caunoi/config/settings.py"]
    for path in [*sorted(ROOT.glob("caunoi/*/migrations/*.py")), *watched]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each parallel worker has a database of its own."""


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """All migrations run once, into a template that is kept until they change; each worker starts from a copy."""
    from django.db import connection

    with django_db_blocker.unblock():
        drop = _copy_postgresql() if connection.vendor == "postgresql" else _copy_sqlite()
    yield
    with django_db_blocker.unblock():
        drop()


def _copy_sqlite() -> Any:
    from django.db import connection

    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    template = cache / f"schema-{_schema_fingerprint()}.sqlite3"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with (cache / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for old in cache.glob("schema-*.sqlite3*"):
                old.unlink()
            partial = cache / f"partial-{os.getpid()}.sqlite3"
            _migrate_into(str(partial))
            partial.rename(template)
    copy = Path(settings.DATA_DIR) / f"test-{worker}.sqlite3"
    shutil.copy(template, copy)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(copy)
    return connection.close


def _migrate_into(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _copy_postgresql() -> Any:
    from django.db import connection

    base = connection.settings_dict["NAME"]
    template = f"caunoi_template_{_schema_fingerprint()}"
    copy = f"caunoi_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)

    def server(statement: str) -> list[Any]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    with (cache / "schema-pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not server(f"SELECT 1 FROM pg_database WHERE datname = '{template}'"):
            server(f"DROP DATABASE IF EXISTS {template}_partial WITH (FORCE)")  # of a run that was killed
            server(f"CREATE DATABASE {template}_partial")
            _migrate_into(f"{template}_partial")
            server(f"ALTER DATABASE {template}_partial RENAME TO {template}")
        server(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
        server(f"CREATE DATABASE {copy} TEMPLATE {template}")
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = copy
    # Every test closes its connection. In a pool the server's process stays, and with it what it has read of the tables.
    connection.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 20}

    def drop() -> None:
        connection.close()
        connection.close_pool()
        del connection.settings_dict["OPTIONS"]["pool"]
        connection.settings_dict["NAME"] = base
        server(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")

    return drop


@pytest.fixture
def clock() -> Iterator[Any]:
    """The clock stands still at 8:00 on 23/11/2026 in Hà Nội; ``clock.shift(days)`` moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def run_jobs() -> Any:
    """Run every waiting job, as the worker would: ``run_jobs()`` returns how many ran."""
    from caunoi.core.jobs import run_waiting

    return run_waiting
