"""A visit to one unit: planned, carried out point by point, recorded, confirmed by both sides."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.models import Campaign, Duty
from caunoi.core.text import fold
from caunoi.orgs.models import Unit
from caunoi.reporting.enums import ON_RECORD, WRITABLE, Verdict, VisitState
from caunoi.reporting.models.checklists import Checklist


class VisitQuerySet(models.QuerySet["Visit"]):
    def writable(self) -> "VisitQuerySet":
        """Planned or under way: findings may still be written."""
        return self.filter(state__in=WRITABLE)

    def on_record(self) -> "VisitQuerySet":
        return self.filter(state__in=ON_RECORD)

    def overdue(self, on: date) -> "VisitQuerySet":
        """Planned for a day that has passed, without a record."""
        return self.writable().filter(planned_on__lt=on)


class Visit(models.Model):
    """An inspection of ``unit`` in the name of ``held_by``.

    ``client_key`` is the planning form's: with the unit it makes the same form sent twice one visit. The unit sees
    findings only once the record is drawn up. ``agrees`` is None until the unit has answered. ``heir`` goes on for a unit that
    has ended since: it reads the record and answers it, under the name of the unit that was visited.
    """

    held_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits_held")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits")
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="visits_inherited")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="visits")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="visits")
    inspectors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="visits")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits_led")
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    planned_on = models.DateField(_("planned for"))
    purpose = models.CharField(_("purpose"), max_length=300)
    word_to_unit = models.TextField(_("what the unit should prepare"), blank=True)
    client_key = models.UUIDField(default=uuid.uuid4)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_on = models.DateField(_("day of the visit"), null=True, blank=True)
    present = models.TextField(_("present for the unit"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    opinion = models.TextField(_("opinion of the unit"), blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # at most once a day

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["planned_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "planned_on"], name="visit_unit"),
            models.Index(fields=["held_by", "state", "planned_on"], name="visit_held_by"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "client_key"], name="visit_planned_once"),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CANCELLED) | ~Q(cancelled_reason=""), name="cancelled_visit_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ON_RECORD) | Q(recorded_at__isnull=False, held_on__isnull=False),
                name="recorded_visit_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CONFIRMED) | Q(confirmed_at__isnull=False, agrees__isnull=False),
                name="confirmed_visit_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def is_on_record(self) -> bool:
        return self.state in ON_RECORD


class VisitPoint(models.Model):
    """One point as found. ``revision`` counts its saves: a form that starts from an older one meets a conflict.

    ``is_remark``: the general remark, without a verdict. ``client_key`` is set where the point was added on the road.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="points")
    duty = models.ForeignKey(Duty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_remark = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    note = models.TextField(_("what was seen"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True)
    folded = models.TextField(editable=False, default="")

    class Meta:
        ordering: ClassVar = ["is_remark", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "client_key"], name="point_added_once"),
            models.UniqueConstraint(fields=["visit"], condition=Q(is_remark=True), name="one_remark_per_visit"),
            models.CheckConstraint(condition=Q(is_remark=False) | Q(verdict=""), name="remark_has_no_verdict"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class FindingSave(models.Model):
    """One save of a point: what makes a form sent twice count once, and shows who wrote what before.

    ``key`` is made of the form's client key and its content; ``sheet`` is the copy of the page that it was typed on.
    """

    point = models.ForeignKey(VisitPoint, on_delete=models.CASCADE, related_name="saves")
    revision = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    note = models.TextField(blank=True)
    key = models.UUIDField()
    sheet = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["point", "key"], name="finding_saved_once"),
            models.UniqueConstraint(fields=["point", "revision"], name="one_save_per_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} r{self.revision}"
