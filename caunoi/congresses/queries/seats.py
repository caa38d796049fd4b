"""Seats and shares added up over a branch, from approved results alone; nothing here is typed by anybody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce, Greatest

from caunoi.congresses.enums import Body, ResultState, Route
from caunoi.congresses.figures import COMMITTEE, DELEGATES, seat
from caunoi.congresses.models import Cycle, Result
from caunoi.congresses.queries.deadlines import CONGRESS_KINDS
from caunoi.congresses.wording import share_text
from caunoi.orgs.models import Unit

PUBLIC = (ResultState.APPROVED, ResultState.PUBLISHED)


@dataclass(frozen=True)
class SeatLine:
    """One body over the branch. ``planned`` and ``vacant`` count only where both plan and result are known."""

    label: str
    planned: int
    elected: int
    appointed: int
    ex_officio: int
    vacant: int

    @property
    def filled(self) -> int:
        return self.elected + self.appointed + self.ex_officio


@dataclass(frozen=True)
class Share:
    """A part of a counted whole."""

    label: str
    part: int
    whole: int

    @property
    def text(self) -> str:
        return share_text(self.part, self.whole)


@dataclass(frozen=True)
class Sums:
    congresses: int
    seats: list[SeatLine]
    shares: list[Share]


def sum_results(unit: Unit, cycle: Cycle, *, on: date) -> Sums:
    """One query over the approved results of the branch."""
    inside: Any = Unit.objects.at(on).under(unit.path).of_kinds(CONGRESS_KINDS)
    results = Result.objects.filter(congress__cycle=cycle, congress__unit__in=inside.values("pk"), state__in=PUBLIC)
    asked: dict[str, Any] = {"congresses": Count("pk")}
    for body in Body:
        asked |= _asked_of(body)
    for name, whole in SHARED.items():
        known = Q(**{f"{name}__isnull": False}) & _known(whole)
        asked |= {f"{name}_part": Sum(name, filter=known), f"{name}_whole": Sum(_whole(whole), filter=known)}
    row = results.aggregate(**asked)
    return Sums(row["congresses"], [_line(body, row) for body in Body], _shares(row))


SHARED = {  # part → what it is a part of
    "women": "present",
    "minority": "present",
    "party": "present",
    "committee_women": Body.COMMITTEE,
    "committee_minority": Body.COMMITTEE,
    "committee_party": Body.COMMITTEE,
}


def _seats(body: str) -> Any:
    elected, appointed, ex_officio = (Coalesce(F(seat(body, route)), 0) for route in Route)
    return elected + appointed + ex_officio


def _known(whole: str) -> Q:
    if whole == "present":
        return Q(present__isnull=False)
    stated = Q()
    for route in Route:
        stated |= Q(**{f"{seat(whole, route)}__isnull": False})
    return stated


def _whole(whole: str) -> Any:
    return F("present") if whole == "present" else _seats(whole)


def _asked_of(body: Body) -> dict[str, Any]:
    planned = F(f"congress__planned_{body}")
    both = _known(body) & Q(**{f"congress__planned_{body}__isnull": False})
    asked: dict[str, Any] = {f"{body}_{route}_sum": Sum(seat(body, route)) for route in Route}
    asked[f"{body}_planned"] = Sum(planned, filter=both)
    asked[f"{body}_vacant"] = Sum(Greatest(planned - _seats(body), 0), filter=both)
    return asked


def _line(body: Body, row: dict[str, Any]) -> SeatLine:
    elected, appointed, ex_officio = (row[f"{body}_{route}_sum"] or 0 for route in Route)
    planned, vacant = row[f"{body}_planned"] or 0, row[f"{body}_vacant"] or 0
    return SeatLine(str(body.label), planned, elected, appointed, ex_officio, vacant)


def _shares(row: dict[str, Any]) -> list[Share]:
    named = {**DELEGATES, **COMMITTEE}
    found = [Share(str(named[name]), row[f"{name}_part"] or 0, row[f"{name}_whole"] or 0) for name in SHARED]
    return [share for share in found if share.whole]
