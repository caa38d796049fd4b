"""Days as a unit decided them in its own plan: they hold for that unit and all below it, whatever has changed above since.

The days of events and congresses are facts, not decisions: they are the same for everybody and are followed at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caunoi.campaigns.adapting.choices import decision_on, expression_of
from caunoi.campaigns.adapting.snapshots import Part, key_of
from caunoi.campaigns.models import Anchor, Campaign, Duty, OwnPlan, Window
from caunoi.campaigns.schedule.spans import iso_day
from caunoi.orgs.models import Unit, UnitQuerySet


@dataclass(frozen=True)
class OwnDates:
    """The decisions of one unit on a superior's campaign. ``inner``: paths of units below with an own plan on it as well;
    there the nearer plan decides."""

    path: str
    base: Mapping[str, Any]
    choices: Mapping[str, Any]
    inner: tuple[str, ...] = ()
    plan: int = 0
    _anchors: dict[str, Anchor] = field(default_factory=dict, compare=False)

    def units(self, on: date) -> UnitQuerySet:
        standing = Unit.objects.at(on)
        found = standing.under(self.path)
        for path in self.inner:
            found = found.exclude(pk__in=standing.under(path).values("pk"))
        return found

    def settle(self, parts: Iterable[Part], anchors: Iterable[Anchor]) -> None:
        """Give the parts, in memory, what was decided on them; a part that the unit has not seen yet stays as it is."""
        self._anchors.update({anchor.event: anchor for anchor in anchors})
        for part in parts:
            if base := self.base.get(key_of(part)):
                self._as_decided(part, base)
            decision = decision_on(dict(self.choices), key_of(part))
            part.start_expression = expression_of(decision.start) or part.start_expression
            part.end_expression = expression_of(decision.end) or part.end_expression

    def _as_decided(self, part: Part, base: Mapping[str, Any]) -> None:
        part.start_expression, part.end_expression = base["start_expression"], base["end_expression"]
        if isinstance(part, Duty):
            part.report_when = base["report_when"]
        elif isinstance(part, Window):
            part.anchor, part.relation = self._anchor(base["event"]), base["relation"]
        else:
            part.printed_start, part.printed_end = _day(base["printed_start"]), _day(base["printed_end"])
            part.start_anchor, part.end_anchor = self._anchor(base["start_event"]), self._anchor(base["end_event"])

    def _anchor(self, event: str) -> Anchor | None:
        """An event that the superior's campaign no longer names has no days."""
        return self._anchors.get(event)


def _day(value: str | None) -> date | None:
    return iso_day(value) if value else None


def own_dates_of(campaign: Campaign, on: date) -> list[OwnDates]:
    """The own plans in force on the campaign; those of units that do not stand that day decide nothing. Two queries."""
    plans = list(OwnPlan.objects.filter(superior=campaign, campaign__isnull=False).order_by("pk"))
    if not plans:
        return []
    paths = dict(Unit.objects.at(on).filter(pk__in=[one.unit_id for one in plans]).values_list("pk", "path"))
    standing = [(paths[one.unit_id], one) for one in plans if one.unit_id in paths]
    return [
        OwnDates(
            path=path,
            base=one.base,
            choices=one.adopted,
            inner=tuple(other for other, _plan in standing if other != path and other.startswith(path)),
            plan=one.pk,
        )
        for path, one in standing
    ]
