"""A reorganisation as a sheet (.xlsx or CSV): one row a step; what is wrong in a cell is a problem of that row and column."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.core.text import fold, nfc
from caunoi.orgs.reorganising.steps import CELLS, Step, StepProblem, share_of
from caunoi.orgs.unit_import.columns import kind_named
from caunoi.orgs.unit_import.reading import read_table

SOURCE = Path(__file__).parents[1] / "data" / "reorganisation_sheet.toml"
REQUIRED = ("operation", "code")
MAX_LENGTHS = {"code": 40, "successor": 40, "parent": 40, "name": 250, "short_name": 120, "share": 20}


def _key(text: str) -> str:
    return fold(nfc(text)).strip(" .:*")


@cache
def _words() -> dict[str, dict[str, str]]:
    """Part of the vocabulary → folded word → what it means."""
    with SOURCE.open("rb") as file:
        data = tomllib.load(file)
    return {
        part: {_key(word): key for key, words in entries.items() for word in words} for part, entries in data.items()
    }


@cache
def _titles() -> dict[str, str]:
    with SOURCE.open("rb") as file:
        return {column: names[0] for column, names in tomllib.load(file)["columns"].items()}


@cache
def operation_titles() -> dict[str, str]:
    """Operation → the word that a sheet is written with."""
    with SOURCE.open("rb") as file:
        return {operation: names[0] for operation, names in tomllib.load(file)["operations"].items()}


def title_of(column: str) -> str:
    return _titles().get(column, column)


def read_sheet(data: bytes) -> tuple[list[Step], list[StepProblem]]:
    """Every step and every problem of a cell. Refused where the file as a whole cannot be read."""
    table = read_table(data)
    places = _places(table.headers)
    steps: list[Step] = []
    problems: list[StepProblem] = []
    for number, cells in table.rows:
        texts = {
            column: cells[places[column]].strip() if column in places and places[column] < len(cells) else ""
            for column in CELLS
        }
        steps.append(_step(number, texts, problems))
    return steps, problems


def _places(headers: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        column = _words()["columns"].get(_key(header))
        if column is None:
            continue
        if column in places:
            raise Refused(_("The column “%(column)s” stands twice.") % {"column": header}, code="column_twice")
        places[column] = place
    if missing := [title_of(column) for column in REQUIRED if column not in places]:
        message = _("The file lacks the columns: %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refused(message, code="missing_columns")
    return places


def _step(number: int, texts: dict[str, str], problems: list[StepProblem]) -> Step:
    def problem(column: str, code: str, message: str) -> None:
        problems.append(StepProblem(number, column, code, message))

    for column, limit in MAX_LENGTHS.items():
        if len(texts[column]) > limit:
            problem(column, "too_long", _("longer than %(limit)d characters") % {"limit": limit})
            texts[column] = texts[column][:limit]
    words = _words()
    operation = words["operations"].get(_key(texts["operation"]), "")
    if not operation:
        message = _("“%(text)s” is no operation we know") % {"text": texts["operation"][:60]}
        problem("operation", "unknown_operation", message)
    kind = kind_named(texts["kind"]) if texts["kind"] else ""
    if kind is None:
        problem("kind", "unknown_kind", _("“%(text)s” is no kind of unit we know") % {"text": texts["kind"][:60]})
    for column in ("below", "keeps_posts"):
        if texts[column] and _key(texts[column]) not in words[column]:
            problem(column, "unknown_word", _("“%(text)s” is no answer we know") % {"text": texts[column][:60]})
    if texts["share"]:
        try:
            share_of(texts["share"])
        except ValueError:
            message = _("“%(text)s” is no share: write 40%% or a number of members") % {"text": texts["share"]}
            problem("share", "bad_share", message)
    return Step(
        number,
        operation,
        texts["code"],
        texts["successor"],
        texts["name"],
        texts["short_name"],
        kind or "",
        texts["parent"],
        texts["share"],
        words["below"].get(_key(texts["below"]), ""),
        words["keeps_posts"].get(_key(texts["keeps_posts"])) == "yes",
    )
