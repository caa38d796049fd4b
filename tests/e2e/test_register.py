"""What has been done and what has not, in a real browser: the map, what it opens to, the paper, a display taken down."""

from typing import Any

import pytest
from playwright.sync_api import expect

from caunoi.campaigns.models import Activity, Display
from tests.campaigns.running import Running, make_issued
from tests.campaigns.test_counters import second_theme
from tests.campaigns.test_unsaid import banner
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "Đã cất vào kho, quên chụp ảnh"


@pytest.fixture
def running(live_server: Any, site_root: None, cast: Cast) -> Running:
    return make_issued(cast)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_has_been_said_and_what_not(
    width: int, open_page: Any, cast: Cast, running: Running, sign_in: Any, axe: Any, fits: Any
) -> None:
    silent = second_theme(running)
    banner(running, cast.units.G1, 4)
    page = open_page(width)
    page.emulate_media(reduced_motion="reduce")
    base = f"/ban-lam-viec/chien-dich/{running.campaign.pk}/"
    sign_in(page, cast.superior)
    paper = f"/ban-lam-viec/van-ban/{running.campaign.instrument_id}/?carried=1"
    parts = ("chua-noi/", "hoat-dong/", "truc-quan/", "du-toan/", "lien-ket/", "dieu-khoan/")
    for address in (*(base + part for part in parts), paper):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        fits(page)
    page.goto(base + "chua-noi/")
    page.get_by_role("row", name=silent.title).get_by_role("link").first.click()
    expect(page.get_by_text("Đơn vị chưa tuyên truyền nội dung này")).to_be_visible()
    fits(page)
    axe(page)
    sign_in(page, cast.chair)
    page.goto(base + "truc-quan/")
    page.get_by_role("link", name="Đã tháo dỡ xong").click()
    axe(page)
    fits(page)
    page.locator("[name=note]").fill(NOTE)
    page.locator("main button.btn--primary").click()
    expect(page.get_by_text(NOTE).first).to_be_visible()
    assert Display.objects.get().takedown_note == NOTE


def test_the_waste_guard_speaks_on_the_phone_and_back_does_not_count_twice_unsaid(
    open_page: Any, cast: Cast, running: Running, sign_in: Any, axe: Any, fits: Any
) -> None:
    """Four banners hang on one theme while another is unsaid; then the form is left, and come back to with the back button."""
    silent = second_theme(running)
    banner(running, cast.units.G1, 4)
    page = open_page(390)
    sign_in(page, cast.chair)
    page.goto("/ban-lam-viec/ghi-hoat-dong/")
    warning = page.locator("[data-kinds=visual].alert")
    expect(warning).to_be_hidden()
    page.locator("[name=kind][value=visual]").check(force=True)
    expect(warning).to_contain_text(silent.title)
    axe(page)
    fits(page)
    page.locator("[name=kind][value=conference]").check(force=True)
    expect(warning).to_be_hidden()
    expect(page.get_by_text("Đã gửi biểu này")).to_be_hidden()
    page.locator("[name=title]").fill("Nói chuyện ca ba")
    page.get_by_role("button", name="Ghi lại").dblclick()
    page.wait_for_url("**/hoat-dong/*/")
    page.go_back()
    expect(page.get_by_text("Đã gửi biểu này")).to_be_visible()
    fits(page)
    axe(page)
    page.reload()
    expect(page.get_by_text("Đã gửi biểu này")).to_be_hidden()
    assert Activity.objects.filter(unit=cast.units.G1, title="Nói chuyện ca ba").count() == 1
