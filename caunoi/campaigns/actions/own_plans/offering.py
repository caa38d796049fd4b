"""What changed in a superior's campaign, offered to the units with a plan of their own. Nothing follows until they answer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.campaigns.actions.own_plans.locking import locked_plan
from caunoi.campaigns.adapting.snapshots import Snapshot, Snapshots, area_of, says_the_same, snapshots_of
from caunoi.campaigns.enums import PlanChange, ProposalState
from caunoi.campaigns.models import Campaign, OwnPlan, PlanProposal
from caunoi.campaigns.queries.own_plans.parts import current_parts, path_of
from caunoi.campaigns.tasks.own_plans import tell_of_proposals
from caunoi.core import audit


@transaction.atomic
def propose_changes(campaign: Campaign, *, now: datetime) -> int:
    """Offer what has changed in the campaign to every unit with an own plan in force; return how many units have new
    proposals. Safe to run twice.

    A proposal not answered yet gets the newest text, and goes where the change was taken back. What a unit has refused
    is not offered again in the same words.
    """
    plans = list(
        OwnPlan.objects.filter(superior=campaign, campaign__isnull=False).select_related("unit").order_by("pk")
    )
    known = snapshots_of(campaign) if plans else {}
    return sum(_propose(plan, known, now) for plan in plans)


def _propose(plan: OwnPlan, known: Snapshots, now: datetime) -> bool:
    locked, on = locked_plan(plan, None), timezone.localdate(now)
    parts = current_parts(locked.superior, path_of(locked, on=on), on=on, known=known)
    changes = _changes(locked, parts)
    open_ = {key_of_proposal(one): one for one in locked.proposals.filter(state=ProposalState.OPEN)}
    PlanProposal.objects.filter(pk__in=[one.pk for key, one in open_.items() if key not in changes]).delete()
    new = {key: pair for key, pair in changes.items() if key not in open_ or _pair(open_[key]) != pair}
    for key, (before, after) in new.items():
        one = open_.get(key) or PlanProposal(own_plan=locked, area=area_of(key), part=int(key.partition(":")[2]))
        one.before, one.after, one.proposed_at = before, after, now
        one.change = PlanChange.CHANGED if before and after else PlanChange.ADDED if after else PlanChange.DROPPED
        one.save()
    if new or set(open_) - set(changes):
        locked.revision += 1  # who is answering sees that the question has changed
        locked.save(update_fields=["revision"])
    if new:
        audit.record("own_plan.proposed", locked, by=None, now=now, unit_id=locked.unit_id, parts=sorted(new))
        tell_of_proposals.enqueue(locked.pk, locked.revision, len(new))
    return bool(new)


def _pair(one: PlanProposal) -> tuple[Snapshot, Snapshot]:
    return one.before, one.after


def key_of_proposal(one: PlanProposal) -> str:
    return f"{one.area}:{one.part}"


def _changes(plan: OwnPlan, parts: Snapshots) -> dict[str, tuple[Snapshot, Snapshot]]:
    """(before, after) by key for every part that differs from what the unit decided on, less what it refused."""
    refused = {
        key_of_proposal(one): one.after for one in plan.proposals.filter(state=ProposalState.REFUSED).order_by("pk")
    }
    found = {}
    for key in dict.fromkeys((*plan.base, *parts)):
        before, after = plan.base.get(key, {}), parts.get(key, {})
        if before and after and says_the_same(key, before, after):
            continue
        if key not in refused or not _same(key, refused[key], after):
            found[key] = (before, after)
    return found


def _same(key: str, one: Snapshot, other: Snapshot) -> bool:
    return one == other if not (one and other) else says_the_same(key, one, other)
