"""One report as its page shows it: what stands, what the registers say, what was said before, who else is writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from caunoi.campaigns.models import Wave
from caunoi.core.formatting import format_number
from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import units_for
from caunoi.orgs.roles import Right
from caunoi.reporting.enums import FILABLE, Aggregation, FilingState
from caunoi.reporting.form_lines import FormLine, FormSection, Versioned, lines_of, sections_of
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Correction, Filing, FilingComment, FilingDraft, FilingStep
from caunoi.reporting.packing import unpack
from caunoi.reporting.queries.totals import Share

Values = dict[str, int | None]


@dataclass(frozen=True)
class Former:
    """The unit's report on the wave before."""

    filing: Filing
    values: Values


@dataclass(frozen=True)
class Row:
    """A typed line. ``stands``: what the report says; ``known``: what the registers say; ``before``: of the wave before."""

    line: FormLine
    stands: int | None
    known: int | None
    before: int | None
    correction: Correction | None = None
    comments: Sequence[FilingComment] = ()

    @property
    def is_set(self) -> bool:
        """A number of distinct things: it comes from the registers alone."""
        return self.line.rule == Aggregation.DISTINCT

    @property
    def open_comments(self) -> list[FilingComment]:
        return [one for one in self.comments if one.settled_at is None]


@dataclass(frozen=True)
class ShareRow:
    share: Share
    before: Share | None
    comments: Sequence[FilingComment] = ()


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row] = field(default_factory=list)
    shares: list[ShareRow] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return sum(row.stands is not None for row in self.rows)


@dataclass(frozen=True)
class Told:
    """A narrative section."""

    section: FormSection
    text: str
    before: str
    comments: Sequence[FilingComment] = ()


def values_of(version: Versioned, blob: "bytes | memoryview[int]") -> Values:
    """By code, for every typed line of the version; a set as how many things it holds."""
    found = unpack(blob)
    return {line.code: _shown(line, found.get(line.slot)) for line in lines_of(version) if line.is_typed}


def _shown(line: FormLine, value: int | None) -> int | None:
    return value.bit_count() if value is not None and line.rule == Aggregation.DISTINCT else value


def standing_values(filing: Filing, corrections: Mapping[str, Correction]) -> Values:
    """What a page to write on begins with: a figure follows its register unless a standing correction says otherwise; what no
    register knows is as it was sent. A report that is not to be written on stands as it was sent."""
    stated, known = values_of(filing.version, filing.values), values_of(filing.version, filing.prefilled)
    if filing.state not in FILABLE:
        return stated
    return {
        code: value if code in corrections or known[code] is None else known[code] for code, value in stated.items()
    }


def standing_corrections(filing: Filing) -> dict[str, Correction]:
    rows = filing.corrections.filter(lifted_at__isnull=True).select_related("by")
    return {row.code: row for row in rows}


def former_of(filing: Filing) -> Former | None:
    """The newest report of the same unit and campaign on an earlier wave that was sent; None for a form without a wave."""
    wave: Wave | None = filing.form.wave
    if wave is None:
        return None
    earlier = Filing.objects.counted().filter(
        unit=filing.unit_id, form__campaign=filing.form.campaign_id, form__wave__ordinal__lt=wave.ordinal
    )
    found = earlier.select_related("form__wave", "version").order_by("-form__wave__ordinal").first()
    return Former(found, values_of(found.version, found.values)) if found else None


def comments_of(filing: Filing) -> dict[str, list[FilingComment]]:
    """By place: code of a line or a section, empty for the whole report."""
    found: dict[str, list[FilingComment]] = {}
    for comment in filing.comments.select_related("by", "unit", "settled_by"):
        found.setdefault(comment.code, []).append(comment)
    return found


def groups_of(
    filing: Filing, values: Values, former: Former | None, comments: Mapping[str, Sequence[FilingComment]],
    corrections: Mapping[str, Correction],
) -> list[Group]:  # fmt: skip
    """The lines of the report in the order of its form, under the titles of the catalogue."""
    known = values_of(filing.version, filing.prefilled)
    before: Mapping[str, int | None] = former.values if former else {}
    groups: dict[str, Group] = {}
    for line in lines_of(filing.version):
        group = groups.setdefault(line.group, Group(catalogue().groups.get(line.group, line.group)))
        code, said = line.code, comments.get(line.code, ())
        if line.is_typed:
            row = Row(line, values.get(code), known[code], before.get(code), corrections.get(code), said)
            group.rows.append(row)
        else:
            former_share = _share(line, before) if former else None
            group.shares.append(ShareRow(_share(line, values), former_share, said))
    return list(groups.values())


def _share(line: FormLine, values: Mapping[str, int | None]) -> Share:
    return Share(line, values.get(line.numerator), values.get(line.denominator))


def shares_of(filing: Filing, values: Mapping[str, int | None]) -> list[Share]:
    return [_share(line, values) for line in lines_of(filing.version) if not line.is_typed]


def told_in(filing: Filing, former: Former | None, comments: Mapping[str, Sequence[FilingComment]]) -> list[Told]:
    before = former.filing.narrative if former else {}
    return [
        Told(one, filing.narrative.get(one.code, ""), before.get(one.code, ""), comments.get(one.code, ()))
        for one in sections_of(filing.version)
    ]


def drafts_of_others(filing: Filing, user: User) -> list[FilingDraft]:
    """What colleagues have typed on this report and not sent, the newest first."""
    return list(filing.drafts.exclude(user=user).select_related("user").order_by("-saved_at"))


@dataclass(frozen=True)
class Difference:
    """One field in which two versions of a report differ, in words."""

    name: str  # of the field in the form
    label: str
    mine: str
    theirs: str


def differences_of(fields: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[Difference]:
    """Over ``fields`` (label by name); a field that is not in ``mine`` was not touched."""
    return [
        Difference(name, label, mine[name].strip(), theirs.get(name, "").strip())
        for name, label in fields.items()
        if name in mine and mine[name].strip() != theirs.get(name, "").strip()
    ]


@dataclass(frozen=True)
class Change:
    """What a sending says otherwise than the one before it."""

    label: str
    before: str
    after: str


def changes_of(step: FilingStep) -> list[Change]:
    """Against the sending before; empty for the first."""
    sent = step.filing.steps.filter(state__in=(FilingState.SUBMITTED, FilingState.APPROVED))
    former = sent.filter(Q(at__lt=step.at) | Q(at=step.at, pk__lt=step.pk)).order_by("-at", "-pk").first()
    if former is None:
        return []
    old, new = values_of(former.version, former.values), values_of(step.version, step.values)
    changes = [
        Change(line.name, format_number(old.get(line.code)), format_number(new.get(line.code)))
        for line in lines_of(step.version)
        if line.is_typed and old.get(line.code) != new.get(line.code)
    ]
    for section in sections_of(step.version):
        before, after = former.narrative.get(section.code, ""), step.narrative.get(section.code, "")
        if before != after:
            changes.append(Change(section.title, before, after))
    return changes


def own_filings(unit: Unit) -> QuerySet[Filing]:
    """Every report that the unit was asked for, the newest form first."""
    return (
        Filing.objects.filter(unit=unit.pk, form__opened_at__isnull=False)
        .select_related("form__campaign__instrument", "form__wave")
        .order_by("-form__opened_at", "-pk")
    )


def open_filings(unit: Unit) -> QuerySet[Filing]:
    """Those of the unit that are still to be sent, the most urgent first."""
    found = own_filings(unit).filter(form__closed_at__isnull=True, excused_reason="", state__in=FILABLE)
    return found.order_by("due_on", "pk")


def filings_to_decide(user: User, unit: Unit, *, on: date) -> QuerySet[Filing]:
    """Reports of units directly under ``unit`` that wait for an approval which ``user`` may give."""
    children = Unit.objects.at(on).children_of(unit)
    if not units_for(user, Right.APPROVE_FILING, on=on).filter(pk=unit.pk).exists():
        return Filing.objects.none()
    waiting = Filing.objects.filter(state=FilingState.SUBMITTED, form__closed_at__isnull=True)
    return waiting.filter(unit__in=children.values("pk")).select_related("form", "unit").order_by("sent_at", "pk")
