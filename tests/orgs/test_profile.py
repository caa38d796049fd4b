"""My profile, my inbox, my data."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caunoi.core.models import AuditEntry
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.actions.profile import change_profile, request_deletion
from caunoi.orgs.models import Notice, User
from caunoi.orgs.queries import unread_notices
from caunoi.orgs.queries.personal_data import personal_data
from tests.cast import Cast, make_officer

FORM = {"full_name": "  Lò  Thị Hoa ", "phone": "0912 345.678", "language": "vi", "wants_email": "on"}


def test_profile_saves_and_records_the_names_of_the_fields_alone(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    client.post(reverse("orgs:profile"), FORM)
    cast.owner.refresh_from_db()
    assert (cast.owner.full_name, cast.owner.phone) == ("Lò Thị Hoa", "0912345678")
    entry = AuditEntry.objects.get(action="orgs.profile_changed")
    assert entry.detail == {"fields": ["phone"]}


def test_profile_saved_unchanged_records_nothing(cast: Cast, clock: Any) -> None:
    same = {"full_name": cast.owner.full_name, "phone": "", "language": "vi", "wants_email": True}
    assert change_profile(cast.owner, **same, now=timezone.now()) == []
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("phone", ["12345", "không", "+84 912 345 678 901 234"])
def test_profile_refuses_what_is_no_phone_number(client: Client, cast: Cast, phone: str) -> None:
    client.force_login(cast.owner)
    response = client.post(reverse("orgs:profile"), FORM | {"phone": phone})
    assert list(response.context["form"].errors) == ["phone"]


def test_profile_in_english_answers_in_english(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    response = client.post(reverse("orgs:profile"), FORM | {"language": "en"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Your profile is saved."]


def test_profile_shows_my_posts_and_serves_an_account_without_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    html = client.get(reverse("orgs:profile")).content.decode()
    assert "Công đoàn cơ sở Trường Tiểu học Ba Khe" in html
    client.force_login(cast.member)
    assert "chưa có chức danh nào" in client.get(reverse("orgs:profile")).content.decode()


def test_export_holds_all_parts_and_no_secret(client: Client, cast: Cast, clock: Any) -> None:
    notify([cast.owner], key="a", title="Có kế hoạch mới", now=timezone.now())
    client.post(reverse("account_login"), {"login": cast.owner.email, "password": "mat-khau-thu-nghiem"})
    response = client.post(reverse("orgs:export-data"))
    assert response["Content-Disposition"] == 'attachment; filename="du-lieu-ca-nhan-20261123.json"'
    data = json.loads(response.content)
    assert data["account"]["email"] == cast.owner.email
    assert [post["unit"] for post in data["posts"]] == ["D"]
    assert [notice["title"] for notice in data["notices"]] == ["Có kế hoạch mới"]
    assert (len(data["devices"]), len(data["sign_ins"])) == (1, 1)
    assert response.content.decode().find(cast.owner.password) == -1
    assert AuditEntry.objects.get(action="orgs.data_exported").actor_id == cast.owner.pk


def test_export_holds_nothing_of_others(cast: Cast, clock: Any) -> None:
    notify([cast.owner], key="a", title="Có kế hoạch mới", now=timezone.now())
    data = personal_data(cast.stranger, now=timezone.now())
    assert (data["notices"], data["deeds"], [post["unit"] for post in data["posts"]]) == ([], [], ["E"])


def test_export_is_not_started_by_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)
    assert client.get(reverse("orgs:export-data")).status_code == 405


def test_deletion_is_asked_of_those_who_manage_the_units_posts(cast: Cast, clock: Any, run_jobs: Any) -> None:
    chair = make_officer("chu-tich@huyen.example", "Hà Văn Sơn", cast.units.D, "chair")
    assert request_deletion(cast.owner, now=timezone.now()) == 1
    assert request_deletion(cast.owner, now=timezone.now()) == 1
    assert list(Notice.objects.values_list("user", "title")) == [(chair.pk, "Lò Thị Hoa đề nghị xóa tài khoản")]
    run_jobs()
    assert [message.to for message in mail.outbox] == [[chair.email]]


def test_deletion_without_a_manager_goes_to_the_installations_administrators(cast: Cast, clock: Any) -> None:
    root = User.objects.create_superuser("root@example.org", "x", full_name="Quản trị hệ thống")
    assert request_deletion(cast.member, now=timezone.now()) == 1
    assert Notice.objects.get().user == root


def test_deletion_page_explains_first_and_asks_by_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    assert "Những gì được giữ lại" in client.get(reverse("orgs:delete-account")).content.decode()
    assert AuditEntry.objects.count() == 0
    client.post(reverse("orgs:delete-account"))
    assert AuditEntry.objects.get().action == "orgs.deletion_requested"


def test_inbox_opens_a_notice_and_goes_to_what_it_speaks_of(client: Client, cast: Cast, clock: Any) -> None:
    notify([cast.owner], key="a", title="Có kế hoạch mới", url="/ban-lam-viec/ca-nhan/", now=timezone.now())
    client.force_login(cast.owner)
    notice = Notice.objects.get()
    assert client.get(reverse("orgs:show-notice", args=[notice.pk]))["Location"] == "/ban-lam-viec/ca-nhan/"
    assert unread_notices(cast.owner) == 0


@pytest.mark.parametrize("url", ["", "https://ke-xau.example/", "//ke-xau.example/"])
def test_inbox_goes_nowhere_else(client: Client, cast: Cast, clock: Any, url: str) -> None:
    notify([cast.owner], key="a", title="Có kế hoạch mới", url=url, now=timezone.now())
    client.force_login(cast.owner)
    response = client.get(reverse("orgs:show-notice", args=[Notice.objects.get().pk]))
    assert response["Location"] == reverse("orgs:inbox")


def test_inbox_of_another_cannot_be_opened(client: Client, cast: Cast, clock: Any) -> None:
    notify([cast.owner], key="a", title="Có kế hoạch mới", now=timezone.now())
    client.force_login(cast.stranger)
    assert client.get(reverse("orgs:show-notice", args=[Notice.objects.get().pk])).status_code == 404
    assert unread_notices(cast.owner) == 1


def test_inbox_marks_all_read_by_post(client: Client, cast: Cast, clock: Any) -> None:
    for number in range(3):
        notify([cast.owner], key=str(number), title="Tin", now=timezone.now())
    client.force_login(cast.owner)
    assert client.get(reverse("orgs:read-all-notices")).status_code == 405
    response = client.post(reverse("orgs:read-all-notices"), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Đã đánh dấu đã đọc 3 thông báo."]
    assert unread_notices(cast.owner) == 0


def test_inbox_asks_as_often_for_three_as_for_one(
    client: Client, cast: Cast, clock: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection

    client.force_login(cast.owner)
    notify([cast.owner], key="0", title="Tin", now=timezone.now())
    client.get(reverse("orgs:inbox"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("orgs:inbox"))
    for number in (1, 2):
        notify([cast.owner], key=str(number), title="Tin", now=timezone.now())
    with django_assert_num_queries(len(one)):
        client.get(reverse("orgs:inbox"))


def test_empty_inbox_says_what_will_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.member)
    assert "Chưa có thông báo nào" in client.get(reverse("orgs:inbox")).content.decode()


@pytest.mark.parametrize(
    ("who", "shown"),
    [("administrator", ["invitations", "audit"]), ("chair", ["invitations", "audit"]), ("owner", []), ("member", [])],
)
def test_profile_leads_to_the_administrators_pages_one_may_open(
    client: Client, cast: Cast, who: str, shown: list[str]
) -> None:
    client.force_login(getattr(cast, who))
    html = client.get(reverse("orgs:profile")).content.decode()
    found = [name for name in ("invitations", "audit") if f'href="{reverse(f"orgs:{name}")}"' in html]
    assert found == shown
