"""The waves of a plan: the periods that its own text calls đợt or giai đoạn."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caunoi.officialdocs.dates import Period, find_period
from caunoi.officialdocs.headings import wave_ordinal, wave_title_end
from caunoi.officialdocs.model import Wave, Window
from caunoi.officialdocs.plan.events import Events
from caunoi.officialdocs.plan.sections import section_of, title_matches
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.tree import Node, Tree
from caunoi.officialdocs.vocabulary import patterns

_FROM_TO = re.compile(r"(?:^|\W)(?:kể\s+)?từ\s+(?P<left>[^:;)]*?)\s(?:cho\s+)?(?:đến|tới)\s(?P<right>[^:;)]*)")
_TO = re.compile(
    r"(?:^|\W)(?:cho\s+)?(?:đến|tới)\s(?:khi\s|hết\s|trước\s|thời điểm\s|ngày\s|lúc\s|hoàn thành\s)*(?P<right>.*)$"
)
_DAYS_AWAY = re.compile(r"(?P<days>\d{1,3})\s+ngày\s+(?:\w+\s+)?(?P<side>trước|sau)(?!\w)")
_ON_THE_DAY = re.compile(r"^(?:đúng\s+|hết\s+)?ngày\s+(?:bầu cử|(?:tổ chức|diễn ra|khai mạc)\s+đại hội)")
_RELATION = re.compile(r"(?<!\w)(trước|trong|sau|kết thúc)(?!\w)")


@dataclass(frozen=True)
class FoundWave:
    """A wave, the clause it stands in and the dates in it that no calendar has."""

    wave: Wave
    node: Node
    impossible: tuple[str, ...] = ()


def find_waves(tree: Tree, events: Events, year: int | None) -> list[FoundWave]:
    """Every wave in reading order; ``year`` is used where a wave's dates name none. A plan without waves has none."""
    titles = _best_group(list(_candidates(tree)))
    return [_read_wave(ordinal, node, events, year) for ordinal, node in titles]


def _candidates(tree: Tree) -> Iterator[tuple[int, Node]]:
    for node in tree.nodes():
        text = re.sub(r"^\d{1,2}\s*\|\s*", "", node.text) if node.is_row else node.text
        text = re.sub(r"^\|\s*", "", text)
        if title_matches(section_of(node), "organization") and not node.children and not node.is_row:
            continue
        ordinal = wave_ordinal(text)
        if ordinal:
            yield ordinal, node
        elif patterns("waves", "unnumbered").search(fold(text)) and find_period(text).start:
            yield 0, node


def _best_group(found: list[tuple[int, Node]]) -> list[tuple[int, Node]]:
    """Waves stand side by side under one parent; a plan that names them again elsewhere does not have them twice."""
    groups: dict[int, list[tuple[int, Node]]] = {}
    for ordinal, node in found:
        groups.setdefault(id(node.parent), []).append((ordinal, node))
    ranked = sorted(groups.values(), key=_weight, reverse=True)
    if not ranked:
        return []
    best = list(ranked[0])
    for group in ranked[1:]:
        known = {ordinal for ordinal, _node in best}
        best += [(ordinal, node) for ordinal, node in group if ordinal and ordinal not in known and node.children]
    order = {id(node): place for place, (_ordinal, node) in enumerate(found)}
    best.sort(key=lambda item: order[id(item[1])])
    return [(ordinal or place, node) for place, (ordinal, node) in enumerate(best, 1)]


def _weight(group: Sequence[tuple[int, Node]]) -> tuple[int, int]:
    """How much a group looks like the plan's waves: dated, with content below, numbered from one."""
    dated = sum(find_period(node.text).end is not None for _ordinal, node in group)
    holding = sum(bool(node.children) for _ordinal, node in group)
    starts = any(ordinal == 1 for ordinal, _node in group)
    title = group[0][1].parent
    reporting = bool(title and title.parent and patterns("waves", "not_sections").search(fold(title.text)))
    return (0 if reporting else 1) + (1 if starts else 0), 2 * dated + 2 * holding + len(group)


def _read_wave(ordinal: int, node: Node, events: Events, year: int | None) -> FoundWave:
    title = node.text[wave_title_end(node.text) :] if not node.is_row else node.text
    period = find_period(title, year)
    if period == Period():
        period = _period_below(node, year)
    start_event, end_event = _bounds(title, events)
    period = _with_event_days(period, title, events)
    if start_event is None and end_event is None and period == Period():
        start_event, end_event = _bounds_below(node, events)
    windows = tuple(_windows(node, events, [end_event, start_event]))
    wave = Wave(ordinal, node.path, period.start, period.end, start_event, end_event, windows)
    return FoundWave(wave, node, period.impossible)


def _with_event_days(period: Period, title: str, events: Events) -> Period:
    """Ends given by counting from an event ("95 ngày trước ngày bầu cử") or by its very day ("từ ngày bầu cử")."""
    span = _FROM_TO.search(fold(title, squeeze=False))
    if span is None:
        return period
    left, right = (title[slice(*span.span(side))] for side in ("left", "right"))
    start = period.start if find_period(left).start or find_period(left).end else None
    return replace(
        period, start=start or _event_day(left, events) or period.start, end=_event_end(right, period, events)
    )


def _event_end(right: str, period: Period, events: Events) -> date | None:
    return _event_day(right, events) or period.end


def _event_day(text: str, events: Events) -> date | None:
    """The day an event and the words before it make out; nothing when they only say before or after."""
    folded = fold(text, squeeze=False)
    count = _DAYS_AWAY.search(folded)
    on_the_day = _ON_THE_DAY.match(folded)
    name = events.find(text)
    held = events.held_on(name) if name and (count or on_the_day) else None
    if held and count:
        days = timedelta(days=int(count["days"]))
        return held - days if count["side"] == "trước" else held + days
    return held


def _time_lines(node: Node) -> Iterable[str]:
    """Clauses right below a wave that say when it is ("- Thời gian: từ …")."""
    return (child.text for child in node.children[:3] if patterns("waves", "time_of_wave").search(fold(child.text)))


def _period_below(node: Node, year: int | None) -> Period:
    found = (find_period(text, year) for text in _time_lines(node))
    return next((period for period in found if period != Period()), Period())


def _bounds_below(node: Node, events: Events) -> tuple[str | None, str | None]:
    found = (_bounds(text, events) for text in _time_lines(node))
    return next((bounds for bounds in found if bounds != (None, None)), (None, None))


def _bounds(title: str, events: Events) -> tuple[str | None, str | None]:
    """The events at which a wave begins and ends, as its title relates them to it."""
    folded = fold(title, squeeze=False)
    if patterns("waves", "all_relations").search(folded):
        event = events.find(title)
        return event, event
    span = _FROM_TO.search(folded)
    if span:
        return events.find(title[slice(*span.span("left"))]), events.find(title[slice(*span.span("right"))])
    until = _TO.search(folded)
    if until and events.find(title[slice(*until.span("right"))]):
        return None, events.find(title[slice(*until.span("right"))])
    return _bounds_by_relation(title, events)


def _bounds_by_relation(title: str, events: Events) -> tuple[str | None, str | None]:
    relation = _RELATION.search(fold(title, squeeze=False))
    event = events.find(title[relation.end() :]) if relation else None
    if relation is None or event is None:
        return None, None
    return {"trước": (None, event), "trong": (event, event)}.get(relation[1], (event, None))


def _windows(node: Node, events: Events, known: Sequence[str | None]) -> Iterator[Window]:
    """The clauses right below a wave that stand before, during or after its event."""
    bounds = [event for event in known if event]
    for child in node.children:
        relation = _relation(child)
        if relation is None:
            continue
        named = events.find(re.split(r"[:.]", child.text, maxsplit=1)[0])
        event = next((bound for bound in bounds if named and events.same(named, bound)), named)
        event = event or (bounds[0] if bounds else None)
        if event:
            yield Window(child.path, relation, event)


def _relation(node: Node) -> str | None:
    folded = fold(node.text)
    if patterns("waves", "all_relations").search(folded):
        return None
    lead = patterns("waves", "window_lead").match(folded) if node.is_heading else None
    rest = folded[lead.end() :].lstrip() if lead else folded
    for relation in ("before", "during", "after"):
        if patterns("waves", f"window_{relation}").match(rest) and _speaks_of_event(rest):
            return relation
    return None


def _speaks_of_event(folded: str) -> bool:
    return re.match(r"^(?:\w+\s+){0,6}?(?:đại hội|bầu cử|thời gian diễn ra)", folded) is not None
