"""A real browser (Debian's Chromium) before a live server: a phone and a desk, light and dark, with an audit.

``page_phone`` 390 px, ``page_desktop`` 1280 px, ``page_dark`` 390 px in dark mode; ``open_page(width, dark=, script=)`` for
any other; ``axe(page)`` fails with every violation in words. Addresses are relative to the live server. What a page
writes to the console as an error, or throws, fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from wagtail.models import Locale
from wagtail.models import Page as WagtailPage

from tests.conftest import NOW

CHROMIUM = shutil.which("chromium") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = 390, 1280

expect.set_options(timeout=30_000)  # a machine busy with other things is slow, not wrong

# What comes to an end has come to it; what turns for ever (a wheel, a shimmer) is looked at as it turns.
STILL = """() => Promise.allSettled(
  document.getAnimations().filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime)).map((one) => one.finished),
).then(() => null)"""

OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def _in_november(request: pytest.FixtureRequest) -> Iterator[None]:
    """The server's clock goes on from 8:00 on 23/11/2026 in Hà Nội, whatever day it is: the campaign of the tests is under way.

    Not where the browser's own clock is asked, which nobody moves (``real_clock``).
    """
    if request.node.get_closest_marker("real_clock"):
        yield
        return
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """``open_page(width, dark=False, script=True, worker=False, address="")``: a fresh browser profile each time."""
    contexts, troubles = [], []

    def open_one(
        width: int = DESKTOP, *, dark: bool = False, script: bool = True, worker: bool = False, address: str = ""
    ) -> Page:
        context = browser.new_context(
            base_url=address or live_server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=script,
            service_workers="allow" if worker else "block",
            has_touch=width < 600,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if _is_trouble(message) else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert troubles == []


def _is_trouble(message: Any) -> bool:
    # The browser itself writes "Failed to load resource" for a page that answers 404 on purpose, or a network cut on purpose.
    return message.type == "error" and "status of 4" not in message.text and "net::ERR_" not in message.text


@pytest.fixture
def page_phone(open_page: OpenPage) -> Page:
    return open_page(PHONE)


@pytest.fixture
def page_desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP)


@pytest.fixture
def page_dark(open_page: OpenPage) -> Page:
    return open_page(PHONE, dark=True)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that the page, once nothing moves in it any more, breaks no rule of WCAG 2.2 AA nor axe's best practice."""

    def audit(page: Page) -> None:
        page.wait_for_load_state()
        page.evaluate(STILL)
        violations = Axe().run(page).response["violations"]
        found = [
            f"{rule['id']}: {rule['help']} at {node['target']} {node.get('failureSummary', '')}"
            for rule in violations
            for node in rule["nodes"]
        ]
        assert found == []

    return audit


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Assert that the page is no wider than its window."""

    def measure(page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    return measure


@pytest.fixture
def site_root(transactional_db: None) -> None:
    """Wagtail's first rows, which the emptying of the database between live tests takes away."""
    Locale.objects.get_or_create(language_code="vi")
    if WagtailPage.get_first_root_node() is None:
        WagtailPage.add_root(instance=WagtailPage(title="Root", slug="root"))


@pytest.fixture
def sign_in(live_server: Any, client: Any) -> Callable[..., None]:
    """``sign_in(page, user)``: give the page's browser the session of that user, without the form."""

    def give_session(page: Page, user: Any) -> None:
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return give_session
