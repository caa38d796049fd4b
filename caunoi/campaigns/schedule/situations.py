"""What the anchors of a campaign mean for each unit: whose congress it is, and on which days. Reads in bulk, writes nothing.

``moved`` replaces the stored days of congresses by unit, so that a move can be looked at before it is made.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.schedule.expressions import (
    Anchor,
    BranchCongress,
    Level,
    LevelCongress,
    NationalCongress,
    OwnCongress,
    SuperiorCongress,
)
from caunoi.campaigns.schedule.keys import Among
from caunoi.campaigns.schedule.spans import OPEN, Span
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, UnitKind
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.orgs.models.units import path_end

LEVELS: dict[Level, frozenset[str]] = {
    "grassroots": frozenset(GRASSROOTS_KINDS),
    "upper": frozenset(UPPER_KINDS),
    "province": frozenset({UnitKind.PROVINCE, UnitKind.CENTRAL_SECTOR}),
}
FEW = 10_000  # up to so many units are asked for by their keys; beyond that the whole branch is read at once


def cycle_of(campaign: Campaign) -> Cycle | None:
    """The round of congresses that the campaign belongs to: by its paper's term, else by a congress it is tied to."""
    paper = campaign.instrument
    if paper.term_start and paper.term_end:
        found = Cycle.objects.filter(term_start=paper.term_start, term_end=paper.term_end).first()
        if found:
            return found
    return Cycle.objects.filter(congresses__anchors__campaign=campaign).order_by("pk").first()


def is_shared(anchor: Anchor) -> bool:
    """Whether the anchor means the same for every unit of the campaign."""
    if isinstance(anchor, BranchCongress):
        return anchor.within == "issuer"
    return not isinstance(anchor, OwnCongress | SuperiorCongress | LevelCongress)


@dataclass(frozen=True)
class Place:
    parent: int | None
    line: tuple[int, ...]  # from the top down to the unit itself
    kind: str


@dataclass
class Situations:
    campaign: Campaign
    on: date
    moved: Mapping[int, Span] = field(default_factory=dict)
    cycle: Cycle | None = field(init=False)
    top: Place | None = field(init=False)
    path: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.cycle = cycle_of(self.campaign)
        own = Unit.objects.at(self.on).filter(pk=self.campaign.unit_id).first()
        self.path = own.path if own else ""
        self.top = self.places([self.campaign.unit_id]).get(self.campaign.unit_id)

    def places(self, units: Collection[int]) -> dict[int, Place]:
        """Where each of ``units`` stands that day; those that do not stand are left out."""
        wanted = set(units)
        if len(wanted) <= FEW:
            return _placed(Unit.objects.at(self.on).filter(Among("pk", wanted)))
        found = _placed(Unit.objects.at(self.on).under(self.path))
        return {pk: found[pk] for pk in wanted & found.keys()}

    def places_where(self, condition: Q) -> dict[int, Place]:
        """Where the units stand that meet the condition (on ``Unit.objects.at``)."""
        return _placed(Unit.objects.at(self.on).filter(condition))

    def days(self, units: Collection[int]) -> dict[int, Span]:
        """The days of the congress of each unit, where it has one in the round."""
        wanted = set(units)
        held = Congress.objects.filter(cycle=self.cycle)
        if len(wanted) <= FEW:
            held = held.filter(Among("unit", wanted))
        rows = held.values_list("unit_id", "starts_on", "ends_on")
        found = {unit: Span(first, last) for unit, first, last in rows if unit in wanted}
        return found | {unit: span for unit, span in self.moved.items() if unit in wanted}

    def shared(self, anchors: Iterable[Anchor]) -> dict[Anchor, Span]:
        """The days of the congresses that mean the same for every unit."""
        found: dict[Anchor, Span] = {}
        for anchor in anchors:
            if isinstance(anchor, NationalCongress) and self.top:
                root = self.top.line[0]
                found[anchor] = self.days([root]).get(root, OPEN)
            elif isinstance(anchor, BranchCongress) and anchor.within == "issuer":
                found[anchor] = self._extremes(anchor, {self.campaign.unit_id}).get(self.campaign.unit_id, OPEN)
        return found

    def of(self, units: Collection[int], anchors: Collection[Anchor]) -> dict[int, tuple[Span, ...]]:
        """For each unit the days of ``anchors``, in their order; open for a unit that does not stand."""
        unknown = tuple(OPEN for _anchor in anchors)
        return dict.fromkeys(units, unknown) | self.at(self.places(units), anchors)

    def at(self, places: dict[int, Place], anchors: Collection[Anchor]) -> dict[int, tuple[Span, ...]]:
        """As ``of``, for units of which it is known where they stand."""
        columns = [self._column(anchor, places) for anchor in anchors]
        return {unit: tuple(column.get(unit, OPEN) for column in columns) for unit in places}

    def _column(self, anchor: Anchor, places: dict[int, Place]) -> dict[int, Span]:
        if isinstance(anchor, BranchCongress):
            return self._extremes(anchor, set(places))
        owners = self.owners(anchor, places)
        days = self.days(set(owners.values()))
        return {unit: days.get(owner, OPEN) for unit, owner in owners.items()}

    def owners(self, anchor: Anchor, places: dict[int, Place]) -> dict[int, int]:
        """Whose congress the anchor means for each unit; without those for which it means nobody's."""
        if isinstance(anchor, OwnCongress):
            return {unit: unit for unit in places}
        if isinstance(anchor, SuperiorCongress):
            return {unit: place.parent for unit, place in places.items() if place.parent}
        if isinstance(anchor, NationalCongress):
            return {unit: place.line[0] for unit, place in places.items()}
        if not isinstance(anchor, LevelCongress):
            return {}
        kinds = LEVELS[anchor.level]
        ranked = {unit for unit, place in places.items() if place.kind in kinds}
        ranked |= self._of_kinds({key for place in places.values() for key in place.line} - places.keys(), kinds)
        lines = {unit: [key for key in place.line if key in ranked] for unit, place in places.items()}
        return {unit: line[-1] for unit, line in lines.items() if line}

    def _of_kinds(self, units: set[int], kinds: frozenset[str]) -> set[int]:
        standing = Unit.objects.at(self.on).of_kinds(kinds)
        found = standing.filter(Among("pk", units)) if len(units) <= FEW else standing
        return units & set(found.values_list("pk", flat=True))

    def _extremes(self, anchor: BranchCongress, tops: set[int]) -> dict[int, Span]:
        """First or last congress of the level in the branch of each of ``tops``."""
        below = Unit.objects.at(self.on).of_kinds(LEVELS[anchor.level]).under(self.path)
        rows = below.filter(congresses__cycle=self.cycle).values_list(
            "pk", "path", "congresses__starts_on", "congresses__ends_on"
        )
        spans: dict[int, list[Span]] = {}
        for unit, path, first, last in rows:
            span = self.moved.get(unit, Span(first, last))
            for top in tops.intersection(_keys(path)):
                spans.setdefault(top, []).append(span)
        choose = _first_of if anchor.which == "first" else _last_of
        return {top: choose(held) for top, held in spans.items()}

    def touched(self, anchor: Anchor, units: Collection[int]) -> Q | None:
        """Units (of ``Unit.objects.at``) for which the anchor may mean the congress of one of ``units``; None: nobody."""
        places = self.places(units)
        if isinstance(anchor, OwnCongress):
            return Q(pk__in=places)
        if isinstance(anchor, SuperiorCongress):
            return Q(place__parent__in=places)
        if isinstance(anchor, NationalCongress):
            return Q() if self.top and self.top.line[0] in places else None
        if not isinstance(anchor, LevelCongress | BranchCongress):
            return None
        ranked = [place for place in places.values() if place.kind in LEVELS[anchor.level]]
        if isinstance(anchor, BranchCongress) and anchor.within == "issuer":
            return Q() if any(self.campaign.unit_id in place.line for place in ranked) else None
        if isinstance(anchor, BranchCongress):
            return Q(pk__in={key for place in ranked for key in place.line})
        paths = ["".join(f"{key}." for key in place.line) for place in ranked]
        reached = Q(pk__in=[])
        for path in paths:
            reached |= Q(place__path__gte=path, place__path__lt=path_end(path))
        return reached


def _placed(units: UnitQuerySet) -> dict[int, Place]:
    rows: Iterable[Any] = units.values_list("pk", "parent_id", "path", "kind")
    return {pk: Place(parent, _keys(path), kind) for pk, parent, path, kind in rows}


def _keys(path: str) -> tuple[int, ...]:
    return tuple(int(part) for part in path.split(".") if part)


def _first_of(spans: list[Span]) -> Span:
    dated = [span for span in spans if span.starts_on]
    firsts, lasts = [span.first for span in dated if span.first], [span.last for span in dated if span.last]
    return Span(min(firsts, default=None), min(lasts, default=None))


def _last_of(spans: list[Span]) -> Span:
    if any(span.starts_on is None for span in spans):
        return OPEN
    return Span(max(span.first for span in spans if span.first), max(span.last for span in spans if span.last))
