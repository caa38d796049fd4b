"""Who speaks through the API: a token of a unit, and what it was answered once."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import Unit, User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def valid(self, now: datetime) -> "ApiTokenQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class ApiToken(models.Model):
    """A sister system's key to one unit and what stands below it. Only the hash of its secret is kept.

    It reaches what ``made_by`` may reach on the day of the request, within the unit's branch of that day, and no further.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name of the system"), max_length=120)
    scopes = models.JSONField(default=list)
    secret_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)  # the last letters of the secret, to tell tokens apart
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="api_token_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"


class Connection(User):
    """The maker of a token as whom the token acts: the same account, called in the audit trail by the token's name."""

    if TYPE_CHECKING:
        token: ApiToken

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return str(self.token)


class KeptAnswer(models.Model):
    """What a write was answered, by its idempotency key: the same request again gets the same answer."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="kept_answers", db_index=False)
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    etag = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
