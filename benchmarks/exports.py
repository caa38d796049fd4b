"""Reports of a whole country taken away: 126,000 filings of 60 fields, streamed in every format beside plain ways, in one run.

Builds a country and one filing of each unit, on SQLite or on the PostgreSQL that CAUNOI_TEST_DATABASE_URL names. For each
format: seconds to the first byte and to the last, megabytes, and the peak of memory above what the process held before.
Peers, on the same rows: Django's own serializer over model instances (as JSON lines), ``csv`` over model instances, openpyxl
in its write-only mode, Parquet from one list of all rows. ``--units N`` changes the size, ``--peers N`` how many
rows the peers get (their times are then scaled up and said to be), ``--json`` ends with one line of JSON.
"""

import csv
import io
import json
import random
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any


def argument(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


UNITS, FIELDS = argument("--units", 126_000), 60
PEERS = min(UNITS, argument("--peers", 12_600))
ON, NOW = date(2026, 11, 23), datetime.fromisoformat("2026-11-23T08:00:00+07:00")
CHUNK = 5_000


def build() -> tuple[Any, Any]:
    """The form with a filing of every unit, and the whole country as the reach."""
    from benchmarks.unsaid import build_campaign, build_tree
    from caunoi.orgs.models import Unit
    from caunoi.reporting.form_lines import FormLine, FormSection, to_json
    from caunoi.reporting.models import Filing, FormVersion, ReportForm
    from caunoi.reporting.packing import pack

    campaign = build_campaign(build_tree()[:1])
    form = ReportForm.objects.create(campaign=campaign, title="Đo", created_at=NOW, opened_at=NOW)
    lines = [FormLine(slot, f"line_{slot:02}", f"Chỉ tiêu {slot}", "lượt", "oral") for slot in range(FIELDS)]
    sections = [FormSection("done", "Kết quả thực hiện")]
    version = FormVersion.objects.create(
        form=form, number=1, lines=to_json(lines), sections=to_json(sections), created_at=NOW, published_at=NOW
    )
    rng = random.Random(7)
    ids = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        Filing.objects.bulk_create(
            Filing(
                form=form, version=version, unit_id=pk, state="approved", due_on=ON, first_sent_on=ON, sent_at=NOW,
                values=pack({slot: rng.randrange(5_000) for slot in range(FIELDS) if rng.random() < 0.9}),
                narrative={"done": "Đã tổ chức 3 hội nghị, 120 lượt người nghe."},
            )
            for pk in ids[start : start + CHUNK]
        )  # fmt: skip
    return form, Unit.objects.at(ON)


def peak_megabytes(work: Callable[[], Any]) -> float:
    """Python's own peak while ``work`` runs: what the streaming itself holds."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def drained(pieces: Iterable[bytes]) -> tuple[float, float, float]:
    """(seconds to the first byte, seconds to the last, megabytes)."""
    start, first, size = time.perf_counter(), 0.0, 0
    for piece in pieces:
        first = first or time.perf_counter() - start
        size += len(piece)
    return first, time.perf_counter() - start, size / 1e6


def ours(form: Any, reach: Any, name: str) -> dict[str, Any]:
    from caunoi.api.exports import write
    from caunoi.api.queries.exports import filings_table

    cpu = time.process_time()
    first, last, megabytes = drained(write(filings_table(form, reach, on=ON), name))
    cpu, resident = time.process_time() - cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    timed = {"first_seconds": first, "seconds": last, "cpu_seconds": cpu}
    return {"format": name, **timed, "megabytes": megabytes, "resident_mb": resident}


def instances(form: Any) -> Iterator[Any]:
    from caunoi.reporting.models import Filing

    yield from Filing.objects.filter(form=form).select_related("unit").order_by("unit")[:PEERS]


def values(filing: Any) -> list[Any]:
    from caunoi.reporting.packing import unpack

    stated = unpack(filing.values)
    return [filing.pk, filing.unit.code, filing.state, *(stated.get(slot) for slot in range(FIELDS))]


def django_json(form: Any) -> int:
    from django.core import serializers

    out = io.StringIO()
    serializers.serialize("jsonl", instances(form), stream=out)
    return len(out.getvalue())


def plain_csv(form: Any) -> int:
    out = io.StringIO()
    writer = csv.writer(out)
    for filing in instances(form):
        writer.writerow(values(filing))
    return len(out.getvalue())


def openpyxl_xlsx(form: Any) -> int:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for filing in instances(form):
        sheet.append(values(filing))
    out = io.BytesIO()
    book.save(out)
    return len(out.getvalue())


def whole_parquet(form: Any) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ["pk", "unit", "state", *(f"line_{slot}" for slot in range(FIELDS))]
    rows = [dict(zip(names, values(filing), strict=True)) for filing in instances(form)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return len(out.getvalue())


def measure() -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.api.exports import FORMATS, write
    from caunoi.api.queries.exports import filings_table

    call_command("migrate", verbosity=0)
    form, reach = build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = [ours(form, reach, name) for name in FORMATS]
    small = reach.filter(pk__lte=reach.order_by("pk")[min(UNITS - 1, 6_000)].pk)
    for row in rows:
        row["python_peak_mb"] = peak_megabytes(
            lambda name=row["format"]: drained(write(filings_table(form, small, on=ON), name))
        )
    peers = {"csv": plain_csv, "json": django_json, "xlsx": openpyxl_xlsx, "parquet": whole_parquet}
    for row in rows:
        start, cpu = time.perf_counter(), time.process_time()
        peers[row["format"]](form)
        row["peer_seconds"] = (time.perf_counter() - start) * UNITS / PEERS
        row["peer_cpu_seconds"] = (time.process_time() - cpu) * UNITS / PEERS
    print(f"{connection.vendor}: {UNITS} filings of {FIELDS} fields (peers: {PEERS} of them, scaled up)")
    for row in rows:
        print(
            f"  {row['format']:<8} first byte {row['first_seconds']:5.2f} s   all {row['seconds']:5.1f} s"
            f" (processor {row['cpu_seconds']:.1f})"
            f"   {row['megabytes']:6.1f} MB   holds {row['python_peak_mb']:5.1f} MB"
            f"   peer {row['peer_seconds']:6.1f} s (processor {row['peer_cpu_seconds']:.1f})"
        )
    return {"filings": UNITS, "fields": FIELDS, "formats": rows}


def main() -> None:
    import os
    import tempfile

    os.environ["DJANGO_SETTINGS_MODULE"] = "caunoi.config.settings_test"
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    name = ""
    if connection.vendor == "postgresql":
        name = "caunoi_bench_exports"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    else:
        folder = tempfile.mkdtemp()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = f"{folder}/exports.sqlite3"
    figures = {connection.vendor: measure()}
    if name:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
