"""Whom a form asks, what a campaign's waves have forms for, how two versions of a form differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.models import Assignment, Campaign, Delivery, Wave
from caunoi.orgs.models import Post, Unit
from caunoi.orgs.roles import Right, roles_with
from caunoi.reporting.enums import COUNTED, FILABLE, Aggregation, FilingState
from caunoi.reporting.form_lines import FormLine, FormSection, Versioned, lines_of, sections_of
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Filing, FormVersion, ReportForm


@dataclass(frozen=True)
class Asking:
    """Whom an opening asks and by when. ``below``: units below those of the reporting duty too, as far as the campaign went,
    each reporting to the unit above it. ``due_on``: instead of the duty's own day; ``days_earlier``: for the units below."""

    below: bool = False
    due_on: date | None = None
    days_earlier: int = 0


@dataclass(frozen=True)
class Asked:
    unit_id: int
    due_on: date | None
    excuse: str = ""


def newly_asked(form: ReportForm, asking: Asking, *, on: date) -> Iterator[Asked]:
    """Units that stand on the day and have no report of the form yet. Four queries."""
    standing = Unit.objects.at(on)
    having = set(Filing.objects.filter(form=form).values_list("unit", flat=True))
    duty = Assignment.objects.standing().filter(duty=form.duty, unit__in=standing.values("pk")).order_by("pk")
    given = {
        unit: Asked(unit, asking.due_on or due_on, _excuse(state, note))
        for unit, due_on, state, note in duty.values_list("unit", "due_on", "state", "note")
    }
    yield from (one for unit, one in given.items() if unit not in having)
    if asking.below:
        for unit, path in _delivered(form, on):
            nearest = _nearest(path, given)
            if nearest and unit not in having and unit not in given:
                yield Asked(unit, _earlier(nearest.due_on, asking.days_earlier))


def _excuse(state: str, note: str) -> str:
    if state != AssignmentState.EXCUSED:
        return ""
    return (note or "Nhiệm vụ báo cáo không áp dụng đối với đơn vị")[:300]


def _delivered(form: ReportForm, on: date) -> Iterator[tuple[int, str]]:
    received = Delivery.objects.filter(campaign=form.campaign_id).values("unit")
    rows = Unit.objects.at(on).filter(pk__in=received).order_by("pk").values_list("pk", "place__path")
    return rows.iterator(chunk_size=5_000)


def _nearest(path: str, given: Mapping[int, Asked]) -> Asked | None:
    """What was asked of the nearest unit above."""
    above = [int(part) for part in path.split(".") if part][-2::-1]
    return next((given[unit] for unit in above if unit in given), None)


def _earlier(due_on: date | None, days: int) -> date | None:
    return due_on - timedelta(days=days) if due_on else None


@dataclass(frozen=True)
class Reach:
    """An opening in numbers, before it is done. ``unmanned``: units where nobody could file."""

    units: int
    excused: int
    unmanned: int
    first_due: date | None
    last_due: date | None


def reach_of(form: ReportForm, asking: Asking, *, on: date) -> Reach:
    asked = list(newly_asked(form, asking, on=on))
    manned = set(Post.objects.held_on(on).filter(role__in=roles_with(Right.FILE)).values_list("unit", flat=True))
    to_file = [one for one in asked if not one.excuse]
    days = sorted(one.due_on for one in to_file if one.due_on)
    return Reach(
        units=len(asked),
        excused=len(asked) - len(to_file),
        unmanned=sum(one.unit_id not in manned for one in to_file),
        first_due=days[0] if days else None,
        last_due=days[-1] if days else None,
    )


@dataclass(frozen=True)
class WaveForm:
    """A wave (None: the whole campaign) with its form, where there is one; ``is_asked``: the plan asks for a report on it."""

    wave: Wave | None
    form: ReportForm | None
    is_asked: bool


def wave_forms(campaign: Campaign) -> list[WaveForm]:
    """In the order of the waves, the whole campaign last where it has a form or the plan asks for a report at no wave."""
    forms = {form.wave_id: form for form in campaign.report_forms.select_related("wave")}
    asked = set(campaign.duties.filter(kind=DutyKind.REPORT, dropped_at__isnull=True).values_list("wave", flat=True))
    rows = [
        WaveForm(wave, forms.get(wave.pk), wave.pk in asked or None in asked)
        for wave in campaign.waves.order_by("ordinal")
    ]
    if None in forms or None in asked:
        rows.append(WaveForm(None, forms.get(None), None in asked))
    return rows


def version_to_show(form: ReportForm) -> FormVersion:
    """The draft where there is one, else the version in force."""
    return form.versions.select_related("created_by").order_by("-number")[0]


@dataclass(frozen=True)
class LineGroup:
    code: str
    title: str
    lines: list[FormLine]


def by_group(lines: Sequence[FormLine]) -> list[LineGroup]:
    """The lines under the titles of the catalogue, in its order, each group in the order of the form."""
    titles = dict(catalogue().groups)
    titles.update({line.group: line.group for line in lines if line.group not in titles})
    groups = [LineGroup(code, title, [line for line in lines if line.group == code]) for code, title in titles.items()]
    return [group for group in groups if group.lines]


@dataclass(frozen=True)
class VersionChange:
    """``what``: added, dropped, changed or moved; ``detail``: (field in words, before, after)."""

    what: str
    title: str
    detail: tuple[tuple[str, str, str], ...] = ()


def version_changes(old: Versioned, new: Versioned) -> list[VersionChange]:
    """What ``new`` asks otherwise than ``old``, lines first, then sections."""
    return [
        *_changes({line.code: line for line in lines_of(old)}, {line.code: line for line in lines_of(new)}),
        *_changes({one.code: one for one in sections_of(old)}, {one.code: one for one in sections_of(new)}),
    ]


Part = FormLine | FormSection


def _changes(before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[VersionChange]:
    for code, part in after.items():
        if code not in before:
            yield VersionChange("added", _title(part))
        elif detail := _detail(before[code], part):
            yield VersionChange("changed", _title(part), detail)
    for code, part in before.items():
        if code not in after:
            yield VersionChange("dropped", _title(part))
    kept_before, kept_after = [code for code in before if code in after], [code for code in after if code in before]
    for code in _moved(kept_before, kept_after):
        yield VersionChange("moved", _title(after[code]))


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest that were taken out and put elsewhere: all but the longest run that kept its order."""
    place = {code: number for number, code in enumerate(before)}
    best: list[list[str]] = []
    for number, code in enumerate(after):
        runs = [best[earlier] for earlier in range(number) if place[after[earlier]] < place[code]]
        best.append([*_longest(runs), code])
    kept = set(_longest(best))
    return [code for code in after if code not in kept]


def _longest(runs: Sequence[list[str]]) -> list[str]:
    nothing: list[str] = []
    return max(runs, key=len, default=nothing)


def _title(part: Part) -> str:
    return part.name if isinstance(part, FormLine) else part.title


def _detail(old: Part, new: Part) -> tuple[tuple[str, str, str], ...]:
    names = {
        "name": _("name"), "title": _("title"), "measure": _("unit of measure"), "rule": _("how it adds up"),
        "numerator": _("numerator"), "denominator": _("denominator"), "hint": _("hint"), "is_required": _("must be filled in"),
    }  # fmt: skip
    shown = [(name, getattr(old, name), getattr(new, name)) for name in (one.name for one in fields(new))]
    return tuple(
        (names[name], _in_words(name, was), _in_words(name, is_now))
        for name, was, is_now in shown
        if name in names and was != is_now
    )


def _in_words(name: str, value: object) -> str:
    if name == "is_required":
        return _("yes") if value else _("no")
    if name == "rule":
        return str(Aggregation(str(value)).label)
    if name in ("numerator", "denominator") and str(value) in catalogue().indicators:
        return catalogue().indicators[str(value)].name
    return str(value)


def own_lines(form: ReportForm) -> list[FormLine]:
    """Lines of the unit's own that some version has, each as it was asked last: a dropped one can be taken up again."""
    found = {line.code: line for version in form.versions.order_by("number") for line in lines_of(version)}
    return [line for code, line in found.items() if code not in catalogue().indicators]


@dataclass(frozen=True)
class FormStanding:
    """A form in numbers: reports asked for, sent, approved, still to be written (``writable``: they follow a new version)."""

    asked: int
    sent: int
    approved: int
    excused: int
    writable: int


def standing_of(form: ReportForm) -> FormStanding:
    free = ~Q(excused_reason="") & Q(state__in=FILABLE)
    return FormStanding(
        **form.filings.aggregate(
            asked=Count("pk", filter=~free),
            sent=Count("pk", filter=Q(state__in=COUNTED)),
            approved=Count("pk", filter=Q(state=FilingState.APPROVED)),
            excused=Count("pk", filter=free),
            writable=Count("pk", filter=Q(state__in=FILABLE) & ~free),
        )
    )
