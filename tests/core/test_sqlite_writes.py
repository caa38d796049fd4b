"""SQLite as we tune it: thirty thousand concurrent writes, none refused with "database is locked"."""

import subprocess
import sys
from pathlib import Path

import pytest

from caunoi.config import environment

WRITER = """
import sys, django
from django.conf import settings
from caunoi.config import environment
settings.configure(DATABASES={"default": environment.sqlite(sys.argv[1])}, INSTALLED_APPS=[])
django.setup()
from django.db import connection, transaction
for number in range(int(sys.argv[3])):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM told WHERE writer = %s", [sys.argv[2]])
        cursor.fetchone()
        cursor.execute("INSERT INTO told (writer, number) VALUES (%s, %s)", [sys.argv[2], number])
"""


@pytest.mark.slow
def test_concurrent_writes_are_never_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "writes.sqlite3"
    with sqlite3.connect(path) as db:
        db.executescript(f"{environment.SQLITE_PRAGMAS} CREATE TABLE told (writer TEXT, number INTEGER)")
        db.execute("CREATE INDEX told_writer ON told (writer)")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"w{i}", "5000"], stderr=subprocess.PIPE, text=True)
        for i in range(6)
    ]
    errors = [writer.communicate(timeout=300)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 6, errors
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM told").fetchone() == (30_000,)
