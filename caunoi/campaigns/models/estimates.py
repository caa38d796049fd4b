"""What a unit has planned to spend on a campaign."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from caunoi.campaigns.models.campaigns import Campaign
from caunoi.orgs.models import Unit


class Estimate(models.Model):
    """A unit's "dự toán" for a campaign: one, brought up to date; the trail keeps what it said before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="estimates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="estimates")
    decision = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_estimate_per_unit")]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.unit_id}"


class EstimateItem(models.Model):
    """A "hạng mục". ``amount`` in đồng; activities of ``kinds`` are charged to it unless they name another item."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    kinds = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
