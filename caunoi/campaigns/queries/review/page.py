"""Both sides of the review page, its warnings and the days it asks for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caunoi.campaigns.blueprint import Blueprint, blueprint_of, day
from caunoi.campaigns.drafts import Draft, begin_draft, event_key, warning_key
from caunoi.campaigns.enums import Relation
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.outline import Outline
from caunoi.campaigns.queries.audiences import audience_views, reached_units
from caunoi.campaigns.queries.events import Meaning, meanings_of
from caunoi.campaigns.queries.review.facts import wave_name
from caunoi.campaigns.queries.review.lines import Reader
from caunoi.campaigns.queries.review.parts import (
    AnchorView,
    Counts,
    Line,
    PaperClause,
    Review,
    Section,
    WarningView,
)


def read_review(plan_import: PlanImport, *, on: date) -> Review:
    """Everything the review page shows. The number of queries grows with the audiences of the paper alone."""
    draft, unit = plan_import.draft, plan_import.unit
    read = begin_draft(plan_import.reading, classification=draft["classification"])
    blueprint = blueprint_of(draft)
    reader = Reader(draft, read, audience_views(draft, unit, on=on), blueprint)
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


def _paper(reader: Reader, sections: tuple[Section, ...]) -> Iterator[PaperClause]:
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
            waves.append(wave_name(wave))
    return ", ".join(waves)


def open_wave_ends(draft: Draft) -> list[tuple[int, dict[str, Any]]]:
    """Waves that reach beyond their event and whose last day nobody has given, with their index."""
    found = []
    for index, wave in enumerate(draft["waves"]):
        runs_on = any(part["relation"] == Relation.AFTER for part in wave.get("windows", []))
        if not wave.get("end") and (runs_on or not wave.get("end_event")):
            found.append((index, wave))
    return found
