"""What a person is told: the inbox, and the e-mail that goes with it."""

from typing import ClassVar

from django.db import models

from caunoi.orgs.models.people import User


class Notice(models.Model):
    """One message to one person. ``key`` makes telling the same thing twice impossible."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "-created_at"], name="notice_inbox")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]

    def __str__(self) -> str:
        return self.title
