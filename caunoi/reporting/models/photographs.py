"""Photographs and files of a visit: at a point, or showing a remedy."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from caunoi.campaigns.models.activities import StoredFile
from caunoi.reporting.models.recommendations import Remedy
from caunoi.reporting.models.visits import VisitPoint


class InspectionPhoto(StoredFile):
    """Belongs to exactly one of ``point`` and ``remedy``."""

    point = models.ForeignKey(VisitPoint, on_delete=models.CASCADE, null=True, blank=True, related_name="photos")
    remedy = models.ForeignKey(Remedy, on_delete=models.CASCADE, null=True, blank=True, related_name="photos")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(point__isnull=True, remedy__isnull=False) | Q(point__isnull=False, remedy__isnull=True),
                name="photo_shows_one_thing",
            )
        ]
