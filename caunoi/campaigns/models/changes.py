"""Days that moved and that nobody has been told of yet."""

from typing import ClassVar

from django.db import models

from caunoi.campaigns.models.campaigns import Campaign
from caunoi.orgs.models import Unit


class DateChange(models.Model):
    """The days that a unit's duties had before one move: ``before`` is duty key → [first day, last day] in ISO form or null.

    Rows are only added; those of one unit are read in order, and the first that names a duty tells what people last knew.
    They go when the digest has been sent (``actions.digests``).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="date_changes")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="date_changes")
    before = models.JSONField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.campaign_id} → {self.unit_id}"
