"""How the people of a unit can be reached, and in which languages."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caunoi.campaigns.enums import ReachMeans
from caunoi.orgs.models import Unit


class ReachFact(models.Model):
    """What the unit itself says about how its people can be reached. Holds from ``valid_from`` (included) to ``valid_to``
    (excluded; NULL while it lasts); a unit that has said nothing has no row."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reach_facts")
    means = models.CharField(max_length=12, choices=ReachMeans.choices)
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="one_open_reach_fact"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="reach_fact_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.means}"


class SpokenLanguage(models.Model):
    """A language in which a unit and the units below it broadcast; Vietnamese is offered everywhere and has no row."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="spoken_languages")
    name = models.CharField(max_length=60)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="one_language_per_name")]

    def __str__(self) -> str:
        return self.name
