"""What an inspector looks at: points built from the plan's duties, and added ones."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.models import Campaign, Duty
from caunoi.orgs.models import Unit


class Checklist(models.Model):
    """One version. Once a visit uses it (``used_at``) it stands; the next change makes the version after it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="checklists")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="checklists")
    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    revision = models.PositiveIntegerField(default=0)  # of the draft: two tabs do not overwrite each other
    used_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ChecklistPoint(models.Model):
    """``duty`` is empty for a point of one's own."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="points")
    duty = models.ForeignKey(Duty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
