"""The counters behind the map of what has not been said: which cell an activity counts in, sums and their proof.

Everything here is asked of the tree as it stands on a day; nothing keeps a path.
"""

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Activity, Assignment, Campaign
from caunoi.campaigns.models.unsaid import SaidBranch, SaidCount, SaidHead, SaidUnit
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement
from caunoi.orgs.models.units import holds_at, path_end

ANY = ""  # the kind of a sum over all kinds


class Cell(NamedTuple):
    """A theme in a wave (None: outside the waves) by a kind of channel (``ANY``: by any)."""

    theme: int
    wave: int | None
    kind: str = ANY


@dataclass(frozen=True)
class Said:
    """Units that said it and whose duty it is, other units that said it, activities."""

    units: int = 0
    others: int = 0
    activities: int = 0

    def __add__(self, more: "Said") -> "Said":
        return Said(*(one + other for one, other in zip(astuple(self), astuple(more), strict=True)))


@dataclass(frozen=True)
class Proof:
    """What sums are about: so many units, the sum of their ids and of the squares of these, the changes of their counters."""

    members: int = 0
    ids: int = 0
    squares: int = 0
    changes: int = 0


def cell_of(activity: Activity) -> Cell | None:
    """Where the activity counts; None for one that is withdrawn or tells no theme."""
    if activity.withdrawn_at or not activity.theme_id:
        return None
    return Cell(activity.theme_id, activity.wave_id, activity.kind)


def owes_in(unit_id: int, wave_id: int | None) -> bool:
    """Whether the unit has content duties of the wave."""
    told = Assignment.objects.standing().filter(unit=unit_id, duty__kind=DutyKind.CONTENT)
    return wave_id is not None and told.filter(duty__wave=wave_id).exists()


def place_of(unit_id: int, on: date) -> str:
    """The unit's path on the day; empty where it does not stand."""
    places = Placement.objects.filter(holds_at(on), unit=unit_id, line=Line.TERRITORY)
    return places.values_list("path", flat=True).first() or ""


def below(path: str, on: date, prefix: str = "") -> Q:
    """Condition: stands below the unit whose path on the day is ``path``."""
    where = holds_at(on, prefix) & Q(**{f"{prefix}line": Line.TERRITORY})
    return where & Q(**{f"{prefix}path__gt": path, f"{prefix}path__lt": path_end(path)})


def proof_of(campaign: Campaign, path: str, on: date) -> Proof:
    """The proof of sums below ``path`` as the tree and the counters are now; two queries."""
    square = F("unit_id") * F("unit_id")
    tree = Placement.objects.filter(below(path, on)).aggregate(n=Count("pk"), ids=Sum("unit_id"), squares=Sum(square))
    changed = SaidUnit.objects.filter(below(path, on, "unit__placements__"), campaign=campaign)
    changes = changed.aggregate(changes=Sum("changes"))["changes"]
    return Proof(tree["n"], tree["ids"] or 0, tree["squares"] or 0, changes or 0)


def kept_proof(campaign: Campaign, unit_id: int) -> Proof | None:
    """The proof kept with the sums below the unit; None where there are none."""
    row = SaidHead.objects.filter(campaign=campaign, unit=unit_id)
    values = row.values_list("members", "ids", "squares", "changes").first()
    return Proof(*values) if values else None


def _sums(counts: QuerySet[SaidCount]) -> dict[Cell, Said]:
    """Each cell by kind and by any kind; two queries."""
    found: dict[Cell, Said] = {}
    figures = {
        "units": Count("unit", distinct=True, filter=Q(owed=True)),
        "others": Count("unit", distinct=True, filter=Q(owed=False)),
        "activities": Sum("number"),
    }
    rows: Any = counts.order_by().values_list("theme_id", "wave_id", "kind")
    one_row_a_unit = figures | {
        "units": Count("pk", filter=Q(owed=True)),
        "others": Count("pk", filter=Q(owed=False)),
    }
    for theme, wave, kind, *said in rows.annotate(**one_row_a_unit):
        found[Cell(theme, wave, kind)] = Said(*said)
    rows = counts.order_by().values_list("theme_id", "wave_id")
    for theme, wave, *said in rows.annotate(**figures):
        found[Cell(theme, wave)] = Said(*said)
    return found


def said_by(campaign: Campaign, unit_ids: Any) -> dict[Cell, Said]:
    """What these units themselves have said, counted from their own rows."""
    return _sums(SaidCount.objects.filter(campaign=campaign, unit__in=unit_ids))


def counted_below(campaign: Campaign, path: str, on: date) -> dict[Cell, Said]:
    """The sums below ``path``, counted from the rows of every unit there."""
    return _sums(SaidCount.objects.filter(below(path, on, "unit__placements__"), campaign=campaign))


def kept_below(campaign: Campaign, unit_id: int) -> dict[Cell, Said]:
    """The sums as kept for the unit."""
    rows = SaidBranch.objects.filter(campaign=campaign, unit=unit_id)
    values = rows.values_list("theme_id", "wave_id", "kind", "units", "others", "activities")
    return {Cell(*row[:3]): Said(*row[3:]) for row in values if any(row[3:])}


def add_up(*parts: dict[Cell, Said]) -> dict[Cell, Said]:
    """The sums of branches that share no unit."""
    total: dict[Cell, Said] = {}
    for part in parts:
        for cell, said in part.items():
            total[cell] = total.get(cell, Said()) + said
    return total


def recounted(campaign: Campaign) -> dict[tuple[int, Cell], int]:
    """(unit, cell) → activities, from the activities themselves: what ``SaidCount`` must equal."""
    told = Activity.objects.counted().filter(campaign=campaign, theme__isnull=False)
    rows = told.order_by().values_list("unit_id", "theme_id", "wave_id", "kind").annotate(number=Count("pk"))
    return {(unit, Cell(theme, wave, kind)): number for unit, theme, wave, kind, number in rows}
