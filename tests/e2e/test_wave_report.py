"""A district's consolidated report in a real browser: written in one press, its words decided on, a figure opened."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.campaigns.running import make_issued
from tests.cast import Cast
from tests.reporting.wave_reports.telling import Told, make_told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Check = Callable[[Page], None]


@pytest.fixture
def told(live_server: Any, site_root: None, cast: Cast) -> Told:
    return make_told(cast, make_issued(cast))


@pytest.mark.parametrize("device", ["page_phone", "page_desktop"])
def test_report_is_written_decided_on_and_opened(
    request: pytest.FixtureRequest, device: str, told: Told, sign_in: Any, axe: Check, fits: Check
) -> None:
    page: Page = request.getfixturevalue(device)
    sign_in(page, told.cast.owner)
    page.goto("/ban-lam-viec/bao-cao-tong-hop/")
    axe(page)
    page.get_by_role("button", name="Viết báo cáo").click()
    expect(page.get_by_role("link", name="Word (.docx)")).to_be_visible()
    for check in (axe, fits):
        check(page)
    page.get_by_role("link", name="Khó khăn, vướng mắc và nguyên nhân").click()
    said = page.locator(".sentence", has_text="Kinh phí còn hạn hẹp.").first
    said.get_by_role("button", name="Đưa vào báo cáo").click()
    expect(said.get_by_text("Đưa vào báo cáo")).to_be_visible()
    for check in (axe, fits):
        check(page)
    page.get_by_role("link", name="Tổng quan").click()
    page.get_by_role("button", name="Viết lại theo số liệu hôm nay").click()
    page.get_by_role("link", name="Xem trước").click()
    for check in (axe, fits):
        check(page)
    expect(page.get_by_text("(2 đơn vị).")).to_be_visible()
    page.get_by_role("link", name="269", exact=True).first.click()
    expect(page.get_by_role("link", name="Công đoàn cơ sở Trường Tiểu học Ba Khe")).to_be_visible()
    for check in (axe, fits):
        check(page)
