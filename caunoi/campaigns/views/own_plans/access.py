"""Loading own plans, and saving a decision so that two tabs cannot overwrite each other and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from caunoi.campaigns.models import OwnPlan
from caunoi.campaigns.permissions import may_write_plan, own_plans_for, own_plans_to_write
from caunoi.campaigns.queries.scope import name_units
from caunoi.campaigns.views.access import load, require
from caunoi.core.errors import Refused
from caunoi.orgs.models import Post
from caunoi.orgs.views.access import OfficerRequest

PARTS = ("unit", "superior__unit", "superior__instrument", "campaign__instrument")
FIELD_OF = {"outside_window": "reason", "reason_missing": "reason", "mandatory": "left_out", "ends_before_start": "end"}


def load_plan(request: OfficerRequest, pk: int) -> OwnPlan:
    """For reading; 404 outside."""
    plans = own_plans_for(request.officer.user, on=request.officer.today)
    return _named(request, load(plans.select_related(*PARTS), pk))


def load_own(request: OfficerRequest, pk: int) -> OwnPlan:
    """For writing: 404 where it may not be read, 403 where it may be read alone."""
    plan = load_plan(request, pk)
    require(own_plans_to_write(request.officer.user, on=request.officer.today).filter(pk=plan.pk).exists())
    return plan


def _named(request: OfficerRequest, plan: OwnPlan) -> OwnPlan:
    name_units([plan, plan.superior], on=request.officer.today)
    return plan


def may_write(request: OfficerRequest, plan: OwnPlan) -> bool:
    return may_write_plan(request.officer.user, plan.unit, on=request.officer.today)


def sent_revision(request: OfficerRequest) -> int:
    """What the page was made from; one that makes no sense fits none."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() else -1


def told(request: OfficerRequest) -> dict[str, Any]:
    """What every decision is given: on which state of the plan it was taken, by whom, when."""
    return {"revision": sent_revision(request), "by": request.officer.user, "now": timezone.now()}


def kept(plan: OwnPlan, form: forms.Form, change: Callable[[], Any]) -> bool:
    """Whether the decision was kept. Where not, the form says why, and the page is made from the plan as it is now."""
    try:
        change()
    except Refused as refused:
        name = FIELD_OF.get(str(refused.code), "")
        form.add_error(name if name in form.fields else None, str(refused.message))
        plan.refresh_from_db(fields=["revision", "choices", "history"])
        return False
    return True


def people_of(request: OfficerRequest, plan: OwnPlan) -> dict[int, str]:
    """Who may be named as responsible: those with a post at the unit that day."""
    posts = Post.objects.held_on(request.officer.today).filter(unit=plan.unit, user__is_active=True)
    rows = posts.select_related("user").order_by("user__full_name", "pk")
    return {row.pk: f"{row.user.full_name} ({row.title})" if row.title else row.user.full_name for row in rows}
