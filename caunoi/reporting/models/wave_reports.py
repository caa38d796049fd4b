"""The report of a wave in a unit's name: its words one by one, every edition as it was given out, what stands behind each
figure and sentence, and the copies that came back from a word processor."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import Unit
from caunoi.reporting.enums import ChangeVerdict, SentenceState, SourceKind, WaveReportState
from caunoi.reporting.models.forms import ReportForm

SOMEONE = settings.AUTH_USER_MODEL


class WaveReport(models.Model):
    """The paper of ``unit`` on one form. ``revision`` is that of its newest edition; nought: nothing is written yet.

    ``annexes`` names those that are printed; ``columns`` the lines of the table by unit (empty: all that anybody states).
    ``recipients`` are the lines of "Nơi nhận". An ended unit keeps its report.
    """

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="wave_reports", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="wave_reports")
    state = models.CharField(max_length=10, choices=WaveReportState.choices, default=WaveReportState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    signed_on = models.DateField(_("date"), null=True, blank=True)
    authority = models.CharField(_("signs for"), max_length=100, blank=True)
    title = models.CharField(_("title of the signer"), max_length=100, blank=True)
    signer = models.CharField(_("signer"), max_length=150, blank=True)
    recipients = models.TextField(_("recipients"), blank=True)
    is_internal = models.BooleanField(_("for internal circulation"), default=False)
    annexes = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "unit"], name="one_wave_report_per_unit"),
            models.CheckConstraint(
                condition=~Q(state=WaveReportState.ISSUED) | Q(issued_at__isnull=False), name="issued_report_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.unit_id}"

    @property
    def is_issued(self) -> bool:
        return self.state == WaveReportState.ISSUED


class ReportSentence(models.Model):
    """One sentence of the units, given once for all that say the same, and what the officer makes of it.

    ``text`` is as one of them wrote it, ``wording`` what the officer made of it. ``sources``: filing, unit and section of
    each who says so. ``key`` follows from the words alone, so that a decision outlives a new merging. ``gone_at``: nobody
    says it any more.
    """

    report = models.ForeignKey(WaveReport, on_delete=models.CASCADE, related_name="sentences")
    section = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    theme = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    wording = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=SentenceState.choices, default=SentenceState.PROPOSED)
    units = models.PositiveIntegerField(default=1)
    sources = models.JSONField(default=list)
    gone_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["report", "section", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "section", "key"], name="one_sentence_per_key"),
            models.CheckConstraint(
                condition=~Q(state=SentenceState.EDITED) | ~Q(wording=""), name="edited_sentence_has_wording"
            ),
        ]

    def __str__(self) -> str:
        return self.printed[:60]

    @property
    def printed(self) -> str:
        return self.wording or self.text

    @property
    def is_taken(self) -> bool:
        return self.state in {SentenceState.ACCEPTED, SentenceState.EDITED}


class ReportEdition(models.Model):
    """The paper as it was written once: ``content`` is the ``officialdocs`` report as JSON, the files what was given out.

    ``has_hand_edits``: something of it was taken over from a copy that was edited in a word processor.
    """

    report = models.ForeignKey(WaveReport, on_delete=models.CASCADE, related_name="editions", db_index=False)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    docx = models.BinaryField()
    pdf = models.BinaryField()
    xlsx = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)  # of the .docx
    has_hand_edits = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["report", "-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "revision"], name="one_edition_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.revision}"


class ReportSource(models.Model):
    """What stands behind one tag of an edition.

    A figure: ``code`` of the line, ``scope``, ``value`` when it was written; a share: ``value`` over ``whole``. A count of
    filings: ``code`` is its name. A sentence: ``sources`` as the sentence has them. ``by_hand``: what somebody wrote over it.
    """

    edition = models.ForeignKey(ReportEdition, on_delete=models.CASCADE, related_name="sources", db_index=False)
    tag = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    code = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=10, blank=True)
    unit_key = models.BigIntegerField(null=True, blank=True)  # the child whose figure it is; no row goes with its unit
    value = models.BigIntegerField(null=True, blank=True)
    whole = models.BigIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    by_hand = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "tag"], name="one_source_per_tag")]

    def __str__(self) -> str:
        return self.tag


class ReportUpload(models.Model):
    """A copy that came back edited, compared with ``edition``. ``made_from``: the revision that it says it was made from."""

    edition = models.ForeignKey(ReportEdition, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=250)
    docx = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_from = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "sha256"], name="one_upload_per_file")]

    def __str__(self) -> str:
        return self.name


class ReportChange(models.Model):
    """One difference of an upload from the edition, as ``officialdocs`` found it, and whether it is taken over."""

    upload = models.ForeignKey(ReportUpload, on_delete=models.CASCADE, related_name="changes", db_index=False)
    position = models.PositiveIntegerField()
    found = models.JSONField()  # the difference whole, so that it can be taken over later
    verdict = models.CharField(max_length=10, choices=ChangeVerdict.choices, default=ChangeVerdict.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(SOMEONE, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["upload", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "position"], name="one_change_per_position")]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.position}"
