"""When a congress is held: dated, moved, postponed, held. The state changes here and nowhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.congresses.enums import CongressState, PostponeCause
from caunoi.congresses.followers import CongressMove, follow
from caunoi.congresses.models import Congress, CongressDate
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry

BATCH = 500
CHANGED = ("starts_on", "ends_on", "state", "cause", "state_reason")


@dataclass(frozen=True)
class DateChange:
    """A congress and the days it is to get (both included; None: no longer known)."""

    congress_id: int
    starts_on: date | None
    ends_on: date | None
    reason: str = ""
    cause: str = ""


def set_congress_date(
    congress: Congress, *, starts_on: date | None, ends_on: date | None, reason: str, by: Any, now: datetime
) -> bool:
    """Date the congress (both days included), move it, or take its date away; keep every decision with its reason.

    False when nothing changes. What hangs on the congress follows in the same transaction. A known date is only moved or
    taken away with a reason: the congress then counts as moved, or as postponed.
    """
    change = DateChange(congress.pk, starts_on, ends_on, reason)
    return set_congress_dates([change], by=by, now=now) == 1


@transaction.atomic
def set_congress_dates(changes: Sequence[DateChange], *, by: Any, now: datetime) -> int:
    """As ``set_congress_date`` for many at once, all or none; return how many changed. A constant number of queries for 500."""
    rows = _locked(change.congress_id for change in changes)
    pairs = [(rows[change.congress_id], change) for change in changes]
    moving = [(row, change) for row, change in pairs if _differs(row, change)]
    for row, change in moving:
        _check(row, change)
    _write(moving, by=by, now=now)
    moves = [CongressMove(row.pk, row.unit_id, row.starts_on, row.ends_on) for row, _change in moving]
    if moves:
        follow(moves, by=by, now=now)
    return len(moves)


def _locked(ids: Iterable[int]) -> dict[int, Congress]:
    return Congress.objects.select_for_update().in_bulk(list(ids))


def _differs(row: Congress, change: DateChange) -> bool:
    return (row.starts_on, row.ends_on) != (change.starts_on, change.ends_on)


def _check(row: Congress, change: DateChange) -> None:
    if change.ends_on and (change.starts_on is None or change.ends_on < change.starts_on):
        raise Refused(_("The congress must end on or after its first day."), code="ends_before_start")
    if row.state == CongressState.HELD:
        raise Refused(_("This congress has been held: its days no longer move."), code="held")
    if row.starts_on and not change.reason.strip():
        raise Refused(_("Say why the date moves: units below will ask."), code="no_reason")


def _write(moving: Sequence[tuple[Congress, DateChange]], *, by: Any, now: datetime) -> None:
    trail, history = [], []
    for row, change in moving:
        before = {"starts_on": row.starts_on, "ends_on": row.ends_on}
        _enter(row, change)
        after = {"starts_on": row.starts_on, "ends_on": row.ends_on}
        history.append(_decision(row, reason=change.reason, by=by, now=now))
        reason = change.reason.strip()
        trail.append(
            audit.entry(
                "congress.dated", row, by=by, now=now, unit_id=row.unit_id, before=before, after=after, reason=reason
            )
        )
    Congress.objects.bulk_update([row for row, _change in moving], CHANGED, batch_size=BATCH)
    CongressDate.objects.bulk_create(history, batch_size=BATCH)
    AuditEntry.objects.bulk_create(trail, batch_size=BATCH)


def _enter(row: Congress, change: DateChange) -> None:
    """The one place where a new date decides the state."""
    was_known = row.starts_on is not None or row.state == CongressState.POSTPONED
    row.starts_on, row.ends_on = change.starts_on, change.ends_on
    if change.starts_on is None:
        row.state = CongressState.POSTPONED
        row.cause = change.cause or PostponeCause.OTHER
    else:
        row.state = CongressState.MOVED if was_known else CongressState.PLANNED
        row.cause = ""
    row.state_reason = change.reason.strip()[:300]


def _decision(row: Congress, *, reason: str, by: Any, now: datetime) -> CongressDate:
    return CongressDate(
        congress=row,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=row.state,
        reason=reason.strip()[:300],
        decided_by=by,
        decided_at=now,
    )


@transaction.atomic
def postpone_congress(congress: Congress, *, cause: str, reason: str, by: Any, now: datetime) -> Congress:
    """The congress is not held as planned and has no new day yet. ``Refused``: no reason given, or held already."""
    if not reason.strip():
        raise Refused(_("Say why the congress is postponed: the level above will ask."), code="no_reason")
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    if row.starts_on:
        set_congress_dates([DateChange(row.pk, None, None, reason, cause)], by=by, now=now)
    else:
        _postpone_undated(row, cause=cause, reason=reason, by=by, now=now)
    return Congress.objects.get(pk=congress.pk)


def _postpone_undated(row: Congress, *, cause: str, reason: str, by: Any, now: datetime) -> None:
    if row.state == CongressState.POSTPONED and (row.cause, row.state_reason) == (cause, reason.strip()):
        return
    row.state, row.cause, row.state_reason = CongressState.POSTPONED, cause, reason.strip()[:300]
    row.save(update_fields=["state", "cause", "state_reason"])
    _decision(row, reason=reason, by=by, now=now).save(force_insert=True)
    audit.record("congress.postponed", row, by=by, now=now, unit_id=row.unit_id, cause=cause, reason=reason.strip())


@transaction.atomic
def hold_congress(congress: Congress, *, starts_on: date, ends_on: date | None, by: Any, now: datetime) -> Congress:
    """The congress was held on these days (both included). Held on other days than announced, it first moves there.

    ``Refused``: a day that has not come, or an end before the start.
    """
    if max(starts_on, ends_on or starts_on) > now.date():
        raise Refused(_("This day has not come yet: record the congress once it has been held."), code="not_yet")
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    if row.state == CongressState.HELD:
        return row
    if (row.starts_on, row.ends_on) != (starts_on, ends_on):
        reason = _("Held on these days")
        set_congress_date(row, starts_on=starts_on, ends_on=ends_on, reason=reason, by=by, now=now)
        row.refresh_from_db()
    row.state, row.cause, row.state_reason = CongressState.HELD, "", ""
    row.save(update_fields=["state", "cause", "state_reason"])
    _decision(row, reason="", by=by, now=now).save(force_insert=True)
    audit.record("congress.held", row, by=by, now=now, unit_id=row.unit_id, starts_on=starts_on, ends_on=ends_on)
    return row


@transaction.atomic
def unhold_congress(congress: Congress, *, reason: str, by: Any, now: datetime) -> Congress:
    """Take back that it was held (a slip). ``Refused``: no reason, or its results have been entered."""
    if not reason.strip():
        raise Refused(_("Say why: the level above has already counted it."), code="no_reason")
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    if row.entries.exists():
        raise Refused(_("Results have been entered: the congress counts as held."), code="has_results")
    if row.state != CongressState.HELD:
        return row
    row.state, row.state_reason = CongressState.PLANNED, reason.strip()[:300]
    row.save(update_fields=["state", "state_reason"])
    _decision(row, reason=reason, by=by, now=now).save(force_insert=True)
    audit.record("congress.unheld", row, by=by, now=now, unit_id=row.unit_id, reason=reason.strip())
    return row
