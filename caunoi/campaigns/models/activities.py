"""What a unit did, with figures and evidence."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import ChannelKind, EvidenceKind, LinkState
from caunoi.campaigns.models.campaigns import Campaign, Channel, Theme, Wave
from caunoi.campaigns.models.duties import Assignment
from caunoi.campaigns.models.estimates import EstimateItem
from caunoi.campaigns.models.instruments import Provision
from caunoi.core.storage import private_storage
from caunoi.core.text import fold
from caunoi.orgs.models import Unit


class ActivityQuerySet(models.QuerySet["Activity"]):
    def counted(self) -> "ActivityQuerySet":
        """Those that count: not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Activity(models.Model):
    """One thing done on one day. ``client_key`` is made by the sender: the same form sent twice counts once.

    ``cost`` is in đồng. It serves a clause, a theme, a wave and a channel; each may be empty, the clause last of all.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="activities")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="activities")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    kind = models.CharField(_("kind"), max_length=12, choices=ChannelKind.choices)
    title = models.CharField(_("what was done"), max_length=300)
    done_on = models.DateField(_("when"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    cost = models.PositiveBigIntegerField(_("cost (đồng)"), null=True, blank=True)
    particulars = models.JSONField(default=dict, blank=True)  # by code of ``particulars.PARTICULARS``
    estimate_item = models.ForeignKey(  # where the item is not the one of the kind
        EstimateItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField()
    client_key = models.UUIDField(default=uuid.uuid4)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    folded = models.TextField(editable=False, default="")  # title, place and note without marks, for search

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        indexes: ClassVar = [
            models.Index(fields=["campaign", "unit", "-done_on"], name="activity_register"),
            models.Index(fields=["provision", "unit"], name="activity_clause"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "client_key"], name="activity_counts_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="withdrawn_activity_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.title} {self.place} {self.note}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ActivityFigure(models.Model):
    """One counted thing of an activity; ``code`` is a key of ``figures.FIGURES``."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=40)
    value = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "code"], name="one_figure_per_code")]

    def __str__(self) -> str:
        return f"{self.code}={self.value}"


class ActivityLink(models.Model):
    """An address that shows the activity, and what the last look at it found (``link_check``). ``asked_at``: when a look was
    last ordered; ``checked_at``: when one was last taken."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.UNKNOWN)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url


class StoredFile(models.Model):
    """A checked photograph or file in the private storage. A photograph's position is removed unless kept on purpose."""

    kind = models.CharField(max_length=5, choices=EvidenceKind.choices)
    file = models.FileField(storage=private_storage, max_length=250)
    thumbnail = models.FileField(storage=private_storage, max_length=250, blank=True)
    content_type = models.CharField(max_length=100, default="image/jpeg")
    original_name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    keeps_position = models.BooleanField(_("keeps the position of the photograph"), default=False)
    added_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.original_name


class Evidence(StoredFile):
    """What shows the activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    class Meta:
        verbose_name_plural = "evidence"


class PendingUpload(StoredFile):
    """A file sent ahead of its form, kept for its sender under the form's ``client_key``: a refused form loses no photograph.

    Becomes ``Evidence`` with the activity; what no form claimed is removed after seven days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    client_key = models.UUIDField(db_index=True)

    class Meta:
        ordering: ClassVar = ["added_at"]
