"""What the database's planner believes of the size of tables."""

from django.db import connection
from django.db.models import Model


def look_again(*models: type[Model]) -> None:
    """Let PostgreSQL count the tables of ``models`` anew, after rows came in by the hundred.

    It looks by itself only some time after the transaction has ended. Until then it takes a new table for empty and may join
    a thousand units with a thousand by comparing each with each. Works inside a transaction; SQLite needs none of it.
    """
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
