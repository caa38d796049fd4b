"""Rows of the database as grids: what filings give, what rows of sums hold, and where a unit stands among others."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from caunoi.reporting.enums import FILABLE, FilingState
from caunoi.reporting.models import BranchTotal, Filing
from caunoi.reporting.packing import EMPTY, Grid, unpack_many
from caunoi.reporting.summing import COUNTS
from caunoi.reporting.tree_sums import NOWHERE, Places, Sums


@dataclass(frozen=True)
class Given:
    """What each filing gives by itself: ``summing.contribution_of``, row by row beside its unit and state."""

    units: Places
    states: tuple[str, ...]
    values: Grid
    counts: Grid


def given_by(filings: QuerySet[Filing]) -> Given:
    """Reckoned in the database, as one number: five would cost a country a second more. One query."""
    rows = list(filings.order_by().values_list("unit_id", "state", "values", _COUNTS_OF))
    units, states, blobs, codes = zip(*rows, strict=True) if rows else ((), (), (), ())
    table = np.array(codes, np.int64)[:, np.newaxis] >> np.arange(len(COUNTS)) & 1
    values = unpack_many(blobs)
    values[table[:, COUNTS.index("sent")] == 0] = EMPTY
    return Given(np.array(units, np.int64), states, values, table)


def _counts(condition: Q, *names: str) -> When:
    return When(condition, then=Value(sum(1 << COUNTS.index(name) for name in names)))


_IN_TIME = Q(due_on__isnull=True) | Q(first_sent_on__lte=F("due_on"))
# What a filing counts as (``summing.contribution_of``), a bit for each of COUNTS; the first that holds.
_COUNTS_OF = Case(
    _counts(Q(state__in=FILABLE, excused_reason=""), "asked"),
    _counts(Q(state__in=FILABLE), "excused"),
    _counts(Q(state=FilingState.APPROVED) & _IN_TIME, "asked", "sent", "approved", "in_time"),
    _counts(Q(state=FilingState.APPROVED), "asked", "sent", "approved"),
    _counts(_IN_TIME, "asked", "sent", "in_time"),
    default=Value(sum(1 << COUNTS.index(name) for name in ("asked", "sent"))),
    output_field=IntegerField(),
)


def kept_sums(rows: QuerySet[BranchTotal]) -> tuple[Places, Sums]:
    """The units of ``rows`` and what is kept of them; one query."""
    listed = list(rows.order_by().values_list("unit_id", "values", "stated", *COUNTS))
    stated = unpack_many([row[2] for row in listed])
    counts = np.array([row[3:] for row in listed], np.int64).reshape(len(listed), len(COUNTS))
    sums = Sums(unpack_many([row[1] for row in listed]), np.where(stated == EMPTY, 0, stated), counts)
    return np.array([row[0] for row in listed], np.int64), sums


def places_in(keys: Places, wanted: Places) -> Places:
    """Where each of ``wanted`` stands in ``keys`` (ascending); NOWHERE where it does not."""
    if not len(keys):
        return np.full(len(wanted), NOWHERE, np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, places, NOWHERE)


def spread(grid: Grid, rows: Places, size: int, width: int, empty: int = 0) -> Grid:
    """``grid`` over ``size`` rows and at least ``width`` slots, each row at its place; NOWHERE is left out."""
    wide = np.full((size, max(width, grid.shape[1])), empty, np.int64)
    here = np.flatnonzero(rows != NOWHERE)
    wide[rows[here], : grid.shape[1]] = grid[here]
    return wide
