"""Many plain rows into one table. Django's own way costs five times as much processor time on SQLite, where it must split
a statement at 999 values; here SQLite gets one prepared statement, PostgreSQL one COPY."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Sequence[Row]) -> None:
    """``rows`` hold the values of ``fields`` (foreign keys as keys) in that order; every other column takes NULL or its
    database default. No ``save``, no defaults of the model. Inside a transaction."""
    if not rows:
        return
    columns = [model._meta.get_field(name) for name in fields]
    converts = [_converter(column) for column in columns]
    quoted = ", ".join(connection.ops.quote_name(str(column.column)) for column in columns)  # type: ignore[union-attr]
    table = connection.ops.quote_name(model._meta.db_table)
    values = [[convert(value) for convert, value in zip(converts, row, strict=True)] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", values)  # noqa: S608


def _converter(column: Any) -> Callable[[Any], Any]:
    if isinstance(column, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if isinstance(column, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(column, models.DateField):
        return connection.ops.adapt_datefield_value
    return lambda value: value
