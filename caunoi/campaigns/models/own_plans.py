"""A unit's own plan for a campaign it received: what it decided, how that departs from the plan above, what came since."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import PlanArea, PlanChange, ProposalState
from caunoi.campaigns.models.campaigns import Campaign
from caunoi.orgs.models import Unit


class OwnPlan(models.Model):
    """The decisions of a unit on the plan it received. Nothing else exists before it is adopted.

    ``choices`` (``adapting.choices``) is what is being written, ``adopted`` what is in force; ``history`` holds the choices
    that the last decisions replaced. ``base`` holds the parts of the superior's campaign as the unit last decided on them
    (``adapting.snapshots``): what has changed above since then is proposed to it. ``made`` maps the key of a part to the
    row of ``campaign`` that stands for it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="own_plans")
    superior = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="own_plans")
    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, null=True, related_name="own_plan")
    choices: Any = models.JSONField(default=dict)
    adopted: Any = models.JSONField(default=dict)
    base: Any = models.JSONField(default=dict)
    made: Any = models.JSONField(default=dict)
    history: Any = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)  # raised by every decision: two tabs cannot overwrite
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "superior"], name="one_own_plan_per_campaign"),
            models.CheckConstraint(
                condition=Q(campaign__isnull=True, adopted_at__isnull=True)
                | Q(campaign__isnull=False, adopted_at__isnull=False),
                name="adopted_plan_has_campaign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.superior_id}"


class Deviation(models.Model):
    """One departure of an adopted plan from the superior's, with both texts and the reason where one must be given.

    Written by ``actions.own_plans`` alone, afresh whenever a plan is adopted or a proposal answered; ``part`` is the id of
    the superior's part (empty where the unit added one).
    """

    own_plan = models.ForeignKey(OwnPlan, on_delete=models.CASCADE, related_name="deviations")
    area = models.CharField(max_length=8, choices=PlanArea.choices)
    change = models.CharField(max_length=8, choices=PlanChange.choices)
    part = models.PositiveBigIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    above = models.TextField(blank=True)
    own = models.TextField(blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.area}: {self.change}"


class PlanProposal(models.Model):
    """A change of the superior's campaign offered to a unit that has its own plan; nothing follows until it answers.

    ``before`` and ``after`` are snapshots of the superior's part (``adapting.snapshots``); one of them is empty where
    the part is new or was dropped.
    """

    own_plan = models.ForeignKey(OwnPlan, on_delete=models.CASCADE, related_name="proposals")
    area = models.CharField(max_length=8, choices=PlanArea.choices)
    change = models.CharField(max_length=8, choices=PlanChange.choices)
    part = models.PositiveBigIntegerField()
    before: Any = models.JSONField(default=dict)
    after: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.OPEN)
    reason = models.CharField(_("why not"), max_length=500, blank=True)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["own_plan", "area", "part"],
                condition=Q(state=ProposalState.OPEN),
                name="one_open_proposal_per_part",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(reason=""), name="refused_proposal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.change}"
