"""A unit's report on a form: what it says, its way to approval, what was corrected by hand and why, what was asked about it."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import Unit
from caunoi.reporting.enums import COUNTED, FILABLE, FilingState
from caunoi.reporting.models.forms import FormVersion, ReportForm


class FilingQuerySet(models.QuerySet["Filing"]):
    def counted(self) -> "FilingQuerySet":
        """Sent and not returned: their values stand in the sums above."""
        return self.filter(state__in=COUNTED)

    def asked(self) -> "FilingQuerySet":
        """Less those that need not file."""
        return self.filter(excused_reason="")

    def missing(self) -> "FilingQuerySet":
        """Asked for and not on the table of the unit above."""
        return self.asked().filter(state__in=FILABLE)

    def late(self, on: date) -> "FilingQuerySet":
        return self.missing().filter(due_on__lt=on)


class Filing(models.Model):
    """What ``unit`` itself reports, never what stands below it. There from the day the form is opened.

    ``values`` and ``prefilled`` are packed by slot (``packing``). ``revision`` grows with every change: two who write at once
    see each other. ``first_sent_on`` decides whether it came in time, whatever happened after.
    """

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="filings", db_index=False)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="filings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="filings")
    state = models.CharField(max_length=10, choices=FilingState.choices, default=FilingState.NOT_SENT)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    excused_reason = models.CharField(_("need not file, because"), max_length=300, blank=True)
    values = models.BinaryField(default=bytes)
    prefilled = models.BinaryField(default=bytes)
    prefilled_at = models.DateTimeField(null=True, blank=True)
    narrative = models.JSONField(default=dict, blank=True)  # text by code of the section
    revision = models.PositiveIntegerField(default=0)
    client_key = models.UUIDField(default=uuid.uuid4)  # of the form sent last: the same one sent again counts once
    first_sent_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)  # approved or returned
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)  # of the last return or reopening
    reminded_on = models.DateField(null=True, blank=True)  # at most once a day

    objects = FilingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["form", "state", "due_on"], name="filing_board")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "unit"], name="one_filing_per_unit"),
            models.CheckConstraint(
                condition=Q(state=FilingState.NOT_SENT) | Q(sent_at__isnull=False), name="sent_filing_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FilingState.RETURNED, FilingState.REOPENED]) | ~Q(reason=""),
                name="returned_filing_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} ← {self.unit_id}"


class FilingStep(models.Model):
    """One change of state; a sending keeps what was sent, so that an old report keeps its old shape."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=FilingState.choices)
    reason = models.CharField(max_length=1000, blank=True)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    values = models.BinaryField(default=bytes)
    narrative = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.filing_id}: {self.state}"


class Correction(models.Model):
    """A figure that the unit states otherwise than its register does, and why. Lifted when it follows the register again."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="corrections")
    code = models.CharField(max_length=60)  # of the line
    prefilled = models.BigIntegerField(null=True, blank=True)  # None: the register says nothing
    value = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filing", "code"], condition=Q(lifted_at__isnull=True), name="one_standing_correction"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.code}: {self.prefilled} → {self.value}"


class FilingComment(models.Model):
    """A word at a figure or a section (``code``; empty: at the whole report), from above or from the unit."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="comments")
    code = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("comment"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # in whose name
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_key = models.UUIDField(default=uuid.uuid4)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["filing", "client_key"], name="comment_counts_once")]

    def __str__(self) -> str:
        return self.text[:60]


class FilingDraft(models.Model):
    """What one person has typed and not sent, word for word, saved as it is typed. ``revision``: of the filing it began from.

    ``window``: the page that wrote it last. ``aside``: by window, what was typed there on an older state of this draft.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    window = models.UUIDField(null=True)
    aside = models.JSONField(default=dict)
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["filing", "user"], name="one_draft_per_person")]

    def __str__(self) -> str:
        return f"{self.filing_id}: {self.user_id}"
