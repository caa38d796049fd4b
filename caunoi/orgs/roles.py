"""Roles as code: every right, how far it reaches, and which role holds it. Two screens; nothing about it in the database."""

from enum import StrEnum

from caunoi.orgs.enums import Role


class Right(StrEnum):
    VIEW = "view"  # see the unit, its duties, activities and figures
    IMPORT_PLAN = "import_plan"  # upload, correct and confirm a plan in the unit's name
    ISSUE = "issue"  # issue the unit's campaign to the units below
    ACKNOWLEDGE = "acknowledge"  # confirm receipt in the unit's name
    LOG_ACTIVITY = "log_activity"  # record what the unit did
    ANSWER = "answer"  # answer obstacles asked by units below
    ASK = "ask"  # ask about an obstacle in the unit's name
    INSPECT = "inspect"  # guide and inspect the units below: checklists, visits, follow-up
    FILE = "file"  # write and send the report of the unit
    APPROVE_FILING = "approve_filing"  # approve, return or reopen reports of units below
    MANAGE_UNITS = "manage_units"  # import, rename, move units
    MANAGE_POSTS = "manage_posts"  # invite people and appoint them
    VIEW_AUDIT = "view_audit"  # read the audit trail
    EDIT_PORTAL = "edit_portal"  # write for the public pages
    RUN_CONGRESS = "run_congress"  # prepare congresses, date them, enter their results
    APPROVE_CONGRESS = "approve_congress"  # approve the results of a congress and publish its news


# A right of reach OWN holds at the post's own unit; BRANCH also at every unit below it on that day.
OWN, BRANCH = "own", "branch"

REACH: dict[Right, str] = {
    Right.VIEW: BRANCH,
    Right.IMPORT_PLAN: OWN,
    Right.ISSUE: OWN,
    Right.ACKNOWLEDGE: OWN,
    Right.LOG_ACTIVITY: OWN,
    Right.ANSWER: BRANCH,
    Right.ASK: OWN,
    Right.INSPECT: BRANCH,
    Right.FILE: OWN,
    Right.APPROVE_FILING: BRANCH,
    Right.MANAGE_UNITS: BRANCH,
    Right.MANAGE_POSTS: BRANCH,
    Right.VIEW_AUDIT: BRANCH,
    Right.EDIT_PORTAL: OWN,
    Right.RUN_CONGRESS: BRANCH,
    Right.APPROVE_CONGRESS: BRANCH,
}

_OFFICER = frozenset(
    {
        Right.VIEW,
        Right.IMPORT_PLAN,
        Right.ISSUE,
        Right.ACKNOWLEDGE,
        Right.LOG_ACTIVITY,
        Right.ANSWER,
        Right.ASK,
        Right.INSPECT,
        Right.FILE,
        Right.APPROVE_FILING,
        Right.EDIT_PORTAL,
        Right.RUN_CONGRESS,
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CHAIR: _OFFICER | {Right.MANAGE_POSTS, Right.VIEW_AUDIT, Right.APPROVE_CONGRESS},
    Role.OFFICER: _OFFICER,
    Role.EDITOR: frozenset({Right.VIEW, Right.EDIT_PORTAL}),
    Role.INSPECTOR: frozenset({Right.VIEW, Right.INSPECT}),
    Role.ADMINISTRATOR: frozenset({Right.VIEW, Right.MANAGE_UNITS, Right.MANAGE_POSTS, Right.VIEW_AUDIT}),
    Role.VIEWER: frozenset({Right.VIEW}),
}


def roles_with(right: Right) -> list[Role]:
    return [role for role, rights in RIGHTS.items() if right in rights]
