"""Putting an own plan in force: its paper, its campaign for the units below, its days for what the superior gave them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.duties import follow_own_plans
from caunoi.campaigns.actions.issue import extend_issue, issue_campaign
from caunoi.campaigns.actions.own_plans.departures import write_deviations
from caunoi.campaigns.actions.own_plans.locking import locked_plan
from caunoi.campaigns.actions.own_plans.offering import propose_changes
from caunoi.campaigns.actions.own_plans.rows import Rows, write_paper
from caunoi.campaigns.adapting.choices import decisions
from caunoi.campaigns.blueprint import shortened
from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Campaign, OwnPlan
from caunoi.campaigns.queries.own_plans.lines import lines_of
from caunoi.campaigns.queries.own_plans.papers import contents_of, subject_of
from caunoi.campaigns.queries.own_plans.parts import days_of, parts_of
from caunoi.campaigns.schedule import redate
from caunoi.campaigns.schedule.writing import redate_branch
from caunoi.campaigns.tasks.own_plans import tell_responsible
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import User


@transaction.atomic
def adopt_own_plan(plan: OwnPlan, *, revision: int | None, by: User | None, now: datetime) -> OwnPlan:
    """Put what was written in force, for the first time or as a change.

    ``Refused``: ``nothing_new`` when all of it is in force already; ``mandatory`` and ``outside_window`` where the superior
    has changed the plan since a decision was taken and the decision no longer holds.
    """
    locked = locked_plan(plan, revision)
    on = timezone.localdate(now)
    if locked.campaign_id and locked.choices == locked.adopted:
        raise Refused(_("Everything you see here is in force already."), code="nothing_new")
    if not locked.campaign_id:
        locked.base = parts_of(locked, on=on)
    _check(locked, now)
    put_in_force(locked, by=by, now=now)
    locked.adopted_by, locked.history = by, []
    locked.revision += 1
    locked.save(update_fields=["adopted_by", "history", "revision"])
    numbers = {change: locked.deviations.filter(change=change).count() for change in ("dated", "added", "left_out")}
    audit.record("own_plan.adopted", locked, by=by, now=now, unit_id=locked.unit_id, **numbers)
    tell_responsible.enqueue(locked.pk)
    return locked


def _check(plan: OwnPlan, now: datetime) -> None:
    """What was decided must still be allowed: the superior may have moved its days or made a duty mandatory."""
    days = days_of(plan, plan.choices, on=timezone.localdate(now))
    mandatory = {f"duty:{one.pk}" for one in plan.superior.duties.all() if not one.may_be_left_out}
    for key, decision in decisions(plan.choices).items():
        if decision.left_out and key in mandatory:
            message = _("“%(part)s” has been made mandatory above: it cannot be left out any more.")
            raise Refused(message % {"part": plan.base[key]["text"]}, code="mandatory")
        if key in plan.base and decision.is_dated and not decision.reason and days.leaves_window(key):
            message = _(
                "The days of “%(part)s” lie outside what the level above has set by now. Say why, or change them."
            )
            raise Refused(message % {"part": plan.base[key]["text"]}, code="outside_window")


def put_in_force(plan: OwnPlan, *, by: User | None, now: datetime) -> None:
    """Bring everything in line with ``plan.choices`` and ``plan.base``; the plan must be locked. Safe to run twice but for
    the paper, of which each run writes a version."""
    on = timezone.localdate(now)
    days = days_of(plan, plan.choices, on=on)
    clauses = write_paper(plan, lines_of(contents_of(plan, plan.choices, on=on, days=days)), on=on)
    campaign = plan.campaign or Campaign(unit=plan.unit, created_at=now)
    campaign.instrument = clauses[""].instrument
    campaign.name = shortened(subject_of(plan, plan.choices), 600)
    campaign.save()
    Rows(plan, campaign, clauses, now).write()
    plan.campaign, plan.adopted = campaign, plan.choices
    plan.adopted_at = plan.adopted_at or now
    plan.save(update_fields=["campaign", "adopted", "base", "made", "adopted_at"])
    redate(campaign, by=by, now=now)
    if campaign.state == CampaignState.PREPARED:
        issue_campaign(campaign, by=by, now=now, may_reach_nobody=True)
    else:
        extend_issue(campaign, by=by, now=now)
        propose_changes(campaign, now=now)  # to units below with a plan of their own on this one
    follow_own_plans(plan.superior, by=by, now=now, only=plan)
    redate_branch(plan, by=by, now=now)
    write_deviations(plan, days, now=now)
