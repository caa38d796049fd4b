"""The audit trail: one row beside every change of state, in the same transaction; sealed later into a chain of hashes."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from caunoi.core.models import AuditEntry

GENESIS = "0" * 64


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    return str(value)


def entry(
    action: str, target: models.Model, *, by: Any, now: datetime, unit_id: int | None = None, **detail: Any
) -> AuditEntry:
    """An unsaved audit row, for actions that write many at once (``AuditEntry.objects.bulk_create``)."""
    return AuditEntry(
        at=now,
        actor_id=getattr(by, "pk", None),
        actor_label=str(by) if by is not None else "",
        unit_id=unit_id,
        action=action,
        target_type=target._meta.label,
        target_id=str(target.pk),
        detail=json.loads(json.dumps(detail, default=_plain)),
    )


def record(
    action: str, target: models.Model, *, by: Any, now: datetime, unit_id: int | None = None, **detail: Any
) -> AuditEntry:
    """Write one audit row. ``by`` is the acting user or None for the clock; ``detail`` must hold no personal data
    beyond what the change itself needs. Call inside the action's transaction."""
    row = entry(action, target, by=by, now=now, unit_id=unit_id, **detail)
    row.save(force_insert=True)
    return row


def latest(target: models.Model) -> AuditEntry | None:
    """The last row about ``target``: who changed it, and when."""
    about = AuditEntry.objects.filter(target_type=target._meta.label, target_id=str(target.pk))
    return about.order_by("-at", "-pk").first()


def _digest(previous: str, row: AuditEntry) -> str:
    content = [row.pk, row.at.isoformat(), row.actor_id, row.actor_label, row.unit_id, row.action]
    content += [row.target_type, row.target_id, row.detail]
    payload = previous + json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(payload.encode()).hexdigest()


@transaction.atomic
def seal_entries(limit: int = 10_000) -> int:
    """Chain up to ``limit`` unsealed rows; return how many. Run by the clock, one process at a time.

    Sealing afterwards, not while writing, keeps the trail from making every transaction wait for the last one.
    """
    last = AuditEntry.objects.filter(seal_number__isnull=False).order_by("-seal_number").first()
    number, previous = (last.seal_number or 0, last.seal) if last else (0, GENESIS)
    rows = list(AuditEntry.objects.filter(seal_number__isnull=True).order_by("pk")[:limit])
    for row in rows:
        number += 1
        previous = _digest(previous, row)
        row.seal_number, row.seal = number, previous
    AuditEntry.objects.bulk_update(rows, ["seal_number", "seal"], batch_size=500)
    return len(rows)


def broken_seals() -> Iterable[AuditEntry]:
    """Sealed rows that were changed, or that follow a row that was removed, since they were sealed."""
    previous, number = GENESIS, 0
    for row in AuditEntry.objects.filter(seal_number__isnull=False).order_by("seal_number").iterator():
        if row.seal_number != number + 1 or row.seal != _digest(previous, row):
            yield row
        previous, number = row.seal, row.seal_number or 0
