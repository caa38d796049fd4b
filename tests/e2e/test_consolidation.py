"""The level above at work: who has filed, down to a unit, from a sum to the report behind it; what waits is approved at once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.reporting.models import Filing
from tests.campaigns.running import make_issued
from tests.cast import Cast
from tests.reporting.filing import Filed, make_filed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def filed(live_server: Any, site_root: None, cast: Cast) -> Filed:
    made = make_filed(cast, make_issued(cast))
    made.put(cast.units.D, heard=10)
    made.put(cast.units.G1, heard=200, members=400)
    return made


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_board_to_the_report_behind_a_sum(
    open_page: Any,
    sign_in: Callable[..., None],
    filed: Filed,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
) -> None:
    page: Page = open_page(width, dark=width < 600)
    sign_in(page, filed.cast.superior)
    page.goto("/ban-lam-viec/tong-hop/")
    page.get_by_role("link", name="Báo cáo đợt 1").click()
    for look in (axe, fits):
        look(page)
    page.get_by_role("link", name="1/2 đã gửi").click()
    expect(page.locator(".trail")).to_contain_text("Liên đoàn Lao động huyện Ba Khe")
    page.get_by_role("link", name="Số liệu").click()
    axe(page)
    page.get_by_role("link", name="Số lượt người nghe").click()
    for look in (axe, fits):
        look(page)
    page.get_by_role("link", name="200 Công đoàn cơ sở Trường Tiểu học Ba Khe").click()
    expect(page.locator("#o-heard")).to_be_visible()


def test_what_waits_is_approved_after_one_look(
    open_page: Any, sign_in: Callable[..., None], filed: Filed, axe: Callable[[Page], None]
) -> None:
    page: Page = open_page(390)
    sign_in(page, filed.cast.superior)
    page.goto(f"/ban-lam-viec/tong-hop/{filed.form.pk}/")
    page.get_by_role("link", name="Xem và duyệt 1 báo cáo").click()
    axe(page)
    page.get_by_role("button", name="Duyệt các báo cáo đã chọn").click()
    expect(page.get_by_text("Đã duyệt 1 báo cáo.")).to_be_visible()
    assert Filing.objects.get(unit=filed.cast.units.D).state == "approved"
