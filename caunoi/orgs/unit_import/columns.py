"""Columns and kinds under the names that clerks give them (``data/unit_sheet.toml``)."""

import tomllib
from functools import cache
from pathlib import Path

from caunoi.core.text import fold, nfc

SOURCE = Path(__file__).parents[1] / "data" / "unit_sheet.toml"
COLUMNS = (
    *("code", "name", "short_name", "kind", "parent"),
    *("opened_on", "sector", "members", "counted_on", "source"),
)
REQUIRED = ("code", "name", "kind", "parent")


def _key(text: str) -> str:
    return fold(nfc(text)).strip(" .:*")


@cache
def _vocabulary() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    with SOURCE.open("rb") as file:
        data = tomllib.load(file)
    columns = {_key(name): column for column, names in data["columns"].items() for name in names}
    kinds = {_key(name): kind for kind, names in data["kinds"].items() for name in [kind, *names]}
    titles = {column: names[0] for column, names in data["columns"].items()}
    titles |= {f"kind:{kind}": names[0] for kind, names in data["kinds"].items()}
    return columns, kinds, titles


def column_named(header: str) -> str | None:
    return _vocabulary()[0].get(_key(header))


def kind_named(text: str) -> str | None:
    return _vocabulary()[1].get(_key(text))


def title_of(column: str) -> str:
    """The header written on export, and shown beside a problem."""
    return _vocabulary()[2].get(column, column)


def kind_title(kind: str) -> str:
    return _vocabulary()[2][f"kind:{kind}"]
