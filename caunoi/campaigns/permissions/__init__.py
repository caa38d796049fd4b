"""Who may see and do what in a campaign. Each rule is asked as "may I" and, for lists, as "which ones": the same QuerySet."""

from caunoi.campaigns.permissions.activities import (
    activities_for,
    evidence_for,
    may_change_activity,
    may_log_activity,
)
from caunoi.campaigns.permissions.campaigns import (
    campaigns_for,
    may_acknowledge,
    may_issue,
    may_remind,
    may_see_campaign,
    provisions_for,
)
from caunoi.campaigns.permissions.duties import assignments_for, may_see_assignment, may_work_on
from caunoi.campaigns.permissions.materials import materials_for, may_fill_kit
from caunoi.campaigns.permissions.obstacles import (
    may_answer,
    may_ask,
    may_guide_all,
    may_reopen,
    may_withdraw,
    obstacles_for,
    obstacles_to_answer,
)
from caunoi.campaigns.permissions.own_plans import (
    may_set_mandatory,
    may_write_plan,
    own_plans_for,
    own_plans_to_write,
)

__all__ = [
    "activities_for",
    "assignments_for",
    "campaigns_for",
    "evidence_for",
    "materials_for",
    "may_acknowledge",
    "may_answer",
    "may_ask",
    "may_change_activity",
    "may_fill_kit",
    "may_guide_all",
    "may_issue",
    "may_log_activity",
    "may_remind",
    "may_reopen",
    "may_see_assignment",
    "may_see_campaign",
    "may_set_mandatory",
    "may_withdraw",
    "may_work_on",
    "may_write_plan",
    "obstacles_for",
    "obstacles_to_answer",
    "own_plans_for",
    "own_plans_to_write",
    "provisions_for",
]
