"""Dating many congresses from a sheet that was looked at before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from caunoi.congresses.actions.dates import DateChange, set_congress_dates
from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.naming import propose_title
from caunoi.congresses.queries.date_sheet import SheetLine
from caunoi.core import audit
from caunoi.core.models import AuditEntry


@transaction.atomic
def date_congresses(lines: Sequence[SheetLine], *, cycle: Cycle, by: Any, now: datetime) -> int:
    """Make the congresses that are new and give all of ``lines`` their days: all or none; return how many were dated.

    Safe to run twice: a line that says what already holds changes nothing.
    """
    ids = {line.unit_id for line in lines}
    there = dict(Congress.objects.filter(cycle=cycle, unit__in=ids).values_list("unit_id", "pk"))
    fresh = [line for line in lines if line.unit_id not in there]
    made = Congress.objects.bulk_create(
        [
            Congress(
                unit_id=line.unit_id,
                cycle=cycle,
                motto=cycle.motto,
                title=propose_title(line.name, form="", ordinal="", term=None)[:250],
            )
            for line in fresh
        ],
        batch_size=500,
    )
    AuditEntry.objects.bulk_create(
        [audit.entry("congress.planned", row, by=by, now=now, unit_id=row.unit_id, title=row.title) for row in made],
        batch_size=500,
    )
    there |= {row.unit_id: row.pk for row in made}
    changes = [DateChange(there[line.unit_id], line.starts_on, line.ends_on, line.reason) for line in lines]
    return set_congress_dates(changes, by=by, now=now)
