"""The whole road in a real browser: the plan goes in at the province and comes out as a photograph at its clause."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from caunoi.campaigns.models import Activity, Campaign, Delivery
from tests.cast import Cast
from tests.conftest import SHARED

PLAN = SHARED / "plans" / "383-KH-LDLD" / "plan.docx"
PASSWORD = "mat-khau-thu-nghiem"
CLAUSE = "III/1/-5"  # "Phát động các phong trào thi đua…"

pytestmark = [pytest.mark.browser, pytest.mark.shared, pytest.mark.slow]


def _photo() -> bytes:
    buffer = BytesIO()
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def _sign_in(page: Page, email: str) -> None:
    page.goto("/tai-khoan/dang-nhap/?next=/ban-lam-viec/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url("/ban-lam-viec/")


def _sign_out(page: Page) -> None:
    """The page is left first: an answer still on its way to it would set the cookies of the person who has gone."""
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    page.context.clear_cookies()


def _import_plan(page: Page, run_jobs: Any, check: Callable[[Page], None]) -> None:
    page.goto("/ban-lam-viec/van-ban/nhap/")
    check(page)
    page.get_by_label("Tệp văn bản").set_input_files(PLAN)
    page.get_by_role("button", name="Tải lên và đọc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đang đọc văn bản")
    run_jobs()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đối chiếu bản đọc")
    check(page)


def _correct_date(page: Page) -> None:
    congress = page.get_by_role("group", name="Đại hội XIII Công đoàn tỉnh Lai Châu")
    congress.get_by_label("Ngày bắt đầu").fill("2023-10-11")
    congress.get_by_label("Ngày kết thúc").fill("2023-10-12")
    page.get_by_role("button", name="Lưu các ngày này").click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()  # kept: before that, nothing is confirmed
    expect(congress.get_by_label("Ngày bắt đầu")).to_have_value("2023-10-11")


def _confirm_and_issue(page: Page, check: Callable[[Page], None]) -> Campaign:
    page.get_by_role("button", name="Xác nhận…").click()
    page.wait_for_url("**/xac-nhan/")
    check(page)
    page.get_by_role("button", name="Lập chiến dịch").click()
    page.wait_for_url("**/chien-dich/*/")
    campaign = Campaign.objects.get()
    wave = campaign.waves.get(ordinal=2)
    assert (wave.starts_on.isoformat(), campaign.waves.count()) == ("2023-08-01", 3)
    check(page)
    page.get_by_role("link", name="Giao xuống các đơn vị").first.click()
    check(page)
    page.get_by_role("button", name="Giao cho").click()
    page.wait_for_url("**/chien-dich/*/")
    campaign.refresh_from_db()
    assert campaign.state == "issued"
    return campaign


def _acknowledge(page: Page, campaign: Campaign, cast: Cast) -> None:
    page.get_by_role("link", name="383/KH-LĐLĐ").first.click()
    page.get_by_role("button", name="Xác nhận đã tiếp nhận").first.click()
    expect(page.get_by_text("Đã tiếp nhận ngày").first).to_be_visible()
    delivery = Delivery.objects.get(campaign=campaign, unit=cast.units.D)
    assert (delivery.acknowledged_by, delivery.acknowledged_at is not None) == (cast.owner, True)


def _log_activity(page: Page, campaign: Campaign, cast: Cast, check: Callable[[Page], None]) -> Activity:
    assignment = campaign.duties.get(provision__path=CLAUSE).assignments.get(unit=cast.units.G1)
    page.goto(f"/ban-lam-viec/nhiem-vu/{assignment.pk}/")
    check(page)
    page.get_by_role("link", name="Ghi hoạt động").first.click()
    photo = {"name": "phat-dong.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    page.locator("input[type=file]").first.set_input_files(photo)
    expect(page.get_by_role("list").get_by_role("img")).to_have_count(1)
    page.get_by_label("Đã làm gì").fill("Phát động thi đua chào mừng đại hội")
    page.get_by_label("Phong trào thi đua").check()
    page.get_by_label("Người tham gia").fill("45")
    check(page)
    page.get_by_role("button", name="Ghi lại").click()
    page.wait_for_url("**/hoat-dong/*/")
    check(page)
    activity = Activity.objects.get()
    assert (activity.unit, activity.provision.path, activity.evidence.count()) == (cast.units.G1, CLAUSE, 1)
    assert dict(activity.figures.values_list("code", "value")) == {"participants": 45}
    return activity


@pytest.mark.parametrize("width", [390, 1280])
def test_plan_becomes_a_photograph_at_its_clause(
    width: int, open_page: Any, cast: Cast, transactional_db: None, run_jobs: Any, axe: Any, fits: Any
) -> None:
    page = open_page(width)
    page.set_default_timeout(30_000)
    page.emulate_media(reduced_motion="reduce")  # a colour in the middle of fading in is no contrast to measure

    def check(seen: Page) -> None:
        axe(seen)
        fits(seen)

    _sign_in(page, cast.superior.email)
    check(page)
    _import_plan(page, run_jobs, check)
    _correct_date(page)
    campaign = _confirm_and_issue(page, check)
    run_jobs()

    _sign_out(page)
    _sign_in(page, cast.owner.email)
    check(page)
    _acknowledge(page, campaign, cast)

    _sign_out(page)
    _sign_in(page, cast.chair.email)
    activity = _log_activity(page, campaign, cast, check)

    _sign_out(page)
    _sign_in(page, cast.superior.email)
    page.goto(f"/ban-lam-viec/dieu-khoan/{activity.provision_id}/")
    expect(page.get_by_text("Phát động thi đua chào mừng đại hội").first).to_be_visible()
    thumbnail = page.locator("main img").first
    thumbnail.scroll_into_view_if_needed()
    expect(thumbnail).to_have_js_property("complete", value=True)
    assert thumbnail.evaluate("image => image.naturalWidth") > 0
    check(page)
