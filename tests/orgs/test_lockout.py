"""Locking an account out after wrong passwords, and letting it in again."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from caunoi.core.models import AuditEntry
from caunoi.orgs.actions.lockouts import unlock_account
from caunoi.orgs.adapters import attempted_address, client_ip
from caunoi.orgs.models import User
from caunoi.orgs.queries.invitations import locked_accounts
from tests.cast import Cast

PASSWORD = "mat-khau-thu-nghiem"


def sign_in(client: Client, email: str, password: str, ip: str = "10.0.0.1") -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=ip)


def fail(user: User, times: int = 5, ip: str = "10.0.0.1") -> Any:
    return [sign_in(Client(), user.email, "sai", ip) for _ in range(times)][-1]


def test_fifth_wrong_password_locks_and_says_how_long(cast: Cast) -> None:
    assert fail(cast.owner, 4).status_code == 200
    response = fail(cast.owner, 1)
    assert (response.status_code, response.context["failure_limit"]) == (429, 5)
    html = response.content.decode()
    assert "Đã nhập sai mật khẩu 5 lần liên tiếp." in html
    assert "trong 30 phút tới" in html


def test_right_password_is_refused_while_locked(client: Client, cast: Cast) -> None:
    fail(cast.owner)
    assert sign_in(client, cast.owner.email, PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_lock_counts_the_address_in_any_case(client: Client, cast: Cast) -> None:
    fail(cast.owner, 4)
    assert sign_in(client, cast.owner.email.upper(), "sai").status_code == 429


def test_lock_does_not_touch_other_accounts_nor_other_networks(client: Client, cast: Cast) -> None:
    fail(cast.owner)
    assert sign_in(Client(), cast.chair.email, PASSWORD).status_code == 302
    assert sign_in(Client(), cast.owner.email, PASSWORD, ip="10.0.0.2").status_code == 302


def test_lock_opens_by_itself_after_half_an_hour(client: Client, cast: Cast, clock: Any) -> None:
    fail(cast.owner)
    clock.shift(timedelta(minutes=29))
    assert sign_in(client, cast.owner.email, PASSWORD).status_code == 429
    clock.shift(timedelta(minutes=31))
    assert sign_in(client, cast.owner.email, PASSWORD).status_code == 302


def test_success_forgets_earlier_failures(client: Client, cast: Cast) -> None:
    fail(cast.owner, 4)
    sign_in(client, cast.owner.email, PASSWORD)
    assert AccessAttempt.objects.count() == 0
    assert fail(cast.owner, 4).status_code == 200


def test_lock_stands_in_the_database(cast: Cast) -> None:
    fail(cast.owner)
    stored = AccessAttempt.objects.values_list("username", "ip_address", "failures_since_start")
    assert list(stored) == [(cast.owner.email, "10.0.0.1", 5)]


def test_passkey_sign_in_stays_open_while_locked(client: Client, cast: Cast) -> None:
    fail(cast.owner)
    response = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}, REMOTE_ADDR="10.0.0.1")
    assert response.status_code == 200


def test_wrong_password_while_confirming_identity_counts_too(client: Client, cast: Cast) -> None:
    sign_in(client, cast.owner.email, PASSWORD)
    answers = [client.post(reverse("account_reauthenticate"), {"password": "sai"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_new_password_by_mail_lifts_the_lock(client: Client, cast: Cast) -> None:
    from allauth.account.adapter import get_adapter

    fail(cast.owner)
    get_adapter().set_password(cast.owner, "cau-noi-nghia-tinh-26")
    assert sign_in(client, cast.owner.email, "cau-noi-nghia-tinh-26").status_code == 302


def test_locked_accounts_lists_those_below_with_the_hour(cast: Cast, clock: Any) -> None:
    fail(cast.owner)
    fail(cast.stranger)
    fail(cast.chair, 4)
    now, today = timezone.now(), timezone.localdate()
    found = locked_accounts(cast.administrator, on=today, now=now)
    assert [(row.user, row.until) for row in found] == [(cast.owner, now + timedelta(minutes=30))]
    assert locked_accounts(cast.owner, on=today, now=now) == []
    assert locked_accounts(cast.administrator, on=today, now=now + timedelta(minutes=31)) == []


def test_unlock_lets_in_and_is_recorded(client: Client, cast: Cast, clock: Any) -> None:
    fail(cast.owner)
    assert unlock_account(cast.owner, by=cast.administrator, now=timezone.now(), unit_id=cast.units.P.pk) == 1
    assert sign_in(client, cast.owner.email, PASSWORD).status_code == 302
    entry = AuditEntry.objects.get(action="orgs.account_unlocked")
    assert (entry.actor_id, entry.target_id, entry.unit_id) == (
        cast.administrator.pk,
        str(cast.owner.pk),
        cast.units.P.pk,
    )


def test_unlock_of_an_open_account_changes_nothing(cast: Cast, clock: Any) -> None:
    assert unlock_account(cast.owner, by=cast.administrator, now=timezone.now()) == 0
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 302), ("superior", 404), ("stranger", 404), ("member", 403)]
)
def test_unlock_page_answers_by_scope(client: Client, cast: Cast, who: str, status: int) -> None:
    fail(cast.owner)
    client.force_login(getattr(cast, who))
    assert client.post(reverse("orgs:unlock-account", args=[cast.owner.pk])).status_code == status
    assert AccessAttempt.objects.exists() == (who != "administrator")


def test_unlock_command(cast: Cast) -> None:
    fail(cast.owner)
    out = StringIO()
    call_command("unlock", cast.owner.email.upper(), stdout=out)
    call_command("unlock", cast.owner.email, stdout=out)
    assert out.getvalue().splitlines() == [f"Đã mở khóa {cast.owner.email}.", f"{cast.owner.email} không bị khóa."]
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("unlock", "khong-co@example.org")


def test_attempted_address_reads_what_sign_in_gives() -> None:
    request = RequestFactory().post("/", {"login": " A@B.example "})
    assert attempted_address(request, {"email": "C@d.example"}) == "c@d.example"
    assert attempted_address(request, None) == "a@b.example"
    assert attempted_address(None, {}) is None


def test_client_ip_believes_the_proxy_only_where_there_is_one(settings: Any) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": "9.9.9.9, 203.0.113.7"}, REMOTE_ADDR="10.0.0.1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert client_ip(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_ip(request) == "203.0.113.7"


def test_no_account_is_listed_where_locking_is_switched_off(cast: Cast, clock: Any, settings: Any) -> None:
    fail(cast.owner)
    settings.AXES_COOLOFF_TIME = None
    assert locked_accounts(cast.administrator, on=timezone.localdate(), now=timezone.now()) == []
