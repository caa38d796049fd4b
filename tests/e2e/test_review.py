"""Checking what was read of a plan, in a real browser: what was typed and not kept yet is not lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from caunoi.campaigns.models import PlanImport
from tests.campaigns.papers import make_import
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY, TITLE = "2027-09-20", "Kế hoạch tuyên truyền đại hội đang sửa dở"


@pytest.fixture
def review(live_server: Any, site_root: None, cast: Cast) -> PlanImport:
    return make_import(cast.units.P, by=cast.superior, now=timezone.now())


@pytest.mark.parametrize("script", [True, False])
def test_days_go_along_to_the_confirmation(
    open_page: Callable[..., Page], sign_in: Callable[..., None], cast: Cast, review: PlanImport, *, script: bool
) -> None:
    page = open_page(390, script=script)
    sign_in(page, cast.superior)
    page.goto(reverse("campaigns:review-import", args=[review.pk]))
    page.get_by_label("Ngày bắt đầu").nth(1).fill(DAY)
    page.get_by_role("button", name="Xác nhận…").click()
    page.wait_for_url("**/xac-nhan/")
    review.refresh_from_db()
    assert review.draft["anchors"][1]["starts_on"] == "2027-09-20"


def test_what_was_typed_outlives_what_another_button_does(
    page_desktop: Page, sign_in: Callable[..., None], cast: Cast, review: PlanImport, axe: Callable[[Page], None]
) -> None:
    page = page_desktop
    sign_in(page, cast.superior)
    page.goto(reverse("campaigns:review-import", args=[review.pk]))
    page.get_by_label("Ngày bắt đầu").nth(1).fill(DAY)
    line = page.locator("#reading .line", has=page.locator("[data-edit]")).first
    line.locator("[data-edit]").first.click()
    edit = page.locator(".edit").first
    typed = edit.locator("input[type=text], textarea").first
    typed.fill(TITLE)
    page.locator("#warnings").get_by_role("button", name=re.compile("^Đã xem")).first.click()
    expect(page.locator("#warnings .warning--seen").first).to_be_visible()
    expect(page.get_by_label("Ngày bắt đầu").nth(1)).to_have_value(DAY)
    expect(typed).to_have_value(TITLE)
    axe(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.locator("a[href]", has_text="Văn bản đã nhập").first.click()
    expect(typed).to_have_value(TITLE)
    page.get_by_role(
        "button", name="Xác nhận…"
    ).click()  # the days would go along, the line that is half corrected would not
    expect(typed).to_be_focused()
    expect(typed).to_have_value(TITLE)
    edit.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".edit")).to_have_count(0)
    expect(page.get_by_label("Ngày bắt đầu").nth(1)).to_have_value(DAY)
    page.get_by_role("button", name="Xác nhận…").click()
    page.wait_for_url("**/xac-nhan/")
    assert asked == ["beforeunload"]
