"""Two blueprints in, the differences out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from caunoi.campaigns.blueprint import Blueprint, DutyPlan, WavePlan, WindowPlan
from caunoi.campaigns.comparison.clauses import ELSEWHERE, likeness, match_clauses
from caunoi.campaigns.comparison.model import Area, Change, Comparison, Difference
from caunoi.campaigns.drafts import event_key
from caunoi.campaigns.outline import Clause


def compare_version(old: Blueprint, new: Blueprint) -> Comparison:
    """The new version of the same paper against the campaign as it runs."""
    pairs = match_clauses(old.clauses, new.clauses)
    waves = _pair(old.waves, new.waves, lambda one, other: pairs.get(other.path) == one.path)
    waves = _pair_rest(old.waves, new.waves, waves, lambda one, other: one.ordinal == other.ordinal)
    renumbered = {other.ordinal: one.ordinal for one, other in waves}
    windows = _pair(old.windows, new.windows, lambda one, other: pairs.get(other.path) == one.path)
    windows = _pair_rest(old.windows, new.windows, windows, lambda a, b: _same_window(a, b, renumbered))
    duties = _pair(old.duties, new.duties, lambda one, other: _same_duty(one, other, pairs, renumbered))
    themes = _pair(old.themes, new.themes, lambda one, other: pairs.get(other.path) == one.path)
    channels = _pair(old.channels, new.channels, lambda one, other: pairs.get(other.path) == one.path)
    differences = (
        *_anchors(old, new),
        *_waves(old.waves, new.waves, waves),
        *_parts(Area.WINDOW, old.windows, new.windows, windows, _window_text),
        *_parts(Area.THEME, old.themes, new.themes, themes, lambda part: part.title),
        *_parts(Area.CHANNEL, old.channels, new.channels, channels, lambda part: f"{part.title} {part.kinds}"),
        *_duties(old, new, duties),
        *_clauses(old.clauses, new.clauses, pairs),
    )
    return Comparison(pairs, differences, tuple(waves), tuple(windows), tuple(duties))


def compare_later(old: Blueprint, new: Blueprint) -> Comparison:
    """A later paper of another body: what it asks beyond the running campaign, and the events it dates otherwise."""
    known = [duty.text for duty in old.duties]
    asked = [duty for duty in new.duties if all(likeness(text, duty.text) < ELSEWHERE for text in known)]
    themes = [one for one in new.themes if all(likeness(two.title, one.title) < ELSEWHERE for two in old.themes)]
    channels = [one for one in new.channels if all(likeness(two.title, one.title) < ELSEWHERE for two in old.channels)]
    dated = [one for one in _anchors(old, new) if one.change == Change.REDATED]
    differences = (
        *dated,
        *(Difference(Area.THEME, Change.ADDED, one.title, new=one, new_text=one.title) for one in themes),
        *(Difference(Area.CHANNEL, Change.ADDED, one.title, new=one, new_text=one.title) for one in channels),
        *(Difference(Area.DUTY, Change.ADDED, one.text, new=one, new_text=one.text) for one in asked),
    )
    return Comparison({}, differences, tuple(_pair(old.waves, new.waves, _same_events)))


def _pair(old: Iterable[Any], new: Iterable[Any], same: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
    return _pair_rest(old, new, [], same)


def _pair_rest(
    old: Iterable[Any], new: Iterable[Any], found: list[tuple[Any, Any]], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """``found`` with pairs added for what is still single on both sides."""
    taken = [one for one, _other in found]
    placed = [other for _one, other in found]
    left = [one for one in old if one not in taken]
    pairs = list(found)
    for other in new:
        match = next((one for one in left if other not in placed and same(one, other)), None)
        if match is not None:
            pairs.append((match, other))
            left.remove(match)
    return pairs


def _same_window(one: WindowPlan, other: WindowPlan, renumbered: dict[int, int]) -> bool:
    return one.wave == renumbered.get(other.wave) and one.relation == other.relation


def _same_duty(one: DutyPlan, other: DutyPlan, pairs: dict[str, str], renumbered: dict[int, int]) -> bool:
    wave = None if other.wave is None else renumbered.get(other.wave, -1)
    if one.kind != other.kind or pairs.get(other.path) != one.path:
        return False
    return one.wave == wave if one.kind == "report" else True  # content may move to another wave; a report may not


def _same_events(one: WavePlan, other: WavePlan) -> bool:
    return bool(other.end_event) and event_key(one.end_event) == event_key(other.end_event)


def _anchors(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    before = {anchor.key: anchor for anchor in old.anchors}
    after = {anchor.key for anchor in new.anchors}
    for anchor in new.anchors:
        there = before.get(anchor.key)
        if there is None:
            yield Difference(Area.ANCHOR, Change.ADDED, anchor.event, new=anchor)
        elif (anchor.starts_on or anchor.ends_on) and (there.starts_on, there.ends_on) != (
            anchor.starts_on,
            anchor.ends_on,
        ):
            yield Difference(Area.ANCHOR, Change.REDATED, anchor.event, there, anchor)
    for anchor in old.anchors:
        if anchor.key not in after:
            yield Difference(Area.ANCHOR, Change.DROPPED, anchor.event, old=anchor)


def _waves(old: Sequence[WavePlan], new: Sequence[WavePlan], pairs: list[tuple[Any, Any]]) -> Iterator[Difference]:
    for one, other in pairs:
        if one.title != other.title or one.ordinal != other.ordinal:
            yield Difference(Area.WAVE, Change.CHANGED, other.title, one, other, one.title, other.title)
        if _bounds(one) != _bounds(other):
            yield Difference(Area.WAVE, Change.REDATED, other.title, one, other)
    yield from _single(Area.WAVE, old, new, pairs, lambda part: part.title)


def _bounds(wave: WavePlan) -> tuple[Any, ...]:
    return wave.start, wave.end, event_key(wave.start_event), event_key(wave.end_event)


def _window_text(window: WindowPlan) -> str:
    return f"{window.title} ({window.relation}: {window.event})"


def _parts(
    area: Area, old: Sequence[Any], new: Sequence[Any], pairs: list[tuple[Any, Any]], text: Callable[[Any], str]
) -> Iterator[Difference]:
    for one, other in pairs:
        if text(one) != text(other):
            yield Difference(area, Change.CHANGED, other.title, one, other, one.title, other.title)
    yield from _single(area, old, new, pairs, lambda part: part.title)


def _single(
    area: Area, old: Sequence[Any], new: Sequence[Any], pairs: list[tuple[Any, Any]], text: Callable[[Any], str]
) -> Iterator[Difference]:
    """What stands on one side only."""
    before, after = [one for one, _other in pairs], [other for _one, other in pairs]
    for other in new:
        if other not in after:
            yield Difference(area, Change.ADDED, text(other), new=other, new_text=text(other))
    for one in old:
        if one not in before:
            yield Difference(area, Change.DROPPED, text(one), old=one, old_text=text(one))


def _duties(old: Blueprint, new: Blueprint, pairs: list[tuple[Any, Any]]) -> Iterator[Difference]:
    for one, other in pairs:
        printed = old.audiences[one.audience]["printed"], new.audiences[other.audience]["printed"]
        if one.text != other.text or printed[0] != printed[1]:
            before, after = (
                f"{text} [{words}]" if words and printed[0] != printed[1] else text
                for text, words in zip((one.text, other.text), printed, strict=True)
            )
            yield Difference(Area.DUTY, Change.CHANGED, other.text, one, other, before, after)
    yield from _single(Area.DUTY, old.duties, new.duties, pairs, lambda part: part.text)


def _clauses(old: Sequence[Clause], new: Sequence[Clause], pairs: dict[str, str]) -> Iterator[Difference]:
    before = {clause.path: clause for clause in old}
    for clause in new:
        path = pairs.get(clause.path)
        if path is None:
            yield Difference(Area.CLAUSE, Change.ADDED, clause.path, new=clause, new_text=clause.text)
        elif before[path].text != clause.text:
            there = before[path]
            yield Difference(Area.CLAUSE, Change.CHANGED, clause.path, there, clause, there.text, clause.text)
        elif path != clause.path:
            yield Difference(Area.CLAUSE, Change.MOVED, clause.path, before[path], clause, new_text=clause.text)
    kept = set(pairs.values())
    for clause in old:
        if clause.path not in kept:
            yield Difference(Area.CLAUSE, Change.DROPPED, clause.path, old=clause, old_text=clause.text)
