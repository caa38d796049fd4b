"""The review screen's two sides: the paper clause by clause, and what was read of it, each line tied to its clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caunoi.campaigns.blueprint import (
    END_OF_WAVE,
    Blueprint,
    WavePlan,
    blueprint_of,
    day,
    shortened,
    spans_of,
)
from caunoi.campaigns.corrections import differs_from_reading
from caunoi.campaigns.drafts import Draft, begin_draft, event_key, report_audience, warning_key
from caunoi.campaigns.enums import ChannelKind, Classification, Relation
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.outline import Clause, Outline
from caunoi.campaigns.queries.audiences import AudienceView, audience_views, reached_units
from caunoi.campaigns.queries.events import Meaning, meanings_of
from caunoi.campaigns.schedule import Span, iso_day

TITLE = 180


INDEXED = ("wave", "window", "channel", "assignment", "reporting", "basis")


def slug_of(kind: str, key: str) -> str:
    """Part of an element's id."""
    return "-".join(filter(None, [kind, key.replace(".", "-").replace(":", "-")]))


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_missing: bool = False


@dataclass(frozen=True)
class Line:
    """One thing that was read. ``position`` is its clause; ``changed`` says it is no longer as read."""

    kind: str
    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    position: int | None = None
    changed: bool = False
    removable: bool = True
    editable: bool = True
    audience: AudienceView | None = None
    nested: tuple["Line", ...] = ()
    duties: tuple[Clause, ...] = ()

    @property
    def spot(self) -> str:
        """Where on the paper it stands: a clause, the letterhead, the end; "" when nobody can tell."""
        if self.position is not None:
            return str(self.position)
        return {"header": "head", "basis": "head", "recipients": "tail", "signature": "tail"}.get(self.kind, "")

    @property
    def slug(self) -> str:
        return slug_of(self.kind, self.key if self.position is None or self.kind in INDEXED else str(self.position))


@dataclass(frozen=True)
class Section:
    """``adds`` is the kind of line that may be added; ``restores`` the kind whose whole list may be put back as read."""

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    adds: str = ""
    add_label: str = ""
    restores: str = ""
    changed: bool = False


@dataclass(frozen=True)
class PaperClause:
    clause: Clause
    is_heading: bool
    lines: tuple[Line, ...]
    changed: bool

    @property
    def level(self) -> int:
        return min(self.clause.depth, 4)


@dataclass(frozen=True)
class WarningView:
    key: str
    message: str
    position: int | None
    is_seen: bool


@dataclass(frozen=True)
class AnchorView:
    """An event that the paper leaves to others, and what hangs on its days."""

    index: int
    event: str
    starts_on: date | None
    ends_on: date | None
    hangs: str
    meaning: Meaning | None

    @property
    def is_open(self) -> bool:
        return self.starts_on is None and self.ends_on is None


@dataclass(frozen=True)
class Counts:
    """What confirming would create."""

    clauses: int
    waves: int
    windows: int
    themes: int
    channels: int
    duties: int
    units: int


@dataclass(frozen=True)
class Review:
    """Both sides of the page. ``blueprint`` is what confirming would make."""

    sections: tuple[Section, ...]
    paper: tuple[PaperClause, ...]
    warnings: tuple[WarningView, ...]
    anchors: tuple[AnchorView, ...]
    counts: Counts
    issued_on: date | None
    blueprint: Blueprint = field(repr=False)

    @property
    def open_anchors(self) -> int:
        return sum(anchor.is_open for anchor in self.anchors)

    @property
    def unseen_warnings(self) -> int:
        return sum(not warning.is_seen for warning in self.warnings)


def read_review(plan_import: PlanImport, *, on: date) -> Review:
    """Everything the review page shows. The number of queries grows with the audiences of the paper alone."""
    draft, unit = plan_import.draft, plan_import.unit
    read = begin_draft(plan_import.reading, classification=draft["classification"])
    blueprint = blueprint_of(draft)
    reader = _Reader(draft, read, audience_views(draft, unit, on=on), blueprint)
    sections = tuple(reader.sections())
    return Review(
        sections=sections,
        paper=tuple(_paper(reader, sections)),
        warnings=tuple(_warnings(draft, reader.outline)),
        anchors=tuple(_anchors(draft, meanings_of(draft, unit, on=on))),
        counts=_counts(blueprint, draft, plan_import, on=on),
        issued_on=day(draft["header"]["date"]),
        blueprint=blueprint,
    )


def _counts(blueprint: Blueprint, draft: Draft, plan_import: PlanImport, *, on: date) -> Counts:
    return Counts(
        clauses=len(blueprint.clauses),
        waves=len(blueprint.waves),
        windows=len(blueprint.windows),
        themes=len(blueprint.themes),
        channels=len(blueprint.channels),
        duties=len(blueprint.duties),
        units=reached_units(draft, blueprint.used_audiences, plan_import.unit, on=on),
    )


class _Reader:
    """Lines of each section from a draft."""

    def __init__(self, draft: Draft, read: Draft, audiences: Mapping[str, AudienceView], blueprint: Blueprint) -> None:
        self.draft, self.read, self.audiences, self.blueprint = draft, read, audiences, blueprint
        self.wave_spans, self.window_spans = spans_of(blueprint)
        self.outline = Outline(draft["clauses"])

    def at(self, path: str) -> int | None:
        clause = self.outline.by_path.get(path)
        return clause.position if clause else None

    def sections(self) -> Iterator[Section]:
        yield self._one("header", _("Paper"), self._header())
        yield self._list("basis", "bases", _("Rests on"), tuple(self._bases()), _("Add a paper"))
        yield self._list("wave", "waves", _("Waves"), tuple(self._waves()), _("Add a wave"))
        yield self._list("throughout", "throughout", _("In every wave"), self._marked("throughout"), _("Add a duty"))
        yield self._list("theme", "themes", _("Themes"), self._marked("theme"), _("Add a theme"))
        yield self._list("channel", "channels", _("Channels"), tuple(self._channels()), _("Add a channel"))
        yield self._list("assignment", "assignments", _("Assignments"), tuple(self._charges()), _("Add an assignment"))
        yield self._list("reporting", "reporting", _("Reporting"), tuple(self._reports()), _("Add a report"))
        yield self._one("slogans", _("Slogans"), self._lines("slogans"))
        yield self._one("recipients", _("Recipients"), self._lines("recipients"))
        yield self._one("signature", _("Signature"), self._signature())

    def _one(self, kind: str, title: str, line: Line) -> Section:
        return Section(kind, title, (line,), restores=kind, changed=line.changed)

    def _list(self, kind: str, name: str, title: str, lines: tuple[Line, ...], add_label: str) -> Section:
        changed = self.draft[name] != self.read[name]
        empty = _("The paper names none.")
        return Section(kind, title, lines, empty, kind, add_label, kind, changed)

    def _header(self) -> Line:
        header = self.draft["header"]
        term = header.get("term")
        facts = (
            _fact(_("Number"), header["number"]),
            _fact(_("Date"), _day(header["date"])),
            _fact(_("Place"), header["place"]),
            _fact(_("Issuer"), header["issuer"]),
            _fact(_("Term"), f"{term[0]} – {term[1]}" if term else ""),
            _fact(_("Circulation"), str(Classification(self.draft["classification"]).label)),
        )
        title = " · ".join(filter(None, [header["kind"], header["subject"]])) or _("No title was read")
        changed = header != self.read["header"]
        return Line("header", "", title, facts, changed=changed, removable=False)

    def _bases(self) -> Iterator[Line]:
        for index, basis in enumerate(self.draft["bases"]):
            title = " ".join(filter(None, [basis["kind"], basis["number"]])) or _("Paper without a number")
            changed = basis not in self.read["bases"]
            yield Line("basis", str(index), title, (_fact(_("Date"), _day(basis["date"])),), changed=changed)

    def _waves(self) -> Iterator[Line]:
        for index, wave in enumerate(self.draft["waves"]):
            yield Line(
                "wave",
                str(index),
                shortened(wave.get("title") or self.outline.text(wave["path"]), TITLE) or _wave_name(wave),
                _bounds(self.blueprint.waves[index], self.wave_spans[wave["ordinal"]]),
                self.at(wave["path"]),
                differs_from_reading(wave, self.read["waves"], index),
                nested=tuple(self._windows(index, wave)),
            )

    def _windows(self, wave_index: int, wave: dict[str, Any]) -> Iterator[Line]:
        read: list[dict[str, Any]] = next(
            (one.get("windows", []) for one in self.read["waves"] if one["path"] == wave["path"]), []
        )
        for index, part in enumerate(wave.get("windows", [])):
            yield Line(
                "window",
                f"{wave_index}.{index}",
                shortened(self.outline.text(part["path"]), TITLE),
                (
                    Fact(str(Relation(part["relation"]).label), part["event"]),
                    _days(self.window_spans[wave["ordinal"], index]),
                ),
                self.at(part["path"]),
                part not in read,
            )

    def _marked(self, kind: str) -> tuple[Line, ...]:
        paths = self.draft["themes" if kind == "theme" else kind]
        read = self.read["themes" if kind == "theme" else kind]
        return tuple(
            Line(
                kind,
                path,
                shortened(self.outline.text(path), TITLE),
                (),
                self.at(path),
                path not in read,
                editable=False,
            )
            for path in paths
        )

    def _channels(self) -> Iterator[Line]:
        for index, channel in enumerate(self.draft["channels"]):
            kinds = ", ".join(str(ChannelKind(kind).label) for kind in channel["kinds"])
            yield Line(
                "channel",
                str(index),
                shortened(self.outline.text(channel["path"]), TITLE),
                (_fact(_("Kinds"), kinds),),
                self.at(channel["path"]),
                differs_from_reading(channel, self.read["channels"], index),
            )

    def _charges(self) -> Iterator[Line]:
        for index, item in enumerate(self.draft["assignments"]):
            duties = [self.outline.by_path[path] for path in item["duty_paths"] if path in self.outline.by_path]
            yield Line(
                "assignment",
                str(index),
                "; ".join(item["units"]) or self.outline.text(item["path"]),
                (),
                self.at(item["path"]),
                differs_from_reading(item, self.read["assignments"], index),
                audience=self.audiences.get(item["path"]),
                duties=tuple(duties),
            )

    def _reports(self) -> Iterator[Line]:
        for index, item in enumerate(self.draft["reporting"]):
            facts = (_fact(_("Sent to"), item.get("to")), _fact(_("Through"), item.get("via")))
            yield Line(
                "reporting",
                str(index),
                report_time(item["when"]),
                facts,
                self.at(item.get("path") or ""),
                differs_from_reading(item, self.read["reporting"], index),
                audience=self.audiences.get(report_audience(item)),
            )

    def _lines(self, kind: str) -> Line:
        facts = tuple(Fact("", line) for line in self.draft[kind])
        title = "" if facts else _("The paper names none.")
        return Line(kind, "", title, facts, changed=self.draft[kind] != self.read[kind], removable=False)

    def _signature(self) -> Line:
        signature = self.draft["signature"]
        facts = (
            _fact(_("Authority"), signature["authority"]),
            _fact(_("Position"), signature["title"]),
            _fact(_("Name"), signature["name"]),
        )
        return Line("signature", "", "", facts, changed=signature != self.read["signature"], removable=False)


def report_time(when: str) -> str:
    """When a report is due, in words."""
    if when == END_OF_WAVE:
        return _("At the end of each wave")
    if not when:
        return _("No time given")
    on = iso_day(when)
    return _("By %(day)s") % {"day": _day(when)} if on else when


def _wave_name(wave: dict[str, Any]) -> str:
    return _("Wave %(ordinal)s") % {"ordinal": wave["ordinal"]}


def _fact(label: str, value: Any) -> Fact:
    return Fact(label, str(value) if value else _("not printed"), not value)


def _day(value: str | None) -> str:
    on = day(value)
    return date_format(on, "d/m/Y") if on else ""


def _bounds(wave: WavePlan, span: Span) -> tuple[Fact, ...]:
    """What bounds the wave, and the days that gives."""
    hung: list[Fact] = []
    if wave.surrounds_one_event:
        hung = [Fact(_("Around"), wave.end_event)]
    else:
        if wave.start_event and not wave.start:
            hung.append(Fact(_("After"), wave.start_event))
        if wave.end_event and not wave.end:
            hung.append(Fact(_("Until"), wave.end_event))
    return (*hung, _days(span))


def _days(span: Span) -> Fact:
    first, last = (date_format(on, "d/m/Y") if on else "…" for on in (span.starts_on, span.ends_on))
    is_missing = span.starts_on is None or span.ends_on is None
    return Fact(_("Days"), _("no date") if first == last == "…" else f"{first} – {last}", is_missing)


def _paper(reader: _Reader, sections: tuple[Section, ...]) -> Iterator[PaperClause]:
    tied: dict[int, list[Line]] = {}
    for section in sections:
        for line in section.lines:
            for one in (line, *line.nested):
                if one.position is not None:
                    tied.setdefault(one.position, []).append(one)
    read = Outline(reader.read["clauses"])
    for clause in reader.outline.clauses:
        changed = clause.text != read.text(clause.path)
        heading = reader.outline.is_heading(clause) or clause.depth == 0
        yield PaperClause(clause, heading, tuple(tied.get(clause.position, ())), changed)


def _warnings(draft: Draft, outline: Outline) -> Iterator[WarningView]:
    for warning in draft["warnings"]:
        clause = outline.by_path.get(warning["path"])
        key = warning_key(warning)
        yield WarningView(key, warning["message"], clause.position if clause else None, key in draft["seen"])


def _anchors(draft: Draft, meanings: Mapping[str, Meaning]) -> Iterator[AnchorView]:
    for index, anchor in enumerate(draft["anchors"]):
        event = anchor["event"]
        yield AnchorView(
            index, event, day(anchor["starts_on"]), day(anchor["ends_on"]), _hangs(draft, event), meanings.get(event)
        )


def _hangs(draft: Draft, event: str) -> str:
    """The waves whose days follow this event, in words."""
    key = event_key(event)
    waves = []
    for wave in draft["waves"]:
        named = [wave.get("start_event"), wave.get("end_event"), *(part["event"] for part in wave.get("windows", []))]
        if any(one and event_key(one) == key for one in named):
            waves.append(_wave_name(wave))
    return ", ".join(waves)


def open_wave_ends(draft: Draft) -> list[tuple[int, dict[str, Any]]]:
    """Waves that reach beyond their event and whose last day nobody has given, with their index."""
    found = []
    for index, wave in enumerate(draft["waves"]):
        runs_on = any(part["relation"] == Relation.AFTER for part in wave.get("windows", []))
        if not wave.get("end") and (runs_on or not wave.get("end_event")):
            found.append((index, wave))
    return found
