"""Two dates on a common base: what became of each unit, in shares, and the smallest groups that can be compared.

Successions alone tell it. A unit that merged goes whole into its successor; one that split goes by the shares of its
members; one that ended without a successor goes nowhere. Units that only moved, or are called otherwise, are themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from caunoi.orgs.models import Succession, Unit

Shares = dict[int, Fraction]
WHOLE = Fraction(1)


@dataclass(frozen=True)
class Group:
    """Units of the first day and what they became on the second: no member crosses its border by a succession."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def mapping_between(before: date, after: date, units: Iterable[int] | None = None) -> dict[int, Shares]:
    """Unit standing on the first day → units standing on the second, with shares that come to 1; {} where it went nowhere.

    ``units`` keeps to these; None: all that stand on the first day. Three queries. ``before`` must not be later than ``after``.
    """
    keys = set(Unit.objects.at(before).values_list("pk", flat=True)) if units is None else set(units)
    closed = Unit.objects.filter(closed_on__gt=before, closed_on__lte=after)
    ended: dict[int, date] = {unit: day for unit, day in closed.values_list("pk", "closed_on").iterator() if day}
    steps: dict[int, list[tuple[date, int | None, Fraction]]] = defaultdict(list)
    rows = Succession.objects.filter(effective_on__gt=before, effective_on__lte=after).order_by("effective_on", "pk")
    for unit, successor, day, part, whole in rows.values_list("unit", "successor", "effective_on", "part", "whole"):
        steps[unit].append((day, successor, Fraction(part, whole)))
    known: dict[int, dict[date, Shares]] = {}
    return {key: _became(key, before, steps, ended, known) for key in sorted(keys)}


def _became(
    key: int,
    since: date,
    steps: Mapping[int, list[tuple[date, int | None, Fraction]]],
    ended: Mapping[int, date],
    known: dict[int, dict[date, Shares]],
) -> Shares:
    """What a unit that stands on ``since`` (after what happened that day) is in the end."""
    if since in known.get(key, {}):
        return known[key][since]
    found: Shares = defaultdict(Fraction)
    left = WHOLE
    for day, given in _by_day(steps.get(key, ()), since):
        shares = _fair(given, ends=ended.get(key) == day)
        for successor, share in shares.items():
            for final, part in _became(successor, day, steps, ended, known).items():
                found[final] += left * share * part
        left *= 1 - sum(shares.values(), Fraction())
    if left and key not in ended:
        found[key] += left
    known.setdefault(key, {})[since] = dict(found)
    return known[key][since]


def _by_day(
    rows: Iterable[tuple[date, int | None, Fraction]], since: date
) -> Iterable[tuple[date, list[tuple[int, Fraction]]]]:
    days: dict[date, list[tuple[int, Fraction]]] = defaultdict(list)
    for day, successor, share in rows:
        if day > since and successor is not None:
            days[day].append((successor, share))
    return sorted(days.items())


def _fair(given: list[tuple[int, Fraction]], *, ends: bool) -> Shares:
    """Shares of one day. Where the unit ends they come to the whole: a split recorded without shares counts in equal parts."""
    total = sum((share for _successor, share in given), Fraction())
    scale = 1 / total if ends or total > 1 else WHOLE
    shares: Shares = defaultdict(Fraction)
    for successor, share in given:
        shares[successor] += share * scale
    return shares


def common_base(mapping: Mapping[int, Shares], after: Iterable[int]) -> list[Group]:
    """The smallest groups of units that can be compared: connected by shares. ``after``: those standing on the second day.

    A unit that went nowhere, and one that came from nowhere, is a group of its own.
    """
    heads: dict[tuple[str, int], tuple[str, int]] = {}

    def head(item: tuple[str, int]) -> tuple[str, int]:
        while heads.setdefault(item, item) != item:
            heads[item] = heads[heads[item]]
            item = heads[item]
        return item

    wanted = set(after)
    for unit, shares in mapping.items():
        own = head(("before", unit))
        for successor in shares:
            if successor in wanted:
                heads[head(("after", successor))] = own
                own = head(own)
    for unit in wanted:
        head(("after", unit))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, unit in list(heads):
        groups[head((side, unit))][side == "after"].append(unit)
    found = [Group(tuple(sorted(old)), tuple(sorted(new))) for old, new in groups.values()]
    return sorted(found, key=lambda group: (group.before or (1 << 62,), group.after))


def carry_over(figures: Mapping[int, int], mapping: Mapping[int, Shares]) -> dict[int, Fraction]:
    """Figures of the first day as the units of the second would have had them; what went nowhere is left out."""
    carried: dict[int, Fraction] = defaultdict(Fraction)
    for unit, figure in figures.items():
        for successor, share in mapping.get(unit, {}).items():
            carried[successor] += figure * share
    return dict(carried)
