"""Holding a row that many lean on while one may want to change it."""

from django.db import connection
from django.db.models import Model


def hold(row: Model, *names: str) -> None:
    """Until the transaction ends nobody gets ``row`` with ``select_for_update()``; the fields ``names`` of it are read anew.

    Any number may hold it at once, as foreign keys do, and wait for nobody but who has it for update. SQLite needs none of
    it: there a transaction that writes has the database for itself from its beginning, and what it has read stands.
    """
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    fields = {field.name: field.column for field in row._meta.concrete_fields}
    columns = ", ".join(quote(fields[name]) for name in names)
    table = quote(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE id = %s FOR KEY SHARE", [row.pk])  # noqa: S608
        for name, value in zip(names, cursor.fetchone(), strict=True):
            setattr(row, name, value)
