"""The parts of the superior's plan that an own plan decides on, and their days at the unit."""

from dataclasses import dataclass, field
from datetime import date

from caunoi.campaigns.adapting.choices import Addition, Choices, additions
from caunoi.campaigns.adapting.snapshots import Part, Snapshots, area_of, key_of, snapshots_of
from caunoi.campaigns.models import Assignment, Campaign, OwnPlan
from caunoi.campaigns.schedule import Calendar, Span
from caunoi.campaigns.schedule.calendars import hangs_on_itself
from caunoi.campaigns.schedule.expressions import day_of
from caunoi.campaigns.schedule.own_dates import OwnDates
from caunoi.campaigns.schedule.reading import read_expression
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.spans import OPEN
from caunoi.orgs.models import Unit


def path_of(plan: OwnPlan, *, on: date) -> str:
    """Where the unit stands that day; a unit that no longer stands has nobody below it."""
    found = Unit.objects.at(on).filter(pk=plan.unit_id).values_list("path", flat=True).first()
    return found or f"{plan.unit_id}."


def current_parts(campaign: Campaign, path: str, *, on: date, known: Snapshots | None = None) -> Snapshots:
    """The parts as they stand above, without the duties that neither the unit nor anybody below it was given.

    ``known``: the snapshots of the campaign where they have been taken already.
    """
    branch = Unit.objects.at(on).under(path).values("pk")
    given = Assignment.objects.filter(duty__campaign=campaign, unit__in=branch).order_by()
    reached = {f"duty:{key}" for key in given.values_list("duty_id", flat=True).distinct()}
    parts = snapshots_of(campaign) if known is None else known
    return {key: one for key, one in parts.items() if area_of(key) != "duty" or key in reached}


def parts_of(plan: OwnPlan, *, on: date) -> Snapshots:
    """What the unit decides on: once adopted the parts as it last saw and answered them, before that as they stand above."""
    return plan.base if plan.campaign_id else current_parts(plan.superior, path_of(plan, on=on), on=on)


@dataclass(frozen=True)
class Days:
    """Spans by key: as the superior's plan gives them to the unit, and as the unit's own plan does, additions included.

    ``is_ring``: some waves hang on each other, so that none of them can have a day.
    """

    above: dict[str, Span] = field(default_factory=dict)
    own: dict[str, Span] = field(default_factory=dict)
    is_ring: bool = False

    def leaves_window(self, key: str) -> bool:
        """Whether the own days lie outside the superior's, as far as both are known."""
        above, own = self.above.get(key, OPEN), self.own.get(key, OPEN)
        early = above.starts_on and own.starts_on and own.starts_on < above.starts_on
        late = above.ends_on and own.ends_on and own.ends_on > above.ends_on
        return bool(early or late)


def days_of(plan: OwnPlan, choices: Choices, *, on: date) -> Days:
    """The days of the parts at the unit itself; a fixed number of queries."""
    base = plan.base if plan.campaign_id else {}
    branch = OwnDates(path=path_of(plan, on=on), base=base, choices=choices)
    above, own = Redating(plan.superior, on), Redating(plan.superior, on, branch=branch)
    calendar = _at_unit(own, plan.unit_id)
    days = _spans(own, calendar)
    for key, one in additions(choices).items():
        days[key] = _of_addition(one, days, calendar)
    return Days(_spans(above, _at_unit(above, plan.unit_id)), days, hangs_on_itself(own.waves))


def _at_unit(redating: Redating, unit: int) -> Calendar:
    own = sorted(redating.own, key=repr)
    spans = redating.situations.of([unit], own)[unit] if own else ()
    return Calendar(redating.waves, {**redating.shared, **dict(zip(own, spans, strict=True))})


def _spans(redating: Redating, calendar: Calendar) -> dict[str, Span]:
    parts: dict[str, Span] = {}
    for wave in redating.waves:
        parts[key_of(wave)] = calendar.of_wave(wave)
        parts.update({key_of(one): calendar.of_window(wave, one) for one in wave.windows.all()})
    duties: list[Part] = [*redating.duties]
    parts.update({key_of(one): calendar.of_duty(one) for one in duties})  # type: ignore[arg-type]
    return parts


def _of_addition(one: Addition, days: dict[str, Span], calendar: Calendar) -> Span:
    """Its own days; where it names none those of its wave."""
    wave = days.get(one.wave, OPEN)
    start = day_of(read_expression(one.start), calendar.find) if one.start else wave.starts_on
    end = day_of(read_expression(one.end), calendar.find) if one.end else wave.ends_on
    return Span(start, end)
