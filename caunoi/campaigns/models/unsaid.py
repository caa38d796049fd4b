"""Counters behind the map of what has not been said: kept in the transaction of every activity, provable against it.

``SaidCount`` says what one unit has said. ``SaidBranch`` sums what stands below a unit. The tree changes under the sums,
so each carries a proof (``SaidHead``): which units it covers and how many changes they have had. A sum whose proof no
longer holds is never shown; it is counted anew (docs/adr/0016).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.models.campaigns import Campaign, Theme, Wave
from caunoi.orgs.models import Unit

NOTHING = Value(0)


class SaidCell(models.Model):
    """A theme in a wave (NULL: outside the waves)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+", db_index=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=ChannelKind.choices, blank=True)

    class Meta:
        abstract = True


class SaidCount(SaidCell):
    """``number`` activities of the unit itself that count; ``owed``: the unit has duties to tell in that wave."""

    number = models.PositiveIntegerField()
    owed = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "campaign", "unit", "theme", Coalesce("wave", NOTHING), "kind", name="one_said_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.theme_id}/{self.wave_id}/{self.kind} {self.number}"


class SaidBranch(SaidCell):
    """Sums over the units below ``unit``, without itself: of units with that duty, of others, of activities.
    ``kind`` empty: of any kind, each unit counted once."""

    units = models.IntegerField()
    others = models.IntegerField()
    activities = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "campaign", "unit", "theme", Coalesce("wave", NOTHING), "kind", name="one_said_branch"
            )
        ]

    def __str__(self) -> str:
        return f"under {self.unit_id}: {self.theme_id}/{self.wave_id}/{self.kind} {self.units}"


class SaidUnit(models.Model):
    """How often the counters of a unit have changed; only ever grows."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    changes = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_said_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.changes}"


class SaidHead(models.Model):
    """The proof of the sums below ``unit``: how many units, the sums of their ids and of the squares of these, their changes."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    members = models.PositiveBigIntegerField()
    ids = models.PositiveBigIntegerField()
    squares = models.PositiveBigIntegerField()
    changes = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_said_head")]

    def __str__(self) -> str:
        return f"under {self.unit_id}: {self.members} units, {self.changes} changes"
