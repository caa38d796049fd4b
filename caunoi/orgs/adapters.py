"""Where allauth and axes ask us: accounts come by invitation only, mail goes out by a job, attempts are counted by address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.utils import reset
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from caunoi.orgs.models import Post, User
from caunoi.orgs.tasks import send_account_mail, send_password_link


class InvitationOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk; the editors' admin for staff without a post; a page that says what is missing for everybody else."""
        user = request.user
        if not user.is_authenticated or Post.objects.held_on(timezone.localdate()).filter(user=user).exists():
            return str(super().get_login_redirect_url(request))
        return reverse("wagtailadmin_home") if user.is_staff else reverse("account_without_post")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By a job: a slow mail server must not hold a page, nor tell by its delay which addresses have an account."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        send_account_mail.enqueue(message.subject, message.body, email)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The job makes the link itself: no row of the job table holds what would open an account."""
        send_password_link.enqueue(user.pk)

    def set_password(self, user: User, password: str) -> None:
        """Who has just proved to own the account is no longer locked out of it."""
        super().set_password(user, password)
        reset(username=user.email)


class SecondStepAdapter(DefaultMFAAdapter):
    def _get_site_name(self) -> str:
        """What the phone shows beside the key."""
        return "Cầu Nối"


def attempted_address(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """The e-mail address a sign-in was tried for, in lower case: axes counts failures by it."""
    given = credentials or {}
    posted = request.POST.get("login") if request is not None else None
    address = given.get("email") or given.get("username") or given.get("login") or posted
    return str(address).strip().lower() if address else None


def client_ip(request: HttpRequest) -> str | None:
    """The caller's network address: the last that our own proxy added, when CAUNOI_BEHIND_PROXY says there is one."""
    return get_client_ip(request)  # type: ignore[no-any-return]
