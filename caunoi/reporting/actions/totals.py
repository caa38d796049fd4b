"""The sums of branches: brought along in the transaction of every filing; built anew when the tree has changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import numpy as np
from django.db import connection, transaction
from django.db.models import Q

from caunoi.core import audit
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement, Unit, User
from caunoi.orgs.models.units import holds_at
from caunoi.reporting.enums import COUNTED
from caunoi.reporting.models import BranchTotal, Filing, ReportForm
from caunoi.reporting.packing import EMPTY, pack, pack_row
from caunoi.reporting.queries.grids import kept_sums
from caunoi.reporting.queries.seats import seated_in, seats_of_ended
from caunoi.reporting.queries.totals import NEEDED, rules_in
from caunoi.reporting.queries.whole_tree import TreeSums, sums_in, tree_day, unlike_units
from caunoi.reporting.summing import (
    COUNTS,
    Contribution,
    Total,
    change,
    contribution_of,
    join,
    of_an_ended_unit,
    total_of,
)

WRITTEN = ["values", "stated", *COUNTS]


@transaction.atomic(savepoint=False)
def follow_filing(
    filing: Filing, before: Contribution, after: Contribution, *, on: date, path: list[int] | None = None
) -> None:
    """Bring the sums of every unit above from ``before`` to ``after``. Call last in the transaction that changes the filing.

    The unit's place is held first (``path``: by the caller, with ``hold_path``), so that no reorganisation goes between; then
    all rows above are locked in the order of their keys before any is read, so that two filings never wait for each other
    in a circle.
    """
    if before == after:
        return
    above, has_ended = _above(filing.unit_id, on, hold_path(filing.unit_id, on) if path is None else path)
    if not above:
        return
    rules = _rules(filing, before, after)
    if has_ended:
        before, after = of_an_ended_unit(before, rules), of_an_ended_unit(after, rules)
    rows = _locked(filing.form_id, above)
    others, pending = None, list[BranchTotal]()
    for unit in reversed(above):  # from the nearest up: a maximum that shrinks is counted anew from what stands below
        total = total_of(rows[unit])
        again = change(total, before, after, rules)
        if again:
            _save(pending)
            pending = []
            others = others or _Others(filing, after, seat=above[-1], on=on)
            others.count_anew(unit, total, again, rules)
        write_total(rows[unit], total)
        pending.append(rows[unit])
    _save(pending)


def _save(rows: Sequence[BranchTotal]) -> None:
    """All in one statement and without the ORM: this is half of what a filing makes others wait for."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table, names = quote(BranchTotal._meta.db_table), ("pk", *WRITTEN)
    changed = ", ".join(f"{quote(name)} = given.column{place}" for place, name in enumerate(WRITTEN, 2))
    values = ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(rows))
    sql = f"UPDATE {table} SET {changed} FROM (VALUES {values}) AS given WHERE {table}.id = given.column1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [getattr(row, name) for row in rows for name in names])


def _above(unit_id: int, on: date, path: list[int]) -> tuple[list[int], bool]:
    """What stands above the unit, from the top down; of a unit that has ended, what its filing counts below."""
    if path:
        return path[:-1], False
    seat = seats_of_ended([unit_id], on).get(unit_id)
    return (hold_path(seat, on), True) if seat else ([], True)


def hold_path(unit_id: int, on: date) -> list[int]:
    """Keys from the top down to the unit, held in place until the transaction ends; empty where it does not stand.

    Asked a second time where the row was replaced while this transaction waited for it.
    """
    placed = Placement.objects.select_for_update().filter(holds_at(on), unit=unit_id, line=Line.TERRITORY)
    paths = placed.values_list("path", flat=True)
    path = next(iter(paths.all()), "") or next(iter(paths.all()), "")
    return [int(part) for part in path.split(".") if part]


def _rules(filing: Filing, before: Contribution, after: Contribution) -> dict[int, str]:
    """A slot keeps its rule through all versions; the others are read only where the filing's own does not tell all."""
    rules = {row["slot"]: row["rule"] for row in filing.version.lines if row["slot"] >= 0}
    return rules if (before.values.keys() | after.values.keys()) <= rules.keys() else rules_in(filing.form)


def _locked(form_id: int, above: list[int]) -> dict[int, BranchTotal]:
    rows = BranchTotal.objects.select_for_update().filter(form=form_id, unit__in=above).order_by("pk")
    found = {row.unit_id: row for row in rows}
    if len(found) < len(above):
        parents = dict(zip(above, [None, *above[:-1]], strict=True))
        missing = [BranchTotal(form_id=form_id, unit_id=u, parent_id=parents[u]) for u in above if u not in found]
        BranchTotal.objects.bulk_create(missing, ignore_conflicts=True)
        found = {row.unit_id: row for row in rows.all()}
    return found


def write_total(row: BranchTotal, total: Total) -> None:
    row.values, row.stated = pack(total.values), pack(total.stated)
    for name in COUNTS:
        setattr(row, name, total.counts[name])


class _Others:
    """What else stands below the units above a filing: read where a maximum or a set may have become smaller."""

    def __init__(self, filing: Filing, after: Contribution, *, seat: int, on: date) -> None:
        self.filing, self.after, self.seat, self.on = filing, after, seat, on
        self.ended = seated_in(filing.form, on)

    def count_anew(self, unit: int, total: Total, slots: Iterable[int], rules: dict[int, str]) -> None:
        """The maxima and sets of ``slots`` from the children's rows and filings, the changed one as it will be."""
        form = self.filing.form_id
        children = Unit.objects.at(self.on).filter(place__parent=unit).values("pk")
        ended = [one for one, seat in self.ended.items() if seat == unit]
        own = Filing.objects.filter(Q(unit__in=children) | Q(unit__in=ended), form=form, state__in=COUNTED)
        given = [dict(contribution_of(each).values) for each in own.exclude(pk=self.filing.pk).only(*NEEDED)]
        given += [total_of(each).values for each in BranchTotal.objects.filter(form=form, unit__in=children)]
        if unit == self.seat:
            given.append(dict(self.after.values))
        for slot in slots:
            known = [values[slot] for values in given if slot in values]
            value = known[0]
            for other in known[1:]:
                value = join(rules[slot], value, other)
            total.values[slot] = value


@transaction.atomic
def rebuild_totals(form: ReportForm, *, by: User | None, now: datetime) -> int:
    """Count every branch of the form anew in the tree of its day (``tree_day``); how many rows were wrong. Audited where any was.

    Rows are made for all units with something below them, and all are locked, before the filings are read: what is sent
    meanwhile waits and is added to what is written here.
    """
    on = tree_day(form, now)
    ReportForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    _lock_all(form, on)
    computed = sums_in(form, Unit.objects.at(on), on)
    units, kept = kept_sums(BranchTotal.objects.filter(form=form))
    wrong = unlike_units(computed, units, kept)
    _write(form, computed, wrong)
    _tidy(form, computed)
    if wrong:
        audit.record("totals.rebuilt", form, by=by, now=now, unit_id=form.campaign.unit_id, rows=len(wrong))
    return len(wrong)


def _lock_all(form: ReportForm, on: date) -> None:
    placed = Placement.objects.filter(holds_at(on), line=Line.TERRITORY, parent__isnull=False).order_by("parent")
    parents = set(placed.values_list("parent", flat=True).distinct())
    there = set(BranchTotal.objects.filter(form=form).values_list("unit_id", flat=True))
    missing = [BranchTotal(form=form, unit_id=unit) for unit in sorted(parents - there)]
    BranchTotal.objects.bulk_create(missing, batch_size=1_000, ignore_conflicts=True)
    list(BranchTotal.objects.select_for_update().filter(form=form).order_by("pk").values_list("pk", flat=True))


def _write(form: ReportForm, computed: TreeSums, wrong: list[int]) -> None:
    place_of = {int(unit): place for place, unit in enumerate(computed.units)}
    sums, rows = computed.sums, []
    for unit in wrong:
        if unit not in place_of:
            continue  # stands no longer: its row goes
        place = place_of[unit]
        values, known = sums.values[place], sums.stated[place]
        row = BranchTotal(form=form, unit_id=unit, parent_id=computed.parent_of(place), values=pack_row(values))
        row.stated = pack_row(np.where(known > 0, known, EMPTY))
        for name, number in zip(COUNTS, sums.counts[place], strict=True):
            setattr(row, name, int(number))
        rows.append(row)
    BranchTotal.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["form", "unit"], update_fields=WRITTEN
    )


def _tidy(form: ReportForm, computed: TreeSums) -> None:
    """Rows with nothing in them go; rows that stay say where their units stand today."""
    empty = computed.sums.is_empty()
    places = {int(unit): place for place, unit in enumerate(computed.units) if not empty[place]}
    gone, moved = [], []
    for pk, unit, parent in BranchTotal.objects.filter(form=form).values_list("pk", "unit_id", "parent_id"):
        if unit not in places:
            gone.append(pk)
        elif parent != computed.parent_of(places[unit]):
            moved.append(BranchTotal(pk=pk, parent_id=computed.parent_of(places[unit])))
    for start in range(0, len(gone), 5_000):
        BranchTotal.objects.filter(pk__in=gone[start : start + 5_000]).delete()
    BranchTotal.objects.bulk_update(moved, ["parent"], batch_size=500)
