"""What a congress brought forth: counts, entered twice; those elected, by name and position alone; the quick news."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from caunoi.congresses.enums import ResultState
from caunoi.congresses.models.congresses import Congress


class ResultFigures(models.Model):
    """The counts of a congress; None: not stated. Seats by body and route, then the delegates, then the committee.

    ``oldest`` and ``youngest`` are ages in years. ``bands`` holds delegates by age band and by qualification, keyed by the codes
    of ``data/bands.toml``. ``elected`` is one line a person, "name – position", and nothing more about anybody.
    """

    committee_elected = models.PositiveIntegerField(null=True, blank=True)
    committee_appointed = models.PositiveIntegerField(null=True, blank=True)
    committee_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    standing_elected = models.PositiveIntegerField(null=True, blank=True)
    standing_appointed = models.PositiveIntegerField(null=True, blank=True)
    standing_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    inspection_elected = models.PositiveIntegerField(null=True, blank=True)
    inspection_appointed = models.PositiveIntegerField(null=True, blank=True)
    inspection_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    chair_elected = models.PositiveIntegerField(null=True, blank=True)
    chair_appointed = models.PositiveIntegerField(null=True, blank=True)
    chair_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    vice_chairs_elected = models.PositiveIntegerField(null=True, blank=True)
    vice_chairs_appointed = models.PositiveIntegerField(null=True, blank=True)
    vice_chairs_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    delegates_up_elected = models.PositiveIntegerField(null=True, blank=True)
    delegates_up_appointed = models.PositiveIntegerField(null=True, blank=True)
    delegates_up_ex_officio = models.PositiveIntegerField(null=True, blank=True)
    convened = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    minority = models.PositiveIntegerField(null=True, blank=True)
    party = models.PositiveIntegerField(null=True, blank=True)
    oldest = models.PositiveIntegerField(null=True, blank=True)
    youngest = models.PositiveIntegerField(null=True, blank=True)
    committee_women = models.PositiveIntegerField(null=True, blank=True)
    committee_minority = models.PositiveIntegerField(null=True, blank=True)
    committee_party = models.PositiveIntegerField(null=True, blank=True)
    bands = models.JSONField(default=dict, blank=True)
    elected = models.TextField(blank=True)

    class Meta:
        abstract = True


class ResultEntry(ResultFigures):
    """One of two entries of the same results, each by another person."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="entries")
    slot = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["slot"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "slot"], name="one_result_entry_per_slot"),
            models.UniqueConstraint(fields=["congress", "entered_by"], name="one_result_entry_per_person"),
            models.CheckConstraint(condition=Q(slot__in=[1, 2]), name="result_is_entered_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.slot}"


class Result(ResultFigures):
    """The results on which both entries agree, or were brought to agree field by field."""

    congress = models.OneToOneField(Congress, on_delete=models.CASCADE, related_name="result")
    state = models.CharField(max_length=10, choices=ResultState.choices)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=[ResultState.APPROVED, ResultState.PUBLISHED]) | Q(approved_at__isnull=False),
                name="approved_result_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResultState.RETURNED) | ~Q(returned_reason=""), name="returned_result_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.state}"


class News(models.Model):
    """The short text about a congress ("thông tin nhanh") as it was published; what it says is never changed afterwards."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="news")
    title = models.CharField(max_length=250)
    text = models.TextField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "news"
        ordering: ClassVar = ["-published_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-published_at"], name="congress_news_latest")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["congress"], condition=Q(withdrawn_at__isnull=True), name="one_standing_news_per_congress"
            ),
        ]

    def __str__(self) -> str:
        return self.title
