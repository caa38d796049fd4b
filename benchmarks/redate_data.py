"""The country that ``benchmarks.redate`` moves a congress in: units, congresses, a campaign of 40 duties, their assignments.

Every assignment begins with the day that it should have, reckoned here in plain Python (``due_on``), not by the product.
"""

import sys
from datetime import date, datetime, timedelta
from typing import Any

UNITS = int(sys.argv[sys.argv.index("--units") + 1]) if "--units" in sys.argv else 126_000
DUTIES, CHUNK = 40, 20_000
FOUNDED, NOW = date(2025, 1, 1), datetime.fromisoformat("2026-11-23T08:00:00+07:00")
PRINTED = (date(2026, 10, 1), date(2027, 12, 31))
OLD, NEW = date(2027, 9, 14), date(2027, 10, 12)  # the congress of province T0: into the next quarter
SENTENCES = {
    "own": "trước đại hội của đơn vị 30 ngày",
    "superior": "sau đại hội công đoàn cấp trên 15 ngày làm việc",
    "quarter": "ngày cuối quý của ngày khai mạc đại hội công đoàn cấp tỉnh",
}


def due_on(kind: str, base: date) -> date:
    """What the sentences mean, said once more and without them."""
    from caunoi.campaigns.schedule.workdays import add_working_days

    if kind == "own":
        return base - timedelta(days=30)
    if kind == "superior":
        return add_working_days(base, 15)
    if kind == "quarter":
        month = (base.month + 2) // 3 * 3
        return date(base.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return base if kind == "wave" else PRINTED[1]


def build_tree() -> dict[str, Any]:
    """Units in bulk, as the import of units writes them, branch by branch; their ids by level and the parent of each."""
    from caunoi.orgs.models import Designation, Placement, Unit

    uppers = min(2_040, max(34, UNITS // 60))
    rows: list[tuple[str, int | None, str]] = [("TLD", None, "confederation")]
    rows += [(f"T{number}", 0, "province") for number in range(34)]
    rows += [(f"X{number}", 1 + number * 34 // uppers, "commune") for number in range(uppers)]
    rest = UNITS - len(rows)
    rows += [(f"C{number}", 35 + number * uppers // rest, "grassroots") for number in range(rest)]
    Unit.objects.bulk_create([Unit(code=code, opened_on=FOUNDED) for code, *_rest in rows], CHUNK)
    ids = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    paths: list[str] = []
    places, names = [], []
    for number, (code, parent, kind) in enumerate(rows):
        paths.append(f"{paths[parent] if parent is not None else ''}{ids[number]}.")
        above = ids[parent] if parent is not None else None
        facts = {"unit_id": ids[number], "valid_from": FOUNDED}
        places.append(Placement(parent_id=above, path=paths[-1], depth=paths[-1].count("."), **facts))
        names.append(Designation(name=code, folded=code.lower(), kind=kind, **facts))
    Placement.objects.bulk_create(places, CHUNK)
    Designation.objects.bulk_create(names, CHUNK)
    return {"ids": ids, "rows": rows, "uppers": uppers}


def build_congresses(tree: dict[str, Any]) -> Any:
    """A congress of one day for every unit: within ten weeks by level, so that units share days as they do."""
    from caunoi.congresses.models import Congress, Cycle

    cycle = Cycle.objects.create(name="XIV", ordinal="XIV", term_start=2027, term_end=2032)
    begins = {"grassroots": date(2027, 1, 4), "commune": date(2027, 5, 3), "province": OLD}
    days = []
    for number, (_code, _parent, kind) in enumerate(tree["rows"]):
        begin = begins.get(kind, date(2027, 12, 1))
        days.append(OLD if number == 1 else begin + timedelta(days=number % 70))
    Congress.objects.bulk_create(
        [
            Congress(unit_id=pk, cycle=cycle, title="Đại hội", starts_on=day, ends_on=day, state="planned")
            for pk, day in zip(tree["ids"], days, strict=True)
        ],
        CHUNK,
    )
    tree["days"] = days
    return cycle


def build_campaign(tree: dict[str, Any]) -> Any:
    from caunoi.campaigns.models import Campaign, Duty, Instrument, Provision, Wave
    from caunoi.campaigns.schedule import expressions
    from caunoi.campaigns.schedule.reading import read_expression
    from caunoi.orgs.models import Audience

    def said(sentence: str) -> Any:
        return expressions.to_json(read_expression(sentence)) if sentence else None

    paper = Instrument.objects.create(
        unit_id=tree["ids"][0], kind="KẾ HOẠCH", number="1/KH-TLĐ", term_start=2027, term_end=2032
    )
    campaign = Campaign.objects.create(
        unit_id=tree["ids"][0], instrument=paper, name="Đo", state="issued", created_at=NOW
    )
    clause = Provision.objects.create(instrument=paper, position=1, path="III/1", text="Nội dung")
    audience = Audience.objects.create(base_id=tree["ids"][0], printed="các cấp", rules=[])
    waves = {"campaign": campaign, "provision": clause, "starts_on": PRINTED[0]}
    plain = Wave.objects.create(
        ordinal=1, title="Đợt 1", printed_start=PRINTED[0], printed_end=PRINTED[1], ends_on=PRINTED[1], **waves
    )
    sentence = "ngày khai mạc đại hội công đoàn cấp tỉnh"
    hung = Wave.objects.create(
        ordinal=2, title="Đợt 2", printed_start=PRINTED[0], ends_on=max(tree["days"][1:35]),
        end_expression=said(sentence), **waves,
    )  # fmt: skip
    kinds = ["own", "superior", "quarter", "wave", "printed"]
    parts = {"campaign": campaign, "provision": clause, "audience": audience, "kind": "content", "text": "Việc"}
    for number in range(DUTIES):
        kind = kinds[number % 5]
        wave, end = hung if kind == "wave" else plain, said(SENTENCES.get(kind, ""))
        Duty.objects.create(position=number, report_via=kind, wave=wave, end_expression=end, **parts)
    return campaign


def build_assignments(tree: dict[str, Any], campaign: Any) -> None:
    """In the database itself: every duty for every unit below the top, with the day that it should have."""
    from django.db import connection

    from caunoi.campaigns.models import Duty

    ids, rows, days = tree["ids"], tree["rows"], tree["days"]
    bases = []
    for number in range(1, len(rows)):
        parent = rows[number][1]
        line = [number]
        while line[-1] > 34:
            line.append(rows[line[-1]][1])
        province = days[line[-1]]
        by_kind = {"own": days[number], "superior": days[parent], "quarter": province, "wave": province}
        by_kind["printed"] = PRINTED[1]
        bases += [(ids[number], kind, due_on(kind, base).isoformat()) for kind, base in by_kind.items()]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_days (unit bigint, kind varchar(10), due date)")
        for start in range(0, len(bases), CHUNK):
            _insert(cursor, bases[start : start + CHUNK])
        cursor.execute(
            "INSERT INTO campaigns_assignment (duty_id, unit_id, state, starts_on, due_on, assigned_at, note) "
            "SELECT duty.id, days.unit, 'open', %s, days.due, %s, '' FROM campaigns_duty duty "
            "JOIN bench_days days ON days.kind = duty.report_via",
            [PRINTED[0], NOW],
        )
        cursor.execute(
            "INSERT INTO campaigns_delivery (campaign_id, unit_id, sent_at) "
            "SELECT %s, unit, %s FROM bench_days WHERE kind = 'own'",
            [campaign.pk, NOW],
        )
        cursor.execute("DROP TABLE bench_days")
        cursor.execute(
            "CREATE TABLE bench_before AS SELECT id, duty_id, unit_id, starts_on, due_on FROM campaigns_assignment"
        )
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
    Duty.objects.update(report_via="")


def _insert(cursor: Any, rows: list[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), 2_000):
        some = rows[start : start + 2_000]
        marks = ", ".join(["(%s, %s, %s)"] * len(some))
        cursor.execute(f"INSERT INTO bench_days VALUES {marks}", [value for row in some for value in row])


def expected(tree: dict[str, Any], campaign: Any) -> dict[tuple[int, int], Any]:
    """What hangs on the congress of T0: its own days, those of the unions right below it, those of its whole branch."""
    ids, rows = tree["ids"], tree["rows"]
    branch = {1} | {number for number in range(35, 35 + tree["uppers"]) if rows[number][1] == 1}
    below = branch - {1}
    branch |= {number for number in range(35 + tree["uppers"], len(rows)) if rows[number][1] in below}
    touched = {"own": {1}, "superior": below, "quarter": branch, "wave": branch, "printed": set()}
    kinds = ["own", "superior", "quarter", "wave", "printed"]
    duties = list(campaign.duties.order_by("position").values_list("pk", flat=True))
    return {
        (duty, ids[number]): (str(PRINTED[0]), str(due_on(kinds[place % 5], NEW)))
        for place, duty in enumerate(duties)
        for number in touched[kinds[place % 5]]
    }
