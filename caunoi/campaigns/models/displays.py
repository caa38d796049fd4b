"""What hangs outdoors because of an activity, until it is taken down."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caunoi.campaigns.enums import DisplayKind
from caunoi.campaigns.models.activities import Activity, Evidence


class DisplayQuerySet(models.QuerySet["Display"]):
    def counted(self) -> "DisplayQuerySet":
        """Those whose activity counts."""
        return self.filter(activity__withdrawn_at__isnull=True)

    def up(self) -> "DisplayQuerySet":
        """Not taken down yet."""
        return self.filter(taken_down_on__isnull=True)

    def overdue(self, on: date) -> "DisplayQuerySet":
        """Still up after the day by which they had to be down."""
        return self.up().filter(due_down_on__lt=on)


class Display(models.Model):
    """Panels of one kind and size at one site. Lengths in metres; days are included; ``due_down_on`` is empty where
    nobody has set a day. Taking down needs a photograph (``proof``) or a note that says why there is none.

    ``takedown_key`` is made by the sender: the same form sent twice counts once.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="displays")
    kind = models.CharField(max_length=10, choices=DisplayKind.choices)
    number = models.PositiveIntegerField(default=1)
    width = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    height = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    site = models.CharField(max_length=200, blank=True)
    up_from = models.DateField()
    up_to = models.DateField(null=True, blank=True)
    due_down_on = models.DateField(null=True, blank=True)
    taken_down_on = models.DateField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    takedown_note = models.CharField(max_length=300, blank=True)
    takedown_key = models.UUIDField(null=True, blank=True, unique=True)
    proof = models.ForeignKey(Evidence, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DisplayQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["due_down_on"], condition=Q(taken_down_on__isnull=True), name="display_up")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1), name="display_counts_one"),
            models.CheckConstraint(
                condition=Q(up_to__isnull=True) | Q(up_to__gte=F("up_from")), name="display_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True) | Q(taken_down_on__gte=F("up_from")),
                name="display_down_after_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.site}"
