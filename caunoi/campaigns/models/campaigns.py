"""A campaign and its parts: anchors, waves, windows, themes, channels."""

from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import CampaignState, Relation
from caunoi.campaigns.models.instruments import Instrument, Provision
from caunoi.congresses.models import Congress
from caunoi.orgs.models import Unit


class Campaign(models.Model):
    """What runs because an instrument was confirmed. ``instrument`` is always the version in force."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(_("name"), max_length=600)
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.PREPARED)
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(_("shown on the public pages"), default=False)

    def __str__(self) -> str:
        return self.name


class Anchor(models.Model):
    """An event that dates hang on, as the plan names it. Both days are included; empty while not known."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="anchors")
    event = models.CharField(_("event"), max_length=250)
    congress = models.ForeignKey(Congress, on_delete=models.SET_NULL, null=True, blank=True, related_name="anchors")
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "event"], name="one_anchor_per_event"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="anchor_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.event


Part = TypeVar("Part", bound=models.Model)


class CurrentManager(models.Manager[Part]):
    """Leaves out what an amendment dropped; ``every`` and foreign keys still reach it, so that its history stays."""

    def get_queryset(self) -> models.QuerySet[Part]:
        return super().get_queryset().filter(dropped_at__isnull=True)


class CampaignPart(models.Model):
    """A part of a campaign that a later version of its instrument may drop."""

    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CurrentManager[Any]] = CurrentManager()
    every: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


class DatedPart(CampaignPart):
    """A stretch of the campaign. Days are included; empty while the anchor they hang on is not known.

    The expressions (``schedule.expressions``, as JSON) are what an officer decided after the paper; where they give a
    different day to every unit, ``starts_on`` is the earliest and ``ends_on`` the latest.
    """

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    start_expression = models.JSONField(null=True, blank=True)
    end_expression = models.JSONField(null=True, blank=True)

    class Meta(CampaignPart.Meta):
        abstract = True


class Wave(DatedPart):
    """A "đợt". Printed dates win; otherwise the days follow the anchors (``schedule.py``)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="waves")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, related_name="+")
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=600)
    printed_start = models.DateField(null=True, blank=True)
    printed_end = models.DateField(null=True, blank=True)
    start_anchor = models.ForeignKey(Anchor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    end_anchor = models.ForeignKey(Anchor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"], condition=Q(dropped_at__isnull=True), name="one_wave_per_ordinal"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Window(DatedPart):
    """Part of a wave before, during or after its event."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="windows")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, related_name="+")
    anchor = models.ForeignKey(Anchor, on_delete=models.SET_NULL, null=True, blank=True, related_name="windows")
    relation = models.CharField(max_length=8, choices=Relation.choices)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=600)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.title


class Theme(CampaignPart):
    """A "nội dung tuyên truyền"."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="themes")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "position"], condition=Q(dropped_at__isnull=True), name="one_theme_per_position"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Channel(CampaignPart):
    """A "hình thức tuyên truyền" of the plan. ``kinds`` lists ``ChannelKind`` values."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="channels")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kinds = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.title
