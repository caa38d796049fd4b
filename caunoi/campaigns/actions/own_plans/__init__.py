"""A unit's own plan: written, adopted, brought in line with amendments from above."""

from caunoi.campaigns.actions.own_plans.adopting import adopt_own_plan
from caunoi.campaigns.actions.own_plans.answering import refuse_proposal, take_proposals, unadapted
from caunoi.campaigns.actions.own_plans.drafting import (
    add_part,
    change_addition,
    decide_part,
    discard_changes,
    remove_addition,
    set_header,
    start_own_plan,
    undo_decision,
    withdraw_own_plan,
)
from caunoi.campaigns.actions.own_plans.mandatory import set_mandatory
from caunoi.campaigns.actions.own_plans.offering import propose_changes

__all__ = [
    "add_part",
    "adopt_own_plan",
    "change_addition",
    "decide_part",
    "discard_changes",
    "propose_changes",
    "refuse_proposal",
    "remove_addition",
    "set_header",
    "set_mandatory",
    "start_own_plan",
    "take_proposals",
    "unadapted",
    "undo_decision",
    "withdraw_own_plan",
]
