"""A question on its road in a real browser: asked at its duty, asked back, answered with one alike, offered, solved."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.campaigns.actions.obstacles import ask_obstacle
from caunoi.campaigns.models import GuidanceMark, Obstacle
from caunoi.orgs.enums import Role
from tests.campaigns.running import NOW, Running, make_issued
from tests.cast import Cast, make_officer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = "Chưa có kinh phí treo băng rôn ở cổng trường"
REPLY = "Cần hai triệu đồng cho ba băng rôn"
ANSWER = "Chi từ kinh phí công đoàn theo dự toán đã duyệt"


@pytest.fixture
def running(live_server: Any, site_root: None, cast: Cast) -> Running:
    return make_issued(cast)


def _ask(page: Page, duty: str, check: Callable[[Page], None]) -> Obstacle:
    page.goto(duty)
    check(page)
    page.get_by_role("link", name="Hỏi cấp trên").click()
    check(page)
    page.get_by_label("Đang vướng mắc điều gì?").fill(TEXT)
    page.get_by_label("Kinh phí").check()
    page.get_by_role("button", name="Gửi cấp trên").click()
    page.wait_for_url(f"**{duty}")
    expect(page.get_by_text(TEXT)).to_be_visible()
    return Obstacle.objects.get(text=TEXT)


def _ask_back(page: Page, address: str, check: Callable[[Page], None]) -> None:
    page.goto("/ban-lam-viec/vuong-mac/")
    check(page)
    page.get_by_role("link", name=TEXT).click()
    page.wait_for_url(f"**{address}")
    check(page)
    page.get_by_role("button", name="Hỏi lại đơn vị").click()
    page.get_by_label("Cần đơn vị nói rõ điều gì?").fill("Cần bao nhiêu?")
    check(page)
    page.get_by_role("button", name="Gửi câu hỏi lại").click()
    page.wait_for_url("**/vuong-mac/")


def _explain(page: Page, address: str, check: Callable[[Page], None]) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="Cấp trên hỏi lại")).to_be_visible()
    check(page)
    page.get_by_label("Trả lời của đơn vị").fill(REPLY)
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text(REPLY)).to_be_visible()


def _answer(page: Page, address: str, check: Callable[[Page], None]) -> None:
    page.goto(address)
    page.get_by_label("Trả lời", exact=True).fill(ANSWER)
    page.get_by_label("Lấy tiền ở đâu").check()
    page.get_by_label("Mọi đơn vị cấp dưới").check()
    check(page)
    page.get_by_role("button", name="Trả lời", exact=True).click()
    page.wait_for_url("**/vuong-mac/")
    assert (Obstacle.objects.waiting().count(), Obstacle.objects.filter(answer=ANSWER).count()) == (0, 2)


def _find_and_mark(page: Page, duty: str, check: Callable[[Page], None]) -> None:
    page.goto(duty)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Có ích với đơn vị").click()
    expect(page.get_by_text("1 đơn vị thấy có ích")).to_be_visible()
    check(page)
    page.goto("/ban-lam-viec/huong-dan/?q=kinh+phi")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    check(page)
    assert GuidanceMark.objects.get().is_useful is True


@pytest.mark.parametrize("width", [390, 1280])
def test_one_answer_serves_every_unit_in_the_like_situation(
    width: int, open_page: Any, cast: Cast, running: Running, sign_in: Callable[..., None], axe: Any, fits: Any
) -> None:
    page = open_page(width)
    page.set_default_timeout(30_000)
    page.emulate_media(reduced_motion="reduce")

    def check(seen: Page) -> None:
        axe(seen)
        fits(seen)

    def enter(seen: Page, user: Any) -> None:
        seen.goto("about:blank")
        seen.context.clear_cookies()
        sign_in(seen, user)

    other = make_officer("chu-tich@nuoc.example", "Hà Văn Tư", cast.units.G2, Role.CHAIR)
    given = running.given(running.told, cast.units.G1)
    ask_obstacle(given, text="Lấy tiền ở đâu", kind="money", by=cast.chair, now=NOW)
    own, theirs = (
        f"/ban-lam-viec/nhiem-vu/{running.given(running.told, unit).pk}/" for unit in (cast.units.G1, cast.units.G2)
    )
    enter(page, cast.chair)
    obstacle = _ask(page, own, check)
    address = f"/ban-lam-viec/vuong-mac/{obstacle.pk}/"
    enter(page, cast.owner)
    _ask_back(page, address, check)
    enter(page, cast.chair)
    _explain(page, address, check)
    enter(page, cast.owner)
    _answer(page, address, check)
    enter(page, cast.chair)
    page.goto(address)
    check(page)
    page.get_by_role("button", name="Đã giải quyết được").click()
    expect(page.get_by_text("Đã giải quyết", exact=True).first).to_be_visible()
    obstacle.refresh_from_db()
    assert obstacle.solved_by == cast.chair
    enter(page, other)
    _find_and_mark(page, theirs, check)
