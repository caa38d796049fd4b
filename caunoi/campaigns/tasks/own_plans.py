"""Telling people of own plans: who answers for a part, what is proposed from above, what was not taken below."""

import logging

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.enums import ProposalState
from caunoi.campaigns.models import OwnPlan, PlanProposal
from caunoi.campaigns.queries.own_plans.papers import people_in
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, User
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right

logger = logging.getLogger(__name__)


def _plan(pk: int) -> OwnPlan | None:
    plan = OwnPlan.objects.select_related("unit", "superior__instrument").filter(pk=pk).first()
    if plan is None:
        logger.warning("own plan %s is gone; nobody is told", pk)
    return plan


@task()
def tell_responsible(plan_id: int) -> int:
    """A notice to everyone who answers for a part of the plan, once a person; return how many are told."""
    plan = _plan(plan_id)
    if plan is None:
        return 0
    now = timezone.now()
    posts = Post.objects.held_on(timezone.localdate(now)).filter(pk__in=people_in(plan.adopted))
    people = User.objects.filter(is_active=True, pk__in=posts.values("user"))
    title = _("Your unit's own plan names you as responsible")
    url = reverse("campaigns:show-own-plan", args=[plan.pk])
    return notify(
        people, key=f"own_plan.people:{plan.pk}", title=title, body=plan.superior.instrument.subject, url=url, now=now
    )


@task()
def tell_of_proposals(plan_id: int, revision: int, number: int) -> int:
    """A notice to everyone who may answer in the unit's name; return how many are told."""
    plan = _plan(plan_id)
    if plan is None:
        return 0
    now = timezone.now()
    people = people_with(Right.ISSUE, plan.unit, on=timezone.localdate(now))
    title = _("%(instrument)s was amended: your unit has %(number)s proposals to answer")
    url = reverse("campaigns:list-proposals", args=[plan.pk])
    words = {"instrument": plan.superior.instrument, "number": number}
    key = f"own_plan.proposals:{plan.pk}:{revision}"
    body = _("Your own plan stays as it is until you answer.")
    return notify(people, key=key, title=title % words, body=body, url=url, now=now)


@task()
def tell_of_refusal(proposal_id: int) -> int:
    """A notice to everyone who may issue in the superior's name; return how many are told."""
    found = (
        PlanProposal.objects.select_related("own_plan__unit", "own_plan__superior__unit").filter(pk=proposal_id).first()
    )
    if found is None or found.state != ProposalState.REFUSED:
        logger.warning("proposal %s is gone or not refused; nobody is told", proposal_id)
        return 0
    plan, now = found.own_plan, timezone.now()
    people = people_with(Right.ISSUE, plan.superior.unit, on=timezone.localdate(now))
    title = _("%(unit)s does not take an amendment into its own plan") % {"unit": plan.unit}
    url = reverse("campaigns:list-plan-answers", args=[plan.superior_id])
    return notify(people, key=f"own_plan.refused:{found.pk}", title=title, body=found.reason, url=url, now=now)
