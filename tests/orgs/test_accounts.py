"""Signing in and out, the second step, passwords, devices."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings as project_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from caunoi.orgs.hashers import TunedArgon2PasswordHasher
from caunoi.orgs.models import User
from caunoi.orgs.tasks import send_password_link
from caunoi.orgs.templatetags.accounts import device
from tests.cast import Cast

PASSWORD = "mat-khau-thu-nghiem"
ADDRESSES = {
    "account_login": "/tai-khoan/dang-nhap/",
    "account_logout": "/tai-khoan/dang-xuat/",
    "account_signup": "/tai-khoan/dang-ky/",
    "account_reset_password": "/tai-khoan/mat-khau/quen/",
    "account_change_password": "/tai-khoan/mat-khau/doi/",
    "mfa_index": "/tai-khoan/xac-thuc-hai-buoc/",
    "mfa_activate_totp": "/tai-khoan/xac-thuc-hai-buoc/ung-dung/bat/",
    "mfa_list_webauthn": "/tai-khoan/khoa-truy-cap/",
    "mfa_login_webauthn": "/tai-khoan/khoa-truy-cap/dang-nhap/",
    "usersessions_list": "/tai-khoan/thiet-bi/",
}
OPEN_PAGES = ["account_login", "account_signup", "account_inactive", "account_reset_password"]
OPEN_PAGES += ["account_reset_password_done", "account_reset_password_from_key_done"]
OWN_PAGES = ["account_logout", "account_change_password", "mfa_index", "mfa_list_webauthn", "usersessions_list"]
OWN_PAGES += ["mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "orgs:profile", "orgs:inbox"]


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})


def confirm_identity(client: Client) -> None:
    """What guards the account is shown and changed only after the password has been typed once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def english_left(html: str) -> list[str]:
    """Words of allauth's English that must never reach a Vietnamese page."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.findall(r"\b(?:Sign|Password|Email|Your|Please|Enter|the|Remember|Code|Key|Confirm)\b", text)


@pytest.mark.parametrize(("name", "address"), ADDRESSES.items())
def test_addresses_are_vietnamese_without_marks(name: str, address: str) -> None:
    assert reverse(name) == address


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_open_account_page_speaks_vietnamese(client: Client, db: None, name: str) -> None:
    response = client.get(reverse(name))
    assert (response.status_code, english_left(response.content.decode())) == (200, [])


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_account_page_speaks_vietnamese(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.owner)
    confirm_identity(client)
    response = client.get(reverse(name))
    assert (response.status_code, english_left(response.content.decode())) == (200, [])


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_account_page_asks_a_visitor_to_sign_in(client: Client, db: None, name: str) -> None:
    response = client.get(reverse(name))
    if name == "account_logout":  # nothing to sign out of
        assert (response.status_code, response["Location"]) == (302, "/")
    else:
        assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", [*OPEN_PAGES, *OWN_PAGES])
def test_account_page_carries_nothing_the_policy_forbids(client: Client, cast: Cast, name: str) -> None:
    if name in OWN_PAGES:
        sign_in(client, cast.owner)
    html = client.get(reverse(name)).content.decode()
    scripts = re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))[^>]*>", html)
    assert (scripts, re.findall(r"\sstyle=|\son[a-z]+=|javascript:", html)) == ([], [])


def test_sign_in_leads_to_the_desk(client: Client, cast: Cast) -> None:
    response = sign_in(client, cast.owner)
    assert (response.status_code, response["Location"]) == (302, reverse("desk:home"))


def test_sign_in_accepts_the_address_in_any_case(client: Client, cast: Cast) -> None:
    response = client.post(reverse("account_login"), {"login": " CAN-BO@Huyen.Example ", "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("given", "landed"),
    [
        ("/ban-lam-viec/hop-thu/", "/ban-lam-viec/hop-thu/"),
        ("https://ke-xau.example/", "/ban-lam-viec/"),
        ("//ke-xau.example/", "/ban-lam-viec/"),
        ("javascript:alert(1)", "/ban-lam-viec/"),
    ],
)
def test_sign_in_follows_next_only_on_our_own_host(client: Client, cast: Cast, given: str, landed: str) -> None:
    assert sign_in(client, cast.owner, next=given)["Location"] == landed


def test_sign_in_without_a_post_leads_to_a_page_that_says_so(client: Client, cast: Cast) -> None:
    response = sign_in(client, cast.member)
    assert response["Location"] == reverse("account_without_post")
    assert "chưa có chức danh" in client.get(response["Location"]).content.decode()


def test_sign_in_of_staff_without_a_post_leads_to_the_editors_admin(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.member.pk).update(is_staff=True)
    assert sign_in(client, cast.member)["Location"] == reverse("wagtailadmin_home")


def test_page_of_a_missing_post_sends_an_officer_to_the_desk(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    assert client.get(reverse("account_without_post"))["Location"] == reverse("desk:home")


def test_sign_in_with_a_wrong_password_says_it_in_vietnamese(client: Client, cast: Cast) -> None:
    response = sign_in(client, cast.owner, "sai")
    assert response.context["form"].non_field_errors() == ["Địa chỉ thư điện tử hoặc mật khẩu không đúng."]


def test_sign_in_of_a_closed_account_leads_to_its_page(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert sign_in(client, cast.owner)["Location"] == reverse("account_inactive")


def test_sign_up_is_closed(client: Client, db: None) -> None:
    form = {"email": "moi@example.org", "password1": "mot-mat-khau-dai", "password2": "mot-mat-khau-dai"}
    response = client.post(reverse("account_signup"), form)
    assert "thư mời" in response.content.decode()
    assert User.objects.count() == 0


def test_sign_out_asks_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_password_reset_by_mail(client: Client, cast: Cast, run_jobs: Any) -> None:
    client.post(reverse("account_reset_password"), {"email": cast.owner.email})
    run_jobs()
    link = re.search(r"http://localhost:8000(\S+)", mail.outbox[0].body)
    assert link is not None
    form_page = client.get(link[1], follow=True)
    assert form_page.status_code == 200
    new = {"password1": "cau-noi-nghia-tinh-26", "password2": "cau-noi-nghia-tinh-26"}
    done = client.post(form_page.request["PATH_INFO"], new)
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in(client, cast.owner, "cau-noi-nghia-tinh-26").status_code == 302
    assert "không còn dùng được" in Client().get(link[1], follow=True).content.decode()


def test_password_reset_leaves_no_token_in_the_database(client: Client, cast: Cast, run_jobs: Any) -> None:
    from caunoi.core.models import Job

    client.post(reverse("account_reset_password"), {"email": cast.owner.email})
    assert list(Job.objects.values_list("args", flat=True)) == [[cast.owner.pk]]


def test_password_link_goes_to_no_account_that_is_locked_or_gone(cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert [send_password_link.call(key) for key in (cast.owner.pk, 0)] == [False, False]
    assert mail.outbox == []


def test_password_reset_for_a_stranger_looks_the_same_and_mails_nobody(
    client: Client, cast: Cast, run_jobs: Any
) -> None:
    known = client.post(reverse("account_reset_password"), {"email": cast.owner.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "khong-co@example.org"})
    run_jobs()
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [message.to for message in mail.outbox] == [[cast.owner.email]]


def test_changed_password_signs_out_other_devices_and_tells_the_owner(
    client: Client, cast: Cast, run_jobs: Any
) -> None:
    other = Client()
    sign_in(other, cast.owner)
    sign_in(client, cast.owner)
    new = {"oldpassword": PASSWORD, "password1": "cau-noi-nghia-tinh-26", "password2": "cau-noi-nghia-tinh-26"}
    client.post(reverse("account_change_password"), new)
    assert client.get(reverse("orgs:profile")).status_code == 200
    assert other.get(reverse("orgs:profile")).status_code == 302
    run_jobs()
    assert mail.outbox[0].subject == "[Cầu Nối] Mật khẩu đã được đổi"
    assert "127.0.0.1" in mail.outbox[0].body


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(cast: Cast) -> str:
    key = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.owner, key)
    return key


def test_authenticator_app_is_switched_on_with_a_code(client: Client, cast: Cast) -> None:
    sign_in(client, cast.owner)
    confirm_identity(client)
    page = client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(page.context["form"].secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert "8" in client.get(response["Location"]).content.decode()
    kinds = set(Authenticator.objects.filter(user=cast.owner).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_second_step_is_asked_for_and_its_code_opens_the_desk(client: Client, cast: Cast, secret: str) -> None:
    response = sign_in(client, cast.owner)
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    page = client.get(response["Location"])
    assert (page.status_code, english_left(page.content.decode())) == (200, [])
    opened = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert opened["Location"] == reverse("desk:home")


def test_second_step_refuses_a_wrong_code_and_stops_after_ten(client: Client, cast: Cast, secret: str) -> None:
    sign_in(client, cast.owner)
    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(11)]
    errors = [answer.context["form"].errors["code"][0] for answer in answers]
    assert errors[:10] == ["Mã không đúng."] * 10
    assert errors[10] == "Đăng nhập sai quá nhiều lần. Vui lòng thử lại sau."
    refused = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert refused.status_code == 200


def test_every_page_of_the_second_step_opens(client: Client, cast: Cast, secret: str) -> None:
    sign_in(client, cast.owner)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    confirm_identity(client)
    key = Authenticator.objects.create(
        user=cast.owner, type="webauthn", data={"name": "Điện thoại", "credential": {"clientExtensionResults": {}}}
    )
    client.post(reverse("mfa_generate_recovery_codes"))
    names = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
    addresses = [reverse(name) for name in names]
    addresses += [reverse("mfa_reauthenticate"), reverse("mfa_list_webauthn")]
    addresses += [reverse("mfa_edit_webauthn", args=[key.pk]), reverse("mfa_remove_webauthn", args=[key.pk])]
    pages = {address: client.get(address) for address in addresses}
    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(addresses, 200)
    assert {address: english_left(page.content.decode()) for address, page in pages.items()} == {
        address: [] for address in addresses
    }


def test_removed_second_step_is_told_to_the_owner(client: Client, cast: Cast, secret: str, run_jobs: Any) -> None:
    sign_in(client, cast.owner)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    refused = client.post(reverse("mfa_deactivate_totp"))
    assert refused["Location"].startswith(reverse("account_reauthenticate"))
    confirm_identity(client)
    client.post(reverse("mfa_deactivate_totp"))
    run_jobs()
    assert [message.subject for message in mail.outbox] == ["[Cầu Nối] Đã tắt ứng dụng xác thực"]


def test_passkey_options_are_served_for_our_host(client: Client, db: None) -> None:
    response = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    options = json.loads(response.content)["request_options"]["publicKey"]
    assert options["rpId"] == "testserver"


def test_signed_in_devices_are_listed_and_the_others_signed_out(client: Client, cast: Cast) -> None:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537"})
    sign_in(other, cast.owner)
    sign_in(client, cast.owner)
    assert "Chrome trên Android" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert UserSession.objects.filter(user=cast.owner).count() == 1
    assert other.get(reverse("orgs:profile")).status_code == 302


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge trên Windows"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/99 Chrome/93", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari trên iPhone"),
        ("Firefox/128", "Firefox"),
        ("curl/8", "Thiết bị không rõ"),
    ],
)
def test_device_reads_the_browsers_own_description(header: str, name: str) -> None:
    from django.utils import translation

    with translation.override("vi"):
        assert device(header) == name


def test_language_of_the_page_is_the_officers_own(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(language="en")
    sign_in(client, cast.owner)
    assert '<html lang="en">' in client.get(reverse("orgs:profile")).content.decode()
    assert (
        '<html lang="vi">' in Client(headers={"accept-language": "en"}).get(reverse("account_login")).content.decode()
    )


def test_passwords_are_hashed_by_argon2_sized_for_a_small_machine() -> None:
    hashed = TunedArgon2PasswordHasher().encode("bí mật", "muoi-muoi")
    assert hashed.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert TunedArgon2PasswordHasher.memory_cost < Argon2PasswordHasher.memory_cost


def test_allauth_serves_the_page_of_every_name_it_may_reverse() -> None:
    names = ["account_email", "account_inactive", "account_set_password", "account_reset_password_done"]
    names += ["mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_download_recovery_codes"]
    assert [reverse(name).startswith("/tai-khoan/") for name in names] == [True] * len(names)
    assert project_settings.LOGIN_URL == "account_login"
