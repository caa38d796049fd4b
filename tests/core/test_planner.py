"""The planner is told of rows that came in by the hundred."""

from django.db import connection

from caunoi.core.models import AuditEntry
from caunoi.core.planner import look_again
from caunoi.orgs.models import Unit
from tests.cast import Cast


def _believed(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])


def test_planner_counts_the_rows_of_this_transaction(cast: Cast) -> None:
    look_again(Unit, AuditEntry)
    if connection.vendor == "postgresql":
        assert (_believed("orgs_unit"), _believed("core_auditentry")) == (
            Unit.objects.count(),
            AuditEntry.objects.count(),
        )
    else:
        with connection.cursor() as cursor:  # nothing is kept: SQLite plans by its indexes
            cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
            assert cursor.fetchone() == (0,)
