"""What the page of one congress shows."""

from dataclasses import dataclass
from datetime import date

from caunoi.congresses.enums import Body, ResultState, Route
from caunoi.congresses.figures import COMMITTEE, DELEGATES, band_groups, differences, filled, seat
from caunoi.congresses.models import Congress, CongressDate, Deadline, News, Result, ResultEntry
from caunoi.congresses.queries.deadlines import deadline_of, standing_deadlines
from caunoi.congresses.queries.rules import RuleWarning, warnings_of
from caunoi.congresses.queries.seats import Share


@dataclass(frozen=True)
class BodyLine:
    """One body of the congress; None: not fixed, or not stated."""

    label: str
    planned: int | None
    elected: int | None
    appointed: int | None
    ex_officio: int | None
    filled: int | None

    @property
    def vacant(self) -> int | None:
        if self.planned is None or self.filled is None:
            return None
        return max(0, self.planned - self.filled)


@dataclass(frozen=True)
class Entering:
    """How far the results are. ``state`` is what the page speaks of: none, one, differing, or that of the result."""

    state: str
    entries: list[ResultEntry]
    differing: int
    result: Result | None


@dataclass(frozen=True)
class CongressPage:
    deadline: Deadline | None
    history: list[CongressDate]
    warnings: list[RuleWarning]
    lines: list[BodyLine]
    entering: Entering
    news: News | None

    @property
    def is_on_time(self) -> bool | None:
        """Whether it was held by the last day of its level; None while one of the two is not known."""
        newest = self.history[-1] if self.history else None
        if newest is None or newest.state != Congress.State.HELD or self.deadline is None:
            return None
        day = newest.ends_on or newest.starts_on
        return day is not None and day <= self.deadline.due_on


def read_page(congress: Congress, *, on: date) -> CongressPage:
    """``congress.unit`` must carry what ``at`` adds (its name, kind and path on the day)."""
    entering = read_entering(congress)
    shown = entering.result if entering.result and entering.result.state != ResultState.RETURNED else None
    return CongressPage(
        deadline=deadline_of(congress.unit, standing_deadlines(congress.cycle, on=on)),
        history=list(congress.date_history.select_related("decided_by")),
        warnings=warnings_of(congress, on=on),
        lines=[_line(congress, shown, body) for body in Body],
        entering=entering,
        news=congress.news.filter(withdrawn_at__isnull=True).first(),
    )


def read_entering(congress: Congress) -> Entering:
    """How far the entry of results is. Two queries."""
    entries = list(congress.entries.select_related("entered_by"))
    result = Result.objects.select_related("approved_by", "settled_by").filter(congress=congress).first()
    differing = len(differences(*entries)) if len(entries) == 2 else 0
    state = result.state if result else {0: "none", 1: "one"}.get(len(entries), "differing")
    return Entering(state, entries, differing, result)


def _line(congress: Congress, result: Result | None, body: Body) -> BodyLine:
    planned = getattr(congress, f"planned_{body}")
    elected, appointed, ex_officio = (getattr(result, seat(body, route), None) for route in Route)
    return BodyLine(str(body.label), planned, elected, appointed, ex_officio, filled(result, body) if result else None)


def shares_of(result: Result) -> list[Share]:
    """The parts of the delegates present and of the committee, each with its whole."""
    committee = filled(result, Body.COMMITTEE)
    wholes = [
        (name, label, result.present) for name, label in DELEGATES.items() if name in ("women", "minority", "party")
    ]
    wholes += [(name, label, committee) for name, label in COMMITTEE.items()]
    return [
        Share(str(label), part, whole)
        for name, label, whole in wholes
        if (part := getattr(result, name)) is not None and whole
    ]


def bands_of(result: Result) -> list[tuple[str, list[tuple[str, int]]]]:
    """(heading, [(band, delegates)]) of what was counted."""
    counted = (
        (group.label, [(label, result.bands[code]) for code, label in group.bands if code in result.bands])
        for group in band_groups()
    )
    return [(label, bands) for label, bands in counted if bands]
