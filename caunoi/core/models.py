"""Rows that every app above may write: jobs and the audit trail."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet["Job"]):
    def claimable(self, now: datetime) -> "JobQuerySet":
        """Jobs a worker may take: ready and due, or left behind by a worker whose lease ran out."""
        due = Q(status=Job.Status.READY) & (Q(run_after__isnull=True) | Q(run_after__lte=now))
        return self.filter(due | Q(status=Job.Status.RUNNING, lease_until__lt=now))


class Job(models.Model):
    """One task waiting for, or done by, a worker. Only the worker named in ``worker`` may finish it (fencing)."""

    class Status(models.TextChoices):
        READY = "READY"
        RUNNING = "RUNNING"
        FAILED = "FAILED"
        SUCCESSFUL = "SUCCESSFUL"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=200)
    queue_name = models.CharField(max_length=50, default="default")
    backend = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.READY)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)

    objects: ClassVar[models.Manager["Job"]] = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "-priority", "enqueued_at"], name="job_next"),
            models.Index(fields=["status", "lease_until"], name="job_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.status})"


class AuditEntry(models.Model):
    """What was done, by whom, when. Rows are only ever added; ``seal_number`` and ``seal`` are set once, by sealing.

    No foreign keys: the trail outlives the account and the thing it speaks of (docs/adr/0007).
    """

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_label = models.CharField(max_length=200, blank=True)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=80)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    seal_number = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["target_type", "target_id", "-at"], name="audit_target")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_type} {self.target_id}"
