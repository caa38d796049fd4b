"""An inspection on the road: findings typed without a network go once when it is back; a conflict is shown, never merged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from caunoi.reporting.actions.findings import save_finding
from caunoi.reporting.models import VisitPoint
from tests.campaigns.running import make_issued
from tests.cast import Cast
from tests.e2e.test_offline import is_kept, is_sent, kept, until
from tests.reporting.inspecting import Inspection, make_inspection

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.real_clock]


@pytest.fixture
def inspection(live_server: Any, site_root: None, cast: Cast) -> Inspection:
    return make_inspection(cast, make_issued(cast))


@pytest.fixture
def phone(open_page: Any, sign_in: Callable[..., None], inspection: Inspection) -> Page:
    """The inspector's phone with the visit's page kept for the road."""
    page: Page = open_page(390, worker=True)
    sign_in(page, inspection.inspector)
    page.goto("/ban-lam-viec/kiem-tra/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    address = f"/ban-lam-viec/kiem-tra/cuoc/{inspection.visit.pk}/"
    until(lambda: any(one.endswith(address) for one in kept(page)))
    return page


def judge(page: Page, inspection: Inspection, note: str) -> None:
    page.goto(f"/ban-lam-viec/kiem-tra/cuoc/{inspection.visit.pk}/")
    card = page.locator(f"#point-{inspection.points[0].pk}")
    card.locator("[name$=verdict][value=not_met]").check(force=True)
    card.locator("textarea").fill(note)
    card.get_by_role("button", name="Lưu nội dung này").click()


def stored(inspection: Inspection) -> tuple[str, int]:
    point = VisitPoint.objects.get(pk=inspection.points[0].pk)
    return point.note, point.revision


def test_findings_wait_for_the_network_and_go_once(
    phone: Page, inspection: Inspection, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    phone.context.set_offline(True)
    judge(phone, inspection, "Chưa treo băng rôn")
    is_kept(phone)
    axe(phone)
    fits(phone)
    assert stored(inspection) == ("", 0)
    phone.context.set_offline(False)
    is_sent(phone)
    assert stored(inspection) == ("Chưa treo băng rôn", 1)


def test_what_a_colleague_found_meanwhile_is_shown_beside_it(phone: Page, inspection: Inspection, axe: Any) -> None:
    phone.context.set_offline(True)
    judge(phone, inspection, "Chưa treo băng rôn")
    is_kept(phone)
    other = inspection.finding(verdict="met", note="Đã treo tại cổng", sheet=inspection.laptop)
    save_finding(inspection.points[0], other, by=inspection.cast.superior, now=timezone.now())
    phone.context.set_offline(False)
    expect(phone.get_by_text("Có người đã")).to_be_visible()
    phone.get_by_role("button", name="Mở lại").click()
    expect(phone.get_by_text("Đã treo tại cổng")).to_be_visible()
    expect(phone.locator("textarea").first).to_have_value("Chưa treo băng rôn")
    axe(phone)
    assert stored(inspection) == ("Đã treo tại cổng", 1)
    phone.locator("textarea").first.fill("Treo ở cổng chính, thiếu cổng phụ")
    phone.get_by_role("button", name="Lưu nội dung này").click()
    phone.wait_for_url("**/kiem-tra/cuoc/*/**")
    until(lambda: stored(inspection) == ("Treo ở cổng chính, thiếu cổng phụ", 2))


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_inspections_are_within_everybodys_reach(
    open_page: Any, sign_in: Callable[..., None], inspection: Inspection, axe: Any, fits: Any, width: int
) -> None:
    inspection.ask()
    page = open_page(width)
    sign_in(page, inspection.inspector)
    page.goto("/ban-lam-viec/")
    page.get_by_role("link", name="Mở", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng dẫn, kiểm tra")
    for address in ("", "tong-hop/", "phan-cong/", "de-cuong/", "cuoc/", "kien-nghi/", f"cuoc/{inspection.visit.pk}/"):
        page.goto(f"/ban-lam-viec/kiem-tra/{address}")
        axe(page)
        fits(page)
