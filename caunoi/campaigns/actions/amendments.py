"""A new version of the plan, or a later paper, applied to the running campaign: what the officer accepted, nothing else."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.amending import Amender
from caunoi.campaigns.actions.anchors import link_congresses
from caunoi.campaigns.actions.building import build_instrument, provisions_of
from caunoi.campaigns.actions.imports import StaleRevision
from caunoi.campaigns.actions.issue import extend_issue
from caunoi.campaigns.actions.own_plans import propose_changes
from caunoi.campaigns.blueprint import blueprint_of
from caunoi.campaigns.comparison import Area, Change, Comparison, Difference
from caunoi.campaigns.enums import CampaignState, ImportState
from caunoi.campaigns.models import Basis, Campaign, Instrument, PlanImport, Provision
from caunoi.campaigns.queries.amendments import LATER, VERSION, compare_import, kind_of_amendment
from caunoi.campaigns.schedule import redate
from caunoi.campaigns.tasks.amendments import tell_of_amendment
from caunoi.core import audit
from caunoi.core.errors import Refused

# An event is dated before the waves that hang on it, a wave is there before its windows and duties; what is dropped
# goes first and frees its number.
ORDER = [Area.ANCHOR, Area.WAVE, Area.WINDOW, Area.THEME, Area.CHANNEL, Area.DUTY]
CHANGES = [Change.DROPPED, Change.CHANGED, Change.REDATED, Change.ADDED]


@transaction.atomic
def choose_kind(plan_import: PlanImport, *, kind: str, by: Any, now: datetime) -> PlanImport:
    """Say whether the paper is a new version of the campaign's plan or a later paper beside it."""
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if kind not in (VERSION, LATER) or locked.state != ImportState.REVIEW or locked.amends_id is None:
        raise Refused(_("This paper is no longer open for review."), code="not_in_review")
    locked.draft["amends_as"] = kind
    locked.revision += 1
    locked.save(update_fields=["draft", "revision"])
    audit.record("amendment.kind_chosen", locked, by=by, now=now, unit_id=locked.unit_id, kind=kind)
    return locked


@transaction.atomic
def apply_amendment(
    plan_import: PlanImport, *, accepted: Collection[str], by: Any, now: datetime, revision: int | None = None
) -> Campaign:
    """Take the accepted differences (their ids) into the campaign. Applied twice, it is applied once.

    A new version becomes the instrument in force, all its clauses with it; a later paper joins the chain beside it.
    Activities keep what they served; dropped duties keep their history; new duties go to the units at once.
    """
    locked = (
        PlanImport.objects.select_for_update(of=("self",)).select_related("unit", "campaign").get(pk=plan_import.pk)
    )
    if locked.state == ImportState.CONFIRMED and locked.campaign:
        return locked.campaign
    if locked.state != ImportState.REVIEW or locked.amends_id is None:
        raise Refused(_("This paper is no longer open for review."), code="not_in_review")
    if revision is not None and locked.revision != revision:
        raise StaleRevision(
            _("This paper was corrected in another tab or by somebody else. Check it and save once more."), code="stale"
        )
    campaign = (
        Campaign.objects.select_for_update(of=("self",)).select_related("instrument", "unit").get(pk=locked.amends_id)
    )
    comparison = compare_import(locked, campaign)
    chosen = [one for one in comparison.choices if one.id in accepted]
    _apply(locked, campaign, comparison, chosen, by=by, now=now)
    locked.state, locked.campaign, locked.confirmed_at = ImportState.CONFIRMED, campaign, now
    locked.save(update_fields=["state", "campaign", "confirmed_at"])
    audit.record(
        "amendment.applied",
        locked,
        by=by,
        now=now,
        unit_id=locked.unit_id,
        campaign=campaign.pk,
        accepted=[one.id for one in chosen],
        left=[one.id for one in comparison.choices if one.id not in accepted],
    )
    if campaign.state == CampaignState.ISSUED:
        extend_issue(campaign, by=by, now=now)
        propose_changes(campaign, now=now)
        tell_of_amendment.enqueue(str(locked.pk), len(chosen))
    return campaign


def _apply(
    plan_import: PlanImport,
    campaign: Campaign,
    comparison: Comparison,
    chosen: list[Difference],
    *,
    by: Any,
    now: datetime,
) -> None:
    is_version = kind_of_amendment(plan_import.draft, campaign) == VERSION
    before = campaign.instrument
    instrument = build_instrument(plan_import, by=by, now=now, supersedes=before if is_version else None)
    amender = Amender(
        campaign=campaign,
        blueprint=blueprint_of(plan_import.draft),
        provisions=provisions_of(instrument),
        standing_on=provisions_of(before),
        ordinals={other.ordinal: one.ordinal for one, other in comparison.waves},
        now=now,
    )
    if is_version:
        _carry_on(campaign, before, instrument, comparison, amender)
    else:
        _join_chain(campaign, instrument, now)
    for area in ORDER:
        for change in CHANGES:
            for one in chosen:
                if (one.area, one.change) == (area, change):
                    amender.apply(one)
            if (area, change) == (Area.WAVE, Change.CHANGED):
                amender.settle_numbers()
    link_congresses(campaign, plan_import.draft, by=by, now=now)
    redate(campaign, by=by, now=now)


def _carry_on(
    campaign: Campaign, before: Instrument, instrument: Instrument, comparison: Comparison, amender: Amender
) -> None:
    """The new version is in force: each clause remembers the one it carries on, and what stood on that one stands on it."""
    amender.settle_places(comparison)
    carried = []
    for path, old_path in comparison.clauses.items():
        provision = amender.provisions[path]
        provision.continues = amender.standing_on[old_path]
        carried.append(provision)
    Provision.objects.bulk_update(carried, ["continues"], batch_size=500)
    for provision in carried:
        for parts in (campaign.duties, campaign.waves, campaign.themes, campaign.channels, amender.windows):
            parts.filter(provision=provision.continues).update(provision=provision)
    campaign.instrument = instrument
    campaign.save(update_fields=["instrument"])


def _join_chain(campaign: Campaign, instrument: Instrument, now: datetime) -> None:
    """A later paper stands among those that the plan rests on, marked as taken in since."""
    known = campaign.instrument.bases.filter(number=instrument.number).exclude(number="").first()
    if known:
        known.target = known.target or instrument
        known.save(update_fields=["target"])
        return
    Basis.objects.create(
        instrument=campaign.instrument,
        position=campaign.instrument.bases.count(),
        kind=instrument.kind.capitalize()[:80],
        number=instrument.number,
        issued_on=instrument.issued_on,
        target=instrument,
        added_at=now,
    )
