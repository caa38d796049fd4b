"""A report on its road in a real browser: nearly written, corrected, sent from the outbox, returned, mended, approved, locked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.reporting.form_lines import to_json
from caunoi.reporting.models import Correction, Filing, FilingDraft, FormVersion
from caunoi.reporting.packing import unpack
from tests.campaigns.running import Running, log, make_issued
from tests.cast import Cast
from tests.e2e.test_offline import is_kept, is_sent, kept, until
from tests.e2e.wire import Wire
from tests.reporting.filing import Filed, make_filed
from tests.reporting.filings.test_pages import REAL

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_clock]

Check = Callable[[Page], None]


@pytest.fixture
def filing(live_server: Any, site_root: None, cast: Cast) -> Filing:
    """G1's report; its register knows of eighty listeners."""
    running: Running = make_issued(cast)
    filed: Filed = make_filed(cast, running)
    FormVersion.objects.update(lines=to_json(REAL))
    log(running, cast.units.G1, figures={"listeners": 80}, title="Nói chuyện với công nhân ca ba")
    return filed.of(cast.units.G1)


@pytest.fixture
def wire(live_server: Any) -> Iterator[Wire]:
    wire = Wire(live_server.thread.port)
    yield wire
    wire.close()


def _figure_opens(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Hệ thống ghi nhận: 80").click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("link", name="Nói chuyện với công nhân ca ba")).to_be_visible()
    check(page)
    panel.get_by_role("button", name="Đóng").click()
    expect(panel).to_be_hidden()


def _correct(page: Page, check: Check) -> None:
    page.get_by_label("Số lượt người nghe", exact=True).fill("95")
    page.get_by_label("Lý do khác số hệ thống: Số lượt người nghe").fill("Có một buổi chưa ghi")
    expect(page.locator("#draft-state")).to_contain_text("Đã lưu lúc")
    expect(page.get_by_role("button", name="Lấy số hệ thống")).to_be_visible()
    check(page)


def _send_without_network(page: Page, filing: Filing) -> None:
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_label("Kết quả thực hiện").fill("Đã tổ chức hai buổi.")
    expect(page.locator("#draft-state")).to_contain_text("Đã giữ trên máy")
    page.goto(f"/ban-lam-viec/bao-cao/{filing.pk}/")  # closed and opened again on the road
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value("Đã tổ chức hai buổi.")
    expect(page.get_by_label("Số lượt người nghe", exact=True)).to_have_value("95")
    page.get_by_role("button", name="Gửi báo cáo").click()
    is_kept(page)
    assert Filing.objects.get(pk=filing.pk).state == "not_sent"
    page.context.set_offline(False)
    is_sent(page)


def _return(page: Page, check: Check) -> None:
    page.goto("/ban-lam-viec/bao-cao/cho-duyet/")
    check(page)
    page.get_by_role("link", name="Trường Tiểu học Ba Khe").click()
    expect(page.get_by_text("sửa từ 80 thành 95: Có một buổi chưa ghi")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Trao đổi: Số lượt người nghe").click()
    page.get_by_role("dialog").get_by_label("Ý kiến trao đổi").fill("Buổi nào chưa ghi?")
    page.get_by_role("dialog").get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("#said-oral_listeners")).to_contain_text("Buổi nào chưa ghi?")
    check(page)
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    page.get_by_label("Lý do (đơn vị đọc được)").fill("Ghi nốt buổi còn thiếu")
    page.get_by_role("button", name="Trả lại với lý do này").click()
    expect(page.get_by_text("Đã trả lại")).to_be_visible()


def _mend(page: Page, filing: Filing, check: Check) -> None:
    page.goto("/ban-lam-viec/")
    page.get_by_role("link", name="Báo cáo đợt 1").click()
    expect(page.get_by_text("Ghi nốt buổi còn thiếu").first).to_be_visible()
    expect(page.get_by_text("Buổi nào chưa ghi?")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Lấy số hệ thống").click()
    expect(page.get_by_label("Số lượt người nghe", exact=True)).to_have_value("80")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Cấp trên được thông báo")).to_be_visible()
    check(page)


def _approve(page: Page, filing: Filing, check: Check) -> None:
    page.goto(f"/ban-lam-viec/bao-cao/{filing.pk}/")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    check(page)
    page.get_by_role("button", name="Duyệt và khóa").click()
    expect(page.get_by_text("Đã duyệt và khóa báo cáo")).to_be_visible()
    check(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_is_corrected_sent_from_the_outbox_returned_mended_and_approved(
    width: int,
    open_page: Any,
    cast: Cast,
    filing: Filing,
    wire: Wire,
    sign_in: Callable[..., None],
    axe: Any,
    fits: Any,
) -> None:
    def check(seen: Page) -> None:
        axe(seen)
        fits(seen)

    address = f"/ban-lam-viec/bao-cao/{filing.pk}/"
    chair, district = open_page(width, worker=True, address=wire.url), open_page(width)
    for page in (chair, district):
        page.set_default_timeout(30_000)
        page.emulate_media(reduced_motion="reduce")
    sign_in(chair, cast.chair)
    chair.goto("/ban-lam-viec/")
    chair.evaluate("navigator.serviceWorker.ready")
    chair.reload()
    until(lambda: any(one.endswith(address) for one in kept(chair)))
    chair.get_by_role("link", name="Báo cáo đợt 1").click()
    check(chair)
    _figure_opens(chair, check)
    _correct(chair, check)
    assert FilingDraft.objects.get().typed["value-oral_listeners"] == "95"
    _send_without_network(chair, filing)
    sent = Filing.objects.get(pk=filing.pk)
    assert (sent.state, unpack(sent.values)[0], sent.narrative) == ("submitted", 95, {"done": "Đã tổ chức hai buổi."})
    assert Correction.objects.get().reason == "Có một buổi chưa ghi"
    sign_in(district, cast.owner)
    _return(district, check)
    sign_in(chair, cast.chair)  # one test client: it lets go of the session of the other
    _mend(chair, filing, check)
    sign_in(district, cast.owner)
    _approve(district, filing, check)
    sign_in(chair, cast.chair)
    chair.goto(address)
    expect(chair.get_by_text("Báo cáo đã khóa")).to_be_visible()
    check(chair)
    assert [step.state for step in filing.steps.all()] == ["submitted", "returned", "submitted", "approved"]
    assert Filing.objects.get(pk=filing.pk).corrections.filter(lifted_at=None).count() == 0


def test_what_a_colleague_sent_meanwhile_stands_beside_what_waited_on_the_device(
    open_page: Any, cast: Cast, filing: Filing, wire: Wire, sign_in: Callable[..., None], axe: Any, fits: Any
) -> None:
    page = open_page(390, worker=True, address=wire.url)
    page.set_default_timeout(30_000)
    sign_in(page, cast.chair)
    page.goto("/ban-lam-viec/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.goto(f"/ban-lam-viec/bao-cao/{filing.pk}/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_label("Kết quả thực hiện").fill("Của tôi")
    page.get_by_role("button", name="Gửi báo cáo").click()
    is_kept(page)
    Filing.objects.filter(pk=filing.pk).update(revision=1, narrative={"done": "Của đồng nghiệp"})
    page.context.set_offline(False)
    expect(page.get_by_text("Có người đã sửa")).to_be_visible()
    page.get_by_role("button", name="Mở lại").click()
    expect(page.get_by_role("radio")).to_have_count(2)
    axe(page)
    fits(page)
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Dùng các chỗ đã chọn").click()
    page.wait_for_url(f"**/bao-cao/{filing.pk}/")
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value("Của tôi")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Cấp trên được thông báo")).to_be_visible()
    page.goto("/hop-gui/")
    is_sent(page)
    assert Filing.objects.get(pk=filing.pk).narrative == {"done": "Của tôi"}


def test_what_one_person_types_in_two_windows_stands_side_by_side(
    open_page: Any, cast: Cast, filing: Filing, sign_in: Callable[..., None], axe: Any, fits: Any
) -> None:
    page = open_page(390)
    sign_in(page, cast.chair)
    other = page.context.new_page()
    for window in (page, other):
        window.set_default_timeout(30_000)
        window.goto(f"/ban-lam-viec/bao-cao/{filing.pk}/")
    page.get_by_label("Kết quả thực hiện").fill("Gõ trước")
    expect(page.locator("#draft-state")).to_contain_text("Đã lưu lúc")
    page.get_by_label("Kết quả thực hiện").fill("Gõ trước, gõ tiếp")
    expect(page.locator("#draft-state")).to_contain_text("Đã lưu lúc")
    other.get_by_label("Kết quả thực hiện").fill("Gõ ở cửa sổ kia")
    expect(other.locator("#draft-state")).to_contain_text("Nội dung gõ ở đây được giữ riêng")
    axe(other)
    other.get_by_role("link", name="So sánh và chọn").click()
    expect(other.get_by_role("radio")).to_have_count(2)
    axe(other)
    fits(other)
    other.get_by_role("radio").last.check()
    other.get_by_role("button", name="Dùng các chỗ đã chọn").click()
    expect(other.get_by_label("Kết quả thực hiện")).to_have_value("Gõ ở cửa sổ kia")
    page.get_by_label("Kết quả thực hiện").fill("Vẫn gõ ở đây")
    expect(page.locator("#draft-state")).to_contain_text("Nội dung gõ ở đây được giữ riêng")
    draft = FilingDraft.objects.get()
    assert (draft.typed["text-done"], [words["text-done"] for words in draft.aside.values()]) == (
        "Gõ ở cửa sổ kia", ["Vẫn gõ ở đây"],
    )  # fmt: skip
