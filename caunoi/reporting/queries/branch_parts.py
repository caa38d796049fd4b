"""The figure of a branch in parts: by theme, by kind of activity, by what the activities say of themselves.

What the registers of those units hold whose reports count: the parts come to what was recorded there, beside what the
reports state. Each part is followed down the tree, unit by unit, to the activities.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Case, F, Q, Sum, Value, When

from caunoi.campaigns.models import Theme
from caunoi.orgs.enums import Line
from caunoi.orgs.models import Unit
from caunoi.orgs.models.units import holds_at, path_end
from caunoi.reporting.enums import COUNTED
from caunoi.reporting.indicators import Indicator, catalogue
from caunoi.reporting.models import ReportForm
from caunoi.reporting.queries.breakdowns import Breakdown, largest_first, part_in_words, title_of
from caunoi.reporting.queries.prefill import activities_of


@dataclass(frozen=True)
class InParts:
    """``by``: as the catalogue names it."""

    by: str
    breakdown: Breakdown

    @property
    def keyed(self) -> list[tuple[str, str, int]]:
        """(key, what, value): a theme is a sentence, too long for an address."""
        return [(sha256(what.encode()).hexdigest()[:10], what, value) for what, value in self.breakdown.parts]

    @property
    def total(self) -> int:
        return sum(value for _what, value in self.breakdown.parts)


def broken_down(code: str) -> tuple[str, ...]:
    """By what the figure can be shown in parts; empty where no register of activities holds it."""
    one = catalogue().indicators.get(code)
    return one.breakdowns if one else ()


def parts_of_branch(form: ReportForm, code: str, unit: Unit, *, on: date) -> list[InParts]:
    """Of ``unit`` (as ``at(on)`` gives it) and all below it, by each breakdown of the figure; two queries."""
    bys = broken_down(code)
    parts = {by: Counter[str]() for by in bys}
    for row in _grouped(form, code, unit, bys, on):
        for by in bys:
            parts[by][row[by]] += row["total"]
    return [InParts(by, Breakdown(title_of(by), largest_first(parts[by]))) for by in bys]


def part_by_unit(
    form: ReportForm, code: str, by: str, part: str, unit: Unit, children: Sequence[Unit], *, on: date
) -> dict[int, int]:
    """What each of ``children`` gives to ``part`` with all below it, and ``unit`` by itself, by key; two queries."""
    below = [When(path__gte=child.path, path__lt=path_end(child.path), then=Value(child.pk)) for child in children]
    where = Case(When(path=unit.path, then=Value(unit.pk)), *below)
    found = Counter[int]()
    for row in _grouped(form, code, unit, [by], on, where=where):
        if row[by] == part and row["where"]:
            found[row["where"]] += row["total"]
    return dict(found)


def _grouped(
    form: ReportForm, code: str, unit: Unit, bys: Sequence[str], on: date, **where: Case
) -> Iterator[dict[str, Any]]:
    """A row for each group of the database: ``total``, its part in words by each of ``bys``, and ``where`` as asked for."""
    rows, value = _rows(form, catalogue().indicators[code], unit, on)
    told = [by for by in bys if by not in ("theme", "kind")]
    fields = ["theme", "kind", *(f"particulars__{by}" for by in told), *where]
    themes = dict(Theme.objects.filter(campaign=form.campaign_id).values_list("pk", "title"))
    for row in rows.annotate(**where).order_by().values(*fields).annotate(total=Sum(value)):
        theme = themes.get(row["theme"], "")
        words = {by: part_in_words(by, theme, row["kind"], row.get(f"particulars__{by}")) for by in bys}
        yield row | words


def _rows(form: ReportForm, one: Indicator, unit: Unit, on: date) -> tuple[Any, Any]:
    """Activities of units in the branch whose reports count, and what of each is summed; ``path`` of its unit."""
    counts = Q(unit__filings__form=form, unit__filings__state__in=COUNTED)
    stands = Q(unit__placements__line=Line.TERRITORY) & holds_at(on, "unit__placements__")
    inside = Q(unit__placements__path__gte=unit.path, unit__placements__path__lt=path_end(unit.path))
    rows = activities_of(form, on).filter(counts & stands & inside).annotate(path=F("unit__placements__path"))
    if one.figure:
        return rows.filter(figures__code=one.figure, kind__in=one.kinds), F("figures__value")
    return rows.filter(cost__isnull=False), F("cost")
