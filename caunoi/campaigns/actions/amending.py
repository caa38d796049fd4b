"""One accepted difference after another, written into the rows of a campaign. Called inside ``apply_amendment``."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from caunoi.campaigns.actions.building import make_audience, new_duty
from caunoi.campaigns.blueprint import AnchorPlan, Blueprint, ChannelPlan, DutyPlan, ThemePlan, WavePlan, WindowPlan
from caunoi.campaigns.comparison import Area, Change, Comparison, Difference
from caunoi.campaigns.drafts import event_key
from caunoi.campaigns.models import Anchor, Campaign, Channel, Duty, Provision, Theme, Wave, Window
from caunoi.orgs.models import Audience

PARKED = 1000  # added to a wave's number while others change theirs


@dataclass
class Amender:
    """``ordinals`` maps the number of a wave in the paper to its number in the campaign; ``provisions`` are the new
    paper's clauses by path, ``standing_on`` those of the version before."""

    campaign: Campaign
    blueprint: Blueprint
    provisions: dict[str, Provision]
    standing_on: dict[str, Provision]
    ordinals: dict[int, int]
    now: datetime
    audiences: dict[str, Audience] = field(default_factory=dict)
    _duties: dict[DutyPlan, int] = field(default_factory=dict)
    _windows: dict[WindowPlan, int] = field(default_factory=dict)
    _waves: dict[int, int] = field(default_factory=dict)
    _numbers: dict[int, int] = field(default_factory=dict)  # wave → the number it is to get

    @property
    def windows(self) -> QuerySet[Window]:
        return Window.objects.filter(wave__campaign=self.campaign)

    def apply(self, one: Difference) -> None:
        appliers = {
            Area.ANCHOR: self._anchor,
            Area.WAVE: self._wave,
            Area.WINDOW: self._window,
            Area.THEME: self._theme,
            Area.CHANNEL: self._channel,
            Area.DUTY: self._duty,
        }
        appliers[one.area](one)

    def settle_places(self, comparison: Comparison) -> None:
        """Find, before any clause moves, the rows that the compared duties and windows stand for."""
        duties = self.campaign.duties.filter(
            dropped_at__isnull=True, provision__instrument=self.campaign.instrument_id
        ).select_related("provision", "wave")
        rows = {(d.provision.path, d.kind, d.wave.ordinal if d.wave else None): d.pk for d in duties}
        self._waves = dict(self.campaign.waves.values_list("ordinal", "pk"))
        standing = [one.old for one in comparison.differences if one.area == Area.DUTY and one.old]
        for plan in standing:
            self._duties[plan] = rows[plan.path, plan.kind, plan.wave]
        parts = {(p.wave.ordinal, p.relation, p.position): p.pk for p in self.windows.select_related("wave")}
        for one in comparison.differences:
            if one.area == Area.WINDOW and one.old:
                self._windows[one.old] = parts[one.old.wave, one.old.relation, one.old.position]

    # Events

    def _anchor(self, one: Difference) -> None:
        if one.change == Change.ADDED:
            self._anchor_of(one.new.event)
        elif one.change == Change.REDATED:
            self._redate_anchor(one.new)
        else:
            self.campaign.anchors.filter(event=one.old.event).delete()

    def _redate_anchor(self, plan: AnchorPlan) -> None:
        for anchor in self.campaign.anchors.select_related("congress"):
            if event_key(anchor.event) == plan.key:
                anchor.starts_on, anchor.ends_on, anchor.congress = plan.starts_on, plan.ends_on, None
                anchor.save(update_fields=["starts_on", "ends_on", "congress"])

    def _anchor_of(self, event: str) -> Anchor | None:
        """The campaign's anchor of that event, made with the days the paper gives when there is none."""
        if not event:
            return None
        for anchor in self.campaign.anchors.all():
            if event_key(anchor.event) == event_key(event):
                return anchor
        plan = next((one for one in self.blueprint.anchors if one.key == event_key(event)), AnchorPlan(event))
        return Anchor.objects.create(
            campaign=self.campaign, event=plan.event, starts_on=plan.starts_on, ends_on=plan.ends_on
        )

    # Waves and windows

    def _wave(self, one: Difference) -> None:
        if one.change == Change.DROPPED:
            self._drop(Wave.objects.filter(pk=self._waves[one.old.ordinal]))
        elif one.change == Change.ADDED:
            self._add_wave(one.new)
        else:
            wave = Wave.objects.get(pk=self._waves[one.old.ordinal])
            self._date_wave(wave, one.new) if one.change == Change.REDATED else self._name_wave(wave, one.new)

    def _add_wave(self, plan: WavePlan) -> None:
        taken = set(self.campaign.waves.values_list("ordinal", flat=True))
        ordinal = plan.ordinal if plan.ordinal not in taken else max(taken) + 1
        self.ordinals[plan.ordinal] = ordinal
        wave = Wave(campaign=self.campaign, provision=self.provisions.get(plan.path), ordinal=ordinal, title=plan.title)
        wave.save()
        self._date_wave(wave, plan)

    def _name_wave(self, wave: Wave, plan: WavePlan) -> None:
        wave.title = plan.title
        wave.provision = self.provisions.get(plan.path) or wave.provision
        wave.save(update_fields=["title", "provision"])
        if wave.ordinal != plan.ordinal:
            self._numbers[wave.pk] = plan.ordinal

    def settle_numbers(self) -> None:
        """Give the renamed waves their new numbers, all together: one may take what another leaves. Kept as they are
        where a wave that was not renamed holds the number still."""
        numbers = dict(self.campaign.waves.values_list("pk", "ordinal")) | self._numbers
        if self._numbers and len(set(numbers.values())) == len(numbers):
            for pk, ordinal in self._numbers.items():
                Wave.objects.filter(pk=pk).update(ordinal=ordinal + PARKED)
            for pk, ordinal in self._numbers.items():
                Wave.objects.filter(pk=pk).update(ordinal=ordinal)
                self.ordinals[ordinal] = ordinal
        self._numbers = {}

    def _date_wave(self, wave: Wave, plan: WavePlan) -> None:
        wave.printed_start, wave.printed_end = plan.start, plan.end
        wave.start_anchor, wave.end_anchor = self._anchor_of(plan.start_event), self._anchor_of(plan.end_event)
        wave.save(update_fields=["printed_start", "printed_end", "start_anchor", "end_anchor"])

    def _window(self, one: Difference) -> None:
        if one.change == Change.DROPPED:
            self._drop(Window.objects.filter(pk=self._windows[one.old]))
            return
        plan: WindowPlan = one.new
        wave = self._wave_row(plan.wave)
        if wave is None:
            return  # its wave was left out
        values: dict[str, Any] = {
            "wave": wave,
            "provision": self.provisions.get(plan.path),
            "anchor": self._anchor_of(plan.event),
            "relation": plan.relation,
            "position": plan.position,
            "title": plan.title,
        }
        key = self._windows.get(one.old) if one.old else None
        if key:
            Window.objects.filter(pk=key).update(**values)
        else:
            Window.objects.create(**values)

    def _wave_row(self, ordinal: int | None) -> Wave | None:
        """The campaign's wave for a wave of the paper."""
        if ordinal is None or ordinal not in self.ordinals:
            return None
        wave: Wave | None = self.campaign.waves.filter(ordinal=self.ordinals[ordinal]).first()
        return wave

    # Themes and channels

    def _theme(self, one: Difference) -> None:
        if one.change == Change.DROPPED:
            self._drop(self._on(self.campaign.themes, one.old))
        elif one.change == Change.CHANGED:
            self._on(self.campaign.themes, one.new, moved=True).update(title=one.new.title)
        else:
            plan: ThemePlan = one.new
            Theme.objects.create(
                campaign=self.campaign,
                provision=self.provisions[plan.path],
                position=_next(self.campaign.themes),
                title=plan.title,
            )

    def _channel(self, one: Difference) -> None:
        if one.change == Change.DROPPED:
            self._drop(self._on(self.campaign.channels, one.old))
        elif one.change == Change.CHANGED:
            values = {"title": one.new.title, "kinds": list(one.new.kinds)}
            self._on(self.campaign.channels, one.new, moved=True).update(**values)
        else:
            plan: ChannelPlan = one.new
            Channel.objects.create(
                campaign=self.campaign,
                provision=self.provisions[plan.path],
                position=_next(self.campaign.channels),
                title=plan.title,
                kinds=list(plan.kinds),
            )

    def _on(self, parts: Any, plan: ThemePlan | ChannelPlan, *, moved: bool = False) -> QuerySet[Any]:
        """The parts that stand on the plan's clause, in the new paper (``moved``) or in the version before.

        A clause that was carried on has moved already, even where the theme on it is dropped.
        """
        if moved:
            return parts.filter(provision=self.provisions[plan.path])  # type: ignore[no-any-return]
        before = self.standing_on[plan.path]
        return parts.filter(Q(provision=before) | Q(provision__continues=before))  # type: ignore[no-any-return]

    # Duties

    def _duty(self, one: Difference) -> None:
        if one.change == Change.DROPPED:
            self._drop(Duty.objects.filter(pk=self._duties[one.old]))
        elif one.change == Change.CHANGED:
            self._change_duty(Duty.objects.select_related("audience").get(pk=self._duties[one.old]), one.new)
        else:
            self._add_duty(one.new)

    def _change_duty(self, duty: Duty, plan: DutyPlan) -> None:
        duty.text = plan.text
        if duty.audience.printed != self.blueprint.audiences[plan.audience]["printed"]:
            duty.audience = self._audience(plan.audience)
        duty.save(update_fields=["text", "audience"])

    def _add_duty(self, plan: DutyPlan) -> None:
        wave = self._wave_row(plan.wave)
        window = (
            self.windows.filter(provision=self.provisions.get(plan.window)).first() if plan.window and wave else None
        )
        new_duty(
            self.campaign,
            plan,
            _next(self.campaign.duties),
            self.provisions,
            {plan.wave: wave} if plan.wave is not None else {},
            {plan.window: window},
            self._audience(plan.audience),
        ).save()

    def _audience(self, key: str) -> Audience:
        if key not in self.audiences:
            self.audiences[key] = make_audience(self.blueprint.audiences[key], self.campaign.unit)
        return self.audiences[key]

    def _drop(self, parts: QuerySet[Any]) -> None:
        parts.update(dropped_at=self.now)


def _next(parts: Any) -> int:
    last = parts.model._base_manager.filter(campaign=parts.instance).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
