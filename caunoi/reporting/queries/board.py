"""Who has filed: the units directly below one with the states of their reports, and what may be approved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, FilteredRelation, IntegerField, OuterRef, Q, TextChoices, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.enums import UPPER_KINDS
from caunoi.orgs.models import Unit, UnitQuerySet
from caunoi.reporting.enums import COUNTED, FILABLE, FilingState
from caunoi.reporting.form_lines import lines_of
from caunoi.reporting.models import BranchTotal, Correction, Filing, FilingComment, FormVersion, ReportForm
from caunoi.reporting.plausibility import doubts_of
from caunoi.reporting.queries.filings import values_of
from caunoi.reporting.summing import COUNTS


class Standing(TextChoices):
    """How a unit stands with its report; the first six exclude each other, the last two overlap with them."""

    NOT_SENT = "not_sent", pgettext_lazy("filing", "Not sent")
    SUBMITTED = "submitted", pgettext_lazy("filing", "Waiting for approval")
    RETURNED = "returned", pgettext_lazy("filing", "Returned")
    APPROVED = "approved", pgettext_lazy("filing", "Approved")
    REOPENED = "reopened", pgettext_lazy("filing", "Reopened")
    EXCUSED = "excused", pgettext_lazy("filing", "Excused")
    LATE = "late", _("Past the day, not sent")
    SENT_LATE = "sent_late", _("Sent after the day")


_FREE = Q(excused_reason__gt="", state__in=FILABLE)
_ASKED = Q(excused_reason="") | Q(state__in=COUNTED)


STATED = ("state", "due_on", "first_sent_on", "excused_reason")  # what a standing follows from


def standing_condition(state: str, on: date) -> Q:
    """For units as ``children_asked`` gives them; everything for an unknown ``state``."""
    found = {
        Standing.EXCUSED: _FREE,
        Standing.LATE: _ASKED & Q(state__in=FILABLE, due_on__lt=on),
        Standing.SENT_LATE: Q(state__in=COUNTED, first_sent_on__gt=F("due_on")),
    }
    if state in found:
        return found[Standing(state)]
    return _ASKED & Q(state=state) if state in FilingState.values else Q()


def children_asked(form: ReportForm, unit: Unit, *, on: date) -> UnitQuerySet:
    """Units directly below that were asked for a report themselves, or below which somebody was; each with ``filing_id``,
    ``state``, ``due_on``, ``first_sent_on``, ``excused_reason``, ``reason``."""
    branch = BranchTotal.objects.filter(Q(asked__gt=0) | Q(excused__gt=0), form=form, unit=OuterRef("pk"))
    untyped: Any = Unit.objects.at(on).children_of(unit)
    found: UnitQuerySet = (
        untyped.annotate(report=FilteredRelation("filings", condition=Q(filings__form=form)))
        .filter(Q(report__isnull=False) | Exists(branch))
        .annotate(
            filing_id=F("report__pk"),
            state=F("report__state"),
            due_on=F("report__due_on"),
            first_sent_on=F("report__first_sent_on"),
            excused_reason=F("report__excused_reason"),
            reason=F("report__reason"),
        )
    )
    return found


def find_children(form: ReportForm, unit: Unit, *, on: date, state: str = "", search: str = "") -> UnitQuerySet:
    found = children_asked(form, unit, on=on).filter(standing_condition(state, on))
    return upper_first(found.named_like(search) if search else found)


def upper_first(units: UnitQuerySet) -> UnitQuerySet:
    """Units with others below them before the grassroots unions, each by name. Use after ``at``."""
    lower = Case(When(called__kind__in=list(UPPER_KINDS), then=0), default=1, output_field=IntegerField())
    return units.order_by(lower, "called__folded", "pk")


def counts_by_standing(form: ReportForm, unit: Unit, *, on: date) -> dict[str, int]:
    """How many of the units directly below stand how; ``all`` of them. One query: ``standing_condition`` is asked in Python,
    since eight counts with their conditions take Django longer to build than everything else on the page."""
    rows = children_asked(form, unit, on=on).order_by().values_list(*STATED).annotate(number=Count("pk"))
    counts = dict.fromkeys(["all", *map(str, Standing)], 0)
    for *stated, number in rows:
        counts["all"] += number
        for each in standings_of(*stated, on=on):
            counts[each] += number
    return counts


def standings_of(
    state: str | None, due_on: date | None, first_sent_on: date | None, excused_reason: str | None, *, on: date
) -> list[Standing]:
    """Every standing whose ``standing_condition`` holds for a unit with these values."""
    if not state:
        return []
    if excused_reason and state in FILABLE:
        return [Standing.EXCUSED]
    found = [Standing(state)]
    if state in FILABLE and due_on and due_on < on:
        found.append(Standing.LATE)
    if state in COUNTED and due_on and first_sent_on and first_sent_on > due_on:
        found.append(Standing.SENT_LATE)
    return found


@dataclass(frozen=True)
class Completeness:
    """Of a branch without its top: how many were asked, sent, are approved, came in time, are excused."""

    asked: int = 0
    sent: int = 0
    approved: int = 0
    in_time: int = 0
    excused: int = 0

    @property
    def missing(self) -> int:
        return self.asked - self.sent


def completeness_of(form: ReportForm, unit: Unit) -> Completeness:
    row = BranchTotal.objects.filter(form=form, unit=unit.pk).values(*COUNTS).first()
    return Completeness(**row) if row else Completeness()


def attach_completeness(forms: Sequence[Any], unit: Unit) -> None:
    """Give each of ``forms`` ``whole``: how far the branch below ``unit`` is. One query."""
    rows = BranchTotal.objects.filter(unit=unit.pk, form__in=[form.pk for form in forms]).values("form", *COUNTS)
    found = {row.pop("form"): Completeness(**row) for row in rows}
    for form in forms:
        form.whole = found.get(form.pk, Completeness())


def is_late(unit: Any, on: date) -> bool:
    """Of a unit as ``children_asked`` gives them: its own report is past its day, whether sent since or not."""
    stated = (getattr(unit, name) for name in STATED)
    return not {Standing.LATE, Standing.SENT_LATE}.isdisjoint(standings_of(*stated, on=on))


def attach_below(units: Sequence[Any], form: ReportForm) -> None:
    """Give each of ``units`` (as ``children_asked`` gives them) ``below``: None where nobody below was asked; ``standing``:
    of its own report; ``words``, ``corrected``: open comments and standing corrections at it. Three queries."""
    rows = BranchTotal.objects.filter(form=form, unit__in=[unit.pk for unit in units]).values("unit", *COUNTS)
    below = {row.pop("unit"): Completeness(**row) for row in rows}
    filings = [unit.filing_id for unit in units if unit.filing_id]
    words, corrected = _open_comments(filings), _corrections(filings)
    for unit in units:
        found = below.get(unit.pk)
        unit.below = found if found and (found.asked or found.excused) else None
        free = unit.excused_reason and unit.state not in COUNTED
        unit.standing = Standing.EXCUSED if free else Standing(unit.state) if unit.state else None
        unit.words, unit.corrected = words.get(unit.filing_id, 0), corrected.get(unit.filing_id, 0)


def _open_comments(filings: Sequence[int]) -> dict[int, int]:
    rows = FilingComment.objects.filter(filing__in=filings, settled_at__isnull=True).order_by()
    return dict(rows.values_list("filing").annotate(Count("pk")))


def _corrections(filings: Sequence[int]) -> dict[int, int]:
    rows = Correction.objects.filter(filing__in=filings, lifted_at__isnull=True).order_by()
    return dict(rows.values_list("filing").annotate(Count("pk")))


@dataclass(frozen=True)
class Candidate:
    """A report that waits. ``words``: open comments; ``doubts``: figures that look doubtful (``plausibility``)."""

    unit: Unit
    filing: Filing
    words: int
    doubts: int
    corrected: int

    @property
    def is_clean(self) -> bool:
        return not self.words and not self.doubts


def candidates_of(form: ReportForm, unit: Unit, *, on: date, times: int, limit: int) -> list[Candidate]:
    """Reports of units directly below that wait for approval, the oldest first; six queries. ``times``: see ``doubts_of``."""
    waiting = children_asked(form, unit, on=on).filter(standing_condition(FilingState.SUBMITTED, on))
    units = {child.pk: child for child in waiting.order_by("report__sent_at", "pk")[:limit]}
    filings = {row.unit_id: row for row in Filing.objects.filter(form=form, unit__in=units).select_related("version")}
    keys = [filing.pk for filing in filings.values()]
    words, corrected = _open_comments(keys), _corrections(keys)
    former = _former_values(form, list(units))
    found = []
    for pk, child in units.items():
        filing = filings[pk]
        values = values_of(filing.version, filing.values)
        doubts = doubts_of(lines_of(filing.version), values, former.get(pk, {}), times=times)
        row = Candidate(child, filing, words.get(filing.pk, 0), len(doubts), corrected.get(filing.pk, 0))
        found.append(row)
    return found


def _former_values(form: ReportForm, units: Sequence[int]) -> dict[int, dict[str, int | None]]:
    """Of each unit its newest report on an earlier wave that was sent."""
    if form.wave is None:
        return {}
    earlier = Filing.objects.counted().filter(
        unit__in=units, form__campaign=form.campaign_id, form__wave__ordinal__lt=form.wave.ordinal
    )
    versions: dict[int, FormVersion] = {}
    found: dict[int, dict[str, int | None]] = {}
    for filing in earlier.select_related("version").order_by("form__wave__ordinal", "pk"):
        version = versions.setdefault(filing.version_id, filing.version)
        found[filing.unit_id] = values_of(version, filing.values)
    return found


@dataclass(frozen=True)
class Missing:
    """Whom a reminder would reach in a branch: ``units`` of them directly below as ``direct``; ``late`` past their day."""

    units: int
    direct: int
    late: int
    told_today: int


def to_remind(form: ReportForm, unit: Unit, *, on: date) -> Any:
    """Reports of the branch below ``unit`` (as ``at`` gives it) that were not sent and not spoken of today."""
    below = Unit.objects.at(on).below(unit.path).values("pk")
    unclaimed = Q(reminded_on__isnull=True) | Q(reminded_on__lt=on)
    return Filing.objects.missing().filter(unclaimed, form=form, unit__in=below)


def missing_below(form: ReportForm, unit: Unit, *, on: date) -> Missing:
    standing = Unit.objects.at(on)
    below = Filing.objects.missing().filter(form=form, unit__in=standing.below(unit.path).values("pk"))
    children = Q(unit__in=standing.children_of(unit).values("pk"))
    told = Q(reminded_on=on)
    return Missing(
        **below.aggregate(
            units=Count("pk", filter=~told | Q(reminded_on__isnull=True)),
            direct=Count("pk", filter=children & (~told | Q(reminded_on__isnull=True))),
            late=Count("pk", filter=Q(due_on__lt=on)),
            told_today=Count("pk", filter=told),
        )
    )
