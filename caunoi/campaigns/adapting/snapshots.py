"""The parts of a campaign as values that can be kept and compared: waves, windows and duties with all that says their days.

A part is named by its key: "wave:12", "window:7", "duty:40".
"""

from collections.abc import Iterable, Mapping
from typing import Any

from caunoi.campaigns.models import Anchor, Campaign, Duty, Wave, Window

AREAS = ("wave", "window", "duty")
Snapshot = dict[str, Any]
Snapshots = dict[str, Snapshot]
Part = Wave | Window | Duty

_WAVE_SAYS = ("printed_start", "printed_end", "start_event", "end_event", "start_expression", "end_expression")
_WINDOW_SAYS = ("event", "relation", "start_expression", "end_expression")
_DUTY_SAYS = ("report_when", "start_expression", "end_expression")
DAYS = {"wave": _WAVE_SAYS, "window": _WINDOW_SAYS, "duty": _DUTY_SAYS}  # what decides the days
SAID = {
    area: ("text", "wave", "window", "kind", *names) for area, names in DAYS.items()
}  # what an amendment may change


def key_of(part: Part) -> str:
    return f"{type(part).__name__.lower()}:{part.pk}"


def area_of(key: str) -> str:
    return key.partition(":")[0]


def snapshots_of(campaign: Campaign) -> Snapshots:
    """Every part in force, in the order of the plan; four queries."""
    waves = list(campaign.waves.select_related("start_anchor", "end_anchor").prefetch_related("windows__anchor"))
    found = {key_of(wave): _of_wave(wave) for wave in waves}
    for wave in waves:
        for window in wave.windows.all():
            found[key_of(window)] = _of_window(wave, window)
    duties = campaign.duties.filter(dropped_at__isnull=True).select_related("wave", "window", "audience")
    found.update({key_of(duty): _of_duty(duty) for duty in duties})
    return found


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _event(anchor: Anchor | None) -> str:
    return anchor.event if anchor else ""


def _of_wave(wave: Wave) -> Snapshot:
    return {
        "text": wave.title,
        "ordinal": wave.ordinal,
        "printed_start": _iso(wave.printed_start),
        "printed_end": _iso(wave.printed_end),
        "start_event": _event(wave.start_anchor),
        "end_event": _event(wave.end_anchor),
        "start_expression": wave.start_expression,
        "end_expression": wave.end_expression,
    }


def _of_window(wave: Wave, window: Window) -> Snapshot:
    return {
        "text": window.title,
        "wave": key_of(wave),
        "position": window.position,
        "relation": window.relation,
        "event": _event(window.anchor),
        "start_expression": window.start_expression,
        "end_expression": window.end_expression,
    }


def _of_duty(duty: Duty) -> Snapshot:
    return {
        "text": duty.text,
        "kind": duty.kind,
        "wave": key_of(duty.wave) if duty.wave else "",
        "window": key_of(duty.window) if duty.window else "",
        "position": duty.position,
        "audience": duty.audience.printed,
        "may_be_left_out": duty.may_be_left_out,
        "report_to": duty.report_to,
        "report_via": duty.report_via,
        "report_when": duty.report_when,
        "start_expression": duty.start_expression,
        "end_expression": duty.end_expression,
    }


def says_the_same(key: str, one: Snapshot, other: Snapshot) -> bool:
    return _says(SAID[area_of(key)], one) == _says(SAID[area_of(key)], other)


def same_days(key: str, one: Snapshot, other: Snapshot) -> bool:
    return _says(DAYS[area_of(key)], one) == _says(DAYS[area_of(key)], other)


def _says(names: Iterable[str], snapshot: Mapping[str, Any]) -> list[Any]:
    return [snapshot.get(name) or "" for name in names]


def of_area(snapshots: Snapshots, area: str) -> Snapshots:
    return {key: one for key, one in snapshots.items() if area_of(key) == area}


def in_wave(snapshots: Snapshots, wave: str, window: str = "") -> Snapshots:
    """Duties that stand directly in the wave ("": in none) and window, in order."""
    found = {
        key: one
        for key, one in of_area(snapshots, "duty").items()
        if (one["wave"], one["window"]) == (wave, window)
    }  # fmt: skip
    return dict(sorted(found.items(), key=lambda item: item[1]["position"]))


def in_plan_order(snapshots: Snapshots) -> Snapshots:
    """Waves, then windows, then duties, each as the plan has them: kept as JSON they lose their order on PostgreSQL."""

    def place(item: tuple[str, Snapshot]) -> tuple[int, int, int]:
        key, one = item
        wave = snapshots.get(one.get("wave") or key, one)
        return AREAS.index(area_of(key)), wave.get("ordinal", 0), one.get("position", 0)

    return dict(sorted(snapshots.items(), key=place))


def waves_in_order(snapshots: Snapshots) -> Snapshots:
    return dict(sorted(of_area(snapshots, "wave").items(), key=lambda item: item[1]["ordinal"]))


def windows_of(snapshots: Snapshots, wave: str) -> Snapshots:
    found = {key: one for key, one in of_area(snapshots, "window").items() if one["wave"] == wave}
    return dict(sorted(found.items(), key=lambda item: item[1]["position"]))
