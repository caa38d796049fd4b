"""The tree and one unit's history, as pages show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, MemberCount, Placement, Post, Succession, Unit, UnitQuerySet
from caunoi.orgs.models.units import holds_at


def with_children(units: UnitQuerySet, *, on: date) -> UnitQuerySet:
    """``units`` (of the day ``on``) each with ``children``: how many stand directly below."""
    below = Placement.objects.filter(holds_at(on), line=Line.TERRITORY, parent=OuterRef("pk")).order_by()
    counted = below.values("parent").annotate(number=Count("pk")).values("number")
    found: UnitQuerySet = units.annotate(children=Coalesce(Subquery(counted), 0))
    return found


def by_kind_and_name(units: UnitQuerySet) -> UnitQuerySet:
    """Departments first, then upper unions, then grassroots ones, as they stand in a plan's list of recipients."""
    rank = Case(
        When(Q(called__kind="department"), then=Value("0")),
        When(Q(called__kind__in=["grassroots", "trade_group"]), then=Value("2")),
        default=Value("1"),
        output_field=CharField(),
    )
    found: UnitQuerySet = units.annotate(rank=rank).order_by("rank", F("called__folded"), "pk")
    return found


@dataclass(frozen=True)
class History:
    """Everything dated about one unit, newest first."""

    names: list[Designation]
    places: list[Placement]
    counts: list[MemberCount]
    became: list[Succession]
    came_from: list[Succession]
    posts: list[Post]


def history_of(unit: Unit, *, counts: int = 24) -> History:
    """Six queries, whatever there is to tell. Placements carry ``parent_name``, successions ``other_name``."""
    return History(
        names=list(unit.designations.order_by("-valid_from")),
        places=list(_named_places(unit)),
        counts=list(unit.member_counts.order_by("-counted_on", "-pk")[:counts]),
        became=list(_successions(unit.successions.all(), "successor")),
        came_from=list(_successions(unit.predecessions.all(), "unit")),
        posts=list(unit.posts.select_related("user").order_by("-starts_on", "pk")),
    )


def _named_places(unit: Unit) -> QuerySet[Placement]:
    names = Designation.objects.filter(unit=OuterRef("parent"), valid_from__lte=OuterRef("valid_from"))
    latest = Subquery(names.order_by("-valid_from").values("name")[:1])
    return unit.placements.annotate(parent_name=latest, parent_code=F("parent__code")).order_by("line", "-valid_from")


def _successions(rows: QuerySet[Succession], other: str) -> QuerySet[Succession]:
    names = Designation.objects.filter(unit=OuterRef(other)).order_by("-valid_from")
    latest = Subquery(names.values("name")[:1])
    return rows.annotate(other_name=latest, other_code=F(f"{other}__code")).order_by("-effective_on", "pk")


def merged_places(places: list[Placement], line: str) -> list[Placement]:
    """Places on one line, newest first, with neighbours under the same parent as one: a unit whose branch was moved from
    above did not move itself."""
    merged: list[Placement] = []
    for place in (place for place in places if place.line == line):
        if merged and merged[-1].parent_id == place.parent_id and merged[-1].valid_from == place.valid_to:
            merged[-1].valid_from = place.valid_from
        else:
            merged.append(place)
    return merged


def ancestors_of(unit: Unit, *, on: date) -> list[Unit]:
    """What stands above ``unit`` (as it stands on the day), from the top down."""
    keys = [int(part) for part in unit.path.split(".") if part][:-1]
    return sorted(Unit.objects.at(on).filter(pk__in=keys), key=lambda above: above.depth)
