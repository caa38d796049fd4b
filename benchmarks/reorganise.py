"""Reorganising a country in one paper: our set-based application beside moving unit by unit, in the same run.

The tree of before: a confederation, 63 provinces with codes alone, 700 districts and 500 other upper unions, grassroots unions
below them (126,000; ``--units N`` for another number). The paper: 29 provinces merge into others; 1,200 upper unions end;
2,000 commune unions are set up; every grassroots union goes under one of them. The peers move 500 grassroots unions one at a
time (treebeard's ``MP_Node.move``, without dates or audit; our own ``move_unit``) and are extrapolated.
On SQLite and, where CAUNOI_TEST_DATABASE_URL names one, on PostgreSQL. ``--json`` ends with one line of JSON.
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

UNITS = int(sys.argv[sys.argv.index("--units") + 1]) if "--units" in sys.argv else 126_000
PEER_MOVES = min(500, UNITS)
PROVINCES, KEPT, UPPERS, COMMUNES = 63, 34, 1_200, 2_000
FOUNDED, ON = date(2025, 1, 1), date(2025, 7, 1)


def make_tree(units: int) -> bytes:
    """The sheet of the tree before. The sizes are those of the country, the names are codes: nothing is claimed of any place."""
    lines = ["Mã;Tên;Loại;Mã cấp trên;Số đoàn viên;Ngày chốt;Nguồn", "TLD;Tổng Liên đoàn;Tổng Liên đoàn;;;;"]
    lines += [f"P{p:02};Liên đoàn Lao động tỉnh P{p:02};LĐLĐ tỉnh;TLD;;;" for p in range(PROVINCES)]
    lines += [f"U{u:04};Công đoàn U{u:04};{_kind(u)};P{u % PROVINCES:02};;;" for u in range(UPPERS)]
    for number in range(units):
        upper = number % UPPERS
        lines.append(
            f"CS{number};Công đoàn cơ sở số {number};CĐCS;U{upper:04};{number % 900};31/12/2024;Báo cáo năm 2024"
        )
    return "\n".join(lines).encode()


def _kind(upper: int) -> str:
    return "LĐLĐ huyện" if upper < 700 else "Công đoàn ngành"


def heir_of(province: int) -> int:
    """Which of the 34 a province belongs to afterwards: 29 merge, each into one that stays."""
    return province if province < KEPT else province - KEPT


def make_paper(units: int) -> bytes:
    """The sheet of the reorganisation: one row a step."""
    lines = ["Việc;Mã đơn vị;Mã đơn vị tiếp nhận;Tên mới;Loại;Mã cấp trên"]
    lines += [f"Sáp nhập;P{p:02};P{heir_of(p):02};;;" for p in range(KEPT, PROVINCES)]
    homes = [f"X{commune:04}" for commune in range(COMMUNES)]
    lines += [
        f"Thành lập;{code};;Công đoàn xã {code};Công đoàn xã;P{place % KEPT:02}" for place, code in enumerate(homes)
    ]
    lines += [f"Giải thể;U{upper:04};;;;" for upper in range(UPPERS)]
    for number in range(units):
        province = heir_of(number % UPPERS % PROVINCES)
        own = range(province, COMMUNES, KEPT)
        lines.append(f"Chuyển về trực thuộc;CS{number};;;;{homes[own[number // UPPERS % len(own)]]}")
    return "\n".join(lines).encode()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def plant(units: int) -> Any:
    """The tree of before, and an administrator at its top."""
    from django.utils import timezone

    from caunoi.orgs.enums import Role
    from caunoi.orgs.models import Post, Unit, User
    from caunoi.orgs.unit_import.applying import apply_draft
    from caunoi.orgs.unit_import.checking import check_sheet

    apply_draft(check_sheet(make_tree(units), on=FOUNDED), by=None, now=timezone.now())
    person = User.objects.create_user("quan-tri@tld.example", full_name="Quản trị")
    top = Unit.objects.get(code="TLD")
    Post.objects.create(user=person, unit=top, role=Role.ADMINISTRATOR, starts_on=FOUNDED)
    return top, person


def reorganise(top: Any, person: Any, paper: bytes) -> tuple[dict[str, float], Any]:
    """Seconds for reading, checking, applying. The applied reorganisation, too."""
    from django.utils import timezone

    from caunoi.orgs.actions.reorganisations import confirm_reorganisation, load_steps, start_reorganisation
    from caunoi.orgs.reorganising.applying import apply_now, check_now

    now = timezone.now()
    made = start_reorganisation(top, effective_on=ON, basis_number="Số 01/QĐ", by=person, now=now)
    read, problems = timed(lambda: load_steps(made, data=paper, by=person, now=now))
    check, _none = timed(lambda: check_now(made.pk, now=now))
    made.refresh_from_db()
    if problems or made.problems or made.refusal:
        sys.exit(f"the paper has problems: {problems[:3]} {made.problems[:3]} {made.refusal}")
    confirm_reorganisation(made, by=person, now=now)
    write, applied = timed(lambda: apply_now(made.pk, now=now))
    made.refresh_from_db()
    if not applied:
        sys.exit(f"not applied: {made.refusal}")
    return {"read_seconds": read, "check_seconds": check, "apply_seconds": write}, made


def undo(made: Any, person: Any) -> None:
    from django.utils import timezone

    from caunoi.orgs.enums import ReorganisationState
    from caunoi.orgs.models import Reorganisation
    from caunoi.orgs.reorganising.applying import undo_now

    Reorganisation.objects.filter(pk=made.pk).update(state=ReorganisationState.UNDOING)
    if not undo_now(made.pk, by=person, now=timezone.now()):
        made.refresh_from_db()
        sys.exit(f"not undone: {made.refusal}")


def move_one_by_one() -> None:
    from django.utils import timezone

    from caunoi.orgs.actions.units import move_unit
    from caunoi.orgs.models import Unit

    homes = list(Unit.objects.filter(code__startswith="U").order_by("code")[:20])
    for place, unit in enumerate(Unit.objects.at(ON).filter(code__startswith="CS").order_by("pk")[:PEER_MOVES]):
        home = homes[place % 20] if homes[place % 20].pk != unit.parent_id else homes[(place + 1) % 20]
        move_unit(unit, parent=home, on=ON, by=None, now=timezone.now())


def move_in_treebeard() -> float:
    """Seconds for moving ``MP_Node`` rows that hold a code only, between two of 20 parents with the peers' rows below."""
    from django.db import connection, models
    from treebeard.mp_tree import MP_Node

    class Moved(MP_Node):
        code: Any = models.CharField(max_length=40, unique=True)

        class Meta:
            app_label = "orgs"

        def __str__(self) -> str:
            return str(self.code)

    with connection.schema_editor() as editor:
        editor.create_model(Moved)
    root = Moved.add_root(code="T")
    homes = [root.add_child(code=f"X{number}").pk for number in range(20)]
    rows = [Moved.objects.get(pk=homes[number % 20]).add_child(code=f"C{number}").pk for number in range(PEER_MOVES)]

    def move() -> None:
        for place, pk in enumerate(rows):
            Moved.objects.get(pk=pk).move(Moved.objects.get(pk=homes[(place + 1) % 20]), "last-child")

    return timed(move)[0]


def measure() -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.orgs.tree_check import find_flaws

    call_command("migrate", verbosity=0)
    top, person = plant(UNITS)
    figures, made = reorganise(top, person, make_paper(UNITS))
    if flaws := find_flaws():
        sys.exit(f"the tree contradicts itself: {flaws[:3]}")
    figures["undo_seconds"] = timed(lambda: undo(made, person))[0]
    if flaws := find_flaws():
        sys.exit(f"the tree contradicts itself after the undoing: {flaws[:3]}")
    figures["total_seconds"] = figures["read_seconds"] + figures["check_seconds"] + figures["apply_seconds"]
    figures["treebeard_seconds_extrapolated"] = move_in_treebeard() * UNITS / PEER_MOVES
    figures["move_unit_seconds_extrapolated"] = timed(move_one_by_one)[0] * UNITS / PEER_MOVES
    print(f"{connection.vendor}: {UNITS} grassroots unions")
    for name, value in figures.items():
        print(f"  {name:36} {value:12.1f}")
    return {name: round(value, 2) for name, value in figures.items()}


def in_a_process(url: str, folder: str) -> dict[str, float]:
    """A fresh process for each database: Django and Wagtail choose their migrations when they start."""
    environment = {**os.environ, "CAUNOI_DATABASE_URL": url, "CAUNOI_DATA_DIR": folder}
    command = [sys.executable, "-m", "benchmarks.reorganise", "--units", str(UNITS), "--measure"]
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
        print(json.dumps(measure()))
        return
    url = os.environ.get("CAUNOI_TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="caunoi-bench-") as folder:
        figures = {"sqlite": in_a_process("", folder)}
        if url:
            figures["postgresql"] = on_postgresql(url, folder)
    worst = max(result["total_seconds"] for result in figures.values())
    print(f"goal: 20,000 units in under 60 s, a country in minutes; worst here {worst:.1f} s for {UNITS}")
    if "--json" in sys.argv:
        print(json.dumps({"benchmark": "reorganise", **figures}))


if __name__ == "__main__":
    main()
