"""What the kept sums are measured beside: a tall table, and the shape of DHIS2's analytics tables."""

import statistics
import sys
import time
from typing import Any

import numpy as np

from benchmarks.rollup.database import execute, vendor
from benchmarks.rollup.options import ON, RULES
from benchmarks.rollup.reading import nodes
from benchmarks.rollup.timing import timed

PEERS = ("ours_ms", "group_by_ms", "level_columns_ms")
SUMMED = [slot for slot, rule in enumerate(RULES) if rule in {"sum", "last"}]


def build_yardsticks(ids: list[int], tables: list[np.ndarray[Any, Any]]) -> float:
    """Seconds to load the tall table, and from it the one with columns for levels and periods, each with its indexes."""
    from django.db import connection

    start = time.perf_counter()
    execute("CREATE TABLE bench_tall (unit bigint, wave smallint, line smallint, value bigint)")
    with connection.cursor() as cursor:
        for place in range(0, len(ids), 5_000):
            _load_tall(cursor, ids[place : place + 5_000], [table[place : place + 5_000] for table in tables])
    execute("CREATE INDEX bench_tall_unit ON bench_tall (unit)")
    part = "nullif((string_to_array(path, '.'))[%d], '')::bigint" if connection.vendor == "postgresql" else None
    if part:
        levels = ", ".join(f"{part % level} AS level{level}" for level in range(1, 5))
        execute(f"CREATE TABLE bench_levels AS SELECT unit_id AS unit, {levels} FROM orgs_placement")
    else:
        _levels_by_hand(ids)
    execute("CREATE INDEX bench_levels_unit ON bench_levels (unit)")
    execute(
        "CREATE TABLE bench_analytics AS SELECT line AS dx, level1, level2, level3, level4, wave AS period, value "
        "FROM bench_tall JOIN bench_levels ON bench_levels.unit = bench_tall.unit"
    )
    for level in range(1, 5):
        execute(f"CREATE INDEX bench_analytics_{level} ON bench_analytics (level{level})")
    return time.perf_counter() - start


def _load_tall(cursor: Any, units: list[int], tables: list[np.ndarray[Any, Any]]) -> None:
    rows = (
        (unit, wave, line, value)
        for wave, table in enumerate(tables)
        for unit, values in zip(units, table.tolist(), strict=True)
        for line, value in enumerate(values)
    )
    if vendor() == "postgresql":
        with cursor.copy("COPY bench_tall FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.connection.executemany("INSERT INTO bench_tall VALUES (?, ?, ?, ?)", rows)


def _levels_by_hand(ids: list[int]) -> None:
    from django.db import connection

    from caunoi.orgs.models import Placement

    execute("CREATE TABLE bench_levels (unit bigint, level1 bigint, level2 bigint, level3 bigint, level4 bigint)")
    rows = []
    for path in Placement.objects.values_list("path", flat=True):
        keys = [int(part) for part in path.split(".") if part]
        rows.append((keys[-1], *keys, *[None] * (4 - len(keys))))
    with connection.cursor() as cursor:
        cursor.connection.executemany("INSERT INTO bench_levels VALUES (?, ?, ?, ?, ?)", rows)


def measure_yardsticks(ids: list[int], forms: list[Any]) -> list[dict[str, Any]]:
    """The waves' forty lines at one node of each level: ours, plain GROUP BY, the level columns; all add up the same."""
    from caunoi.orgs.models import Unit
    from caunoi.orgs.models.units import path_end
    from caunoi.reporting.queries.totals import branch_table

    plain = (
        "SELECT tall.wave, tall.line, sum(tall.value) FROM bench_tall tall JOIN orgs_placement ON unit_id = tall.unit "
        "WHERE path >= %s AND path < %s GROUP BY tall.wave, tall.line"
    )
    rows = []
    for number, (name, keys) in enumerate(nodes(ids).items(), 1):
        unit = Unit.objects.at(ON).get(pk=keys[0])
        by_level = f"SELECT period, dx, sum(value) FROM bench_analytics WHERE level{number} = %s GROUP BY period, dx"
        turns = 1 if number == 1 else 5
        ours = [timed(lambda u=unit: [branch_table(form, u) for form in forms]) for _turn in range(9)]
        tall = [timed(lambda u=unit: execute(plain, [u.path, path_end(u.path)])) for _turn in range(turns)]
        wide = [timed(lambda u=unit, q=by_level: execute(q, [u.pk])) for _turn in range(turns)]
        told = {
            (w, c.line.slot): c.together or 0
            for w, t in enumerate(ours[0][1])
            for c in t.cells
            if c.line.slot in SUMMED
        }
        for other in (tall, wide):
            if {(wave, line): int(total) for wave, line, total in other[0][1] if line in SUMMED} != told:
                sys.exit(f"{name}: the yardstick adds up otherwise")
        medians = [statistics.median(seconds for seconds, _r in found) * 1000 for found in (ours, tall, wide)]
        cpu = [statistics.median(seconds.cpu for seconds, _r in found) * 1000 for found in (ours, tall, wide)]
        rows.append(
            {"node": name, **dict(zip(PEERS, medians, strict=True)), "cpu_ms": dict(zip(PEERS, cpu, strict=True))}
        )
    return rows
