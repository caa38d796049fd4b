"""What must be done, by whom, by when; who received it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.models.campaigns import Campaign, Wave, Window
from caunoi.campaigns.models.instruments import Provision
from caunoi.orgs.models import Audience, Unit


class Duty(models.Model):
    """One thing that a provision demands, for every unit of its audience. No wave: it holds throughout."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="duties")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="duties")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, null=True, blank=True, related_name="duties")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, blank=True, related_name="duties")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=8, choices=DutyKind.choices)
    position = models.PositiveIntegerField()
    text = models.TextField()
    report_to = models.CharField(_("reported to"), max_length=250, blank=True)
    report_via = models.CharField(_("through"), max_length=250, blank=True)
    report_when = models.CharField(_("when"), max_length=250, blank=True)
    start_expression = models.JSONField(null=True, blank=True)  # ``schedule.expressions``; empty: as its window or wave
    end_expression = models.JSONField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # by an amendment; its history stays
    is_mandatory = models.BooleanField(default=False)  # no unit may leave it out of its own plan; reports never may
    inherits = models.ForeignKey(  # the superior's duty that an own plan hands on to units that have not got it
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="handed_on"
    )

    class Meta:
        ordering: ClassVar = ["position"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.text

    @property
    def may_be_left_out(self) -> bool:
        """Whether a unit may mark it as not applicable in its own plan."""
        return not self.is_mandatory and self.kind != DutyKind.REPORT


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        """Without those whose duty an amendment has dropped."""
        return self.filter(duty__dropped_at__isnull=True)

    def open(self) -> "AssignmentQuerySet":
        return self.filter(state=AssignmentState.OPEN)

    def late(self, on: date) -> "AssignmentQuerySet":
        """Still to do after their last day."""
        return self.open().filter(due_on__lt=on)


class Assignment(models.Model):
    """A duty given to one unit, with its own dates (both included; empty while the anchor is not known).

    Millions of rows, dated anew by the ten thousand: no index beside those that the two below cannot stand in for.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="assignments", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    state = models.CharField(max_length=8, choices=AssignmentState.choices, default=AssignmentState.OPEN)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    left_out_by = models.ForeignKey(  # the own plan that says it does not apply
        "campaigns.OwnPlan", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "state", "due_on"], name="assignment_desk")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "unit"], name="one_assignment_per_unit"),
            models.CheckConstraint(
                condition=(Q(state=AssignmentState.DONE) & Q(done_at__isnull=False))
                | (~Q(state=AssignmentState.DONE) & Q(done_at__isnull=True)),
                name="done_assignment_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} → {self.unit_id}"


class Delivery(models.Model):
    """An issued campaign as one unit received it: sent, opened, acknowledged."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="deliveries")
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(null=True, blank=True)  # at most once a day

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_delivery_per_unit")]

    def __str__(self) -> str:
        return f"{self.campaign_id} → {self.unit_id}"
