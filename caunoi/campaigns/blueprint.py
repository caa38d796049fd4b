"""What a draft would become once confirmed, before anything exists: the same value is built, counted and compared. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caunoi.campaigns.drafts import CONTENT_AUDIENCE, Draft, event_key, report_audience
from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.outline import Clause, Outline
from caunoi.campaigns.schedule import OPEN, Span, WaveRule, iso_day, wave_span, window_span

END_OF_WAVE = "end of each wave"  # CONTRACT: reporting.when
TITLE, NAME = 600, 300


@dataclass(frozen=True)
class AnchorPlan:
    event: str
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def key(self) -> str:
        return event_key(self.event)


@dataclass(frozen=True)
class WindowPlan:
    path: str
    wave: int  # ordinal
    position: int
    relation: str
    event: str
    title: str


@dataclass(frozen=True)
class WavePlan:
    path: str
    ordinal: int
    title: str
    start: date | None = None
    end: date | None = None
    start_event: str = ""
    end_event: str = ""

    @property
    def surrounds_one_event(self) -> bool:
        """ "Before, during and after" one event."""
        return bool(self.start_event) and event_key(self.start_event) == event_key(self.end_event)


@dataclass(frozen=True)
class ThemePlan:
    path: str
    title: str


@dataclass(frozen=True)
class ChannelPlan:
    path: str
    title: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class DutyPlan:
    """``audience`` is a key of the draft's audiences; ``window`` the path of the window it belongs to."""

    path: str
    kind: str
    text: str
    audience: str
    wave: int | None = None
    window: str = ""
    report_to: str = ""
    report_via: str = ""
    report_when: str = ""


@dataclass(frozen=True)
class Blueprint:
    clauses: tuple[Clause, ...] = ()
    anchors: tuple[AnchorPlan, ...] = ()
    waves: tuple[WavePlan, ...] = ()
    windows: tuple[WindowPlan, ...] = ()
    themes: tuple[ThemePlan, ...] = ()
    channels: tuple[ChannelPlan, ...] = ()
    duties: tuple[DutyPlan, ...] = ()
    audiences: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def used_audiences(self) -> list[str]:
        """Keys of the audiences that some duty needs, in order of first use."""
        return list(dict.fromkeys(duty.audience for duty in self.duties))


def spans_of(plan: Blueprint) -> tuple[dict[int, Span], dict[tuple[int, int], Span]]:
    """The days of each wave (by ordinal) and of each window (by ordinal and position), as far as they can be worked out."""
    events = {anchor.key: Span(anchor.starts_on, anchor.ends_on) for anchor in plan.anchors}
    waves: dict[int, Span] = {}
    windows: dict[tuple[int, int], Span] = {}
    previous: date | None = None
    for wave in plan.waves:
        parts = [part for part in plan.windows if part.wave == wave.ordinal]
        rule = WaveRule(
            printed=Span(wave.start, wave.end),
            start_event=events.get(event_key(wave.start_event), OPEN),
            end_event=events.get(event_key(wave.end_event), OPEN),
            hangs_on_one=wave.surrounds_one_event,
            relations=frozenset(part.relation for part in parts),
        )
        span = waves[wave.ordinal] = wave_span(rule, previous)
        previous = span.ends_on
        for part in parts:
            event = events.get(event_key(part.event), OPEN)
            windows[wave.ordinal, part.position] = window_span(part.relation, event, span)
    return waves, windows


def shortened(text: str, limit: int) -> str:
    """``text`` cut at a word so that it fits ``limit`` letters, with "…" where something was cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def day(value: Any) -> date | None:
    return iso_day(value) if isinstance(value, str) else None


def blueprint_of(draft: Draft) -> Blueprint:
    outline = Outline(draft["clauses"])
    waves = tuple(_wave(wave, outline) for wave in draft["waves"])
    return Blueprint(
        clauses=tuple(outline.clauses),
        anchors=tuple(
            AnchorPlan(item["event"], day(item["starts_on"]), day(item["ends_on"])) for item in draft["anchors"]
        ),
        waves=waves,
        windows=tuple(_windows(draft, outline)),
        themes=tuple(ThemePlan(path, shortened(outline.text(path), NAME)) for path in draft["themes"]),
        channels=tuple(
            ChannelPlan(item["path"], shortened(outline.text(item["path"]), NAME), tuple(item["kinds"]))
            for item in draft["channels"]
        ),
        duties=(*_content(draft, outline), *_throughout(draft, outline), *_charges(draft, outline), *_reports(draft)),
        audiences=draft["audiences"],
    )


def _wave(wave: dict[str, Any], outline: Outline) -> WavePlan:
    return WavePlan(
        path=wave["path"],
        ordinal=wave["ordinal"],
        title=shortened(wave.get("title") or outline.text(wave["path"]), TITLE),
        start=day(wave.get("start")),
        end=day(wave.get("end")),
        start_event=wave.get("start_event") or "",
        end_event=wave.get("end_event") or "",
    )


def _windows(draft: Draft, outline: Outline) -> Iterator[WindowPlan]:
    for wave in draft["waves"]:
        for position, part in enumerate(wave.get("windows", [])):
            title = shortened(outline.text(part["path"]), TITLE)
            yield WindowPlan(part["path"], wave["ordinal"], position, part["relation"], part["event"], title)


def _content(draft: Draft, outline: Outline) -> Iterator[DutyPlan]:
    tops = frozenset(wave["path"] for wave in draft["waves"])
    for wave in draft["waves"]:
        parts = [path for path in dict.fromkeys(part["path"] for part in wave.get("windows", [])) if path not in tops]
        inner = (tops | frozenset(parts)) - {wave["path"]}
        yield from _asked(outline, wave["path"], inner, wave["ordinal"], "")
        for path in parts:
            yield from _asked(outline, path, (tops | frozenset(parts)) - {path}, wave["ordinal"], path)


def _asked(outline: Outline, path: str, besides: frozenset[str], wave: int, window: str) -> Iterator[DutyPlan]:
    if path not in outline.by_path:
        return
    asked = list(outline.demands(path, besides=besides))
    if not asked and not outline.children(path):  # the heading itself carries the whole content
        asked = [outline.by_path[path]]
    for clause in asked:
        yield DutyPlan(clause.path, DutyKind.CONTENT, clause.text, CONTENT_AUDIENCE, wave, window)


def _throughout(draft: Draft, outline: Outline) -> Iterator[DutyPlan]:
    for path in draft["throughout"]:
        if path in outline.by_path:
            yield DutyPlan(path, DutyKind.CONTENT, outline.text(path), CONTENT_AUDIENCE)


def _charges(draft: Draft, outline: Outline) -> Iterator[DutyPlan]:
    for item in draft["assignments"]:
        for path in item["duty_paths"] or [item["path"]]:
            if path in outline.by_path:
                yield DutyPlan(path, DutyKind.CHARGE, outline.text(path), item["path"])


def _reports(draft: Draft) -> Iterator[DutyPlan]:
    outline = Outline(draft["clauses"])
    for item in draft["reporting"]:
        path = item.get("path") or _last_path(outline)
        if path not in outline.by_path:
            continue
        waves = [wave["ordinal"] for wave in draft["waves"]] if item["when"] == END_OF_WAVE else []
        for wave in waves or [None]:
            yield DutyPlan(
                path,
                DutyKind.REPORT,
                outline.text(path),
                report_audience(item),
                wave,
                report_to=item.get("to") or "",
                report_via=item.get("via") or "",
                report_when=item["when"],
            )


def _last_path(outline: Outline) -> str:
    return outline.clauses[-1].path if outline.clauses else ""
