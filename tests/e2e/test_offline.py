"""Without a network: the desk's pages stand, what is sent waits on the device and counts once when the network is back."""

import json
import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from caunoi.campaigns.actions.materials import add_material
from caunoi.campaigns.models import Activity, Assignment, Delivery, Evidence, Material
from tests.campaigns.running import Running, make_issued
from tests.cast import Cast
from tests.e2e.wire import Wire
from tests.reporting.inspecting import make_inspection

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_clock]

TITLE = "Nói chuyện với công nhân ca ba"
PATIENCE = 60  # seconds: a machine busy with other things is slow, not wrong


@pytest.fixture
def running(live_server: Any, site_root: None, cast: Cast) -> Running:
    return make_issued(cast)


@pytest.fixture
def wire(live_server: Any) -> Iterator[Wire]:
    wire = Wire(live_server.thread.port)
    yield wire
    wire.close()


@pytest.fixture
def phone(open_page: Any, sign_in: Callable[..., None], cast: Cast, running: Running, wire: Wire) -> Page:
    """The chair's phone on the desk, everything for the road kept."""
    page: Page = open_page(390, worker=True, address=wire.url)
    sign_in(page, cast.chair)
    page.goto("/ban-lam-viec/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    until(
        lambda: {"/ghi-hoat-dong/", "/activity.js"} <= {address[address.rindex("/", 0, -1) :] for address in kept(page)}
    )
    return page


def photograph() -> FilePayload:
    buffer = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(buffer, "JPEG")
    return {"name": "ca-ba.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def kept(page: Page) -> list[str]:
    """Addresses that the phone keeps."""
    script = """async () => {
      const lists = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return lists.flat().map((request) => request.url);
    }"""
    found: list[str] = page.evaluate(script)
    return found


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def fill(page: Page, title: str = TITLE) -> None:
    page.get_by_role("link", name="Ghi hoạt động").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ghi hoạt động")
    page.locator("[name=title]").fill(title)
    page.locator("[name=kind][value=conference]").check(force=True)


def send(page: Page) -> None:
    page.get_by_role("button", name="Ghi lại").click()


def is_kept(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu trên máy, chưa gửi")


def is_sent(page: Page) -> None:
    expect(page.get_by_text("Không còn mục nào chờ")).to_be_visible()


def test_activity_waits_for_the_network_and_counts_once(
    phone: Page, cast: Cast, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    phone.context.set_offline(True)
    phone.goto("/ban-lam-viec/")
    fill(phone)
    phone.locator("[name=photos]").set_input_files(photograph())
    expect(phone.locator("[data-photos-state]")).to_contain_text("mất mạng")
    send(phone)
    is_kept(phone)
    expect(phone.locator("strong").get_by_text(TITLE)).to_be_visible()
    axe(phone)
    fits(phone)
    assert Activity.objects.count() == 0
    phone.context.set_offline(False)
    is_sent(phone)
    activity = Activity.objects.get()
    assert (activity.title, activity.unit, activity.logged_by) == (TITLE, cast.units.G1, cast.chair)
    assert Evidence.objects.filter(activity=activity).count() == 1


def test_activity_whose_answer_was_lost_counts_once(phone: Page, wire: Wire) -> None:
    fill(phone)
    wire.swallows = True
    send(phone)
    is_kept(phone)
    until(lambda: Activity.objects.count() == 1)
    phone.get_by_role("button", name="Gửi ngay").click()  # and lost a second time
    until(lambda: wire.lost >= 2)
    wire.swallows = False
    phone.reload()
    is_sent(phone)
    assert Activity.objects.count() == 1


def test_acknowledgement_waits_and_is_given_in_the_name_of_the_unit(phone: Page, cast: Cast) -> None:
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Tiếp nhận").click()
    is_kept(phone)
    expect(phone.get_by_text("12/KH-LĐLĐ")).to_be_visible()
    phone.context.set_offline(False)
    is_sent(phone)
    delivery = Delivery.objects.get(unit=cast.units.G1)
    assert (delivery.acknowledged_by, delivery.acknowledged_at is None) == (cast.chair, False)


def test_form_that_the_server_refuses_is_opened_again_with_what_was_typed(phone: Page) -> None:
    phone.context.set_offline(True)
    fill(phone, title="")
    phone.locator("[name=place]").fill("Nhà văn hóa xã")
    send(phone)
    is_kept(phone)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Có chỗ cần sửa")).to_be_visible()
    phone.get_by_role("button", name="Mở lại").click()
    expect(phone.locator("[name=place]")).to_have_value("Nhà văn hóa xã")
    phone.locator("[name=title]").fill(TITLE)
    send(phone)
    phone.wait_for_url("**/hoat-dong/*/")
    assert list(Activity.objects.values_list("title", "place")) == [(TITLE, "Nhà văn hóa xã")]


def test_what_one_person_kept_is_never_sent_by_another(phone: Page, cast: Cast, sign_in: Callable[..., None]) -> None:
    phone.context.set_offline(True)
    fill(phone)
    send(phone)
    is_kept(phone)
    sign_in(phone, cast.owner)
    phone.context.set_offline(False)
    with phone.expect_response("**/phien/"):  # the outbox has looked who is there
        phone.goto(
            "/hop-gui/"
        )  # not the desk: what it fetches for the road would answer, and sign out, the next person
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã lưu trên máy, chưa gửi")
    phone.wait_for_load_state("networkidle")
    assert Activity.objects.count() == 0
    sign_in(phone, cast.chair)
    phone.goto("/hop-gui/")
    is_sent(phone)
    assert Activity.objects.get().logged_by == cast.chair


def test_signing_out_leaves_no_page_of_the_person_on_the_device(phone: Page) -> None:
    phone.goto("/tai-khoan/dang-xuat/")
    phone.locator("[data-sign-out] button").click()
    phone.wait_for_url(lambda address: "dang-xuat" not in address)
    until(lambda: [address for address in kept(phone) if "/ban-lam-viec/" in address] == [])


def test_another_account_signing_in_leaves_no_page_of_the_first(
    phone: Page, cast: Cast, sign_in: Callable[..., None]
) -> None:
    first = f"desk-of-{cast.chair.pk}"
    assert first in phone.evaluate("caches.keys()")
    sign_in(phone, cast.owner)
    phone.goto("/ban-lam-viec/")
    until(lambda: first not in phone.evaluate("caches.keys()"))


def test_kept_page_says_since_when_and_goes_after_a_week(
    phone: Page, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    expect(phone.locator("[data-kept]")).to_be_hidden()
    phone.context.set_offline(True)
    phone.goto("/ban-lam-viec/")
    expect(phone.locator("[data-kept]")).to_contain_text("Đây là bản lưu trên máy")
    expect(phone.locator("[data-kept-day]")).to_contain_text(":")
    axe(phone)
    fits(phone)
    script = """async () => {
      const name = (await caches.keys()).find((name) => name.startsWith("desk-of-"));
      const cache = await caches.open(name);
      const page = await cache.match("/ban-lam-viec/", { ignoreVary: true });
      const headers = new Headers(page.headers);
      headers.set("date", new Date(Date.now() - 7 * 24 * 3600 * 1000 - 1000).toUTCString());
      await cache.put("/ban-lam-viec/", new Response(await page.text(), { headers }));
    }"""
    phone.evaluate(script)
    phone.goto("/ban-lam-viec/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hiện không có mạng")


def test_two_activities_from_one_kept_form_with_the_network_cut_twice_count_two(phone: Page, wire: Wire) -> None:
    titles = ["Ca một", "Ca hai"]
    phone.context.set_offline(True)
    for title in titles:
        phone.goto("/ban-lam-viec/")
        fill(phone, title)
        send(phone)
        is_kept(phone)
    wire.swallows = True
    phone.context.set_offline(False)
    until(lambda: wire.lost >= 1)
    phone.context.set_offline(True)
    wire.swallows = False
    phone.goto("/hop-gui/")
    expect(phone.locator("[data-outbox] li")).to_have_count(2)
    phone.context.set_offline(False)
    is_sent(phone)
    assert sorted(Activity.objects.values_list("title", flat=True)) == sorted(titles)


def test_what_changed_meanwhile_is_shown_beside_it_and_the_officer_chooses(
    phone: Page, cast: Cast, running: Running, sign_in: Callable[..., None]
) -> None:
    inspection = make_inspection(cast, running)
    point = inspection.points[0]
    sign_in(phone, cast.superior)
    phone.goto(f"/ban-lam-viec/kiem-tra/cuoc/{inspection.visit.pk}/")
    form = phone.locator(f"form[action$='/diem/{point.pk}/']")
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    form.locator("[name=note]").fill("Đã treo hai băng rôn")
    form.locator("[name=verdict][value=met]").check(force=True)
    form.locator("button").click()
    is_kept(phone)
    inspection.judge(note="Chưa treo băng rôn")
    phone.context.set_offline(False)
    expect(phone.get_by_text("Có người đã sửa")).to_be_visible()
    point.refresh_from_db()
    assert point.note == "Chưa treo băng rôn"
    phone.get_by_role("button", name="Mở lại").click()
    expect(phone.get_by_text("Chưa treo băng rôn")).to_be_visible()
    expect(phone.locator("[name=note]")).to_have_value("Đã treo hai băng rôn")
    phone.goto("/hop-gui/")  # not chosen yet: it still waits
    phone.get_by_role("button", name="Mở lại").click()
    phone.locator(".point form button").click()
    phone.wait_for_url("**/kiem-tra/cuoc/*/*")
    phone.goto("/hop-gui/")
    is_sent(phone)
    point.refresh_from_db()
    assert (point.note, point.saved_by) == ("Đã treo hai băng rôn", cast.superior)


def test_a_form_opened_again_stays_where_the_session_has_ended(
    phone: Page, cast: Cast, sign_in: Callable[..., None]
) -> None:
    phone.context.set_offline(True)
    fill(phone, title="")
    send(phone)
    is_kept(phone)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Có chỗ cần sửa")).to_be_visible()
    phone.get_by_role("button", name="Mở lại").click()
    phone.locator("[name=title]").fill(TITLE)
    phone.wait_for_load_state("networkidle")
    phone.context.clear_cookies(name="sessionid")
    send(phone)
    phone.wait_for_url("**/tai-khoan/dang-nhap/**")
    assert Activity.objects.count() == 0
    sign_in(phone, cast.chair)
    phone.goto("/hop-gui/")
    expect(phone.get_by_text("Có chỗ cần sửa")).to_be_visible()


def crowd(page: Page, letters: int) -> list[str]:
    """A desk that leads to a hundred and fifty duties, each page of so many letters; the addresses that were asked for."""
    links = "".join(f'<a href="/ban-lam-viec/nhiem-vu/{900_000 + number}/">Nhiệm vụ</a>' for number in range(150))
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        body = f"<!doctype html><body ><main>{links}</main><p>{'a' * letters}</p>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(re.compile(r"/ban-lam-viec/nhiem-vu/\d+/$"), answer)
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    page.reload()
    return asked


def sizes(page: Page) -> list[int]:
    """Bytes of each kept page of the desk."""
    script = """async () => {
      const name = (await caches.keys()).find((name) => name.startsWith("desk-of-"));
      const cache = await caches.open(name ?? "desk-of-nobody");
      const pages = await Promise.all((await cache.keys()).map((request) => cache.match(request, { ignoreVary: true })));
      return Promise.all(pages.map(async (page) => (await page.blob()).size));
    }"""
    found: list[int] = page.evaluate(script)
    return found


def test_no_more_than_a_hundred_and_twenty_pages_are_kept(phone: Page) -> None:
    crowd(phone, 100)
    until(lambda: len(sizes(phone)) == 120)
    phone.wait_for_timeout(500)
    assert len(sizes(phone)) == 120


def test_no_more_than_twenty_megabytes_are_kept(phone: Page) -> None:
    asked = crowd(phone, 1_500_000)
    until(lambda: len([size for size in sizes(phone) if size > 1_000_000]) == 13)
    phone.wait_for_timeout(1_000)
    kept_sizes = sizes(phone)
    assert (len([size for size in kept_sizes if size > 1_000_000]), sum(kept_sizes) <= 20_000_000) == (13, True)
    assert len(asked) == 14  # the one that would have been too much was looked at, and not kept


def test_the_paper_of_a_duty_is_read_without_a_network(phone: Page, running: Running) -> None:
    address = f"/ban-lam-viec/van-ban/{running.campaign.instrument_id}/"
    until(lambda: any(one.endswith(address) for one in kept(phone)))
    phone.context.set_offline(True)
    phone.goto(address)
    expect(phone.get_by_text(running.told.text)).to_be_visible()
    expect(phone.locator("[data-kept]")).to_be_visible()


def test_every_duty_of_the_unit_stands_without_a_network(phone: Page, cast: Cast, running: Running) -> None:
    """Duties of one kind in one wave are one line of the desk: they are reached through their list."""
    mine = list(Assignment.objects.filter(unit=cast.units.G1))
    assert len(mine) == 3
    until(
        lambda: (
            {f"/nhiem-vu/{one.pk}/hoi/" for one in mine}
            <= {address[address.find("/nhiem-vu/") :] for address in kept(phone)}
        )
    )
    phone.context.set_offline(True)
    phone.goto("/ban-lam-viec/")
    phone.locator("main a[href*='/nhiem-vu/?own=1']").first.click()
    phone.get_by_role("link", name=running.sung.text).click()
    expect(phone.get_by_role("button", name="Đánh dấu đã xong")).to_be_visible()
    expect(phone.locator("[data-kept]")).to_be_visible()


def test_the_kit_is_read_and_its_files_are_opened_without_a_network(
    phone: Page, cast: Cast, running: Running, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    words = "Kính thưa đoàn viên, người lao động!"
    told: dict[str, Any] = {"kind": "read_out", "by": None, "now": timezone.now()}
    add_material(running.campaign, title="Bài đọc trên loa", text=words, **told)
    small = add_material(
        running.campaign, title="Tờ rơi", upload=SimpleUploadedFile("to-roi.pdf", b"%PDF-1.4 leaflet"), **told
    )
    large = add_material(
        running.campaign, title="Phim", upload=SimpleUploadedFile("phim.pdf", b"%PDF-1.4 film"), **told
    )
    Material.objects.filter(pk=large.pk).update(size=5_000_001)
    files = [f"/ban-lam-viec/tai-lieu/{one.pk}/" for one in (small, large)]
    page = f"/ban-lam-viec/chien-dich/{running.campaign.pk}/bo-tai-lieu/"
    phone.evaluate(f"caches.delete('desk-of-{cast.chair.pk}')")
    phone.reload()
    until(lambda: any(address.endswith(files[0]) for address in kept(phone)))
    assert not any(address.endswith(files[1]) for address in kept(phone))
    phone.context.set_offline(True)
    phone.goto(page)
    phone.get_by_text("Xem nội dung").click()
    expect(phone.get_by_text(words)).to_be_visible()
    axe(phone)
    fits(phone)
    with phone.expect_download() as started:
        phone.get_by_role("link", name="to-roi.pdf").click()
    assert Path(started.value.path()).read_bytes() == b"%PDF-1.4 leaflet"
    phone.get_by_role("link", name="phim.pdf").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hiện không có mạng")


def grow_old(page: Page) -> None:
    """Every page that the phone keeps is an hour old."""
    script = """async () => {
      const name = (await caches.keys()).find((name) => name.startsWith("desk-of-"));
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const page = await cache.match(request, { ignoreVary: true });
        const headers = new Headers(page.headers);
        headers.set("date", new Date(Date.now() - 3600 * 1000).toUTCString());
        await cache.put(request, new Response(await page.text(), { headers }));
      }
    }"""
    page.evaluate(script)


def test_empty_forms_are_not_fetched_again_within_half_a_day(phone: Page, running: Running, cast: Cast) -> None:
    duty = f"/ban-lam-viec/nhiem-vu/{running.given(running.sung, cast.units.G1).pk}/"
    until(lambda: any(address.endswith(f"{duty}hoi/") for address in kept(phone)))
    phone.wait_for_load_state("networkidle")
    grow_old(phone)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    with phone.expect_request(f"**{duty}"):
        phone.reload()
    phone.wait_for_load_state("networkidle")
    assert [address for address in asked if "/hoi/" in address or "/ghi-hoat-dong/" in address] == []
    assert any(address.endswith(f"{duty}hoi/") for address in kept(phone))


def test_a_server_that_is_unwell_takes_no_kept_page_away(phone: Page, running: Running, cast: Cast) -> None:
    duty = f"/ban-lam-viec/nhiem-vu/{running.given(running.told, cast.units.G1).pk}/"
    gone = f"/ban-lam-viec/nhiem-vu/{running.given(running.sung, cast.units.G1).pk}/"
    until(lambda: {duty, gone} <= {address[address.find("/ban-lam-viec/") :] for address in kept(phone)})
    phone.wait_for_load_state("networkidle")
    grow_old(phone)  # each is asked for again
    answers = {duty: 503, gone: 404}
    phone.add_init_script(
        f"""const answers = {json.dumps(answers)}, ask = window.fetch;
        window.fetch = (address, ...rest) =>
          address in answers ? Promise.resolve(new Response("", {{ status: answers[address] }})) : ask(address, ...rest);"""
    )
    phone.reload()
    until(lambda: not any(address.endswith(gone) for address in kept(phone)))
    assert any(address.endswith(duty) for address in kept(phone))
