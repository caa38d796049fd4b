"""What is written: reports sent by several at once, each seen at all units above; the rebuild and its verification."""

import multiprocessing
import random
import sys
import time
from threading import Thread
from typing import Any
from uuid import uuid4

from benchmarks.rollup.database import set_up
from benchmarks.rollup.options import LINES, NOW, ON, SECONDS, WRITERS
from benchmarks.rollup.timing import percentiles, timed, took


def file_for_a_while(name: str, form_pk: int, units: list[int], seconds: float, queue: Any, seed: int) -> None:
    """One writer: reports of 40 values through ``submit_filing``, one transaction each."""
    set_up(name)
    from django.db import connection

    from caunoi.orgs.models import User
    from caunoi.reporting.actions.filings import Report, submit_filing
    from caunoi.reporting.models import Filing

    dice, user, sent, errors, took = random.Random(seed), User.objects.first(), [], 0, []
    assert user

    def send(filing: Filing, values: dict[str, int]) -> None:
        submit_filing(filing, Report(values), client_key=uuid4(), revision=filing.revision, by=user, now=NOW)

    queue.put("ready")
    while time.time() < seconds:
        pass
    begin, end = time.perf_counter(), time.perf_counter() + SECONDS
    cpu = time.process_time()
    for unit in units:
        if time.perf_counter() > end:
            break
        filing = Filing.objects.get(form=form_pk, unit=unit)
        values = {f"L{slot}": dice.randrange(500) if slot < 38 else dice.randrange(64) for slot in range(LINES)}
        try:
            took.append(timed(lambda f=filing, v=values: send(f, v))[0])
            sent.append(unit)
        except Exception as error:  # noqa: BLE001 (whatever it is, it counts as an error)
            print(f"  {type(error).__name__}: {error}", file=sys.stderr)
            errors += 1
    queue.put(
        (
            sent,
            errors,
            [(float(each), each.cpu) for each in took],
            time.perf_counter() - begin,
            time.process_time() - cpu,
        )
    )
    connection.close()


def measure_filing(ids: list[int], form: Any, name: str) -> dict[str, Any]:
    from django.db import connection

    from caunoi.reporting.models import Filing
    from caunoi.reporting.queries.totals import branch_table
    from caunoi.reporting.queries.whole_tree import differences

    open_ = list(Filing.objects.filter(form=form, state="not_sent").order_by("pk").values_list("unit", flat=True))
    random.Random(1).shuffle(open_)
    from caunoi.orgs.models import Unit

    top = Unit.objects.at(ON).get(pk=ids[0])
    before = branch_table(form, top)
    connection.close()
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    begin = time.time() + 12 + 4 * WRITERS
    writers = [
        context.Process(target=file_for_a_while, args=(name, form.pk, open_[number::WRITERS], begin, queue, number))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for _writer in writers:
        assert queue.get(timeout=120) == "ready"
    results = [queue.get(timeout=SECONDS + 120) for _writer in writers]
    for writer in writers:
        writer.join()
    sent = sum(len(result[0]) for result in results)
    after = branch_table(form, top)
    if after.counts["sent"] - before.counts["sent"] != sent or differences(form, ON):
        sys.exit("what was sent does not stand in the sums above")
    return {
        "writers": WRITERS, "sent": sent, "errors": sum(result[1] for result in results),
        "per_second": sum(len(result[0]) / result[3] for result in results),
        "cpu_ms_each": sum(result[4] for result in results) * 1000 / max(sent, 1),
        "each_ms": percentiles([took(*each) for result in results for each in result[2]]),
    }  # fmt: skip


def measure_visible(ids: list[int], form: Any) -> dict[str, Any]:
    """After each commit another connection reads the rows of all units above: the filing must be in each of them."""
    from django.db import connection

    from caunoi.orgs.models import Placement, User
    from caunoi.reporting.actions.filings import Report, submit_filing
    from caunoi.reporting.models import BranchTotal, Filing
    from caunoi.reporting.packing import unpack

    user = User.objects.first()
    assert user
    filings = list(Filing.objects.filter(form=form, state="not_sent").order_by("-pk")[:30])

    def seen(above: list[int], into: list[dict[int, tuple[int, int]]]) -> None:
        rows = BranchTotal.objects.filter(form=form, unit__in=above)
        into.append({row.unit_id: (row.sent, unpack(row.values)[0]) for row in rows})
        connection.close()

    for filing in filings:
        above = [int(key) for key in Placement.objects.get(unit=filing.unit_id).path.split(".")[:-2]]
        found: list[dict[int, tuple[int, int]]] = []
        seen(above, found)
        submit_filing(filing, Report({"L0": 7}), client_key=uuid4(), revision=filing.revision, by=user, now=NOW)
        other = Thread(target=seen, args=(above, found))
        other.start()
        other.join()
        if found[1] != {unit: (sent + 1, total + 7) for unit, (sent, total) in found[0].items()}:
            sys.exit("a report that was sent is not seen above")
    return {"filings": len(filings), "units_above_each": len(above)}


def measure_rebuild(forms: list[Any]) -> dict[str, Any]:
    """All three waves from nothing, then every row compared with what the filings say; then the kept state beside a rebuild."""
    from caunoi.reporting.actions.totals import rebuild_totals
    from caunoi.reporting.models import BranchTotal
    from caunoi.reporting.queries.whole_tree import differences

    kept = list(BranchTotal.objects.order_by("form", "unit").values_list())
    verify, wrong = timed(lambda: [differences(form, ON) for form in forms])
    if any(wrong):
        sys.exit("the kept sums are not what the filings say")
    BranchTotal.objects.all().delete()
    rebuild, _rows = timed(lambda: [rebuild_totals(form, by=None, now=NOW) for form in forms])
    again = list(BranchTotal.objects.order_by("form", "unit").values_list())
    if [tuple(map(_plain, row[1:])) for row in kept] != [tuple(map(_plain, row[1:])) for row in again]:
        sys.exit("the rebuilt sums are not those that were kept")
    return {"rows": len(again), "rebuild_seconds": rebuild, "verify_seconds": verify, "both_seconds": rebuild + verify,
        "both_cpu_seconds": rebuild.cpu + verify.cpu}  # fmt: skip


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
