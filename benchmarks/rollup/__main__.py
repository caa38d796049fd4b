"""Builds the country, takes the figures, tells them. The options are told in the package's docstring."""

import json
import os
import shutil
import sys
import tempfile
from typing import Any

from benchmarks.rollup.country import build_deliveries, build_filings, build_forms, build_leaders, build_tree
from benchmarks.rollup.database import set_up, vacuum
from benchmarks.rollup.options import LINES, NOW, TEMPLATE, UNITS, WAVES, argument
from benchmarks.rollup.reading import measure_children, measure_completeness, measure_pages, measure_tables
from benchmarks.rollup.writing import measure_filing, measure_rebuild, measure_visible
from benchmarks.rollup.yardsticks import build_yardsticks, measure_yardsticks


def measure(name: str) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.reporting.actions.totals import rebuild_totals

    call_command("migrate", verbosity=0)
    ids = build_tree()
    build_leaders(ids)
    forms = build_forms(ids)
    build_deliveries(ids)
    tables = build_filings(ids, forms)
    vacuum()
    for form in forms:
        rebuild_totals(form, by=None, now=NOW)
    vacuum()
    figures: dict[str, Any] = {"units": UNITS, "lines": LINES, "waves": WAVES, "cores": os.cpu_count()}
    figures["load_before"] = os.getloadavg()[0]
    figures["tables"] = measure_tables(ids, forms)
    figures["children"] = measure_children(ids, forms)
    figures["completeness"] = measure_completeness(forms)
    figures["pages"] = {} if "--no-pages" in sys.argv else measure_pages(ids, forms)
    if "--no-yardsticks" not in sys.argv:
        some = argument("--yardstick-waves", WAVES)
        figures["yardstick_waves"] = some
        figures["yardsticks_loaded_seconds"] = build_yardsticks(ids, tables[:some])
        vacuum()
        figures["yardsticks"] = measure_yardsticks(ids, forms[:some])
    del tables
    figures["visible"] = measure_visible(ids, forms[1])
    figures["filing"] = measure_filing(ids, forms[0], name)
    figures["rebuild"] = measure_rebuild(forms)
    figures["load_after"] = os.getloadavg()[0]
    tell(connection.vendor, figures)
    return figures


def tell(vendor: str, figures: dict[str, Any]) -> None:
    print(f"{vendor}: {UNITS} units, {LINES} lines, {WAVES} waves; load of the machine {figures['load_before']:.1f}")
    for part in ("tables", "children", "completeness", "pages", "filing", "visible", "rebuild"):
        print(f"  {part}")
        for key, value in figures[part].items():
            shown = (
                f"p50 {value['p50']:.1f}   p95 {value['p95']:.1f}   processor {value['cpu_p50']:.1f} / {value['cpu_p95']:.1f}"
                if isinstance(value, dict)
                else f"{value:.1f}" if isinstance(value, float) else value
            )  # fmt: skip
            print(f"    {key:<28} {shown}")
    for row in figures.get("yardsticks", ()):
        print(
            f"  {row['node']:<12} ours {row['ours_ms']:8.1f} ms   GROUP BY {row['group_by_ms']:8.1f} ms   "
            f"level columns {row['level_columns_ms']:8.1f} ms"
        )


def main() -> None:
    set_up("")
    from django.db import connection

    if connection.vendor == "postgresql":
        name = "caunoi_bench_rollup"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {TEMPLATE}" if TEMPLATE else ""))
        set_up(name)
        figures = {connection.vendor: measure(name)}
        connection.close()
        if "--keep" not in sys.argv:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    else:
        with tempfile.TemporaryDirectory() as folder:
            if TEMPLATE:
                shutil.copy(TEMPLATE, f"{folder}/rollup.sqlite3")
            set_up(f"{folder}/rollup.sqlite3")
            figures = {connection.vendor: measure(f"{folder}/rollup.sqlite3")}
            connection.close()
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
