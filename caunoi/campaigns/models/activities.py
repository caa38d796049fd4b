"""What a unit did, with figures and evidence."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import ChannelKind, EvidenceKind
from caunoi.campaigns.models.campaigns import Campaign, Channel, Theme, Wave
from caunoi.campaigns.models.duties import Assignment
from caunoi.campaigns.models.instruments import Provision
from caunoi.orgs.models import Unit


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
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField()
    client_key = models.UUIDField(default=uuid.uuid4)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

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
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(max_length=500)

    def __str__(self) -> str:
        return self.url


class Evidence(models.Model):
    """A photograph or file that shows the activity. The position in a photograph is removed unless kept on purpose."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=5, choices=EvidenceKind.choices)
    file = models.FileField(storage=storages["private"], max_length=250)
    thumbnail = models.FileField(storage=storages["private"], max_length=250, blank=True)
    original_name = models.CharField(max_length=250)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    keeps_position = models.BooleanField(_("keeps the position of the photograph"), default=False)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.original_name
