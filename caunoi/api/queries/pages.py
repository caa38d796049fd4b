"""Lists a page at a time: by a cursor that stays right while rows come and go, never by an offset."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """``next``: the cursor of the page after this one; empty on the last."""

    rows: list[Row]
    next: str


def page_of(rows: QuerySet[Row], cursor: str, limit: int) -> Slice[Row]:
    """Up to ``limit`` rows after ``cursor`` (digits; empty: from the beginning), in the order of their numbers. One query."""
    found = list(rows.filter(pk__gt=int(cursor or 0)).order_by("pk")[: limit + 1])
    more = len(found) > limit
    return Slice(found[:limit], str(found[limit - 1].pk) if more else "")
