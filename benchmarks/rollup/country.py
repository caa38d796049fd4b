"""A country: its tree, its leaders, the forms of three waves and a filing of every unit on each."""

from typing import Any
from uuid import UUID

import numpy as np

from benchmarks.rollup.database import vendor
from benchmarks.rollup.options import CHUNK, LINES, MANY, NOW, ON, RULES, UNITS, UPPERS, WAVES


def build_tree() -> list[int]:
    """Ids in the order of the levels. The first upper union has a thousand children, where there are as many."""
    from caunoi.orgs.models import Designation, Placement, Unit
    from caunoi.orgs.unit_import.inserting import insert_rows

    rows: list[tuple[str, int | None, str]] = [("TLD", None, "confederation")]
    rows += [(f"T{number}", 0, "province") for number in range(34)]
    rows += [(f"X{number}", 1 + number % 34, "commune") for number in range(UPPERS)]
    rest = UNITS - len(rows)
    many = min(MANY, rest // 3)
    rows += [(f"C{number}", 35, "grassroots") for number in range(many)]
    rows += [(f"C{number}", 36 + number % (UPPERS - 1), "grassroots") for number in range(many, rest)]
    insert_rows(Unit, ("code", "opened_on", "province_code"), [(code, ON.replace(year=2025), "") for code, *_r in rows])
    ids = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    paths: list[str] = []
    places, names = [], []
    for pk, (code, parent, kind) in zip(ids, rows, strict=True):
        paths.append(f"{paths[parent] if parent is not None else ''}{pk}.")
        above = ids[parent] if parent is not None else None
        places.append((pk, "territory", above, paths[-1], paths[-1].count("."), ON.replace(year=2025)))
        names.append((pk, f"Công đoàn {code}", "", kind, f"cong doan {code.lower()}", ON.replace(year=2025)))
    insert_rows(Placement, ("unit", "line", "parent", "path", "depth", "valid_from"), places)
    insert_rows(Designation, ("unit", "name", "short_name", "kind", "folded", "valid_from"), names)
    return ids


def build_leaders(ids: list[int]) -> None:
    """Of the country, who issues the campaign, and of a province, who received it."""
    from caunoi.orgs.models import Post, User

    for email, unit in (("lanh-dao@tld.example", ids[0]), ("lanh-dao@tinh.example", ids[1])):
        user = User.objects.create_user(email=email, password="x", full_name="Lãnh đạo")
        Post.objects.create(user=user, unit_id=unit, role="chair", starts_on=ON.replace(year=2025))


def build_deliveries(ids: list[int]) -> None:
    """The campaign as every unit below the country received it."""
    from caunoi.campaigns.models import Campaign, Delivery
    from caunoi.orgs.unit_import.inserting import insert_rows

    campaign = Campaign.objects.get().pk
    insert_rows(Delivery, ("campaign", "unit", "sent_at"), [(campaign, unit, NOW) for unit in ids[1:]])


def build_forms(ids: list[int]) -> list[Any]:
    from caunoi.campaigns.models import Campaign, Instrument, Wave
    from caunoi.reporting.form_lines import FormLine, to_json
    from caunoi.reporting.models import FormVersion, ReportForm

    paper = Instrument.objects.create(unit_id=ids[0], kind="KẾ HOẠCH", number="1/KH-TLĐ")
    campaign = Campaign.objects.create(
        unit_id=ids[0], instrument=paper, name="Đo", state="issued", created_at=NOW, issued_at=NOW
    )
    lines = [FormLine(slot, f"L{slot}", f"Chỉ tiêu {slot}", "lượt", "oral", rule) for slot, rule in enumerate(RULES)]
    forms = []
    for number in range(1, WAVES + 1):
        wave = Wave.objects.create(campaign=campaign, ordinal=number, title=f"Đợt {number}", starts_on=ON, ends_on=ON)
        form = ReportForm.objects.create(
            campaign=campaign, wave=wave, title=f"Báo cáo đợt {number}", created_at=NOW, opened_at=NOW
        )
        FormVersion.objects.create(form=form, number=1, lines=to_json(lines), created_at=NOW, published_at=NOW)
        forms.append(form)
    return forms


def build_filings(ids: list[int], forms: list[Any]) -> list[np.ndarray[Any, Any]]:
    """A filing of every unit on every form, 9 of 10 sent; the values of each form, a row for each unit (0: not sent)."""
    from caunoi.orgs.unit_import.inserting import insert_rows
    from caunoi.reporting.models import Filing

    dice, tables = np.random.default_rng(4), []
    fields: tuple[str, ...] = (
        "form", "version", "unit", "state", "due_on", "excused_reason", "values", "prefilled", "narrative", "revision",
        "client_key", "first_sent_on", "sent_at", "reason",
    )  # fmt: skip
    postgresql = vendor() == "postgresql"
    for form in forms:
        version = form.versions.get().pk
        values = dice.integers(0, 500, (len(ids), LINES))
        values[:, 38:] = dice.integers(0, 64, (len(ids), 2))
        sent = dice.random(len(ids)) < 0.9
        for start in range(0, len(ids), CHUNK):
            rows: list[tuple[Any, ...]] = []
            for place in range(start, min(start + CHUNK, len(ids))):
                key = UUID(int=(form.pk << 64) + place)
                state = ("approved" if place % 2 else "submitted") if sent[place] else "not_sent"
                blob = values[place].astype("<i8").tobytes() if sent[place] else b""
                rows.append(
                    (form.pk, version, ids[place], state, ON, "", blob, b"", {}, 0, key if postgresql else key.hex,
                     ON if sent[place] else None, NOW if sent[place] else None, "")
                )  # fmt: skip
            insert_rows(Filing, fields, rows)
        tables.append(np.where(sent[:, None], values, 0))
    return tables
