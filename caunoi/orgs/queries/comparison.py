"""Two days side by side on a common base: units of one kind in a branch, their members, and what became of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from caunoi.orgs.enums import GRASSROOTS_KINDS
from caunoi.orgs.mapping import Group, Shares, common_base, mapping_between
from caunoi.orgs.models import MemberCount, Succession, Unit
from caunoi.orgs.models.units import path_end


@dataclass(frozen=True)
class Side:
    """A unit on one of the days; ``members`` None: nobody has counted."""

    key: int
    code: str
    name: str
    members: int | None


@dataclass(frozen=True)
class Pair:
    """A group of the common base: the units of the first day and those of the second that hold the same members."""

    before: tuple[Side, ...]
    after: tuple[Side, ...]
    changed: bool

    @property
    def members_before(self) -> int | None:
        return _sum(self.before)

    @property
    def members_after(self) -> int | None:
        return _sum(self.after)

    @property
    def difference(self) -> int | None:
        """Only where both days have a number."""
        before, after = self.members_before, self.members_after
        return None if before is None or after is None else after - before


@dataclass(frozen=True)
class Link:
    """One line of the mapping: ``share`` in percent; no ``after``: it ended without a successor inside the comparison."""

    before: Side
    after: str
    share: float
    basis: str


@dataclass(frozen=True)
class Comparison:
    """``links`` tell of the units that are not simply themselves. Changed groups stand first."""

    pairs: list[Pair]
    links: list[Link]

    @property
    def totals(self) -> tuple[int, int]:
        """Members on both days, of those that have counted."""
        return (
            sum(pair.members_before or 0 for pair in self.pairs),
            sum(pair.members_after or 0 for pair in self.pairs),
        )


def _sum(sides: Iterable[Side]) -> int | None:
    known = [side.members for side in sides if side.members is not None]
    return sum(known) if known else None


def members_on(on: date, path: str) -> dict[int, int]:
    """Unit of the branch → its members that day: a grassroots union by its own latest count, another by what stands below it.

    A union that counted itself is not counted again by what stands below it. Two queries.
    """
    units = Unit.objects.at(on).under(path).order_by("-place__depth")
    rows = list(units.values_list("pk", "parent_id", "kind"))
    counted = MemberCount.objects.filter(
        unit__placements__line="territory",
        unit__placements__path__gte=path,
        unit__placements__path__lt=path_end(path),
        counted_on__lte=on,
    )
    own = dict(counted.order_by("counted_on", "pk").values_list("unit", "members").iterator())
    below: dict[int, int] = defaultdict(int)
    having: set[int] = set()
    figures: dict[int, int] = {}
    for key, parent, kind in rows:
        figure = own.get(key) if kind in GRASSROOTS_KINDS or key not in having else None
        if figure is None and key in having:
            figure = below[key]
        if figure is not None:
            figures[key] = figure
            if parent:
                below[parent] += figure
                having.add(parent)
    return figures


def compare_trees(unit: Unit, before: date, after: date, *, kinds: Iterable[str]) -> Comparison:
    """Units of ``kinds`` in the branch of ``unit`` on both days; a day on which it did not stand has none."""
    old, new = _sides(unit, before, kinds), _sides(unit, after, kinds)
    mapping = mapping_between(before, after, old)
    pairs = [_pair(group, old, new) for group in common_base(mapping, new)]
    pairs.sort(key=lambda pair: (not pair.changed, [side.name for side in (*pair.before, *pair.after)]))
    return Comparison(pairs, _links(mapping, old, new, before, after))


def _sides(unit: Unit, on: date, kinds: Iterable[str]) -> dict[int, Side]:
    top = Unit.objects.at(on).filter(pk=unit.pk).first()
    if top is None:
        return {}
    figures = members_on(on, top.path)
    rows: Any = Unit.objects.at(on).under(top.path).of_kinds(kinds)
    return {
        key: Side(key, code, name, figures.get(key))
        for key, code, name in rows.order_by().values_list("pk", "code", "name")
    }


def _pair(group: Group, old: Mapping[int, Side], new: Mapping[int, Side]) -> Pair:
    before = tuple(sorted((old[key] for key in group.before), key=lambda side: side.name))
    after = tuple(sorted((new[key] for key in group.after), key=lambda side: side.name))
    return Pair(before, after, group.before != group.after)


def _links(
    mapping: Mapping[int, Shares], old: Mapping[int, Side], new: Mapping[int, Side], before: date, after: date
) -> list[Link]:
    telling = {key: shares for key, shares in mapping.items() if set(shares) != {key}}
    outside = {to for shares in telling.values() for to in shares} - set(new)
    names = {unit.pk: f"{unit.name} ({unit.code})" for unit in Unit.objects.at(after).filter(pk__in=outside)}
    names |= {key: f"{side.name} ({side.code})" for key, side in new.items()}
    rows = Succession.objects.filter(effective_on__gt=before, effective_on__lte=after).order_by("effective_on", "pk")
    bases = {unit: basis for unit, basis in rows.values_list("unit", "basis").iterator() if unit in telling}
    links = []
    for key in sorted(telling, key=lambda key: old[key].name):
        shares = telling[key] or {0: Fraction(1)}
        for to, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
            links.append(Link(old[key], names.get(to, ""), round(float(share * 100), 2), bases.get(key, "")))
    return links
