"""What a visit asks for, by when; what the unit did about it; whether that was enough."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.core.text import fold
from caunoi.orgs.models import Unit
from caunoi.reporting.enums import ON_RECORD, FollowUp, RemedyVerdict
from caunoi.reporting.models.visits import Visit, VisitPoint


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def binding(self) -> "RecommendationQuerySet":
        """Those on record: before that the unit knows nothing of them."""
        return self.filter(visit__state__in=ON_RECORD)

    def late(self, on: date) -> "RecommendationQuerySet":
        """The unit has reported nothing by the last day."""
        return self.filter(state=FollowUp.OPEN, due_on__lt=on)


class Recommendation(models.Model):
    """``unit`` is responsible: the inspected one or one below it. ``due_on`` is included."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="recommendations")
    point = models.ForeignKey(
        VisitPoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="recommendations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="recommendations")
    text = models.TextField(_("recommendation"))
    due_on = models.DateField(_("by"))
    state = models.CharField(max_length=8, choices=FollowUp.choices, default=FollowUp.OPEN)
    client_key = models.UUIDField(default=uuid.uuid4)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # at most once a day
    folded = models.TextField(editable=False, default="")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "state", "due_on"], name="recommendation_follow_up")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "client_key"], name="recommendation_made_once"),
            models.CheckConstraint(
                condition=(Q(state=FollowUp.CLOSED) & Q(closed_at__isnull=False))
                | (~Q(state=FollowUp.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_recommendation_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Remedy(models.Model):
    """What the unit reports it has done, and the inspector's answer."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="remedies")
    text = models.TextField(_("what was done"))
    client_key = models.UUIDField(default=uuid.uuid4)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=RemedyVerdict.choices, default=RemedyVerdict.WAITING)
    answer = models.TextField(_("answer"), blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["reported_at", "pk"]
        verbose_name_plural = "remedies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "client_key"], name="remedy_reported_once"),
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(verdict=RemedyVerdict.WAITING), name="one_remedy_waits"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=RemedyVerdict.RETURNED) | ~Q(answer=""), name="returned_remedy_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
