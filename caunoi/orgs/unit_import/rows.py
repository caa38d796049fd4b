"""Rows of the sheet, typed; what is wrong in a cell is a problem of that row and column."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.structure import CODE
from caunoi.orgs.unit_import.columns import COLUMNS, REQUIRED, column_named, kind_named, title_of
from caunoi.orgs.unit_import.reading import Table

MAX_LENGTHS = {"code": 40, "parent": 40, "sector": 40, "name": 250, "short_name": 120, "source": 200}


@dataclass(frozen=True)
class Problem:
    """``row`` counts from 1 as the spreadsheet does; ``column`` is a key of ``COLUMNS``; ``code`` is stable."""

    row: int
    column: str
    code: str
    message: str

    @property
    def title(self) -> str:
        return title_of(self.column)


@dataclass(slots=True)
class UnitRow:
    """What one row says; a cell that could not be read is empty here and stands among the problems."""

    number: int
    code: str
    name: str
    short_name: str
    kind: str
    parent: str
    sector: str
    source: str
    opened_on: date | None = None
    counted_on: date | None = None
    members: int | None = None


@dataclass
class Problems:
    found: list[Problem] = field(default_factory=list)

    def add(self, row: int, column: str, code: str, message: str) -> None:
        self.found.append(Problem(row, column, code, message))


def read_rows(table: Table, problems: Problems) -> list[UnitRow]:
    """Refused as a whole where a required column is missing or a column stands twice."""
    places = _places(table.headers)
    return [_row(number, _cells(cells, places), problems) for number, cells in table.rows]


def _places(headers: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        column = column_named(header)
        if column is None:
            continue
        if column in places:
            raise Refused(_("The column “%(column)s” stands twice.") % {"column": header}, code="column_twice")
        places[column] = place
    if missing := [title_of(column) for column in REQUIRED if column not in places]:
        message = _("The file lacks the columns: %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refused(message, code="missing_columns")
    return places


def _cells(cells: list[str], places: dict[str, int]) -> dict[str, str]:
    return {
        column: cells[places[column]].strip() if column in places and places[column] < len(cells) else ""
        for column in COLUMNS
    }


def _row(number: int, cells: dict[str, str], problems: Problems) -> UnitRow:
    def parsed(column: str, parse: Callable[[str], Any], code: str, message: str) -> Any:
        if not cells[column]:
            return None
        try:
            return parse(cells[column])
        except ValueError:
            problems.add(number, column, code, message % {"text": cells[column][:60]})
            return None

    for column, limit in MAX_LENGTHS.items():
        if len(cells[column]) > limit:
            problems.add(number, column, "too_long", _("longer than %(limit)d characters") % {"limit": limit})
            cells[column] = cells[column][:limit]
    for column in ("code", "name"):
        if not cells[column]:
            problems.add(number, column, "missing", _("is missing"))
    if cells["code"] and not CODE.fullmatch(cells["code"]):
        problems.add(number, "code", "bad_code", _("may hold letters, digits and . - _ only"))
    day = _("“%(text)s” is not a date: write it as 15/04/2023")
    texts: Any = {column: cells[column] for column in MAX_LENGTHS}
    row = UnitRow(number, kind=_kind(number, cells["kind"], problems), **texts)
    row.opened_on = parsed("opened_on", _day, "bad_date", day)
    row.counted_on = parsed("counted_on", _day, "bad_date", day)
    row.members = parsed("members", _whole, "bad_number", _("“%(text)s” is not a whole number from 0 up"))
    if row.members is not None and not row.source:
        problems.add(number, "source", "no_source", _("is missing: a number of members needs its source"))
    return row


def _kind(number: int, text: str, problems: Problems) -> str:
    kind = kind_named(text) if text else None
    if not text:
        problems.add(number, "kind", "missing", _("is missing"))
    elif kind is None:
        problems.add(number, "kind", "unknown_kind", _("“%(text)s” is no kind of unit we know") % {"text": text[:60]})
    return kind or ""


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if 1900 <= day.year <= 2100:
            return day
    raise ValueError(text)


def _whole(text: str) -> int:
    """ "1.234" and "1 234" are how people write 1234 here; "12,5" and "-3" are no numbers of people."""
    digits = text.replace(" ", "").replace(" ", "")
    groups = digits.split(".")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        raise ValueError(text)
    bare = "".join(groups)
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 9:
        raise ValueError(text)
    return int(bare)
