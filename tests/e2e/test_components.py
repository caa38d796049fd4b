"""The components, the front page and the error pages in a real browser: behaviour, fit and accessibility."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.portal.setup import ensure_home
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COMPONENTS = "/ban-lam-viec/thanh-phan/"
FACES = [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)]
Check = Callable[[Page], None]


@pytest.mark.parametrize(("width", "dark"), FACES)
@pytest.mark.parametrize("address", [COMPONENTS, "/", "/khong-co/", "/ngoai-tuyen/"])
def test_page_is_accessible_and_fits(
    open_page: OpenPage, axe: Check, fits: Check, site_root: None, address: str, width: int, dark: bool
) -> None:
    ensure_home()
    page = open_page(width, dark=dark)
    page.goto(address)
    axe(page)
    fits(page)


@pytest.mark.parametrize("address", [COMPONENTS, "/"])
def test_page_fits_at_twice_the_text(open_page: OpenPage, fits: Check, site_root: None, address: str) -> None:
    ensure_home()
    page = open_page(PHONE)
    page.goto(address)
    page.evaluate("document.documentElement.classList.add('twice')")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)


def test_page_fits_the_narrowest_phone(open_page: OpenPage, fits: Check) -> None:
    page = open_page(320)
    page.goto(COMPONENTS)
    fits(page)


def test_skip_link_is_the_first_stop_and_leads_to_the_content(page_desktop: Page) -> None:
    page_desktop.goto(COMPONENTS)
    page_desktop.keyboard.press("Tab")
    expect(page_desktop.get_by_role("link", name="Đến thẳng nội dung")).to_be_focused()
    page_desktop.keyboard.press("Enter")
    expect(page_desktop.locator("main")).to_be_focused()


def test_dialog_opens_closes_and_gives_focus_back(page_phone: Page, axe: Check) -> None:
    page_phone.goto(COMPONENTS)
    button = page_phone.get_by_role("button", name="Giao cho 312 đơn vị…")
    button.click()
    dialog = page_phone.get_by_role("dialog", name="Giao kế hoạch cho 312 đơn vị?")
    expect(dialog).to_be_visible()
    axe(page_phone)
    page_phone.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_dialog_can_be_read_without_script(open_page: OpenPage) -> None:
    page = open_page(PHONE, script=False)
    page.goto(COMPONENTS)
    expect(page.get_by_text("Mỗi đơn vị nhận nhiệm vụ của mình và một thông báo.")).to_be_visible()


def test_file_input_names_what_was_chosen(page_phone: Page) -> None:
    page_phone.goto(COMPONENTS)
    page_phone.locator("#id_photos").set_input_files(
        {"name": "tọa-đàm.txt", "mimeType": "text/plain", "buffer": b"x" * 2048}
    )
    expect(page_phone.locator(".file-list__item")).to_have_text("tọa-đàm.txt · 2 KB")


def test_appearance_is_chosen_kept_and_given_back(open_page: OpenPage, cast: Any, sign_in: Any) -> None:
    page = open_page(DESKTOP)
    sign_in(page, cast.owner)
    page.goto(COMPONENTS)
    page.locator("summary.menu__button").click()
    page.get_by_role("button", name="Tối", exact=True).click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 27)"
    page.locator("summary.menu__button").click()
    page.get_by_role("button", name="Theo máy").click()
    assert page.evaluate("document.documentElement.dataset.theme ?? 'auto'") == "auto"


def test_menu_of_the_person_closes_on_escape(page_desktop: Page, cast: Any, sign_in: Any, axe: Check) -> None:
    sign_in(page_desktop, cast.owner)
    page_desktop.goto(COMPONENTS)
    page_desktop.locator("summary.menu__button").click()
    expect(page_desktop.get_by_role("link", name="Hồ sơ và bảo mật")).to_be_visible()
    axe(page_desktop)
    page_desktop.keyboard.press("Escape")
    expect(page_desktop.get_by_role("link", name="Hồ sơ và bảo mật")).to_be_hidden()
    expect(page_desktop.locator("summary.menu__button")).to_be_focused()


def test_primary_action_and_bar_stay_within_the_thumbs_reach(page_phone: Page) -> None:
    page_phone.goto(COMPONENTS)
    action = page_phone.get_by_role("link", name="Hành động chính của trang").bounding_box()
    bar = page_phone.get_by_role("navigation", name="Điều hướng cuối trang").bounding_box()
    assert action
    assert bar
    assert 844 * 0.7 < action["y"] < action["y"] + action["height"] <= bar["y"]
    assert bar["y"] + bar["height"] == 844


def test_touch_targets_are_large_on_a_phone(page_phone: Page) -> None:
    page_phone.goto(COMPONENTS)
    small = page_phone.eval_on_selector_all(
        ".btn:not(.btn--small), .bar__item, .choice, .choices label, a.chip, .tabs a, .pagination a, summary",
        "nodes => nodes.filter(node => node.offsetHeight > 0 && node.offsetHeight < 43).map(node => node.outerHTML)",
    )
    assert small == []


def test_network_lost_is_said_and_taken_back(page_phone: Page) -> None:
    page_phone.goto(COMPONENTS)
    banner = page_phone.locator("[data-offline]")
    expect(banner).to_be_hidden()
    page_phone.context.set_offline(True)
    expect(banner).to_be_visible()
    page_phone.context.set_offline(False)
    expect(banner).to_be_hidden()


def test_offline_page_stands_where_the_network_is_gone(browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, locale="vi-VN")
    page = context.new_page()
    page.goto(COMPONENTS)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    context.set_offline(True)
    page.goto(COMPONENTS)
    expect(page.get_by_role("heading", name="Hiện không có mạng")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(247, 243, 236)"
    kept = page.evaluate(
        "caches.keys().then(async names => (await (await caches.open(names[0])).keys()).map(r => new URL(r.url).pathname))"
    )
    assert [address for address in kept if not address.startswith("/static/")] == ["/ngoai-tuyen/", "/hop-gui/"]
    context.close()


def test_home_reads_whole_without_script(open_page: OpenPage, site_root: None) -> None:
    ensure_home()
    page = open_page(PHONE, script=False)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đưa đại hội công đoàn đến từng đoàn viên")
    expect(page.get_by_role("link", name="Cán bộ đăng nhập").first).to_be_visible()
