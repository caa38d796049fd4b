"""The unit's own campaign, brought in line with its plan: the paper with its clauses, waves, windows, duties."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from caunoi.campaigns.actions.building import make_audience
from caunoi.campaigns.adapting.choices import Addition, Decision, additions, decision_on, expression_of, header_of
from caunoi.campaigns.adapting.snapshots import Snapshot, of_area, waves_in_order
from caunoi.campaigns.blueprint import shortened
from caunoi.campaigns.enums import DutyKind, PlanArea, ProposalState
from caunoi.campaigns.models import Anchor, Basis, Campaign, Duty, Instrument, OwnPlan, Provision, Wave, Window
from caunoi.campaigns.queries.own_plans.lines import Line
from caunoi.campaigns.queries.own_plans.papers import KIND, subject_of
from caunoi.campaigns.schedule.spans import iso_day
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS
from caunoi.orgs.models import Audience, Unit

BELOW = sorted(GRASSROOTS_KINDS | UPPER_KINDS)
RULES: dict[str, list[dict[str, Any]]] = {
    "self": [{"kinds": [], "reach": "self"}],
    "child": [{"kinds": BELOW, "reach": "child"}],
    "branch": [{"kinds": BELOW, "reach": "branch"}],
    "grassroots": [{"kinds": sorted(GRASSROOTS_KINDS), "reach": "branch"}],
    "all": [{"kinds": [], "reach": "self"}, {"kinds": BELOW, "reach": "branch"}],
}
PRINTED = {
    "self": "Cơ quan của đơn vị",
    "child": "Các đơn vị trực thuộc",
    "branch": "Các đơn vị cấp dưới",
    "grassroots": "Công đoàn cơ sở",
    "all": "Đơn vị và các đơn vị cấp dưới",
}


def write_paper(plan: OwnPlan, lines: list[Line], *, on: date) -> dict[str, Provision]:
    """The plan in its wording of now, as the version after the one in force; its clauses by the key of the part they state
    ("" gives the first). Rests on the superior's paper."""
    above, header = plan.superior.instrument, header_of(plan.choices)
    unit = Unit.objects.at(on).filter(pk=plan.unit_id).first() or plan.unit
    before = plan.campaign.instrument if plan.campaign else None
    paper = Instrument.objects.create(
        unit=plan.unit,
        kind=KIND,
        number=header.number[:60],
        place=header.place[:80],
        issued_on=iso_day(header.signed_on) if header.signed_on else None,
        issuer=str(unit)[:250],
        subject=shortened(subject_of(plan, plan.choices), 600),
        term_start=above.term_start,
        term_end=above.term_end,
        classification=above.classification,
        version=before.version + 1 if before else 1,
        supersedes=before,
    )
    Basis.objects.create(
        instrument=paper, position=0, kind=above.kind.capitalize()[:80], number=above.number, issued_on=above.issued_on,
        target=above,
    )  # fmt: skip
    rows = Provision.objects.bulk_create(
        Provision(instrument=paper, position=place, path=line.path, label=line.label.rstrip("."), text=line.text)
        for place, line in enumerate(lines)
    )
    return {"": rows[0]} | {line.key: row for line, row in zip(lines, rows, strict=True) if line.key}


@dataclass
class Rows:
    """Writes the rows of ``campaign`` that stand for the parts of the plan; ``plan.made`` remembers which is which."""

    plan: OwnPlan
    campaign: Campaign
    clauses: dict[str, Provision]
    now: datetime
    waves: dict[str, Wave] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    _anchors: dict[str, Anchor] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        self._follow_anchors()
        added = additions(self.plan.choices)
        for key, part in waves_in_order(self.plan.base).items():
            self.waves[key] = self._inherited_wave(key, part)
        for key, one in added.items():
            if one.area == "wave":
                self.waves[key] = self._added_wave(key, one)
        for key, part in of_area(self.plan.base, "window").items():
            if part["wave"] in self.waves:
                self.windows[key] = self._window(key, part)
        for key, one in added.items():
            if one.area == "duty":
                self._added_duty(key, one)
        kept = self._kept_against_above()
        for key, part in of_area(self.plan.base, "duty").items():
            self._inherited_duty(key, part, is_kept=_number(key) in kept)
        self._drop_others()
        self.plan.made = self._made

    def _kept_against_above(self) -> set[int]:
        """Duties dropped above which the unit has answered to go on with."""
        gone = Duty.objects.filter(campaign=self.plan.superior, dropped_at__isnull=False).values("pk")
        refused = self.plan.proposals.filter(state=ProposalState.REFUSED, area=PlanArea.DUTY, part__in=gone)
        return set(refused.values_list("part", flat=True))

    def _follow_anchors(self) -> None:
        """Events are facts: their days and congresses are the superior's."""
        for anchor in self.plan.superior.anchors.all():
            values = {"congress_id": anchor.congress_id, "starts_on": anchor.starts_on, "ends_on": anchor.ends_on}
            self._anchors[anchor.event], _new = Anchor.objects.update_or_create(
                campaign=self.campaign, event=anchor.event, defaults=values
            )

    def _provision(self, key: str) -> Provision:
        return self.clauses.get(key) or self.clauses[""]

    def _store(self, key: str, model: Any, values: dict[str, Any], new: dict[str, Any] | None = None) -> Any:
        """Change the row that was made for the part before, or make it with ``new`` as well."""
        row = model._base_manager.filter(pk=self.plan.made.get(key)).first()
        if row is None:
            row = model.objects.create(**values, **(new or {}))
        else:
            for name, value in {**values, "dropped_at": None}.items():
                setattr(row, name, value)
            row.save()
        self._made[key] = row.pk
        return row

    def _inherited_wave(self, key: str, part: Snapshot) -> Wave:
        start, end = self._days(part, decision_on(self.plan.choices, key))
        values = {
            "provision": self._provision(key),
            "title": part["text"],
            "printed_start": _day(part["printed_start"]),
            "printed_end": _day(part["printed_end"]),
            "start_anchor": self._anchors.get(part["start_event"]),
            "end_anchor": self._anchors.get(part["end_event"]),
            "start_expression": start,
            "end_expression": end,
        }
        wave: Wave = self._store(key, Wave, values, {"campaign": self.campaign, "ordinal": self._free(part["ordinal"])})
        return wave

    def _added_wave(self, key: str, one: Addition) -> Wave:
        values = {
            "provision": self._provision(key),
            "title": shortened(one.text, 600),
            "start_expression": expression_of(one.start),
            "end_expression": expression_of(one.end),
        }
        wave: Wave = self._store(key, Wave, values, {"campaign": self.campaign, "ordinal": self._free(None)})
        return wave

    def _free(self, wanted: int | None) -> int:
        taken = set(Wave.every.filter(campaign=self.campaign).values_list("ordinal", flat=True))
        return wanted if wanted is not None and wanted not in taken else max(taken, default=0) + 1

    def _days(self, part: Snapshot, decision: Decision) -> tuple[Any, Any]:
        start, end = expression_of(decision.start), expression_of(decision.end)
        return start or part["start_expression"], end or part["end_expression"]

    def _window(self, key: str, part: Snapshot) -> Window:
        start, end = self._days(part, decision_on(self.plan.choices, key))
        values = {
            "wave": self.waves[part["wave"]],
            "provision": self._provision(key),
            "anchor": self._anchors.get(part["event"]),
            "relation": part["relation"],
            "position": part["position"],
            "title": part["text"],
            "start_expression": start,
            "end_expression": end,
        }
        window: Window = self._store(key, Window, values)
        return window

    def _added_duty(self, key: str, one: Addition) -> None:
        values = {
            "provision": self._provision(key),
            "wave": self.waves.get(one.wave),
            "kind": DutyKind.CONTENT if one.wave in self.waves else DutyKind.CHARGE,
            "text": one.text,
            "audience": self._audience(key, one.reach),
            "start_expression": expression_of(one.start),
            "end_expression": expression_of(one.end),
        }
        self._store(key, Duty, values, {"campaign": self.campaign, "position": self._next()})

    def _inherited_duty(self, key: str, part: Snapshot, *, is_kept: bool) -> None:
        """A row only where the unit gives the duty on, or keeps what was dropped above: else the superior's own duty stays
        the one that everybody has."""
        decision = decision_on(self.plan.choices, key)
        if decision.left_out or not (decision.hand_on or is_kept):
            return
        start, end = self._days(part, decision)
        values = {
            "provision": self._provision(key),
            "wave": self.waves.get(part["wave"]),
            "window": self.windows.get(part["window"]),
            "kind": part["kind"],
            "text": part["text"],
            "audience": self._audience(key, "all" if is_kept else "branch"),
            "inherits_id": _number(key),
            "report_to": part["report_to"],
            "report_via": part["report_via"],
            "report_when": part["report_when"],
            "start_expression": start,
            "end_expression": end,
        }
        self._store(key, Duty, values, {"campaign": self.campaign, "position": self._next()})

    def _next(self) -> int:
        last = Duty.objects.filter(campaign=self.campaign).aggregate(last=Max("position"))["last"]
        return 0 if last is None else int(last) + 1

    def _audience(self, key: str, reach: str) -> Audience:
        """The one of before where it still says the same."""
        row = Duty.objects.filter(pk=self.plan.made.get(key)).select_related("audience").first()
        if row and row.audience.rules == RULES[reach]:
            return row.audience
        said = {"printed": PRINTED[reach], "rules": RULES[reach], "included": [], "excluded": []}
        unit: Unit = self.plan.unit
        return make_audience(said, unit)

    def _drop_others(self) -> None:
        gone = {key: pk for key, pk in self.plan.made.items() if key not in self._made}
        for model, parts in ((Wave, Wave.every), (Window, Window.every), (Duty, Duty.objects)):
            area = model.__name__.lower()
            mine = {pk for key, pk in gone.items() if self._area(key, area)}
            parts.filter(pk__in=mine).update(dropped_at=self.now)

    def _area(self, key: str, area: str) -> bool:
        """Additions say in what was adopted before which kind of part they are."""
        before = additions(self.plan.adopted).get(key)
        return before.area == area if before else key.startswith(f"{area}:")


def _number(key: str) -> int:
    return int(key.partition(":")[2])


def _day(value: str | None) -> date | None:
    return iso_day(value) if value else None
