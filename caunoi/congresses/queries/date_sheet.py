"""A sheet of congress dates, looked at before anything is written: every problem names its row and its column."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from caunoi.congresses.models import Congress, Cycle
from caunoi.core.errors import Refused
from caunoi.core.text import fold
from caunoi.orgs.unit_import.reading import Table, read_table

HEADERS = {  # the columns as they stand in the sheet, without marks → what they hold
    "ma don vi": "code",
    "ma": "code",
    "ngay bat dau": "starts_on",
    "tu ngay": "starts_on",
    "ngay ket thuc": "ends_on",
    "den ngay": "ends_on",
    "ly do": "reason",
}
TITLES = {"code": "Mã đơn vị", "starts_on": "Ngày bắt đầu", "ends_on": "Ngày kết thúc", "reason": "Lý do"}
MAX_ROWS = 5_000


@dataclass(frozen=True)
class Problem:
    row: int
    column: str
    text: str


@dataclass(frozen=True)
class SheetLine:
    """One row that can be written; ``congress_id`` None where the congress is yet to be made."""

    row: int
    code: str
    name: str
    unit_id: int
    congress_id: int | None
    starts_on: date
    ends_on: date | None
    reason: str
    before: tuple[date | None, date | None]

    @property
    def changes(self) -> bool:
        return self.before != (self.starts_on, self.ends_on)


@dataclass(frozen=True)
class DateSheet:
    lines: list[SheetLine]
    problems: list[Problem]

    @property
    def changing(self) -> list[SheetLine]:
        return [line for line in self.lines if line.changes]


def read_date_sheet(data: bytes, *, units: Any, cycle: Cycle) -> DateSheet:
    """The dry run over ``units`` (those whose congresses may be dated, as ``at`` gives them). ``Refused``: not a sheet at all."""
    table = read_table(data)
    columns = _columns(table)
    if len(table.rows) > MAX_ROWS:
        raise Refused(
            _("More than %(limit)s rows: send the sheet in parts.") % {"limit": MAX_ROWS}, code="too_many_rows"
        )
    cells = [(number, {name: _cell(row, place) for name, place in columns.items()}) for number, row in table.rows]
    known = {unit.code: unit for unit in units.filter(code__in={row["code"] for _number, row in cells})}
    held = {row.unit_id: row for row in Congress.objects.filter(cycle=cycle, unit__in=[u.pk for u in known.values()])}
    reader = _Reader(known, held)
    lines = [line for number, row in cells if (line := reader.read(number, row))]
    return DateSheet(lines, reader.problems)


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, header in enumerate(table.headers):
        name = HEADERS.get(fold(header))
        if name:
            found.setdefault(name, place)
    missing = [TITLES[name] for name in ("code", "starts_on") if name not in found]
    if missing:
        message = _("The sheet lacks the column %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refused(message, code="no_column")
    return found


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


class _Reader:
    """Goes through the rows once and keeps what is wrong with them."""

    def __init__(self, known: dict[str, Any], held: dict[int, Congress]) -> None:
        self.known, self.held = known, held
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def read(self, number: int, cells: dict[str, str]) -> SheetLine | None:
        before = len(self.problems)
        unit = self._unit(number, cells["code"])
        starts_on = self._day(number, "starts_on", cells["starts_on"])
        ends_on = self._day(number, "ends_on", cells.get("ends_on", ""), required=False)
        if starts_on and ends_on and ends_on < starts_on:
            self._problem(number, "ends_on", _("The last day lies before the first day."))
        if unit is None or starts_on is None or len(self.problems) > before:
            return None
        return self._line(number, unit, starts_on, ends_on, cells.get("reason", ""))

    def _line(self, number: int, unit: Any, starts_on: date, ends_on: date | None, reason: str) -> SheetLine | None:
        congress = self.held.get(unit.pk)
        days = (congress.starts_on, congress.ends_on) if congress else (None, None)
        if congress and days != (starts_on, ends_on):
            if congress.state == Congress.State.HELD:
                self._problem(number, "starts_on", _("This congress has been held: its days no longer move."))
                return None
            if congress.starts_on and not reason:
                self._problem(number, "reason", _("Say why the date moves: units below will ask."))
                return None
        pk = congress.pk if congress else None
        return SheetLine(number, unit.code, unit.name, unit.pk, pk, starts_on, ends_on, reason[:300], days)

    def _unit(self, number: int, code: str) -> Any:
        unit = self.known.get(code)
        if not code:
            self._problem(number, "code", _("The code is missing."))
        elif code in self.seen:
            self._problem(number, "code", _("“%(code)s” stands in an earlier row already.") % {"code": code})
            unit = None
        elif unit is None:
            message = _("There is no unit “%(code)s” whose congress you may date.")
            self._problem(number, "code", message % {"code": code})
        self.seen.add(code)
        return unit

    def _day(self, number: int, column: str, text: str, *, required: bool = True) -> date | None:
        if not text:
            if required:
                self._problem(number, column, _("The day is missing."))
            return None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
            try:
                return datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        message = _("“%(text)s” is no day. Write it as 31/12/2026.")
        self._problem(number, column, message % {"text": text[:40]})
        return None

    def _problem(self, number: int, column: str, text: str) -> None:
        self.problems.append(Problem(number, TITLES[column], text))
