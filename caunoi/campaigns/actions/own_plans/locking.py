"""One writer at a time, and only on what that writer has seen."""

from django.utils.translation import gettext as _

from caunoi.campaigns.actions.imports import StaleRevision
from caunoi.campaigns.models import OwnPlan


def locked_plan(plan: OwnPlan, revision: int | None) -> OwnPlan:
    """The plan, locked until the transaction ends. ``StaleRevision`` when it is no longer at ``revision`` (None: whatever
    it is at). Call in the action's transaction."""
    rows = OwnPlan.objects.select_for_update(of=("self",)).select_related(
        "unit", "superior__unit", "superior__instrument"
    )
    locked = rows.get(pk=plan.pk)
    if revision is not None and locked.revision != revision:
        message = _("This plan was changed in another tab or by somebody else. Check it and save once more.")
        raise StaleRevision(message, code="stale")
    return locked
