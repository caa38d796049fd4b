"""Asking for the rows of many units at once."""

import json
from collections.abc import Collection
from typing import Any

from django.db.models import BooleanField, F, Func


class Among(Func):
    """Condition: the column is one of ``keys``, which go to the database as one parameter.

    ``__in`` makes every key a parameter of its own: it takes Django longer to prepare a few thousand of them than the database
    to answer, and SQLite refuses more than 32,766.
    """

    output_field = BooleanField()

    def __init__(self, column: str, keys: Collection[int]) -> None:
        super().__init__(F(column))
        self.keys = sorted(keys)

    def as_sql(self, compiler: Any, connection: Any, *_forms: Any, **_context: Any) -> tuple[str, list[Any]]:
        column, parameters = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::bigint[])", [*parameters, self.keys]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(self.keys)]  # noqa: S608
