"""A unit's answers to what is proposed from above: taken, or refused with the reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.own_plans.adopting import put_in_force
from caunoi.campaigns.actions.own_plans.locking import locked_plan
from caunoi.campaigns.actions.own_plans.offering import key_of_proposal
from caunoi.campaigns.adapting.choices import Choices, decision_on, with_own_days_gone
from caunoi.campaigns.adapting.snapshots import same_days
from caunoi.campaigns.enums import ProposalState
from caunoi.campaigns.models import OwnPlan, PlanProposal
from caunoi.campaigns.tasks.own_plans import tell_of_refusal
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User


@transaction.atomic
def take_proposals(
    plan: OwnPlan, proposals: Collection[int], *, revision: int | None, by: User | None, now: datetime
) -> int:
    """Take these open proposals (keys) into the plan at once; return how many were taken.

    Where the superior's days changed, they replace the unit's own for that part; all else that the unit adapted stays.
    """
    locked = locked_plan(plan, revision)
    chosen = list(locked.proposals.filter(pk__in=proposals, state=ProposalState.OPEN))
    if not chosen:
        return 0
    adopted, written = locked.adopted, locked.choices
    for one in chosen:
        key = key_of_proposal(one)
        if not (one.before and one.after and same_days(key, one.before, one.after)):
            adopted, written = with_own_days_gone(adopted, key), with_own_days_gone(written, key)
        if one.after:
            locked.base[key] = one.after
        else:
            del locked.base[key]
    answered = {"answered_at": now, "answered_by": by}
    PlanProposal.objects.filter(pk__in=[one.pk for one in chosen]).update(state=ProposalState.TAKEN, **answered)
    _apply(locked, adopted, written, by=by, now=now)
    audit.record(
        "own_plan.taken", locked, by=by, now=now, unit_id=locked.unit_id, parts=[key_of_proposal(one) for one in chosen]
    )
    return len(chosen)


@transaction.atomic
def refuse_proposal(
    proposal: PlanProposal, reason: str, *, revision: int | None, by: User | None, now: datetime
) -> PlanProposal:
    """Keep the part as it was and say why; a duty dropped above then goes on as the unit's own.

    ``Refused``: ``reason_missing``; ``answered`` when it was answered before.
    """
    locked = locked_plan(proposal.own_plan, revision)
    if not nfc(reason):
        raise Refused(_("Say why your unit does not take this up; it is seen above."), code="reason_missing")
    values = {"state": ProposalState.REFUSED, "reason": nfc(reason)[:500], "answered_at": now, "answered_by": by}
    if not PlanProposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(**values):
        raise Refused(_("This has been answered already."), code="answered")
    _apply(locked, locked.adopted, locked.choices, by=by, now=now)
    audit.record(
        "own_plan.refused",
        locked,
        by=by,
        now=now,
        unit_id=locked.unit_id,
        part=key_of_proposal(proposal),
        reason=values["reason"],
    )
    tell_of_refusal.enqueue(proposal.pk)
    return PlanProposal.objects.get(pk=proposal.pk)


def _apply(plan: OwnPlan, adopted: Choices, written: Choices, *, by: User | None, now: datetime) -> None:
    """In force at once; what is being written and not adopted stays so."""
    plan.choices = adopted
    put_in_force(plan, by=by, now=now)
    plan.choices = written
    plan.revision += 1
    plan.save(update_fields=["choices", "revision"])


def unadapted(plan: OwnPlan) -> list[int]:
    """Keys of the open proposals on parts that the unit has not adapted."""
    waiting = plan.proposals.filter(state=ProposalState.OPEN)
    return [one.pk for one in waiting if not decision_on(plan.adopted, key_of_proposal(one)).is_adapted]
