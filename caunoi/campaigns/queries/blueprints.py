"""A running campaign in the shape of a blueprint, so that a new paper can be compared with it."""

from typing import Any

from caunoi.campaigns.blueprint import (
    AnchorPlan,
    Blueprint,
    ChannelPlan,
    DutyPlan,
    ThemePlan,
    WavePlan,
    WindowPlan,
)
from caunoi.campaigns.models import Campaign, Duty, Provision
from caunoi.campaigns.outline import Clause


def blueprint_of_campaign(campaign: Campaign) -> Blueprint:
    """What stands on the version in force. Parts taken from other papers are left out: a new version does not concern them."""
    own = campaign.instrument_id
    duties = [duty for duty in _duties(campaign) if duty.provision.instrument_id == own]
    waves = campaign.waves.select_related("provision", "start_anchor", "end_anchor")
    return Blueprint(
        clauses=tuple(
            Clause(one.position, one.path, one.label, one.text) for one in campaign.instrument.provisions.all()
        ),
        anchors=tuple(AnchorPlan(one.event, one.starts_on, one.ends_on) for one in campaign.anchors.all()),
        waves=tuple(_wave(wave) for wave in waves),
        windows=tuple(
            WindowPlan(
                _path(part.provision), wave.ordinal, part.position, part.relation, _event(part.anchor), part.title
            )
            for wave in waves.prefetch_related("windows__provision", "windows__anchor")
            for part in wave.windows.all()
        ),
        themes=tuple(
            ThemePlan(one.provision.path, one.title)
            for one in campaign.themes.filter(provision__instrument=own).select_related("provision")
        ),
        channels=tuple(
            ChannelPlan(one.provision.path, one.title, tuple(one.kinds))
            for one in campaign.channels.filter(provision__instrument=own).select_related("provision")
        ),
        duties=tuple(_duty(duty) for duty in duties),
        audiences={str(duty.audience_id): {"printed": duty.audience.printed} for duty in duties},
    )


def _duties(campaign: Campaign) -> list[Duty]:
    standing = campaign.duties.filter(dropped_at__isnull=True)
    return list(standing.select_related("provision", "wave", "window__provision", "audience"))


def _wave(wave: Any) -> WavePlan:
    return WavePlan(
        path=_path(wave.provision),
        ordinal=wave.ordinal,
        title=wave.title,
        start=wave.printed_start,
        end=wave.printed_end,
        start_event=_event(wave.start_anchor),
        end_event=_event(wave.end_anchor),
    )


def _duty(duty: Duty) -> DutyPlan:
    return DutyPlan(
        path=duty.provision.path,
        kind=duty.kind,
        text=duty.text,
        audience=str(duty.audience_id),
        wave=duty.wave.ordinal if duty.wave else None,
        window=_path(duty.window.provision) if duty.window else "",
        report_to=duty.report_to,
        report_via=duty.report_via,
        report_when=duty.report_when,
    )


def _path(provision: Provision | None) -> str:
    return provision.path if provision else ""


def _event(anchor: Any) -> str:
    return anchor.event if anchor else ""
