"""Moving one province's congress under 126,000 units with 40 duties each (5 million assignments), beside a plain recompute.

Builds a country (34 provinces, 2,040 upper unions, grassroots unions below them), a congress for every unit and a campaign
whose 40 duties hang on them: 8 on the unit's own congress, 8 on its superior's, 8 through a wave on the province's, 8 on the
end of the quarter of that one, 8 on printed days (``benchmarks.redate_data``). Then the congress of one province moves by
``set_congress_date``; every assignment is compared with a copy made before: what should have moved has moved to the very
day, and nothing else has. The peer (load the assignments of the province, reckon each, save those that differ with
``bulk_update``) moves it back.

On SQLite, or on the PostgreSQL that CAUNOI_TEST_DATABASE_URL names. ``--units N`` changes the size, ``--json`` ends with one
line of JSON.
"""

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.redate_data import (
    DUTIES,
    NEW,
    NOW,
    OLD,
    UNITS,
    build_assignments,
    build_campaign,
    build_congresses,
    build_tree,
    due_on,
    expected,
)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def changed() -> dict[tuple[int, int], Any]:
    """Every assignment that is not as it was, by duty and unit, with its days now. The whole table is compared."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now.duty_id, now.unit_id, now.starts_on, now.due_on FROM campaigns_assignment now "
            "JOIN bench_before before ON before.id = now.id WHERE now.duty_id <> before.duty_id "
            "OR now.unit_id <> before.unit_id OR now.starts_on IS DISTINCT FROM before.starts_on "
            "OR now.due_on IS DISTINCT FROM before.due_on OR now.state <> 'open'"
        )
        found = {(duty, unit): (str(first), str(last)) for duty, unit, first, last in cursor.fetchall()}
        cursor.execute("SELECT (SELECT count(*) FROM campaigns_assignment) - (SELECT count(*) FROM bench_before)")
        if cursor.fetchone()[0]:
            sys.exit("assignments have come or gone")
    return found


def peer(tree: dict[str, Any], campaign: Any, day: date) -> int:
    """Load every assignment of the province, reckon its day, save what differs."""
    from django.db import transaction

    from caunoi.campaigns.models import Assignment
    from caunoi.orgs.models import Unit

    ids, kinds = tree["ids"], ["own", "superior", "quarter", "wave", "printed"]
    days = dict(zip(ids, tree["days"], strict=True)) | {ids[1]: day}
    parents = {ids[number]: ids[row[1]] for number, row in enumerate(tree["rows"]) if row[1] is not None}
    places = {pk: kinds[place % 5] for place, pk in enumerate(campaign.duties.values_list("pk", flat=True))}
    province = Unit.objects.at(NOW.date()).get(pk=ids[1])
    units = Unit.objects.at(NOW.date()).under(province.path)
    moved = []
    with transaction.atomic():
        for row in Assignment.objects.filter(duty__campaign=campaign, unit__in=units.values("pk")):
            kind = places[row.duty_id]
            base = {"own": days[row.unit_id], "superior": days[parents[row.unit_id]]}.get(kind, day)
            due = due_on(kind, base)
            if row.due_on != due:
                row.due_on = due
                moved.append(row)
        Assignment.objects.bulk_update(moved, ["due_on"], batch_size=1_000)
    return len(moved)


def measure() -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.campaigns.models import DateChange
    from caunoi.congresses.actions import set_congress_date
    from caunoi.congresses.followers import CongressMove, touched_by
    from caunoi.congresses.models import Congress

    call_command("migrate", verbosity=0)

    def build() -> tuple[dict[str, Any], Any]:
        tree = build_tree()
        build_congresses(tree)
        campaign = build_campaign(tree)
        build_assignments(tree, campaign)
        return tree, campaign

    build_seconds, (tree, campaign) = timed(build)
    gc.collect()
    gc.freeze()  # the country that is held here for comparing is no part of what is measured
    congress = Congress.objects.get(unit=tree["ids"][1])
    move = CongressMove(congress.pk, congress.unit_id, NEW, NEW)
    preview_seconds, lines = timed(lambda: touched_by([move]))
    wanted = expected(tree, campaign)
    seconds, _moved = timed(
        lambda: set_congress_date(congress, starts_on=NEW, ends_on=NEW, reason="Bão", by=None, now=NOW)
    )
    if changed() != wanted:
        sys.exit(f"{connection.vendor}: {len(changed())} assignments have other days, {len(wanted)} should")
    noted = DateChange.objects.count()
    if {line.number for line in lines if line.number == len(wanted)} != {len(wanted)}:
        sys.exit(f"the preview said otherwise: {lines}")
    peer_seconds, back = timed(lambda: peer(tree, campaign, OLD))
    if changed() or back != len(wanted):
        sys.exit(f"{connection.vendor}: the peer did not bring everything back")
    figures = {
        "units": UNITS, "assignments": (UNITS - 1) * DUTIES, "moved": len(wanted), "units_noted": noted,
        "preview_seconds": preview_seconds, "seconds": seconds, "peer_seconds": peer_seconds,
    }  # fmt: skip
    print(f"{connection.vendor}: {UNITS} units, {figures['assignments']} assignments (built in {build_seconds:.0f} s)")
    print(f"  preview                {preview_seconds:6.2f} s")
    print(f"  moving the congress    {seconds:6.2f} s   {len(wanted)} days of {noted} units moved, nothing else")
    print(f"  plain recompute (peer) {peer_seconds:6.2f} s   the same days")
    return figures


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "caunoi.config.settings_test"
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    name = ""
    if connection.vendor == "postgresql":
        name = "caunoi_bench_redate"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        figures = {connection.vendor: measure()}
        connection.close()
        if "--keep" not in sys.argv:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    else:
        with tempfile.TemporaryDirectory() as folder:
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = f"{folder}/redate.sqlite3"
            figures = {connection.vendor: measure()}
            connection.close()
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
