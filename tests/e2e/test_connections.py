"""Letting a system in, on a phone and at a desk: a token made, copied, seen again; an address added; the page for programmers."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.api.actions.webhooks import make_webhook
from caunoi.api.enums import Event
from caunoi.api.models import WebhookDelivery
from caunoi.campaigns.models import Campaign
from caunoi.reporting.models import ReportForm
from tests.campaigns.running import NOW, make_issued
from tests.cast import Cast
from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_system_is_let_in(
    live_server: Any,
    site_root: None,
    cast: Cast,
    open_page: Any,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
) -> None:
    page: Page = open_page(width)
    sign_in(page, cast.chair)

    def look(name: str) -> None:
        axe(page)
        fits(page)

    page.goto("/ban-lam-viec/ket-noi/")
    look("empty")
    page.get_by_role("link", name="Tạo mã kết nối").click()
    page.get_by_label("Hệ thống nào?").fill("Phần mềm quản lý đoàn viên")
    page.get_by_label("Đọc danh sách đơn vị").check()
    page.get_by_label("Gửi báo cáo thay mặt đơn vị").check()
    look("make")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", name="Tạo mã kết nối này?")).to_be_visible()
    look("confirm")
    page.get_by_role("button", name="Tạo mã").click()
    secret = page.locator("#token-secret").input_value()
    assert secret.startswith("cn_")
    look("made")
    page.get_by_role("link", name="Tôi đã sao chép").click()
    page.get_by_role("link", name="Phần mềm quản lý đoàn viên").click()
    look("token")
    page.get_by_role("button", name="Thu hồi mã").click()
    page.get_by_role("dialog").get_by_role("button", name="Thu hồi mã").click()
    expect(page.get_by_text("1 mã không còn hiệu lực")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_address_its_log_and_the_page_for_programmers(
    live_server: Any,
    site_root: None,
    cast: Cast,
    open_page: Any,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
) -> None:
    campaign: Campaign = make_issued(cast).campaign
    ReportForm.objects.create(campaign=campaign, title="Báo cáo đợt 1", created_at=NOW, opened_at=NOW)
    address = "https://doanvien.example.vn/caunoi/nhan-tin"
    webhook = make_webhook(
        cast.units.G1, name="Phần mềm quản lý đoàn viên", address=address, events=Event.values, by=cast.chair, now=NOW
    )
    rows: list[dict[str, Any]] = [
        {"event": "form.opened", "state": "delivered", "last_status": 204, "attempts": 1, "delivered_at": NOW},
        {"event": "filing.moved", "state": "failed", "last_error": "no_answer", "attempts": 7},
        {"event": "ping", "state": "waiting", "last_status": 500, "attempts": 2, "next_at": NOW},
    ]
    for row in rows:
        WebhookDelivery.objects.create(webhook=webhook, body="{}", made_at=NOW, **row)
    page: Page = open_page(width)
    sign_in(page, cast.chair)

    def look(name: str) -> None:
        axe(page)
        fits(page)

    for name, path in (
        ("webhook", f"/ban-lam-viec/ket-noi/dia-chi/{webhook.pk}/"),
        ("make-webhook", "/ban-lam-viec/ket-noi/dia-chi/moi/"),
        ("data", "/ban-lam-viec/so-lieu/"),
        ("docs", "/api/v1/"),
    ):
        page.goto(path)
        look(name)
