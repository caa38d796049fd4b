"""Writing an own plan: each decision is kept, can be undone, and changes nothing outside before the plan is adopted."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.own_plans.locking import locked_plan
from caunoi.campaigns.adapting.choices import (
    Addition,
    Choices,
    Decision,
    Header,
    additions,
    expression_of,
    with_addition,
    with_decision,
    with_header,
    without_addition,
)
from caunoi.campaigns.adapting.snapshots import Snapshot, area_of
from caunoi.campaigns.models import Campaign, Delivery, OwnPlan
from caunoi.campaigns.queries.own_plans.parts import days_of, parts_of
from caunoi.campaigns.queries.own_plans.wording import days_in_words
from caunoi.campaigns.schedule.spans import OPEN
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit, User

REMEMBERED = 20  # decisions that can be undone


@transaction.atomic
def start_own_plan(superior: Campaign, unit: Unit, *, by: User | None, now: datetime) -> OwnPlan:
    """The unit's plan for a campaign that it received; the one it has, where it was started before.

    ``Refused``: ``not_received``.
    """
    if not Delivery.objects.filter(campaign=superior, unit=unit).exists():
        message = _("Your unit has not received this campaign, so there is nothing to make a plan from.")
        raise Refused(message, code="not_received")
    plan, is_new = OwnPlan.objects.get_or_create(
        unit=unit, superior=superior, defaults={"started_by": by, "started_at": now}
    )
    if is_new:
        audit.record("own_plan.started", plan, by=by, now=now, unit_id=unit.pk, campaign=superior.pk)
    return plan


@transaction.atomic
def decide_part(
    plan: OwnPlan, key: str, decision: Decision, *, revision: int | None, by: User | None, now: datetime
) -> OwnPlan:
    """Keep what the unit decided on a part of the superior's plan.

    ``Refused``: ``no_part``; ``mandatory`` for a duty that may not be left out; ``reason_missing``; ``not_understood``;
    ``ends_before_start``; ``ring`` where waves would hang on each other; ``outside_window`` for days outside the superior's
    without a reason.
    """
    locked = locked_plan(plan, revision)
    parts = parts_of(locked, on=timezone.localdate(now))
    if key not in parts:
        raise Refused(_("This part is no longer in the plan."), code="no_part")
    _check_left_out(parts[key], key, decision)
    choices = with_decision(locked.choices, key, decision)
    if decision.is_dated:
        _check_days(locked, choices, key, decision.reason, now)
    return _keep(locked, choices, "own_plan.decided", key, asdict(decision), by, now)


def _check_left_out(part: Snapshot, key: str, decision: Decision) -> None:
    if not decision.left_out:
        return
    if area_of(key) != "duty" or not part["may_be_left_out"]:
        message = _(
            "The level above has made this mandatory: it cannot be left out. Ask about it as an obstacle instead."
        )
        raise Refused(message, code="mandatory")
    if not decision.reason:
        raise Refused(_("Say why the duty does not apply to your unit."), code="reason_missing")


def _check_days(plan: OwnPlan, choices: Choices, key: str, reason: str, now: datetime) -> None:
    for sentence in (choices["parts"][key]["start"], choices["parts"][key]["end"]):
        expression_of(sentence)
    days = days_of(plan, choices, on=timezone.localdate(now))
    if days.is_ring:
        raise Refused(_("These waves would hang on each other, so that none of them has a day."), code="ring")
    own = days.own.get(key, OPEN)
    if choices["parts"][key]["start"] and own.starts_on is None and own.ends_on:
        raise Refused(_("The first day lies after the last."), code="ends_before_start")
    if days.leaves_window(key) and not reason:
        window = days_in_words(days.above[key])
        message = _("The level above has set: %(window)s. Say why your unit needs other days; it will be seen above.")
        raise Refused(message % {"window": window}, code="outside_window")


@transaction.atomic
def add_part(plan: OwnPlan, addition: Addition, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Add a wave, duty or target of the unit's own. ``Refused``: ``not_understood``, ``no_part`` for an unknown wave."""
    locked = locked_plan(plan, revision)
    _check_addition(locked, addition, now)
    return _keep(locked, with_addition(locked.choices, "", addition), "own_plan.added", "", asdict(addition), by, now)


@transaction.atomic
def change_addition(
    plan: OwnPlan, key: str, addition: Addition, *, revision: int | None, by: User | None, now: datetime
) -> OwnPlan:
    locked = locked_plan(plan, revision)
    _known_addition(locked, key)
    _check_addition(locked, addition, now)
    return _keep(locked, with_addition(locked.choices, key, addition), "own_plan.added", key, asdict(addition), by, now)


@transaction.atomic
def remove_addition(plan: OwnPlan, key: str, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Take an addition out again; duties in an added wave stay and hold throughout."""
    locked = locked_plan(plan, revision)
    detail = asdict(_known_addition(locked, key))
    return _keep(locked, without_addition(locked.choices, key), "own_plan.removed", key, detail, by, now)


def _known_addition(plan: OwnPlan, key: str) -> Addition:
    found = additions(plan.choices).get(key)
    if found is None:
        raise Refused(_("This part is no longer in the plan."), code="no_part")
    return found


def _check_addition(plan: OwnPlan, addition: Addition, now: datetime) -> None:
    for sentence in (addition.start, addition.end):
        expression_of(sentence)
    own_waves = [key for key, one in additions(plan.choices).items() if one.area == "wave"]
    if addition.wave and addition.wave not in (*own_waves, *parts_of(plan, on=timezone.localdate(now))):
        raise Refused(_("This part is no longer in the plan."), code="no_part")


@transaction.atomic
def set_header(plan: OwnPlan, header: Header, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Number, day, place, purpose and signature of the unit's paper."""
    locked = locked_plan(plan, revision)
    return _keep(locked, with_header(locked.choices, header), "own_plan.headed", "", asdict(header), by, now)


@transaction.atomic
def undo_decision(plan: OwnPlan, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Take back the last decision that is not adopted yet. ``Refused``: ``nothing_to_undo``."""
    locked = locked_plan(plan, revision)
    if not locked.history:
        raise Refused(_("There is nothing to take back."), code="nothing_to_undo")
    locked.choices, locked.history = locked.history[-1], locked.history[:-1]
    _store(locked)
    audit.record("own_plan.undone", locked, by=by, now=now, unit_id=locked.unit_id)
    return locked


@transaction.atomic
def discard_changes(plan: OwnPlan, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Back to what was adopted; everything decided since can still be brought back by ``undo_decision``."""
    locked = locked_plan(plan, revision)
    return _keep(locked, locked.adopted, "own_plan.discarded", "", {}, by, now)


@transaction.atomic
def withdraw_own_plan(plan: OwnPlan, *, revision: int | None, by: User | None, now: datetime) -> None:
    """Give up a plan that is not adopted. ``Refused``: ``adopted``."""
    locked = locked_plan(plan, revision)
    if locked.campaign_id:
        message = _("The plan is in force: units below work by it. Change it and adopt the change instead.")
        raise Refused(message, code="adopted")
    audit.record("own_plan.withdrawn", locked, by=by, now=now, unit_id=locked.unit_id, campaign=locked.superior_id)
    locked.delete()


def _keep(
    plan: OwnPlan, choices: Choices, action: str, key: str, detail: Choices, by: User | None, now: datetime
) -> OwnPlan:
    """Store the choices; what they replace can be brought back. The same choices again change nothing."""
    if choices == plan.choices:
        return plan
    plan.history = [*plan.history, plan.choices][-REMEMBERED:]
    plan.choices = choices
    _store(plan)
    people = {"people": len(detail["people"])} if "people" in detail else {}
    audit.record(action, plan, by=by, now=now, unit_id=plan.unit_id, part=key, decided={**detail, **people})
    return plan


def _store(plan: OwnPlan) -> None:
    plan.revision += 1
    plan.save(update_fields=["choices", "history", "revision"])
