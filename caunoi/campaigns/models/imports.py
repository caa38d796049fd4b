"""A plan on its way in: the file, what was read, what the officer corrected. Nothing else exists before it is confirmed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models.campaigns import Campaign
from caunoi.congresses.models import Congress
from caunoi.core.storage import private_storage
from caunoi.orgs.models import Unit


class PlanImport(models.Model):
    """``reading`` is ``Plan.as_dict()`` as read and never changes; ``draft`` is the officer's corrected copy of it, with
    the keys more that ``drafts.begin_draft`` adds (anchors, audiences, …). ``history`` holds what the last corrections replaced.
    Both are empty until the file has been read.

    ``amends`` names the running campaign when the paper is a new version of its plan or a superior's later document;
    ``congress`` the congress that the paper came out of (its resolution, its action programme).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_imports")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    file = models.FileField(storage=private_storage, max_length=250)
    original_name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    reading = models.JSONField(default=dict)
    draft = models.JSONField(default=dict)
    history = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)  # raised by every correction: two tabs cannot overwrite
    amends = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    congress = models.ForeignKey(Congress, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ImportState.CONFIRMED) | Q(campaign__isnull=False),
                name="confirmed_import_has_campaign",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
