"""What a report is written from, read at once: the sums, the children, who has not reported, obstacles, sentences."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from caunoi.campaigns.queries.obstacles import OpenObstacle, open_obstacles
from caunoi.orgs.enums import GRASSROOTS_KINDS, UnitKind
from caunoi.orgs.models import Unit
from caunoi.reporting.form_lines import FormSection, sections_of
from caunoi.reporting.models import Filing, ReportForm, ReportSentence, WaveReport
from caunoi.reporting.queries.prefill import last_day
from caunoi.reporting.queries.totals import BranchTable, Cell, ChildRow, branch_table, children_table


@dataclass(frozen=True)
class Facts:
    """``unit`` and ``parent`` as they stood on ``on``; ``until``: the last day the report counts; ``children``: those below
    which, or by which, anything was to be reported. ``missing``, ``excused`` are of all the branch below the unit."""

    report: WaveReport
    unit: Unit
    parent: Unit | None
    on: date
    until: date
    table: BranchTable
    children: tuple[ChildRow, ...]
    missing: tuple[Unit, ...]
    excused: dict[str, int]
    obstacles: tuple[OpenObstacle, ...]
    sections: tuple[FormSection, ...]
    sentences: tuple[ReportSentence, ...]
    names: dict[int, str]
    own_waits: bool

    @property
    def is_alone(self) -> bool:
        """Nothing below the unit was asked for a report."""
        return not (self.table.counts["asked"] or self.table.counts["excused"])

    @property
    def cells(self) -> dict[str, Cell]:
        return {cell.line.code: cell for cell in self.table.cells}

    def taken(self, section: str) -> list[ReportSentence]:
        return [row for row in self.sentences if row.section == section and row.is_taken]

    def waiting(self, section: str) -> int:
        return sum(row.section == section and row.state == "proposed" for row in self.sentences)


def standing_unit(unit_id: int, on: date) -> Unit | None:
    return Unit.objects.at(on).filter(pk=unit_id).first()


def latest_sections(form: ReportForm) -> list[FormSection]:
    published = form.versions.filter(published_at__isnull=False).order_by("-number").first()
    version = published or form.versions.order_by("number").first()
    return sections_of(version) if version else []


def day_of(report: WaveReport, today: date) -> date:
    """The day in whose tree the report is read: today, or the last one it was written on where the unit stands no more."""
    if standing_unit(report.unit_id, today):
        return today
    last = report.editions.order_by("-revision").values_list("written_at", flat=True).first()
    return timezone.localdate(last or report.made_at)


def gather(report: WaveReport, *, on: date) -> Facts:
    """``on``: a day on which the unit stands (``day_of``). About fifteen queries, however large the branch."""
    form, unit = report.form, standing_unit(report.unit_id, on)
    if unit is None:
        message = f"unit {report.unit_id} does not stand on {on}"
        raise ValueError(message)
    below = Unit.objects.at(on).below(unit.path)
    filings = Filing.objects.filter(form=form, unit__in=below.values("pk"))
    missing = below.filter(pk__in=filings.missing().values("unit")).in_tree_order()
    reasons: Any = filings.exclude(excused_reason="").values_list("excused_reason", flat=True)
    sentences = tuple(report.sentences.filter(gone_at__isnull=True))
    return Facts(
        report=report,
        unit=unit,
        parent=standing_unit(unit.parent_id, on) if unit.parent_id else None,
        on=on,
        until=last_day(form, on),
        table=branch_table(form, unit),
        children=tuple(children_of(form, unit, on)),
        missing=tuple(missing),
        excused=dict(Counter(reasons).most_common()),
        obstacles=tuple(open_obstacles(form.campaign, form.wave, unit, last_day(form, on))),
        sections=tuple(latest_sections(form)),
        sentences=sentences,
        names=_names(sentences, on),
        own_waits=Filing.objects.filter(form=form, unit=unit.pk).missing().exists(),
    )


def children_of(form: ReportForm, unit: Unit, on: date) -> list[ChildRow]:
    """In the order of the tree, grassroots unions behind the others."""
    standing = Unit.objects.at(on).filter(place__parent=unit.pk).exclude(called__kind=UnitKind.DEPARTMENT)
    rows = children_table(form, unit, standing.in_tree_order())
    asked = [row for row in rows if row.state or any(row.counts.values())]
    return sorted(asked, key=lambda row: row.unit.kind in GRASSROOTS_KINDS)


def _names(sentences: tuple[ReportSentence, ...], on: date) -> dict[int, str]:
    """Of units that alone say something."""
    alone = {row.sources[0]["unit"] for row in sentences if row.units == 1 and row.sources}
    return {unit.pk: unit.name for unit in Unit.objects.at(on).filter(pk__in=alone)}
