"""Rows from a blueprint: the instrument and its clauses, the campaign and its parts. Called inside confirm and apply."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from caunoi.campaigns.actions.anchors import link_congresses
from caunoi.campaigns.blueprint import Blueprint, DutyPlan, day, shortened
from caunoi.campaigns.drafts import event_key
from caunoi.campaigns.models import (
    Anchor,
    Basis,
    Campaign,
    Channel,
    Duty,
    Instrument,
    PlanImport,
    Provision,
    Theme,
    Wave,
    Window,
)
from caunoi.campaigns.queries.events import line_above, term_of
from caunoi.campaigns.schedule import redate
from caunoi.core import audit
from caunoi.orgs.models import Audience, Unit

Provisions = dict[str, Provision]


def build_instrument(
    plan_import: PlanImport, *, by: Any, now: datetime, supersedes: Instrument | None = None
) -> Instrument:
    """The paper as confirmed: header, clauses, bases tied to our own copies where the number matches."""
    draft, header = plan_import.draft, plan_import.draft["header"]
    term = term_of(draft)
    instrument = Instrument.objects.create(
        unit=plan_import.unit,
        kind=(header["kind"] or "")[:60],
        number=(header["number"] or "")[:60],
        place=(header["place"] or "")[:80],
        issued_on=day(header["date"]),
        issuer=(header["issuer"] or "")[:250],
        subject=shortened(header["subject"] or "", 600),
        term_start=term[0] if term else None,
        term_end=term[1] if term else None,
        recipients=draft["recipients"],
        signature=draft["signature"],
        slogans=draft["slogans"],
        citations=draft["citations"],
        classification=draft["classification"],
        file=plan_import.file.name,
        original_name=plan_import.original_name,
        sha256=plan_import.sha256,
        version=supersedes.version + 1 if supersedes else 1,
        supersedes=supersedes,
        congress_id=plan_import.congress_id,
    )
    Provision.objects.bulk_create(
        Provision(
            instrument=instrument,
            position=position,
            path=clause["path"][:120],
            label=(clause.get("label") or "")[:40],
            text=clause["text"],
        )
        for position, clause in enumerate(draft["clauses"])
    )
    _add_bases(instrument, draft["bases"], on=now.date())
    audit.record("instrument.created", instrument, by=by, now=now, unit_id=instrument.unit_id, number=instrument.number)
    return instrument


def _add_bases(instrument: Instrument, bases: Iterable[dict[str, Any]], *, on: date) -> None:
    line = [unit.pk for unit in line_above(instrument.unit, on=on)] or [instrument.unit_id]
    for position, basis in enumerate(bases):
        number, issued_on = (basis["number"] or "")[:60], day(basis["date"])
        Basis.objects.create(
            instrument=instrument,
            position=position,
            kind=(basis["kind"] or "")[:80],
            number=number,
            issued_on=issued_on,
            target=_own_copy(number, issued_on, line, besides=instrument),
        )
    if instrument.number:  # papers that came in earlier and rest on this one
        same_day = Q(issued_on=instrument.issued_on) | Q(issued_on__isnull=True)
        waiting = Basis.objects.filter(same_day, target__isnull=True, number__iexact=instrument.number)
        waiting.filter(instrument__unit__in=_branch(instrument.unit, on=on)).exclude(instrument=instrument).update(
            target=instrument
        )


def _branch(unit: Unit, *, on: date) -> list[int]:
    """The unit and every unit below it that keeps a paper."""
    own = Unit.objects.at(on).filter(pk=unit.pk).first()
    if own is None:
        return [unit.pk]
    keeping = Unit.objects.at(on).under(own.path).filter(instruments__isnull=False).distinct()
    return list(keeping.values_list("pk", flat=True))


def _own_copy(number: str, issued_on: date | None, line: list[int], *, besides: Instrument) -> Instrument | None:
    """Our newest copy of the paper of that number, kept by the unit or one above it; a differing date is another paper."""
    if not number:
        return None
    copies = Instrument.objects.filter(unit__in=line, number__iexact=number).exclude(pk=besides.pk)
    if issued_on:
        copies = copies.filter(Q(issued_on=issued_on) | Q(issued_on__isnull=True))
    return copies.order_by("-version", "-pk").first()


def provisions_of(instrument: Instrument) -> Provisions:
    return {provision.path: provision for provision in instrument.provisions.all()}


def build_campaign(
    plan_import: PlanImport, instrument: Instrument, blueprint: Blueprint, *, by: Any, now: datetime
) -> Campaign:
    """The campaign, prepared and not issued, with everything the blueprint names; its days worked out."""
    header = plan_import.draft["header"]
    campaign = Campaign.objects.create(
        unit=plan_import.unit,
        instrument=instrument,
        name=shortened(header["subject"] or str(instrument) or plan_import.original_name, 600),
        created_at=now,
    )
    provisions = provisions_of(instrument)
    Anchor.objects.bulk_create(
        Anchor(campaign=campaign, event=anchor.event, starts_on=anchor.starts_on, ends_on=anchor.ends_on)
        for anchor in blueprint.anchors
    )
    link_congresses(campaign, plan_import.draft, by=by, now=now)
    anchors = anchors_by_key(campaign)
    waves = add_waves(campaign, blueprint, provisions, anchors)
    windows = add_windows(blueprint, provisions, anchors, waves)
    for position, theme in enumerate(blueprint.themes, 1):  # shown as its number
        Theme.objects.create(campaign=campaign, provision=provisions[theme.path], position=position, title=theme.title)
    for position, channel in enumerate(blueprint.channels):
        Channel.objects.create(
            campaign=campaign,
            provision=provisions[channel.path],
            position=position,
            title=channel.title,
            kinds=list(channel.kinds),
        )
    audiences = {key: make_audience(blueprint.audiences[key], campaign.unit) for key in blueprint.used_audiences}
    Duty.objects.bulk_create(
        new_duty(campaign, duty, position, provisions, waves, windows, audiences[duty.audience])
        for position, duty in enumerate(blueprint.duties)
    )
    redate(campaign, by=by, now=now)
    audit.record("campaign.created", campaign, by=by, now=now, unit_id=campaign.unit_id, duties=len(blueprint.duties))
    return campaign


def anchors_by_key(campaign: Campaign) -> dict[str, Anchor]:
    return {event_key(anchor.event): anchor for anchor in campaign.anchors.all()}


def add_waves(
    campaign: Campaign, blueprint: Blueprint, provisions: Provisions, anchors: dict[str, Anchor]
) -> dict[int, Wave]:
    """Rows of the blueprint's waves, by ordinal."""
    return {
        wave.ordinal: Wave.objects.create(
            campaign=campaign,
            provision=provisions.get(wave.path),
            ordinal=wave.ordinal,
            title=wave.title,
            printed_start=wave.start,
            printed_end=wave.end,
            start_anchor=anchors.get(event_key(wave.start_event)),
            end_anchor=anchors.get(event_key(wave.end_event)),
        )
        for wave in blueprint.waves
    }


def add_windows(
    blueprint: Blueprint, provisions: Provisions, anchors: dict[str, Anchor], waves: dict[int, Wave]
) -> dict[str, Window]:
    """Rows of the blueprint's windows, by path."""
    return {
        window.path: Window.objects.create(
            wave=waves[window.wave],
            provision=provisions.get(window.path),
            anchor=anchors.get(event_key(window.event)),
            relation=window.relation,
            position=window.position,
            title=window.title,
        )
        for window in blueprint.windows
    }


def make_audience(audience: dict[str, Any], base: Unit) -> Audience:
    made = Audience.objects.create(base=base, printed=audience["printed"], rules=audience["rules"])
    for codes, side in ((audience["included"], made.included), (audience["excluded"], made.excluded)):
        if codes:
            side.set(Unit.objects.filter(code__in=codes))
    return made


def new_duty(
    campaign: Campaign,
    duty: DutyPlan,
    position: int,
    provisions: Provisions,
    waves: Mapping[int, Wave | None],
    windows: Mapping[str, Window | None],
    audience: Audience,
) -> Duty:
    """An unsaved row of the duty."""
    return Duty(
        campaign=campaign,
        provision=provisions[duty.path],
        wave=waves[duty.wave] if duty.wave is not None else None,
        window=windows.get(duty.window),
        audience=audience,
        kind=duty.kind,
        position=position,
        text=duty.text,
        report_to=duty.report_to[:250],
        report_via=duty.report_via[:250],
        report_when=duty.report_when[:250],
    )
