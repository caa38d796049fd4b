"""What stands behind one tag of a consolidated report: who gave how much, who says so, in which reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import COUNTED, FilingState, SourceKind
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.models import Filing, ReportSource
from caunoi.reporting.queries.totals import branch_table, latest_lines
from caunoi.reporting.wave_report.facts import Facts, children_of, standing_unit
from caunoi.reporting.wave_report.marks import STATED
from caunoi.reporting.wave_report.tags import CHILD

MOST = 300  # reports named behind a count


@dataclass(frozen=True)
class Given:
    """What one unit gives to a figure: ``values`` one for each line; ``is_own``: by its own report alone."""

    unit: Unit
    values: tuple[int | None, ...]
    filing: int | None
    is_own: bool = False


@dataclass(frozen=True)
class Saying:
    """One report that says it: the sentence as it stands there, and the whole section."""

    unit: Unit | None
    filing: Filing
    sentence: str
    section: str
    is_standing: bool


@dataclass(frozen=True)
class Behind:
    """``lines``: what is counted (two of a share); ``unit``: whose figure it is, None where it stands no more."""

    unit: Unit | None
    lines: tuple[FormLine, ...] = ()
    given: tuple[Given, ...] = ()
    sayings: tuple[Saying, ...] = ()
    filings: tuple[Filing, ...] = ()
    more: int = 0


def behind(source: ReportSource, facts: Facts) -> Behind:
    if source.kind in {SourceKind.FIGURE, SourceKind.SHARE}:
        return _given(source, facts)
    if source.kind == SourceKind.SENTENCE:
        return Behind(facts.unit, sayings=tuple(_sayings(source, facts.on)))
    if source.kind == SourceKind.COUNT:
        return _counted(source, facts)
    return Behind(standing_unit(source.unit_key or 0, facts.on))


def _given(source: ReportSource, facts: Facts) -> Behind:
    form = facts.report.form
    lines = {line.code: line for line in latest_lines(form)}
    line = lines.get(source.code)
    unit = standing_unit(source.unit_key or 0, facts.on) if source.scope == CHILD else facts.unit
    if line is None or unit is None:
        return Behind(unit)
    counted = (line,) if line.is_typed else (lines[line.numerator], lines[line.denominator])
    own = {cell.line.code: cell.own for cell in branch_table(form, unit).cells}
    rows = [Given(unit, tuple(own.get(one.code) for one in counted), None, is_own=True)]
    rows += [
        Given(child.unit, tuple(child.values.get(one.code) for one in counted), None)
        for child in children_of(form, unit, facts.on)
    ]
    keys = dict(Filing.objects.filter(form=form, unit__in=[row.unit.pk for row in rows]).values_list("unit", "pk"))
    stated = [row for row in rows if any(value is not None for value in row.values)]
    return Behind(unit, counted, tuple(replace(row, filing=keys.get(row.unit.pk)) for row in stated))


def _sayings(source: ReportSource, on: date) -> list[Saying]:
    said: Sequence[Mapping[str, Any]] = source.sources
    found = Filing.objects.select_related("form").in_bulk([one["filing"] for one in said])
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in=[one["unit"] for one in said])}
    rows = []
    for one in said:
        filing = found[one["filing"]]
        section = str(filing.narrative.get(source.code, ""))
        stands = filing.state in COUNTED and one["text"] in " ".join(section.split())
        rows.append(Saying(units.get(one["unit"]), filing, one["text"], section, stands))
    return rows


def _counted(source: ReportSource, facts: Facts) -> Behind:
    """The reports that are counted, in the order of the tree."""
    unit = standing_unit(source.unit_key or 0, facts.on) if source.scope == CHILD else facts.unit
    if unit is None:
        return Behind(None)
    standing = Unit.objects.at(facts.on)
    units = standing.under(unit.path) if source.scope == CHILD else standing.below(unit.path)
    rows = _of_count(source.code, Filing.objects.filter(form=facts.report.form), units, facts)
    named = {each.pk: each for each in units.filter(pk__in=rows.values("unit")).in_tree_order()[:MOST]}
    place = {pk: number for number, pk in enumerate(named)}
    shown = sorted(rows.filter(unit__in=named), key=lambda row: place[row.unit_id])
    for row in shown:
        row.unit = named[row.unit_id]
    return Behind(unit, filings=tuple(shown), more=rows.count() - len(shown))


def _of_count(code: str, filings: Any, units: UnitQuerySet, facts: Facts) -> Any:
    within = filings.filter(unit__in=units.values("pk"))
    if code.startswith(STATED):
        return within.counted() | filings.filter(unit=facts.unit.pk).counted()
    if code.startswith("obstacle"):
        return within.filter(unit__in={row.unit.pk for row in facts.obstacles})
    return {
        "asked": within.asked() | within.counted(),
        "sent": within.counted(),
        "approved": within.filter(state=FilingState.APPROVED),
        "missing": within.missing(),
        "excused": within.exclude(excused_reason="").exclude(state__in=COUNTED),
    }.get(code, within.counted())
