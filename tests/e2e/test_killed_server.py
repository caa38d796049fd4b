"""The server killed while it receives, twice: what was sent is kept on the phone and counts once when a server is back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from caunoi.campaigns.models import Activity, Evidence
from tests.campaigns.running import Running, make_issued
from tests.cast import Cast
from tests.e2e.server import Server
from tests.e2e.test_offline import TITLE, fill, is_kept, is_sent, kept, photograph, send, until
from tests.e2e.wire import Wire

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def running(live_server: Any, site_root: None, cast: Cast) -> Running:
    return make_issued(cast)


@pytest.fixture
def server(running: Running) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    wire = Wire(server.port)
    yield wire
    wire.close()


@pytest.fixture
def phone(open_page: Any, sign_in: Callable[..., None], cast: Cast, wire: Wire) -> Page:
    page: Page = open_page(390, worker=True, address=wire.url)
    sign_in(page, cast.chair)
    page.goto("/ban-lam-viec/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    until(
        lambda: {"/ghi-hoat-dong/", "/activity.js"} <= {address[address.rindex("/", 0, -1) :] for address in kept(page)}
    )
    return page


def kill_while_receiving(server: Server, wire: Wire, before: int) -> None:
    until(lambda: wire.held > before)
    server.kill()
    wire.holds = False


def test_a_form_whose_server_died_twice_while_receiving_counts_once(phone: Page, server: Server, wire: Wire) -> None:
    fill(phone)
    wire.holds = True
    phone.get_by_role("button", name="Ghi lại").click(no_wait_after=True)
    kill_while_receiving(server, wire, 0)
    is_kept(phone)
    assert Activity.objects.count() == 0

    wire.holds = True
    server.start()
    phone.get_by_role("button", name="Gửi ngay").click()
    kill_while_receiving(server, wire, 1)
    assert Activity.objects.count() == 0

    server.start()
    phone.reload()
    is_sent(phone)
    assert [activity.title for activity in Activity.objects.all()] == [TITLE]


def test_a_photograph_whose_server_died_while_receiving_goes_with_its_form(
    phone: Page, server: Server, wire: Wire
) -> None:
    fill(phone)
    wire.holds = True
    phone.locator("[name=photos]").set_input_files(photograph())
    kill_while_receiving(server, wire, 0)
    until(lambda: "mất mạng" in (phone.locator("[data-photos-state]").text_content() or ""))
    send(phone)
    is_kept(phone)
    server.start()
    phone.reload()
    is_sent(phone)
    activity = Activity.objects.get()
    assert Evidence.objects.filter(activity=activity).count() == 1
