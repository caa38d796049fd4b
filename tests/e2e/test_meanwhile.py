"""What waited on the device and was overtaken: both sides on one page, the officer chooses, the outbox lets go."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from caunoi.campaigns.actions.deliveries import acknowledge_delivery
from caunoi.campaigns.actions.duties import excuse_assignment
from caunoi.campaigns.models import Activity, Assignment, Delivery, Duty
from tests.campaigns.running import Running
from tests.cast import Cast
from tests.e2e.test_offline import TITLE, fill, is_kept, is_sent, phone, pytestmark, running, send, until, wire

__all__ = ["phone", "pytestmark", "running", "wire"]  # fixtures and marks


def waits_for_a_choice(page: Page) -> None:
    page.context.set_offline(False)
    expect(page.get_by_text("Có người đã sửa")).to_be_visible()
    page.get_by_role("button", name="Mở lại").click()
    page.locator("[data-let-go]").wait_for()


def test_a_duty_closed_without_a_network_meets_what_a_colleague_said(
    phone: Page, cast: Cast, running: Running, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    assignment = running.given(running.charge, cast.units.G1)
    phone.goto(f"/ban-lam-viec/nhiem-vu/{assignment.pk}/")
    phone.context.set_offline(True)
    phone.locator("[data-dialog=done]").click()
    phone.locator("#done_note").fill("Đã xây dựng kế hoạch")
    phone.locator("dialog[open] button.btn--primary").click()
    is_kept(phone)
    excuse_assignment(assignment, reason="Theo kế hoạch chung", by=cast.owner, now=timezone.now())
    waits_for_a_choice(phone)
    expect(phone.get_by_text("Theo kế hoạch chung")).to_be_visible()
    expect(phone.locator("[name=note]")).to_have_value("Đã xây dựng kế hoạch")
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="Lưu bản của tôi").click()
    phone.wait_for_url("**/nhiem-vu/*/")
    phone.goto("/hop-gui/")
    is_sent(phone)
    kept = Assignment.objects.get(pk=assignment.pk)
    assert (kept.state, kept.note) == ("done", "Đã xây dựng kế hoạch")


def test_an_activity_whose_duty_was_dropped_meanwhile_is_logged_without_it(
    phone: Page, cast: Cast, running: Running, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    assignment = running.given(running.charge, cast.units.G1)
    phone.goto(f"/ban-lam-viec/nhiem-vu/{assignment.pk}/")
    until(lambda: phone.evaluate("navigator.serviceWorker.controller !== null"))
    phone.get_by_role("link", name="Ghi hoạt động").first.click()
    phone.locator("[name=title]").fill(TITLE)
    phone.locator("[name=kind][value=conference]").check(force=True)
    phone.context.set_offline(True)
    send(phone)
    is_kept(phone)
    Duty.objects.filter(pk=running.charge.pk).update(dropped_at=timezone.now())
    waits_for_a_choice(phone)
    expect(phone.locator("[name=title]")).to_have_value(TITLE)
    axe(phone)
    fits(phone)
    assert Activity.objects.count() == 0
    send(phone)
    phone.wait_for_url("**/hoat-dong/*/")
    phone.goto("/hop-gui/")
    is_sent(phone)
    activity = Activity.objects.get()
    assert (activity.title, activity.assignment) == (TITLE, None)


def test_what_is_left_as_it_stands_leaves_the_outbox(
    phone: Page, cast: Cast, axe: Callable[[Page], None], fits: Callable[[Page], None], running: Any
) -> None:
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Tiếp nhận").click()
    is_kept(phone)
    delivery = Delivery.objects.get(unit=cast.units.G1)
    acknowledge_delivery(delivery, by=cast.owner, now=timezone.now())
    waits_for_a_choice(phone)
    expect(phone.get_by_text(str(cast.owner)).first).to_be_visible()
    axe(phone)
    fits(phone)
    phone.locator("[data-let-go]").click()
    phone.wait_for_url("**/chien-dich/*/")
    phone.goto("/hop-gui/")
    is_sent(phone)
    delivery.refresh_from_db()
    assert delivery.acknowledged_by == cast.owner


def test_what_cannot_be_sent_can_still_be_read(phone: Page, fits: Callable[[Page], None]) -> None:
    phone.context.set_offline(True)
    fill(phone, title="")
    phone.locator("[name=place]").fill("Nhà văn hóa xã")
    send(phone)
    is_kept(phone)
    phone.locator("[data-typed] summary").click()
    expect(phone.locator("[data-typed]")).to_contain_text("Nhà văn hóa xã")
    fits(phone)
