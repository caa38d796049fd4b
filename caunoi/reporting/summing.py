"""How values add up: what one filing gives to every unit above it. The sums of a whole tree at once: ``tree_sums``.

Values are counts, never below nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from caunoi.reporting.enums import COUNTED, Aggregation, FilingState
from caunoi.reporting.models import BranchTotal, Filing
from caunoi.reporting.packing import unpack

COUNTS = ("asked", "sent", "approved", "in_time", "excused")


@dataclass(frozen=True)
class Contribution:
    """What a filing gives to the sums above it. Its values only while it counts; who is excused and files all the same is
    asked like everybody."""

    values: Mapping[int, int] = field(default_factory=dict)
    asked: int = 0
    sent: int = 0
    approved: int = 0
    in_time: int = 0
    excused: int = 0


def contribution_of(filing: Filing) -> Contribution:
    counts = filing.state in COUNTED
    sent_on, due_on = filing.first_sent_on, filing.due_on
    free = bool(filing.excused_reason) and not counts
    return Contribution(
        values=unpack(filing.values) if counts else {},
        asked=int(not free),
        sent=int(counts),
        approved=int(filing.state == FilingState.APPROVED),
        in_time=int(counts and (due_on is None or (sent_on is not None and sent_on <= due_on))),
        excused=int(free),
    )


def of_an_ended_unit(given: Contribution, rules: Mapping[int, str]) -> Contribution:
    """What ``given`` still gives when its unit no longer stands: all but stocks. Who holds these now states them."""
    stocks = {slot for slot, rule in rules.items() if rule == Aggregation.LAST}
    return replace(given, values={slot: value for slot, value in given.values.items() if slot not in stocks})


@dataclass
class Total:
    """The sums below one unit: ``values`` and ``stated`` by slot; a slot that nobody states is in neither."""

    values: dict[int, int] = field(default_factory=dict)
    stated: dict[int, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))


def total_of(row: BranchTotal) -> Total:
    return Total(unpack(row.values), unpack(row.stated), {name: getattr(row, name) for name in COUNTS})


def join(rule: str, one: int, other: int) -> int:
    """Two values of a line as one."""
    if rule == Aggregation.MAXIMUM:
        return max(one, other)
    return one | other if rule == Aggregation.DISTINCT else one + other


def change(total: Total, before: Contribution, after: Contribution, rules: Mapping[int, str]) -> list[int]:
    """Bring ``total`` from ``before`` to ``after``; the slots of it that must be counted anew, because a maximum or a set may
    have become smaller."""
    for name in COUNTS:
        total.counts[name] += getattr(after, name) - getattr(before, name)
    again = []
    for slot in sorted(before.values.keys() | after.values.keys()):
        old, new = before.values.get(slot), after.values.get(slot)
        known = total.stated.pop(slot, 0) + (new is not None) - (old is not None)
        held = total.values.pop(slot, None)
        if not known:
            continue
        total.stated[slot] = known
        rule = rules.get(slot, Aggregation.SUM)
        if rule in (Aggregation.MAXIMUM, Aggregation.DISTINCT):
            total.values[slot] = _joined(rule, held, new)
            if old is not None and old != new:
                again.append(slot)
        else:
            total.values[slot] = (held or 0) + (new or 0) - (old or 0)
    return again


def _joined(rule: str, held: int | None, new: int | None) -> int:
    known = [value for value in (held, new) if value is not None]
    return known[0] if len(known) == 1 else join(rule, *known)
