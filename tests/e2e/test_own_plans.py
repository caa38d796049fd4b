"""A unit's own plan in a real browser: written, put in force, taken away, amended above, answered, read above."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from caunoi.campaigns.actions.own_plans import propose_changes
from caunoi.campaigns.models import Campaign, Duty, OwnPlan
from caunoi.officialdocs.read_plan import read_plan
from tests.campaigns.running import Running, make_issued
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWN_DUTY = "Treo cờ tại trụ sở các đơn vị"
WHY_NOT = "Hội diễn đã ấn định và đã mời khách"


@pytest.fixture
def running(live_server: Any, site_root: None, cast: Cast) -> Running:
    return make_issued(cast)


def _start(page: Page, campaign: str, check: Callable[[Page], None]) -> None:
    page.goto(campaign)
    page.get_by_role("link", name="Kế hoạch của đơn vị").click()
    check(page)
    page.get_by_role("button", name="Xây dựng kế hoạch của đơn vị").click()
    page.wait_for_url("**/ke-hoach-don-vi/*/")
    check(page)


def _date_in_two_tabs(page: Page, check: Callable[[Page], None]) -> None:
    """What the first tab kept is not overwritten by the second, and nothing typed in the second is lost."""
    link = page.get_by_role("link", name=re.compile("Điều chỉnh ?: Đợt 1")).first
    other = page.context.new_page()
    other.goto(page.evaluate("link => link.href", link.element_handle()))
    link.click()
    check(page)
    page.get_by_label("Bắt đầu").fill("05/10/2026")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_url("**/ke-hoach-don-vi/*/")
    other.get_by_label("Bắt đầu").fill("06/10/2026")
    other.get_by_role("button", name="Lưu", exact=True).click()
    expect(other.get_by_text("đã được sửa ở cửa sổ khác").first).to_be_visible()
    expect(other.get_by_label("Bắt đầu")).to_have_value("06/10/2026")
    check(other)
    other.close()


def _add_duty(page: Page, check: Callable[[Page], None]) -> None:
    page.get_by_role("link", name="Thêm nhiệm vụ").click()
    check(page)
    page.get_by_label("Nội dung công việc").fill(OWN_DUTY)
    page.get_by_role("button", name="Bổ sung").click()
    page.wait_for_url("**/ke-hoach-don-vi/*/")
    expect(page.get_by_text(OWN_DUTY).first).to_be_visible()


def _put_in_force(page: Page, check: Callable[[Page], None]) -> None:
    page.get_by_role("link", name="Ban hành kế hoạch").click()
    check(page)
    page.get_by_role("button", name="Ban hành", exact=True).dblclick()
    page.wait_for_url("**/ke-hoach-don-vi/*/")
    expect(page.get_by_text("Đã ban hành", exact=True)).to_be_visible()
    check(page)
    assert Campaign.objects.filter(own_plan__isnull=False).count() == 1


def _take_away(page: Page, folder: Path) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải về .docx").click()
    path = folder / "ke-hoach.docx"
    waiting.value.save_as(path)
    plan = read_plan(path)
    assert plan.header.issuer == "Liên đoàn Lao động huyện Ba Khe"
    assert any(OWN_DUTY in clause.text for clause in plan.clauses)


def _amend_above(running: Running) -> None:
    now = timezone.now()
    Duty.objects.filter(pk=running.told.pk).update(text="Tuyên truyền thành tựu của tổ chức Công đoàn.")
    Duty.objects.filter(pk=running.sung.pk).update(text="Tổ chức hội diễn văn nghệ cấp tỉnh.")
    assert propose_changes(running.campaign, now=now) == 1


def _answer(page: Page, check: Callable[[Page], None]) -> None:
    page.reload()
    check(page)
    page.get_by_role("link", name="Xem phần khác nhau và trả lời").click()
    check(page)
    sung = page.locator("article", has_text="hội diễn")
    sung.get_by_role("button", name="Giữ của đơn vị, ghi lý do").click()
    page.get_by_label("Lý do đơn vị không tiếp thu").locator("visible=true").fill(WHY_NOT)
    check(page)
    page.get_by_role("button", name="Giữ của đơn vị", exact=True).locator("visible=true").click()
    expect(page.get_by_text("Đã giữ như cũ")).to_be_visible()
    page.get_by_role("button", name="Tiếp thu", exact=True).click()
    expect(page.get_by_text("Không có sửa đổi nào chờ đơn vị trả lời")).to_be_visible()
    check(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_unit_adapts_the_plan_and_the_level_above_reads_where(
    width: int, open_page: Any, cast: Cast, running: Running, sign_in: Callable[..., None], axe: Any, fits: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    page = open_page(width)
    page.set_default_timeout(30_000)
    page.emulate_media(reduced_motion="reduce")

    def check(seen: Page) -> None:
        axe(seen)
        fits(seen)

    campaign = f"/ban-lam-viec/chien-dich/{running.campaign.pk}/"
    sign_in(page, cast.owner)
    _start(page, campaign, check)
    _date_in_two_tabs(page, check)
    _add_duty(page, check)
    _put_in_force(page, check)
    _take_away(page, tmp_path)
    _amend_above(running)
    _answer(page, check)
    sign_in(page, cast.superior)
    page.goto(f"{campaign}ke-hoach-don-vi/")
    check(page)
    expect(page.get_by_text(WHY_NOT).first).to_be_visible()
    expect(page.get_by_text("05/10/2026").first).to_be_visible()
    assert OwnPlan.objects.get().adopted_by == cast.owner
