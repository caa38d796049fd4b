"""What a wave asks of the units: a form in versions. Units are asked by the plan's reporting duty."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.models import Campaign, Duty, Wave

NO_WAVE = models.Value(0)


class ReportForm(models.Model):
    """The form of one wave (no wave: of the whole campaign), through all its versions.

    The values of a filing and of a branch are packed by slot (``packing``): a line keeps its slot in every version, and the
    slot of a line that a version drops is never given to another.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="report_forms")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, null=True, blank=True, related_name="report_forms")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="report_forms")
    title = models.CharField(_("title"), max_length=300)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # units may file from here on
    closed_at = models.DateTimeField(null=True, blank=True)  # the consolidated report is signed: nobody files any more

    class Meta:
        ordering: ClassVar = ["campaign", "wave__ordinal", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("campaign", Coalesce("wave", NO_WAVE), name="one_report_form_per_wave"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False), name="closed_form_was_opened"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FormVersion(models.Model):
    """What the form asks since ``published_at``: ``form_lines.FormLine`` and ``FormSection`` as JSON."""

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    note = models.CharField(_("what has changed"), max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["form", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.form} ({self.number})"
