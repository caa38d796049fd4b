"""Importing a country's tree: our checked bulk import beside adding unit by unit, in the same run.

100,000 units as one CSV, on SQLite and, where CAUNOI_TEST_DATABASE_URL names one, on PostgreSQL. The peers add 2,000 units
one at a time (treebeard's ``MP_Node.add_child``, which Wagtail's pages use, and our own ``create_unit``) and are extrapolated.
``--rows N`` changes the size, ``--json`` ends with one line of JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

ROWS = int(sys.argv[sys.argv.index("--rows") + 1]) if "--rows" in sys.argv else 100_000
PEER_ROWS = min(2_000, ROWS)
LIMIT_SECONDS = 60
ON = date(2026, 1, 1)


def make_sheet(rows: int) -> bytes:
    """A confederation, 34 provinces, 60 upper unions each, and grassroots unions below them: ``rows`` in all."""
    lines = ["Mã;Tên;Loại;Mã cấp trên;Số đoàn viên;Ngày chốt;Nguồn", "TLD;Tổng Liên đoàn;Tổng Liên đoàn;;;;"]
    provinces = min(34, rows // 3)
    lines += [f"T{p};Liên đoàn Lao động tỉnh số {p};LĐLĐ tỉnh;TLD;;;" for p in range(provinces)]
    uppers = [f"T{p}X{x}" for p in range(provinces) for x in range(60)][: rows // 3]
    lines += [f"{code};Công đoàn xã {code};Công đoàn xã;{code.split('X')[0]};;;" for code in uppers]
    for number in range(rows - len(lines) + 1):
        upper = uppers[number % len(uppers)]
        lines.append(f"CS{number};Công đoàn cơ sở số {number};CĐCS;{upper};{number % 900};31/12/2025;Báo cáo năm 2025")
    return "\n".join(lines).encode()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def import_sheet(data: bytes) -> tuple[float, float]:
    from django.utils import timezone

    from caunoi.orgs.unit_import.applying import apply_draft
    from caunoi.orgs.unit_import.checking import check_sheet

    check_seconds, draft = timed(lambda: check_sheet(data, on=ON))
    if draft.problems:
        sys.exit(f"the sheet has problems: {draft.problems[:3]}")
    write_seconds, _numbers = timed(lambda: apply_draft(draft, by=None, now=timezone.now()))
    return check_seconds, write_seconds


def add_one_by_one() -> None:
    from django.utils import timezone

    from caunoi.orgs.actions.units import create_unit
    from caunoi.orgs.models import Unit

    parent = Unit.objects.get(code="T0X0")
    for number in range(PEER_ROWS):
        code = f"MOT{number}"
        create_unit(
            code=code, name=f"CĐCS {code}", kind="grassroots", parent=parent, on=ON, by=None, now=timezone.now()
        )


def add_to_treebeard() -> float:
    """Seconds for ``MP_Node`` rows that hold a code and a name only, without dates, kinds, counts or audit."""
    from django.db import connection, models
    from treebeard.mp_tree import MP_Node

    class Node(MP_Node):
        code: Any = models.CharField(max_length=40, unique=True)
        name: Any = models.CharField(max_length=250)

        class Meta:
            app_label = "orgs"

        def __str__(self) -> str:
            return str(self.code)

    with connection.schema_editor() as editor:
        editor.create_model(Node)
    root = Node.add_root(code="T", name="Tổng Liên đoàn")
    uppers = [root.add_child(code=f"X{number}", name=f"Công đoàn xã {number}") for number in range(20)]

    def add() -> None:
        for number in range(PEER_ROWS):
            uppers[number % 20].add_child(code=f"C{number}", name=f"Công đoàn cơ sở số {number}")

    return timed(add)[0]


def measure(data: bytes) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.orgs.tree_check import find_flaws

    call_command("migrate", verbosity=0)
    check_seconds, write_seconds = import_sheet(data)
    verify_seconds, flaws = timed(find_flaws)
    if flaws:
        sys.exit(f"the tree contradicts itself: {flaws[:3]}")
    treebeard = add_to_treebeard()
    one_by_one, _none = timed(add_one_by_one)
    figures = {
        "rows": ROWS,
        "check_seconds": check_seconds,
        "write_seconds": write_seconds,
        "total_seconds": check_seconds + write_seconds,
        "rows_per_second": ROWS / (check_seconds + write_seconds),
        "verify_seconds": verify_seconds,
        "treebeard_seconds_extrapolated": treebeard * ROWS / PEER_ROWS,
        "create_unit_seconds_extrapolated": one_by_one * ROWS / PEER_ROWS,
    }
    print(f"{connection.vendor}: {ROWS} units")
    for name, value in figures.items():
        print(f"  {name:36} {value:12.1f}")
    return {name: round(value, 2) for name, value in figures.items()}


def in_a_process(url: str, folder: str) -> dict[str, float]:
    """A fresh process for each database: Django and Wagtail choose their migrations when they start."""
    environment = {**os.environ, "CAUNOI_DATABASE_URL": url, "CAUNOI_DATA_DIR": folder}
    command = [sys.executable, "-m", "benchmarks.unit_import", "--rows", str(ROWS), "--measure"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    *lines, last = done.stdout.splitlines()
    print("\n".join(lines))
    figures: dict[str, float] = json.loads(last)
    return figures


def on_postgresql(url: str, folder: str) -> dict[str, float]:
    """In a database of its own beside the one named, dropped at the end."""
    import psycopg

    name = f"caunoi_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            return in_a_process(url.rpartition("/")[0] + f"/{name}", folder)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    if "--measure" in sys.argv:
        import django

        django.setup()
        print(json.dumps(measure(make_sheet(ROWS))))
        return
    url = os.environ.get("CAUNOI_TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="caunoi-bench-") as folder:
        figures = {"sqlite": in_a_process("", folder)}
        if url:
            figures["postgresql"] = on_postgresql(url, folder)
    worst = max(result["total_seconds"] for result in figures.values())
    print(f"goal: 100,000 units in under {LIMIT_SECONDS} s; worst here {worst:.1f} s for {ROWS}")
    if "--json" in sys.argv:
        print(json.dumps({"benchmark": "unit_import", **figures}))


if __name__ == "__main__":
    main()
