"""Every figure and sentence that a report prints, noted with what stands behind it while the report is put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from caunoi.officialdocs.report import Cell, Span
from caunoi.reporting.enums import SourceKind
from caunoi.reporting.models import ReportSentence
from caunoi.reporting.queries.totals import Cell as FigureCell
from caunoi.reporting.wave_report import tags
from caunoi.reporting.wave_report.phrases import number, percent

STATED = "st"


@dataclass(frozen=True)
class Mark:
    """As ``ReportSource``: what is behind a tag, and the text that is printed for it."""

    tag: str
    kind: str
    text: str
    code: str = ""
    scope: str = ""
    unit_key: int | None = None
    value: int | None = None
    whole: int | None = None
    sources: list[dict[str, Any]] = field(default_factory=list)


class Marks:
    """By tag; a tag that is printed twice is noted once."""

    def __init__(self) -> None:
        self.found: dict[str, Mark] = {}

    def note(self, mark: Mark) -> Span:
        self.found[mark.tag] = mark
        return Span(mark.text, mark.tag)

    def cell(self, mark: Mark, *, bold: bool = False) -> Cell:
        span = self.note(mark)
        return Cell(span.text, span.tag, "right", bold)

    def figure(self, row: FigureCell, scope: str = tags.TOGETHER) -> Mark:
        value = {tags.OWN: row.own, tags.BELOW: row.below, tags.TOGETHER: row.together}[scope]
        tag = tags.figure_tag(row.line.slot, scope)
        return Mark(tag, SourceKind.FIGURE, number(value), row.line.code, scope, value=value)

    def child_figure(self, unit: int, slot: int, code: str, value: int | None) -> Mark:
        tag = tags.child_tag(unit, slot)
        return Mark(tag, SourceKind.FIGURE, number(value), code, tags.CHILD, unit_key=unit, value=value)

    def share(self, code: str, numerator: FigureCell, denominator: FigureCell) -> Mark | None:
        """None where there is nothing to divide, or by."""
        part, whole = numerator.together, denominator.together
        if part is None or not whole:
            return None
        tag = tags.share_tag(numerator.line.slot, denominator.line.slot)
        text = percent(part, whole)
        return Mark(tag, SourceKind.SHARE, text, code, tags.TOGETHER, value=part, whole=whole)

    def stated(self, cell: FigureCell) -> Mark:
        """How many units state the line."""
        return self.count(f"{STATED}{cell.line.slot}", cell.stated_together)

    def count(self, name: str, value: int, unit: int | None = None) -> Mark:
        scope = tags.BELOW if unit is None else tags.CHILD
        tag = tags.count_tag(name, unit)
        return Mark(tag, SourceKind.COUNT, number(value), name, scope, unit_key=unit, value=value)

    def count_share(self, name: str, part: int, whole: int, unit: int | None = None) -> Mark:
        tag = tags.count_tag(f"{name}_share", unit)
        scope = tags.BELOW if unit is None else tags.CHILD
        return Mark(tag, SourceKind.COUNT, percent(part, whole), name, scope, unit_key=unit, value=part, whole=whole)

    def sentence(self, row: ReportSentence, text: str) -> Mark:
        tag = tags.sentence_tag(row.pk)
        return Mark(tag, SourceKind.SENTENCE, text, row.section, sources=row.sources, value=row.units)

    def sayers(self, row: ReportSentence) -> Mark:
        tag = tags.sayers_tag(row.pk)
        return Mark(tag, SourceKind.SENTENCE, number(row.units), row.section, sources=row.sources, value=row.units)

    def obstacle(self, key: int, text: str, unit: int) -> Mark:
        return Mark(tags.obstacle_tag(key), SourceKind.OBSTACLE, text, unit_key=unit, value=key)

    def all(self) -> Sequence[Mark]:
        return list(self.found.values())
