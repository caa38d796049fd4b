"""Invitations: sent, sent again, withdrawn, accepted."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as project_settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry, Job
from caunoi.orgs.actions.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from caunoi.orgs.invitation_links import hash_of, is_stale, link_of, secret_of
from caunoi.orgs.models import Invitation, Post, User
from caunoi.orgs.tasks import send_invitation_mail
from tests.cast import Cast, make_officer

PASSWORD = "cau-noi-nghia-tinh-26"


def send(cast: Cast, *, by: User | None = None, email: str = "moi@coso.example", **more: Any) -> tuple[Invitation, str]:
    given = {"full_name": "Đinh Thị Én", "unit": cast.units.G2, "role": "chair", "title": "Chủ tịch"} | more
    return invite(email=email, by=by or cast.administrator, now=timezone.now(), **given)


def page_of(secret: str) -> str:
    return reverse("account_accept_invitation", args=[secret])


def test_invite_keeps_only_the_hash_of_the_secret(cast: Cast, clock: Any) -> None:
    invitation, secret = send(cast)
    invitation.refresh_from_db()
    assert invitation.secret_hash == hash_of(secret)
    stored = f"{list(Invitation.objects.values())}{list(Job.objects.values())}{list(AuditEntry.objects.values())}"
    assert stored.find(secret) == -1
    assert secret == secret_of(invitation)


def test_invite_runs_for_the_days_of_the_setting(cast: Cast, clock: Any) -> None:
    invitation, _secret = send(cast)
    assert invitation.expires_at - invitation.invited_at == timedelta(days=project_settings.INVITATION_DAYS)


def test_invitation_mail_carries_the_link_the_unit_and_the_role(cast: Cast, clock: Any, run_jobs: Any) -> None:
    _invitation, secret = send(cast, email=" Moi@CoSo.example ")
    run_jobs()
    assert [message.to for message in mail.outbox] == [["moi@coso.example"]]
    assert mail.outbox[0].subject == "[Cầu Nối] Công đoàn cơ sở Công ty Chè Ba Khe mời đồng chí tham gia Cầu Nối"
    body = mail.outbox[0].body
    assert f"http://localhost:8000{page_of(secret)}" in body
    assert "Hoàng Văn Nam mời đồng chí" in body
    assert "Chủ tịch, Công đoàn cơ sở Công ty Chè Ba Khe" in body


def test_invitation_mail_of_a_withdrawn_or_missing_invitation_is_not_sent(cast: Cast, clock: Any) -> None:
    invitation, _secret = send(cast)
    withdraw_invitation(invitation, by=cast.administrator, now=timezone.now())
    assert send_invitation_mail.call(invitation.pk) is False
    assert send_invitation_mail.call(0) is False
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("who", "unit", "role", "allowed"),
    [
        ("administrator", "G2", "chair", True),
        ("administrator", "D", "administrator", True),
        ("administrator", "E", "officer", False),
        ("administrator", "TLD", "viewer", False),
        ("chair", "G1", "officer", True),
        ("chair", "G1", "administrator", False),
        ("chair", "G2", "officer", False),
        ("owner", "D", "viewer", False),
        ("member", "G1", "viewer", False),
    ],
)
def test_invite_asks_for_the_right_to_give_the_role(
    cast: Cast, clock: Any, who: str, unit: str, role: str, allowed: bool
) -> None:
    def attempt() -> None:
        send(cast, by=getattr(cast, who), unit=getattr(cast.units, unit), role=role)

    if allowed:
        attempt()
    else:
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "role_not_grantable"
    assert Invitation.objects.count() == int(allowed)


def test_invite_to_a_post_already_held_is_refused(cast: Cast, clock: Any) -> None:
    with pytest.raises(Refused) as refusal:
        send(cast, email=cast.chair.email, unit=cast.units.G1)
    assert refusal.value.code == "already_held"


def test_invite_again_withdraws_the_earlier_link(cast: Cast, clock: Any) -> None:
    _first, old = send(cast)
    send(cast)
    with pytest.raises(Refused):
        accept_invitation(old, password=PASSWORD, now=timezone.now())
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_accept_makes_the_account_and_gives_the_post(cast: Cast, clock: Any) -> None:
    invitation, secret = send(cast)
    user = accept_invitation(secret, password=PASSWORD, now=timezone.now())
    assert (user.email, user.full_name, user.check_password(PASSWORD)) == ("moi@coso.example", "Đinh Thị Én", True)
    posts = Post.objects.filter(user=user).values_list("unit__code", "role", "title", "starts_on")
    assert list(posts) == [("G2", "chair", "Chủ tịch", timezone.localdate())]
    invitation.refresh_from_db()
    assert invitation.accepted_at == timezone.now()
    actions = AuditEntry.objects.order_by("pk").values_list("action", "actor_id")
    assert list(actions) == [
        ("orgs.invited", cast.administrator.pk),
        ("orgs.account_opened", user.pk),
        ("orgs.appointed", cast.administrator.pk),
        ("orgs.invitation_accepted", user.pk),
    ]


def test_accept_works_once(cast: Cast, clock: Any) -> None:
    _invitation, secret = send(cast)
    accept_invitation(secret, password=PASSWORD, now=timezone.now())
    with pytest.raises(Refused) as refusal:
        accept_invitation(secret, password=PASSWORD, now=timezone.now())
    assert (refusal.value.code, User.objects.filter(email="moi@coso.example").count()) == ("not_open", 1)


def test_accept_by_an_existing_account_keeps_its_password(cast: Cast, clock: Any) -> None:
    _invitation, secret = send(cast, email=cast.member.email)
    assert accept_invitation(secret, password=None, now=timezone.now()) == cast.member
    cast.member.refresh_from_db()
    assert cast.member.check_password("mat-khau-thu-nghiem")
    assert Post.objects.filter(user=cast.member).count() == 1


def test_accept_after_the_term_is_refused(cast: Cast, clock: Any) -> None:
    invitation, secret = send(cast)
    assert is_stale(invitation, invitation.expires_at - timedelta(seconds=1)) is False
    with pytest.raises(Refused):
        accept_invitation(secret, password=PASSWORD, now=invitation.expires_at)
    assert User.objects.filter(email="moi@coso.example").count() == 0


def test_accept_without_a_password_for_a_new_account_is_refused_and_leaves_the_link_open(
    cast: Cast, clock: Any
) -> None:
    _invitation, secret = send(cast)
    with pytest.raises(Refused) as refusal:
        accept_invitation(secret, password="", now=timezone.now())
    assert refusal.value.code == "password_needed"
    assert accept_invitation(secret, password=PASSWORD, now=timezone.now()).email == "moi@coso.example"


def test_accept_is_refused_when_the_inviter_may_no_longer_give_the_role(cast: Cast, clock: Any) -> None:
    _invitation, secret = send(cast)
    Post.objects.filter(user=cast.administrator).update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        accept_invitation(secret, password=PASSWORD, now=timezone.now())
    assert refusal.value.code == "role_not_grantable"


def test_resend_gives_a_new_link_and_kills_the_old(cast: Cast, clock: Any, run_jobs: Any) -> None:
    invitation, old = send(cast)
    clock.shift(timedelta(days=30))
    new = resend_invitation(invitation, by=cast.administrator, now=timezone.now())
    run_jobs()
    assert mail.outbox[-1].body.count(new) == 1
    with pytest.raises(Refused):
        accept_invitation(old, password=PASSWORD, now=timezone.now())
    assert accept_invitation(new, password=PASSWORD, now=timezone.now()).email == "moi@coso.example"


def test_withdraw_closes_the_link_once(cast: Cast, clock: Any) -> None:
    invitation, secret = send(cast)
    withdraw_invitation(invitation, by=cast.administrator, now=timezone.now())
    with pytest.raises(Refused):
        accept_invitation(secret, password=PASSWORD, now=timezone.now())
    with pytest.raises(Refused) as refusal:
        withdraw_invitation(invitation, by=cast.administrator, now=timezone.now())
    assert refusal.value.code == "not_open"
    with pytest.raises(Refused):
        resend_invitation(invitation, by=cast.administrator, now=timezone.now())


def test_link_is_worthless_after_the_servers_key_changed(cast: Cast, clock: Any, settings: Any) -> None:
    invitation, _secret = send(cast)
    settings.SECRET_KEY = "another"
    assert is_stale(invitation, timezone.now()) is True
    assert send_invitation_mail.call(invitation.pk) is False


def test_acceptance_page_shows_unit_and_role_and_signs_the_new_account_in(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast)
    html = client.get(page_of(secret)).content.decode()
    assert "Công đoàn cơ sở Công ty Chè Ba Khe" in html
    assert "Chủ tịch" in html
    response = client.post(page_of(secret), {"password": PASSWORD, "again": PASSWORD})
    assert response["Location"] == reverse("desk:home")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="moi@coso.example").pk)


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [("ngan", "ngan", "password"), ("1234567890123", "1234567890123", "password"), (PASSWORD, "khac", "again")],
)
def test_acceptance_page_names_what_is_wrong_with_the_password(
    client: Client, cast: Cast, password: str, again: str, field: str
) -> None:
    _invitation, secret = send(cast)
    response = client.post(page_of(secret), {"password": password, "again": again})
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_acceptance_page_of_an_existing_account_asks_no_password(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast, email=cast.member.email)
    assert 'type="password"' not in client.get(page_of(secret)).content.decode()
    assert client.post(page_of(secret))["Location"] == reverse("account_login")


def test_acceptance_page_to_a_signed_in_owner_leads_to_the_desk(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast, email=cast.member.email)
    client.force_login(cast.member)
    assert client.post(page_of(secret))["Location"] == reverse("desk:home")


def test_acceptance_page_for_somebody_else_asks_to_sign_out(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast)
    client.force_login(cast.stranger)
    response = client.post(page_of(secret), {"password": PASSWORD, "again": PASSWORD})
    assert response.templates[0].name == "account/invitation_of_another.html"
    assert User.objects.filter(email="moi@coso.example").count() == 0


def test_acceptance_page_of_a_used_or_unknown_link_says_so(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast)
    accept_invitation(secret, password=PASSWORD, now=timezone.now())
    assert [client.get(page_of(part)).status_code for part in (secret, "khong-co")] == [410, 410]


def test_acceptance_page_says_when_the_inviter_lost_the_right(client: Client, cast: Cast) -> None:
    _invitation, secret = send(cast)
    Post.objects.filter(user=cast.administrator).delete()
    response = client.post(page_of(secret), {"password": PASSWORD, "again": PASSWORD})
    assert response.status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 200), ("chair", 200), ("owner", 403), ("superior", 403), ("stranger", 403), ("member", 403)],
)
def test_invitations_page_is_for_those_who_manage_posts(client: Client, cast: Cast, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    answers = [client.get(reverse(name)).status_code for name in ("orgs:invitations", "orgs:send-invitation")]
    assert answers == [status, status]


def test_invitations_page_asks_a_visitor_to_sign_in(client: Client, db: None) -> None:
    assert client.get(reverse("orgs:invitations"))["Location"].split("?")[0] == reverse("account_login")


def test_invitations_page_lists_those_of_the_branch_alone(client: Client, cast: Cast) -> None:
    send(cast)
    elsewhere = make_officer("quan-tri@khac.example", "Lê Thị Vân", cast.units.Q, "administrator")
    other, _secret = send(cast, by=elsewhere, unit=cast.units.G3, full_name="Người Ở Xa", email="xa@coso.example")
    client.force_login(cast.administrator)
    html = client.get(reverse("orgs:invitations")).content.decode()
    assert (html.count("Đinh Thị Én"), html.count("Người Ở Xa")) == (1, 0)
    assert client.get(reverse("orgs:show-invitation", args=[other.pk])).status_code == 404
    assert client.post(reverse("orgs:withdraw-invitation", args=[other.pk])).status_code == 404


def test_invitations_page_asks_as_often_for_three_as_for_one(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.administrator)
    send(cast)
    client.get(reverse("orgs:invitations"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("orgs:invitations"))
    send(cast, email="hai@coso.example")
    send(cast, email="ba@coso.example", unit=cast.units.G0)
    with django_assert_num_queries(len(one)):
        client.get(reverse("orgs:invitations"))


def test_invitation_form_sends_and_shows_the_link_to_the_inviter_alone(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    form = {"full_name": "Đinh Thị Én", "email": "moi@coso.example", "role": "chair", "title": ""}
    form["unit"] = "Công đoàn cơ sở Công ty Chè Ba Khe (G2)"
    response = client.post(reverse("orgs:send-invitation"), form)
    invitation = Invitation.objects.get()
    assert response["Location"] == reverse("orgs:show-invitation", args=[invitation.pk])
    assert link_of(invitation) in client.get(response["Location"]).content.decode()
    second = make_officer("hai@tinh.example", "Lê Văn Hai", cast.units.P, "administrator")
    client.force_login(second)
    html = client.get(response["Location"]).content.decode()
    assert (html.count("Đinh Thị Én") > 0, html.count("/loi-moi/")) == (True, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"unit": "G3"}, "unit"), ({"unit": "không có"}, "unit"), ({"email": "sai"}, "email"), ({"role": "vua"}, "role")],
)
def test_invitation_form_names_the_wrong_field(client: Client, cast: Cast, change: dict[str, str], field: str) -> None:
    client.force_login(cast.administrator)
    form = {"full_name": "Đinh Thị Én", "email": "moi@coso.example", "unit": "G2", "role": "chair"} | change
    response = client.post(reverse("orgs:send-invitation"), form)
    assert (list(response.context["form"].errors), Invitation.objects.count()) == ([field], 0)


def test_invitation_form_refuses_a_role_one_may_not_give(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    form = {"full_name": "Đinh Thị Én", "email": "moi@coso.example", "unit": "G1", "role": "administrator"}
    response = client.post(reverse("orgs:send-invitation"), form)
    assert list(response.context["form"].errors) == ["role"]


def test_invitation_form_shows_the_refusal_of_the_action(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    form = {"full_name": "Nguyễn Thị Mai", "email": cast.chair.email, "unit": "G1", "role": "chair"}
    response = client.post(reverse("orgs:send-invitation"), form)
    errors = response.context["form"].non_field_errors()
    assert errors == ["chu-tich@coso.example đang giữ chức danh này rồi."]


def test_suggest_units_finds_without_marks_below_one_alone(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    html = client.get(reverse("orgs:suggest-units"), {"unit": "che ba khe"}).content.decode()
    assert re.findall(r'value="([^"]+)"', html) == ["Công đoàn cơ sở Công ty Chè Ba Khe (G2)"]
    assert client.get(reverse("orgs:suggest-units"), {"unit": "song lang"}).content.decode().strip() == ""


def test_resend_and_withdraw_pages(client: Client, cast: Cast) -> None:
    invitation, _secret = send(cast)
    client.force_login(cast.administrator)
    assert client.get(reverse("orgs:resend-invitation", args=[invitation.pk])).status_code == 405
    client.post(reverse("orgs:resend-invitation", args=[invitation.pk]))
    client.post(reverse("orgs:withdraw-invitation", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["orgs.invited", "orgs.invitation_resent", "orgs.invitation_withdrawn"]
