"""Error pages, the offline page, the service worker, the manifest, the page of components."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path

from caunoi.config.urls import urlpatterns as product_urls
from caunoi.core.errors import Refused
from tests.cast import Cast


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("Đợt 1 đã khóa.", code="locked")


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def spoil(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def fall(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as tests wish")


urlpatterns = [
    path("tu-choi/", refuse),
    path("cam/", forbid),
    path("hong/", spoil),
    path("do/", fall),
    *product_urls,
]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@override_settings(ROOT_URLCONF="tests.core.test_ui_pages", DEBUG=False)
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/khong-co-trang-nay/", 404, "Không có trang nào ở địa chỉ này"),
        ("/cam/", 403, "Đồng chí không có quyền xem trang này"),
        ("/tu-choi/", 409, "Chưa thể thực hiện lúc này"),
        ("/hong/", 400, "Không đọc được yêu cầu"),
        ("/do/", 500, "Hệ thống gặp lỗi, không phải do đồng chí"),
    ],
)
def test_error_page_says_what_to_do(address: str, status: int, heading: str) -> None:
    response = Client(raise_request_exception=False).get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [heading]
    assert 'href="/"' in page


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.core.test_ui_pages")
def test_refusal_page_repeats_the_reason() -> None:
    assert "Đợt 1 đã khóa." in Client().get("/tu-choi/").content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.core.test_ui_pages")
def test_refusal_page_leads_back_where_the_reader_came_from() -> None:
    page = Client().get("/tu-choi/", HTTP_REFERER="http://testserver/ban-lam-viec/").content.decode()
    assert 'href="http://testserver/ban-lam-viec/"' in page


@override_settings(ROOT_URLCONF="tests.core.test_ui_pages")
def test_error_page_of_an_officer_leads_to_the_desk(cast: Cast, client: Client) -> None:
    client.force_login(cast.owner)
    assert "Về bàn làm việc" in client.get("/cam/").content.decode()


def test_page_of_a_fall_needs_neither_context_nor_database() -> None:
    page = render_to_string("500.html")
    assert "Hệ thống gặp lỗi" in page
    assert "{%" not in page


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.core.test_ui_pages")
def test_form_without_a_token_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/cam/")
    assert response.status_code == 403
    assert "Chưa nhận được biểu mẫu" in response.content.decode()


def kept_by_worker(source: str) -> list[str]:
    listed = re.search(r"const KEPT = \[OFFLINE, OUTBOX, (.*?)\];", source)
    assert listed
    return [json.loads(piece.replace("\\u002D", "-")) for piece in listed[1].split(", ")]


@pytest.mark.django_db
def test_worker_serves_the_whole_site_and_is_asked_for_anew(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert 'const OFFLINE = "/ngoai-tuyen/";' in response.content.decode()


@pytest.mark.django_db
def test_worker_keeps_only_files_that_exist_and_belong_to_nobody(client: Client) -> None:
    kept = kept_by_worker(client.get("/sw.js").content.decode())
    assert [address for address in kept if not address.startswith("/static/core/")] == []
    assert [address for address in kept if finders.find(address.removeprefix("/static/")) is None] == []


@pytest.mark.django_db
def test_offline_page_needs_nothing_that_the_worker_does_not_keep(client: Client) -> None:
    page = client.get("/ngoai-tuyen/").content.decode()
    kept = kept_by_worker(client.get("/sw.js").content.decode())
    needed = re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', page)
    assert set(needed) - set(kept) == set()
    assert "Hiện không có mạng" in page


@pytest.mark.django_db
def test_offline_page_is_the_same_for_everybody(client: Client) -> None:
    response = client.get("/ngoai-tuyen/")
    assert (response["Cache-Control"], response.cookies) == ("public, max-age=3600", {})


@pytest.mark.django_db
def test_manifest_names_icons_that_exist(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    manifest = response.json()
    assert (response["Content-Type"], manifest["lang"], manifest["start_url"]) == (
        "application/manifest+json",
        "vi",
        "/ban-lam-viec/",
    )
    icons = [icon["src"].removeprefix("/static/") for icon in manifest["icons"]]
    assert [icon for icon in icons if finders.find(icon) is None] == []


@pytest.mark.django_db
def test_components_page_shows_every_component(client: Client) -> None:
    response = client.get("/ban-lam-viec/thanh-phan/")
    page = response.content.decode()
    assert response.status_code == 200
    shown = [
        "btn--primary",
        "badge--late",
        "progress__bridge",
        "timeline__span",
        "error-summary",
        "<dialog",
        "skeleton",
    ]
    assert [name for name in shown if name not in page] == []


@pytest.mark.django_db
def test_components_page_has_no_id_twice(client: Client) -> None:
    found = re.findall(r'\sid="([^"]+)"', client.get("/ban-lam-viec/thanh-phan/").content.decode())
    assert sorted(found) == sorted(set(found))


@pytest.mark.django_db
def test_outbox_page_is_the_same_for_everybody_and_needs_only_what_is_kept(client: Client) -> None:
    response = client.get("/hop-gui/")
    page = response.content.decode()
    needed = re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', page)
    assert set(needed) - set(kept_by_worker(client.get("/sw.js").content.decode())) == set()
    assert (response["Cache-Control"], "csrfmiddlewaretoken" in page) == ("public, max-age=3600", False)


@pytest.mark.django_db
def test_outbox_page_does_not_say_that_nothing_waits_before_the_device_has_been_looked_at(client: Client) -> None:
    assert re.search(r"<p [^>]*data-outbox-empty hidden>", client.get("/hop-gui/").content.decode())


@pytest.mark.django_db
def test_session_tells_who_is_signed_in_and_is_never_kept(client: Client, cast: Cast) -> None:
    assert client.get("/phien/").json()["who"] is None
    client.force_login(cast.chair)
    response = client.get("/phien/")
    assert response.json()["who"] == str(cast.chair.pk)
    assert "no-store" in response["Cache-Control"]
