"""Numbers of members when units merge and split: what went in comes out, to the last member."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caunoi.orgs.models import MemberCount
from caunoi.orgs.reorganising.planning import Ended, Plan, level_of
from caunoi.orgs.unit_import.checking import chunks


@dataclass(frozen=True, slots=True)
class Carried:
    """``members`` that ``unit_id`` counts from the day on; ``known`` of ``asked`` units that it takes from had a number."""

    unit_id: int
    members: int
    known: int
    asked: int


def latest_counts(keys: Iterable[int], on: date) -> dict[int, int]:
    """Unit → members at its latest count by the day; a unit that never counted is left out."""
    found: dict[int, int] = {}
    for some in chunks(sorted(key for key in keys if key > 0), 5000):
        rows = MemberCount.objects.filter(unit__in=some, counted_on__lte=on).order_by("counted_on", "pk")
        found.update(rows.values_list("unit", "members"))
    return found


def shared_out(members: int, parts: list[int], whole: int) -> list[int]:
    """``members`` by parts of ``whole``, whole people that come to the whole share: the largest remainders round up."""
    exact = [divmod(members * part, whole) for part in parts]
    shares = [number for number, _rest in exact]
    left = members * sum(parts) // whole - sum(shares)
    for place in sorted(range(len(parts)), key=lambda place: (-exact[place][1], place))[:left]:
        shares[place] += 1
    return shares


def carried_counts(plan: Plan) -> list[Carried]:
    """What the successors count, and those that gave away a part: only between units of one level, which count alike."""
    giving = [item for item in [*plan.ended, *plan.shrunk] if _takers(item)]
    asked = {item.unit_id for item in giving} | {heir.unit_id for item in giving for heir in item.heirs}
    counts = latest_counts(asked, plan.on)
    taken: dict[int, list[int | None]] = defaultdict(list)
    left: dict[int, int] = {}
    for item in giving:
        _give(item, counts.get(item.unit_id), taken, left)
    found = []
    for key, parts in taken.items():
        own = [left.pop(key, counts.get(key))] if key > 0 else []
        numbers = [number for number in [*own, *parts] if number is not None]
        if any(part is not None for part in parts):
            found.append(Carried(key, sum(numbers), len(numbers), len(own) + len(parts)))
    return found + [Carried(key, members, 1, 1) for key, members in left.items()]


def _takers(item: Ended) -> list[int]:
    return [heir.unit_id for heir in item.heirs if level_of(heir.kind) == level_of(item.kind)]


def _give(item: Ended, members: int | None, taken: dict[int, list[int | None]], left: dict[int, int]) -> None:
    heirs = [heir for heir in item.heirs if level_of(heir.kind) == level_of(item.kind)]
    if members is None:
        for heir in heirs:
            taken[heir.unit_id].append(None)
        return
    shares = shared_out(members, [heir.part for heir in heirs], heirs[0].whole)
    for heir, share in zip(heirs, shares, strict=True):
        taken[heir.unit_id].append(share)
    if item.stays:
        left[item.unit_id] = members - sum(shares)
