"""The map of what has not been said at 126,000 units: kept sums with their proof beside the plain GROUP BY, in one run.

Builds a country (34 provinces, 2,040 upper unions, grassroots unions below them), a campaign of 6 themes and 3 waves, and
``--activities`` activities, on SQLite or on the PostgreSQL that CAUNOI_TEST_DATABASE_URL names. Prints for the country, a
province and an upper union the time of the whole map (said and owed), of the plain count over the activities, and of
counting one more activity. ``--units N`` and ``--activities N`` change the size, ``--json`` ends with one line of JSON.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any


def argument(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


UNITS, ACTIVITIES = argument("--units", 126_000), argument("--activities", 2_000_000)
ON, NOW = date(2026, 11, 23), datetime.fromisoformat("2026-11-23T08:00:00+07:00")
KINDS = ("press", "social", "conference", "loudspeaker", "visual", "culture", "publication", "portal")
CHUNK = 20_000


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def build_tree() -> list[int]:
    """Ids of the grassroots unions; the tree is written in bulk, as the import of units does."""
    from caunoi.orgs.models import Designation, Placement, Unit

    uppers = min(2_040, max(34, UNITS // 60))
    rows: list[tuple[str, int | None, str]] = [("TLD", None, "confederation")]
    rows += [(f"T{number}", 0, "province") for number in range(34)]
    rows += [(f"X{number}", 1 + number % 34, "district") for number in range(uppers)]
    rows += [(f"C{number}", 35 + number % uppers, "grassroots") for number in range(UNITS - len(rows))]
    Unit.objects.bulk_create([Unit(code=code, opened_on=date(2025, 1, 1)) for code, *_rest in rows], CHUNK)
    ids = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    paths: list[str] = []
    places = []
    for number, (_code, parent, _kind) in enumerate(rows):
        path = f"{paths[parent] if parent is not None else ''}{ids[number]}."
        paths.append(path)
        above = ids[parent] if parent is not None else None
        places.append(
            Placement(
                unit_id=ids[number], parent_id=above, path=path, depth=path.count("."), valid_from=date(2025, 1, 1)
            )
        )
    Placement.objects.bulk_create(places, CHUNK)
    names = [
        Designation(unit_id=pk, name=code, folded=code.lower(), kind=kind, valid_from=date(2025, 1, 1))
        for pk, (code, _parent, kind) in zip(ids, rows, strict=True)
    ]
    Designation.objects.bulk_create(names, CHUNK)
    return ids[35 + uppers :]


def build_campaign(grassroots: list[int]) -> Any:
    from caunoi.campaigns.models import Assignment, Campaign, Duty, Instrument, Provision, Theme, Wave
    from caunoi.orgs.models import Audience, Unit

    top = Unit.objects.get(code="TLD")
    paper = Instrument.objects.create(unit=top, kind="KẾ HOẠCH", number="1/KH-TLĐ")
    campaign = Campaign.objects.create(unit=top, instrument=paper, name="Đo", state="issued", created_at=NOW)
    audience = Audience.objects.create(base=top, printed="CĐCS", rules=[{"kinds": ["grassroots"], "reach": "branch"}])
    for number in range(6):
        clause = Provision.objects.create(instrument=paper, position=number, path=f"II/{number}", text="Nội dung")
        Theme.objects.create(campaign=campaign, provision=clause, position=number, title=f"Chuyên đề {number}")
    for number in range(3):
        wave = Wave.objects.create(campaign=campaign, ordinal=number, title=f"Đợt {number}", starts_on=ON, ends_on=ON)
        duty = Duty.objects.create(
            campaign=campaign, provision=clause, wave=wave, audience=audience, kind="content", position=number, text="x"
        )
        Assignment.objects.bulk_create([Assignment(duty=duty, unit_id=pk, assigned_at=NOW) for pk in grassroots], CHUNK)
    return campaign


def build_activities(campaign: Any, grassroots: list[int]) -> None:
    from caunoi.campaigns.models import Activity

    rng = random.Random(5)
    themes = list(campaign.themes.values_list("pk", flat=True))
    waves = list(campaign.waves.values_list("pk", flat=True))
    for start in range(0, ACTIVITIES, CHUNK):
        Activity.objects.bulk_create(
            [
                Activity(
                    unit_id=rng.choice(grassroots), campaign=campaign, theme_id=rng.choice(themes),
                    wave_id=rng.choice(waves), kind=rng.choice(KINDS), title="x", done_on=ON, logged_at=NOW,
                )
                for _each in range(min(CHUNK, ACTIVITIES - start))
            ]
        )  # fmt: skip


def peer(campaign: Any, path: str) -> tuple[dict[Any, int], dict[Any, int]]:
    """The plain way: count the activities and the duties of the branch."""
    from django.db.models import Count

    from caunoi.campaigns.models import Activity, Assignment
    from caunoi.orgs.models import Unit

    branch = Unit.objects.at(ON).under(path).values("pk")
    told = Activity.objects.counted().filter(campaign=campaign, theme__isnull=False, unit__in=branch).order_by()
    said = told.values_list("theme_id", "wave_id").annotate(units=Count("unit", distinct=True))
    owed = Assignment.objects.filter(duty__campaign=campaign, duty__kind="content", unit__in=branch).order_by()
    waves = owed.values_list("duty__wave_id").annotate(units=Count("unit", distinct=True))
    return {(theme, wave): units for theme, wave, units in said}, dict(waves)


def compare(campaign: Any, code: str) -> dict[str, Any]:
    from caunoi.campaigns.queries.scope import Scope
    from caunoi.campaigns.queries.unsaid import ground_of
    from caunoi.orgs.models import Unit

    unit = Unit.objects.at(ON).get(code=code)
    times = [timed(lambda: ground_of(campaign, Scope(unit, ON))) for _turn in range(3)]
    ground = times[-1][1]
    plain_seconds, (said, owed) = timed(lambda: peer(campaign, unit.path))
    ours = {(cell.theme, cell.wave): figure.units for cell, figure in ground.said.items() if not cell.kind}
    if ours != said or ground.owed != owed:
        sys.exit(f"{code}: the map and the plain count differ")
    return {"branch": code, "map_seconds": statistics.median(t for t, _g in times), "plain_seconds": plain_seconds}


def log_one(campaign: Any, unit_id: int) -> float:
    """Milliseconds of counting one more activity in every sum above its unit, the median of 50."""
    from django.db import transaction

    from caunoi.campaigns.actions.counting import recount_activity
    from caunoi.campaigns.models import Activity

    activity = Activity.objects.filter(campaign=campaign, unit=unit_id).first()
    assert activity
    seconds = []
    for _turn in range(50):
        with transaction.atomic():
            seconds.append(timed(lambda: recount_activity(activity, None, on=ON))[0])
    return statistics.median(seconds) * 1000


def measure() -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from caunoi.campaigns.actions.counting import rebuild_counters

    call_command("migrate", verbosity=0)
    grassroots = build_tree()
    campaign = build_campaign(grassroots)
    build_activities(campaign, grassroots)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rebuild_seconds, _cells = timed(lambda: rebuild_counters(campaign, on=ON))
    rows = [compare(campaign, code) for code in ("TLD", "T0", "X0")]
    figures = {"units": UNITS, "activities": ACTIVITIES, "rebuild_seconds": rebuild_seconds, "branches": rows}
    figures["count_one_ms"] = log_one(campaign, grassroots[0])
    print(f"{connection.vendor}: {UNITS} units, {ACTIVITIES} activities, all counters made in {rebuild_seconds:.0f} s")
    for row in rows:
        print(f"  {row['branch']:<4} map {row['map_seconds']:.3f} s   plain GROUP BY {row['plain_seconds']:.3f} s")
    print(f"  counting one more activity: {figures['count_one_ms']:.1f} ms")
    return figures


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
        name = "caunoi_bench_unsaid"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    else:
        folder = tempfile.mkdtemp()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = f"{folder}/unsaid.sqlite3"
    figures = {connection.vendor: measure()}
    if name:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
