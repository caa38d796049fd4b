"""Accounts, the posts their holders fill, and the invitations by which accounts come to be."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.enums import Role
from caunoi.orgs.models.units import Unit


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: an officer, an editor, an inspector. Members need none."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    wants_email = models.BooleanField(_("send my notices by e-mail too"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_ignoring_case")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name: Vietnamese names end with it."""
        return self.full_name.split()[-1] if self.full_name else self.email


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, on: date) -> "PostQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Post(models.Model):
    """Who holds which role in which unit, from when to when (both days included)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    title = models.CharField(_("title as printed"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "starts_on"], name="post_user")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="post_span"
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(ends_on__isnull=True), name="one_open_post_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class Invitation(models.Model):
    """A link by which one person makes one account with one post. Only the hash of its secret is kept."""

    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    title = models.CharField(_("title as printed"), max_length=120, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
